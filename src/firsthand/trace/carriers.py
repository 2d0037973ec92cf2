"""Which reports carry an origin: by a claim, by a sentence that says the same, or by the name of its voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id
from firsthand.trace.copies import Likeness
from firsthand.trace.foreign import heard_abroad, is_read
from firsthand.trace.inside import Inside
from firsthand.trace.near import ONE_TIME, days_around, days_between
from firsthand.trace.origins import Spoken
from firsthand.trace.same_voice import ONE_PRINT, STILL_COPIED
from firsthand.trace.texts import Text, folded, skeleton
from firsthand.trace.tracing import Tracing

SAME_STORY = 2  # days between two accounts of one newsroom up to which they are one story
MOST_HEARD = 500  # reports or origins that are looked at for one name or newsroom
LEAST_BONES = 3  # consonants of a surname that is told by itself
LEAST_ALIKE = 70  # percent of letters that two spellings of one surname share (rapidfuzz); `kadrov`, `qadirov`: 77


def carriers(found: Sequence[Spoken], traced: Tracing, claims: Mapping[Id, Claim]) -> dict[Id, tuple[Id, ...]]:
    """Return, for each origin, the reports that carry it, also those in which no claim of it was read.

    A report carries a voice that speaks in it by name, the voice behind a sentence that says the same in another
    report, and the main voice of each newsroom that it names and of which it has no voice yet.

    Cost: O(claims + matched sentences + reports x named voices).
    """
    carried: dict[Id, set[Id]] = {one.origin.id: {voice.report for voice in one.voices} for one in found}
    _add_told_again(found, traced, claims, carried)
    _add_naming(found, traced, carried)
    _add_heard(found, traced, carried)
    for report, origin in list(heard_abroad(found, traced, claims, carried)):
        carried[origin].add(report)
    return {origin: tuple(sorted(reports)) for origin, reports in carried.items()}


def _add_told_again(
    found: Sequence[Spoken], traced: Tracing, claims: Mapping[Id, Claim], carried: dict[Id, set[Id]]
) -> None:
    """Add the reports that repeat a sentence of an origin, not before it was said and not long after."""
    told = {one.origin.id: one for one in found}
    own = {(voice.report, *_bearer(one)): one.origin.id for one in found for voice in one.voices}
    for report, origin in dict.fromkeys(_told_again(found, traced.likenesses, claims)):
        one, room = told[origin], traced.newsrooms[report]
        day = traced.texts[report].report.published_day or "9999"
        if (
            report in carried[origin]
            or own.get((report, *_bearer(one)), origin) != origin
            or day < (one.origin.said_on or "")
            or _gap(one, traced.texts[report]) > STILL_COPIED
        ):
            continue
        if not (room.is_told and one.voice.via_is_told and one.voice.via != (room.upstream or room.own)):
            carried[origin].add(report)


def _bearer(one: Spoken) -> tuple[str, str]:
    """Return what a voice is known by at any time; one that has no name is known by its origin."""
    has_name = one.voice.standing in {"person", "body"}
    return (one.voice.standing, one.voice.name) if has_name else ("", one.origin.id)


def _add_heard(found: Sequence[Spoken], traced: Tracing, carried: dict[Id, set[Id]]) -> None:
    """Add, to the main voice of a newsroom, the reports that name that newsroom and have no voice of it yet."""
    heard: dict[tuple[str, str], dict[Id, Spoken]] = defaultdict(dict)
    speaking = {(v.via, v.report) for one in found for v in one.voices if v.standing != "press"}
    for one in found:
        if one.voice.standing != "press" and not one.voice.is_public:
            for voice in one.voices:
                heard[one.voice.via or "", voice.day or ""][one.origin.id] = one
    for report, text in sorted(traced.texts.items()):
        for credit in (credit for credit in traced.credits[report] if credit.ref):
            days = days_around(text.report.published_day, SAME_STORY)
            known = {i: one for day in days for i, one in heard.get((credit.ref or "", day), {}).items()}
            has_voice = (credit.ref, report) in speaking or any(report in carried[i] for i in known)
            if not has_voice or not is_read(text):
                for origin in _main_voices(list(known.values())[:MOST_HEARD], text):
                    carried[origin].add(report)


def _told_again(
    found: Sequence[Spoken], likenesses: Sequence[Likeness], claims: Mapping[Id, Claim]
) -> Iterator[tuple[Id, Id]]:
    """Yield reports with a sentence that says the same as a claim of an origin in another report, and the origin."""
    of = {i: one.origin.id for one in found for i in one.origin.claims if one.voice.standing != "press"}
    inside = Inside(claim for claim in claims.values() if claim.id in of)
    for like in likenesses:
        for a, a_end, b, b_end, _ in like.stretches():
            for report, start, end, other in ((like.a, a, a_end, like.b), (like.b, b, b_end, like.a)):
                yield from ((other, of[claim.id]) for claim in inside.between(report, start, end))


def _add_naming(found: Sequence[Spoken], traced: Tracing, carried: dict[Id, set[Id]]) -> None:
    """Add, to each person's origin, the reports at about its time in which the person speaks, in whatever script.

    What a newsroom was told in an interview is not in a report that names other newsrooms alone.
    """
    beside = _beside_speech(traced)
    taken: dict[str, set[Id]] = defaultdict(set)
    persons = [one for one in found if one.voice.standing == "person"]
    for one in persons:
        taken[one.voice.name] |= carried[one.origin.id]
    for one in persons:
        voice = one.voice
        named = beside.get(voice.name, []) if len(voice.name) >= LEAST_BONES else []
        named = named + (beside.get(f"{voice.first} {voice.name}", []) if voice.first else [])
        if len(named) > MOST_HEARD:
            continue  # a name that so many have tells nobody apart
        is_public = is_spokesman(one)
        last = folded(voice.called.split()[-1]) if voice.called else ""
        for report, word in named:
            if word and fuzz.ratio(word, last) < LEAST_ALIKE:
                continue  # `Ashraf` has the consonants of `Sharif`
            rooms = {credit.ref for credit in traced.credits[report] if credit.ref}
            is_anothers = bool(rooms) and not is_public and voice.via_is_told and voice.via not in rooms
            if (
                report not in taken[voice.name]
                and not is_anothers
                and _gap(one, traced.texts[report]) <= (ONE_PRINT if is_public else ONE_TIME)
            ):
                carried[one.origin.id].add(report)
                taken[voice.name].add(report)


def _beside_speech(traced: Tracing) -> dict[str, list[tuple[Id, str]]]:
    """Return, by skeleton, the reports with a name beside a verb of speech, and it; unread ones by pairs of names."""
    beside: dict[str, list[tuple[Id, str]]] = defaultdict(list)
    for report, text in traced.texts.items():
        named = ((skeleton(word), word) for word in text.speakers) if is_read(text) else ((p, "") for p in text.pairs)
        for bones, word in named:
            beside[bones].append((report, word))
    return beside


def is_spokesman(one: Spoken) -> bool:
    """Whether any report calls the voice by an office that speaks in public."""
    return any(told.is_public for told in one.voices)


def _main_voices(heard: Sequence[Spoken], text: Text) -> list[Id]:
    """Return, of what a newsroom heard, the origin told most at about a report's time.

    In a report that is not read, all that it heard at the time and more than one report tells.
    """
    near = [one for one in heard if _gap(one, text) <= SAME_STORY]
    told = sorted(near, key=lambda one: (-len({v.report for v in one.voices}), _gap(one, text), one.origin.id))
    if is_read(text):
        return [one.origin.id for one in told[:1]]
    several = [one for one in told if len({v.report for v in one.voices}) > 1]
    return [one.origin.id for one in several or told[:1]]


def _gap(one: Spoken, text: Text) -> int:
    """Return the days from a report to the nearest telling of the voice; 0 where one is not known."""
    day = text.report.published_day
    return min((abs(days_between(day, v.day)) for v in one.voices if v.day and day), default=0)
