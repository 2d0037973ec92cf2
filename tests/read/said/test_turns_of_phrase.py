"""Turns of phrase in which somebody says something: particles, adjectives, `went on to say`, pronouns behind a lead."""

import pytest

from evals.claims import read

PASSAGES = [
    ("Speaking to AFP, the governor said soldiers left Gao on Monday.", "left", "official", "asserted"),
    ("Al-Nims points out that all the patients have left the hospital in Jenin.", "left", "named-person", "asserted"),
    ("The governor made clear that the soldiers had left Gao on Monday.", "left", "official", "asserted"),
    ("The governor went on to say that the convoy had left Gao on Monday.", "left", "official", "asserted"),
    ("The governor took to the radio to announce that the men had left Gao.", "left", "official", "asserted"),
    ("The soldiers left Gao on Monday, per the governor.", "left", "official", "asserted"),
    ("The governor blamed the army for the shelling of Gao on Monday.", "shelling", "official", "asserted"),
    (
        "The Red Crescent warned of a tragedy. According to them, one person was killed in Jenin.",
        "killed",
        "official",
        "asserted",
    ),
    (
        "The soldiers also posted videos on the platform X showing fighters celebrating inside the base in Nyala.",
        "celebrating",
        "video",
        "asserted",
    ),
    (
        "The army took over the base in Nyala, as confirmed in a statement released on Thursday.",
        "took over",
        "official",
        "asserted",
    ),
    ("Paramilitaries said they had seized the base in Nyala on Monday.", "seized", "official", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "kind", "stance"), PASSAGES)
def test_who_says_it_in_so_many_words_is_its_voice(text, words, kind, stance):
    claims = read([{"id": "turn", "text": text, "published": "2026-01-27", "outlet": "a regional daily"}])[0]
    start = text.index(words)
    found = [c for c in claims if c.quote.span.start <= start < c.quote.span.end]
    assert found, text
    assert {(c.attribution[0].kind if c.attribution else None, c.stance) for c in found} == {(kind, stance)}
