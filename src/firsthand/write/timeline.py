"""The timeline: events as ranges of days with the origins behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from firsthand.write import words
from firsthand.write.clauses import clause, noun_phrase, opened
from firsthand.write.drawing import Days, cut, short, tag, ticks
from firsthand.write.view import Json, View

LOOK_BACK_DAYS = 30
NARROW_DAYS = 10
"""An event dated more roughly than this stands below the others: its bar tells little."""
ROW, TOP, LABELS, WIDTH = 30.0, 26.0, 430.0, 1040.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """An event on the scale of days, x in pixels; `core` is what surely lies within, None where no day is sure."""

    event: str
    left: float
    right: float
    core: tuple[float, float] | None
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events in order of time; those outside the scale and those without a date have no range."""

    days: Days
    ranges: tuple[Range, ...]
    outside: tuple[str, ...]
    undated: tuple[str, ...]


def timeline(view: View, *, left: float, right: float) -> Timeline:
    """Return the events between two x, earliest first. Cost: n log n in events."""
    days = Days(**window(view), left=left, right=right)
    dated = [e for e in view.events.values() if e["when"] and any((*e["when"]["begin"], *e["when"]["end"]))]
    dated.sort(key=_order)
    ranges, outside = [], []
    for event in dated:
        drawn = _range(event, days)
        if drawn is None:
            outside.append(event["id"])
        else:
            ranges.append(drawn)
    known = {e["id"] for e in dated}
    return Timeline(
        days=days,
        ranges=tuple(ranges),
        outside=tuple(outside),
        undated=tuple(i for i in view.events if i not in known),
    )


def _order(event: Json) -> tuple[str, str, int, str]:
    (b0, b1), (e0, e1) = event["when"]["begin"], event["when"]["end"]
    return (b0 or b1 or e0 or e1 or "", e1 or e0 or "9999", -event["origins_for"], event["id"])


def window(view: View) -> dict[str, date]:
    """Return the days to draw: from the first event of the weeks before the first publication to the last of all."""
    published = sorted(r["published"][:10] for r in view.reports.values() if r["published"])
    bounds = _bounds(view.events.values())
    if not bounds:
        day = date.fromisoformat((published or ["2000-01-01"])[0])
        return {"first": day, "last": day + timedelta(days=7)}
    back = date.fromisoformat(published[0]) - timedelta(days=LOOK_BACK_DAYS) if published else bounds[0]
    ahead = date.fromisoformat(published[-1]) + timedelta(days=2 * LOOK_BACK_DAYS) if published else bounds[-1]
    sharp = _bounds(e for e in view.events.values() if is_narrow(e))
    near = [b for b in sharp if back <= b <= ahead] or [b for b in bounds if back <= b <= ahead] or bounds
    return {"first": near[0] - timedelta(days=1), "last": near[-1] + timedelta(days=1)}


def is_narrow(event: Json) -> bool:
    """Whether an event is dated to a few days: its beginning, or if only the end is known its end."""
    if not event["when"]:
        return False
    low, high = event["when"]["begin"]
    if low is None or high is None:
        low, high = event["when"]["end"]
    if low is None or high is None:
        return False
    return (date.fromisoformat(high[:10]) - date.fromisoformat(low[:10])).days <= NARROW_DAYS


def _bounds(events: Iterable[Json]) -> list[date]:
    spans = [(e["when"]["begin"], e["when"]["end"]) for e in events if e["when"]]
    return sorted(date.fromisoformat(b[:10]) for begin, end in spans for b in (*begin, *end) if b)


def _range(event: Json, days: Days) -> Range | None:
    (b0, b1), (e0, e1) = event["when"]["begin"], event["when"]["end"]
    left = days.start(b0) if b0 else (days.left - 1 if e1 or not b1 else days.start(b1))
    right = days.end(e1) if e1 else (days.right + 1 if b0 or not e0 else days.end(e0))
    if right <= days.left or left >= days.right:
        return None
    core = None
    if b1 and e0 and days.end(e0) > days.start(b1):
        core = days.clipped(days.start(b1)), days.clipped(days.end(e0))
    return Range(
        event=event["id"],
        left=days.clipped(left),
        right=max(days.clipped(right), days.clipped(left) + 2),
        core=core if core and core[1] > core[0] else None,
        open_left=left < days.left,
        open_right=right > days.right,
    )


