"""The map as SVG: base map, areas of doubt, movements, places; labels that give way to one another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from firsthand.data.map import Area, BaseMap, base_map
from firsthand.write import words
from firsthand.write.drawing import cut, isolated, short, tag, text_width
from firsthand.write.map import (
    Frame,
    Movement,
    Spot,
    clipped_line,
    clipped_ring,
    frame,
    movements,
    spots,
    thinned,
)
from firsthand.write.view import View

WIDE, NARROW = (1040.0, 580.0), (380.0, 400.0)
ZOOMS = (1.0, 2.0, 4.0, 8.0)
MOST_TOWNS = 60
MOST_MOVEMENTS = 12
THINNEST, PER_ORIGIN = 2.0, 2.0  # pixels: an arrow's width, and what each further origin adds

PixelBox = tuple[float, float, float, float]


@dataclass(slots=True)
class Labels:
    """Boxes that are taken, in pixels at zoom 1; a label that finds no room waits for a closer zoom."""

    size: tuple[float, float]
    taken: list[PixelBox] = field(default_factory=list)

    def room(self, x: float, y: float, text: str, size: float, *, offset: float = 7.0) -> tuple[float, float, str, float] | None:
        """Return dx, dy, anchor and least zoom of the first free place around a point, None where there is none."""
        width, height = text_width(text, size), size * 1.15
        choices = (
            (offset, size * 0.35, "start"), (-offset, size * 0.35, "end"), (0.0, -offset, "middle"), (0.0, offset + size * 0.8, "middle"),
        )  # fmt: skip
        for zoom in ZOOMS:
            for dx, dy, anchor in choices:
                left = x + (dx - {"start": 0.0, "middle": width / 2, "end": width}[anchor]) / zoom
                box = (left - 2 / zoom, y + (dy - size) / zoom, left + (width + 2) / zoom, y + (dy + height - size + 3) / zoom)
                inside = 2 <= box[0] and box[2] <= self.size[0] - 2 and 2 <= box[1] and box[3] <= self.size[1] - 2
                if (inside or zoom > 1) and not any(_overlap(box, other) for other in self.taken):
                    self.taken.append(box)
                    return dx, dy, anchor, zoom
        return None


def _overlap(a: PixelBox, b: PixelBox) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A map and what did not fit on it."""

    svg: Markup
    movements: tuple[Movement, ...]
    off: tuple[Spot, ...]
    """Resolved places that lie outside the window or are too wide to be a point."""
    source: str
    disputed: tuple[str, ...]


def map_svg(view: View, *, size: tuple[float, float] = WIDE, name: str = "map") -> Drawn | None:
    """Return the map of all claims; None where no place is resolved."""
    known = spots(view)
    moved = movements(view, known)
    window = frame(known.values(), moved, width=size[0], height=size[1])
    if window is None:
        return None
    inside = [s for s in known.values() if not s.is_wide and _within(window, s)]
    off = tuple(s for s in known.values() if s not in inside)
    ground = base_map(window.box())
    narrow = size[0] < 600  # noqa: PLR2004  # the page's own break point
    buttons = (size[0] - 58, 0.0, size[0], 136.0)  # where the page lays the zoom buttons over a wide map
    labels = Labels(size=size, taken=[] if narrow else [buttons])
    above = _spots(view, window, inside, labels, narrow=narrow)
    arrows, arrow_labels = _arrows(view, window, moved[:MOST_MOVEMENTS], labels, narrow=narrow)
    towns = _names(window, ground, labels, {s.name.casefold() for s in inside})
    parts = [
        tag("rect", x=-size[0], y=-size[1], width=3 * size[0], height=3 * size[1], class_="sea"),
        *_ground(window, ground, name),
        towns,
        *_doubts(window, inside),
        arrows,
        above,
        arrow_labels,
    ]
    hatch = tag("pattern", tag("path", d="M0 5L5 0M-1 1L1 -1M4 6L6 4", class_="hatch"), id=f"{name}-hatch", width=5, height=5, patternUnits="userSpaceOnUse")
    svg = tag(
        "svg", tag("defs", hatch), tag("g", *parts, class_="ground"), _scale_bar(window),
        class_=f"map {'narrow' if narrow else 'wide'}", viewBox=f"0 0 {short(size[0])} {short(size[1])}", width=size[0], height=size[1],
        role="group", aria_label="Map of the places and movements that the claims speak of", xmlns="http://www.w3.org/2000/svg",
    )  # fmt: skip
    return Drawn(svg=svg, movements=moved, off=off, source=ground.source, disputed=tuple(a.name for a in ground.disputed))


