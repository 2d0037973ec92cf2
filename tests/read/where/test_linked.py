"""Sites that the gazetteer does not know: where they stand, and that one site stands at one place."""

from __future__ import annotations

import re

from firsthand.core.evidence import Span
from firsthand.core.parse import AttributionSpans, Entity, Parse, Sentence, Toponym
from firsthand.read.gazetteer.gazetteer import gazetteer
from firsthand.read.where.toponyms import toponyms


def found(text: str, *sites: str, said: tuple[str, ...] = ()) -> dict[str, Toponym]:
    """Read a text in which a reader saw some sites and took some stretches for what voices said."""
    ends = [match.end() for match in re.finditer(r"\.(?:\s|$)", text)]
    sentences = tuple(
        Sentence(start=start, end=end, tokens=()) for start, end in zip([0, *ends[:-1]], ends, strict=True)
    )
    entities = tuple(
        Entity(start=match.start(), end=match.end(), type="FACILITY")
        for site in sites
        for match in re.finditer(re.escape(site), text)
    )
    told = tuple(
        AttributionSpans(content=(Span(start=text.index(words), end=text.index(words) + len(words)),)) for words in said
    )
    parse = Parse(sentences=sentences, entities=entities, attributions=told)
    return {text[one.start : one.end]: one for one in toponyms(text, parse, gazetteer(), with_demonyms=True)}


def test_a_word_of_nationality_is_no_host() -> None:
    text = (
        "Soldiers are in Chad. Others were in Chad. The last French plane left the Vorlai base, French officers said."
    )
    assert found(text, "Vorlai base")["Vorlai base"].place.within == "TD"


def test_the_place_behind_a_site_is_its_host() -> None:
    text = "French soldiers handed over the Vorlai base in Abeche. A second camp in Faya-Largeau is empty."
    site = found(text, "Vorlai base")["Vorlai base"]
    assert site.place.within == "TD"
    assert site.place.lat is not None
    assert abs(site.place.lat - 13.83) < 0.2
    assert "in the gazetteer" in site.candidates[0].why


def test_where_a_speaker_sits_is_no_host_of_what_he_tells_of() -> None:
    text = (
        'Troops were seen in Abeche and in Faya-Largeau. "The Vorlai camp was handed over today," said '
        "a colonel, spokesman for the general staff in Paris."
    )
    site = found(text, "Vorlai camp", said=("The Vorlai camp was handed over today",))["Vorlai camp"]
    assert site.place.within == "TD"


def test_all_namings_of_a_site_stand_where_the_surest_puts_it() -> None:
    text = (
        "Soldiers are in Chad. The last plane left the Vorlai base. The Sergent Omar Vorlai base in Abeche "
        "is empty. The Vorlai camp was closed."
    )
    sites = found(text, "Vorlai base", "Sergent Omar Vorlai base")
    named = [sites[name].place for name in ("Vorlai base", "Sergent Omar Vorlai base", "Vorlai camp")]
    assert len({(place.lat, place.lon) for place in named}) == 1
    assert named[0].lat is not None
    assert abs(named[0].lat - 13.83) < 0.2


def test_two_sites_of_one_sort_stay_two() -> None:
    text = "Soldiers left the Vorlai base in Abeche. Others stay at the Tumber base in Faya-Largeau."
    sites = found(text, "Vorlai base", "Tumber base")
    assert sites["Vorlai base"].place.ref != sites["Tumber base"].place.ref
    assert sites["Vorlai base"].place.lat != sites["Tumber base"].place.lat


def test_a_complex_is_the_hospital_that_the_report_calls_so() -> None:
    text = "Troops entered Al-Shifa Hospital in Gaza. People fled the Al-Shifa Complex."
    sites = found(text, "Al-Shifa Hospital", "Al-Shifa Complex")
    assert sites["Al-Shifa Complex"].place.ref == sites["Al-Shifa Hospital"].place.ref


def test_the_only_town_of_a_report_hosts_its_site() -> None:
    text = "Fighting went on in El Fasher. Shells fell in El Fasher. The 9th Division base was lost."
    site = found(text, "9th Division base")["9th Division base"]
    assert site.place.lat is not None
    assert abs(site.place.lat - 13.63) < 0.2
