"""The map as SVG: base map, areas of doubt, movements, places; labels that give way to one another."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from firsthand.data.map import Area, BaseMap, base_map
from firsthand.write import words
from firsthand.write.drawing import cut, isolated, short, tag
from firsthand.write.map import (
    PAN_ROOM,
    Frame,
    Movement,
    Spot,
    bundled,
    clipped_line,
    clipped_ring,
    frame,
    movements,
    spots,
    thinned,
)
from firsthand.write.map_names import Labels, PixelBox, names
from firsthand.write.tiles import tile_images
from firsthand.write.view import View

WIDE, NARROW = (1040.0, 580.0), (380.0, 400.0)
MOST_MOVEMENTS = 12
MOST_LETTERS = 26  # of what was moved, beside its arrow
WIDE_AREA_M = 40_000.0  # an area of doubt this wide is no point: its name stands without a dot
NEAR = 5.0  # pixels beyond the edge that still count as on the drawing
THINNEST, PER_ORIGIN = 2.0, 2.0  # pixels: an arrow's width, and what each further origin adds


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
    drawn = bundled(view, moved, window)[:MOST_MOVEMENTS]
    arrows, arrow_labels = _arrows(view, window, drawn, labels, narrow=narrow)
    under = tile_images(window, view.tiles) if view.tiles else Markup("")
    towns = Markup("") if view.tiles else names(window, ground, labels, {s.name.casefold() for s in inside})
    parts = [
        tag("rect", x=-size[0], y=-size[1], width=3 * size[0], height=3 * size[1], class_="sea"),
        *_ground(window, ground, name),
        under,
        towns,
        *_doubts(window, inside),
        arrows,
        above,
        arrow_labels,
    ]
    hatch = tag(
        "pattern",
        tag("path", d="M0 5L5 0M-1 1L1 -1M4 6L6 4", class_="hatch"),
        id=f"{name}-hatch",
        width=5,
        height=5,
        patternUnits="userSpaceOnUse",
    )
    svg = tag(
        "svg",
        tag("defs", hatch),
        tag("g", *parts, class_="ground"),
        _scale_bar(window),
        class_=f"map {'narrow' if narrow else 'wide'}",
        viewBox=f"0 0 {short(size[0])} {short(size[1])}",
        width=size[0],
        height=size[1],
        role="group",
        aria_label="Map of the places and movements that the claims speak of",
        xmlns="http://www.w3.org/2000/svg",
    )
    disputed = tuple(area.name for area in base_map(window.box(0.0)).disputed)
    return Drawn(svg=svg, movements=moved, off=off, source=ground.source, disputed=disputed)


def _within(window: Frame, spot: Spot) -> bool:
    x, y = window.at(spot.lon, spot.lat)
    return 0 <= x <= window.width and 0 <= y <= window.height


def _ground(window: Frame, ground: BaseMap, name: str) -> list[Markup]:
    beyond = PAN_ROOM
    room = (-window.width * beyond, -window.height * beyond, window.width * (1 + beyond), window.height * (1 + beyond))
    land = "".join(_rings(window, area, room) for area in ground.countries)
    lakes = "".join(_rings(window, area, room) for area in ground.lakes)
    out = [tag("path", d=land, class_="land", fill_rule="evenodd"), tag("path", d=lakes, class_="lake")]
    for lines, kind in ((ground.rivers, "river"), (ground.borders, "border")):
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
            title = tag(
                "title", f"{spot.name}: somewhere within {words.number(max(1, round(spot.radius_m / 1000)))} km"
            )
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
        vague = spot.radius_m > WIDE_AREA_M and not spot.is_site
        klass = "site" if spot.is_site else "spot vague" if vague else "spot"
        shapes = [tag("circle", r=6.5 if spot.is_site else 3.5 if vague else 4.5, class_=klass)]
        if place:
            dx, dy, anchor, zoom = place
            late = f" z{zoom:.0f}" if zoom > 1 else ""
            shapes.append(
                tag(
                    "text",
                    isolated(name),
                    x=dx,
                    y=dy,
                    text_anchor=anchor,
                    class_=f"place{' main' if spot.is_site else ' vague' if vague else ''}{late}",
                    font_size=letters,
                )
            )
        claims = " ".join(view.anchors[c] for c in spot.claims[:40])
        tip = f"{spot.name}: {words.counted(len(spot.claims), 'claim')}"
        pin = tag(
            "g",
            tag("circle", r=14, class_="touch"),
            *shapes,
            class_="pin",
            transform=f"translate({short(x)} {short(y)})",
            data_x=x,
            data_y=y,
        )
        out.append(
            tag(
                "a",
                pin,
                href=f"#{view.anchors[spot.claims[0]]}" if spot.claims else "#map",
                class_="mark",
                data_claims=claims,
                data_tip=tip,
                aria_label=tip,
            )
        )
    return tag("g", *out)


def _arrows(
    view: View, window: Frame, moved: Sequence[Movement], labels: Labels, *, narrow: bool
) -> tuple[Markup, Markup]:
    lines, texts = [], []
    for n, movement in enumerate(moved):
        if not movement.start or not movement.end or _is_vague(window, movement):
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
        text = _arrow_text(view, movement, narrow=narrow)
        for t in (0.5, 0.38, 0.62, 0.28, 0.72):
            middle = _on_curve(a, control, b, t)
            place = labels.room(*middle, text, 11.5, offset=8)
            if place and place[3] == 1.0:
                break
        labels.taken += _along(a, control, b)
        if place:
            dx, dy, anchor, zoom = place
            late = f" z{zoom:.0f}" if zoom > 1 else ""
            label = tag("text", text, x=dx, y=dy, text_anchor=anchor, class_=f"moved{late}", font_size=11.5)
            x, y = middle
            texts.append(
                tag("g", label, class_="pin", transform=f"translate({short(x)} {short(y)})", data_x=x, data_y=y)
            )
    return tag("g", *lines), tag("g", *texts, aria_hidden="true")


def _along(a: tuple[float, float], control: tuple[float, float], b: tuple[float, float]) -> list[PixelBox]:
    """Return boxes along a curve, that names of towns keep off it."""
    points = (_on_curve(a, control, b, n / 24) for n in range(25))
    return [(x - 5, y - 5, x + 5, y + 5) for x, y in points]


def _is_vague(window: Frame, movement: Movement) -> bool:
    """Whether an end is a whole country or region that the drawing lies in: its middle is no place to draw from."""
    return any(spot is not None and spot.is_wide and _within(window, spot) for spot in (movement.start, movement.end))


def movement_words(movement: Movement) -> str:
    """Return a movement in words, with how many origins stand behind it."""
    where = f"From {movement.start.name if movement.start else '?'} to {movement.end.name if movement.end else '?'}"
    span = f", {words.days(movement.first, movement.last)}" if movement.first or movement.last else ""
    if movement.only_planned:
        return f"{where}: planned or expected, not told as done{span} ({words.counted(len(movement.claims), 'claim')})"
    most = f", {words.number(movement.possible)} at most" if movement.possible > movement.shown else ""
    origins = f"{words.counted(movement.shown, 'origin')} shown independent{most}"
    return f"{where}{span}: {origins} ({words.counted(len(movement.claims), 'claim')})"


def _arrow_text(view: View, movement: Movement, *, narrow: bool) -> str:
    if movement.only_planned:
        return f"to {movement.end.name if movement.end else ''}: expected" if not narrow else "expected"
    span = words.days(movement.first, movement.last, year=False) if movement.first or movement.last else ""
    count = words.counted(movement.shown, "origin")
    things = Counter(
        p["name"] for c in movement.claims for p in view.claims[c]["participants"] if p["role"] == "object"
    )
    what = next((name for name, _ in things.most_common() if len(name) <= MOST_LETTERS), "")
    return count if narrow else " · ".join(part for part in (isolated(what), count, span) if part)


def _near(window: Frame, point: tuple[float, float]) -> bool:
    x, y = point
    return -NEAR <= x <= window.width + NEAR and -NEAR <= y <= window.height + NEAR


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
    """Return the control point of a curve that bends upwards, the next one more, so that two keep apart."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    lift = 0.16 + 0.06 * (n % 3)
    sign = 1.0 if dx > 0 else -1.0
    return (a[0] + b[0]) / 2 + dy * lift * sign, (a[1] + b[1]) / 2 - dx * lift * sign