def _within(window: Frame, spot: Spot) -> bool:
    x, y = window.at(spot.lon, spot.lat)
    return 0 <= x <= window.width and 0 <= y <= window.height


def _ground(window: Frame, ground: BaseMap, name: str) -> list[Markup]:
    room = (-window.width * 0.7, -window.height * 0.7, window.width * 1.7, window.height * 1.7)
    land = "".join(_rings(window, area, room) for area in ground.countries)
    lakes = "".join(_rings(window, area, room) for area in ground.lakes)
    out = [tag("path", d=land, class_="land", fill_rule="evenodd"), tag("path", d=lakes, class_="lake")]
    for lines, kind in ((ground.rivers, "river"), (ground.coasts, "coast"), (ground.borders, "border")):
        out.append(tag("path", d="".join(_line(window, line, room) for line in lines), class_=kind))
    for area in ground.disputed:
        title = tag("title", f"{area.name}: {area.note}" if area.note else area.name)
        outline = _rings(window, area, room)
        if outline:
            out.append(tag("path", title, d=outline, class_="disputed", fill=f"url(#{name}-hatch)"))
    return out


def _rings(window: Frame, area: Area, room: PixelBox) -> str:
    out = []
    for ring in area.rings:
        points = clipped_ring(window.line(ring), room)
        if len(points) > 2:  # noqa: PLR2004  # an area needs three
            out.append(_path(thinned(points)) + "Z")
    return "".join(out)


def _line(window: Frame, line: NDArray[np.float64], room: PixelBox) -> str:
    return "".join(_path(thinned(part)) for part in clipped_line(window.line(line), room))


def _path(points: NDArray[np.float64]) -> str:
    """Return path data with relative steps, which are half as long as absolute ones."""
    whole = np.round(points * 10).astype(int)
    steps = np.diff(whole, axis=0)
    first = f"M{short(whole[0][0] / 10)} {short(whole[0][1] / 10)}"
    rest = " ".join(f"{short(dx / 10)} {short(dy / 10)}" for dx, dy in steps.tolist() if dx or dy)
    return f"{first}l{rest}" if rest else first


def _doubts(window: Frame, inside: Iterable[Spot]) -> list[Markup]:
    out = []
    for spot in inside:
        x, y = window.at(spot.lon, spot.lat)
        r = window.pixels(spot.radius_m, spot.lat)
        if 5 < r < window.width * 0.45:  # noqa: PLR2004  # smaller than the dot, or wider than the drawing
            title = tag("title", f"{spot.name}: somewhere within {words.number(max(1, round(spot.radius_m / 1000)))} km")
            out.append(tag("circle", title, cx=x, cy=y, r=r, class_="doubt"))
    return out


def _spots(view: View, window: Frame, inside: Sequence[Spot], labels: Labels, *, narrow: bool) -> Markup:
    out = []
    size = 11.5 if narrow else 13.0
    for spot in inside:
        x, y = window.at(spot.lon, spot.lat)
        labels.taken.append((x - 6, y - 6, x + 6, y + 6))
    for spot in inside:
        x, y = window.at(spot.lon, spot.lat)
        letters = size + 1.5 if spot.is_site else size
        name = cut(spot.name, 190.0, letters)
        place = labels.room(x, y, name, letters, offset=10)
        shapes = [tag("circle", r=6.5 if spot.is_site else 4.5, class_="site" if spot.is_site else "spot")]
        if place:
            dx, dy, anchor, zoom = place
            late = f" z{zoom:.0f}" if zoom > 1 else ""
            shapes.append(tag("text", isolated(name), x=dx, y=dy, text_anchor=anchor, class_=f"place{' main' if spot.is_site else ''}{late}", font_size=letters))
        claims = " ".join(view.anchors[c] for c in spot.claims[:40])
        tip = f"{spot.name}: {words.counted(len(spot.claims), 'claim')}"
        pin = tag("g", tag("circle", r=14, class_="touch"), *shapes, class_="pin", transform=f"translate({short(x)} {short(y)})", data_x=x, data_y=y)
        out.append(tag("a", pin, href=f"#{view.anchors[spot.claims[0]]}" if spot.claims else "#map", class_="mark", data_claims=claims, data_tip=tip, aria_label=tip))
    return tag("g", *out)


