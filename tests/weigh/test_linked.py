"""Sites that reports name in several words and put in several places are one where that is sure, else several."""

from __future__ import annotations

from firsthand.core.spacetime import Place
from firsthand.weigh.sites import Sites, sites

IN_COUNTRY = Place(
    name="Vorlai base", kind="base", lat=15.0, lon=19.0, radius_m=1_240_000.0, within="TD", ref="base:geonames:1/vorlai"
)
IN_TOWN = Place(
    name="Omar Vorlai camp", kind="camp", lat=13.83, lon=20.83, radius_m=11_000.0, within="TD",
    ref="camp:geonames:2/omar vorlai",
)  # fmt: skip
IN_ANOTHER = Place(
    name="Vorlai barracks", kind="base", lat=9.0, lon=18.0, radius_m=11_000.0, within="TD", ref="base:geonames:3/vorlai"
)


def key_of(found: Sites, place: Place) -> str:
    return found.of(place).key


def test_a_base_in_a_country_is_the_camp_of_its_name_in_a_town_there() -> None:
    found = sites([IN_COUNTRY, IN_COUNTRY, IN_TOWN])
    assert key_of(found, IN_COUNTRY) == key_of(found, IN_TOWN)
    assert found.of(IN_COUNTRY).place.lat == IN_TOWN.lat
    assert "vorlai" in found.of(IN_COUNTRY).why[0]


def test_a_site_that_may_be_either_of_two_is_neither() -> None:
    found = sites([IN_COUNTRY, IN_TOWN, IN_ANOTHER])
    assert len({key_of(found, place) for place in (IN_COUNTRY, IN_TOWN, IN_ANOTHER)}) == 3


def test_a_hospital_of_the_name_is_no_base() -> None:
    hospital = Place(
        name="Vorlai hospital", kind="hospital", lat=13.83, lon=20.83, radius_m=11_000.0, within="TD",
        ref="hospital:geonames:2/vorlai",
    )  # fmt: skip
    found = sites([IN_COUNTRY, hospital])
    assert key_of(found, IN_COUNTRY) != key_of(found, hospital)


def test_a_name_that_only_its_town_places_is_the_site_of_that_name() -> None:
    told = Place(name="Vorlai camp", kind="facility", lat=13.83, lon=20.83, radius_m=11_000.0, within="geonames:2")
    found = sites([IN_TOWN, told])
    assert key_of(found, told) == key_of(found, IN_TOWN)


def test_sites_do_not_depend_on_the_order_of_the_places() -> None:
    there = sites([IN_COUNTRY, IN_TOWN, IN_ANOTHER])
    back = sites([IN_ANOTHER, IN_TOWN, IN_COUNTRY])
    assert there.key_of == back.key_of
