"""Whom a report names as the source of its text: datelines, sign-offs, bylines, and `X reported` in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal

from firsthand.core.evidence import Report, Span
from firsthand.data.actors import actors
from firsthand.data.outlets import Outlet, folded, outlets
from firsthand.trace.newsrooms import newsrooms_in, same_newsroom
from firsthand.trace.texts import Sentence, Text

LONGEST_CREDIT = 90  # code points of a line that is a byline or a sign-off
LEADS = 8  # first lines that may begin with the agency's name
HEAD = 400  # code points in which a byline or a dateline may stand

Manner = Literal["whole", "told"]
"""`whole`: the text is the agency's (dateline, byline, sign-off); `told`: a sentence names it."""

_CUE = re.compile(
    r"\b(?:report(?:s|ed|ing|edly)?|said|says|saying|told|tells|cit(?:es|ed|ing)|according to|wrote|writes|written|"
    r"publish(?:es|ed)|quot(?:es|ed|ing)|agency|news service|wire|journalists?|correspondents?|reporters?|interview|"
    r"confirm(?:s|ed)?|verify|reach(?:ed)? for comment|via|analy[sz]ed|"
    r"broadcast(?:er)?|newspaper|outlet|article|asked|requests?|learned|obtained|saw|witness(?:ed)?|"
    r"observ(?:es|ed)|seen by|reviewed|verified|footage|video|channel|television|daily|announc(?:es|ed)|note[sd]?)\b",
    re.IGNORECASE,
)
_PICTURE_BEFORE = re.compile(
    r"(?:photos?|pics?|pictures?|images?|imagery|credits?|getty|courtesy|handout|file|\u00a9)\W[^.\n]{0,60}$|^\s*file[^.\n]*$",
    re.IGNORECASE,
)
_PHOTOGRAPHER = re.compile(r"\w/\s?$")
_LOOKED_AT = re.compile(
    r"\b(?:analy[sz]ed|verified|reviewed|seen|obtained|examined|geolocated)\s+by\s+(?:the\s+)?$", re.IGNORECASE
)
_PICTURE_AFTER = re.compile(
    r"^[^.\n]{0,24}\b(?:pics?|photos?|file|images?|pictures?|via getty|handout)\b", re.IGNORECASE
)
_BYLINE = re.compile(
    r"^(?:[\s\d\u2022:,.|()-]|by\b|with\b|and\b|from\b|via\b|source\b|staff\b|posted\b|reporting\b|[A-Z][\w.'\u2019-]+)*$",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[.!?][\"\u201d\u2019)]*\s*$")
_BY = re.compile(r"^\W*(?:by|source|with|from|via|reporting|written)\b|[|/]", re.IGNORECASE)
_BEHIND = re.compile(r"\s+(?:/|via)\s+")
_LINE = re.compile(r"[^\n]+")
_PIPES = re.compile(r"^[^|\n]{0,40}\|[^|\n]{2,30}\|")
_COLON = re.compile(r"^\s*[A-Z][\w .-]{1,24}:\s")
_DATELINE = re.compile(
    r"^[^.!?\n(]{0,40}\([^()\n]{2,60}\)\s*(?:[-\u2013\u2014:]|[A-Z]{2,6}\b)?|^[^!?\n(/]{0,40}/[^/\n]{2,40}/"
)
_IN_CAPITALS = re.compile(r"^[^a-z\n.!?]{4,60}(?=\.\s)")
_RUNS_ON = re.compile(
    r"^\s*(?:[\"\u201c\u00ab\u2018]|(?:he|she|they|it|"
    r"the (?:source|official|report|agency|outlet|newspaper|correspondent)s?)\b)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[.!?][\"\u201d\u2019\u00bb)\]]*\s+(?:[-\u2013\u2014(\[/|~]\s*)*(?P<name>[^\W\d_][\w' -]{1,28})[\s)\].|/-]*$"
)
_LIST = re.compile(
    r"\b(?:follow|subscribe|newsletter|read more|read also|related|more:|sign up|download)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One upstream that a report names."""

    name: str
    ref: str | None
    manner: Manner
    share: float
    """Part of the report's words that the credit covers, 0 to 1."""
    spans: tuple[Span, ...]
    """Where it is named."""


def credits_of(text: Text, publishers: frozenset[str] = frozenset()) -> tuple[Credit, ...]:
    """Return the outlets and agencies that the report names as its sources, in the order in which it names them.

    The report's own outlet, and the credits of pictures, are left out.

    Args:
        text: The report's text.
        publishers: Names of the pile's publishers that the table of outlets does not have (`newsrooms.unlisted`).

    Cost: O(n) in the text, 0.2 ms for 2,000 code points.
    """
    report = text.report
    own = publisher(report)
    found: dict[str, Credit] = {}
    whole = _whole(text, own)
    if whole is not None:
        found[whole.ref or whole.name] = whole
    told = _told(text, own, publishers)
    total = int(text.words.sum()) or 1
    for ref, (row, places, words) in told.items():
        if ref in found:
            continue
        share = min(1.0, words / total)
        heads_title = not places[0].end
        if whole is None and (heads_title or (len(told) == 1 and _stands_early(places[0], text))):
            share = max(share, 0.8)  # the only upstream, named at once: the report is an account of it
        manner: Manner = "whole" if whole is None and heads_title else "told"
        spans = tuple(place for place in places if place.end)
        found[ref] = Credit(name=row.name, ref=row.ref or None, manner=manner, share=round(share, 3), spans=spans)
    return tuple(found.values())


def _stands_early(place: Span, text: Text) -> bool:
    early = text.places[: max(3, len(text.places) // 3)].tolist()
    return any(start < place.end and place.start < end for start, end in early)


def _whole(text: Text, own: Outlet | None) -> Credit | None:
    """Return the agency whose text this is, by the report's credit or byline, or by a line of its own."""
    report = text.report
    for given in (report.credit, report.byline):
        row = outlets().match(name=given) if given else None
        row = row or next((row for _, row in outlets().named_in(given or "")), None)
        if row is not None and row is not own and row.kind != "aggregator":
            return Credit(name=row.name, ref=row.ref, manner="whole", share=1.0, spans=())
    behind = _behind_the_name(report)
    if behind is not None:
        return Credit(name=behind.name, ref=behind.ref, manner="whole", share=1.0, spans=())
    for span, row in (*_leads(report), *_lines(report), *_tail(report)):
        if row is not own and row.kind in {"agency", "outlet", "broadcaster"}:
            return Credit(name=row.name, ref=row.ref, manner="whole", share=1.0, spans=(span,))
    return None


def publisher(report: Report) -> Outlet | None:
    """Return the known outlet that published a report: of `The Peninsula / QNA` it is not QNA."""
    return _publisher(report.outlet, report.url)


@lru_cache(maxsize=16_384)
def _publisher(outlet: str | None, url: str | None) -> Outlet | None:
    return outlets().match(name=outlet and _BEHIND.split(outlet)[0], url=url)


def institution(report: Report) -> str | None:
    """Return the body whose own words a report is, a release or a post: `allAfrica / AFRICOM`, `MINUSMA`."""
    return _institution(report.outlet, report.url)


@lru_cache(maxsize=16_384)
def _institution(outlet: str | None, url: str | None) -> str | None:
    for part in _BEHIND.split(outlet or ""):
        row = outlets().match(name=part)
        if row is not None and row.genre == "release":
            return row.name
        if row is None and part and actors().match(part) is not None:
            return part
    row = outlets().match(url=url)
    return row.name if row is not None and row.genre == "release" else None


def _behind_the_name(report: Report) -> Outlet | None:
    """Return the agency that stands behind the publisher in the outlet's name: `The Peninsula / QNA`."""
    for part in _BEHIND.split(report.outlet or "")[1:]:
        row = outlets().match(name=part)
        if row is not None and row.kind == "agency":
            return row
    return None


def _leads(report: Report) -> Iterator[tuple[Span, Outlet]]:
    """Yield outlets with which a line near the top begins, before a colon or in its dateline: `AP: The US ...`."""
    for line in islice(_LINE.finditer(report.text), LEADS):
        head = _DATELINE.match(line[0]) or _COLON.match(line[0]) or _PIPES.match(line[0])
        if head is not None:
            for span, row in outlets().named_in(head[0]):
                if not _is_picture(head[0], span):
                    yield Span(start=line.start() + span.start, end=line.start() + span.end), row
        capitals = _IN_CAPITALS.match(line[0])
        name = capitals[0].rsplit(",", 1)[-1].strip() if capitals and "," in capitals[0] else None
        agency = outlets().match(name=name) if name else None
        if name and agency is not None and agency.kind == "agency":
            start = line.start() + line[0].index(name)
            yield Span(start=start, end=start + len(name)), agency


def _lines(report: Report) -> Iterator[tuple[Span, Outlet]]:
    """Yield outlets that stand in a byline at the top or in a sign-off at the bottom, on a line of their own."""
    lines, at = [], 0
    for line in report.text.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    filled = [(start, line) for start, line in lines if line.strip()]
    for number, (start, line) in [*enumerate(filled[:5]), *((len(filled), one) for one in filled[-2:])]:
        is_inside = len(filled) > 1 and HEAD < start < filled[-2][0]
        is_caption = 0 < number < len(filled) and _SENTENCE_ENDS.search(filled[number - 1][1]) is not None
        if len(line) > LONGEST_CREDIT or is_inside or (is_caption and not _BY.match(line)):
            continue  # a name alone behind a sentence near the top is of the picture that the sentence describes
        for span, row in outlets().named_in(line):
            if _BYLINE.match(line[: span.start]) and _BYLINE.match(line[span.end :]) and not _is_picture(line, span):
                yield Span(start=start + span.start, end=start + span.end), row


def _tail(report: Report) -> Iterator[tuple[Span, Outlet]]:
    """Yield the agency whose name alone stands behind the last sentence: `... by Monday. REUTERS`."""
    found = _TAIL.search(report.text, max(0, len(report.text) - LONGEST_CREDIT))
    row = outlets().match(name=found["name"].strip()) if found else None
    if found and row is not None and row.kind == "agency":
        yield Span(start=found.start("name"), end=found.end("name")), row


def _told(text: Text, own: Outlet | None, publishers: frozenset[str]) -> dict[str, tuple[Outlet, list[Span], int]]:
    """Return each outlet that a sentence names as a source: where, and how many words go back to it."""
    found: dict[str, tuple[Outlet, list[Span], int]] = {}
    is_english = (text.report.language or "en") == "en"
    running: str | None = None
    for sentence in _with_title(text):
        named = []
        for span, row in newsrooms_in(sentence.text, publishers):
            if (
                same_newsroom(row, own, text.report.outlet)
                or row.kind == "aggregator"
                or _is_picture(sentence.text, span)
                or _LIST.search(sentence.text)
            ):
                continue
            heads = sentence.span.end == 0 and sentence.text[span.end : span.end + 1] == ":"
            if is_english and not heads and not _CUE.search(sentence.text[max(0, span.start - 90) : span.end + 60]):
                continue
            named.append((Span(start=sentence.span.start + span.start, end=sentence.span.start + span.end), row))
        rows = {_key(row): row for _, row in named}
        if not rows and running and _RUNS_ON.match(sentence.text):
            rows = {running: found[running][0]}
        for ref, row in rows.items():
            _, places, words = found.get(ref, (row, [], 0))
            places = places + [span for span, one in named if _key(one) == ref and sentence.span.end]
            found[ref] = (row, places or [Span(start=0, end=0)], words + sentence.words // len(rows))
        running = next(iter(rows), None) if len(rows) == 1 else None
    return found


def _key(row: Outlet) -> str:
    return row.ref or folded(row.name)


def _with_title(text: Text) -> Iterator[Sentence]:
    """Yield the title, at place 0-0, and then the sentences."""
    if text.report.title:
        yield Sentence(span=Span(start=0, end=0), text=text.report.title, words=0)
    yield from text.sentences


def _is_picture(line: str, span: Span) -> bool:
    """Whether the outlet is named as the source of a picture, which is not a credit of the text."""
    before = line[: span.start]
    if _LOOKED_AT.search(before):
        return False
    is_photographers = _PHOTOGRAPHER.search(before) is not None and not _DATELINE.match(line)
    return is_photographers or bool(_PICTURE_BEFORE.search(before) or _PICTURE_AFTER.search(line[span.end :]))
