"""Names of places made comparable: `fold` for spellings, `loose` for transliterations, `key` for the index."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

from anyascii import anyascii

KEY_BITS = 40
"""Bits of a name's hash in the index; of 800,000 names a strange one hits by chance once in a million looks."""

_LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a", "ё": "е",
    "ґ": "г", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ؤ": "و", "ئ": "ي",
    "ـ": None, "'": None, "’": None, "‘": None, "`": None, "´": None, "ʻ": None, "ʼ": None, "ʿ": None, "ʾ": None,
    "ʹ": None, "ˈ": None, "′": None, "“": None, "”": None, '"': None, ".": None,
})  # fmt: skip
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "and": "", "&": "", "the": ""}
_GAP = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return a name in lower case without accents, apostrophes, dots and articles; words parted by one blank.

    The script stays: Cyrillic and Arabic names are folded within their own.
    """
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).casefold().translate(_LETTERS)
        decomposed = unicodedata.normalize("NFKD", plain)
        name = "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_LETTERS)
    else:
        name = name.lower().replace("'", "").replace(".", "").replace("`", "").replace('"', "")
    words = _GAP.split(name)
    return " ".join(word for word in (_SHORT.get(word, word) for word in words) if word)


LONG_NAME = 7
"""Letters above which vowels are left out of the key by sound."""
LEAST_SOUND = 3
_ARTICLE = re.compile(r"\b(?:al|el|ul|ol|as|az|ar|ad|at|an|ash|es|ez|er|ed|et|esh|eş|ez|uz|us|ur|ud) ")
_SAME_SOUND = (
    ("shch", "s"), ("sch", "s"), ("tsch", "c"), ("tch", "c"), ("kh", "h"), ("gh", "g"), ("zh", "z"), ("dzh", "j"),
    ("dj", "j"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("sh", "s"), ("ch", "s"), ("ts", "s"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ey", "i"), ("iy", "i"), ("yi", "i"), ("ay", "i"), ("ai", "i"), ("ei", "i"), ("aw", "u"), ("au", "u"),
    ("q", "k"), ("c", "k"), ("x", "ks"), ("w", "v"), ("y", "i"), ("e", "i"), ("o", "u"), ("g", "h"), ("j", "z"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_END = re.compile(r"(?<=..)(?:ah|a|h|i|u)$")


@lru_cache(maxsize=16384)
def loose(name: str) -> str:
    """Return a key that spellings of one Arabic, Kurdish, Persian, Russian or Ukrainian name share.

    Every script is written in Latin letters; articles, doubled letters, vowels' shades and weak endings fall away:
    Khmeimim and Hmeimim, Qamishlo and Kamishli, Robotyne and Rabotino. It is coarse: use it only where `fold` found
    nothing, and only with other evidence for the place. Empty where too little is left to tell names apart.
    """
    latin = fold(name)
    if not latin.isascii():
        latin = fold(anyascii(latin))
    latin = _ARTICLE.sub("", latin + " ").strip().replace(" ", "")
    for written, sound in _SAME_SOUND:
        if written in latin:
            latin = latin.replace(written, sound)
    latin = _TWICE.sub(r"\1", latin)
    if not latin:
        return ""
    short = (
        latin[0] + re.sub(r"[aiu]", "", latin[1:]) if len(latin) > LONG_NAME else _END.sub("", latin.replace("a", "i"))
    )
    return short if len(short) >= LEAST_SOUND else ""


@lru_cache(maxsize=65_536)
def key(folded: str) -> int:
    """Return the hash of a folded name, `KEY_BITS` wide: stable across machines and versions."""
    digest = blake2b(folded.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> (64 - KEY_BITS)
