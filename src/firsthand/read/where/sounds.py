"""Names brought to how they sound, so that a new romanisation of a known place is found: Boukavu, Felluja, Ghazny."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from firsthand.read.where.fold import fold

LEAST_CONSONANTS = 2
"""Consonants in the shortest skeleton that tells names apart."""
_ARTICLE = re.compile(r"\b(?:al|el|ul|ol|il|as|az|ar|ad|at|an|ash|es|ez|er|ed|et|esh|eş|uz|us|ur|ud)(?:[ -]|$)")
_SAME_SOUND = (
    # of several letters first: French, German, Turkish, Slavic and Arabic ways to write one sound
    ("shch", "s"), ("tsch", "s"), ("tch", "s"), ("sch", "s"), ("sh", "s"), ("dzh", "z"), ("dj", "z"), ("zh", "z"),
    ("kh", "h"), ("gh", "h"), ("ck", "k"), ("ch", "s"), ("ts", "s"), ("tz", "s"), ("ce", "se"), ("ci", "si"),
    ("cy", "si"), ("xi", "si"), ("ph", "f"), ("dh", "d"), ("th", "t"), ("oua", "va"), ("oue", "ve"), ("oui", "vi"),
    ("ou", "u"), ("oo", "u"), ("w", "v"), ("au", "u"), ("eu", "u"), ("ee", "i"), ("ea", "i"), ("ey", "i"), ("ei", "i"),
    ("ai", "i"), ("ay", "i"), ("iy", "i"), ("yi", "i"), ("ij", "i"),
)  # fmt: skip
_LETTERS = str.maketrans("gqcjoyex", "hkkzuiih")
_TWICE = re.compile(r"(.)\1+")
_WEAK_END = re.compile(r"(?<=[aiu])h$")
_NO_VOWELS = str.maketrans("", "", "aiu")


@lru_cache(maxsize=65_536)
def sounded(name: str) -> str:
    """Return a name in few letters, one for each sound that romanisations keep apart; articles and gaps fall away."""
    latin = fold(name)
    if not latin.isascii():
        latin = fold(anyascii(latin))
    bare = _ARTICLE.sub("", latin).strip() or latin
    text = bare.replace(" ", "")
    for written, sound in _SAME_SOUND:
        if written in text:
            text = text.replace(written, sound)
    return _WEAK_END.sub("", _TWICE.sub(r"\1", text.translate(_LETTERS)))


def skeleton(name: str) -> str:
    """Return the consonants of a name as they sound, marked where a vowel opens it; empty if they are too few."""
    heard = sounded(name)
    bones = _TWICE.sub(r"\1", heard.translate(_NO_VOWELS))
    if len(bones) < LEAST_CONSONANTS:
        return ""
    return f"-{bones}" if heard[0] in "aiu" else bones


def likeness(a: str, b: str) -> float:
    """Return how alike two names sound, 0 to 1; vowels count, where skeletons leave them out."""
    return fuzz.ratio(sounded(a), sounded(b)) / 100
