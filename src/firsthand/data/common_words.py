"""Words that are passed over when texts and voices are compared (`common_words.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from firsthand.core.errors import BrokenData

_FILE = "common_words.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonWords:
    """All lists of `common_words.toml`, in lower case without accents."""

    stop: frozenset[str]
    numbers: Mapping[str, int]
    titles: frozenset[str]
    any_voice: frozenset[str]


@cache
def common_words() -> CommonWords:
    """Return the lists.

    Raises:
        BrokenData: A list is missing.
    """
    table = tomllib.loads((files("firsthand.data") / _FILE).read_text("utf-8"))
    if missing := {"stop", "numbers", "titles", "any_voice"} - table.keys():
        raise BrokenData(_FILE, f"has no {sorted(missing)}")
    return CommonWords(
        stop=frozenset(table["stop"]),
        numbers={word: number for number, words in enumerate(table["numbers"]) for word in words},
        titles=frozenset(table["titles"]),
        any_voice=frozenset(table["any_voice"]),
    )
