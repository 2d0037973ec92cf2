"""What is known of each pair of origins: shown independent, not established, or shown dependent, and why.

The rules fail closed. They, and what they were tried on, stand in docs/explain/independence.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id
from firsthand.core.lineage import Independence, Origin, Verdict
from firsthand.data.actors import actors
from firsthand.data.outlets import outlets
from firsthand.trace.origins import Spoken
from firsthand.trace.presence import is_arranged, newsrooms_there, was_there
from firsthand.trace.texts import Text, skeleton
from firsthand.trace.voices import Standing, Voice

MOST_TOGETHER = 200  # origins of which every pair is judged; beyond that, so many at each place and month
MOST_LISTED = 60  # origins up to which pairs with a newsroom's mere word are listed too, for their reason

_EYES = {"eyes", "imagery"}
_NAMED = {"person", "body"}
_SPOKESMAN = re.compile(
    r"\b(?:spokes\w+|press secretary|ministry|minister|tweet\w*|statement|kremlin|pentagon)\b", re.IGNORECASE
)


Block = tuple[str, str]
"""A place and a month on which origins bear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoints:
    """From where voices speak, by the ids of their origins."""

    there: frozenset[Id]
    """Those heard by a newsroom that had people of its own at the place."""
    arranged: frozenset[Id]
    """Those that are eyes which a party led to the place."""


def standpoints(found: Sequence[Spoken], claims: Mapping[Id, Claim], texts: Mapping[Id, Text]) -> Standpoints:
    """Return which origins were heard by a newsroom at the place, and which were led there."""
    days = newsrooms_there(found, claims, texts)
    return Standpoints(
        there=frozenset(one.origin.id for one in found if was_there(one.voice, days)),
        arranged=frozenset(
            one.origin.id
            for one in found
            if one.voice.standing == "eyes" and any(is_arranged(texts[voice.report]) for voice in one.voices)
        ),
    )


def independence(found: Sequence[Spoken], claims: Mapping[Id, Claim], known: Standpoints) -> tuple[Independence, ...]:
    """Judge the pairs of origins that bear on one place (or on none that is told).

    Returns:
        Pairs in the order of their ids; a pair that is not listed is not established.

    Cost: O(sum of k^2) in the origins k of each place, or of what can be shown among them.
    """
    if len(found) <= MOST_TOGETHER:
        told = pairs_of(found, known.there, known.arranged, all_of_them=len(found) <= MOST_LISTED)
        return tuple(sorted(told, key=lambda pair: (pair.a, pair.b)))
    blocks: dict[Block, list[Spoken]] = defaultdict(list)
    for one in found:
        for block in blocks_of(one, claims, known):
            blocks[block].append(one)
    pairs = {
        (pair.a, pair.b): pair for block in blocks.values() for pair in pairs_of(block, known.there, known.arranged)
    }
    return tuple(pairs[key] for key in sorted(pairs))


def pairs_of(
    together: Sequence[Spoken], there: Collection[Id], arranged: Collection[Id], *, all_of_them: bool = False
) -> Iterator[Independence]:
    """Yield what is known of each two of some origins; of very many, of those that the most reports tell.

    Args:
        together: Origins that may bear on one event.
        there: Those heard by a newsroom that had people of its own at the place.
        arranged: Those that are eyes which a party led there.
        all_of_them: Whether pairs with a newsroom's mere word are yielded too, for their reason.

    Cost: O(k^2) in the origins, at most `MOST_TOGETHER` of them.
    """
    fullest = sorted(together, key=lambda one: (-len(one.voices), one.origin.id))[:MOST_TOGETHER]
    for a, b in combinations(sorted(fullest, key=lambda one: one.origin.id), 2):
        i, j = a.origin.id, b.origin.id
        led, both = i in arranged or j in arranged, i in there and j in there
        verdict, reason = judged(a.voice, b.voice, is_arranged=led, both_were_there=both)
        is_mere_word = verdict == "not-established" and "press" in (a.voice.standing, b.voice.standing)
        if all_of_them or not is_mere_word:
            yield Independence(a=i, b=j, verdict=verdict, reason=reason)


