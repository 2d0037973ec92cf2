"""Who speaks in a claim: the voice it goes back to, through whom it was heard, and whose side it is on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from firsthand.core.claim import Claim, Source
from firsthand.core.evidence import Id, Report
from firsthand.data.actors import actors
from firsthand.data.outlets import Outlet, folded, outlets
from firsthand.trace.credits import Credit
from firsthand.trace.texts import skeleton
from firsthand.trace.upstream import carried

Standing = Literal["person", "body", "anonymous", "eyes", "footage", "imagery", "press"]
"""What a voice is known by: a name, a body's name, a description, a newsroom's own eyes, a recording, or the press."""

_PRESS = {"outlet", "agency", "unknown"}
_HEARD_BY = {"own-observation", "video", "document"}  # `a Reuters journalist`, `footage published by Al-Monitor`
_PUBLIC = re.compile(
    r"\b(?:spokes\w+|press secretary|minist\w+|president|kremlin|pentagon|secretary|tweet\w*|statement|twitter|telegram|"
    r"post(?:ed)? on|press conference|briefing|foreign office|government|command)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:ministry|government|army|command|department|office|forces?|kremlin|pentagon|white house|council|committee|"
    r"authority|agency|staff|administration|embassy|party|parliament|police|coalition|mission|organi[sz]ation|union|nations|"
    r"military|directorate|service|centre|center|network|observatory|group|movement|front|brigade|corps|institute)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[A-Z\u00c0-\u00de][\w'\u2019-]*(?:[ \u00a0](?:(?:al|el|bin|ibn|van|von|de|da|ul|ur|abu|Abu)[ -])?[A-Z\u00c0-\u00de][\w'\u2019-]*)*"
)
_TITLES = frozenset(
    """gen general col colonel lt lieutenant maj major capt captain sgt sergeant adm admiral brig brigadier mr mrs ms dr
    president minister prime sheikh king prince queen senator rep sir lord ambassador mayor governor commander chief deputy
    vice spokesman spokeswoman spokesperson secretary foreign defence defense interior press correspondent journalist
    reporter ret retired us u.s uk eu un nato""".split()
)
_EVERY = frozenset(
    "source sources official officials person people several some two three four five six seven eight nine ten a an the of "
    "with in on at to from who one other another anonymous unnamed unidentified senior who's they he she his her their "
    "familiar knowledge matter condition close according local local's multiple various numerous its for by and".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A voice as one claim gives it."""

    claim: Id
    report: Id
    standing: Standing
    name: str
    """Surname as a skeleton, body, or content words of the description; what it is compared by."""
    first: str
    """First name as a skeleton, where one is given."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """Who stands behind a report."""

    own: str | None
    """Ref, or folded name, of the report's outlet."""
    upstream: str | None
    """Ref of the agency or outlet whose account it is as a whole."""
    name: str | None
    """That newsroom's name, for reading."""
    is_reporting: bool = False
    """Whether the outlet signs the text as its own reporting."""


def newsroom_of(report: Report, named: Sequence[Credit]) -> Newsroom:
    """Return whose account a report is; of `X, citing Y` it is Y's."""
    row = outlets().match(name=report.outlet, url=report.url)
    own = row.ref if row else folded(report.outlet) if report.outlet else None
    upstream = next((credit for credit in reversed(carried(named)) if credit.ref), None)
    if upstream is not None:
        return Newsroom(own=own, upstream=upstream.ref, name=upstream.name)
    signed = outlets().match(name=report.credit) if report.credit else None
    is_reporting = row is not None and (row.kind == "agency" or signed is row)
    return Newsroom(own=own, upstream=None, name=row.name if row else report.outlet, is_reporting=is_reporting)


