"""How much of one report stands in another, word for word or told again, with the sentences that show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from rapidfuzz import fuzz, process

from firsthand.core.evidence import Id, Span
from firsthand.trace.texts import Text

LEAST_WORDS = 6  # shorter lines (captions, "Read more") are no evidence
LETTERS_OF_A_COPY = 85.0  # rapidfuzz ratio of two sentences that are one, up to edits; cases: copies 95+, retold < 80
LETTERS_OF_A_SPUN_COPY = 70.0  # words replaced by machine synonyms
SHARE_OF_A_COPY = 0.6  # of the shorter text; cases: the one true pair 0.87, the next 0.45; worlds flat in 0.55-0.7
SHARE_OF_A_SPUN_COPY = 0.85
VERBATIM_OF_A_SPUN_COPY = 0.4  # spinners leave quotations and names; a translation back and forth leaves 0.3
SHARE_OF_A_REVISED_COPY = 0.6  # in the same order; six cases: the one true pair 0.66, the next with enough kept 0.47
VERBATIM_OF_A_REVISED_COPY = 0.45  # the true pair 0.48, the next in order 0.31; worlds lose precision below
LINES_OF_AN_EXCERPT = 4  # in a row, at the end of one text and the start of the other; six cases: the one true pair 6
LINES_IN_ORDER = 4
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

    def stretches(self) -> Iterator[tuple[int, int, int, int, float]]:
        """Yield where each two matching sentences begin and end, a's and b's, and how much of them is the same."""
        for (a_start, a_end, b_start, b_end), score in zip(self.rows.tolist(), self.scores.tolist(), strict=True):
            yield a_start, a_end, b_start, b_end, round(score, 3)

    @property
    def matches(self) -> tuple[Match, ...]:
        """The sentences of each report that say the same as their best match in the other."""
        return tuple(
            Match(a=Span(start=a_start, end=a_end), b=Span(start=b_start, end=b_end), score=score)
            for a_start, a_end, b_start, b_end, score in self.stretches()
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
        self._words, self._counts = np.unique(every, return_counts=True)
        self._texts = len(vocabularies)
        self._weights = np.log((max(self._texts, LEAST_PILE) + 1) / self._counts)

    def of(self, words: np.ndarray) -> np.ndarray:
        """Return float64[k], the weights of k words, by number. Cost: O(k log m)."""
        if not len(self._words):
            return np.ones(len(words))
        place = np.minimum(np.searchsorted(self._words, words), len(self._words) - 1)
        return np.where(self._words[place] == words, self._weights[place], 1.0)


def rarity(documents: Mapping[str, int], n: int) -> dict[str, float]:
    """Return the same weights for words as they are written: ln((n + 1) / df), 0 and up."""
    return {stem: float(np.log((max(n, LEAST_PILE) + 1) / df)) for stem, df in documents.items()}


class Compared:
    """A text made ready to be compared with many others: its lines that are long enough, and how much each weighs.

    Cost: 0.1 ms for 2,000 code points.
    """

    def __init__(self, text: Text, weights: Rarity) -> None:
        self.text = text
        chosen = np.flatnonzero(text.words >= LEAST_WORDS)
        self.places = text.places[chosen]
        self.lines = [text.report.text[start:end].casefold() for start, end in self.places.tolist()]
        self.part = text.words[chosen] / max(1, int(text.words[chosen].sum()))
        self.rare = weights.of(text.vocabulary)
        self.weight = self.rare.sum()
        place = np.searchsorted(text.vocabulary, text.stems)
        self.heavy = np.bincount(text.owners, self.rare[place], len(text.words))[chosen]
        row = np.full(len(text.words), len(chosen), dtype=np.uint32)
        row[chosen] = np.arange(len(chosen), dtype=np.uint32)
        held = row[text.owners] < len(chosen)
        self._table = np.zeros((len(chosen), len(self.rare)), dtype=np.uint8)
        self._table[row[text.owners][held], place[held]] = 1

    def having(self, common: np.ndarray) -> np.ndarray:
        """Return float64[n, c]: 1 where a line has one of c words, given by their places in the vocabulary."""
        return self._table[:, common].astype(np.float64)


def likeness(a: Compared, b: Compared) -> Likeness | None:
    """Return what two reports of one language have in common, or None if it is too little to mean anything.

    Args:
        a: One report's text.
        b: The other's, in the same language, made ready with the same weights.

    Cost: O(s t) in their sentences; 0.1 ms for two texts of 2,000 code points.
    Source: docs/explain/independence.md, "Same words, same facts".
    """
    if b.text.report.id < a.text.report.id:
        a, b = b, a
    if not a.lines or not b.lines:
        return None
    place = np.searchsorted(b.text.vocabulary, a.text.vocabulary)
    place[place == len(b.rare)] = 0
    held = b.text.vocabulary[place] == a.text.vocabulary
    rare = a.rare[held]
    if not len(rare) or rare.sum() < LEAST_IN_COMMON * min(a.weight, b.weight):
        return None
    letters = process.cdist(a.lines, b.lines, scorer=fuzz.ratio, score_cutoff=LETTERS_OF_A_SPUN_COPY)
    is_spun = letters >= LETTERS_OF_A_SPUN_COPY
    content = _content(a, b, (held.nonzero()[0], place[held]), rare)
    is_retold = content >= WEIGHT_RETOLD
    is_same = is_spun | is_retold
    if not is_same.any():
        return None
    share_a, share_b = _share(a, b, is_same)
    has_words = is_spun.any()
    verbatim = _share(a, b, letters >= LETTERS_OF_A_COPY) if has_words else (0.0, 0.0)
    spun = _share(a, b, is_spun) if has_words else (0.0, 0.0)
    is_copy = max(verbatim) >= SHARE_OF_A_COPY or _is_revised(letters, max(spun), max(verbatim)) or _overlap(letters)
    if not is_copy and max(share_a, share_b) < SHARE_RETOLD:
        return None
    score = np.maximum(letters / 100.0 * is_spun, content * is_retold)
    best_a, best_b = _best(score)
    return Likeness(
        a=a.text.report.id,
        b=b.text.report.id,
        kind="same-text" if is_copy else "rewritten",
        share_of_a=round(share_a, 3),
        share_of_b=round(share_b, 3),
        verbatim=round(max(verbatim), 3),
        rows=np.hstack([a.places[best_a], b.places[best_b]]),
        scores=score[best_a, best_b].astype(np.float32),
    )


def _is_revised(letters: np.ndarray, spun: float, verbatim: float) -> bool:
    """Whether words were exchanged, or lines put in and cut while those that are left stand in the same order.

    `letters`: float[n, m], how alike each two lines are; the shares are those of the shorter text.
    """
    if spun >= SHARE_OF_A_SPUN_COPY and verbatim >= VERBATIM_OF_A_SPUN_COPY:
        return True
    if spun < SHARE_OF_A_REVISED_COPY or verbatim < VERBATIM_OF_A_REVISED_COPY:
        return False
    places = letters.argmax(axis=1)[letters.max(axis=1) >= LETTERS_OF_A_SPUN_COPY]
    return len(places) >= LINES_IN_ORDER and bool((np.diff(places) > 0).all())


def _overlap(letters: np.ndarray) -> bool:
    """Whether the end of one text is the start of the other, word for word: two excerpts of one text."""
    n, m = letters.shape
    same = letters >= LETTERS_OF_A_COPY
    return int(same.sum()) >= LINES_OF_AN_EXCERPT and any(
        bool(same.diagonal(offset).all())
        for offset in range(1 - n, m)
        if LINES_OF_AN_EXCERPT <= len(same.diagonal(offset)) < min(n, m)
    )


def _best(score: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return rows and columns of the cells that are the first best of their row or column; at most n + m of them.

    A text that says one thing a thousand times would else match a thousand times a thousand.
    """
    chosen = np.zeros(score.shape, dtype=bool)
    chosen[np.arange(score.shape[0]), score.argmax(axis=1)] = True
    chosen[score.argmax(axis=0), np.arange(score.shape[1])] = True
    rows, columns = np.nonzero(chosen & (score > 0))
    return rows, columns


def _content(a: Compared, b: Compared, common: tuple[np.ndarray, np.ndarray], rare: np.ndarray) -> np.ndarray:
    """Return float64[n, m]: for each two lines, the weight of what they share over that of the lighter one.

    `common` are the c words that both texts have, by their places in each vocabulary; `rare` their weights.
    """
    ours, theirs = a.having(common[0]), b.having(common[1]).T
    shared = np.asarray((ours * rare) @ theirs)
    if shared.max() < LEAST_EVIDENCE:
        return np.zeros_like(shared)
    enough = (ours @ theirs >= LEAST_STEMS) & (shared >= LEAST_EVIDENCE)
    lighter = np.maximum(1e-9, np.minimum(a.heavy[:, None], b.heavy[None, :]))
    return np.asarray(shared / lighter * enough)


def _share(a: Compared, b: Compared, same: np.ndarray) -> tuple[float, float]:
    return float(a.part[same.any(axis=1)].sum()), float(b.part[same.any(axis=0)].sum())
