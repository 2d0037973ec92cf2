"""Group claims by the voice that they all go back to: a voice at a time, whoever printed it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from firsthand.core.claim import Claim
from firsthand.core.codec import id_of
from firsthand.core.evidence import Id, Report
from firsthand.core.lineage import Origin
from firsthand.data.outlets import outlets
from firsthand.trace.copies import Likeness
from firsthand.trace.voices import Voice

ONE_TIME = 3  # days between two reports of one voice up to which it spoke once; cases: quotes live 1-2 days, and a week in print

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """An origin with the voice that tells most of it."""

    origin: Origin
    voice: Voice
    voices: tuple[Voice, ...]


def spoken(
    claims: Sequence[Claim], voices: Mapping[Id, Voice], likenesses: Sequence[Likeness], reports: Mapping[Id, Report]
) -> tuple[Spoken, ...]:
    """Group claims by the voice that they go back to.

    Args:
        claims: n claims in any order, no two with one id.
        voices: The voice of each claim, as its own report gives it.
        likenesses: Which sentences of two reports say the same.
        reports: The claims' reports, by id.

    Returns:
        1 to n origins, earliest first, ties by id.

    Cost: O(n log n + matched sentences).
    Source: union-find, Tarjan 1975; why a shared unnamed voice joins: docs/explain/independence.md.
    """
    groups = _Groups(claim.id for claim in claims)
    by_key = _keyed(claims, voices)
    for members in by_key.values():
        groups.join(*members)
    _join_unvoiced(claims, voices, by_key, groups)
    _join_told_again(claims, voices, likenesses, groups)
    of = {claim.id: claim for claim in claims}
    found = [_origin([of[i] for i in members], voices, reports) for members in groups.members()]
    return tuple(sorted(found, key=lambda s: (s.origin.said_on or "9999", s.origin.id)))


class _Groups:
    """Disjoint sets of claims."""

    def __init__(self, ids: Iterable[Id]) -> None:
        self._parent = {i: i for i in ids}

    def top(self, i: Id) -> Id:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, first: Id, *others: Id) -> None:
        for other in others:
            a, b = sorted((self.top(first), self.top(other)))
            self._parent[b] = a

    def members(self) -> list[list[Id]]:
        found: dict[Id, list[Id]] = defaultdict(list)
        for i in sorted(self._parent):
            found[self.top(i)].append(i)
        return list(found.values())


def _keyed(claims: Sequence[Claim], voices: Mapping[Id, Voice]) -> dict[Key, list[Id]]:
    """Return claims by voice and time: names across newsrooms, descriptions inside one."""
    firsts = _first_names(voices.values())
    loose: dict[Key, list[Voice]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        voice = voices[claim.id]
        loose[_key(voice, firsts)].append(voice)
    found: dict[Key, list[Id]] = {}
    for key, members in loose.items():
        for number, time in enumerate(_times(members)):
            if key[0] == "anonymous":
                for part, same in enumerate(_alike(time)):
                    found[(*key, str(number), str(part))] = [voice.claim for voice in same]
            else:
                found[(*key, str(number))] = [voice.claim for voice in time]
    return found


def _key(voice: Voice, firsts: Mapping[str, Counter[str]]) -> Key:
    """Return what a voice is grouped by before its time is looked at."""
    heard = voice.via or voice.report
    if voice.standing == "person":
        first = voice.first or firsts[voice.name].most_common(1)[0][0]
        several = len([name for name in firsts[voice.name] if name]) > 1
        person = (voice.standing, voice.name, first if several else "")
        # What all could hear is one origin; an interview belongs to the newsroom that had it.
        return person if voice.is_public or not voice.via_is_told else (*person, heard)
    if voice.standing == "body":
        return voice.standing, voice.name
    return voice.standing, heard


def _first_names(voices: Iterable[Voice]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for voice in sorted(voices, key=lambda v: v.claim):
        if voice.standing == "person":
            found[voice.name][voice.first] += 1
    for counter in found.values():
        if len(counter) > 1:
            counter.pop("", None)
    return found


def _times(voices: Sequence[Voice]) -> list[list[Voice]]:
    """Cut one voice's claims where it is silent for more than `ONE_TIME` days; undated ones go to the fullest part."""
    dated = sorted((voice for voice in voices if voice.day), key=lambda v: (v.day or "", v.claim))
    parts: list[list[Voice]] = []
    for voice in dated:
        if parts and _days_between(parts[-1][-1].day, voice.day) <= ONE_TIME:
            parts[-1].append(voice)
        else:
            parts.append([voice])
    undated = [voice for voice in voices if not voice.day]
    if not parts:
        return [undated] if undated else []
    max(parts, key=len).extend(undated)
    return parts


def _days_between(first: str | None, second: str | None) -> int:
    return (date.fromisoformat(second or "") - date.fromisoformat(first or "")).days


