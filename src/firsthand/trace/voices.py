"""Who speaks in a claim: the voice it goes back to, through whom it was heard, and whose side it is on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from firsthand.core.claim import Claim, Source
from firsthand.core.evidence import Id, Report, Span
from firsthand.data.actors import actors
from firsthand.data.common_words import common_words
from firsthand.data.outlets import Outlet, folded, outlets
from firsthand.trace.credits import Credit, publisher
from firsthand.trace.texts import skeleton
from firsthand.trace.upstream import carried

Standing = Literal["person", "body", "anonymous", "eyes", "footage", "imagery", "press"]
"""What a voice is known by: a name, a body's name, a description, a newsroom's own eyes, a recording, or the press."""

_PRESS = {"outlet", "agency", "unknown"}
_OWN_EYES = {"eyes", "footage", "imagery"}  # `a Reuters journalist`, `footage published by Al-Monitor`
_THE_PRESS = re.compile(
    r"^(?:the |its? |an? |this |our )?(?:\w+ )?(?:news (?:service|agency|outlet|organi[sz]ation)|"
    r"newspaper|agency|outlet|publication|broadcaster|channel|website|report|reports|article|network|magazine|daily)$",
    re.IGNORECASE,
)
_SPOKE = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|stat(?:ed?|ing|ement)|announc\w+|declar\w+|confirm\w+|den(?:y|ied|ies)|t(?:old|ells?)|warn\w*|add(?:ed|ing|s)|"
    r"insist\w*|claim\w*|report\w*|accord\w+|acknowledg\w+|affirm\w+|tweet\w*|wrote|writes?|press\w*|comment\w*|not(?:ed|es))\b",
    re.IGNORECASE,
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SAID_ON = re.compile(
    r"\b(?:said|told|announced|declared|confirmed|stated|tweeted|wrote|posted|reported|warned|denied|acknowledged|statement)"
    rf"\b(?:\s+(?!that\b)[\w']+){{0,3}}?\s+(?:on\s+|late\s+|early\s+)*(?P<day>{'|'.join(_DAYS)})\b",
    re.IGNORECASE,
)
_UNDER = re.compile(r"\b(?:under|of|for|by|with|from|to|against)\s+(?:the\s+)?$", re.IGNORECASE)
_FROM_ABOVE = re.compile(r"\b(?:satellite|imagery|aerial|drone)\b", re.IGNORECASE)
_PICTURES = re.compile(r"\b(?:photos?|photographs?|pictures?|images?|footage|video)\b", re.IGNORECASE)
_OFFICE_AFTER = re.compile(r"^\s+(?:spokes\w+|officials?|sources?|executives?|representatives?|staff)\b", re.IGNORECASE)
_JOURNALIST = re.compile(r"\b(?:correspondent|journalist|reporter)s?\b", re.IGNORECASE)
_STAFF_OF = re.compile(
    r"\b(?P<room>[A-Z][\w.&'\u2019-]*(?: [A-Z][\w.&'\u2019-]*)+)(?:['\u2019]s)? "
    r"(?:correspondent|journalist|reporter|photographer)s?\b"
)
_PUBLIC = re.compile(
    r"\b(?:spokes\w+|press secretary|minist\w+|president|kremlin|pentagon|secretary|tweet\w*|statement|twitter|"
    r"telegram|post(?:ed)? on|press conference|briefing|foreign office|government|command)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:ministry|government|army|command|department|office|forces?|kremlin|pentagon|white house|council|committee|"
    r"authority|agency|staff|administration|embassy|party|parliament|police|coalition|mission|organi[sz]ation|union|nations|"
    r"military|directorate|service|hospital|university|college|company|school|zoo|court|bank|club|centre|center|network|observatory|group|movement|front|brigade|corps|institute)\b",
    re.IGNORECASE,
)
_CAPITALISED = r"[A-Z\u00c0-\u00de][\w'\u2019-]*"
_NAME = re.compile(rf"{_CAPITALISED}(?:[ \u00a0](?:(?:al|el|bin|ibn|van|von|de|da|ul|ur|abu|Abu)[ -])?{_CAPITALISED})*")


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


def voice_of(
    claim: Claim,
    report: Report,
    room: Newsroom,
    *,
    around: str | None = None,
    after: str | None = None,
    story: str = "",
) -> Voice:
    """Return the voice that a claim goes back to, as far as the claim's own report tells.

    Args:
        claim: The claim.
        report: Its report.
        room: Whose account that is.
        around: When a dated report was published that this undated one is most like, YYYY-MM-DD.
        after: The last day of what the report tells as having happened, YYYY-MM-DD.
        story: What the report is about, where the pile is about several things.
    """
    press = [hop for hop in claim.attribution if _is_press(hop)]
    hops = [hop for hop in claim.attribution if hop not in press]
    nearest = hops[0] if hops else None
    standing = _standing(nearest)
    named = [hop.name for hop in (*(hops[:1] if standing in _OWN_EYES else ()), *press)]
    told = next((row for name in named if (row := _row(name)) is not None), None) or _told_in(claim, room)
    source = nearest if nearest is not None and standing != "press" else _press_voice(told, room, report)
    first, name = _names(source, standing)
    person = (_person(source.name) or _person(source.words)) if standing == "person" else None
    spoke = _said_on(claim, report) if standing != "press" else None
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
        is_public=_is_public(source, standing),
        side=side_of(source),
        source=source,
        day=report.published_day,
        spoke=spoke,
        around=spoke or report.published_day or around,
        is_cited=told is not None and told.ref not in {room.own, room.upstream},
        is_original=via is not None and via == room.own and room.is_told,
        after=after,
        story=story,
    )


def _is_press(hop: Source) -> bool:
    """Whether a hop is a newsroom, or words that stand for one: `the agency`."""
    if hop.kind in _PRESS:
        return not _speaks_for_itself(hop.name)
    return _THE_PRESS.match(hop.name.strip()) is not None


def _told_in(claim: Claim, room: Newsroom) -> Outlet | None:
    """Return the newsroom that the claim's own sentence names."""
    near = [ref for span, ref in room.named if span.meets(claim.quote.span)]
    return outlets().rows.get(near[-1]) if near else None


