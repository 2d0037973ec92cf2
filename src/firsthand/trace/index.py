"""An index of texts that can grow: which earlier reports may have something in common with a new one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from rensa import RMinHash, RMinHashLSH

from firsthand.core.evidence import Id
from firsthand.trace.copies import Likeness, likeness
from firsthand.trace.texts import Text

ALL_PAIRS = 150  # reports up to which every pair is compared; a pile is seldom larger
SHINGLE = 3  # words
PERMUTATIONS, BANDS = 64, 32  # two rows a band: pairs with Jaccard 0.2 are found with 0.73, 0.4 with 0.996
COMMON = 60  # reports; what more of them have is no clue to who copied whom
COMPARED = 12  # most alike earlier reports that are compared exactly
_SEED = 20_260_126


class Index:
    """Texts by what they share: shingles (MinHash, banded), quotations, rare names.

    Memory: about 25 kB a report of 2,000 code points.
    Source: Broder 1997 (MinHash), Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3 (banding).
    """

    def __init__(self) -> None:
        self.texts: list[Text] = []
        self.documents: Counter[str] = Counter()
        """In how many texts a stem stands."""
        self._lsh = RMinHashLSH(threshold=0.2, num_perm=PERMUTATIONS, num_bands=BANDS)
        self._clues: dict[str, list[int]] = defaultdict(list)

    def add(self, text: Text) -> tuple[int, ...]:
        """Take a text in; return the numbers of those before it that are worth comparing, most promising first.

        Cost: under 2 ms at any size.
        """
        found: Counter[int] = Counter()
        number = len(self.texts)
        minhash = _minhash(text)
        if minhash is not None:
            found.update(dict.fromkeys(self._lsh.query(minhash), 2))
            self._lsh.insert(number, minhash)
        for clue in _clues(text):
            postings = self._clues[clue]
            if len(postings) <= COMMON:
                found.update(postings)
                postings.append(number)
        self.texts.append(text)
        self.documents.update(text.stems)
        if number < ALL_PAIRS:
            return tuple(range(number))
        return tuple(other for other, clues in sorted(found.items(), key=lambda f: (-f[1], f[0])) if clues > 1)[
            :COMPARED
        ]

    def likenesses(self, text: Text, weights: Mapping[str, float]) -> Iterator[Likeness]:
        """Take a text in; yield what earlier ones of its language have in common with it."""
        for other in self.add(text):
            earlier = self.texts[other]
            if earlier.report.language == text.report.language and earlier.report.id != text.report.id:
                found = likeness(earlier, text, weights)
                if found is not None:
                    yield found


def by_id(index: Index) -> dict[Id, Text]:
    """Return the texts of an index by their report's id."""
    return {text.report.id: text for text in index.texts}


def _minhash(text: Text) -> RMinHash | None:
    if len(text.tokens) < 2 * SHINGLE:
        return None
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    minhash.update([" ".join(text.tokens[i : i + SHINGLE]) for i in range(len(text.tokens) - SHINGLE + 1)])
    return minhash


def _clues(text: Text) -> set[str]:
    """Return what may give a copier away even when no three words in a row are left: quotations, names, figures."""
    quoted = {f'"{" ".join(quote.of(text.report.text).casefold().split()[:6])}' for quote in text.quotes}
    return quoted | {f"@{pair}" for pair in text.pairs if len(pair) > 4} | {f"#{figure}" for figure in text.figures}  # noqa: PLR2004  # three consonants or more
