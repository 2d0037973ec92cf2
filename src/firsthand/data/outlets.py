"""Known outlets and agencies: names, domains, owners, what they usually print (`outlets.toml`)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from firsthand.core.errors import BrokenData
from firsthand.core.evidence import Genre, Span

OutletKind = Literal["agency", "outlet", "aggregator", "broadcaster", "monitor"]

TABLE = "outlets.toml"
_NAMES_KEPT = 16_384  # a pile names the same few again and again

_PARTS = re.compile(r"\s+(?:/|via|\||[-\u2013\u2014])\s+|\s*,\s+", re.IGNORECASE)
_EDITIONS = re.compile(
    r"\s*(?:\((?:[a-z]{2,3}|english|arabic)\)|\b(?:english|arabic|français|french|turkish|russian|persian|fr|en|ar|online|"
    r"staff|agencies)\b)\s*$",
    re.IGNORECASE,
)
_DOMAIN_ENDING = re.compile(r"\.(?:com|net|org|co\.uk|info|news|ru|az|ua)$", re.IGNORECASE)
_ARABIC, _CYRILLIC = re.compile(r"[\u0600-\u06ff]"), re.compile(r"[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One row of `outlets.toml`."""

    ref: str
    """`outlet:reuters`."""
    name: str
    kind: OutletKind
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str | None = None
    """A person, company or government that answers for it: outlets of one owner are one side when they speak for it."""
    side: str | None = None
    """The ref of the actor that it speaks for: state and party media."""
    genre: Genre | None = None
    """The genre of all that it prints, where it has only one (`satire`, `opinion`, `release`, `fact-check`)."""
    quiet: tuple[str, ...] = ()
    """Those of its names that are ordinary words too, and are never looked for in a text."""
    feeds: tuple[str, ...] = ()
    """Whose reports from abroad it prints as a rule, likeliest first: names of tables (`afp`) in the file."""


class Outlets:
    """All rows of `outlets.toml`, found by name, by address, or in a text."""

    def __init__(self, rows: tuple[Outlet, ...]) -> None:
        self.rows: Mapping[str, Outlet] = {row.ref: row for row in rows}
        self._names = {folded(name): row for row in rows for name in (row.name, *row.aliases)}
        self._domains = {domain: row for row in rows for domain in row.domains}
        self._spoken = _spoken(rows)
        self._matched: dict[str, Outlet | None] = {}

    def __iter__(self) -> Iterator[Outlet]:
        return iter(self.rows.values())

    def __len__(self) -> int:
        return len(self.rows)

    def match(self, name: str | None = None, url: str | None = None) -> Outlet | None:
        """Return the outlet of that name, else of that address; None where neither is known.

        A name may carry its edition (`Kurdistan24 Arabic`), its domain ending (`Antiwar.com`), or a second outlet
        (`MENAFN / Ukrinform`: the first of the two that is known).

        Cost: a few dictionary look-ups.
        """
        return (name and self._by_name(name)) or (url and self._by_url(url)) or None

    def named_in(self, text: str) -> Iterator[tuple[Span, Outlet]]:
        """Yield where the text names an outlet, in order; the longest name wins.

        Latin names count only as written in the table (case too); Arabic ones may carry a prefix, Cyrillic ones a
        case ending.

        Cost: O(n) in the text, about 10 MB/s.
        """
        for found in self._spoken[0].finditer(text):
            row = self._spoken[1].get(found["name"])
            if row is not None:
                yield Span(start=found.start("name"), end=found.end()), row

    def _by_name(self, name: str) -> Outlet | None:
        if name not in self._matched:
            if len(self._matched) > _NAMES_KEPT:
                self._matched.clear()
            self._matched[name] = self._written(name)
        return self._matched[name]

    def _written(self, name: str) -> Outlet | None:
        for candidate in (name, *_PARTS.split(name)):
            short = _EDITIONS.sub("", candidate)
            for form in (candidate, short, _DOMAIN_ENDING.sub("", short)):
                row = self._names.get(folded(form))
                if row is not None:
                    return row
        return self._by_url(f"//{name}") if "." in name and " " not in name else None

    def _by_url(self, url: str) -> Outlet | None:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
        labels = host.split(".")
        return next((row for i in range(len(labels) - 1) if (row := self._domains.get(".".join(labels[i:])))), None)


