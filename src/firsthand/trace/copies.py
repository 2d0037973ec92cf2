"""How much of one report stands in another, word for word or told again, with the sentences that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from rapidfuzz import fuzz, process

from firsthand.core.evidence import Id, Span
from firsthand.trace.texts import Text

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
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
    rows: np.ndarray
    """uint32[k, 4]: where the k matching sentences begin and end, a's and b's."""
    scores: np.ndarray
    """float32[k]: how much of each match is the same."""

    @property
    def matches(self) -> tuple[Match, ...]:
        """The sentences of each report that say the same as their best match in the other."""
        return tuple(
            Match(a=Span(start=row[0], end=row[1]), b=Span(start=row[2], end=row[3]), score=round(score, 3))
            for row, score in zip(self.rows.tolist(), self.scores.tolist(), strict=True)
        )

    def share_of(self, report: Id) -> float:
        """Return the part of that report which the other has too."""
        return self.share_of_a if report == self.a else self.share_of_b


class Rarity:
    """How much each content word tells: ln((n + 1) / df) in n texts of which df have it, 1 where it is not known.

    A small pile says little of what is rare, and counts as one of `LEAST_PILE` texts.
    """

    def __init__(self, vocabularies: Sequence[np.ndarray]) -> None:
        """Count the texts that have each word. `vocabularies`: uint32[m] of each text, without repetition."""
        every = np.concatenate(vocabularies) if vocabularies else np.zeros(0, dtype=np.uint32)
        self._words, counts = np.unique(every, return_counts=True)
        self._weights = np.log((max(len(vocabularies), LEAST_PILE) + 1) / counts)

    def of(self, words: np.ndarray) -> np.ndarray:
        """Return float64[k], the weights of k words, by number. Cost: O(k log m)."""
        if not len(self._words):
            return np.ones(len(words))
        place = np.minimum(np.searchsorted(self._words, words), len(self._words) - 1)
        return np.where(self._words[place] == words, self._weights[place], 1.0)


def rarity(documents: Mapping[str, int], n: int) -> dict[str, float]:
    """Return the same weights for words as they are written: ln((n + 1) / df), 0 and up."""
    return {stem: float(np.log((max(n, LEAST_PILE) + 1) / df)) for stem, df in documents.items()}


def likeness(a: Text, b: Text, weights: Rarity) -> Likeness | None:
    """Return what two reports of one language have in common, or None if it is too little to mean anything.

    Args:
        a: One report's text.
        b: The other's, in the same language.
        weights: Rarity of each stem.

    Cost: O(s t) in their sentences; 0.2 ms for two texts of 2,000 code points.
    Source: docs/explain/independence.md, "Same words, same facts".
    """
    if b.report.id < a.report.id:
        a, b = b, a
    common = np.intersect1d(a.vocabulary, b.vocabulary, assume_unique=True)
    least = min(weights.of(text.vocabulary).sum() for text in (a, b))
    if weights.of(common).sum() < LEAST_IN_COMMON * least:
        return None
    ours, theirs = (np.flatnonzero(text.words >= LEAST_WORDS) for text in (a, b))
    if not len(ours) or not len(theirs):
        return None
    letters = process.cdist(_folded(a, ours), _folded(b, theirs), scorer=fuzz.ratio, score_cutoff=50)
    parts = a.words[ours] / a.words[ours].sum(), b.words[theirs] / b.words[theirs].sum()
    verbatim = _share(parts, letters >= LETTERS_OF_A_COPY)
    is_spun = letters >= LETTERS_OF_A_SPUN_COPY
    spun = _share(parts, is_spun)
    content = _content((a, ours), (b, theirs), common, weights)
    is_retold = content >= WEIGHT_RETOLD
    score = np.maximum(letters / 100.0 * is_spun, content * is_retold)
    share_a, share_b = _share(parts, is_spun | is_retold)
    is_copy = max(verbatim) >= SHARE_OF_A_COPY or (
        max(spun) >= SHARE_OF_A_SPUN_COPY and max(verbatim) >= VERBATIM_OF_A_SPUN_COPY
    )
    if not is_copy and max(share_a, share_b) < SHARE_RETOLD:
        return None
    best_a, best_b = _best(score)
    return Likeness(
        a=a.report.id,
        b=b.report.id,
        kind="same-text" if is_copy else "rewritten",
        share_of_a=round(share_a, 3),
        share_of_b=round(share_b, 3),
        verbatim=round(max(verbatim), 3),
        rows=np.hstack([a.places[ours[best_a]], b.places[theirs[best_b]]]),
        scores=score[best_a, best_b].astype(np.float32),
    )


def _folded(text: Text, chosen: np.ndarray) -> list[str]:
    return [text.report.text[start:end].casefold() for start, end in text.places[chosen].tolist()]


def _best(score: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return rows and columns of the cells that are the first best of their row or column; at most n + m of them.

    A text that says one thing a thousand times would else match a thousand times a thousand.
    """
    chosen = np.zeros(score.shape, dtype=bool)
    chosen[np.arange(score.shape[0]), score.argmax(axis=1)] = True
    chosen[score.argmax(axis=0), np.arange(score.shape[1])] = True
    rows, columns = np.nonzero(chosen & (score > 0))
    return rows, columns


def _content(
    mine: tuple[Text, np.ndarray], other: tuple[Text, np.ndarray], common: np.ndarray, weights: Rarity
) -> np.ndarray:
    """Return float64[n, m]: for each two sentences, the weight of what they share over that of the lighter one."""
    (a, heavy_a), (b, heavy_b) = (
        (_having(text, common)[chosen], np.bincount(text.owners, weights.of(text.stems), len(text.words))[chosen])
        for text, chosen in (mine, other)
    )
    shared = (a * weights.of(common)) @ b.T
    enough = (a @ b.T >= LEAST_STEMS) & (shared >= LEAST_EVIDENCE)
    lighter = np.maximum(1e-9, np.minimum(heavy_a[:, None], heavy_b[None, :]))
    return np.asarray(shared / lighter * enough)


def _having(text: Text, common: np.ndarray) -> np.ndarray:
    """Return float64[n, c]: 1 where a sentence has one of the c words."""
    table = np.zeros((len(text.words), len(common)))
    if len(common):
        place = np.minimum(np.searchsorted(common, text.stems), len(common) - 1)
        held = common[place] == text.stems
        table[text.owners[held], place[held]] = 1.0
    return table


def _share(parts: tuple[np.ndarray, np.ndarray], same: np.ndarray) -> tuple[float, float]:
    return float(parts[0][same.any(axis=1)].sum()), float(parts[1][same.any(axis=0)].sum())
