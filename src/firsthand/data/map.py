"""The offline base map (`map.json.gz`, made by `training/basemap.py` from Natural Earth)."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from firsthand.core.errors import BrokenData

Line = NDArray[np.float64]
"""float64[n, 2]: longitude and latitude, degrees."""
Box = tuple[float, float, float, float]
"""West, south, east, north, degrees."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Area:
    """A country, lake or disputed area: outer rings and holes alike, to be filled by the even-odd rule."""

    name: str
    note: str
    rings: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town of Natural Earth; rank 0 is a world city, 10 a small one."""

    name: str
    lon: float
    lat: float
    rank: int
    capital: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BaseMap:
    """What meets a box of the world."""

    countries: tuple[Area, ...]
    borders: tuple[Line, ...]
    coasts: tuple[Line, ...]
    rivers: tuple[Line, ...]
    lakes: tuple[Area, ...]
    disputed: tuple[Area, ...]
    towns: tuple[Town, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _World:
    pack: Mapping[str, Any]
    arcs: tuple[Line, ...]
    rivers: tuple[Line, ...]
    lakes: tuple[Line, ...]
    disputed: tuple[Area, ...]
    boxes: NDArray[np.float64]
    used: NDArray[np.int64]


def base_map(box: Box) -> BaseMap:
    """Return land, borders, water and towns that meet a box, lines uncut.

    Raises:
        BrokenData: The pack cannot be read.

    Cost: about 0.1 s the first time (unpacking), some ms after that.
    """
    world = _world()
    near = _meets(world.boxes, box)
    west, south, east, north = box
    return BaseMap(
        countries=tuple(area for row in world.pack["countries"] if (area := _country(row, world, near, box))),
        borders=tuple(world.arcs[n] for n in np.flatnonzero(near & (world.used > 1))),
        coasts=tuple(world.arcs[n] for n in np.flatnonzero(near & (world.used == 1))),
        rivers=tuple(line for line in world.rivers if _touches(line, box)),
        lakes=tuple(Area(name="", note="", rings=(ring,)) for ring in world.lakes if _touches(ring, box)),
        disputed=tuple(area for area in world.disputed if any(_touches(ring, box) for ring in area.rings)),
        towns=tuple(
            Town(name=name, lon=lon, lat=lat, rank=rank, capital=bool(capital))
            for name, lon, lat, rank, capital in world.pack["towns"]
            if west <= lon <= east and south <= lat <= north
        ),
        source=world.pack["source"],
    )


@cache
def _world() -> _World:
    try:
        data = (files("firsthand.data") / "map.json.gz").read_bytes()
        pack = msgspec.json.decode(gzip.decompress(data))
    except (OSError, EOFError, msgspec.DecodeError) as fault:
        raise BrokenData(file="map.json.gz", why=str(fault)) from fault
    scale = pack["steps_per_degree"]
    arcs = tuple(_unpacked(arc, scale) for arc in pack["arcs"])
    boxes = np.array([[*arc.min(axis=0), *arc.max(axis=0)] for arc in arcs])
    used = np.zeros(len(arcs), dtype=np.int64)
    for row in pack["countries"]:
        for polygon in row["polygons"]:
            for ring in polygon:
                for n in ring:
                    used[n if n >= 0 else ~n] += 1
    return _World(
        pack=pack,
        arcs=arcs,
        rivers=tuple(_unpacked(line, scale) for line in pack["rivers"]),
        lakes=tuple(_unpacked(ring, scale) for ring in pack["lakes"]),
        disputed=tuple(
            Area(name=row["name"], note=row["note"], rings=tuple(_unpacked(ring, scale) for ring in row["rings"]))
            for row in pack["disputed"]
        ),
        boxes=boxes,
        used=used,
    )


def _unpacked(steps: list[int], scale: int) -> Line:
    points: Line = np.cumsum(np.array(steps, dtype=np.float64).reshape(-1, 2), axis=0) / scale
    return points


def _meets(boxes: NDArray[np.float64], box: Box) -> NDArray[np.bool_]:
    west, south, east, north = box
    near: NDArray[np.bool_] = (
        (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
    )
    return near


def _touches(line: Line, box: Box) -> bool:
    (left, low), (right, high) = line.min(axis=0), line.max(axis=0)
    west, south, east, north = box
    return bool(left <= east and right >= west and low <= north and high >= south)


def _country(row: Mapping[str, Any], world: _World, near: NDArray[np.bool_], box: Box) -> Area | None:
    """Return a country with those of its polygons that come near; a polygon around the box counts by its own box."""
    rings: list[Line] = []
    for polygon in row["polygons"]:
        numbers = [n if n >= 0 else ~n for ring in polygon for n in ring]
        if not near[numbers].any() and len(numbers) < 2:  # noqa: PLR2004  # one arc is its own whole box
            continue
        for ring in polygon:
            arcs = [world.arcs[n] if n >= 0 else world.arcs[~n][::-1] for n in ring]
            line = np.concatenate([arcs[0], *(arc[1:] for arc in arcs[1:])])
            if _touches(line, box):
                rings.append(line)
    return Area(name=row["name"], note="", rings=tuple(rings)) if rings else None
