"""What speaks for two mentions of ECB+ being one event: reasons by pair, and a second look at them once scored."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.event_mentions import Part, Told, Words

Array = NDArray[np.float64]
Pair = tuple[int, int]
NEAR = 0.08  # documents less alike than this are taken to tell of nothing in common
GROUPS = (0.11, 0.17)  # likeness of documents at which they are grouped, wide and narrow; train part
ALWAYS_SEEN, NEVER_SEEN = 0.35, 0.02  # train part: how often mentions of one word, or of two, are one event
SEEN_AT_MOST = 5  # pairs of words of one topic count no more than this
LEAST_MET = 2
UNTOLD = -1.0
UPOS = {"VERB": 0, "NOUN": 1, "PROPN": 2, "ADJ": 3}
LINKED = 0.1  # probability from which two mentions are neighbours in the second look

Seen = Mapping[tuple[str, str], Mapping[str, tuple[float, float]]]
"""How often two words were one event, and how often they met, by topic of the train part."""


def seen(part: Part) -> Seen:
    """Count, for each two words, how often mentions of one topic with these words are one event."""
    by_topic: dict[str, list[Told]] = defaultdict(list)
    for told in part.told:
        by_topic[told.mention.topic].append(told)
    found: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for topic, all_told in by_topic.items():
        for n, a in enumerate(all_told):
            for b in all_told[n + 1 :]:
                cell = found[_words(a, b)][topic]
                cell[0] += a.mention.chain == b.mention.chain
                cell[1] += 1
    return {
        words: {topic: (right * min(1.0, SEEN_AT_MOST / n), min(n, SEEN_AT_MOST)) for topic, (right, n) in by.items()}
        for words, by in found.items()
    }


def _words(a: Told, b: Told) -> tuple[str, str]:
    return (a.base, b.base) if a.base <= b.base else (b.base, a.base)


Kept = Mapping[str, Sequence[float]]
"""The same over all topics, by the two words with a space between."""


def kept(counts: Seen) -> dict[str, list[float]]:
    """Return the counts over all topics that say something: of one word, or of two that were one event."""
    found = {}
    for words, by in counts.items():
        right, met = _met(words, by)
        if met >= LEAST_MET:
            found[" ".join(words)] = [round(right, 2), round(met, 2)]
    return found


def _met(words: tuple[str, str], by: Mapping[str, tuple[float, float]], but: str | None = None) -> tuple[float, float]:
    """Return how often two words were one event and how often they met, one topic left out."""
    cells = [cell for topic, cell in by.items() if topic != but]
    right, met = sum(c[0] for c in cells), sum(c[1] for c in cells)
    return (right, met) if right or words[0] == words[1] else (0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of mentions (lower index first) with their reasons."""

    of: tuple[Pair, ...]
    rows: Array
    """[pairs, reasons]."""

    def with_rows(self, more: Array) -> Pairs:
        """Return the same pairs with further reasons."""
        return Pairs(of=self.of, rows=np.hstack([self.rows, more]))


def groups_of(part: Part, threshold: float) -> dict[str, int]:
    """Return the group of each document: those whose mean likeness is at least the threshold."""
    alike = part.alike.copy()
    n = len(part.documents)
    np.fill_diagonal(alike, -1.0)
    members = {k: [k] for k in range(n)}
    while n > 1:
        a, b = divmod(int(alike.argmax()), n)
        if alike[a, b] < threshold:
            break
        sizes = len(members[a]), len(members[b])
        alike[a] = (alike[a] * sizes[0] + alike[b] * sizes[1]) / sum(sizes)
        alike[:, a] = alike[a]
        alike[a, a] = -1.0
        alike[b] = alike[:, b] = -1.0
        members[a] += members.pop(b)
    return {part.documents[k]: group for group, ks in members.items() for k in ks}


Met = Callable[[Told, Told], Sequence[float]]
"""How often the words of two mentions were one event elsewhere, and how often they met."""


def met_elsewhere(counts: Seen) -> Met:
    """Return what the other topics of the train part tell of two words, as for fitting."""
    return lambda x, y: _met(words := _words(x, y), counts.get(words, {}), x.mention.topic)


def met_before(counts: Kept) -> Met:
    """Return what the whole train part tells of two words."""
    return lambda x, y: counts.get(" ".join(_words(x, y)), (0.0, 0.0))


def pairs(part: Part, met: Met) -> Pairs:
    """Return the pairs of mentions in documents that are alike, with their reasons.

    Cost: 30 microseconds a pair; `Dev` has 84,000.
    """
    made, rows = [], []
    of_documents = _Documents(part)
    heads: dict[str, Counter[str]] = defaultdict(Counter)
    for told in part.told:
        heads[told.mention.document][told.head] += 1
    for a, b in of_documents.pairs():
        x, y = part.told[a], part.told[b]
        words = _of_words(x, y, part.rarity, met(x, y))
        made.append((a, b))
        rows.append((*words, *_of_arguments(x, y, part.rarity), *of_documents.reasons(x, y, heads)))
    return Pairs(of=tuple(made), rows=np.array(rows, dtype=np.float64))


def _of_words(x: Told, y: Told, rarity: Mapping[str, float], met: Sequence[float]) -> tuple[float, ...]:
    shared = x.words & y.words
    is_one = x.base == y.base or x.head == y.head
    share = (met[0] + 2 * (ALWAYS_SEEN if is_one else NEVER_SEEN)) / (met[1] + 2)
    kinds = sorted(UPOS.get(t.upos, 4) for t in (x, y))
    return (
        float(x.head == y.head),
        len(shared) / len(x.words | y.words),
        max((rarity.get(w, 0.0) for w in shared), default=0.0),
        kinds[0],
        kinds[1],
        float(x.upos == y.upos),
        share,
        met[1],
        float(bool(x.families & y.families)),
        float(bool(x.families) and bool(y.families) and not x.families & y.families),
        float(x.governor == y.governor),
        float(x.negated != y.negated),
    )


