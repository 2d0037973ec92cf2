"""The gazetteer: which places bear a name, and what is known of them."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from firsthand.core.errors import BrokenData
from firsthand.core.spacetime import Place
from firsthand.read.gazetteer.file import RADIUS_STEP, Column, Entry, Layer, layer, opened
from firsthand.read.where.fold import fold, key, loose

FACILITIES = frozenset({
    "airport", "base", "crossing", "hospital", "port", "camp", "dam", "prison", "plant", "barracks", "bridge", "field",
    "university", "school", "station", "factory", "depot", "headquarters", "mosque", "church", "embassy",
})  # fmt: skip
"""Kinds of built sites: what a noun beside a town's name may choose instead of the town."""


METRES_A_DEGREE = 111_195.0
_PLACES_KEPT = 20_000  # about 10 MB; a pile names the same few again and again
_NAMES_KEPT = 50_000  # about 20 MB, most of them names that no place bears


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Places that bear the names which were looked up: one row a (name, place), columns of m values."""

    which: Column
    """int64: the number of the name in the question."""
    number: Column
    """int64: the number of the place in the gazetteer."""
    is_own: Column
    """bool: it is the place's own name, not another spelling or language."""
    lat: Column
    lon: Column
    population: Column
    kind: Column
    """int64: a number in `Gazetteer.kinds`."""
    region: Column
    """int64: a number in `Gazetteer.regions`."""
    country: Column
    """int64: a number in `Gazetteer.countries`."""

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.number)

    def rows(self, chosen: Column) -> Found:
        """Return some of the rows, by their numbers or by a mask."""
        return Found(**{name: getattr(self, name)[chosen] for name in self.__slots__})


