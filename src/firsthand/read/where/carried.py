"""The place that goes on where a clause names none: of what was told before, the report's own site, the dateline."""

from __future__ import annotations

from dataclasses import replace

from firsthand.core.claim import Location
from firsthand.core.evidence import Span
from firsthand.core.spacetime import Place
from firsthand.read.reading import Reading
from firsthand.read.where.described import is_of_abroad
from firsthand.read.where.phrase import REACH, WIDE, LocationRole, Scene, is_local

_ASIDE = frozenset({"advcl", "acl", "acl:relcl"})


def carried(reading: Reading, span: Span, scene: Scene, main: LocationRole) -> Location | None:
    """Return the place that goes on: of the claim before, the report's own site, a name before, the dateline.

    Args:
        reading: The report.
        span: Of the words that tell of the event.
        scene: Places of the claims before it and sites of the report.
        main: How the place belongs to the event.
    """
    here = reading.sentence_at(span.start) or 0
    near = [x for x in scene.before if x.span is not None and here - (reading.sentence_at(x.span.start) or 0) <= REACH]
    near = [x for x in near if x.place.lat is not None and not _is_told_aside(reading, x, here, scene)]
    beside = [x for x in near if x.role == main and x.span is not None and reading.sentence_at(x.span.start) == here]
    if beside and main != "at":
        return beside[-1]  # "began leaving the country, days after the planes left"
    near = [x for x in near if x.place.kind not in WIDE] or near
    chosen = next((x for x in reversed(near) if x.role != "to" or main == "to"), near[-1] if near else None)
    if main == "from" and chosen is not None and chosen.role == "to":  # nobody leaves from where they only went
        chosen = None
    site = scene.sites.main
    if site is not None and (chosen is None or chosen.place.kind in WIDE or chosen.place.ref is None):
        return Location(role=main, place=site.place, span=site.spans[0])
    if chosen is not None:
        return replace(chosen, role=main)
    return _named_before(reading, span, here, scene, main) or _of_dateline(reading, here, scene, main)


def _named_before(reading: Reading, span: Span, here: int, scene: Scene, main: LocationRole) -> Location | None:
    earlier = [
        t
        for t in reading.toponyms
        if t.start < span.start
        and is_local(t)
        and here - (reading.sentence_at(t.start) or 0) <= 1
        and not scene.sites.is_dateline(t)
        and not is_of_abroad(reading, t, scene.sites.country)
    ]
    if not earlier:
        return None
    last = earlier[-1]
    return Location(role=main, place=last.place, span=Span(start=last.start, end=last.end))


def _of_dateline(reading: Reading, here: int, scene: Scene, main: LocationRole) -> Location | None:
    """Return where a report was written, for its first sentences; the country told of where that lies elsewhere."""
    dateline = reading.report.dateline
    if not dateline or here > REACH:
        return None
    first = next((t for t in reading.toponyms if t.start < len(dateline) + 40), None)  # a dateline and its credit
    country = scene.sites.country
    if country is not None and first is not None and first.place.within not in {None, country.within}:
        return Location(role=main, place=country)  # written in Paris of what happened in Chad
    place = first.place if first is not None else Place(name=dateline.split(",")[0])
    return Location(role=main, place=place, span=Span(start=first.start, end=first.end) if first else None)


def _is_told_aside(reading: Reading, known: Location, here: int, scene: Scene) -> bool:
    """Whether another place was named in passing, in an earlier sentence's clause: `since capturing Orvel in May`."""
    main = scene.sites.main
    if main is None or known.span is None or known.place.ref == main.place.ref:
        return False
    sentence = reading.sentence_at(known.span.start)
    if sentence is None or sentence == here:
        return False
    tree = reading.trees[sentence]
    at = next((k for k, token in enumerate(tree.tokens) if token.start >= known.span.start), None)
    return at is not None and any(tree.rel(k) in _ASIDE for k in (at, *tree.ancestors(at)))
