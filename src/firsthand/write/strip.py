"""The status strip: the states' probabilities as a band over days, every claim a mark over its days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from firsthand.data.events import event_kinds
from firsthand.write import words
from firsthand.write.drawing import KIND_WORDS, Days, isolated, moment
from firsthand.write.view import Json, View

HOLLOW = frozenset({"planned", "expected", "possible", "conditional", "denied"})
LEAST_CHANGE = 0.03  # of a probability from one day to the next that is worth showing
MARGIN_DAYS = 3
LOOK_BACK_DAYS = 30
"""Marks that begin longer than this before the first publication run off the left edge, as `since 2019` does."""
KIND_ORDER = {kind: n for n, kind in enumerate(KIND_WORDS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Claims of one voice that say the same of the same days; x in pixels, `core` is what surely lies within."""

    claims: tuple[str, ...]
    left: float
    right: float
    core: tuple[float, float] | None
    open_left: bool
    open_right: bool
    hollow: bool
    denied: bool
    says: str | None
    """The state that it speaks for, if any."""
    label: str
    lane: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One voice with its marks, in `lanes` lines above one another."""

    origin: str | None
    kind: str
    label: str
    via: str
    marks: tuple[Mark, ...]
    lanes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One state of the band: lower and upper edge at each x, both as shares of the height from 0 (top) to 1."""

    state: str
    points: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The geometry of a strip, in pixels; drawn by `strip_svg`."""

    days: Days
    layers: tuple[Layer, ...]
    attested: tuple[tuple[float, float], ...]
    """Stretches of x over which some report speaks of the very day."""
    fade_from: float | None
    """From here on no report speaks of the days."""
    rows: tuple[Row, ...]
    undated: tuple[str, ...]
    """Claims that bear on the status but give no time."""
    outside: tuple[str, ...]
    """Claims whose days lie outside the window."""


def strip(view: View, status: Json, *, left: float, right: float) -> Strip:
    """Return the strip of a status between two x.

    Cost: linear in days and claims.
    """
    claims = bearing(view, status)
    days = Days(**window(view, status, claims), left=left, right=right)
    rows, outside = _rows(view, status, [c for c in claims if _dated(c)], days)
    last = status["last_attested"]
    fade = days.end(last) if last else days.left
    return Strip(
        days=days,
        layers=_layers(status, days),
        attested=_stretches(status, days),
        fade_from=days.clipped(fade) if fade < days.right - 1 else None,
        rows=rows,
        undated=tuple(c["id"] for c in claims if not _dated(c)),
        outside=outside,
    )


def bearing(view: View, status: Json) -> tuple[Json, ...]:
    """Return the claims that bear on a status: those behind its days, and those that plan, expect or deny it there."""
    behind = {claim for day in status["days"] for claim in day["claims"]}
    if status["id"] == view.brief["answer"]["about"]:
        behind |= {i for i in view.brief["answer"]["grounds"] if _is_there(view.claims.get(i), status)}
    return tuple(c for c in view.claims.values() if c["id"] in behind or (c["stance"] in HOLLOW and _is_of(c, status)))


def _is_there(claim: Json | None, status: Json) -> bool:
    return claim is not None and any(_same_place(place, status["site"]) for place in claim["locations"])


def _same_place(place: Json, site: Json) -> bool:
    if place["ref"] and site["ref"]:
        return bool(place["ref"] == site["ref"])
    return bool(place["name"].casefold() == site["name"].casefold())


def _is_of(claim: Json, status: Json) -> bool:
    kind = event_kinds().get(claim["kind"])
    aspects = {effect.aspect for effect in kind.effects} if kind else set()
    return status["aspect"] in aspects and _is_there(claim, status)


def _dated(claim: Json) -> bool:
    when = claim["when"]
    return bool(when and any((*when["begin"], *when["end"])))


def window(view: View, status: Json, claims: Sequence[Json]) -> dict[str, date]:
    """Return the first and last day to draw: where something changes or is told, with a margin, within the days."""
    rows = status["days"]
    if not rows:
        known = sorted(r["published"][:10] for r in view.reports.values() if r["published"]) or ["2000-01-01"]
        return {"first": date.fromisoformat(known[0]), "last": date.fromisoformat(known[-1])}
    start, end = date.fromisoformat(rows[0]["date"]), date.fromisoformat(rows[-1]["date"])
    published = sorted(r["published"][:10] for r in view.reports.values() if r["published"])
    back = date.fromisoformat(published[0]) - timedelta(days=LOOK_BACK_DAYS) if published else start
    told = [b for c in claims if c["when"] for b in (*c["when"]["begin"], *c["when"]["end"]) if b]
    near = [d for d in (date.fromisoformat(b[:10]) for b in told) if max(back, start) <= d <= end]
    changed = [
        date.fromisoformat(b["date"])
        for a, b in pairwise(rows)
        if any(abs(a.get(s, 0) - b.get(s, 0)) > LEAST_CHANGE for s in status["states"])
    ]
    days = near + [d for d in changed if d >= back] or [start, end]
    margin = timedelta(days=MARGIN_DAYS)
    return {"first": max(start, min(days) - margin), "last": min(end, max(days) + 2 * margin)}


def _layers(status: Json, days: Days) -> tuple[Layer, ...]:
    """Return the states stacked; a day is a plateau with a short slope to the next, days thinner than a pixel merge."""
    rows = [d for d in status["days"] if days.first <= date.fromisoformat(d["date"]) <= days.last]
    step = max(1, round(1 / days.pixels_per_day))
    rows = rows[::step]
    flat = 0.3 * days.pixels_per_day if days.pixels_per_day > 4 else 0.0  # noqa: PLR2004  # else no plateau to see
    layers = []
    below = [0.0] * len(rows)
    order = _stacked(status["states"])
    for state in order:
        points: list[tuple[float, float, float]] = []
        upper = [low + row.get(state, 0.0) for low, row in zip(below, rows, strict=True)]
        for row, low, high in zip(rows, below, upper, strict=True):
            middle = days.start(row["date"]) + days.pixels_per_day / 2
            points += [(middle - flat, low, high), (middle + flat, low, high)] if flat else [(middle, low, high)]
        if points:
            points = [(days.left, *points[0][1:]), *points, (days.right, *points[-1][1:])]
        if any(high - low > 0.004 for _, low, high in points):  # noqa: PLR2004  # thinner than a hair
            layers.append(Layer(state=state, points=tuple(points)))
        below = upper
    return tuple(layers)


def _stacked(states: Sequence[str]) -> list[str]:
    known = ["absent", "closed", "leaving", "partly", "arriving", "present", "open"]
    return sorted(states, key=lambda s: (known.index(s) if s in known else len(known), states.index(s)))


def _stretches(status: Json, days: Days) -> tuple[tuple[float, float], ...]:
    out: list[tuple[float, float]] = []
    for row in status["days"]:
        if row["attested"] and days.first <= date.fromisoformat(row["date"]) <= days.last:
            left, right = days.start(row["date"]), days.end(row["date"])
            if out and abs(out[-1][1] - left) < 0.01:  # noqa: PLR2004  # the same edge
                out[-1] = (out[-1][0], right)
            else:
                out.append((left, right))
    return tuple(out)


def _rows(view: View, status: Json, claims: Sequence[Json], days: Days) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    by_voice: dict[tuple[str, str, str], list[Json]] = defaultdict(list)
    outside: list[str] = []
    for claim in claims:
        mark = _mark(view, [claim], status, days)
        if mark.right <= days.left or mark.left >= days.right:
            outside.append(claim["id"])
        else:
            by_voice[(view.kind_of(claim), *_voice(view, claim))].append(claim)
    rows = [_row(view, status, group, days) for group in by_voice.values()]
    rows.sort(key=lambda row: (KIND_ORDER[row.kind], min(m.left for m in row.marks), row.label))
    return tuple(rows), tuple(outside)


def _row(view: View, status: Json, claims: Sequence[Json], days: Days) -> Row:
    groups: dict[tuple[object, ...], list[Json]] = defaultdict(list)
    for c in claims:
        key = (*c["when"]["begin"], *c["when"]["end"], c["kind"], c["phase"], c["stance"])
        groups[key].append(c)
    marks = sorted(
        (_mark(view, group, status, days) for group in groups.values()), key=lambda m: (m.left, m.right, m.claims)
    )
    ends: list[float] = []
    placed = []
    for mark in marks:
        lane = next((n for n, end in enumerate(ends) if end <= mark.left + 0.5), len(ends))
        ends[lane : lane + 1] = [mark.right]
        placed.append(_in_lane(mark, lane))
    label, via = _voice(view, claims[0])
    return Row(
        origin=claims[0]["origin"],
        kind=view.kind_of(claims[0]),
        label=isolated(label),
        via=isolated(via),
        marks=tuple(placed),
        lanes=len(ends),
    )


def _voice(view: View, claim: Json) -> tuple[str, str]:
    """Return a voice's name and whom it came through: what a row stands for, whatever the number of its statements."""
    origin = view.origin_of(claim)
    if not origin:
        return words.outlet_of(view.report_of(claim)), ""
    label, via = origin["voice"] or "a voice that is not named", origin["via"] or ""
    return label, "" if via.casefold() in label.casefold() else via


