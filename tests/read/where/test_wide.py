"""Events that are told of a whole land are put there, not at the site that the report is about."""

import pytest

from evals.claims import read


def places_of(text, words):
    """Return the names of the places of the claim whose trigger lies in `words`."""
    claims = read([{"id": "wide", "text": text, "published": "2026-01-27", "outlet": "a regional daily"}])[0]
    start = text.rindex(words)
    found = [c for c in claims if start <= c.mention.trigger.start < start + len(words)]
    assert found, f"no claim at {words!r}: {[c.mention.trigger.of(text) for c in claims]}"
    return [x.place.name for x in found[0].locations]


BASE = "American troops left the base at Taji in Iraq on Monday. The base at Taji was quiet. "
HOSPITAL = "Israeli tanks shelled Nasser hospital in Khan Younis in Gaza. Nasser hospital was hit twice. "


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (BASE + "The coalition will hand over all the bases to the government.", "hand over", "Iraq"),
        (BASE + "Iraq and the United States agreed to go on with the training.", "agreed", "Iraq"),
        (HOSPITAL + "At least 11,000 Palestinians have been killed.", "killed", "Gaza Strip"),
        (HOSPITAL + "More and more people are being killed.", "killed", "Gaza Strip"),
        (HOSPITAL + "The army said that it carried out more than 450 attacks on targets.", "attacks", "Gaza Strip"),
    ],
)
def test_numbers_sites_in_the_plural_and_accords_are_of_the_land(text, words, name):
    assert places_of(text, words) == [name]


def test_a_few_people_are_hurt_where_the_report_plays():
    assert places_of(HOSPITAL + "Three people were killed.", "killed") != ["Gaza Strip"]


def test_sites_told_of_before_are_not_the_land():
    assert places_of(BASE + "Looters ransacked several buildings.", "ransacked") != ["Iraq"]


def test_a_sentence_that_says_in_which_country_is_not_at_the_site():
    text = BASE + "In Syria, three soldiers were killed on Tuesday."
    assert places_of(text, "killed") == ["Syria"]
