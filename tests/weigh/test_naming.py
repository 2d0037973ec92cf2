from __future__ import annotations

import pytest

from firsthand.core.claim import Participant, Source
from firsthand.weigh.naming import act, clause, voice
from firsthand.weigh.phrases import with_article
from tests.weigh.piles import PileOf, said


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("AFP correspondent", "an AFP correspondent"),
        ("U.S. defence official", "a U.S. defence official"),
        ("two Syrian sources", "two Syrian sources"),
        ("Local sources", "local sources"),
        ("Pentagon spokesman John Kirby", "Pentagon spokesman John Kirby"),
        ("Syrian defence ministry", "the Syrian defence ministry"),
        ("the Taliban", "the Taliban"),
        ("", "a voice that is not named"),
    ],
)
def test_a_voice_has_the_article_that_a_sentence_wants(name: str, told: str) -> None:
    assert voice(Source(name=name, kind="anonymous")) == told


def test_an_event_is_named_by_words_and_never_by_the_key_of_its_kind() -> None:
    event = PileOf([said("a", "withdraw", "2026-01-26", phase="ends")]).judged().events[0]
    assert act(event) == "the withdrawal of Russian forces from Qamishli airport"
    assert clause(event) == "Russian forces left Qamishli airport"


def test_what_was_handed_over_by_nobody_named_changed_hands() -> None:
    base = Participant(name="airport", role="object", type="facility")
    event = PileOf([said("a", "hand-over", "2026-02-04", who=[base])]).judged(actor=None).events[0]
    assert "handed" not in clause(event) or "changed hands" in clause(event)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("el-Fasher", "el-Fasher"),
        ("al-Hawl camp", "the al-Hawl camp"),
        ("base near Raqqa", "the base near Raqqa"),
        ("north-east Syria", "north-east Syria"),
        ("Goma", "Goma"),
    ],
)
def test_a_town_whose_name_bears_its_article_takes_no_other(name: str, told: str) -> None:
    assert with_article(name) == told
