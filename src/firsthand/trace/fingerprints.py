"""Who stands behind a report that names nobody: told by words, names and figures that only one other report has."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from firsthand.core.evidence import Id
from firsthand.core.lineage import Signal
from firsthand.trace.index import ALL_PAIRS
from firsthand.trace.texts import Text

FEW = 8  # a word is rare that stands in at most one report of so many, or in two
LEAST_WORDS_ALONE = 12.0  # nats; cases: the hidden upstream 14.1, the best of others 10.8
LEAST_NAMES_ALONE = 4.0  # nats; cases: the same correspondent in two languages 5.1, others up to 2.5
CLEARLY = 1.25  # times the next best
LEAST_REPORTS = 8  # of one language, fewer do not tell what is rare in it
Item = TypeVar("Item", str, int)
LEAST_BONES = 6  # consonants of two neighbouring names together


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """That a report's rare words or names stand in one other report of the pile, and hardly elsewhere."""

    copy: Id
    source: Id
    is_translation: bool
    weight: float
    """Nats."""
    signals: tuple[Signal, ...]


def fingerprints(
    texts: Mapping[Id, Text], uncredited: Mapping[Id, bool], precedes: Callable[[Text, Text], bool]
) -> tuple[Fingerprint, ...]:
    """Return, for each report that names no upstream, the one earlier report whose rare facts it has, if any.

    Args:
        texts: All reports, by id; with more than `ALL_PAIRS` of them rarity says too little, and nothing is returned.
        uncredited: Reports that name no upstream, and whether they seem to hide one; the others are compared with
            other languages alone, as they may translate what their newsroom has.
        precedes: Whether the first text may have come before the second.

    Cost: O(u n) in uncredited and all reports.
    """
    if len(texts) > ALL_PAIRS:
        return ()
    rare = _Rarity(texts)
    found = []
    for copy, is_hiding in sorted(uncredited.items()):
        earlier = [other for i, other in sorted(texts.items()) if i != copy and precedes(other, texts[copy])]
        same = [other for other in earlier if other.report.language == texts[copy].report.language]
        foreign = [other for other in earlier if other.report.language != texts[copy].report.language]
        best = (rare.standing_out(texts[copy], same if is_hiding else ()), rare.standing_out(texts[copy], foreign))
        found += [one for one in best if one is not None][:1]
    return tuple(found)


class _Rarity:
    """In how many reports each word, name and figure stands."""

    def __init__(self, texts: Mapping[Id, Text]) -> None:
        self._n = len(texts)
        self._stems = Counter(stem for text in texts.values() for stem in text.vocabulary.tolist())
        self._pairs = Counter(pair for text in texts.values() for pair in text.pairs)
        self._figures = Counter(figure for text in texts.values() for figure in text.figures)

    def standing_out(self, copy: Text, others: Sequence[Text]) -> Fingerprint | None:
        """Return the one of the others, all of one or all of other languages, whose rare facts the copy has."""
        scored = [(self.signals(copy, other), other) for other in others]
        scored.sort(key=lambda s: (-_sum(s[0]), s[1].report.id))
        if not scored:
            return None
        is_translation = scored[0][1].report.language != copy.report.language
        least = LEAST_NAMES_ALONE if is_translation else LEAST_WORDS_ALONE
        if not is_translation and len(others) < LEAST_REPORTS:
            return None
        best, second = _sum(scored[0][0]), _sum(scored[1][0]) if len(scored) > 1 else 0.0
        if best < least or best < CLEARLY * second:
            return None
        return Fingerprint(
            copy=copy.report.id,
            source=scored[0][1].report.id,
            is_translation=is_translation,
            weight=best,
            signals=scored[0][0],
        )

    def signals(self, a: Text, b: Text) -> tuple[Signal, ...]:
        """Return what only these two reports, or hardly others, have in common."""
        names = [pair for pair in set(a.pairs) & set(b.pairs) if len(pair) > LEAST_BONES]
        if a.report.language != b.report.language:
            if a.has_no_case and b.has_no_case:
                return ()
            parts = {"rare names": self._weight(names, self._pairs)}
        else:
            parts = {
                "rare words": self._weight(np.intersect1d(a.vocabulary, b.vocabulary).tolist(), self._stems),
                "rare figures": self._weight(set(a.figures) & set(b.figures), self._figures),
            }
        return tuple(Signal(name=name, weight=round(weight, 2)) for name, weight in parts.items() if weight)

    def _weight(self, shared: Collection[Item], documents: Mapping[Item, int]) -> float:
        most = max(2, self._n // FEW)
        return sum(math.log(self._n / documents[item]) for item in sorted(shared) if documents[item] <= most)


def _sum(signals: Sequence[Signal]) -> float:
    return sum(signal.weight for signal in signals)
