from __future__ import annotations

import numpy as np

from evals.event_mentions import Part, Told
from evals.event_pairs import groups_of, kept, met_before, met_elsewhere, pairs, second_look, seen
from evals.loaders.ecb import Mention

NOTHING: frozenset[str] = frozenset()


def told(document: str, word: str, chain: str, *, agents: frozenset[str] = NOTHING) -> Told:
    mention = Mention(document=document, sentence=0, tokens=(0,), chain=chain, text=word)
    return Told(
        mention=mention, base=word, head=word[:5], words=frozenset({word[:5]}), families=frozenset(), upos="VERB",
        agents=agents, patients=NOTHING, loose=NOTHING, governor="", names=NOTHING, numbers=NOTHING, around=NOTHING,
        near=NOTHING, negated=False,
    )  # fmt: skip


def part(*mentions: Told, alike: float = 0.5) -> Part:
    order = tuple(sorted({t.mention.document for t in mentions}))
    matrix = np.full((len(order), len(order)), alike)
    np.fill_diagonal(matrix, 1.0)
    return Part(told=mentions, documents=order, alike=matrix, rarity={})


def test_words_that_were_one_event_in_another_topic_count_and_those_of_the_own_topic_do_not() -> None:
    train = part(
        told("1_a", "flee", "x"), told("1_b", "escape", "x"), told("2_a", "flee", "y"), told("2_b", "escape", "y")
    )
    met = met_elsewhere(seen(train))
    assert met(train.told[0], train.told[1]) == (1.0, 1.0)
    alone = part(train.told[0], train.told[1])
    assert met_elsewhere(seen(alone))(alone.told[0], alone.told[1]) == (0.0, 0.0)


def test_two_words_that_were_never_one_event_are_not_kept() -> None:
    apart = part(*(told(f"1_{n}", word, f"{word}{n}") for n in range(3) for word in ("say", "win")))
    assert set(kept(seen(apart))) == {"say say", "win win"}


def test_documents_that_tell_of_nothing_in_common_make_no_pairs() -> None:
    mentions = (told("1_a", "flee", "x"), told("1_b", "flee", "x"))
    assert pairs(part(*mentions, alike=0.01), met_before({})).of == ()
    assert pairs(part(*mentions), met_before({})).of == ((0, 1),)


def test_documents_are_grouped_by_their_mean_likeness() -> None:
    whole = part(told("1_a", "flee", "x"), told("1_b", "flee", "x"), told("2_a", "win", "y"), alike=0.01)
    whole.alike[0, 1] = whole.alike[1, 0] = 0.6
    found = groups_of(whole, 0.2)
    assert found["1_a"] == found["1_b"] != found["2_a"]


def test_a_second_look_sees_that_a_document_has_a_likelier_mention() -> None:
    whole = part(told("1_a", "flee", "x"), told("1_b", "flee", "x"), told("1_b", "leave", "y"))
    of = ((0, 1), (0, 2))
    rows = second_look(whole, of, np.array([3.0, -1.0]))
    rival = 3
    assert rows[1, rival] > 0.9
    assert rows[0, rival] < 0.5
