"""Word lists of the claim rules: classes of nouns (`nouns.toml`), cues of stance and speech (`cues.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from firsthand.core.errors import BrokenData


@cache
def noun_classes() -> Mapping[str, frozenset[str]]:
    """Return the lemmas of every class of `nouns.toml`; several words of one name are joined by spaces.

    Raises:
        BrokenData: A class is not a string of words.
    """
    return _lists("nouns.toml", "classes", None)


@cache
def voice_words() -> Mapping[str, frozenset[str]]:
    """Return the lemmas that name each kind of voice.

    Raises:
        BrokenData: As `noun_classes`.
    """
    return _lists("nouns.toml", "voices", None)


@cache
def cues(section: str) -> Mapping[str, frozenset[str]]:
    """Return the lists of one section of `cues.toml`: `aspect`, `stance`, `said`, `comment`, `domain`.

    Raises:
        BrokenData: There is no such section, or a list is not a string.
    """
    return _lists("cues.toml", section, ",")


def _lists(file: str, section: str, parting: str | None) -> Mapping[str, frozenset[str]]:
    table = tomllib.loads((files("firsthand.data") / file).read_text("utf-8"))
    if section not in table:
        why = f"there is no section [{section}]"
        raise BrokenData(f"data/{file}", why)  # noqa: EM102  # the message is one line
    found = {}
    for name, words in table[section].items():
        if not isinstance(words, str):
            why = f"{name} is not a string of words"
            raise BrokenData(f"data/{file}", why)  # noqa: EM102  # the message is one line
        parts = words.splitlines() if section == "comment" else words.split(parting)
        found[name] = frozenset(part.strip().replace("_", " ") for part in parts if part.strip())
    return MappingProxyType(found)
