"""Where a site that the gazetteer does not know may stand: its host, by its own words, its sentence, or the report."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Toponym
from firsthand.core.spacetime import Place
from firsthand.read.gazetteer.gazetteer import FACILITIES

NATIONALITY = "nationality"
"""Kind of the place that a word of nationality stands for: no claim plays there."""
_STATES = frozenset({"country", "continent"})
_IN_PHRASE = re.compile(
    r"(?:[\s,]+(?:\w+\s+){0,2}?(?:in|at|near|outside|around)\s+(?:the\s+)?(?:[\w'\u2019-]+\s+){0,4}?(?:of\s+)?|,\s+)"
)
"""What may stand between a site and the place that its own phrase puts it in: `Kossei base, in the town of Bongor`."""
_OWNED = re.compile(r"(?:['\u2019]s\s+(?:[a-z-]+\s+){0,3}(?:the\s+)?|\s+)")
"""What may stand between the place and the site behind it: `Gaza's main`."""
_OWNER = re.compile(r"['\u2019]s\b")
_PLACING = frozenset({
    "in", "at", "near", "outside", "around", "inside", "within", "across", "throughout", "from", "off", "of", "on",
    "leave", "leaves", "left", "leaving", "entered", "enter", "over",
})  # fmt: skip
_GOALS = frozenset({"to", "for", "toward", "towards", "into", "with", "by", "between", "and"})
_LEADS = 5  # words before a name among which its preposition stands: `in the besieged northern city of`
_LEAD = 60  # characters in which they do
_LEAST_NAMED = 2  # times that a town is named in which a report plays
_LEAD_OF_TOWN = 2.0  # so many times as often as the next of its country; by eye on eleven cases
_WORD = re.compile(r"[\w'\u2019-]+|[.,;:()\"\u201c\u201d]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A place that a site may stand in, and how sure that is."""

    place: Place
    stage: int
    """0 = its own phrase says so, 1 = its sentence does, 2 = most of the report plays there."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the hosts of a report's sites are sought in."""

    text: str
    toponyms: tuple[Toponym, ...]
    """Those that are placed, in the order of the text; none of nationality, none that stands only by its town."""
    starts: tuple[int, ...]
    """Of the sentences."""
    told: tuple[Span, ...]
    """What some voice said: nothing outside of it places what is told inside."""
    scene: Place | None
    """Where most of the report plays: a town, or a country."""


def ground(text: str, toponyms: Sequence[Toponym], parse: Parse | None) -> Ground:
    """Return what hosts are sought in. Cost: O(toponyms)."""
    placed = tuple(t for t in toponyms if t.place.lat is not None and t.place.kind != NATIONALITY and t.candidates)
    nations = [t for t in toponyms if t.place.kind == NATIONALITY and t.candidates]
    told = [span for said in parse.attributions for span in said.content] if parse is not None else []
    return Ground(
        text=text,
        toponyms=placed,
        starts=tuple(one.start for one in parse.sentences) if parse is not None else (0,),
        told=tuple(told),
        scene=_main(text, placed, nations),
    )


def host_of(one: Span, known: Ground) -> Host | None:
    """Return the host of a site: by the words of its own phrase, then by its sentence, then by the report.

    Args:
        one: The site's name with its noun.
        known: What hosts are sought in.
    """
    if (own := _of_phrase(one, known)) is not None:
        return Host(place=own, stage=0, why=f"its own words put it in {own.name}")
    if (near := _of_sentence(one, known)) is not None:
        return Host(place=near, stage=1, why=f"its sentence plays in {near.name}")
    if known.scene is not None:
        return Host(place=known.scene, stage=2, why=f"most of the report plays in {known.scene.name}")
    return None


def _of_phrase(one: Span, known: Ground) -> Place | None:
    """Return the place that a site's phrase names: `Kossei base in N'Djamena`, `N'Djamena's Kossei base`."""
    before: Place | None = None
    for other in known.toponyms:
        if other.end <= one.start and other.place.kind not in FACILITIES:
            joined = _OWNED.fullmatch(known.text, other.end, one.start)
            before = other.place if joined and other.place.kind not in _STATES else None
        elif one.start < other.start < one.end < other.end:
            return _around(other)  # "Kossei [base in N'Djamena]"
        elif other.start >= one.end:
            behind = _IN_PHRASE.fullmatch(known.text, one.end, other.start)
            return other.place if behind and other.place.kind not in FACILITIES else before
    return before


def _around(made: Toponym) -> Place:
    """Return the town of a site that only its noun and the town name, else the site that the gazetteer has there."""
    is_made = made.place.kind in FACILITIES and (made.place.ref or "").startswith(f"{made.place.kind}:geonames:")
    return made.candidates[1].place if is_made and len(made.candidates) > 1 else made.place


def _of_sentence(one: Span, known: Ground) -> Place | None:
    """Return the nearest place that something in the site's sentence is said to be in, the smaller ones first."""
    number = bisect_right(known.starts, one.start)
    end = known.starts[number] if number < len(known.starts) else len(known.text)
    start = known.starts[number - 1] if number else 0
    said = next((span for span in known.told if span.start <= one.start < span.end), None)
    if said is not None:
        start, end = max(start, said.start), min(end, said.end)
    fit = [
        other
        for other in known.toponyms
        if start <= other.start < end
        and other.place.kind not in FACILITIES
        and is_scene(known.text, other.start, other.end)
    ]
    best = min(fit, key=lambda other: (other.place.kind in _STATES, abs(other.start - one.start)), default=None)
    return best.place if best is not None else None


def is_scene(text: str, start: int, end: int) -> bool:
    """Whether something is said to be in a place: not of it (`France's base`), bound for it, or done by it."""
    if _OWNER.match(text, end):
        return False
    lead = _WORD.findall(text[max(0, start - _LEAD) : start].casefold())[-_LEADS:]
    for word in reversed(lead):
        if word in _PLACING:
            return True
        if word in _GOALS or not word[0].isalnum():
            return False
    return False


def _main(text: str, placed: Sequence[Toponym], nations: Sequence[Toponym]) -> Place | None:
    """Return where most of the report plays: the town named far more often than others, else the country.

    A country's towns count for it, its own name only where something is said to be in it; words of nationality do not.
    """
    votes: Counter[str] = Counter()
    named: dict[str, Place] = {}
    towns: dict[str, Counter[str]] = {}
    place_of = {one.place.ref or one.place.name: one.place for one in reversed(placed)}
    for one in (*placed, *nations):
        code, own = one.place.within, one.candidates[0].place if one.place.kind == NATIONALITY else one.place
        if code is None:
            continue
        if own.kind == "country":
            named.setdefault(code, own)
        elif one.place.kind == "town":
            towns.setdefault(code, Counter())[own.ref or own.name] += 1
        if one.place.kind != NATIONALITY and (one.place.kind != "country" or is_scene(text, one.start, one.end)):
            votes[code] += 1
    if not votes:
        return None
    code = max(votes, key=lambda c: (votes[c], c in named, c))
    called = [*towns.get(code, Counter()).most_common(2), ("", 0), ("", 0)]
    if called[0][1] >= max(_LEAST_NAMED, _LEAD_OF_TOWN * called[1][1]):
        return place_of[called[0][0]]
    return named.get(code)
