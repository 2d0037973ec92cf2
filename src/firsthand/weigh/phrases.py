"""Dates, lists and states in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from firsthand.core.spacetime import MONTHS

_PLURAL_ENDINGS = ("s", "men", "troops", "military", "people", "Taliban", "personnel", "staff", "police")
_SINGULAR_ENDINGS = ("ss", "us", "Isis", "Hamas", "Paris", "polis")


def on_day(day: str) -> str:
    """Return `27 January 2026`."""
    d = date.fromisoformat(day)
    return f"{d.day} {MONTHS[d.month - 1]} {d.year}"


def between(first: str, last: str) -> str:
    """Return `27 January 2026`, `27-28 January 2026` (with a dash of figures) or `30 January to 2 February 2026`."""
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    if a == b:
        return on_day(first)
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}\N{EN DASH}{b.day} {MONTHS[a.month - 1]} {a.year}"
    if a.year == b.year:
        return f"{a.day} {MONTHS[a.month - 1]} to {b.day} {MONTHS[b.month - 1]} {b.year}"
    return f"{on_day(first)} to {on_day(last)}"


def listed(parts: Sequence[str]) -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def is_plural(name: str) -> bool:
    """Whether a party's name takes a plural verb, as far as its last word tells."""
    last = name.rsplit(maxsplit=1)[-1] if name.split() else name
    if " and " in name:
        return True
    if last.isupper():
        return False
    return last.endswith(_PLURAL_ENDINGS) and not last.endswith(_SINGULAR_ENDINGS)


def have(name: str) -> str:
    """Return `have` or `has` for a party."""
    return "have" if is_plural(name) else "has"


def are(name: str) -> str:
    """Return `are` or `is` for a party."""
    return "are" if is_plural(name) else "is"


def capital(sentence: str) -> str:
    """Return the sentence with its first letter in capitals."""
    return sentence[:1].upper() + sentence[1:]


_COMPASS = ("north", "south", "east", "west", "central", "parts", "all", "most")
_COUNTED = ("some ", "several ", "many ", "dozens ", "hundreds ", "thousands ", "two ", "three ", "about ", "around ")


_ARABIC = re.compile(r"[a-z]{2,4}[-\u2011][A-Z][\w\u2019'-]*")
"""A name that bears its own article: `el-Fasher`, `al-Hawl`."""


def with_article(name: str) -> str:
    """Return a place's or party's name as it stands in a sentence: `the base near Raqqa`, but `north-east Syria`."""
    lower = bool(name) and name[0].islower() and not name.startswith(("the ", "a ", "an ", *_COMPASS, *_COUNTED))
    lower = lower and not _ARABIC.fullmatch(name)
    return f"the {name}" if lower else name


def in_time(first: str, last: str) -> str:
    """Return `on 27 January 2026` or `between 21 and 23 January 2026`."""
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    if a == b:
        return f"on {on_day(first)}"
    if (a.year, a.month) == (b.year, b.month):
        return f"between {a.day} and {on_day(last)}"
    start = f"{a.day} {MONTHS[a.month - 1]}" if a.year == b.year else on_day(first)
    return f"between {start} and {on_day(last)}"


def quoted(words: str) -> str:
    """Return the words in quotation marks."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"
