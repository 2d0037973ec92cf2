"""The events' section: a row each with its bar on one scale of days, the filters above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from firsthand.write import words
from firsthand.write.drawing import KIND_WORDS, Days, short, tag, ticks
from firsthand.write.page_pictures import section
from firsthand.write.paged import first_page
from firsthand.write.timeline import Range, is_narrow, timeline, title_of
from firsthand.write.view import Json, View

EVENTS_A_PAGE = 30
GROUPS = ("", "Only roughly dated", "Before or after the days shown, or without a date")
TWO = 2
MOST_CLAIMS = 40
SCALE = 1000.0
"""Width of a bar's drawing, stretched to the column."""
LEAST = 4  # of it, that the shortest bar takes: an instant must be seen


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event as its row shows it; `bar` is left, right, core's left and right (-1: none), open ends, hollow."""

    event: str
    title: str
    when: str
    likely: str
    against: str
    count: str
    kind: str
    least: int
    group: int
    """An index of `GROUPS`."""
    bar: tuple[int, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRows:
    """All events in the order of the page, and the scale that their bars stand on."""

    rows: tuple[EventRow, ...]
    days: Days


def event_rows(view: View) -> EventRows:
    """Return the events: those dated to some days, then those dated roughly, then those that no bar can show."""
    drawn = timeline(view, left=0, right=SCALE)
    known = {r.event: r for r in drawn.ranges}
    rows = [_row(view, view.events[r.event], r) for r in drawn.ranges]
    rows += [_row(view, view.events[i], None) for i in (*drawn.outside, *drawn.undated)]
    order = {
        row.event: (row.group, known[row.event].left if row.event in known else 0.0, n) for n, row in enumerate(rows)
    }
    return EventRows(rows=tuple(sorted(rows, key=lambda row: order[row.event])), days=drawn.days)


def _row(view: View, event: Json, drawn: Range | None) -> EventRow:
    told = (*event["claims_for"], *event["claims_against"], *event["claims_other"])
    against = event["origins_against"]
    return EventRow(
        event=event["id"],
        title=title_of(event, view),
        when=words.time_of(event["when"]),
        likely=f"{event['assessment']['words']} so" if event["claims_for"] else "not told as done",
        against=f"{words.counted(against, 'origin')} against" if against else "",
        count=f"{event['origins_for']} of {event['origins_possible']}",
        kind=event["kind"],
        least=event["origins_for"],
        group=2 if drawn is None else 0 if is_narrow(event) else 1,
        bar=_bar(drawn, hollow=not event["claims_for"]) if drawn else (),
        claims=tuple(c for c in told if c in view.claims),
    )


def _bar(drawn: Range, *, hollow: bool) -> tuple[int, ...]:
    left, low = round(drawn.left), round(drawn.core[0]) if drawn.core else -1
    high = max(round(drawn.core[1]), low + LEAST) if drawn.core else -1
    ends = drawn.open_left + 2 * drawn.open_right
    return left, max(round(drawn.right), left + LEAST), low, high, ends, int(hollow)


def timeline_section(view: View, found: EventRows) -> Markup:
    """Return the events as rows with a bar each, and the filters above them."""
    if not found.rows:
        return section("events", "Events", None, tag("p", "No event was found in these reports.", class_="empty"))
    grid = _grid(found.days)
    shown: list[Markup] = []
    for n, row in enumerate(found.rows[:EVENTS_A_PAGE]):
        if row.group and (n == 0 or found.rows[n - 1].group != row.group):
            shown.append(tag("li", GROUPS[row.group], class_="grouphead"))
        shown.append(_shown(view, row, grid))
    sub = (
        "Each bar spans the days that the words allow. The figure is the number of origins shown independent, "
        "of those possible; weak is what no two origins shown independent tell."
    )
    pages = first_page(shown, "ol", total=len(found.rows), per_page=EVENTS_A_PAGE, name="events")
    return section("events", "Events", sub, _filters(view), _axis(found.days, grid), pages)


def _grid(days: Days) -> str:
    lines, last = [], -99.0
    for t in ticks(days):
        if t.label and t.x - last >= 100:  # noqa: PLR2004  # of 1000: few enough to be quiet
            lines.append(f"M{short(t.x)} 0v14")
            last = t.x
    return "".join(lines)


def _axis(days: Days, grid: str) -> Markup:
    labels, last = [], -999.0
    for t in ticks(days):
        if t.label and t.x - last >= 100 and t.x < 950:  # noqa: PLR2004  # of 1000: room for a label on half a screen
            labels.append(tag("text", t.label, x=f"{short(t.x / 10)}%", y=11, class_="tick"))
            last = t.x
    svg = tag("svg", *labels, class_="axis", height=16, aria_hidden="true")
    return tag("div", svg, class_="axisrow", data_grid=grid)


def _shown(view: View, row: EventRow, grid: str) -> Markup:
    anchors = [view.anchors[c] for c in row.claims]
    name = tag(
        "a", row.title, href=f"#{anchors[0]}" if anchors else "#events", class_="mark",
        data_claims=" ".join(anchors[:MOST_CLAIMS]), dir="auto",
    )  # fmt: skip
    facts = " · ".join(part for part in (row.when, row.likely, row.against) if part)
    weak = tag("span", "weak", class_="weak") if row.least < TWO else None
    head = tag("div", tag("div", name, class_="what"), tag("div", facts, " ", weak, class_="dim"))
    return tag(
        "li",
        head,
        tag("b", row.count, class_="n"),
        tag("div", _shape(row, grid), class_="barbox"),
        id=view.anchors[row.event],
        class_="event" if row.least >= TWO else "event thin",
        data_n=row.least,
    )


def _shape(row: EventRow, grid: str) -> Markup | None:
    if not row.bar:
        return None
    left, right, low, high, ends, hollow = row.bar
    klass = "ev hollow" if hollow else "ev"
    shapes = [
        tag("path", d=grid, class_="grid") if grid else None,
        tag("rect", x=left, y=1, width=right - left, height=12, class_=f"{klass} pale"),
        tag("rect", x=low, y=1, width=high - low, height=12, class_=f"{klass} core") if low >= 0 else None,
        tag("rect", x=0, y=1, width=3, height=12, class_="beyond") if ends & 1 else None,
        tag("rect", x=997, y=1, width=3, height=12, class_="beyond") if ends & 2 else None,
    ]
    box = f"0 0 {short(SCALE)} 14"
    return tag("svg", *shapes, class_="bar", viewBox=box, preserveAspectRatio="none", height=14, aria_hidden="true")


def _filters(view: View) -> Markup:
    kinds = sorted({e["kind"] for e in view.events.values()})
    voices = [k for k in KIND_WORDS if any(view.kind_of(c) == k for c in view.claims.values())]
    stances = sorted({c["stance"] for c in view.claims.values()})
    origins = sorted(view.origins.values(), key=lambda o: (-len(o["claims"]), o["id"]))[:80]
    parts = [
        select("event-kind", "kind", "Kind", [(k, words.kind(k)) for k in kinds]),
        select("event-voice", "voice", "Kind of voice", [(v, KIND_WORDS[v]) for v in voices]),
        select("event-origin", "origin", "Origin", [(view.anchors[o["id"]], words.voice_of(o)[:60]) for o in origins]),
        select("event-stance", "stance", "Stance", [(s, s) for s in stances]),
    ]
    two = tag("label", tag("input", type="checkbox", data_least=2), " two independent origins or more", class_="check")
    return tag(
        "form",
        *parts,
        two,
        tag("output", class_="found", aria_live="polite"),
        class_="filters",
        data_for="events",
        aria_label="Filter the events",
    )


def select(ident: str, field: str, label: str, options: Sequence[tuple[str, str]]) -> Markup:
    """Return a labelled choice; `field` is what the script filters by."""
    rows = [tag("option", "all", value=""), *(tag("option", text, value=value) for value, text in options)]
    return tag("label", tag("span", label), tag("select", *rows, id=ident, data_field=field))