def _on_curve(
    a: tuple[float, float], control: tuple[float, float], b: tuple[float, float], t: float
) -> tuple[float, float]:
    u = 1 - t
    x = u * u * a[0] + 2 * u * t * control[0] + t * t * b[0]
    y = u * u * a[1] + 2 * u * t * control[1] + t * t * b[1]
    return x, y


def _head(control: tuple[float, float], b: tuple[float, float], width: float) -> Markup:
    angle = math.degrees(math.atan2(b[1] - control[1], b[0] - control[0]))
    size = 5 + width
    turn = f"translate({short(b[0])} {short(b[1])})"
    shape = tag(
        "path",
        d=f"M-3 0L{short(-3 - size * 1.4)} {short(-size * 0.7)}v{short(size * 1.4)}z",
        class_="head",
        transform=f"rotate({angle:.0f})",
    )
    return tag("g", shape, class_="pin", transform=turn, data_x=b[0], data_y=b[1])


def _scale_bar(window: Frame) -> Markup:
    lat = window.back(0, window.height / 2)[1]
    for km in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000):
        length = window.pixels(km * 1000, lat)
        if length >= 60:  # noqa: PLR2004  # pixels: long enough to read
            break
    x, y = 16.0, window.height - 16
    bar = tag("path", d=f"M{short(x)} {short(y - 5)}v5h{short(length)}v-5", class_="scale")
    return tag(
        "g",
        bar,
        tag("text", f"{km} km", x=x + length + 6, y=y, class_="scale"),
        class_="scalebar",
        data_km=km,
        data_px=length,
        aria_hidden="true",
    )