def _arrows(view: View, window: Frame, moved: Sequence[Movement], labels: Labels, *, narrow: bool) -> tuple[Markup, Markup]:
    lines, texts = [], []
    for n, movement in enumerate(moved):
        if not movement.start or not movement.end:
            continue
        a, b = window.at(movement.start.lon, movement.start.lat), window.at(movement.end.lon, movement.end.lat)
        if not _near(window, a) and not _near(window, b):
            continue
        b = _at_edge(window, a, b)
        a = _at_edge(window, b, a)
        control = _bend(a, b, n)
        width = THINNEST + PER_ORIGIN * max(0, movement.shown - 1)
        tip = movement_words(movement)
        klass = "move planned" if movement.only_planned else "move"
        middle = _on_curve(a, control, b, 0.5)
        claims = " ".join(view.anchors[c] for c in movement.claims[:40])
        curve = f"M{short(a[0])} {short(a[1])}Q{short(control[0])} {short(control[1])} {short(b[0])} {short(b[1])}"
        head = _head(control, b, width)
        shapes = [
            tag("path", d=curve, class_="touch"),
            tag("path", d=curve, class_=klass, stroke_width=width),
            head,
        ]
        href = f"#{view.anchors[movement.claims[0]]}"
        lines.append(tag("a", *shapes, href=href, class_="mark", data_claims=claims, data_tip=tip, aria_label=tip))
        text = _arrow_text(movement, narrow=narrow)
        for t in (0.5, 0.38, 0.62, 0.28, 0.72):
            middle = _on_curve(a, control, b, t)
            place = labels.room(*middle, text, 11.5, offset=8)
            if place and place[3] == 1.0:
                break
        if place:
            dx, dy, anchor, zoom = place
            late = f" z{zoom:.0f}" if zoom > 1 else ""
            label = tag("text", text, x=dx, y=dy, text_anchor=anchor, class_=f"moved{late}", font_size=11.5)
            x, y = middle
            texts.append(tag("g", label, class_="pin", transform=f"translate({short(x)} {short(y)})", data_x=x, data_y=y))
    return tag("g", *lines), tag("g", *texts, aria_hidden="true")


def movement_words(movement: Movement) -> str:
    """Return a movement in words, with how many origins stand behind it."""
    where = f"From {movement.start.name if movement.start else '?'} to {movement.end.name if movement.end else '?'}"
    span = f", {words.days(movement.first, movement.last)}" if movement.first or movement.last else ""
    if movement.only_planned:
        return f"{where}: planned or expected, not told as done{span} ({words.counted(len(movement.claims), 'claim')})"
    most = f", {words.number(movement.possible)} at most" if movement.possible > movement.shown else ""
    origins = f"{words.counted(movement.shown, 'origin')} shown independent{most}"
    return f"{where}{span}: {origins} ({words.counted(len(movement.claims), 'claim')})"


def _arrow_text(movement: Movement, *, narrow: bool) -> str:
    if movement.only_planned:
        return f"to {movement.end.name if movement.end else ''}: expected" if not narrow else "expected"
    span = words.days(movement.first, movement.last, year=False) if movement.first or movement.last else ""
    count = words.counted(movement.shown, "origin")
    return f"{count}, {span}" if span and not narrow else count


def _near(window: Frame, point: tuple[float, float]) -> bool:
    return -5 <= point[0] <= window.width + 5 and -5 <= point[1] <= window.height + 5