_COLUMNS = {
    "number": np.int64, "is_own": np.bool_, "lat": np.float64, "lon": np.float64, "population": np.float64,
    "kind": np.int64, "region": np.int64, "country": np.int64,
}  # fmt: skip
"""Columns of `Found` that are the same whoever asks; all fit float64 without loss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aliases:
    """A table of aliases, ready to be asked."""

    places: Layer
    same: Mapping[str, Sequence[int]]
    """Folded name to the numbers of places that the gazetteer has."""
    stamp: str
    """Hash of the table and of the layers that it rests on."""
    entries: tuple[Entry, ...] = ()


class Gazetteer:
    """Several layers of places that are asked as one: the shipped file, the hand-kept table, what a user added."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        """Join opened layers."""
        self._layers = list(layers)
        self.kinds: list[str] = []
        self.regions: list[str] = []
        self.countries: list[str] = [""]
        self._alias: dict[str, tuple[int, ...]] = {}
        self._borne: dict[str, Column | None] = {}
        self._maps: list[tuple[Column, Column]] = []
        self._country_of = np.zeros(0, np.int64)
        self._bases = [0]
        for one in self._layers:
            self._join(one)
        self._sites: Found | None = None
        self._made: dict[int, Place] = {}

    def __len__(self) -> int:
        """Return the number of places in all layers."""
        return self._bases[-1]

    def with_layer(self, one: Layer) -> Gazetteer:
        """Add an opened file and return the gazetteer."""
        self._layers.append(one)
        self._join(one)
        return self

    def with_aliases(self, path: Path, compiled: Path | None = None) -> Gazetteer:
        """Add a table of aliases and return the gazetteer; a later table adds to an earlier.

        Args:
            path: An `aliases.toml`.
            compiled: The same table as a file that opens at once; it is passed over where it was made from other bytes.

        Raises:
            BrokenData: The table has a row that cannot be used.
        """
        stamp = self.stamp(path)
        if compiled is not None and compiled.exists():
            ready = opened(compiled)
            if ready.header.get("stamp") == stamp:
                self._add(Aliases(places=ready, same=ready.header["same"], stamp=stamp))
                return self
        self._add(self.aliases(path, stamp))
        return self

    def stamp(self, path: Path) -> str:
        """Return the hash of a table of aliases and of the layers below it."""
        below = str([one.header.get("digest") for one in self._layers])
        return sha256(path.read_bytes() + below.encode()).hexdigest()

    def aliases(self, path: Path, stamp: str = "") -> Aliases:
        """Read a table of aliases, as far as it rests on this gazetteer.

        Raises:
            BrokenData: The table has a row that cannot be used.
        """
        entries, rows = alias_rows(path)
        found = self.found([name for _, name, _ in rows])
        same: dict[str, list[int]] = {}
        for number, (country, name, others) in enumerate(rows):
            code = self.countries.index(country) if country in self.countries else -1
            hits = np.flatnonzero((found.which == number) & (found.country == code))
            if not len(hits):
                raise BrokenData(str(path), f"same.{country}: no place is called {name!r}")
            towns = hits[np.isin(found.kind[hits], [self.kinds.index(kind) for kind in ("town", "capital")])]
            best = max(towns if len(towns) else hits, key=lambda row: (found.is_own[row], found.population[row]))
            place = int(best)
            regions = hits[(found.kind[hits] == self.kinds.index("region")) & found.is_own[hits]]
            numbers = sorted({int(found.number[row]) for row in (place, *regions)})
            for folded in {fold(other) for other in others}:
                same.setdefault(folded, []).extend(numbers)
        return Aliases(places=layer(entries, str(path)), same=same, stamp=stamp, entries=entries)

    def found(self, names: Sequence[str]) -> Found:
        """Return the places that bear each name, in any known spelling; case and accents do not matter.

        A name that begins with `=` is a code: `=US.TX` finds the division, `=US.` the country.

        Returns:
            Rows by name, in the order given; those of names that were asked for lately are kept.
        """
        if len(self._borne) > _NAMES_KEPT:
            self._borne.clear()
        folded = [name if name.startswith("=") else fold(name) for name in names]
        fresh = [name for name in dict.fromkeys(folded) if name not in self._borne]
        if fresh:
            self._learn(fresh)
        known = [self._borne[name] for name in folded]
        which = [number for number, rows in enumerate(known) if rows is not None]
        held = [rows for rows in known if rows is not None]
        table = np.concatenate(held, axis=1) if held else np.zeros((len(_COLUMNS), 0))
        counts = [rows.shape[1] for rows in held]
        columns = {name: table[row].astype(kind) for row, (name, kind) in enumerate(_COLUMNS.items())}
        return Found(which=np.repeat(np.array(which, np.int64), counts), **columns)

    def knows(self, name: str) -> bool:
        """Whether any place bears a name; far cheaper than `found` for a name that was asked for lately."""
        folded = name if name.startswith("=") else fold(name)
        if folded not in self._borne:
            self._learn([folded])
        return self._borne[folded] is not None

    def _learn(self, folded: Sequence[str]) -> None:
        """Keep the places that bear some names, or that none does."""
        found = self._matches(folded, "name")
        order = np.argsort(found.which, kind="stable")
        table = np.stack([getattr(found, name)[order].astype(float) for name in _COLUMNS])
        ends = np.searchsorted(found.which[order], np.arange(len(folded) + 1)).tolist()
        for name, start, end in zip(folded, ends, ends[1:], strict=False):
            self._borne[name] = table[:, start:end].copy() if end > start else None

    def sounding(self, names: Sequence[str]) -> Found:
        """Return the places whose names sound like each name in another transliteration; coarse."""
        return self._matches([loose(name) for name in names], "sound")

    def names_of(self, country: str) -> list[tuple[str, int]]:
        """Return the own names of a country's places and the spellings kept by hand, each with the place's number."""
        code = self.countries.index(country) if country in self.countries else -1
        named: list[tuple[str, int]] = []
        for index, one in enumerate(self._layers):
            there = self._country_of[self._maps[index][1]] == code
            numbers = np.flatnonzero(there[one.columns["region"]])
            named += [(one.name(row), row + self._bases[index]) for row in numbers.tolist()]
        held = {number for _, number in named}
        named += [(name, number) for name, numbers in self._alias.items() for number in numbers if number in held]
        return named

    def covered(self, least: int) -> frozenset[str]:
        """Return the countries of which the hand-kept tables have at least so many places."""
        hand = range(self._bases[1], len(self))
        rows = self._rows(np.array(hand), np.array(hand), np.ones(len(hand), bool))
        codes, counts = np.unique(rows.country, return_counts=True)
        return frozenset(self.countries[code] for code, n in zip(codes, counts, strict=True) if n >= least) - {""}

    def people(self, numbers: Sequence[int]) -> list[float]:
        """Return how many live in some places, by their numbers."""
        asked = np.array(numbers)
        return [float(n) for n in self._rows(asked, asked, np.ones(len(asked), bool)).population]

    def place(self, number: int, name: str | None = None) -> Place:
        """Return a place by its number; `name` as it is written in the text, else the place's own."""
        (place,) = self.places(np.array([number]))
        return replace(place, name=name) if name else place

    def places(self, numbers: Column) -> list[Place]:
        """Return places by their numbers, under their own names; those that were asked for lately are kept."""
        if len(self._made) > _PLACES_KEPT:
            self._made.clear()
        asked = numbers.tolist()
        fresh = [number for number in dict.fromkeys(asked) if number not in self._made]
        if fresh:
            self._made |= dict(zip(fresh, self._read(np.array(fresh)), strict=True))
        return [self._made[number] for number in asked]

    def _read(self, numbers: Column) -> list[Place]:
        rows = self._rows(numbers, numbers, np.ones(len(numbers), bool))
        made = []
        for number, lat, lon, kind, country in zip(
            numbers.tolist(),
            rows.lat.tolist(),
            rows.lon.tolist(),
            rows.kind.tolist(),
            rows.country.tolist(),
            strict=True,
        ):
            one, row, _ = self._layer_of(number)
            reach = 2.0 ** (int(one.columns["radius"][row]) / RADIUS_STEP)
            made.append(
                Place(
                    name=one.name(row),
                    lat=round(lat, 5),
                    lon=round(lon, 5),
                    radius_m=float(f"{reach:.2g}"),
                    kind="town" if self.kinds[kind] == "capital" else self.kinds[kind],
                    ref=one.ref(row),
                    within=self.countries[country] or None,
                )
            )
        return made

    def kind(self, number: int) -> str:
        """Return the kind of a place."""
        one, row, _ = self._layer_of(number)
        return str(one.header["kinds"][one.columns["kind"][row]])

    def name(self, number: int) -> str:
        """Return a place's own name, with the code of the division that holds it: `Paris (US.TX)`."""
        one, row, _ = self._layer_of(number)
        return f"{one.name(row)} ({one.region(row).rstrip('.')})".replace(" ()", "")

    def sites_near(
        self, lat: float, lon: float, kinds: frozenset[str], within_m: float
    ) -> tuple[tuple[float, int], ...]:
        """Return built sites of some kinds around a point, nearest first, as (metres, number); cost about 50 us."""
        if self._sites is None:
            parts = [self._of_kinds(index, FACILITIES) + base for index, base in enumerate(self._bases[:-1])]
            numbers = np.concatenate(parts)
            rows = self._rows(numbers, numbers, np.ones(len(numbers), bool))
            self._sites = rows.rows(np.argsort(rows.lat, kind="stable"))
        band = within_m / METRES_A_DEGREE
        low, high = np.searchsorted(self._sites.lat, [lat - band, lat + band])
        sites = self._sites.rows(np.arange(low, high))
        codes = [code for code, kind in enumerate(self.kinds) if kind in kinds]
        metres = metres_between(lat, lon, sites.lat, sites.lon)
        chosen = np.flatnonzero((metres <= within_m) & np.isin(sites.kind, codes))
        order = chosen[np.argsort(metres[chosen], kind="stable")]
        return tuple((float(metres[row]), int(sites.number[row])) for row in order)

    def _of_kinds(self, index: int, kinds: Iterable[str]) -> Column:
        codes = [code for code, kind in enumerate(self._layers[index].header["kinds"]) if kind in kinds]
        return np.flatnonzero(np.isin(self._layers[index].columns["kind"], codes))

    def _layer_of(self, number: int) -> tuple[Layer, int, int]:
        index = bisect_right(self._bases, number) - 1
        return self._layers[index], number - self._bases[index], index

    def _matches(self, folded: Sequence[str], index: str) -> Found:
        hashes = np.array([key(name) for name in folded], np.uint64)
        which, number, is_own = [], [], []
        if index == "name":  # first, so that a spelling kept by hand counts as the place's own name
            extra = [(row, place) for row, name in enumerate(folded) for place in self._alias.get(name, ())]
            which.append(np.array([row for row, _ in extra], np.int64))
            number.append(np.array([place for _, place in extra], np.int64))
            is_own.append(np.ones(len(extra), bool))
        for one, base in zip(self._layers, self._bases, strict=False):
            if len(one):
                rows, places, own = one.matches(hashes, index)
                which.append(rows)
                number.append(places + base)
                is_own.append(own)
        rows, places, own = (np.concatenate(parts) for parts in (which, number, is_own))
        _, first = np.unique(rows * len(self) + places, return_index=True)
        chosen = np.sort(first)
        return self._rows(rows[chosen], places[chosen], own[chosen])

    def _rows(self, which: Column, number: Column, is_own: Column) -> Found:
        lat, lon, population = (np.zeros(len(number)) for _ in range(3))
        kind, region = (np.zeros(len(number), np.int64) for _ in range(2))
        for index, one in enumerate(self._layers):
            rows = np.flatnonzero((number >= self._bases[index]) & (number < self._bases[index + 1]))
            if not len(rows):
                continue
            ids = number[rows] - self._bases[index]
            lat[rows], lon[rows], population[rows] = one.lat(ids), one.lon(ids), one.population(ids)
            kind[rows] = self._maps[index][0][one.columns["kind"][ids]]
            region[rows] = self._maps[index][1][one.columns["region"][ids]]
        return Found(
            which=which, number=number, is_own=is_own, lat=lat, lon=lon, population=population, kind=kind,
            region=region, country=self._country_of[region],
        )  # fmt: skip

    def _join(self, one: Layer) -> None:
        self._borne.clear()
        self.kinds += [kind for kind in one.header["kinds"] if kind not in self.kinds]
        known = set(self.regions)
        new = [code for code in one.header["regions"] if code not in known]
        self.regions += new
        kind_numbers = {kind: number for number, kind in enumerate(self.kinds)}
        region_numbers = {code: number for number, code in enumerate(self.regions)}
        holders = [code.partition(".")[0] for code in new]
        self.countries = list(dict.fromkeys([*self.countries, *holders]))
        country_numbers = {code: number for number, code in enumerate(self.countries)}
        countries = np.array([country_numbers[code] for code in holders], np.int64)
        self._country_of = np.concatenate([self._country_of, countries])
        kinds = np.array([kind_numbers[kind] for kind in one.header["kinds"]], np.int64)
        regions = np.array([region_numbers[code] for code in one.header["regions"]], np.int64)
        self._maps.append((kinds, regions))
        self._bases.append(self._bases[-1] + len(one))

    def _add(self, table: Aliases) -> None:
        self._borne.clear()
        self._layers.append(table.places)
        self._join(table.places)
        for folded, numbers in table.same.items():
            self._alias[folded] = (*self._alias.get(folded, ()), *numbers)


