"""Places whose names sound like one that no table has, in the countries that a report tells of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

from firsthand.core.parse import Candidate
from firsthand.core.spacetime import Place
from firsthand.read.gazetteer.gazetteer import Gazetteer
from firsthand.read.where.fold import fold
from firsthand.read.where.sounds import likeness, skeleton
from firsthand.read.where.words import words

LEAST_LIKE = 0.82
"""Likeness of two names of one skeleton; 80 spellings, flat within 0.75-0.85, and by eye on a newspaper's reports."""
SURELY_LIKE = 0.9
"""From here on a place's own name is taken before another spelling that only the coarser index of sounds has."""
LEAST_LIKE_ALONE = 0.85
"""The same where nothing tells the country."""
LEAST_COVERED = 3
"""Rows of `aliases.toml` from which a country is one whose names come in many spellings."""
_MOST = 3
_PEOPLE_WEIGHT = 0.01
"""Likeness that a tenfold population outweighs; it only decides between names that sound the same."""

_OF_LAND = 0.05
_NOT_WRITTEN = 0.05
"""What a name loses that no table has, however alike it sounds."""


class Heard:
    """The names of a gazetteer by country and sound; a country is read when it is first asked for.

    Cost: 10 us a name when a country is first asked, most have some hundred; then some microseconds a question.
    """

    def __init__(self, known: Gazetteer) -> None:
        """Begin with no country."""
        self._known = known
        self.covered = known.covered(LEAST_COVERED)
        """Countries whose names come in many spellings; no others are listened to."""
        self._by_country: dict[str, dict[str, list[tuple[str, int]]]] = {}

    def likest(self, name: str, countries: Iterable[str], least: float) -> tuple[Candidate, ...]:
        """Return places of some countries whose names sound like a name, the likest first.

        Args:
            name: As written.
            countries: Codes.
            least: Likeness below which none is taken.
        """
        if _is_of_nouns(name):
            return ()
        bones = skeleton(name)
        rows = [row for code in sorted(countries) for row in self._country(code).get(bones, ())] if bones else []
        best: dict[int, tuple[float, str]] = {}
        for called, number in rows:
            alike = likeness(name, called)
            if alike >= least and alike > best.get(number, (0.0, ""))[0]:
                best[number] = alike, called
        if not best:
            return ()
        numbers = list(best)
        known = zip(numbers, self._known.people(numbers), self._known.places(np.array(numbers)), strict=True)
        ranked = sorted(known, key=lambda row: (-best[row[0]][0] - _weight(row[1], row[2]), row[0]))[:_MOST]
        return tuple(
            Candidate(
                place=place, score=round(score_of(best[n][0]), 2), why=f"no table has it; sounds like {best[n][1]}"
            )
            for n, _, place in ranked
        )

    def _country(self, code: str) -> dict[str, list[tuple[str, int]]]:
        if code not in self._by_country:
            made: dict[str, list[tuple[str, int]]] = {}
            for called, number in self._known.names_of(code):
                if bones := skeleton(called):
                    made.setdefault(bones, []).append((called, number))
            self._by_country[code] = made
        return self._by_country[code]


def score_of(alike: float) -> float:
    """Return the score of a place that only sounds so: below that of any that is written so."""
    return alike - 1.0 - _NOT_WRITTEN


def _is_of_nouns(name: str) -> bool:
    """Whether a name is made of the nouns and adjectives of sites alone: `Air Bases`, `Great`."""
    lexicon = words()
    plain = {*lexicon.kinds, *lexicon.modifiers, *lexicon.common, *lexicon.around}
    return all(word in plain or word.removesuffix("s") in plain for word in fold(name).split())


def _weight(people: float, place: Place) -> float:
    """Return what speaks for a place besides its sound: its people, and that it is no land named after its town."""
    return _PEOPLE_WEIGHT * float(np.log10(people + 1)) - (_OF_LAND if place.kind in {"region", "district"} else 0.0)


@cache
def heard(known: Gazetteer) -> Heard:
    """Return the names of a gazetteer by their sound; kept for as long as the gazetteer is."""
    return Heard(known)