def _at_edge(window: Frame, inner: tuple[float, float], outer: tuple[float, float]) -> tuple[float, float]:
    """Return `outer`, or where the way to it leaves the drawing."""
    share = 1.0
    for axis, size in ((0, window.width), (1, window.height)):
        step = outer[axis] - inner[axis]
        for bound in (14.0, size - 14.0):
            if step and (outer[axis] < 0 or outer[axis] > size):
                t = (bound - inner[axis]) / step
                if 0 < t < share:
                    share = t
    return inner[0] + (outer[0] - inner[0]) * share, inner[1] + (outer[1] - inner[1]) * share


def _bend(a: tuple[float, float], b: tuple[float, float], n: int) -> tuple[float, float]:
    """Return the control point of a curve that bends upwards, the next one more so that two do not lie on each other."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    lift = 0.16 + 0.06 * (n % 3)
    sign = 1.0 if dx > 0 else -1.0
    return (a[0] + b[0]) / 2 + dy * lift * sign, (a[1] + b[1]) / 2 - dx * lift * sign


def _on_curve(a: tuple[float, float], control: tuple[float, float], b: tuple[float, float], t: float) -> tuple[float, float]:
    u = 1 - t
    x = u * u * a[0] + 2 * u * t * control[0] + t * t * b[0]
    y = u * u * a[1] + 2 * u * t * control[1] + t * t * b[1]
    return x, y


def _head(control: tuple[float, float], b: tuple[float, float], width: float) -> Markup:
    angle = math.degrees(math.atan2(b[1] - control[1], b[0] - control[0]))
    size = 5 + width
    turn = f"translate({short(b[0])} {short(b[1])})"
    shape = tag("path", d=f"M-3 0L{short(-3 - size * 1.4)} {short(-size * 0.7)}v{short(size * 1.4)}z", class_="head", transform=f"rotate({angle:.0f})")
    return tag("g", shape, class_="pin", transform=turn, data_x=b[0], data_y=b[1])


def _names(window: Frame, ground: BaseMap, labels: Labels, known: set[str]) -> Markup:
    out = []
    for area in ground.countries:
        if area.name.casefold() not in known:
            out += _country(window, area, labels)
    towns = [t for t in ground.towns if t.name.casefold() not in known]
    for town in towns[:MOST_TOWNS]:
        x, y = window.at(town.lon, town.lat)
        place = labels.room(x, y, town.name, 11, offset=5)
        if place:
            dx, dy, anchor, zoom = place
            late = f" z{zoom:.0f}" if zoom > 1 else ""
            dot = tag("rect", x=-2, y=-2, width=4, height=4, class_=f"town{late}") if town.capital else tag("circle", r=1.7, class_=f"town{late}")
            label = tag("text", town.name, x=dx, y=dy, text_anchor=anchor, class_=f"town{late}", font_size=11)
            out.append(_pin((x, y), dot, label))
    return tag("g", *out, aria_hidden="true")


def _country(window: Frame, area: Area, labels: Labels) -> list[Markup]:
    """Return a country's name at the deepest of its points that is free."""
    text = area.name.upper()
    width, height = text_width(text, 12.5) * 1.3, 14.0
    for x, y in _depths(window, area)[:12]:
        box = (x - width / 2, y - height, x + width / 2, y + 4)
        free = 4 <= box[0] and box[2] <= window.width - 4 and not any(_overlap(box, other) for other in labels.taken)
        if free:
            labels.taken.append(box)
            return [_pin((x, y), tag("text", text, text_anchor="middle", class_="country", font_size=12.5))]
    return []


def _pin(point: tuple[float, float], *shapes: Markup) -> Markup:
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


def _scale_bar(window: Frame) -> Markup:
    lat = window.back(0, window.height / 2)[1]
    for km in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000):
        length = window.pixels(km * 1000, lat)
        if length >= 60:  # noqa: PLR2004  # pixels: long enough to read
            break
    x, y = 16.0, window.height - 16
    bar = tag("path", d=f"M{short(x)} {short(y - 5)}v5h{short(length)}v-5", class_="scale")
    return tag("g", bar, tag("text", f"{km} km", x=x + length + 6, y=y, class_="scale"), class_="scalebar", data_km=km, data_px=length, aria_hidden="true")
