"""The map: where claims put things, how sure the place is, and what is said to have moved from where to where."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.core.distance import EARTH_M, great_circle_m
from firsthand.write.view import Json, View

FAR_LAT = 84.0
NO_DISTANCE_DEG = 0.15
WIDEST_PLACE_M = 250_000.0
"""Places wider than this (countries, large regions) are named, not drawn as a point."""
LEAST_SPAN_M = 60_000.0
LONE_SPAN_M = 320_000.0
"""A place alone is shown with its surroundings: the next towns and borders."""
MARGIN = 0.16  # of the drawing's size, free around the outermost point
BUNDLE = 18.0  # pixels: arrows whose ends lie closer than this cannot be told apart
PAN_ROOM = 0.5  # of the drawing's size, that the base map reaches beyond each edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as the claims have it."""

    key: str
    name: str
    lat: float
    lon: float
    radius_m: float
    kind: str | None
    claims: tuple[str, ...]
    is_site: bool

    @property
    def is_wide(self) -> bool:
        """Whether it is too wide to be shown as a point with an area around it."""
        return self.radius_m > WIDEST_PLACE_M or self.kind in {"country", "continent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What is said to have gone from one place to another; `shown` and `possible` count origins."""

    start: Spot | None
    end: Spot | None
    claims: tuple[str, ...]
    shown: int
    possible: int
    only_planned: bool
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A web Mercator window: degrees to pixels."""

    west: float
    north: float
    pixels_per_radian: float
    width: float
    height: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return x and y of a point; outside the drawing where the point is."""
        x = math.radians(lon - self.west) * self.pixels_per_radian
        return x, (mercator(self.north) - mercator(lat)) * self.pixels_per_radian

    @property
    def from_equator(self) -> float:
        """How far north of the equator the upper edge lies, pixels."""
        return mercator(self.north) * self.pixels_per_radian

    def line(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return float64[n, 2] of x and y for float64[n, 2] of longitude and latitude."""
        lat = np.radians(np.clip(points[:, 1], -FAR_LAT, FAR_LAT))
        x = np.radians(points[:, 0] - self.west) * self.pixels_per_radian
        y = (mercator(self.north) - np.log(np.tan(np.pi / 4 + lat / 2))) * self.pixels_per_radian
        return np.stack([x, y], axis=1)

    def pixels(self, metres: float, lat: float) -> float:
        """Return how long a distance on the ground is on the drawing, at a latitude."""
        return metres / (EARTH_M * math.cos(math.radians(lat))) * self.pixels_per_radian

    def box(self, beyond: float = PAN_ROOM) -> tuple[float, float, float, float]:
        """Return west, south, east, north of the drawing and some room beyond it, degrees."""
        dx, dy = self.width * beyond, self.height * beyond
        west, north = self.back(-dx, -dy)
        east, south = self.back(self.width + dx, self.height + dy)
        return max(west, -180.0), south, min(east, 180.0), north

    def back(self, x: float, y: float) -> tuple[float, float]:
        """Return longitude and latitude of a point of the drawing."""
        lat = math.degrees(2 * math.atan(math.exp(mercator(self.north) - y / self.pixels_per_radian)) - math.pi / 2)
        return self.west + math.degrees(x / self.pixels_per_radian), lat


def mercator(lat: float) -> float:
    """Return the Mercator ordinate of a latitude, radians."""
    clipped = math.radians(min(max(lat, -FAR_LAT), FAR_LAT))
    return math.log(math.tan(math.pi / 4 + clipped / 2))


def spots(view: View) -> dict[str, Spot]:
    """Return the resolved places of all claims by key (reference, else name), those with most claims first."""
    groups: dict[str, list[tuple[Json, str]]] = defaultdict(list)
    for claim in view.claims.values():
        for place in claim["locations"]:
            if place["lat"] is not None and place["lon"] is not None:
                groups[key_of(place)].append((place, claim["id"]))
    site = view.main["site"] if view.main else None
    out = []
    for key, rows in groups.items():
        place = rows[0][0]
        is_site = site is not None and key == key_of(site)
        names = [row["name"] for row, _ in rows]
        out.append(
            Spot(
                key=key,
                name=site["name"] if is_site and site else max(sorted(set(names)), key=names.count),
                lat=place["lat"],
                lon=place["lon"],
                radius_m=place["radius_m"] or 0.0,
                kind=place["kind"],
                claims=tuple(dict.fromkeys(claim for _, claim in rows)),
                is_site=is_site,
            )
        )
    if site and site["lat"] is not None and not any(spot.is_site for spot in out):
        radius = site["radius_m"] or 0.0
        out.append(
            Spot(
                key=key_of(site),
                name=site["name"],
                lat=site["lat"],
                lon=site["lon"],
                radius_m=radius,
                kind=site["kind"],
                claims=(),
                is_site=True,
            )
        )
    out.sort(key=lambda spot: (not spot.is_site, -len(spot.claims), spot.key))
    return {spot.key: spot for spot in out}


def key_of(place: Json) -> str:
    """Return what tells a place from another: its point, to about 1 km, else its name.

    References differ for one place (an airfield's code, a town list's number), and a name has many spellings.
    """
    if place["lat"] is None or place["lon"] is None:
        return str(place["name"].casefold())
    return f"{place['lat']:.2f} {place['lon']:.2f}"


def movements(view: View, known: dict[str, Spot]) -> tuple[Movement, ...]:
    """Return what moved from where to where, most shown-independent origins first.

    Only claims that name a start and an end that differ, or an end to which something goes from the site, make one.
    """
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in view.claims.values():
        starts = [p for p in claim["locations"] if p["role"] == "from"]
        ends = [p for p in claim["locations"] if p["role"] == "to"]
        for start in starts[:1]:
            for end in ends:
                pair = key_of(start), key_of(end)
                if pair[0] != pair[1] and pair[0] in known and pair[1] in known:
                    groups[pair].append(claim["id"])
    out = [_movement(view, known[start], known[end], ids) for (start, end), ids in groups.items()]
    out.sort(key=lambda m: (m.only_planned, -m.shown, -m.possible, -len(m.claims), m.claims))
    return tuple(out)


def _movement(view: View, start: Spot, end: Spot, ids: Sequence[str]) -> Movement:
    rows = [view.claims[i] for i in ids]
    facts = [row for row in rows if row["stance"] == "asserted"]
    dated = [row["when"] for row in (facts or rows) if row["when"]]
    count = view.count(row["id"] for row in (facts or rows))
    lows = sorted(w["begin"][0][:10] for w in dated if w["begin"][0])
    highs = sorted(w["end"][1][:10] for w in dated if w["end"][1])
    return Movement(
        start=start,
        end=end,
        claims=tuple(ids),
        shown=count.shown,
        possible=count.possible,
        only_planned=not facts,
        first=lows[0] if lows else None,
        last=highs[-1] if highs else None,
    )


def bundled(view: View, moved: Sequence[Movement], window: Frame) -> tuple[Movement, ...]:
    """Return movements as arrows: those whose ends lie within `BUNDLE` pixels of one another are one arrow.

    The claims are joined, so the arrow counts the origins behind all of them once. What goes nowhere on this drawing
    (both ends within `BUNDLE` pixels) gives no arrow.
    """
    groups: list[tuple[Movement, list[str]]] = []
    for movement in moved:
        if not movement.start or not movement.end or _are_near(window, movement.start, movement.end):
            continue
        for first, ids in groups:
            same = first.only_planned == movement.only_planned and first.start and first.end
            if same and _are_near(window, first.start, movement.start) and _are_near(window, first.end, movement.end):
                ids.extend(i for i in movement.claims if i not in ids)
                break
        else:
            groups.append((movement, list(movement.claims)))
    return tuple(_movement(view, first.start, first.end, ids) for first, ids in groups if first.start and first.end)


def _are_near(window: Frame, a: Spot | None, b: Spot | None) -> bool:
    if a is None or b is None:
        return False
    (ax, ay), (bx, by) = window.at(a.lon, a.lat), window.at(b.lon, b.lat)
    return math.hypot(ax - bx, ay - by) <= BUNDLE


def frame(known: Iterable[Spot], moved: Sequence[Movement], *, width: float, height: float) -> Frame | None:
    """Return the window that shows what matters: the site, what moved to or from it, and places near by.

    None where no place is resolved. Places far from the rest, and wide ones, stay outside and are listed.
    """
    points = [spot for spot in known if not spot.is_wide]
    if not points:
        points = list(known)
    if not points:
        return None
    centre = points[0]
    ends = {s.key for m in moved for s in (m.start, m.end) if s and _touch(m, centre)}
    away = ((great_circle_m((centre.lat, centre.lon), (p.lat, p.lon)), p) for p in points)
    far = sorted(away, key=lambda pair: (pair[0], pair[1].key))
    reach = _reach([(d, len(p.claims)) for d, p in far])
    kept = [p for d, p in far if d <= reach or (p.key in ends and d <= 3 * max(reach, 400_000.0))]
    return _around(kept or [centre], width=width, height=height)


def _touch(movement: Movement, spot: Spot) -> bool:
    return any(s is not None and s.key == spot.key for s in (movement.start, movement.end))


def _reach(rows: Sequence[tuple[float, int]]) -> float:
    """Return the distance within which two thirds of the mentions lie, and half as much again."""
    total = sum(n for _, n in rows)
    seen = 0
    for d, n in rows:
        seen += n
        if seen >= total * 2 / 3:
            return max(1.5 * d, LEAST_SPAN_M)
    return LEAST_SPAN_M


def _around(points: Sequence[Spot], *, width: float, height: float) -> Frame:
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    middle = (mercator(south) + mercator(north)) / 2
    lat = (south + north) / 2
    span = LEAST_SPAN_M if max(east - west, north - south) > NO_DISTANCE_DEG else LONE_SPAN_M
    least = span / (EARTH_M * max(0.1, math.cos(math.radians(lat))))
    across = max(math.radians(east - west), least)
    down = max(mercator(north) - mercator(south), least * 0.5)
    free = 1 - 2 * MARGIN
    scale = min(width * free / across, height * free / down)
    half = math.degrees(width / 2 / scale)
    top = math.degrees(2 * math.atan(math.exp(middle + height / 2 / scale)) - math.pi / 2)
    return Frame(west=(west + east) / 2 - half, north=top, pixels_per_radian=scale, width=width, height=height)


def clipped_ring(points: NDArray[np.float64], box: tuple[float, float, float, float]) -> NDArray[np.float64]:
    """Return a ring cut to a box of pixels (left, top, right, bottom): Sutherland-Hodgman, vectorised by edge."""
    left, top, right, bottom = box
    for axis, bound, sign in ((0, left, 1.0), (0, right, -1.0), (1, top, 1.0), (1, bottom, -1.0)):
        if len(points) < 3:  # noqa: PLR2004  # no area left
            return points[:0]
        depth = sign * (points[:, axis] - bound)
        if (depth >= 0).all():
            continue
        points = _cut_by(points, depth)
    return points


def _cut_by(points: NDArray[np.float64], depth: NDArray[np.float64]) -> NDArray[np.float64]:
    after, deeper = np.roll(points, -1, axis=0), np.roll(depth, -1)
    inside, crosses = depth >= 0, (depth >= 0) != (deeper >= 0)
    rise = np.where(crosses, depth - deeper, 1.0)
    meets = points + (after - points) * (depth / rise)[:, None]
    both = np.stack([points, meets], axis=1).reshape(-1, 2)
    keep: NDArray[np.bool_] = np.stack([inside, crosses], axis=1).reshape(-1)
    kept: NDArray[np.float64] = both[keep]
    return kept


def clipped_line(points: NDArray[np.float64], box: tuple[float, float, float, float]) -> list[NDArray[np.float64]]:
    """Return the parts of a line that touch a box of pixels, each with one point beyond its edge."""
    left, top, right, bottom = box
    inside = (points[:, 0] >= left) & (points[:, 0] <= right) & (points[:, 1] >= top) & (points[:, 1] <= bottom)
    near = inside.copy()
    near[:-1] |= inside[1:]
    near[1:] |= inside[:-1]
    parts, edges = [], np.flatnonzero(np.diff(np.concatenate([[False], near, [False]]).astype(int)))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start > 1:
            parts.append(points[start:end])
    return parts


def thinned(points: NDArray[np.float64], least: float = 1.0) -> NDArray[np.float64]:
    """Return a line without the points that lie closer than `least` pixels to the one kept before."""
    if len(points) < 3:  # noqa: PLR2004  # nothing between the ends
        return points
    steps = np.abs(np.diff(points, axis=0)).max(axis=1)
    kept, gone = [0], 0.0
    for n, step in enumerate(steps[:-1], 1):
        gone += float(step)
        if gone >= least:
            kept.append(n)
            gone = 0.0
    return points[[*kept, len(points) - 1]]
