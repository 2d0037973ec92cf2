"""What claims that name no voice go back to, told by the fingerprints of their facts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id
from firsthand.core.lineage import Signal
from firsthand.trace.copies import Likeness, Rarity
from firsthand.trace.near import are_near, days_around
from firsthand.trace.same_voice import Pair, times
from firsthand.trace.texts import numbered, stems_of
from firsthand.trace.voices import Voice

LEAST_EVIDENCE = (
    7.0  # nats between reports not known to be alike; cases: pairs that share an origin 0.70 at 3, 0.75 at 7
)
LEAST_IN_A_COPY = 3.0  # nats between reports that are; worlds: flat in 2.5-4.5
SAME_COUNT = 2.0
OTHER_COUNT = -2.0
OTHER_TIME = -3.0
SAME_NEWSROOM = 2.0
WHOLE_REPORT = 4.0  # times the share of the report that stands in the other's
SAME_STORY = 1  # days between two accounts of one agency up to which they are one story
SIGHTS = frozenset({"be-present", "be-absent"})  # what newsrooms' own people tell of a place
MOST_AT_HAND = 60  # claims of one kind in one report, or of one newsroom on one day, that are looked at
POOL = 400  # claims of one kind up to which all are looked at; beyond it only those of reports known to be alike


class Unvoiced:
    """Finds, for each claim that names no voice, the claim that it most likely repeats.

    Args:
        of: All claims, by id.
        voices: Their voices.
        likenesses: What reports have in common.
        weights: Rarity of stems.
    """

    def __init__(
        self,
        of: Mapping[Id, Claim],
        voices: Mapping[Id, Voice],
        likenesses: Sequence[Likeness],
        weights: Rarity,
    ) -> None:
        self._of, self._voices, self._weights = of, voices, weights
        self._shares: dict[tuple[Id, Id], float] = {}
        self._alike: dict[Id, list[Id]] = defaultdict(list)
        for like in likenesses:
            self._shares[like.a, like.b] = like.share_of_a
            self._shares[like.b, like.a] = like.share_of_b
            self._alike[like.a].append(like.b)
            self._alike[like.b].append(like.a)
        self._bare = sorted(i for i in of if voices[i].standing == "press")
        self._told: dict[tuple[str, ...], list[Id]] = defaultdict(list)
        self._inside: dict[tuple[str, ...], list[Id]] = defaultdict(list)
        for i in sorted(set(of) - set(self._bare)):
            self._told[_sort_of(of[i])].append(i)
            self._inside[of[i].report, *_sort_of(of[i])].append(i)

    def pairs(self, top: Callable[[Id], Id]) -> Iterator[Pair]:
        """Yield each such claim with one that it goes back to.

        First the claim whose facts it repeats; else a voice that its own report, or the agency whose account it is,
        names for the same kind of happening: nothing shows that it has another. What is left is the newsroom's word.

        Args:
            top: Returns what a claim is joined to so far.

        Cost: O(b p) in such claims and those of one kind, at most `POOL` of them.
        """
        speaking = self._speaking()
        left: dict[tuple[str, ...], list[Id]] = defaultdict(list)
        for i in self._bare:
            repeated = self.repeated(i)
            near = self._at_hand(i, speaking)
            if repeated is not None:
                yield i, repeated[0]
            elif near:
                count = Counter(top(other) for other in near)
                yield i, max(count, key=lambda head: (count[head], head))
            else:
                voice = self._voices[i]
                room = voice.via if voice.via_is_told else None
                left[room or voice.report, self._of[i].mention.kind, voice.story].append(i)
        for same in left.values():
            for _, time in times([self._voices[i] for i in same]):
                yield from ((time[0].claim, voice.claim) for voice in time[1:])

    def repeated(self, i: Id) -> tuple[Id, tuple[Signal, ...]] | None:
        """Return the claim whose facts this one repeats most, with what speaks for it, or None if nothing does."""
        mine = self._of[i].report
        pool = self._told[_sort_of(self._of[i])]
        if len(pool) > POOL:
            alike = (self._inside.get((other, *_sort_of(self._of[i])), ()) for other in self._alike[mine])
            pool = [claim for claims in alike for claim in claims][:POOL]
        best = max(
            (
                (sum(s.weight for s in signals), other, signals)
                for other in pool
                if (signals := self._signals(i, other))
            ),
            default=None,
            key=lambda found: (found[0], found[1]),
        )
        if best is None:
            return None
        is_copy = (mine, self._of[best[1]].report) in self._shares
        return (best[1], best[2]) if best[0] >= (LEAST_IN_A_COPY if is_copy else LEAST_EVIDENCE) else None

    def _signals(self, i: Id, other: Id) -> tuple[Signal, ...]:
        """Return what speaks for and against one claim's repeating the other, each with its weight in nats."""
        a, b = self._of[i], self._of[other]
        mine, theirs = self._voices[i], self._voices[other]
        share = self._shares.get((a.report, b.report), 0.0)
        is_elsewhere = mine.via_is_told and theirs.via_is_told and mine.via != theirs.via
        if not are_near(mine.around, theirs.around) or _is_before(mine, theirs) or (is_elsewhere and not share):
            return ()
        shared = sorted(_content(a.quote.text) & _content(b.quote.text))
        weight = float(self._weights.of(np.array(shared, dtype=np.uint32)).sum())
        signals = [Signal(name="same words", weight=weight)]
        counts = (a.mention.count_low, b.mention.count_low)
        if None not in counts:
            signals.append(Signal(name="same number", weight=SAME_COUNT if counts[0] == counts[1] else OTHER_COUNT))
        if a.when and b.when and not _overlap(a, b):
            signals.append(Signal(name="another time", weight=OTHER_TIME))
        if mine.via_is_told and mine.via == theirs.via:
            signals.append(Signal(name="same newsroom", weight=SAME_NEWSROOM))
        if share:
            signals.append(Signal(name="same report", weight=WHOLE_REPORT * share))
        return tuple(signals)

    def _at_hand(self, i: Id, speaking: Mapping[tuple[str, ...], Sequence[Id]]) -> Sequence[Id]:
        """Return the claims of its kind that its report, else the agency whose account it is, gives to a voice."""
        voice, kind = self._voices[i], self._of[i].mention.kind
        own = [other for other in speaking.get((voice.report, kind), ()) if self._is_one_act(i, other)]
        if own or not voice.via_is_told:
            return own
        return [
            other
            for day in days_around(voice.around, SAME_STORY)
            for other in speaking.get((voice.via or "", kind, voice.story, day), ())
            if self._is_one_act(i, other)
        ]

    def _is_one_act(self, i: Id, other: Id) -> bool:
        """Whether a claim may be what the voice of the other told: one place and time, and no sight of its own."""
        a, b = self._of[i], self._of[other]
        if self._voices[other].standing == "eyes" and a.mention.kind not in SIGHTS:
            return False
        return _overlap(a, b) and _may_be_one_place(a, b) and _may_be_one_actor(a, b)

    def _speaking(self) -> dict[tuple[str, ...], list[Id]]:
        found: dict[tuple[str, ...], list[Id]] = defaultdict(list)
        for ids in self._told.values():
            for i in ids:
                voice, kind = self._voices[i], self._of[i].mention.kind
                for key in ((voice.report, kind), (voice.via or "", kind, voice.story, voice.around or "")):
                    if len(found[key]) < MOST_AT_HAND:
                        found[key].append(i)
        return found


