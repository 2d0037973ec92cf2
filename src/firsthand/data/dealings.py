"""The sorts of `statement`: told, found out, met, kept to oneself; how they are known and said (`dealings.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from firsthand.core.errors import BrokenData
from firsthand.data.kind_words import KindWords

_FILE = "data/dealings.toml"


def sort_of(trigger: str) -> str | None:
    """Return the sort of statement that a trigger names: `telling` for `told`; None where no list has its first word.

    Cost: one dictionary look-up.
    """
    first = trigger.casefold().split(maxsplit=1)
    return _sorts().get(first[0]) if first else None


def dealing_words(trigger: str) -> KindWords | None:
    """Return how the sort of a trigger is said, None where it has none."""
    sort = sort_of(trigger)
    return _words().get(sort) if sort is not None else None


@cache
def _tables() -> Mapping[str, dict[str, Any]]:
    return MappingProxyType(tomllib.loads((files("firsthand.data") / "dealings.toml").read_text("utf-8")))


@cache
def _sorts() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, table in _tables().items():
        if not isinstance(table.get("words"), str):
            raise BrokenData(_FILE, f"[{name}] has no words")
        for word in table["words"].split(","):
            if found.setdefault(word.strip(), name) != name:
                raise BrokenData(_FILE, f"{word.strip()} stands in [{name}] and in [{found[word.strip()]}]")
    return MappingProxyType(found)


@cache
def _words() -> Mapping[str, KindWords]:
    try:
        rows = {name: {k: v for k, v in table.items() if k != "words"} for name, table in _tables().items()}
        return MappingProxyType({name: KindWords(**row) for name, row in rows.items()})
    except TypeError as fault:
        raise BrokenData(_FILE, f"a table has no noun or an unknown field: {fault}") from fault