def voice_of(claim: Claim, report: Report, room: Newsroom, day: str | None) -> Voice:
    """Return the voice that a claim goes back to, as far as the claim's own report tells.

    Args:
        claim: The claim.
        report: Its report.
        room: Whose account that is.
        day: When the report was published, YYYY-MM-DD, as far as known or inferred.
    """
    hops = [hop for hop in claim.attribution if hop.kind not in _PRESS]
    press = [hop for hop in claim.attribution if hop.kind in _PRESS and _row(hop.name) is not None]
    nearest = hops[0] if hops else None
    named = [*(hops[:1] if nearest and nearest.kind in _HEARD_BY else ()), *press]
    told = next((row for hop in named if (row := _row(hop.name)) is not None and row.kind != "aggregator"), None)
    via = told.ref if told else room.upstream or room.own
    standing = _standing(nearest)
    source = nearest if nearest is not None and standing != "press" else _press_voice(told, room, report)
    first, name = _names(source, standing)
    return Voice(
        claim=claim.id,
        report=report.id,
        standing=standing,
        name=name,
        first=first,
        words=described(f"{source.name} {source.words}"),
        via=via,
        via_is_told=told is not None or room.upstream is not None or room.is_reporting,
        is_public=bool(_PUBLIC.search(f"{source.name} {source.words}")) and standing in {"person", "body"},
        side=side_of(source),
        source=source,
        day=day,
    )


@lru_cache(maxsize=4096)
def side_of(source: Source) -> str | None:
    """Return the ref of the command or government that a voice speaks for, as its words tell."""
    for given in (source.ref, source.name):
        actor = actors().match(given) if given else None
        if actor is not None:
            return actor.side or actor.ref
        row = outlets().rows.get(given or "")
        if row is not None:
            return row.side
    words = re.findall(r"[\w.'\u2019-]+", f"{source.name} {source.words}")
    for length in (3, 2, 1):
        for i in range(len(words) - length + 1):
            chunk = " ".join(words[i : i + length])
            actor = actors().match(chunk) if chunk[:1].isupper() else None
            if actor is not None:
                return actor.side or actor.ref
    return None


def described(text: str) -> frozenset[str]:
    """Return the words that tell one unnamed voice from another, cut to stems: `syrian securi`."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return frozenset(word[:6] for word in words if word not in _EVERY and len(word) > 2)  # noqa: PLR2004  # short words say little


@lru_cache(maxsize=4096)
def _row(name: str) -> Outlet | None:
    return outlets().match(name=name) or next((row for _, row in outlets().named_in(name)), None)


def _standing(source: Source | None) -> Standing:
    if source is None:
        return "press"
    if source.kind == "own-observation":
        return "eyes"
    if source.kind == "anonymous":
        return "anonymous"
    if source.kind == "video":
        return "footage"
    if source.kind == "document":
        return "imagery"
    return "person" if _person(source.name) else "body" if source.kind == "official" else "anonymous"


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


@lru_cache(maxsize=4096)
def _person(name: str) -> tuple[str, str] | None:
    """Return first and last name of the person that the words name, or None where they name a body or nobody."""
    runs = [match[0] for match in _NAME.finditer(name)]
    for run in reversed(runs):
        words = [word for word in re.split(r"[ \u00a0]", run) if word.casefold().strip(".") not in _TITLES]
        words = [word.removesuffix("'s").removesuffix("\u2019s") for word in words]
        while words and (actors().match(words[0]) is not None or _BODY.search(words[0])):
            words = words[1:]
        joined = " ".join(words)
        if not words or _BODY.search(joined) or actors().match(joined) is not None or _row_named(joined):
            continue
        return (words[0] if len(words) > 1 else "", words[-1])
    return None


def _row_named(name: str) -> bool:
    return outlets().match(name=name) is not None


def _names(source: Source, standing: Standing) -> tuple[str, str]:
    if standing == "person":
        first, last = _person(source.name) or ("", source.name)
        return skeleton(first), skeleton(last) or folded(last)
    if standing == "body":
        actor = actors().match(source.name)
        return "", actor.ref if actor else folded(source.name)
    return "", ""