def title_of(event: Json, view: View | None = None) -> str:
    """Return an event's name: who did what, where; as a thing where nobody tells it as done.

    With the view, the phase is told that all its claims tell: `began to withdraw`.
    """
    if event["kind"] == "statement" and view:
        event = _as_told(event, view)
    if not event["claims_for"]:
        return opened(noun_phrase(event))
    phases = {view.claims[c]["phase"] for c in event["claims_for"] if c in view.claims} if view else set()
    return opened(clause(event, phases.pop() if len(phases) == 1 else None))


def _as_told(event: Json, view: View) -> Json:
    """Return a statement with the words of its first claim, by which it is said: `met`, not `made a statement`."""
    first = next((view.claims[c] for c in (*event["claims_for"], *event["claims_other"]) if c in view.claims), None)
    return {**event, "quote": first["quote"], "trigger": first["trigger"]} if first is not None else event


def bar(drawn: Range, event: Json, days: Days) -> tuple[Markup, ...]:
    """Return the shapes of a range between y 0 and 14; certain days are solid, the rest is pale."""
    klass = "ev" if event["claims_for"] else "ev hollow"
    shapes = [tag("rect", x=drawn.left, y=1, width=drawn.right - drawn.left, height=12, class_=f"{klass} pale")]
    if drawn.core:
        shapes.append(
            tag(
                "rect",
                x=drawn.core[0],
                y=1,
                width=max(drawn.core[1] - drawn.core[0], 2),
                height=12,
                class_=f"{klass} core",
            )
        )
    if drawn.open_left:
        shapes.append(tag("rect", x=days.left, y=1, width=3, height=12, class_="beyond"))
    if drawn.open_right:
        shapes.append(tag("rect", x=days.right - 3, y=1, width=3, height=12, class_="beyond"))
    return tuple(shapes)


def timeline_svg(view: View, *, most: int = 40) -> Markup:
    """Return the timeline as one picture, the events with most shown-independent origins of each time."""
    drawn = timeline(view, left=LABELS, right=WIDTH - 14)
    best = sorted(
        drawn.ranges,
        key=lambda r: (-view.events[r.event]["origins_for"], -len(view.events[r.event]["claims_for"]), r.event),
    )
    chosen = {r.event for r in best[:most]}
    shown = [r for r in drawn.ranges if r.event in chosen]
    return _svg(view, drawn.days, shown)


def _svg(view: View, days: Days, shown: Sequence[Range]) -> Markup:
    height = TOP + ROW * len(shown) + 24
    parts = [
        tag("line", x1=t.x, x2=t.x, y1=TOP - 6, y2=height - 20, class_="grid major" if t.major else "grid")
        for t in ticks(days)
    ]
    parts += [
        tag("text", t.label, x=t.x + 1, y=height - 6, class_="tick")
        for t in ticks(days)
        if t.label and t.x < days.right - 30
    ]
    for n, drawn in enumerate(shown):
        event, y = view.events[drawn.event], TOP + n * ROW
        name = cut(title_of(event, view), LABELS - 28, 12)
        count = words.counted(event["origins_for"], "origin") + f" · {words.time_of(event['when'])}"
        parts.append(tag("text", name, x=LABELS - 12, y=y + 6, class_="label"))
        parts.append(
            tag(
                "text",
                cut(f"{words.kind(event['kind'])} · {count}", LABELS - 28, 11.5),
                x=LABELS - 12,
                y=y + 19,
                class_="label small",
            )
        )
        parts.append(tag("g", *bar(drawn, event, days), transform=f"translate(0 {short(y)})"))
    return tag(
        "svg",
        *parts,
        class_="timeline",
        viewBox=f"0 0 {short(WIDTH)} {short(height)}",
        width=WIDTH,
        height=height,
        role="img",
        aria_label="Events as ranges of days, with the number of origins shown independent",
        xmlns="http://www.w3.org/2000/svg",
    )
