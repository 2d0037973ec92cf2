"""Names on the map: labels that give way to one another, countries in the middle of what is seen, towns by rank."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from firsthand.data.map import Area, BaseMap
from firsthand.write.drawing import short, tag, text_width
from firsthand.write.map import Frame, clipped_ring

ZOOMS = (1.0, 2.0, 4.0, 8.0)
MOST_TOWNS = 160
MOST_LABELS = 26  # towns that bear their name at zoom 1; the others wait for a closer one
EDGE = 2.0  # pixels that a label keeps from the drawing's edge
FREE = 4.0  # pixels that a country's name keeps from it
PixelBox = tuple[float, float, float, float]


@dataclass(slots=True)
class Labels:
    """Boxes that are taken, in pixels at zoom 1; a label that finds no room waits for a closer zoom."""

    size: tuple[float, float]
    taken: list[PixelBox] = field(default_factory=list)

    def room(
        self, x: float, y: float, text: str, size: float, *, offset: float = 7.0, least: float = 1.0
    ) -> tuple[float, float, str, float] | None:
        """Return dx, dy, anchor and least zoom of the first free place around a point, None where there is none."""
        width, height = text_width(text, size), size * 1.15
        choices = (
            (offset, size * 0.35, "start"),
            (-offset, size * 0.35, "end"),
            (0.0, -offset, "middle"),
            (0.0, offset + size * 0.8, "middle"),
        )
        for zoom in (z for z in ZOOMS if z >= least):
            for dx, dy, anchor in choices:
                left = x + (dx - {"start": 0.0, "middle": width / 2, "end": width}[anchor]) / zoom
                box = (
                    left - 2 / zoom,
                    y + (dy - size) / zoom,
                    left + (width + 2) / zoom,
                    y + (dy + height - size + 3) / zoom,
                )
                whole = overlap_free(box, self.size)
                if (whole or zoom > 1) and not any(overlap(box, other) for other in self.taken):
                    self.taken.append(box)
                    return dx, dy, anchor, zoom
        return None


def overlap_free(box: PixelBox, size: tuple[float, float]) -> bool:
    """Whether a box lies within the drawing."""
    return box[0] >= EDGE and box[2] <= size[0] - EDGE and box[1] >= EDGE and box[3] <= size[1] - EDGE


def overlap(a: PixelBox, b: PixelBox) -> bool:
    """Whether two boxes meet."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def names(window: Frame, ground: BaseMap, labels: Labels, known: set[str]) -> Markup:
    """Return the names of countries and towns that find room; those of `known` places are left to them."""
    out = []
    for area in ground.countries:
        if area.name.casefold() not in known:
            out += _country(window, area, labels)
    towns = [t for t in ground.towns if t.name.casefold() not in known]
    seen = [t for t in towns if inside(window, t.lon, t.lat)] + [t for t in towns if not inside(window, t.lon, t.lat)]
    for n, town in enumerate(seen[:MOST_TOWNS]):
        x, y = window.at(town.lon, town.lat)
        place = labels.room(x, y, town.name, 11, offset=5, least=1.0 if n < MOST_LABELS else 2.0)
        if place:
            dx, dy, anchor, zoom = place
            late = f" z{zoom:.0f}" if zoom > 1 else ""
            dot = (
                tag("rect", x=-2, y=-2, width=4, height=4, class_=f"town{late}")
                if town.capital
                else tag("circle", r=1.7, class_=f"town{late}")
            )
            label = tag("text", town.name, x=dx, y=dy, text_anchor=anchor, class_=f"town{late}", font_size=11)
            out.append(pin((x, y), dot, label))
    return tag("g", *out, aria_hidden="true")


def inside(window: Frame, lon: float, lat: float) -> bool:
    """Whether a point lies on the drawing."""
    x, y = window.at(lon, lat)
    return 0 <= x <= window.width and 0 <= y <= window.height


def _country(window: Frame, area: Area, labels: Labels) -> list[Markup]:
    """Return a country's name at the deepest of its points that is free."""
    text = area.name.upper()
    width, height = text_width(text, 12.5) * 1.3, 14.0
    for x, y in _depths(window, area)[:12]:
        box = (x - width / 2, y - height, x + width / 2, y + 4)
        free = box[0] >= FREE and box[2] <= window.width - FREE
        free = free and not any(overlap(box, other) for other in labels.taken)
        if free:
            labels.taken.append(box)
            return [pin((x, y), tag("text", text, text_anchor="middle", class_="country", font_size=12.5))]
    return []


def pin(point: tuple[float, float], *shapes: Markup) -> Markup:
    """Return shapes that keep their size on the screen while the map is zoomed."""
    x, y = point
    return tag("g", *shapes, class_="pin", transform=f"translate({short(x)} {short(y)})", data_x=x, data_y=y)


def _depths(window: Frame, area: Area) -> list[tuple[float, float]]:
    """Return points of a grid in the part of a country that is on the drawing, those farthest from its edge first."""
    box = (0.0, 0.0, window.width, window.height)
    rings = [ring for r in area.rings if len(ring := clipped_ring(window.line(r), box)) > 2]  # noqa: PLR2004  # an area
    ring = max(rings, key=_surface) if rings else np.zeros((0, 2))
    if _surface(ring) < 6000:  # noqa: PLR2004  # square pixels: no room for a name
        return []
    xs = np.linspace(ring[:, 0].min(), ring[:, 0].max(), 18)[1:-1]
    ys = np.linspace(ring[:, 1].min(), ring[:, 1].max(), 18)[1:-1]
    deep = []
    for x in xs:
        for y in ys:
            if _holds(ring, x, y):
                gap = np.abs(ring - (x, y)) / (2.2, 1.0)  # names are wide and low
                deep.append((-float(gap.max(axis=1).min()), float(x), float(y)))
    return [(x, y) for _, x, y in sorted(deep)]


def _surface(ring: NDArray[np.float64]) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def _holds(ring: NDArray[np.float64], x: float, y: float) -> bool:
    """Whether a point lies in a ring: the even-odd rule."""
    ax, ay = ring[:, 0], ring[:, 1]
    bx, by = np.roll(ax, -1), np.roll(ay, -1)
    crosses = (ay > y) != (by > y)
    rise = np.where(crosses, by - ay, 1.0)
    return bool((crosses & (x < (bx - ax) * (y - ay) / rise + ax)).sum() % 2)
