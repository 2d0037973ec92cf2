"""A site told by a description and named beside it or elsewhere: `its last base in Chad, the Kossei base`."""

from __future__ import annotations

import re

from firsthand.core.evidence import Span
from firsthand.core.parse import Toponym
from firsthand.core.spacetime import Place
from firsthand.data.words import cues
from firsthand.read.gazetteer.gazetteer import FACILITIES
from firsthand.read.reading import Node, Reading
from firsthand.read.where.hosts import is_scene
from firsthand.read.where.site import Sites, is_called, may_lie_in
from firsthand.read.who.participants import is_place_name

_ONLY = frozenset({"last", "final", "remaining", "only", "sole", "main", "largest", "biggest", "principal"})
"""Words that make a description one of one site."""
_BUILT = FACILITIES | {"facility"}
_STATES = frozenset({"country", "continent", "region", "area"})
_APPOSED = re.compile(r"(?:\s+(?:in|of|on|at|near)\s+[^,.;:()\"\u201c\u201d]{1,50})?,\s+(?:the\s+|its\s+|an?\s+)?")
"""What stands between a description and the name that follows it: ` in Chad and the Sahel, the `."""
_CLOSES = re.compile(r"\s*(?:[,.;)]|$|(?:in|at|on|near|outside|to|as|from|after|before|by|for|with|and)\s)")
_NO_CLAUSE = re.compile(r"[^,.;:()\"\u201c\u201d]{1,90}")
_IN = re.compile(r"\s+(?:in|on|of|at|near)\s+(?:the\s+)?")
_WORDS = re.compile(r"[a-z][\w'-]*")
_SITE_ANY = cues("rules")["site_any"]


def described_site(reading: Reading, node: Node, sites: Sites) -> tuple[Place, Span] | None:
    """Return the place that a description of one site means, and the words that tell; None where nothing does.

    The name that stands behind it between commas; else, where it is the last, the only, the main one of a country, the
    site in the town that its clause names; else the only one of that sort that the report names there.
    """
    tree = reading.trees[node.sentence]
    noun = tree.lemmas[node.token]
    if tree.lower[node.token] != noun or reading.toponym(node.sentence, node.token) is not None:
        return None
    end, stop = tree.tokens[node.token].end, tree.sentence.end
    behind = [t for t in reading.toponyms if end <= t.start < stop and is_place_name(t)]
    if (named := _apposed(reading, noun, end, behind)) is not None:
        return named.place, Span(start=named.start, end=named.end)
    chunk = tree.chunk_at[node.token]
    lead = range(chunk.start if chunk is not None else node.token, node.token)
    region = _region(reading, end, behind, sites) if any(tree.lower[k] in _ONLY for k in lead) else None
    return _only_one(reading, noun, end, behind, sites, region) if region is not None else None


def _only_one(
    reading: Reading, noun: str, end: int, behind: list[Toponym], sites: Sites, region: Place
) -> tuple[Place, Span] | None:
    town = next((t for t in behind if t.place.kind == "town" and _is_of_clause(reading, end, t, region)), None)
    there = [s for s in sites.named if not s.is_town and s.is_called(noun) and may_lie_in(s.place, region)]
    if town is not None:
        fit = [site for site in there if may_lie_in(site.place, town.place)]
        span = Span(start=town.start, end=town.end)
        return (fit[0].place if len(fit) == 1 else _somewhere(noun, town)), span
    if len(there) == 1 and there[0].place.within == region.within:
        return there[0].place, there[0].spans[0]
    return None


def is_of_abroad(reading: Reading, toponym: Toponym, country: Place | None) -> bool:
    """Whether a name stands for another country's government: the accord `with Paris` of a report about Chad.

    Args:
        reading: The report.
        toponym: A name in it.
        country: Where most of the report plays.
    """
    if country is None or toponym.place.within in {None, country.within}:
        return False
    return not is_scene(reading.text, toponym.start, toponym.end)


def _apposed(reading: Reading, noun: str, end: int, behind: list[Toponym]) -> Toponym | None:
    """Return the built site named between commas behind a description of its sort."""
    for t in behind:
        if t.place.kind in _BUILT and _APPOSED.fullmatch(reading.text, end, t.start):
            words = frozenset(_WORDS.findall(reading.text[t.start : t.end].casefold()))
            fits = is_called(noun, words, t.place.kind) or noun in _SITE_ANY
            return t if fits and _CLOSES.match(reading.text, t.end) else None
    return None


def _region(reading: Reading, end: int, behind: list[Toponym], sites: Sites) -> Place | None:
    """Return the country that a description is one of: `in Chad`, `in the country`, or the report's own."""
    first = behind[0] if behind else None
    if first is None or not _IN.fullmatch(reading.text, end, first.start):
        return sites.country
    return first.place if first.place.kind == "country" else sites.country if first.place.kind in _STATES else None


def _is_of_clause(reading: Reading, end: int, town: Toponym, region: Place) -> bool:
    """Whether a town tells where the clause plays: behind the noun without a comma between, and within the country."""
    plain = _NO_CLAUSE.fullmatch(reading.text, end, town.start) is not None
    return plain and town.place.within == region.within and is_scene(reading.text, town.start, town.end)


def _somewhere(noun: str, town: Toponym) -> Place:
    place = town.place
    return Place(
        name=f"{noun} in {place.name}",
        lat=place.lat,
        lon=place.lon,
        radius_m=max(10_000.0, place.radius_m or 0.0),
        kind="facility",
        within=place.ref or place.within,
    )