def _in_lane(mark: Mark, lane: int) -> Mark:
    return Mark(**{name: getattr(mark, name) for name in Mark.__slots__ if name != "lane"}, lane=lane)


def _mark(view: View, claims: Sequence[Json], status: Json, days: Days) -> Mark:
    claim = claims[0]
    (b0, b1), (e0, e1) = claim["when"]["begin"], claim["when"]["end"]
    open_right = e1 is None
    e1 = e1 or _told_on(view, claims, b0)
    left = days.start(b0) if b0 else days.left - 1 if (e1 or not b1) else days.start(b1)
    right = days.end(e1) if e1 else days.right + 1 if (b0 or not e0) else days.end(e0)
    core = None
    if b1 and e0 and moment(b1) <= moment(e0):
        core = (days.clipped(days.start(b1)), days.clipped(days.end(e0)))
    elif b0 and b0 == b1 and open_right:
        core = (days.clipped(days.start(b0)), days.clipped(right))
    if core:  # bounds that contradict each other are drawn as wide as they are
        left, right = min(left, core[0]), max(right, core[1])
    least = 3.0  # pixels: an instant must be seen
    right = max(right, left + least)
    return Mark(
        claims=tuple(c["id"] for c in claims),
        left=days.clipped(left) if right > days.left and left < days.right else left,
        right=days.clipped(right) if right > days.left and left < days.right else right,
        core=core if core and core[1] - core[0] >= 1 else None,
        open_left=left < days.left,
        open_right=open_right or right > days.right,
        hollow=claim["stance"] in HOLLOW,
        denied=claim["stance"] == "denied",
        says=says(claim, status),
        label=words.kind(claim["kind"], claim["phase"]),
    )


def _told_on(view: View, claims: Sequence[Json], begin: str | None) -> str | None:
    """Return the last day on which claims with an open end were published: of later days they say nothing."""
    days = [r["published"][:10] for c in claims if (r := view.report_of(c))["published"]]
    last = max(days, default=None)
    return last if last and last >= (begin or "")[:10] else None


def says(claim: Json, status: Json) -> str | None:
    """Return the state that a claim speaks for during its time, as `events.toml` has it; None where it says none."""
    kind = event_kinds().get(claim["kind"])
    fitting = [e for e in kind.effects if e.aspect == status["aspect"]] if kind else []
    exact = [e for e in fitting if e.phase == claim["phase"]] or fitting
    state = next((e.during or e.after for e in exact if e.during or e.after), None)
    return state if state in status["states"] else None
