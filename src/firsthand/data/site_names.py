"""What the name of a site says: which words are its own, which sort of site it is, and whether two names are of one."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from firsthand.data.actors import actors
from firsthand.data.site_words import site_words

LEAST_RARE = 4
"""Letters in the shortest word that tells sites apart: `al`, `el` and `air` do not."""
_WORD = re.compile(r"[a-z0-9]+")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


@lru_cache(maxsize=16384)
def own_words(name: str) -> frozenset[str]:
    """Return the words of a name that say which site it is: `kossei` for `the French Kossei air base`.

    Nouns of its sort, ranks, words of praise and of order, and owners are none of its own; figures are.
    """
    lexicon = site_words()
    found = set()
    for written in _WORD.findall(anyascii(name).lower().replace("'s ", " ").replace("'", "")):
        word = lexicon.ordinals.get(written, written)
        match = _ORDINAL.fullmatch(word)
        word = match[1] if match else word
        if word in lexicon.plain or (not word.isdigit() and (len(word) == 1 or _is_owner(word))):
            continue
        found.add(word)
    return frozenset(found)


@lru_cache(maxsize=4096)
def _is_owner(word: str) -> bool:
    return actors().match(word) is not None


def is_one_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of own words may name one site: figures agree, a rare word is shared, and none conflicts.

    `Kossei` is `Sergent Adji Kossei`; `Kossei` and `Faya` are two, and so are `Base 101` and `Base 201`.
    """
    shared = a & b
    numbers = {word for word in a if word.isdigit()}, {word for word in b if word.isdigit()}
    if numbers[0] != numbers[1] and (numbers[0] and numbers[1]):
        return False
    if not any(word.isdigit() or len(word) >= LEAST_RARE for word in shared):
        return False
    return a <= b or b <= a or len(shared) > 1


def may_be_one_sort(a: str | None, b: str | None) -> bool:
    """Whether sites of two kinds may be one: a camp may be a base, a hospital is neither; an unknown kind is any."""
    if a is None or b is None or a == b:
        return True
    return any(a in sort and b in sort for sort in site_words().sorts)


def site_kind(name: str) -> str | None:
    """Return the kind that the last noun of a site's name tells: `hospital`; None where it tells none."""
    kinds = frozenset().union(*site_words().sorts, site_words().facility)
    return next((word for word in reversed(_WORD.findall(anyascii(name).lower())) if word in kinds), None)
