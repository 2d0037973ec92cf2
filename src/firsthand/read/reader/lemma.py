"""Form and word class -> lemma: a table of irregular forms, then rules for the regular ones."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_VOWELS = frozenset("aeiouy")
_IES = frozenset(("dies", "lies", "ties", "pies", "died", "lied", "tied", "vies", "vied"))
_DOUBLED = re.compile(r"([bdfgklmnprtvz])\1$")
_SILENT = re.compile(
    r"(?:[^aeiouylrw]l|[aeiou]v|[^aeiou]r|[aiouy]r|u|[^aeious]s|[aeiou]z|c|[dr]g|ng|[aeiou]g|[^eo]at|[^aeou]it|[^aeiou]il"
    r"|[^aeiou][aeiou]k|[^aeiou][aou]m|[^aeiou][iu]n|[aeiou]s|[^aeiou][aiou]d|[^aeiou]o[pt])$"
)
"""Stems of verbs that mostly lose an e before -ed and -ing: handl, mov, captur, evacuat, compil, tak, assum, defin."""


@cache
def lemma(form: str, upos: str) -> str:
    """Return the lemma in UD's manner: names keep their capitals, all else is lowered.

    Cost: about 1 us, once for each form and class.
    """
    low = form.lower().replace("’", "'")
    known = _table().get((low, upos))
    if known is not None:
        return known
    return form if upos == "PROPN" else by_rule(low, upos)


def by_rule(low: str, upos: str) -> str:
    """Return the lemma of a regular form, given in small letters."""
    if upos == "NOUN":
        return _singular(low)
    if upos == "VERB":
        return _base(low)
    if upos == "ADJ" and low.endswith("est") and _has_vowel(low[:-3]):
        return low[:-4] + "y" if low.endswith("iest") else _stem(low[:-3])
    return low


@cache
def _table() -> dict[tuple[str, str], str]:
    rows = files("firsthand.data").joinpath("lemmas.tsv").read_text(encoding="utf-8").split("\n")
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {(form, upos): base for form, upos, base in cells}


def _has_vowel(stem: str) -> bool:
    return not _VOWELS.isdisjoint(stem)


def _singular(low: str) -> str:
    if not low.endswith("s") or low.endswith(("ss", "us", "is")) or not _has_vowel(low[:-1]):
        return low
    if low.endswith("ies") and low not in _IES:
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return low[:-2]
    return low[:-1]


def _base(low: str) -> str:
    if low.endswith("ing") and _has_vowel(low[:-3]):
        return _stem(low[:-3])
    if low.endswith("ied") and low not in _IES:
        return low[:-3] + "y"
    if low.endswith("ed") and _has_vowel(low[:-2]):
        return _stem(low[:-2])
    if low.endswith("s"):
        return low[:-2] if low.endswith("oes") else _singular(low)
    return low


def _stem(stem: str) -> str:
    """Undo doubling (`stopp`) or give back a silent e (`mov`)."""
    if _DOUBLED.search(stem) and not stem.endswith(("ll", "zz", "ff", "ss")):
        return stem[:-1]
    if _SILENT.search(stem):
        return stem + "e"
    return stem
