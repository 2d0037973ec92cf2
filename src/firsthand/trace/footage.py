"""Derivations by footage: reports that show, link to or describe one recording, and whose recording it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id, Quote, Report, Span
from firsthand.core.lineage import Derivation, Signal
from firsthand.data.outlets import outlets
from firsthand.trace.credits import publisher
from firsthand.trace.near import ONE_TIME, are_near
from firsthand.trace.origins import Spoken
from firsthand.trace.tracing import Tracing

SHARE = 0.1  # said of a report that shows footage; how much of it rests on that is not known
WEIGHTS = {"address": 5.0, "publisher": 2.0, "description": 1.5}  # nats; two recordings of one publisher may be two

_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.|m\.|mobile\.)?(?P<at>(?:(?:x|twitter)\.com/\w+/status/\d+|youtu\.be/[\w-]{6,}|youtube\.com/"
    r"(?:watch\?v=|shorts/)[\w-]{6,}|t\.me/\w+/\d+|tiktok\.com/@[\w.]+/video/\d+|instagram\.com/(?:p|reel)/[\w-]+|"
    r"facebook\.com/[\w.]+/videos/\d+))",
    re.IGNORECASE,
)
_HOSTS = ("x.com/", "twitter.com/", "youtu", "t.me/", "tiktok.com/", "instagram.com/", "facebook.com/")
_RECORDING = r"(?:footage|videos?|clips?|photos?|photographs?|pictures|images?|recordings?)"
_SHOWN_BY = re.compile(
    rf"\b{_RECORDING}\s+(?:\w+\s+){{0,2}}?"
    r"(?:published|shared|posted|released|aired|broadcast|obtained|circulated|filmed|shot|taken)"
    r"\s+(?:\w+\s+){0,3}?by\s+(?:the\s+)?(?P<who>[A-Z][\w'\u2019-]*(?:[ -][A-Z][\w'\u2019-]*){0,3})"
)


def by_footage(found: Sequence[Spoken], traced: Tracing, claims: Mapping[Id, Claim]) -> tuple[Derivation, ...]:
    """Return which reports go back to one recording: by its address, by who published it, by what is told of it.

    The first report of the pile with a recording is the source of the later ones; the recording's own publisher is
    named. Direction follows the dates, and two reports of one day go back to the publisher alone.

    Cost: O(text + claims).
    """
    shown: dict[tuple[str, str], list[tuple[Report, Quote]]] = defaultdict(list)
    for _, text in sorted(traced.texts.items()):
        for kind, name, quote in _recordings(text.report):
            shown[kind, name].append((text.report, quote))
    told: list[Derivation] = []
    for (kind, name), carriers in sorted(shown.items()):
        told += _of_one(kind, name, carriers)
    for one in found:
        if one.voice.standing == "footage":
            carriers = [(traced.texts[v.report].report, claims[v.claim].quote) for v in one.voices]
            told += [d for d in _of_one("description", one.voice.source.name, carriers) if d.source is not None]
    unique = {(d.copy, d.source, d.name): d for d in reversed(told)}
    return tuple(unique[key] for key in sorted(unique, key=lambda k: (k[0], k[1] or "", k[2] or "")))


def _recordings(report: Report) -> Iterator[tuple[str, str, Quote]]:
    """Yield the recordings that a report links to or names a publisher of, and where it does."""
    text = report.text.casefold()
    for match in _ADDRESS.finditer(report.text) if any(host in text for host in _HOSTS) else ():
        yield "address", _address(match["at"]), report.quote(Span(start=match.start(), end=match.end()))
    for link in report.links:
        found = _ADDRESS.search(link)
        if found is not None:
            yield "address", _address(found["at"]), report.quote(Span(start=0, end=0))
    own = publisher(report)
    for match in _SHOWN_BY.finditer(report.text):
        row = outlets().match(name=match["who"])
        if row is None or row is not own:
            name = row.name if row is not None else match["who"]
            yield "publisher", name, report.quote(Span(start=match.start(), end=match.end()))


def _address(written: str) -> str:
    return re.sub(r"^twitter\.com", "x.com", written, flags=re.IGNORECASE)


def _of_one(kind: str, name: str, carriers: Sequence[tuple[Report, Quote]]) -> Iterator[Derivation]:
    """Yield what follows for those who show one recording."""
    first: dict[Id, tuple[Report, Quote]] = {}
    for report, quote in carriers:
        first.setdefault(report.id, (report, quote))
    ordered = sorted(first.values(), key=lambda c: (c[0].published or "9999", c[0].id))
    signal = (Signal(name=f"same footage, by {kind}", weight=WEIGHTS[kind], note=name),)
    earliest, shown = ordered[0]
    for report, quote in ordered:
        given = (quote,) if quote.text else ()
        if kind != "description":
            yield _derivation(report, None, name, (given, signal))
        is_later = (earliest.published_day or "9999") < (report.published_day or "")
        if is_later and (kind == "address" or are_near(earliest.published_day, report.published_day, ONE_TIME)):
            proof = (*given, shown) if shown.text else given
            yield _derivation(report, earliest.id, None, (proof, signal))


def _derivation(
    report: Report, source: Id | None, name: str | None, why: tuple[tuple[Quote, ...], tuple[Signal, ...]]
) -> Derivation:
    return Derivation(
        copy=report.id, source=source, name=name, kind="same-footage", share=SHARE, proof=why[0], signals=why[1]
    )
