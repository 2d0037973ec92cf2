"""Whom a voice speaks for: by its office, its owner, its description, or what the report tells of it elsewhere."""

import pytest

from evals.claims import read


def refs_of(text, words):
    """Return name and ref of the voices behind the claim whose trigger lies in `words`."""
    claims = read([{"id": "sides", "text": text, "published": "2026-01-27", "outlet": "a regional daily"}])[0]
    start = text.index(words)
    found = [c for c in claims if start <= c.mention.trigger.start < start + len(words)]
    assert found, f"no claim at {words!r}: {[c.mention.trigger.of(text) for c in claims]}"
    return [source.ref for source in found[0].attribution]


TOLD = [
    pytest.param(
        "Anna Petrenko, a spokeswoman for Ukraine's southern military command, said the barge left Izmail on Monday.",
        "left Izmail",
        "actor:ukrainian-forces",
        id="the office in apposition",
    ),
    pytest.param(
        "Mali's new army chief, Gen. Moussa Diallo, told reporters that the convoy had left Gao on Monday.",
        "left Gao",
        "actor:malian-army",
        id="the office before the name",
    ),
    pytest.param(
        "The Ministry of Defence of the Russian Federation announced that the convoy had left Gao on Monday.",
        "left Gao",
        "actor:russian-defence-ministry",
        id="a body with its owner behind it",
    ),
    pytest.param(
        "The Israeli army issued an order on Sunday. The military said its tanks had left Jenin on Monday.",
        "left Jenin",
        "actor:idf",
        id="a bare noun for the only body named",
    ),
    pytest.param(
        (
            "Ukrainian President Oleh Marchenko came to Izmail on Sunday and met farmers there. Two days later "
            "Marchenko said the last barge had left Izmail."
        ),
        "left Izmail",
        "actor:ukraine",
        id="the office told elsewhere",
    ),
]
OPEN = [
    pytest.param(
        "Former Ukrainian minister Oleh Marchenko said the last barge had left Izmail on Monday.",
        "left Izmail",
        id="a former office",
    ),
    pytest.param(
        "Oleh Marchenko, a baker in the Ukrainian port of Izmail, said the last barge had left Izmail on Monday.",
        "left Izmail",
        id="a private person of a country",
    ),
    pytest.param(
        ("The Israeli army and the Lebanese army both sent men. The military said its tanks had left Tyre on Monday."),
        "left Tyre",
        id="a bare noun for one of two",
    ),
    pytest.param("A spokesman said the tanks had left Jenin on Monday.", "left Jenin", id="an office of nobody named"),
]


@pytest.mark.parametrize(("text", "words", "ref"), TOLD)
def test_a_voice_speaks_for_the_body_that_the_report_gives_it(text, words, ref):
    assert refs_of(text, words)[0] == ref


@pytest.mark.parametrize(("text", "words"), OPEN)
def test_a_voice_speaks_for_nobody_known_where_that_is_not_sure(text, words):
    assert refs_of(text, words)[0] is None
