"""The sites that a report names, and the one that it is about: what `the base` or `an airport in the north` means."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from firsthand.core.distance import metres_apart
from firsthand.core.evidence import Span
from firsthand.core.parse import Toponym
from firsthand.core.spacetime import Place
from firsthand.data.words import cues, noun_classes
from firsthand.read.gazetteer.gazetteer import FACILITIES
from firsthand.read.reading import Reading
from firsthand.read.who.participants import is_place_name

_RULES = cues("rules")
_SORTS = tuple(_RULES[f"site_{name}"] for name in ("air", "camp", "care", "harbour"))
_ANY_SITE = _RULES["site_any"]
_ANY_TOWN = _RULES["site_town"]
ONE_SITE_M = 5_000.0
"""Names of built sites that lie within this of each other mean one site: `the base` beside `the airport`."""
LEAD = 1.5
"""The report's site is named at least so many times as often as the next; two real cases, flat within 1.3-2."""
_IN_TITLE = 3.0  # times that a name in the title counts as a mention; so much makes a site the report's own
_ISLET_M = 10_000.0  # an island no wider than this is one post; a wider one has towns
_ALONE = 2.0  # and so much where it is the only built site
_PREPOSITION = 16  # characters before a name in which its preposition stands
_LOCATIVE = (["in"], ["from"], ["to"], ["across"], ["throughout"], ["inside"], ["into"])
_PLACING = (*_LOCATIVE, ["at"], ["near"], ["of"], ["around"], ["outside"], ["toward"], ["towards"], ["leave"], ["left"])
_GOAL = 0.5  # weight of a place named as the goal of a move
_OPENS = 2.0  # weight that a naming in the opening has besides
_OPENING = 2  # sentences in which a name counts twice
_DATELINE = re.compile(
    r"^[ \t]*(?P<place>[A-Z][\w'\u2019.-]*(?:[ /-][A-Z][\w'\u2019.-]*){0,4}"
    r"(?:,[ ]*[A-Z][\w.]*(?:[ ][A-Z][\w.]*){0,3})?),?[ ]*"
    r"(?:[(\[][^()\[\]\n]{2,70}[)\]]|(?<=[A-Z]{3})(?=[ ]*(?:--?|\u2014|\u2013|:)[ ])|(?<=[A-Z]{3}),)",
    re.MULTILINE,
)
_IN_PASSING = 0.4  # share of the weight of the site told of most below which one is named in passing
_SLACK = 1.5  # a place lies in a region if within its radius, that is only roughly known


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A built site or a town, with all that names it in one report."""

    place: Place
    words: frozenset[str]
    """Of its names, in small letters."""
    spans: tuple[Span, ...]
    weight: float
    """Times it is named; a name in the title or the opening counts more."""
    is_told_of: bool = True
    """Whether it is named more than in passing: twice, or in the title."""

    @property
    def is_town(self) -> bool:
        """Whether it is a settlement, not a built site."""
        return self.place.kind == "town"

    def is_called(self, noun: str) -> bool:
        """Whether a common noun fits it: `the base` may be an airport, `the clinic` a hospital, never the reverse."""
        return is_called(noun, self.words, self.place.kind)


def is_called(noun: str, words: frozenset[str], kind: str | None) -> bool:
    """Whether a common noun fits a site with these words in its name and of this kind."""
    if kind == "town":
        return noun in _ANY_TOWN
    if noun in words - _SMALL or noun == kind:
        return True
    if noun in _ANY_SITE:
        return noun not in _OF_TROOPS or not (words | {kind or ""}) & _OF_OTHERS
    return any((words | {kind or ""}) & sort for sort in _SORTS if noun in sort)


_ANY_SITE = frozenset({"base", "site", "facility", "complex", "compound", "installation", "place"})
"""Nouns that any site may be called by, whatever its name."""
_OF_TROOPS = frozenset({"base", "installation"})
_OF_OTHERS = _SORTS[2] | {
    "embassy",
    "consulate",
    "church",
    "mosque",
    "monastery",
    "prison",
    "school",
    "university",
    "dam",
}
"""Words of sites that are no base."""


def is_no_base(noun: str, place: Place) -> bool:
    """Whether a place is a site that no one calls a base: `a base` is not the embassy told of before."""
    return noun in _OF_TROOPS and bool((_words(place.name) | {place.kind or ""}) & _OF_OTHERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """All sites that a report names, in the order of their first naming, and the one that it is about, if one is."""

    named: tuple[Site, ...] = ()
    main: Site | None = None
    country: Place | None = None
    """Where most of what is told lies: what `the country` means."""
    code: str | None = None
    """Of that country, also where it is never named."""
    datelines: tuple[Span, ...] = ()
    """Where the text only says in which town it was written."""

    def is_dateline(self, toponym: Toponym) -> bool:
        """Whether a place name only says where the text was written."""
        return any(span.start <= toponym.start < span.end for span in self.datelines)

    def meant(self, noun: str, before: int) -> Site | None:
        """Return the site that a definite description means.

        The report's own site where the noun fits it, else the last one named that fits, else the only one. `The
        airport` is the one that is named so before the air base, though that is the report's own; `the base` may be
        either.

        Args:
            noun: Head of the description, in small letters.
            before: Where it stands, in code points.
        """
        fitting = [site for site in self.named if site.is_called(noun)]
        exact = [site for site in fitting if noun in site.words]
        if self.main in fitting and (noun in _ANY_SITE or self.main in exact or not exact):
            return self.main
        fitting = exact or fitting
        earlier = [(span.start, site) for site in fitting for span in site.spans if span.start < before]
        most = max((site.weight for _, site in earlier), default=0.0)
        earlier = [(start, site) for start, site in earlier if site.weight >= _IN_PASSING * most]
        if earlier:
            return max(earlier, key=lambda row: row[0])[1]
        return fitting[0] if len(fitting) == 1 and fitting[0].weight > 1 else None

    def opening(self, noun: str) -> Site | None:
        """Return the site that an indefinite description in the opening means: the report's own, else the only one."""
        fitting = [site for site in self.named if site.is_called(noun)]
        return self.main if self.main in fitting else fitting[0] if len(fitting) == 1 else None

    def named_in(self, name: str) -> Site | None:
        """Return the built site whose own name a phrase holds: `the sprawling Bagram complex`."""
        words = _words(name)
        proper = {w.casefold() for w in re.findall(r"[A-Z][\w-]+", name)}
        nouns = {w for w in words if w not in proper}
        built = [site for site in self.named if not site.is_town and any(map(site.is_called, nouns))]
        own = [site for site in built if site.words & proper - _COMMON]
        return own[0] if len(own) == 1 else None


def sites(reading: Reading) -> Sites:
    """Return the sites that a report names.

    Cost: O(toponyms x sites).
    """
    groups: list[list[Toponym]] = []
    for toponym in reading.toponyms:
        if not is_place_name(toponym) or not _is_site(toponym.place):
            continue
        group = next((g for g in groups if _is_one(g[0], toponym) or _is_one(g[-1], toponym)), None)
        if group is None:
            groups.append([toponym])
        else:
            group.append(toponym)
    written = datelines(reading)
    found = tuple(_site(reading, group, written) for group in groups)
    main = _main([s for s in found if not s.is_town and s.is_told_of]) or _main(
        [s for s in found if s.is_told_of or s.is_town]
    )
    country, code = _country(reading, written)
    return Sites(named=found, main=main, country=country, code=code, datelines=written)


def datelines(reading: Reading) -> tuple[Span, ...]:
    """Return where lines open with the town of writing: `KABUL, Afghanistan (AP) --`, at the top or below a heading."""
    found = [Span(start=m.start("place"), end=m.end("place")) for m in _DATELINE.finditer(reading.text)]
    if reading.report.dateline and reading.text.startswith(reading.report.dateline):
        found.append(Span(start=0, end=len(reading.report.dateline)))
    return tuple(found)


def _country(reading: Reading, written: tuple[Span, ...]) -> tuple[Place | None, str | None]:
    """Return the country that most places of a report lie in, if it is named, and its code; None if none is.

    A country's own name counts where something is said to be in it, not where it acts (`the US left`).
    """
    votes: Counter[str] = Counter()
    named: dict[str, Place] = {}
    for toponym in reading.toponyms:
        place = toponym.place
        if place.within is None or not is_place_name(toponym):
            continue
        if any(span.start <= toponym.start < span.end for span in written):
            continue  # "DAKAR, Senegal (AP)"
        before = reading.text[max(0, toponym.start - _PREPOSITION) : toponym.start].casefold().split()
        if place.kind == "country":
            named.setdefault(place.within, place)
        if place.kind != "country" or before[-1:] in _LOCATIVE or before[-2:-1] in _LOCATIVE:
            votes[place.within] += 1
    for toponym in reading.owners:
        if toponym.place.within is not None:
            named.setdefault(toponym.place.within, toponym.place)
    code = votes.most_common(1)[0][0] if votes else None
    return (named.get(code) if code is not None else None), code


def _main(found: list[Site] | tuple[Site, ...]) -> Site | None:
    ranked = sorted(found, key=lambda site: -site.weight)
    rest = [site.weight for site in ranked[1:]]
    alone = bool(ranked) and (not ranked[0].is_town or len(ranked[0].spans) > 1) and max(rest, default=0.0) <= 1.0
    if not ranked or ranked[0].weight < (_ALONE if alone else _IN_TITLE):
        return None
    return ranked[0] if len(ranked) == 1 or ranked[0].weight >= LEAD * ranked[1].weight else None


def _is_site(place: Place) -> bool:
    if place.kind == "island":
        return (place.radius_m or 0.0) <= _ISLET_M
    return place.kind in FACILITIES or place.kind in {"town", "facility", *noun_classes()["facility"]}


def _site(reading: Reading, group: list[Toponym], written: tuple[Span, ...]) -> Site:
    texts = [reading.text[t.start : t.end] for t in group]
    words = frozenset(w for text in (*texts, group[0].place.name) for w in _words(text))
    title = _words(reading.report.title or "")
    opening = reading.starts[_OPENING] if len(reading.starts) > _OPENING else len(reading.text)
    in_title = bool((words - _COMMON) & title)
    away = {t.start for t in group if any(span.start <= t.start < span.end for span in written)}
    weight = sum(1.0 if t.start in away else _weight(reading, t, opening) for t in group) + _IN_TITLE * in_title
    return Site(
        place=_best(group),
        words=words,
        spans=tuple(Span(start=t.start, end=t.end) for t in group),
        weight=float(weight),
        is_told_of=in_title or len(group) > 1,
    )


def _weight(reading: Reading, toponym: Toponym, opening: int) -> float:
    """Return how much one naming counts: a goal is less than a scene, and a capital that acts is no place."""
    before = reading.text[max(0, toponym.start - _PREPOSITION) : toponym.start].casefold().split()
    near = [[word] for word in before[-2:] if word not in {"the", "a", "its"}][-1:]
    if not toponym.start:
        return 1.0  # where it was written
    if toponym.place.kind == "town" and near and near[0] not in _PLACING:
        return 0.0
    goal = bool(near) and near[0] in (["to"], ["into"], ["toward"], ["towards"])
    return (_GOAL if goal else 1.0) + (_OPENS if toponym.start < opening else 0.0)


def _best(group: list[Toponym]) -> Place:
    """Return the place that most of the names stand for; of equals the one known best, then the first."""
    refs = [t.place.ref for t in group]
    return max(group, key=lambda t: (refs.count(t.place.ref), -(t.place.radius_m or 0.0))).place


def _is_one(a: Toponym, b: Toponym) -> bool:
    """Whether two names mean one site: by reference, by shared words of the text, or as airfield and base beside it."""
    if a.place.ref is not None and a.place.ref == b.place.ref:
        return True
    built = a.place.kind != "town" and b.place.kind != "town"
    shared = a.start < b.end and b.start < a.end
    grounds = {a.place.kind, b.place.kind} <= {"airport", "base", "field", "camp"}
    return built and (shared or (grounds and _is_within(a.place, b.place, ONE_SITE_M)))


def may_lie_in(place: Place, region: Place) -> bool:
    """Whether a place may lie in a region, as far as the region's point and radius tell."""
    if region.lat is None or place.lat is None:
        return True
    return _is_within(place, region, _SLACK * (region.radius_m or 0.0) + ONE_SITE_M)


def _is_within(a: Place, b: Place, most_m: float) -> bool:
    apart = metres_apart(a, b)
    return apart is not None and apart <= most_m


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w[\w'-]*", text.casefold().replace("\u2019", "'")))


_SMALL = frozenset({"the", "a", "an", "of", "in", "at", "al", "el"})
_COMMON = frozenset({"the", "a", "an", "of", "in", "at", "al", "el", "air", "base", "airport", "international", "city"})
