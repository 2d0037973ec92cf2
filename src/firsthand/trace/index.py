"""An index of texts that can grow: which earlier reports may have something in common with a new one."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b

import numpy as np
from rensa import RMinHashLSH

from firsthand.trace.copies import Compared, Likeness, Rarity, likeness
from firsthand.trace.texts import PERMUTATIONS, Text

ALL_PAIRS = 150  # reports up to which every pair is compared; a pile is seldom larger
BANDS = 32  # of 64 permutations: two rows a band: pairs with Jaccard 0.2 are found with 0.73, 0.4 with 0.996
COMMON = 60  # reports; what more of them have is no clue to who copied whom
SHORT = 4  # consonants and the space between, of two names that say too little
KEPT_READY = 4_000  # texts, about 20 MB
COMPARED = 12  # most alike earlier reports that are compared exactly


class Index:
    """Texts by what they share: shingles (MinHash, banded), quotations, rare names.

    Memory: about 4 kB a report of 2,000 code points, besides its text.
    Source: Broder 1997 (MinHash), Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3 (banding).
    """

    def __init__(self, telling: np.ndarray | None = None) -> None:
        """Begin with no text. `telling`: the only clues to keep (`telling_clues`), where all texts are known before."""
        self.texts: list[Text] = []
        self._lsh = RMinHashLSH(threshold=0.2, num_perm=PERMUTATIONS, num_bands=BANDS)
        self._telling = telling
        self._clues: dict[int, int | array[int]] = {}
        self._lately: dict[int, Compared] = {}

    def add(self, text: Text) -> tuple[int, ...]:
        """Take a text in; return the numbers of those before it that are worth comparing, most promising first.

        Cost: under 2 ms at any size.
        """
        found: Counter[int] = Counter()
        number = len(self.texts)
        minhash = text.shingles
        if minhash is not None:
            found.update(dict.fromkeys(self._lsh.query(minhash), 2))
            self._lsh.insert(number, minhash)
        for clue in self._kept(_clues(text)):
            postings = self._clues.setdefault(clue, number)
            if isinstance(postings, int):
                if postings != number:
                    found[postings] += 1
                    self._clues[clue] = array("L", (postings, number))
            elif len(postings) <= COMMON:
                found.update(postings)
                postings.append(number)
        self.texts.append(text)
        if number < ALL_PAIRS:
            return tuple(range(number))
        return tuple(other for other, clues in sorted(found.items(), key=lambda f: (-f[1], f[0])) if clues > 1)[
            :COMPARED
        ]

    def _kept(self, clues: np.ndarray) -> list[int]:
        if self._telling is None or not len(clues):
            return [int(clue) for clue in clues]
        if not len(self._telling):
            return []
        place = np.minimum(np.searchsorted(self._telling, clues), len(self._telling) - 1)
        return [int(clue) for clue in clues[self._telling[place] == clues]]

    def likenesses(self, text: Text, weights: Rarity) -> Iterator[Likeness]:
        """Take a text in; yield what earlier ones of its language have in common with it."""
        mine: Compared | None = None
        for other in self.add(text):
            earlier = self.texts[other]
            if earlier.report.language == text.report.language and earlier.report.id != text.report.id:
                mine = mine or self._ready(len(self.texts) - 1, weights)
                found = likeness(self._ready(other, weights), mine)
                if found is not None:
                    yield found

    def _ready(self, number: int, weights: Rarity) -> Compared:
        """Return a text ready to be compared; those that were looked at last are kept."""
        ready = self._lately.pop(number, None) or Compared(self.texts[number], weights)
        self._lately[number] = ready
        if len(self._lately) > KEPT_READY:
            del self._lately[next(iter(self._lately))]
        return ready


def telling_clues(texts: Iterable[Text]) -> np.ndarray:
    """Return uint64[k], ascending: the clues that at least two texts have, and not too many."""
    every = [_clues(text) for text in texts]
    found, counts = np.unique(np.concatenate(every) if every else np.zeros(0, np.uint64), return_counts=True)
    return np.asarray(found[(counts > 1) & (counts <= COMMON)])


def _clues(text: Text) -> np.ndarray:
    """Return uint64[k], ascending: what may give a copier away even when no three words in a row are left.

    That is quotations, names and figures, by number.
    """
    quoted = {f'"{" ".join(quote.of(text.report.text).casefold().split()[:6])}' for quote in text.quotes}
    names = {f"@{pair}" for pair in text.pairs if len(pair) > SHORT}
    clues = sorted(quoted | names | {f"#{figure}" for figure in text.figures})
    numbers = [int.from_bytes(blake2b(clue.encode(), digest_size=8).digest()) for clue in clues]
    return np.unique(np.array(numbers, dtype=np.uint64))