@lru_cache(maxsize=20_000)
def _content(text: str) -> frozenset[int]:
    return frozenset(numbered(stem) for stem in stems_of(text))


def _sort_of(claim: Claim) -> tuple[str, ...]:
    return claim.mention.kind, claim.mention.phase, claim.shown_stance


def _may_be_one_place(a: Claim, b: Claim) -> bool:
    """Whether two claims' places do not exclude one another: one that gives none may be anywhere."""
    places = [{one.place.ref or one.place.name.casefold() for one in claim.locations} for claim in (a, b)]
    return not all(places) or bool(places[0] & places[1])


def _may_be_one_actor(a: Claim, b: Claim) -> bool:
    """Whether those who act in two claims do not exclude one another: a claim that names nobody may be of anyone."""
    actors = [{one.ref or one.name.casefold() for one in claim.participants if one.role == "agent"} for claim in (a, b)]
    return not all(actors) or bool(actors[0] & actors[1])


def _is_before(a: Voice, b: Voice) -> bool:
    """Whether the first was in print on an earlier day than the second, and cannot have it from there."""
    return a.around is not None and b.around is not None and a.around < b.around


def _overlap(a: Claim, b: Claim) -> bool:
    """Whether two claims' times may be one, as far as they are told."""
    if a.when is None or b.when is None:
        return True
    return (a.when.first_day or "") <= (b.when.last_day or "9999") and (b.when.first_day or "") <= (
        a.when.last_day or "9999"
    )