def blocks_of(one: Spoken, claims: Mapping[Id, Claim], known: Standpoints) -> tuple[Block, ...]:
    """Return the places and months on which an origin bears.

    Of very many, those that no newsroom of its own vouches for are left out: nothing can be shown of them.
    """
    if one.voice.standing in {"press", "anonymous"} and one.origin.id not in known.there:
        return ()
    places = {
        location.place.ref or location.place.name.casefold()
        for i in one.origin.claims
        for location in claims[i].locations
    }
    return tuple(sorted((place, month) for place in places for month in _months(one.origin.said_on)))


def with_verdicts(found: Sequence[Spoken], pairs: Sequence[Independence]) -> tuple[Origin, ...]:
    """Return the origins, each with its independence of all others that it was compared with."""
    verdicts: dict[Id, set[Verdict]] = defaultdict(set)
    for pair in pairs:
        verdicts[pair.a].add(pair.verdict)
        verdicts[pair.b].add(pair.verdict)

    return tuple(replace(one.origin, independence=overall(verdicts[one.origin.id])) for one in found)


def overall(seen: Collection[Verdict]) -> Verdict:
    """Return what is known of an origin against all others, by what is known against each."""
    return "shown-dependent" if "shown-dependent" in seen else "shown" if set(seen) == {"shown"} else "not-established"


def judged(a: Voice, b: Voice, *, is_arranged: bool = False, both_were_there: bool = False) -> tuple[Verdict, str]:
    """Return what is known of two voices, with the reason in words; it does not matter which is first.

    Args:
        a: One voice.
        b: Another.
        is_arranged: Whether the eyes of one were led to the place by a party.
        both_were_there: Whether each was heard by a newsroom that had people of its own at the place.
    """
    if (b.standing, b.claim) < (a.standing, a.claim):
        a, b = b, a
    dependent = _dependent(a, b)
    if dependent:
        return "shown-dependent", dependent
    kinds = {a.standing, b.standing}
    same_room = a.via == b.via
    if both_were_there and not same_room and not _one_owner(a, b):
        return "shown", f"each newsroom had people of its own there: {_called(a)} and {_called(b)}"
    doubt = _doubt(kinds, is_arranged=is_arranged)
    if doubt:
        return "not-established", doubt
    if kinds <= _EYES | {"footage"}:
        return _seen(a, b, same_room=same_room)
    if kinds <= _NAMED:
        return _named(a, b, same_room=same_room)
    return _seen_and_told(a, b, same_room=same_room)


def _doubt(kinds: set[Standing], *, is_arranged: bool) -> str | None:
    """Return why nothing can be shown of two voices of these kinds, if so."""
    if "press" in kinds:
        return "one gives no voice but its own word, and may have it from the other"
    if "anonymous" in kinds:
        return "an unnamed voice proves nothing: it may be the other, or have it from the other"
    if kinds == {"footage"}:
        return "two recordings may be one, or cut from one"
    if is_arranged and not kinds <= _EYES:
        return "access to the place was arranged by a party"
    return None


def _dependent(a: Voice, b: Voice) -> str | None:
    if (
        a.standing in _NAMED
        and b.standing in _NAMED
        and a.name == b.name
        and (a.first == b.first or not a.first or not b.first or _has_name(a, b.first) or _has_name(b, a.first))
    ):
        return "one voice, heard twice"
    if a.standing == b.standing == "eyes" and a.via == b.via:
        return "the same newsroom's own eyes"
    if a.standing == b.standing == "press" and a.via is not None and a.via == b.via:
        return "the same newsroom's word"
    if (
        "anonymous" in (a.standing, b.standing)
        and a.side
        and a.side == b.side
        and a.via == b.via
        and a.standing == b.standing
    ):
        return "unnamed voices of one side, heard by one newsroom"
    return None


