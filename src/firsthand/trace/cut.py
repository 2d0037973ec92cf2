"""A large pile, cut into chapters: reports on one site at one time, and those that have their words in common."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable

from rensa import RMinHashLSH

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id, Report
from firsthand.trace.near import are_near
from firsthand.trace.same_voice import LONG_COPIED
from firsthand.trace.texts import PERMUTATIONS, Text

ALIKE = (
    0.4  # Jaccard of three words in a row, estimated; half of a text keeps 0.5, 0.25 joins an agency's daily phrases
)
BANDS = 16  # four rows each: pairs with Jaccard 0.6 are found with 0.89, and a phrase that many reports have finds none
CHAPTER_ENDS = LONG_COPIED  # days without a report on a site after which the next one opens another chapter


class Cut:
    """Which reports of a pile belong to one chapter.

    Two do when most of what each tells is of one site and no more than `CHAPTER_ENDS` days without such a report lie
    between, or when many of their words in a row are the same, about as near in time. That is known of each two by
    themselves: a report more can only join chapters, and the order in which reports come makes no difference.

    Memory: about 2 kB a report.
    """

    def __init__(self) -> None:
        """Begin with no report."""
        self.members: dict[Id, list[Id]] = {}
        """The reports of each chapter, by the one that stands for it."""
        self._head: dict[Id, Id] = {}
        self._dated: dict[str, list[tuple[str, Id]]] = defaultdict(list)
        self._undated: dict[str, list[Id]] = defaultdict(list)
        self._alike = RMinHashLSH(threshold=0.2, num_perm=PERMUTATIONS, num_bands=BANDS)
        self._texts: list[Text] = []

    def add(self, text: Text, claims: Iterable[Claim]) -> tuple[Id, tuple[Id, ...]]:
        """Take in a report; return what stands for its chapter, and what stood for the chapters that are no more.

        Cost: under 1 ms, and the members of all but the largest chapter that it joins.
        """
        report = text.report
        self.members[report.id] = [report.id]
        self._head[report.id] = report.id
        gone: set[Id] = set()
        for other in sorted({*self._of_site(report, _site(claims)), *self._of_words(text)}):
            gone |= self._joined(report.id, other)
        return self._head[report.id], tuple(sorted(gone))

    def _joined(self, one: Id, other: Id) -> set[Id]:
        a, b = self._head[one], self._head[other]
        if a == b:
            return set()
        large, small = sorted((a, b), key=lambda head: (-len(self.members[head]), head))
        for member in self.members[small]:
            self._head[member] = large
        self.members[large] += self.members.pop(small)
        return {a, b}

    def _of_site(self, report: Report, site: str | None) -> list[Id]:
        """Return the reports on a site before and after one, if they are near; of an undated one all."""
        if site is None:
            return []
        dated, undated = self._dated[site], self._undated[site]
        if report.published_day is None:
            found = [*undated[:1], *(other for _, other in dated)]
            undated.append(report.id)
            return found
        row = report.published_day, report.id
        place = bisect_left(dated, row)
        near = [other for other in dated[max(0, place - 1) : place + 1] if are_near(row[0], other[0], CHAPTER_ENDS)]
        insort(dated, row)
        return [*(other for _, other in near), *undated[:1]]

    def _of_words(self, text: Text) -> list[Id]:
        if text.shingles is None:
            return []
        found = []
        for number in self._alike.query(text.shingles):
            other = self._texts[number]
            is_near = are_near(text.report.published_day, other.report.published_day, CHAPTER_ENDS)
            if is_near and other.shingles is not None and text.shingles.jaccard(other.shingles) >= ALIKE:
                found.append(other.report.id)
        self._alike.insert(len(self._texts), text.shingles)
        self._texts.append(text)
        return found


def _site(claims: Iterable[Claim]) -> str | None:
    """Return the place that most of a report's claims are about."""
    places = Counter(
        location.place.ref or location.place.name.casefold() for claim in claims for location in claim.locations
    )
    return max(places, key=lambda place: (places[place], place), default=None)
