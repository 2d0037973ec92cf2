"""Names as other languages spell them, brought to English romanisation: Chan Junis, Schuscha, Jarkiv, Tsjernihiv."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import numpy as np

from firsthand.core.parse import Candidate
from firsthand.read.gazetteer.gazetteer import Gazetteer
from firsthand.read.where.bare import bare
from firsthand.read.where.fold import fold

_WAYS: tuple[tuple[tuple[str, str], ...], ...] = (
    # German, of Slavic and of Arabic names; its ch is a kh, its z a ts
    (
        ("tsch", "ch"),
        ("dsch", "dzh"),
        ("sch", "sh"),
        ("ch", "kh"),
        ("j", "y"),
        ("w", "v"),
        ("tz", "ts"),
        ("z", "ts"),
        ("ss", "s"),
    ),
    (("tsch", "ch"), ("dsch", "j"), ("sch", "sh"), ("ch", "kh"), ("j", "y"), ("ss", "s"), ("s", "s")),
    (("tsch", "ch"), ("dsch", "j"), ("sch", "sh"), ("ch", "kh"), ("j", "y"), ("ss", "zz"), ("w", "v")),
    # Dutch and the Scandinavian languages
    (("tsj", "ch"), ("tj", "ch"), ("sj", "sh"), ("dj", "j"), ("oe", "u"), ("j", "y"), ("ch", "kh")),
    # Polish and Czech
    (("szcz", "shch"), ("cz", "ch"), ("sz", "sh"), ("rz", "r"), ("ch", "kh"), ("j", "y"), ("w", "v"), ("c", "ts")),
    # Spanish
    (("j", "kh"),),
    # French, Portuguese and Italian
    (("tch", "ch"), ("dj", "j"), ("ou", "u"), ("ch", "sh"), ("gu", "g"), ("qu", "k")),
    # Turkish, accents folded away; of Arabic and of Slavic names
    (("c", "j"), ("s", "sh")),
)
"""Ways to write a sound and how English writes it, longest first, one row a way of spelling."""
_PATTERNS = tuple((re.compile("|".join(map(re.escape, dict(way)))), dict(way)) for way in _WAYS)
LEAST = 4
"""Letters in the shortest name that is respelt: shorter ones are somewhere in every spelling."""
_SCORE = -0.06
"""Below any place that is written so, above one that only sounds so."""


def respellings(name: str) -> tuple[str, ...]:
    """Return how English would write a name that another language spells, without the name itself."""
    folded = fold(name)
    if not folded.isascii() or len(folded) < LEAST:
        return ()
    made = [pattern.sub(_with(table), folded) for pattern, table in _PATTERNS]
    made += [f"al {folded}", folded.removeprefix("al ").removeprefix("el ")]
    return tuple(dict.fromkeys(one for one in made if one != folded))


def _with(table: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda match: table[match[0]]


def respelt(name: str, countries: frozenset[str], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the places of some countries that a name means in the spelling of another language, the largest first.

    Args:
        name: As written, known to no table.
        countries: Codes.
        gazetteer: Where names are looked up.

    Cost: one look-up of up to ten names.
    """
    tried = respellings(bare(name)[0])
    if not tried:
        return ()
    found = gazetteer.found(tried)
    codes = np.array([code in countries for code in gazetteer.countries])
    rows = np.flatnonzero(codes[found.country])
    if not len(rows):
        return ()
    land = np.array([kind in {"region", "district", "area"} for kind in gazetteer.kinds])[found.kind]
    order = rows[np.lexsort((-found.population[rows], land[rows]))]  # a town before the land that is named after it
    best = dict.fromkeys(found.number[order].tolist())
    which = {int(found.number[row]): tried[int(found.which[row])] for row in reversed(order.tolist())}
    numbers = list(best)[:_MOST]
    places = gazetteer.places(np.array(numbers))
    return tuple(
        Candidate(place=place, score=_SCORE, why=f"no table has it; another language's way to write {which[number]}")
        for number, place in zip(numbers, places, strict=True)
    )


_MOST = 3