def _has_name(voice: Voice, name: str) -> bool:
    """Whether one of a voice's names sounds like that: `General Asadullah Kohistani` may be Mir Asadullah Kohistani."""
    return any(skeleton(word) == name for word in voice.source.name.split())


def _seen(a: Voice, b: Voice, *, same_room: bool) -> tuple[Verdict, str]:
    if same_room and "eyes" in {a.standing, b.standing} and "imagery" not in {a.standing, b.standing}:
        return "not-established", "one newsroom's eyes and camera"
    if {a.standing, b.standing} == {"eyes"} and _one_owner(a, b):
        return "not-established", "newsrooms of one owner"
    if a.standing == b.standing == "imagery" and same_room:
        return "not-established", "imagery shown by one publisher"
    if "footage" in {a.standing, b.standing} and not all(voice.via for voice in (a, b)):
        return "not-established", "a recording whose maker is not known"
    words = (
        "imagery and people on the ground" if {a.standing, b.standing} == {"eyes", "imagery"} else "each saw for itself"
    )
    return "shown", f"{words}: {_called(a)} and {_called(b)}"


def _named(a: Voice, b: Voice, *, same_room: bool) -> tuple[Verdict, str]:  # noqa: PLR0911  # one line a reason
    if a.side and b.side and a.side != b.side:
        if _opposed(a.side, b.side):
            return "shown", f"opposed parties agree: {_called(a)} and {_called(b)}"
        return "shown", f"named voices of different sides: {_called(a)} and {_called(b)}"
    if a.side and a.side == b.side and any(_speaks_for_a_body(voice) for voice in (a, b)):
        return "not-established", "voices of one side, one of them its spokesman"
    if "body" in {a.standing, b.standing}:
        return "not-established", "a body's word, and a voice whose side is not told apart from it"
    apart = a.day and b.day and a.day != b.day and a.first and b.first
    if apart and not same_room:
        return (
            "shown",
            f"two named people, heard by different newsrooms on different days: {_called(a)} and {_called(b)}",
        )
    if apart and a.side == b.side and a.side is not None:
        return "shown", f"two named people in different posts, heard on different days: {_called(a)} and {_called(b)}"
    return "not-established", "two names, and neither place, time nor interest tells them apart"


def _seen_and_told(a: Voice, b: Voice, *, same_room: bool) -> tuple[Verdict, str]:
    if same_room and not (a.is_public or b.is_public):
        return "not-established", "one newsroom's eyes and the voice it met there"
    if "footage" in {a.standing, b.standing}:
        return "not-established", "a recording may be what the other has seen"
    return "shown", f"one saw it, another answers for it by name: {_called(a)} and {_called(b)}"


def _speaks_for_a_body(voice: Voice) -> bool:
    return voice.standing == "body" or bool(_SPOKESMAN.search(f"{voice.source.name} {voice.source.words}"))


def _opposed(a: str, b: str) -> bool:
    rows = {row.ref: row for row in actors().rows}
    return (a in rows and b in rows[a].opposes) or (b in rows and a in rows[b].opposes)


def _one_owner(a: Voice, b: Voice) -> bool:
    rows = [outlets().rows.get(voice.via or "") for voice in (a, b)]
    return rows[0] is not None and rows[1] is not None and rows[0].owner is not None and rows[0].owner == rows[1].owner


def _called(voice: Voice) -> str:
    row = outlets().rows.get(voice.via or "")
    through = f" ({row.name})" if row and row.name.casefold() not in voice.source.name.casefold() else ""
    return f"{voice.source.name}{through}"


def _months(day: str | None) -> tuple[str, ...]:
    """Return the month of a day, and the one that its half of the month borders on."""
    if day is None:
        return ("",)
    middle = date.fromisoformat(day)
    return tuple(sorted({(middle + timedelta(days=d)).isoformat()[:7] for d in (-15, 0, 15)}))
