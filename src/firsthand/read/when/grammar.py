"""The grammar of time as a whole: words -> the expressions that they hold, each with its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from firsthand.read.when.amounts import AMOUNT_RULES, EVERY_RULES, NUMBER_RULES, Rule
from firsthand.read.when.chart import Constituent, Grammar
from firsthand.read.when.dates import CLOCK_RULES, DATE_RULES, PAIR_RULES
from firsthand.read.when.lexicon import entries, phrases
from firsthand.read.when.meaning import Meaning
from firsthand.read.when.relative import EDGE_RULES, REL_RULES, SHIFT_RULES

LONGEST = 24  # words in one region; beyond that, lists of figures
TOPS = ("Timex", "Pair", "Weak", "Age")
"""Categories that can stand alone; an age is found so that nothing inside it is."""
Keys = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Words `start` to `end` (half-open) of a region and the meanings they may have, likeliest first."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


@cache
def grammar() -> Grammar:
    """Return the grammar, built once. Cost: some milliseconds."""
    many: tuple[Rule, ...] = tuple(
        (category, keys, lambda meaning=meaning: meaning) for category, keys, meaning in phrases()
    )
    rules = (
        *many, *NUMBER_RULES, *AMOUNT_RULES, *DATE_RULES, *CLOCK_RULES, *PAIR_RULES, *REL_RULES, *SHIFT_RULES,
        *EDGE_RULES, *EVERY_RULES,
    )  # fmt: skip
    return Grammar(rules, entries)


@lru_cache(maxsize=20_000)
def found(keys: Keys) -> tuple[Found, ...]:
    """Find every expression in a row of words, overlapping ones included.

    Cost: see `Grammar.constituents`; rows repeat in news ("last week"), so what was found is kept.
    """
    spans: dict[tuple[int, int], list[Constituent]] = {}
    for part in grammar().constituents(keys[:LONGEST], TOPS):
        spans.setdefault((part.start, part.end), []).append(part)
    return tuple(
        Found(start, end, tuple(p.meaning for p in sorted(parts, key=lambda p: TOPS.index(p.category))))
        for (start, end), parts in sorted(spans.items())
    )
