"""Which reports carry an origin: by a claim, by a sentence that says the same, or by the name of its voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id
from firsthand.trace.copies import Likeness
from firsthand.trace.origins import Spoken
from firsthand.trace.same_voice import ONE_TIME
from firsthand.trace.texts import Text
from firsthand.trace.voices import Newsroom

LEAST_BONES = 5  # consonants of first and last name together; `hmd l` (Ahmed Ali) is taken with a first name only


def carriers(
    found: Sequence[Spoken],
    texts: Mapping[Id, Text],
    newsrooms: Mapping[Id, Newsroom],
    likenesses: Sequence[Likeness],
    claims: Mapping[Id, Claim],
) -> dict[Id, tuple[Id, ...]]:
    """Return, for each origin, the reports that carry it, also those in which no claim of it was read.

    A report in a language that is not read carries a voice whose name stands in it, and the main voice of the agency
    whose account it is.

    Cost: O(claims + matched sentences + unread reports x named voices).
    """
    carried: dict[Id, set[Id]] = {one.origin.id: {voice.report for voice in one.voices} for one in found}
    has_claims = {claim.report for claim in claims.values()}
    of = {i: one.origin.id for one in found for i in one.origin.claims if one.voice.standing != "press"}
    inside: dict[Id, list[Claim]] = defaultdict(list)
    for claim in claims.values():
        inside[claim.report].append(claim)
    for like in likenesses:
        for match in like.matches:
            for report, span, other in ((like.a, match.a, like.b), (like.b, match.b, like.a)):
                for claim in inside[report]:
                    if claim.id in of and claim.quote.span.meets(span):
                        carried[of[claim.id]].add(other)
    for report in sorted(set(texts) - has_claims):
        for one in found:
            if _is_named_in(one, texts[report]):
                carried[one.origin.id].add(report)
    alike: dict[Id, set[Id]] = defaultdict(set)
    for like in likenesses:
        alike[like.a].add(like.b)
        alike[like.b].add(like.a)
    for report in sorted(texts):
        main = _main_voice(found, newsrooms[report], texts[report])
        if main is not None and (report not in has_claims or alike[report] & carried[main]):
            carried[main].add(report)
    return {origin: tuple(sorted(reports)) for origin, reports in carried.items()}


def _is_named_in(one: Spoken, text: Text) -> bool:
    """Whether the voice's first and last name stand together in the text, in whatever script, at about the time."""
    if one.voice.standing != "person" or not one.voice.first or not _is_near(one, text):
        return False
    return f"{one.voice.first} {one.voice.name}" in text.pairs


def _main_voice(found: Sequence[Spoken], room: Newsroom, text: Text) -> Id | None:
    """Return the origin that most reports have from the newsroom whose account this is, at about the time."""
    if room.upstream is None:
        return None
    heard = [one for one in found if one.voice.via == room.upstream and _is_near(one, text)]
    best = max(
        heard,
        key=lambda one: (one.voice.standing != "press", len({v.report for v in one.voices}), one.origin.id),
        default=None,
    )
    return best.origin.id if best else None


def _is_near(one: Spoken, text: Text) -> bool:
    day = text.report.published_day
    days = [voice.day for voice in one.voices if voice.day]
    if day is None or not days:
        return True
    told = date.fromisoformat(day)
    gaps = (told - date.fromisoformat(max(days)), date.fromisoformat(min(days)) - told)
    return max(gap.days for gap in gaps) <= ONE_TIME
