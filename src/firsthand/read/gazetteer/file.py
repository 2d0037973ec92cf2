r"""The gazetteer's file: columns of numbers and a sorted index of hashed names, mapped into memory and never loaded.

    magic b"FHGAZ1\\n\\0", length of the header (uint32), header (JSON), columns (each at a multiple of 64 bytes)

The header names each column with type, shape and offset, and holds the lists of kinds and regions. An index is a
table of (name, place), sorted: 40 bits of the folded name's hash, of which the upper 16 are only in the directory of
buckets, and 24 bits of the place's number, of which the highest says that it is the place's own name. So no spelling
is stored, only whether it is one.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from firsthand.core.errors import BrokenData
from firsthand.read.where.fold import KEY_BITS, fold, key, loose

MAGIC = b"FHGAZ1\n\0"
MOST_PLACES = (1 << 23) - 1
_OWN_NAME = MOST_PLACES + 1
_BUCKET_BITS = 16
_REST_BITS = KEY_BITS - _BUCKET_BITS
_OTHER_REF = 1 << 31  # in the column of GeoNames ids: the ref is an ICAO code, or built from the place's name
_ALIGN = 64
_ROOM_FOR_COLUMNS = 4096  # bytes in the header for the columns' own description
_BLOCK = 64  # names between two stored offsets
_ICAO_LENGTH = 4
RADIUS_STEP = 8.0
_POPULATION_STEP = 8.0  # eighths of a power of two: within 9 % of the true number
_DEGREES_LAT = 180 / (2**24 - 1)
_DEGREES_LON = 360 / (2**24 - 1)

Column = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place on its way into a gazetteer file."""

    name: str
    lat: float
    lon: float
    kind: str
    country: str = ""
    """ISO 3166 alpha-2; empty for seas, continents and what lies in several."""
    region: str = ""
    """Code of the first-level division, e.g. `SY.02`."""
    population: int = 0
    radius_m: float = 0.0
    ref: str = ""
    """`geonames:173330` or `icao:OSKL`; any other is built from kind, region and name."""
    names: tuple[str, ...] = field(default=())
    """Every other name, in any script."""
    is_loose: bool = False
    """Whether transliterations of its names may be matched by sound."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One opened file; `columns` are views of mapped memory."""

    path: str
    header: Mapping[str, Any]
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self.columns["kind"])

    def matches(self, hashes: Column, index: str = "name") -> tuple[Column, Column, Column]:
        """Find the places that bear given names.

        Args:
            hashes: uint64[n], of `key`.
            index: `name` for spellings, `sound` for transliterations.

        Returns:
            (int64[m], int64[m], bool[m]): which of the n names; the number of a place that bears it; whether that is
            the place's own name and not another.

        Cost: O(n).
        """
        buckets = (hashes >> np.uint64(_REST_BITS)).astype(np.int64)
        rests = (hashes & np.uint64((1 << _REST_BITS) - 1)).astype(np.uint32)
        directory = self.columns[f"{index}_bucket"]
        low = directory[buckets].astype(np.int64)
        counts = directory[buckets + 1] - low
        which = np.repeat(np.arange(len(hashes)), counts)
        rows = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts - low, counts)
        hits = np.flatnonzero(_wide(self.columns[f"{index}_rest"][rows]) == rests[which])
        places = _wide(self.columns[f"{index}_place"][rows[hits]]).astype(np.int64)
        return which[hits], places & MOST_PLACES, places > MOST_PLACES

    def lat(self, ids: Column) -> Column:
        """Return degrees north: float64[n]."""
        return _wide(self.columns["lat"][ids]).astype(np.float64) * _DEGREES_LAT - 90

    def lon(self, ids: Column) -> Column:
        """Return degrees east: float64[n]."""
        return _wide(self.columns["lon"][ids]).astype(np.float64) * _DEGREES_LON - 180

    def population(self, ids: Column) -> Column:
        """Return people, to within 9 %: float64[n]."""
        return np.exp2(self.columns["population"][ids] / _POPULATION_STEP) - 1

    def name(self, number: int) -> str:
        """Return a place's own name."""
        block, inside = divmod(number, _BLOCK)
        start = int(self.columns["name_block"][block])
        lengths = self.columns["name_length"][number - inside : number + 1]
        end = start + int(lengths.sum())
        return bytes(self.columns["name_bytes"][end - int(lengths[-1]) : end]).decode()

    def region(self, number: int) -> str:
        """Return the code of the first-level division that holds a place (`SY.02`), or of its country (`SY.`)."""
        return str(self.header["regions"][self.columns["region"][number]])

    def ref(self, number: int) -> str:
        """Return a place's reference."""
        stored = int(self.columns["geonames"][number])
        if stored >= _OTHER_REF:
            return f"icao:{_icao(stored - _OTHER_REF)}"
        if stored:
            return f"geonames:{stored}"
        kind = self.header["kinds"][self.columns["kind"][number]]
        code = self.region(number)
        return f"{kind}:{code}" if kind == "region" else f"{kind}:{code}/{self.name(number)}"


def _wide(three: Column) -> Column:
    low = three.astype(np.uint32)
    return np.asarray(low[..., 0] | low[..., 1] << np.uint32(8) | low[..., 2] << np.uint32(16))


def _narrow(values: Column) -> Column:
    return np.ascontiguousarray(values.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :3])