def _of_arguments(x: Told, y: Told, rarity: Mapping[str, float]) -> tuple[float, ...]:
    every = [t.agents | t.patients | t.loose for t in (x, y)]
    return (
        _shared(x.agents, y.agents, rarity),
        _shared(x.patients, y.patients, rarity),
        _shared(x.loose, y.loose, rarity),
        _shared(every[0], every[1], rarity),
        _shared(x.names, y.names, rarity),
        _shared(x.numbers, y.numbers, rarity),
        _shared(x.near, y.near, rarity),
        _cosine(x.around, y.around, rarity),
    )


UNHEARD = 3.0  # rarity of a word that no document of the part has


def _shared(a: Words, b: Words, rarity: Mapping[str, float]) -> float:
    if not a or not b:
        return UNTOLD
    both, either = (sum(rarity.get(w, UNHEARD) for w in words) for words in (a & b, a | b))
    return both / (either or 1.0)


def _cosine(a: Words, b: Words, rarity: Mapping[str, float]) -> float:
    both, one, other = (sum(rarity.get(w, UNHEARD) ** 2 for w in words) for words in (a & b, a, b))
    return both / math.sqrt(one * other) if one and other else 0.0


class _Documents:
    """How alike documents are, by their names."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._at = {d: k for k, d in enumerate(part.documents)}
        full = part.alike.copy()
        np.fill_diagonal(full, 1.0)
        full /= np.linalg.norm(full, axis=1, keepdims=True)
        self._second = full @ full.T
        self._rank = np.argsort(np.argsort(-part.alike, axis=1), axis=1)
        self._groups = [groups_of(part, threshold) for threshold in GROUPS]

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs of mentions in one document or in two that are alike."""
        held: dict[str, list[int]] = defaultdict(list)
        for k, told in enumerate(self._part.told):
            held[told.mention.document].append(k)
        order = sorted(held)
        for n, one in enumerate(order):
            for other in order[n:]:
                if one != other and self._part.alike[self._at[one], self._at[other]] < NEAR:
                    continue
                for a in held[one]:
                    yield from ((min(a, b), max(a, b)) for b in held[other] if one != other or a < b)

    def reasons(self, x: Told, y: Told, heads: Mapping[str, Mapping[str, int]]) -> tuple[float, ...]:
        """Return what the documents of two mentions say."""
        a, b = x.mention.document, y.mention.document
        i, j, one = self._at[a], self._at[b], a == b
        places = sorted((x.mention.sentence, y.mention.sentence))
        return (
            UNTOLD if one else float(self._part.alike[i, j]),
            float(one),
            float(one and places[0] == places[1]),
            0.0 if one else float(min(self._rank[i, j], self._rank[j, i])),
            float(self._second[i, j]),
            *(float(groups[a] == groups[b]) for groups in self._groups),
            float(places[1] - places[0]) if one else UNTOLD,
            float(places.count(0)),
            float(places[0]),
            float(heads[b].get(x.head, 0) > 0),
            float(heads[a].get(y.head, 0) > 0),
            float(min(heads[a][x.head], heads[b][y.head])),
        )


def second_look(part: Part, of: Sequence[Pair], log_odds: Array) -> Array:
    """Return further reasons [pairs, 9] from what a first look says of all pairs.

    Documents that have much in common have more; a mention has at most one like in another document; and two that have
    the same likes are alike.
    """
    p = 1 / (1 + np.exp(-log_odds))
    document = [t.mention.document for t in part.told]
    count = Counter(document)
    common: dict[tuple[str, str], float] = defaultdict(float)
    best: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), q in zip(of, p.tolist(), strict=True):
        if document[a] != document[b]:
            common[_both(document[a], document[b])] += q
        for one, other in ((a, b), (b, a)):
            best[one, document[other]] = sorted([*best[one, document[other]], (q, other)], reverse=True)[:2]
            if q > LINKED:
                near[one][other] = q
    whole = {k: sum(others.values()) for k, others in near.items()}
    rows = []
    for (a, b), q, odds in zip(of, p.tolist(), log_odds.tolist(), strict=True):
        told = UNTOLD if document[a] == document[b] else common[_both(document[a], document[b])]
        rival = max(_rival(best[a, document[b]], b), _rival(best[b, document[a]], a))
        shared = _in_common(near.get(a, {}), near.get(b, {}))
        own = sorted(whole.get(k, 0.0) - (q if q > LINKED else 0.0) for k in (a, b))
        per = told / math.sqrt(count[document[a]] * count[document[b]])
        rows.append((odds, told, per, rival, shared, shared / (own[0] + 0.5), shared / (own[1] + 0.5), *own))
    return np.array(rows)


def _both(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _rival(best: Sequence[tuple[float, int]], chosen: int) -> float:
    """Return how likely the likeliest other mention of the document is."""
    return next((q for q, k in best if k != chosen), UNTOLD)


def _in_common(a: Mapping[int, float], b: Mapping[int, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(min(q, b[k]) for k, q in a.items() if k in b)


def together(part: Part, of: Collection[Pair]) -> NDArray[np.bool_]:
    """Return [pairs]: which are one event by the gold chains."""
    chain = [t.mention.chain for t in part.told]
    return np.array([chain[a] == chain[b] for a, b in of])