@cache
def outlets() -> Outlets:
    """Return the table of outlets.

    Raises:
        BrokenData: A row lacks a field, has an unknown kind or genre, or shares a name or domain with another.
    """
    tables = tomllib.loads((files("firsthand.data") / TABLE).read_text("utf-8"))
    rows = tuple(_outlet(slug, table) for slug, table in tables.items())
    owner_of: dict[str, str] = {}
    for row in rows:
        for key in {folded(name) for name in (row.name, *row.aliases)} | {f"//{domain}" for domain in row.domains}:
            if owner_of.setdefault(key, row.ref) != row.ref:
                raise BrokenData(TABLE, f"{key!r} stands for both {owner_of[key]} and {row.ref}")
        if unknown := set(row.feeds) - tables.keys():
            raise BrokenData(TABLE, f"{row.ref} prints {sorted(unknown)}, which no table has")
    return Outlets(rows)


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Return a name without case, accents, punctuation and a leading article, for comparing."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"^the ", "", re.sub(r"[\W_]+", " ", bare).strip())


def _outlet(slug: str, table: dict[str, Any]) -> Outlet:
    if table.keys() - {field.name for field in fields(Outlet)}:
        raise BrokenData(TABLE, f"[{slug}] has a field that no outlet has")
    for key in ("name", "kind"):
        if not isinstance(table.get(key), str):
            raise BrokenData(TABLE, f"[{slug}] has no {key}")
    if table["kind"] not in get_args(OutletKind) or table.get("genre") not in (None, *get_args(Genre)):
        raise BrokenData(TABLE, f"[{slug}] has a kind or genre that does not exist")
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    unknown = set(given.get("quiet", ())) - {table["name"], *given.get("aliases", ())}
    if unknown:
        raise BrokenData(TABLE, f"[{slug}] keeps quiet about {sorted(unknown)}, which are no names of it")
    return Outlet(ref=f"outlet:{slug}", **given)


def _spoken(rows: tuple[Outlet, ...]) -> tuple[re.Pattern[str], dict[str, Outlet]]:
    """Return one pattern for all names that may be looked for in a text, and whose they are."""
    names = {name: row for row in rows for name in (row.name, *row.aliases) if name not in row.quiet}
    latin = [name for name in names if not _ARABIC.search(name) and not _CYRILLIC.search(name)]
    arabic = [name for name in names if _ARABIC.search(name)]
    cyrillic = [name for name in names if _CYRILLIC.search(name)]
    # One named group cannot stand three times, so each script keeps its frame inside look-arounds.
    frames = (
        f"(?:{_trie(latin)})(?!\\w)",
        f"(?:{_trie(arabic)})(?!\\w)",
        f"(?:{_trie(cyrillic)})(?=\\w{{0,3}}(?!\\w))",
    )
    return re.compile(rf"(?<!\w)(?:[\u0648\u0644\u0628\u0643]{{1,2}})?(?P<name>{'|'.join(frames)})"), names


def _trie(names: list[str]) -> str:
    """Return a pattern that matches any of the names, longest first, without trying each one at every place."""
    branches: dict[str, list[str]] = {}
    for name in names:
        branches.setdefault(name[:1], []).append(name[1:])
    longer = [re.escape(first) + _trie(rest) for first, rest in sorted(branches.items()) if first]
    if not longer:
        return ""
    joined = longer[0] if len(longer) == 1 else f"(?:{'|'.join(longer)})"
    return f"(?:{joined})?" if "" in branches else joined
