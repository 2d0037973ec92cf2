"""Who speaks in a claim: the voice it goes back to, through whom it was heard, and whose side it is on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from firsthand.core.claim import Claim, Source
from firsthand.core.evidence import Id, Report, Span
from firsthand.data.actors import actors
from firsthand.data.common_words import common_words
from firsthand.data.outlets import Outlet, folded, outlets
from firsthand.trace.credits import Credit, institution, publisher
from firsthand.trace.names import IN_PUBLIC, names_of, person_of, side_of
from firsthand.trace.spoken_on import spoke_on
from firsthand.trace.upstream import carried

Standing = Literal["person", "body", "anonymous", "eyes", "footage", "imagery", "press"]
"""What a voice is known by: a name, a body's name, a description, a newsroom's own eyes, a recording, or the press."""

_PRESS = {"outlet", "agency", "unknown"}
_OFFICE = re.compile(r"\b(?:minister|president|premier|chancellor|commander|governor|spokes\w+)\b", re.IGNORECASE)
_STATES = {"be-present", "be-absent", "hold", "operate"}
_HOLDS = re.compile(
    r"\b(?:claims?|says?|alleges?|maintains?|accuses?|insists?|denies|ha(?:s|ve)\s+(?:long\s+|repeatedly\s+)?"
    r"(?:alleged|accused|claimed|said|denied|maintained|insisted))\b",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\b(?:officials|officers|commanders|sources|diplomats|aides|insiders)\b(?!\s+of\s+the\s+two)", re.IGNORECASE
)
_ANNOUNCED = re.compile(r"\b(?:announc\w+|declar\w+|statement|press conference|briefing)\b", re.IGNORECASE)
_WORD_GIVEN = {"order", "demand"}
RECENT = 4  # days from a word given in public to the report that still tells it as news
_OWN_EYES = {"eyes", "footage", "imagery"}  # `a Reuters journalist`, `footage published by Al-Monitor`
_THE_PRESS = re.compile(
    r"^(?:the |its? |an? |this |our )?(?:\w+ )?(?:news (?:service|agency|outlet|organi[sz]ation)|"
    r"newspaper|agency|outlet|publication|broadcaster|channel|website|report|reports|article|network|magazine|daily)$",
    re.IGNORECASE,
)
_SPOKE = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|stat(?:ed?|ing|ement)|announc\w+|declar\w+|confirm\w+|den(?:y|ied|ies)|t(?:old|ells?)|warn\w*|add(?:ed|ing|s)|"
    r"insist\w*|claim\w*|report\w*|accord\w+|acknowledg\w+|affirm\w+|tweet\w*|wrote|writes?|press\w*|comment\w*|not(?:ed|es)|"
    r"describ\w+|alleg\w+|accus\w+|explain\w*|stress\w*|indicat\w+|urg\w+|mention\w*|reiterat\w+|vow\w*|hail\w*|reveal\w*|order(?:ed|s)|demand\w*)\b",
    re.IGNORECASE,
)
_FROM_ABOVE = re.compile(r"\b(?:satellite|imagery|aerial|drone)\b", re.IGNORECASE)
_PICTURES = re.compile(r"\b(?:photos?|photographs?|pictures?|images?|footage|video)\b", re.IGNORECASE)
_JOURNALIST = re.compile(r"\b(?:correspondent|journalist|reporter)s?\b", re.IGNORECASE)
_STAFF_OF = re.compile(
    r"\b(?P<room>[A-Z][\w.&'\u2019-]*(?: [A-Z][\w.&'\u2019-]*)+)(?:['\u2019]s)? "
    r"(?:correspondent|journalist|reporter|photographer)s?\b"
)
_SPOKESMAN = re.compile(r"\b(?:spokes\w+|press secretary)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A voice as one claim gives it."""

    claim: Id
    report: Id
    kind: str
    """What the claim is about, the event kind."""
    standing: Standing
    name: str
    """Surname as a skeleton, body, or content words of the description; what it is compared by."""
    first: str
    """First name as a skeleton, where one is given."""
    called: str
    """The person's name as written, else empty."""
    words: frozenset[str]
    """Content words of the description."""
    via: str | None
    """Ref or folded name of the newsroom that heard it; None = not told."""
    via_is_told: bool
    """Whether the report itself says who heard it, or it is only the report's own outlet."""
    is_public: bool
    """Whether all could hear it: a spokesman, a ministry, a post."""
    side: str | None
    source: Source
    day: str | None
    """When it was published, YYYY-MM-DD."""
    spoke: str | None
    """The day on which the sentence says that it was said, YYYY-MM-DD."""
    around: str | None
    """That day, else when it was published, or, of an undated report, when the one was that it is most like."""
    story: str = ""
    """In a large pile, the country that its report is about: unnamed voices elsewhere are others."""
    is_cited: bool = False
    """Whether the report only cites that newsroom, whose own report may be days old."""
    is_original: bool = False
    """Whether the report is that of the newsroom which heard it."""
    happened: str | None = None
    """The first day on which what it tells may have happened; it spoke then or later."""
    latest: str | None = None
    """The last day on which the report dates what it tells as having happened; its news is of then or later."""
    after: str | None = None
    """The last day of what the report tells as having happened; it was published then or later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """Who stands behind a report."""

    own: str | None
    """Ref, or folded name, of the report's outlet."""
    upstream: str | None
    """Ref of the agency or outlet whose account it is as a whole."""
    name: str | None
    """That newsroom's name, for reading."""
    is_told: bool = False
    """Whether the report tells so: an agency's account, or an outlet that signs it as its own."""
    named: tuple[tuple[Span, str], ...] = ()
    """Where in the text which newsroom is named."""