def _said_on(claim: Claim, report: Report) -> str | None:
    """Return the last day before publication with the name that stands beside the verb of speech: `said on Friday`."""
    words = (*(hop.words for hop in claim.attribution), claim.quote.text)
    found = next((match for text in words if (match := _SAID_ON.search(text))), None)
    if found is None or report.published_day is None:
        return None
    published = date.fromisoformat(report.published_day)
    return (published - timedelta(days=(published.weekday() - _DAYS.index(found["day"].casefold())) % 7)).isoformat()


def _staff_of(source: Source | None) -> str | None:
    """Return the folded name of the newsroom whose own journalist is the voice: `a Hofra Gazette reporter`."""
    found = _STAFF_OF.search(source.name) if source is not None else None
    return folded(found["room"]) if found and actors().match(found["room"]) is None else None


def _is_public(source: Source, standing: Standing) -> bool:
    """Whether all could hear it: a spokesman, or a body that is said to have said something."""
    words = f"{source.name} {source.words}"
    if standing == "body":
        return _SPOKE.search(source.words) is not None
    return standing == "person" and _PUBLIC.search(words) is not None


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
    if source.kind in {"named-person", "official"} and (_person(source.name) or _person(source.words)):
        return "person"
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


@lru_cache(maxsize=4096)
def _person(name: str) -> tuple[str, str] | None:
    """Return first and last name of the person that the words name, or None where they name a body or nobody."""
    best: tuple[str, str] | None = None
    titles = common_words().titles
    for match in reversed(list(_NAME.finditer(name))):
        if name[match.end() - 2 : match.end()] in {"'s", "\u2019s"}:
            continue  # `Bagram's new commander` names no Mr Bagram
        if " " not in match[0] and _OFFICE_AFTER.match(name[match.end() :]):
            continue  # `FirstGroup spokesman` names the firm
        if _UNDER.search(name[: match.start()]):
            continue  # `forces under President X` are not X
        words = [word for word in re.split(r"[ \u00a0]", match[0]) if word.casefold().strip(".") not in titles]
        words = [word for word in words if len(word) > 1]  # `U.S.` leaves an S
        while words and (actors().match(words[0]) is not None or _BODY.search(words[0])):
            words = words[1:]
        joined = " ".join(words)
        if not words or _BODY.search(joined) or actors().match(joined) is not None or _row_named(joined):
            continue
        if len(words) > 1:
            return words[0], words[-1]
        best = best or ("", words[0])
    return best


def _row_named(name: str) -> bool:
    return outlets().match(name=name) is not None


@lru_cache(maxsize=4096)
def body_of(name: str) -> str | None:
    """Return what a known body is one voice with: a state's ministries and forces with the state, others alone."""
    actor = actors().match(_dotless(name))
    if actor is None:
        return None
    return (actor.side if actor.type in {"state", "force"} else None) or actor.ref


def _dotless(name: str) -> str:
    """Return a name with its abbreviations as newer style sheets have them: `US` for `U.S.`."""
    return re.sub(r"\b(?:[A-Z]\.){2,}", lambda found: found[0].replace(".", ""), name)


def _names(source: Source, standing: Standing) -> tuple[str, str]:
    if standing == "person":
        first, last = _person(source.name) or _person(source.words) or ("", source.name)
        return skeleton(first), skeleton(last) or folded(last)
    if standing == "body":
        return "", body_of(source.name) or side_of(source) or folded(source.name)
    return "", ""
