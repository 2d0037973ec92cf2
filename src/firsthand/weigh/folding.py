"""Names brought to one form, so that spellings, scripts and articles do not part what is one."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from firsthand.data.site_words import site_words

_WORD = re.compile(r"[a-z0-9]+")
_INITIALS = re.compile(r"\b([a-z])\.(?=[a-z]\b)")  # "U.S." is "US"
_ARTICLES = frozenset({"the", "a", "an", "al", "el", "of", "le", "la", "les", "de", "in", "at"})
_BODY_WORDS = """
    force forces troop troops military army soldier soldiers fighter fighters personnel contingent unit units men armed
    servicemen members presence garrison
"""
_BODIES = frozenset(_BODY_WORDS.split())


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """Return the name's words in plain Latin letters, lower case, without articles."""
    found = _WORD.findall(_INITIALS.sub(r"\1", anyascii(name).lower().replace("'", "")))
    return tuple(word for word in found if word not in _ARTICLES) or tuple(found)


def folded(name: str) -> str:
    """Return the name's words joined by one blank."""
    return " ".join(words(name))


@lru_cache(maxsize=65536)
def body_name(name: str) -> str:
    """Return a party's name without the words that any armed body may carry: `Russian forces` gives `russian`."""
    kept = [word for word in words(name) if word not in _BODIES]
    return " ".join(kept or words(name))


def is_anybody(name: str) -> bool:
    """Whether a name has no other words than any armed body may carry: `forces`, `the troops`."""
    return set(words(name)) <= _BODIES


@lru_cache(maxsize=65536)
def field_name(name: str) -> str:
    """Return an airfield's name without the words that any airfield may carry: `Qamishli airport` gives `qamishli`."""
    kept = [word for word in words(name) if word not in site_words().field_carried]
    return " ".join(kept or words(name))