def newsroom_of(report: Report, named: Sequence[Credit]) -> Newsroom:
    """Return whose account a report is; of `X, citing Y` it is Y's."""
    row = publisher(report)
    own = row.ref if row else folded(report.outlet) if report.outlet else None
    upstream = next((credit for credit in reversed(carried(named)) if credit.ref), None)
    places = tuple((span, credit.ref) for credit in named if credit.ref for span in credit.spans if span.end)
    if upstream is not None and upstream.ref is not None:
        agency = outlets().rows[upstream.ref].kind == "agency"
        is_told = agency or upstream.manner == "whole"
        return Newsroom(own=own, upstream=upstream.ref, name=upstream.name, is_told=is_told, named=places)
    signed = outlets().match(name=report.credit) if report.credit else None
    is_told = row is not None and (row.kind == "agency" or signed is row)
    return Newsroom(own=own, upstream=None, name=row.name if row else report.outlet, is_told=is_told, named=places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What is known of a report's time and matter from all of it, and from its pile; days YYYY-MM-DD."""

    around: str | None = None
    """Of an undated report, when the one was published that it is most like."""
    after: str | None = None
    """The last day of what it tells as having happened."""
    latest: str | None = None
    """The same of what it tells with its day."""
    story: str = ""
    """What it is about, where the pile is about several things."""


def voice_of(claim: Claim, report: Report, room: Newsroom, telling: Telling) -> Voice:
    """Return the voice that a claim goes back to, as far as the claim's own report tells.

    Args:
        claim: The claim.
        report: Its report.
        room: Whose account that is.
        telling: What is known of the report besides.
    """
    press = [hop for hop in claim.attribution if _is_press(hop)]
    hops = [hop for hop in claim.attribution if hop not in press]
    given = _given(claim, report, hops)
    nearest = given[0] if given else hops[0] if hops else None
    standing = _standing(nearest)
    named = [hop.name for hop in (*(hops[:1] if standing in _OWN_EYES else ()), *press)]
    told = next((row for name in named if (row := _row(name)) is not None), None) or _told_in(claim, room)
    source = nearest if nearest is not None and standing != "press" else _press_voice(told, room, report)
    first, name = names_of(source, standing)
    person = person_of(source) if standing == "person" else None
    spoke = spoke_on(claim, report) if standing != "press" else None
    spoke = given[1] if given else spoke
    staff = _staff_of(nearest) if told is None else None
    via = told.ref if told else staff or room.upstream or room.own
    return Voice(
        claim=claim.id,
        report=report.id,
        kind=claim.mention.kind,
        standing=standing,
        name=name,
        first=first,
        called=" ".join(person).strip() if person else "",
        words=described(source),
        via=via,
        via_is_told=told is not None or staff is not None or room.is_told,
        is_public=given is not None
        or (standing == "body" and institution(report) is not None)
        or (_is_public(source, standing) and not _is_standing(claim, source, spoke)),
        side=side_of(source),
        source=source,
        day=report.published_day,
        spoke=spoke,
        around=spoke or report.published_day or telling.around,
        is_cited=told is not None and told.ref not in {room.own, room.upstream},
        is_original=via is not None and via == room.own and room.is_told,
        happened=claim.when.first_day if claim.when is not None and claim.is_fact_like else None,
        latest=telling.latest,
        after=telling.after,
        story=telling.story,
    )


def _given(claim: Claim, report: Report, hops: Sequence[Source]) -> tuple[Source, str] | None:
    """Return who spoke, and when, where the act is itself a word given in public: `the minister ordered them out`.

    An order by troops on the spot is an act, and one of months ago is background; neither is a voice of this report.
    """
    published, when = report.published_day, claim.when
    if claim.mention.kind not in _WORD_GIVEN or not claim.is_fact_like or published is None or when is None:
        return None
    day = when.last_day if when.first_day in {None, when.last_day} else None
    if day is None or not 0 <= _days(day, published) <= RECENT:
        return None
    agents = (p for p in claim.participants if p.role == "agent" and p.type in {"state", "person"})
    named = (Source(name=agent.name, kind="official", ref=agent.ref) for agent in agents)
    agent = next((one for one in named if person_of(one) or _OFFICE.search(one.name)), None)
    if agent is None or (hops and hops[0].name != agent.name):
        return None
    return (hops[0] if hops else agent), day


def _days(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def _is_press(hop: Source) -> bool:
    """Whether a hop is a newsroom, or words that stand for one: `the agency`."""
    if hop.kind in _PRESS:
        return not _speaks_for_itself(hop.name)
    return _THE_PRESS.match(hop.name.strip()) is not None


def _told_in(claim: Claim, room: Newsroom) -> Outlet | None:
    """Return the newsroom that the claim's own sentence names."""
    near = [ref for span, ref in room.named if span.meets(claim.quote.span)]
    return outlets().rows.get(near[-1]) if near else None


def _staff_of(source: Source | None) -> str | None:
    """Return the folded name of the newsroom whose own journalist is the voice: `a Hofra Gazette reporter`."""
    found = _STAFF_OF.search(source.name) if source is not None else None
    return folded(found["room"]) if found and actors().match(found["room"]) is None else None


def _is_standing(claim: Claim, source: Source, spoke: str | None) -> bool:
    """Whether it is what a party always holds (`Israel says that the tunnels are there`), printed as background."""
    return spoke is None and claim.mention.kind in _STATES and _HOLDS.search(source.words) is not None


def is_spokesman_by_name(source: Source) -> bool:
    """Whether the words call a voice a spokesman."""
    return _SPOKESMAN.search(f"{source.name} {source.words}") is not None


def _is_public(source: Source, standing: Standing) -> bool:
    """Whether all could hear it: a spokesman, or a body that is said to have said something."""
    words = f"{source.name} {source.words}"
    if standing == "body":
        return _SPOKE.search(source.words) is not None
    return standing == "person" and IN_PUBLIC.search(words) is not None


def described(source: Source) -> frozenset[str]:
    """Return the words that tell one unnamed voice from another, cut to stems, and its side: `securi`."""
    words = re.findall(r"[^\W\d_]+", _SPOKE.sub(" ", f"{source.name} {source.words}").casefold())
    side, every = side_of(source), common_words().any_voice
    told = {word[:6] for word in words if word not in every and len(word) > 2}  # noqa: PLR2004  # short words say little
    return frozenset(told | ({side} if side else set()))


@lru_cache(maxsize=4096)
def _row(name: str) -> Outlet | None:
    """Return the newsroom that the words name; those who publish only for themselves, and platforms, are none."""
    named = (outlets().match(name=name), *(row for _, row in outlets().named_in(name)))
    return next((row for row in named if row and row.genre != "release" and row.kind != "aggregator"), None)


@lru_cache(maxsize=4096)
def _speaks_for_itself(name: str) -> bool:
    """Whether a name that stands as an outlet is a body's: the Pentagon, a ministry."""
    row = outlets().match(name=name)
    return (row is not None and row.genre == "release") or (row is None and actors().match(name) is not None)


def _standing(source: Source | None) -> Standing:
    if source is None:
        return "press"
    if source.kind == "own-observation" or (_JOURNALIST.search(source.name) and _row(source.name) is not None):
        return "eyes"
    if source.kind in {"video", "document"}:
        return _recording(source)
    if source.kind in {"named-person", "official"} and person_of(source):
        return "person"
    if _UNNAMED.search(source.name) and not _ANNOUNCED.search(source.words):
        return "anonymous"
    is_body = source.kind == "official" or source.kind in _PRESS or actors().match(source.name) is not None
    return "body" if is_body and source.kind != "anonymous" else "anonymous"


def _recording(source: Source) -> Standing:
    """Return what a recording or document is good for: a paper shows what its unnamed writer says, no more."""
    words = f"{source.name} {source.words}"
    if _FROM_ABOVE.search(words):
        return "imagery"
    return "footage" if source.kind == "video" or _PICTURES.search(words) else "anonymous"


def _press_voice(told: Outlet | None, room: Newsroom, report: Report) -> Source:
    """Return the press itself as a voice: the agency that is named, whose text it is, or the outlet."""
    if told is not None:
        return Source(name=told.name, kind="agency" if told.kind == "agency" else "outlet", ref=told.ref)
    row = outlets().rows.get(room.upstream or "")
    if row is not None:
        return Source(name=row.name, kind="agency" if row.kind == "agency" else "outlet", ref=row.ref)
    return Source(
        name=room.name or report.outlet or "unknown outlet",
        kind="outlet",
        ref=room.own if room.own and ":" in room.own else None,
    )