def opened(path: Path) -> Layer:
    """Map a gazetteer file into memory.

    Raises:
        BrokenData: The file is no gazetteer, or was cut.

    Cost: under 5 ms and no memory until a name is looked up.
    """
    with path.open("rb") as stream:
        try:
            data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as empty:
            raise BrokenData(str(path), "is empty") from empty
    if data[: len(MAGIC)] != MAGIC:
        raise BrokenData(str(path), "is no gazetteer of this version")
    start = len(MAGIC) + 4
    length = int.from_bytes(data[len(MAGIC) : start], "little")
    try:
        header = json.loads(data[start : start + length])
        columns = {
            name: np.frombuffer(data, dtype=dtype, count=int(np.prod(shape)), offset=offset).reshape(shape)
            for name, (dtype, shape, offset) in header["columns"].items()
        }
    except (ValueError, KeyError) as broken:
        raise BrokenData(str(path), "was cut or altered") from broken
    return Layer(str(path), header, columns)


def layer(entries: Sequence[Entry], path: str = "") -> Layer:
    """Build a layer in memory.

    Raises:
        BrokenData: There are more places than an index can number (8 million).
    """
    if len(entries) > MOST_PLACES:
        raise BrokenData(path, f"holds {len(entries)} places, more than {MOST_PLACES}")
    kinds = sorted({entry.kind for entry in entries})
    regions = sorted({_region(entry) for entry in entries})
    header = {"kinds": kinds, "regions": regions}
    names = [entry.name.encode() for entry in entries]
    places = {
        "lat": _narrow(np.rint((np.array([e.lat for e in entries], float) + 90) / _DEGREES_LAT)),
        "lon": _narrow(np.rint((np.array([e.lon for e in entries], float) + 180) / _DEGREES_LON)),
        "kind": _codes([e.kind for e in entries], kinds, "u1"),
        "region": _codes([_region(e) for e in entries], regions, "<u2"),
        "population": _steps([e.population + 1 for e in entries]),
        "radius": _steps([max(1.0, e.radius_m) for e in entries]),
        "geonames": np.array([_number(e.ref) for e in entries], "<u4"),
        "name_length": np.array([len(name) for name in names], "u1"),
        "name_block": np.cumsum([0, *(len(name) for name in names)], dtype="<u4")[:-1:_BLOCK],
        "name_bytes": np.frombuffer(b"".join(names), np.uint8),
    }
    names_of = _index("name", entries, fold)
    sounds_of = _index("sound", [e if e.is_loose else None for e in entries], loose)
    return Layer(path, header, places | names_of | sounds_of)


def written(entries: Sequence[Entry], path: Path, more: Mapping[str, Any] | None = None) -> Path:
    """Write a gazetteer file, with `more` in its header, and return its path; the same entries give the same bytes."""
    built = layer(entries, str(path))
    digest = sha256(b"".join(column.tobytes() for column in built.columns.values())).hexdigest()
    header: dict[str, Any] = {**built.header, **(more or {}), "digest": digest}
    start = _aligned(len(MAGIC) + 4 + len(_json(header)) + _ROOM_FOR_COLUMNS)
    header["columns"] = {}
    for name, column in built.columns.items():
        header["columns"][name] = [column.dtype.str, list(column.shape), start]
        start = _aligned(start + column.nbytes)
    head = _json(header)
    fresh = path.with_name(f"{path.name}.new")  # who has the old file mapped keeps it whole
    with fresh.open("wb") as stream:
        stream.write(MAGIC + len(head).to_bytes(4, "little") + head)
        for name, column in built.columns.items():
            stream.write(b"\0" * (header["columns"][name][2] - stream.tell()))
            stream.write(column.tobytes())
    return fresh.replace(path)


def _json(header: Mapping[str, Any]) -> bytes:
    return json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGN) * _ALIGN


def _codes(values: Sequence[str], known: Sequence[str], dtype: str) -> Column:
    number = {value: code for code, value in enumerate(known)}
    return np.array([number[value] for value in values], dtype)


def _steps(values: Sequence[float]) -> Column:
    steps = np.rint(np.log2(np.array(values, float)) * _POPULATION_STEP)
    return np.asarray(np.minimum(255, steps), "u1")


def _region(entry: Entry) -> str:
    return entry.region or f"{entry.country}."


def _number(ref: str) -> int:
    scheme, _, code = ref.partition(":")
    if scheme == "geonames" and code.isdigit():
        return int(code)
    if scheme == "icao" and len(code) == _ICAO_LENGTH and code.isascii() and code.isalpha():
        letters = [ord(char) - ord("A") for char in reversed(code)]
        return _OTHER_REF + sum(int(letter * 26**power) for power, letter in enumerate(letters))
    return 0


def _icao(number: int) -> str:
    return "".join(chr(ord("A") + number // 26**power % 26) for power in reversed(range(_ICAO_LENGTH)))


def _index(title: str, entries: Sequence[Entry | None], spelling: Callable[[str], str]) -> dict[str, Column]:
    found: set[tuple[int, int]] = set()
    for number, entry in enumerate(entries):
        if entry is not None:
            own = spelling(entry.name)
            others = {spelling(name) for name in entry.names} - {"", own}
            if title == "name" and entry.kind in {"country", "region"}:
                others.add(f"={_region(entry)}")
            found.update((key(name), number) for name in others)
            if own:
                found.add((key(own), number | _OWN_NAME))
    table = np.array(sorted(found), "<u8").reshape(-1, 2)
    buckets = np.arange((1 << _BUCKET_BITS) + 1, dtype="<u8")
    return {
        f"{title}_bucket": np.searchsorted(table[:, 0] >> np.uint64(_REST_BITS), buckets).astype("<u4"),
        f"{title}_rest": _narrow(table[:, 0] & np.uint64((1 << _REST_BITS) - 1)),
        f"{title}_place": _narrow(table[:, 1]),
    }
