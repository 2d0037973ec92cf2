"""How much of one report stands in another, word for word or told again, with the sentences that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from rapidfuzz import fuzz, process

from firsthand.core.evidence import Id, Span
from firsthand.trace.texts import Sentence, Text

LEAST_WORDS = 6  # shorter lines (captions, "Read more") are no evidence
LETTERS_OF_A_COPY = 85.0  # rapidfuzz ratio of two sentences that are one, up to edits; cases: copies 95+, retold < 80
LETTERS_OF_A_SPUN_COPY = 70.0  # words replaced by machine synonyms
SHARE_OF_A_COPY = 0.6  # of the shorter text; cases: the one true pair 0.87, the next 0.45; worlds flat in 0.5-0.7
SHARE_OF_A_SPUN_COPY = 0.85
VERBATIM_OF_A_SPUN_COPY = 0.4  # spinners leave quotations and names; a translation back and forth leaves 0.3
SHARE_RETOLD = 0.2  # of either text; cases: 16 of 19 pairs over it share an origin, flat in 0.18-0.25
WEIGHT_RETOLD = 0.5  # of the rarer sentence's content, by rarity; flat in 0.45-0.6
LEAST_STEMS = 4  # content words that two tellings of one thing have in common
LEAST_EVIDENCE = 6.0  # nats of shared content; what any author would say of the happening stays below
LEAST_PILE = 12  # reports; so that two reports alone can be seen to be one
LEAST_IN_COMMON = 0.1  # of the rarer text's content; below it sentences are not compared

Kind = Literal["same-text", "rewritten"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One sentence of each report that say the same."""

    a: Span
    b: Span
    score: float
    """Part of the sentence that is the same, 0 to 1: letters where the words are kept, else content words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two reports have in common; `a` < `b`."""

    a: Id
    b: Id
    kind: Kind
    share_of_a: float
    """Part of a's words in sentences that b has too, 0 to 1."""
    share_of_b: float
    verbatim: float
    """Part of the shorter text that is word for word in the other."""
    matches: tuple[Match, ...]

    def share_of(self, report: Id) -> float:
        """Return the part of that report which the other has too."""
        return self.share_of_a if report == self.a else self.share_of_b


def rarity(documents: Mapping[str, int], n: int) -> dict[str, float]:
    """Return a weight for each stem from the number of reports that have it: ln((n + 1) / df), 0 and up.

    A small pile says little of what is rare, and counts as one of `LEAST_PILE` reports.
    """
    return {stem: float(np.log((max(n, LEAST_PILE) + 1) / df)) for stem, df in documents.items()}


def likeness(a: Text, b: Text, weights: Mapping[str, float]) -> Likeness | None:
    """Return what two reports of one language have in common, or None if it is too little to mean anything.

    Args:
        a: One report's text.
        b: The other's, in the same language.
        weights: Rarity of each stem; one that is not listed weighs 1.

    Cost: O(s t) in their sentences; 0.3 ms for two texts of 2,000 code points.
    Source: docs/explain/independence.md, "Same words, same facts".
    """
    if b.report.id < a.report.id:
        a, b = b, a
    if not _have_something_in_common(a, b, weights):
        return None
    ours = [sentence for sentence in a.sentences if sentence.words >= LEAST_WORDS]
    theirs = [sentence for sentence in b.sentences if sentence.words >= LEAST_WORDS]
    if not ours or not theirs:
        return None
    letters = process.cdist(
        [sentence.text.casefold() for sentence in ours],
        [sentence.text.casefold() for sentence in theirs],
        scorer=fuzz.ratio,
        score_cutoff=50,
    )
    verbatim = _share(ours, theirs, letters >= LETTERS_OF_A_COPY)
    spun = _share(ours, theirs, letters >= LETTERS_OF_A_SPUN_COPY)
    content = _content(ours, theirs, weights)
    same = (letters >= LETTERS_OF_A_SPUN_COPY) | (content >= WEIGHT_RETOLD)
    score = np.maximum(letters / 100.0 * (letters >= LETTERS_OF_A_SPUN_COPY), content * (content >= WEIGHT_RETOLD))
    share_a, share_b = _share(ours, theirs, same)
    is_copy = max(verbatim) >= SHARE_OF_A_COPY or (
        max(spun) >= SHARE_OF_A_SPUN_COPY and max(verbatim) >= VERBATIM_OF_A_SPUN_COPY
    )
    if not is_copy and max(share_a, share_b) < SHARE_RETOLD:
        return None
    return Likeness(
        a=a.report.id,
        b=b.report.id,
        kind="same-text" if is_copy else "rewritten",
        share_of_a=round(share_a, 3),
        share_of_b=round(share_b, 3),
        verbatim=round(max(verbatim), 3),
        matches=tuple(
            Match(a=ours[i].span, b=theirs[j].span, score=round(float(score[i, j]), 3))
            for i, j in zip(*np.nonzero(same), strict=True)
        ),
    )


def _have_something_in_common(a: Text, b: Text, weights: Mapping[str, float]) -> bool:
    common = sum(weights.get(stem, 1.0) for stem in a.stems & b.stems)
    least = min(sum(weights.get(stem, 1.0) for stem in text.stems) for text in (a, b))
    return common >= LEAST_IN_COMMON * least


def _content(ours: Sequence[Sentence], theirs: Sequence[Sentence], weights: Mapping[str, float]) -> np.ndarray:
    """Return float64[n, m]: for each two sentences, the weight of what they share over that of the lighter one."""
    heavy = [sum(weights.get(stem, 1.0) for stem in sentence.stems) for sentence in theirs]
    table = np.zeros((len(ours), len(theirs)))
    for i, one in enumerate(ours):
        weight = sum(weights.get(stem, 1.0) for stem in one.stems)
        for j, other in enumerate(theirs):
            shared = one.stems & other.stems
            if len(shared) < LEAST_STEMS:
                continue
            common = sum(weights.get(stem, 1.0) for stem in shared)
            if common >= LEAST_EVIDENCE:
                table[i, j] = common / max(1e-9, min(weight, heavy[j]))
    return table


def _share(ours: Sequence[Sentence], theirs: Sequence[Sentence], same: np.ndarray) -> tuple[float, float]:
    return _part(ours, np.asarray(same.any(axis=1))), _part(theirs, np.asarray(same.any(axis=0)))


def _part(sentences: Sequence[Sentence], chosen: np.ndarray) -> float:
    words = np.array([sentence.words for sentence in sentences])
    return float((words * chosen).sum() / words.sum())
