"""Places told by what they are: the enclave, the capital, the north of the country."""

import pytest

from evals.claims import read


def places_of(text, words):
    """Return the names and references of the places of the claim whose trigger lies in `words`."""
    claims = read([{"id": "epithet", "text": text, "published": "2026-01-27", "outlet": "a regional daily"}])[0]
    start = text.rindex(words)
    found = [c for c in claims if start <= c.mention.trigger.start < start + len(words)]
    assert found, f"no claim at {words!r}: {[c.mention.trigger.of(text) for c in claims]}"
    return [x.place.name for x in found[0].locations]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Clashes went on in Khan Younis. Tanks entered the besieged enclave on Friday.", "entered", "Gaza Strip"),
        ("Clashes went on in Stepanakert. Troops entered the enclave on Friday.", "entered", "Nagorno-Karabakh"),
        ("Shells fell on Kherson and Melitopol. Troops withdrew from the peninsula.", "withdrew", "Crimea"),
        ("Clashes went on in Nyala and El Obeid in Sudan. Rebels entered the capital.", "entered", "Khartoum"),
        ("Clashes went on in Idlib and Hama in Syria. Troops withdrew from the north.", "withdrew", "northern Syria"),
        ("Clashes went on in Rafah. Troops withdrew from the south of the enclave.", "withdrew", "southern Gaza Strip"),
    ],
)
def test_a_description_without_a_name_means_the_land_that_is_called_so(text, words, name):
    assert places_of(text, words) == [name]


def test_a_provincial_capital_is_not_the_country_s():
    text = "Clashes went on in Nyala and El Obeid in Sudan. Rebels entered the provincial capital."
    assert places_of(text, "entered") != ["Khartoum"]


def test_a_part_of_the_city_is_the_city():
    text = "Rebels reached Aleppo on Friday. They entered large parts of the city."
    assert places_of(text, "entered") == ["Aleppo"]


def test_a_side_in_a_war_is_no_place():
    text = "Camp Taji was handed over by the anti-militant alliance to Iraq on Monday."
    assert "anti-militant alliance" not in places_of(text, "handed over")