def metres_between(lat: float, lon: float, lats: Column, lons: Column) -> Column:
    """Return great-circle distances from one point to n others, metres; on a sphere, within 0.6 %."""
    low, high = np.radians(lat), np.radians(lats)
    half = np.sin((high - low) / 2) ** 2 + np.cos(low) * np.cos(high) * np.sin(np.radians(lons - lon) / 2) ** 2
    return np.asarray(2 * 6_371_000 * np.arcsin(np.sqrt(np.minimum(1, half))))


def alias_rows(path: Path) -> tuple[tuple[Entry, ...], list[tuple[str, str, list[str]]]]:
    """Return the new places of a table, and its other names of known ones as (country, name, others).

    Raises:
        BrokenData: The file is no TOML, or a place has no point.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise BrokenData(str(path), f"is no TOML ({broken})") from broken
    same = table.pop("same", {})
    entries = tuple(_entry(kind, name, row, path) for kind, rows in table.items() for name, row in rows.items())
    return entries, [(country, name, others) for country, known in same.items() for name, others in known.items()]


def _entry(kind: str, name: str, row: Any, path: Path) -> Entry:
    try:
        lat, lon = row["at"]
        return Entry(
            name=name, lat=float(lat), lon=float(lon), kind=kind, country=row.get("in", ""), ref=row.get("ref", ""),
            radius_m=float(row.get("km", 3)) * 1000, names=tuple(row.get("names", ())), is_loose=True,
            population=int(row.get("weight", 20_000)),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as broken:
        raise BrokenData(str(path), f"{kind}.{name}: needs at = [latitude, longitude] ({broken})") from broken


@cache
def gazetteer(folder: Path | None = None) -> Gazetteer:
    """Return the shipped gazetteer, with the gazetteer*.bin and the aliases.toml of a case folder where there are any.

    Cost: under 50 ms; memory grows only by what is looked up.

    Raises:
        BrokenData: A file is none of ours, was cut, or has a row that cannot be used.
    """
    data = Path(str(files("firsthand.data")))
    made = Gazetteer([opened(data / "gazetteer.bin")]).with_aliases(data / "aliases.toml", data / "aliases.bin")
    if folder is not None:
        for path in sorted(folder.glob("gazetteer*.bin")):
            made.with_layer(opened(path))
        if (folder / "aliases.toml").exists():
            made.with_aliases(folder / "aliases.toml")
    return made
