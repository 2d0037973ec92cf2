"""Words by which the names of sites are known (`site_words.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from firsthand.core.errors import BrokenData

_FILE = "data/site_words.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteWords:
    """The tables of `site_words.toml`, which explains them."""

    field: frozenset[str]
    field_carried: frozenset[str]
    """Every word that an airfield's name may carry without being another's, those of `field` among them."""
    quarters: frozenset[str]
    other_camps: frozenset[str]
    facility: frozenset[str]
    kind_asked: Mapping[str, str]
    """By word, the kind of site that a user means by it."""
    called: Mapping[str, str]
    """By kind of site, the kind that a user may call it."""
    plain: frozenset[str]
    """Words of a site's name that do not say which one it is: nouns of its sort, ranks, praise, order."""
    ordinals: Mapping[str, str]
    """By word, the figure that it stands for: `sixth` is `6`."""
    sorts: tuple[frozenset[str], ...]
    """Kinds of the gazetteer that one site may be told as."""


@cache
def site_words() -> SiteWords:
    """Return the words.

    Raises:
        BrokenData: A table lacks a list, or a list is no string.
    """
    tables = tomllib.loads((files("firsthand.data") / "site_words.toml").read_text("utf-8"))
    try:
        field, quarters = tables["field"], tables["quarters"]
        return SiteWords(
            field=_set(field["names"]),
            field_carried=_set(field["names"]) | _set(field["carried"]),
            quarters=_set(quarters["names"]),
            other_camps=_set(quarters["other"]),
            facility=_set(tables["facility"]["names"]),
            kind_asked=MappingProxyType({w: kind for kind, listed in tables["asked"].items() for w in listed.split()}),
            called=MappingProxyType({w: kind for kind, listed in tables["called"].items() for w in listed.split()}),
            plain=_set(" ".join(tables["plain"].values())),
            ordinals=MappingProxyType({word: str(n) for n, word in enumerate(tables["ordinals"]["names"].split(), 1)}),
            sorts=tuple(_set(listed) for listed in tables["sorts"].values()),
        )
    except (KeyError, AttributeError, TypeError) as fault:
        raise BrokenData(_FILE, f"a table lacks a list of words: {fault}") from fault


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())
