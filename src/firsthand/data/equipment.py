"""Military equipment by family and variant (`equipment.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from firsthand.core.errors import BrokenData

_FILE = "data/equipment.toml"
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2212", "-----")


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """A piece of equipment as a text names it."""

    ref: str
    """`equipment:il-76` or, where a variant is named, `equipment:il-76md`."""
    family: str
    """`Il-76`."""
    variant: str | None
    """`Il-76MD`; None where only the family is named."""
    category: str
    """`transport aircraft`."""


@cache
def _families() -> tuple[re.Pattern[str], Mapping[str, tuple[str, str]]]:
    table: dict[str, Any] = tomllib.loads((files("firsthand.data") / "equipment.toml").read_text("utf-8"))
    known: dict[str, tuple[str, str]] = {}
    for category, names in table.get("families", {}).items():
        if not isinstance(names, str):
            raise BrokenData(_FILE, f"{category} is not a string of names")
        for name in names.split(","):
            known.setdefault(_key(name), (name.strip(), category))
    # Dashes and spaces are free ("Il 76", "IL76"); longer families first, so that T-72 does not hide in T-728.
    patterns = sorted((_pattern(name) for name, _ in known.values()), key=len, reverse=True)
    joined = "|".join(patterns)
    firsts = re.escape("".join(sorted({c for name, _ in known.values() for c in (name[0], name[0].upper())})))
    return re.compile(
        rf"(?<![\w-])(?=[{firsts}])(?P<family>{joined})(?P<variant>(?:-?[A-Z0-9][A-Za-z0-9]{{0,4}})?)(?![\w])"
    ), known


def _key(name: str) -> str:
    return re.sub(r"[-\s/]", "", name.translate(_DASHES)).casefold()


def _pattern(name: str) -> str:
    parts = re.split(r"[-\s]", name.strip())
    first = "".join(f"[{c}{c.upper()}]" if c.islower() and len(parts) > 1 else re.escape(c) for c in parts[0])
    return r"[-\s\u2010-\u2013]?".join([first, *map(re.escape, parts[1:])])


@lru_cache(maxsize=256)  # the reader and the claim rules ask of the same texts
def equipment(text: str) -> tuple[tuple[int, int, Equipment], ...]:
    """Return every family or variant named in a text, with its start and end (code points), in order.

    Raises:
        BrokenData: The table has a category that is not a string.

    Cost: one pass of one regular expression.
    """
    pattern, known = _families()
    found = []
    for match in pattern.finditer(text):
        row = known.get(_key(match["family"]))
        if row is None:
            continue
        family, category = row
        variant = match["family"] + match["variant"] if match["variant"] else None
        ref = f"equipment:{re.sub(r'[^a-z0-9]+', '-', (variant or family).casefold()).strip('-')}"
        item = Equipment(ref=ref, family=family, variant=variant, category=category)
        found.append((match.start(), match.end(), item))
    return tuple(found)
