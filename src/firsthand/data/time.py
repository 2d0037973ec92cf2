"""Words of time: which category of the grammar a word has, and what it means there (`time.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from firsthand.core.errors import BrokenData

FILE = "time.toml"
TABLES = (
    "approx", "decades", "deictic_day", "direction", "edge", "era", "fraction", "hijri_month", "holiday", "month",
    "number", "ordinal", "part", "parts", "persian_month", "repeat", "scale", "season", "seasons", "shift", "some",
    "unit", "units", "vague", "vague_at", "weekday", "weekdays", "zone",
)  # fmt: skip


@cache
def time_words() -> Mapping[str, Mapping[str, Any]]:
    """Return each table of `time.toml`: category -> word or phrase in lower case -> what it means.

    Raises:
        BrokenData: A table is missing or unknown, or a word is not in lower case.
    """
    tables = _tables()
    if missing := set(TABLES).symmetric_difference(tables):
        raise BrokenData(FILE, f"tables missing or unknown: {', '.join(sorted(missing))}")
    for name, words in tables.items():
        if wrong := [word for word in words if word != word.lower()]:
            raise BrokenData(FILE, f"[{name}] has words with capitals: {', '.join(wrong)}")
    return MappingProxyType({name: MappingProxyType(words) for name, words in tables.items()})


@cache
def time_word_marks() -> Mapping[str, frozenset[str]]:
    """Return the lists of `time.toml` by name: words that bear an expression out, that tell the tense, and the like.

    Raises:
        BrokenData: A list holds something that is no word in lower case.
    """
    lists = {name: value for name, value in _raw().items() if isinstance(value, list)}
    for name, words in lists.items():
        if wrong := [word for word in words if not isinstance(word, str) or word != word.lower()]:
            raise BrokenData(FILE, f"{name} has entries that are no words in lower case: {wrong}")
    return MappingProxyType({name: frozenset(words) for name, words in lists.items()})


def _raw() -> dict[str, Any]:
    return tomllib.loads((files("firsthand.data") / FILE).read_text("utf-8"))


def _tables() -> dict[str, dict[str, Any]]:
    return {name: value for name, value in _raw().items() if isinstance(value, dict)}
