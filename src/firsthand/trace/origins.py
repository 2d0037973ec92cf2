"""Group claims by the voice that they all go back to: a voice at a time, whoever printed it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.core.claim import Claim
from firsthand.core.codec import id_of
from firsthand.core.evidence import Id, Report
from firsthand.core.lineage import Origin
from firsthand.data.outlets import outlets
from firsthand.trace.bodies import spoken_for
from firsthand.trace.first_said import as_first_said
from firsthand.trace.same_voice import (
    Part,
    described_again,
    keyed,
    quoted_again,
    shown_again,
    told_again,
)
from firsthand.trace.tracing import Tracing
from firsthand.trace.unvoiced import Unvoiced
from firsthand.trace.voices import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """An origin with the voice that tells most of it."""

    origin: Origin
    voice: Voice
    voices: tuple[Voice, ...]


def spoken(
    claims: Sequence[Claim],
    voices: Mapping[Id, Voice],
    reports: Mapping[Id, Report],
    tracing: Tracing,
) -> tuple[Spoken, ...]:
    """Group claims by the voice that they go back to.

    Args:
        claims: n claims in any order, no two with one id.
        voices: The voice of each claim, as its own report gives it.
        reports: The claims' reports, by id.
        tracing: Which sentences of two reports say the same, and the rarity of stems, for what repeats which facts.

    Returns:
        1 to n origins, earliest first, ties by id.

    Cost: O(n log n + matched sentences).
    Source: union-find, Tarjan 1975; why a shared unnamed voice joins: docs/explain/independence.md.
    """
    groups = _Groups(claim.id for claim in claims)
    of = {claim.id: claim for claim in claims}
    voiced = [voices[i] for i in sorted(of) if voices[i].standing != "press"]
    for part in keyed(as_first_said(of, voiced, tracing.texts)):
        groups.take(part)
    texts, likenesses, weights = tracing.texts, tracing.likenesses, tracing.weights
    groups.join_all(spoken_for(voiced, tracing.texts))
    groups.join_all(quoted_again(of, voices, texts), anytime=True)
    groups.join_all(told_again(of, voices, likenesses))
    groups.join_all(described_again(voiced))
    groups.join_all(shown_again(of, voiced))
    groups.join_all(Unvoiced(of, voices, likenesses, weights).pairs(groups.top))
    found = [_origin([of[i] for i in members], voices, reports) for members in groups.members()]
    return tuple(sorted(found, key=lambda s: (s.origin.said_on or "9999", s.origin.id)))


class _Groups:
    """Disjoint sets of claims; no set holds one voice at two times."""

    def __init__(self, ids: Iterable[Id]) -> None:
        self._parent = {i: i for i in ids}
        self._times: dict[Id, dict[tuple[str, ...], int]] = {}

    def top(self, i: Id) -> Id:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def take(self, part: Part) -> None:
        for other in part.claims[1:]:
            self.join(part.claims[0], other)
        if part.time is not None:
            self._times.setdefault(self.top(part.claims[0]), {})[part.who] = part.time

    def join(self, first: Id, second: Id, *, anytime: bool = False) -> None:
        """Make one set of two, unless a voice would be in it at two times that are not known to be one."""
        a, b = sorted((self.top(first), self.top(second)))
        mine, other = self._times.get(a, {}), self._times.get(b, {})
        if a != b and (anytime or all(mine.get(who, time) == time for who, time in other.items())):
            self._parent[b] = a
            if other:
                self._times[a] = mine | self._times.pop(b)

    def join_all(self, pairs: Iterable[tuple[Id, Id]], *, anytime: bool = False) -> None:
        for a, b in pairs:
            self.join(a, b, anytime=anytime)

    def members(self) -> list[list[Id]]:
        found: dict[Id, list[Id]] = defaultdict(list)
        for i in sorted(self._parent):
            found[self.top(i)].append(i)
        return list(found.values())


def _origin(claims: Sequence[Claim], voices: Mapping[Id, Voice], reports: Mapping[Id, Report]) -> Spoken:
    """Return the origin of a group of claims: its root is the earliest, its voice the one that is told best."""

    def age(claim: Claim) -> tuple[str, str, int, Id]:
        report = reports[claim.report]
        return report.published or "9999", report.id, claim.quote.span.start, claim.id

    root = min(claims, key=age)
    own = [voices[claim.id] for claim in sorted(claims, key=age)]
    rooms = Counter(voice.via for voice in own if voice.via_is_told)

    names = Counter(voice.source.name.casefold() for voice in own)

    def told_best(voice: Voice) -> tuple[int, int, int, bool, int, Id]:
        count, name = rooms[voice.via] if voice.via_is_told else 0, names[voice.source.name.casefold()]
        return min(_RANK[voice.standing], 1), count, _RANK[voice.standing], bool(voice.first), name, voice.claim

    day = min((voice.day for voice in own if voice.day), default=None)
    best = replace(max(own, key=told_best), is_public=any(voice.is_public for voice in own), day=day)
    row = outlets().rows.get(best.via or "")
    return Spoken(
        origin=Origin(
            id=id_of("origin", root.id),
            root=root.id,
            voice=best.source,
            via=row.name if row else reports[best.report].outlet,
            claims=tuple(sorted(claim.id for claim in claims)),
            side=best.side or next((v.side for v in own if v.side and v.standing == best.standing), None),
            said_on=day,
        ),
        voice=best,
        voices=tuple(own),
    )


_RANK = {"press": 0, "anonymous": 1, "footage": 2, "imagery": 3, "body": 4, "person": 5, "eyes": 6}