def _alike(voices: Sequence[Voice]) -> list[list[Voice]]:
    """Join unnamed voices of one newsroom whose descriptions do not exclude one another; a bare `sources` fits most."""
    count = Counter(voice.words for voice in voices)
    kinds = sorted(count, key=lambda words: (-len(words), sorted(words)))
    head: dict[frozenset[str], frozenset[str]] = {}
    for words in kinds:
        wider = [other for other in kinds if words < other]
        best = max(wider, key=lambda other: (count[other], sorted(other)), default=words)
        head[words] = head.get(best, best)
    parts: dict[frozenset[str], list[Voice]] = defaultdict(list)
    for voice in voices:
        parts[head[voice.words]].append(voice)
    return [parts[words] for words in sorted(parts, key=sorted)]


def _join_unvoiced(
    claims: Sequence[Claim], voices: Mapping[Id, Voice], by_key: Mapping[Key, Sequence[Id]], groups: _Groups
) -> None:
    """Join what a report says in its own words, or as an agency's, to the voice that it names for the same happening.

    Nothing shows that it has another; and an agency that is cited without its sources speaks for them.
    """
    of = {claim.id: claim for claim in claims}
    told: dict[tuple[str, str], list[tuple[str | None, Id]]] = defaultdict(list)
    heard: dict[tuple[str, str], list[tuple[str | None, Id]]] = defaultdict(list)
    for members in by_key.values():
        for i in members:
            voice = voices[i]
            if voice.standing != "press":
                told[(voice.report, of[i].mention.kind)].append((voice.day, i))
                if voice.via:
                    heard[(voice.via, of[i].mention.kind)].append((voice.day, i))
    for i in sorted(of):
        voice = voices[i]
        if voice.standing != "press":
            continue
        near = told[(voice.report, of[i].mention.kind)] or [
            (day, other)
            for day, other in heard[(voice.via or "", of[i].mention.kind)]
            if voice.via_is_told and (not day or not voice.day or abs(_days_between(day, voice.day)) <= ONE_TIME)
        ]
        if near:
            groups.join(_fullest(near, groups), i)


def _fullest(near: Sequence[tuple[str | None, Id]], groups: _Groups) -> Id:
    """Return a member of the group that holds most of them."""
    count = Counter(groups.top(i) for _, i in near)
    return max(count, key=lambda top: (count[top], top))


def _join_told_again(
    claims: Sequence[Claim], voices: Mapping[Id, Voice], likenesses: Sequence[Likeness], groups: _Groups
) -> None:
    """Join claims of one kind that rest on sentences which say the same in two reports."""
    inside: dict[Id, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        inside[claim.report].append(claim)
    for like in sorted(likenesses, key=lambda k: (k.a, k.b)):
        for match in like.matches:
            ours = [claim for claim in inside[like.a] if claim.quote.span.meets(match.a)]
            theirs = [claim for claim in inside[like.b] if claim.quote.span.meets(match.b)]
            for mine in ours:
                for other in theirs:
                    if mine.mention.kind == other.mention.kind and _may_be_one(voices[mine.id], voices[other.id], like):
                        groups.join(mine.id, other.id)


def _may_be_one(a: Voice, b: Voice, like: Likeness) -> bool:
    """Whether two claims on like sentences may go back to one voice: unless each names a different one."""
    if "press" in (a.standing, b.standing):
        return True
    named = {"person", "body"}
    if a.standing in named and b.standing in named:
        return a.name == b.name
    if a.standing in named or b.standing in named:
        return False
    differ = a.via_is_told and b.via_is_told and a.via != b.via
    return like.kind == "same-text" or (
        not differ and (a.standing == b.standing or "anonymous" in (a.standing, b.standing))
    )


def _origin(claims: Sequence[Claim], voices: Mapping[Id, Voice], reports: Mapping[Id, Report]) -> Spoken:
    """Return the origin of a group of claims: its root is the earliest, its voice the one that is told best."""

    def age(claim: Claim) -> tuple[str, str, int, Id]:
        report = reports[claim.report]
        return report.published or "9999", report.id, claim.quote.span.start, claim.id

    root = min(claims, key=age)
    own = [voices[claim.id] for claim in sorted(claims, key=age)]
    best = max(own, key=lambda voice: (_RANK[voice.standing], voice.via_is_told, len(voice.words), bool(voice.first)))
    row = outlets().rows.get(best.via or "")
    return Spoken(
        origin=Origin(
            id=id_of("origin", root.id),
            root=root.id,
            voice=best.source,
            via=row.name if row else reports[best.report].outlet,
            claims=tuple(sorted(claim.id for claim in claims)),
            side=best.side or next((voice.side for voice in own if voice.side), None),
            said_on=min((voice.day for voice in own if voice.day), default=None),
        ),
        voice=best,
        voices=tuple(own),
    )


_RANK = {"press": 0, "anonymous": 1, "footage": 2, "imagery": 3, "body": 4, "person": 5, "eyes": 6}
