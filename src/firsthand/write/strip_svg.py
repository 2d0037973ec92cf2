"""The status strip as SVG, wide for a desk and narrow for a phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from firsthand.write import words
from firsthand.write.drawing import KIND_WORDS, cut, short, tag, text_width, ticks
from firsthand.write.strip import Layer, Mark, Row, Strip, strip
from firsthand.write.view import Json, View

WIDE, NARROW = 1040.0, 380.0
LABELS = 306.0
BAND = 92.0
RIBBON = 46.0
LANE = 20.0
MARK = 11.0
EDGE = 2.5
TOP = 22.0
MOST_ROWS = 28


def strip_svg(
    view: View, status: Json, *, width: float = WIDE, name: str = "strip", rows: slice = slice(MOST_ROWS)
) -> Markup:
    """Return the strip of a status as an SVG element.

    Args:
        view: The brief.
        status: One of its statuses.
        width: Of the drawing, px; under 600 the voices' names stand above their marks.
        name: Unique on the page; ids of gradients start with it.
        rows: Which voices to draw.
    """
    narrow = width < 600  # noqa: PLR2004  # the page's own break point
    left = 4.0 if narrow else LABELS
    drawn = strip(view, status, left=left, right=width - (4.0 if narrow else 14.0))
    shown = drawn.rows[rows]
    body, height = _rows(view, status, drawn, shown, narrow=narrow)
    parts = [
        _gradients(name),
        _grid(drawn, TOP, height),
        _band(status, drawn, name, narrow=narrow),
        body,
        _axis(drawn, height + 16),
    ]
    bottom = height + 26
    return tag(
        "svg",
        *parts,
        class_=f"strip {'narrow' if narrow else 'wide'}",
        viewBox=f"0 0 {short(width)} {short(bottom)}",
        width=width,
        height=bottom,
        role="group",
        aria_label=f"What each voice says of which days, and the state of {status['site']['name']}",
        xmlns="http://www.w3.org/2000/svg",
    )


def ribbon_svg(view: View, status: Json, *, width: float = WIDE, name: str = "ribbon") -> Markup:
    """Return the band of a status alone, with its axis: the whole answer in one line of colour."""
    drawn = strip(view, status, left=0.5, right=width - 0.5)
    days = drawn.days
    shapes = [
        tag("path", d=_outline(layer, 0.5, RIBBON), class_=state_class(layer.state, status)) for layer in drawn.layers
    ]
    labels = [label for layer in drawn.layers if (label := _layer_label(layer, status, 0.5, RIBBON))]
    if drawn.fade_from is not None:
        box = {"x": drawn.fade_from, "y": 0.5, "width": days.right - drawn.fade_from, "height": RIBBON}
        shapes += [tag("rect", **box, fill=f"url(#{name}-fade)"), tag("rect", **box, fill=f"url(#{name}-hatch)")]
    frame = tag("rect", x=days.left, y=0.5, width=days.right - days.left, height=RIBBON, class_="frame")
    summary = "; ".join(span_words(span) for span in status["spans"]) or "no state could be worked out"
    parts = [
        _gradients(name),
        *shapes,
        *labels,
        frame,
        _hit_days(status, drawn, 0.5, RIBBON),
        _axis(drawn, RIBBON + 14),
    ]
    return tag(
        "svg",
        *parts,
        class_=f"strip {'narrow' if width < 600 else 'wide'}",  # noqa: PLR2004  # the page's own break point
        viewBox=f"0 0 {short(width)} {short(RIBBON + 18)}",
        width=width,
        height=RIBBON + 18,
        role="img",
        aria_label=f"{status['site']['name']}, day by day: {summary}",
        xmlns="http://www.w3.org/2000/svg",
    )


def _gradients(name: str) -> Markup:
    def gradient(ident: str, *stops: tuple[str, str]) -> Markup:
        return tag("linearGradient", *(tag("stop", offset=o, class_=c) for o, c in stops), id=f"{name}-{ident}")

    hatch = tag(
        "pattern",
        tag("path", d="M0 6L6 0M-1 1L1 -1M5 7L7 5", class_="hatch"),
        id=f"{name}-hatch",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
    )
    return tag("defs", gradient("fade", ("0", "fade0"), ("0.25", "fade1"), ("1", "fade2")), hatch)


def _grid(drawn: Strip, top: float, bottom: float) -> Markup:
    lines = (
        tag("line", x1=t.x, x2=t.x, y1=top, y2=bottom, class_="grid major" if t.major else "grid")
        for t in ticks(drawn.days)
    )
    return tag("g", *lines, aria_hidden="true")


def _axis(drawn: Strip, y: float) -> Markup:
    room = [t for t in ticks(drawn.days) if t.label and t.x < drawn.days.right - text_width(t.label, 11) + 6]
    return tag("g", *(tag("text", t.label, x=t.x + 1, y=y, class_="tick") for t in room), aria_hidden="true")


def _band(status: Json, drawn: Strip, name: str, *, narrow: bool) -> Markup:
    days = drawn.days
    shapes = [tag("path", d=_outline(layer), class_=state_class(layer.state, status)) for layer in drawn.layers]
    labels = [label for layer in drawn.layers if (label := _layer_label(layer, status))]
    extra = []
    if drawn.fade_from is not None:
        x = drawn.fade_from
        box = {"x": x, "y": TOP, "width": days.right - x, "height": BAND}
        extra = [
            tag("rect", **box, fill=f"url(#{name}-fade)"),
            tag("rect", **box, fill=f"url(#{name}-hatch)", class_="nobody"),
        ]
    frame = tag("rect", x=days.left, y=TOP, width=days.right - days.left, height=BAND, class_="frame")
    summary = "; ".join(span_words(span) for span in status["spans"]) or "no state could be worked out"
    band = tag("g", *shapes, *extra, *labels, frame, role="img", aria_label=f"State by day: {summary}")
    cover_y = TOP + BAND + 5
    cover = [tag("rect", x=a, y=cover_y, width=b - a, height=3, class_="told") for a, b in drawn.attested]
    cover.insert(0, tag("rect", x=days.left, y=cover_y + 1, width=days.right - days.left, height=1, class_="untold"))
    legend = tag("text", "days that a report speaks of", x=days.left, y=cover_y + 16, class_="note")
    if not narrow:
        title = cut(status["site"]["name"], LABELS - 20, 15)
        about = tag("text", title, x=LABELS - 14, y=TOP + BAND / 2 - 4, class_="what")
        aspect = f"{status['aspect']}{' of ' + status['actor'] if status['actor'] else ''}, by day"
        legend += about + tag("text", cut(aspect, LABELS - 20, 12), x=LABELS - 14, y=TOP + BAND / 2 + 14, class_="who")
    return tag("g", band, *cover, legend, _hit_days(status, drawn))


def _outline(layer: Layer, top: float = TOP, height: float = BAND) -> str:
    there = [f"{short(x)} {short(top + low * height)}" for x, low, _ in layer.points]
    back = [f"{short(x)} {short(top + high * height)}" for x, _, high in reversed(layer.points)]
    return f"M{'L'.join(there + back)}Z"


def state_class(state: str, status: Json) -> str:
    """Return the class that colours a state; holders of control take turns."""
    known = {"absent", "arriving", "present", "leaving", "closed", "partly", "open", "contested", "unknown"}
    if state in known:
        return f"s-{state}"
    holders = [s for s in status["states"] if s not in known]
    return f"s-holder{holders.index(state) % 5}" if state in holders else "s-unknown"


def band_key(drawn: Strip, status: Json) -> Markup:
    """Return what each colour of the band stands for, for those too thin to bear their name."""
    items = []
    for layer in drawn.layers:
        chip = tag(
            "svg", tag("rect", width=11, height=11, rx=2, class_=state_class(layer.state, status)), class_="chip"
        )
        items.append(tag("li", chip, words.state(layer.state)))
    return tag("ul", *items, class_="legend")


def _layer_label(layer: Layer, status: Json, top: float = TOP, height: float = BAND) -> Markup | None:
    """Return the state's name where its layer is thick for long enough."""
    runs: list[list[tuple[float, float, float]]] = [[]]
    for point in layer.points:
        if point[2] - point[1] >= 0.42:  # noqa: PLR2004  # thick enough for a line of text
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    run = max(runs, key=lambda r: r[-1][0] - r[0][0] if r else 0.0)
    name = words.state(layer.state)
    if not run or run[-1][0] - run[0][0] < text_width(name, 13) + 10:
        return None
    middle = (run[0][0] + run[-1][0]) / 2
    near = min(run, key=lambda p: abs(p[0] - middle))
    y = top + height * (near[1] + near[2]) / 2 + 4.5
    return tag("text", name, x=middle, y=y, class_=f"state on-{state_class(layer.state, status)}")


def _hit_days(status: Json, drawn: Strip, top: float = TOP, height: float = BAND) -> Markup:
    rows = [d for d in status["days"] if drawn.days.first <= date.fromisoformat(d["date"]) <= drawn.days.last]
    if drawn.days.pixels_per_day < 3:  # noqa: PLR2004  # too thin to point at
        return Markup("")
    out = []
    for row in rows:
        x = drawn.days.start(row["date"])
        out.append(
            tag(
                "rect",
                x=x,
                y=top,
                width=drawn.days.pixels_per_day,
                height=height,
                class_="day",
                data_tip=day_words(row, status),
            )
        )
    return tag("g", *out, aria_hidden="true")


def day_words(row: Json, status: Json) -> str:
    """Return a day of a status in words, with its probabilities and how many claims speak of it."""
    odds = sorted(((row.get(s, 0.0), s) for s in status["states"]), reverse=True)
    told = ", ".join(f"{words.state(s)} {words.percent(p)}" for p, s in odds if p >= 0.005)  # noqa: PLR2004  # shown as 1 %
    near = (
        f"{words.counted(len(row['claims']), 'claim')} bear on it"
        if row["attested"]
        else "no report speaks of this very day"
    )
    return f"{words.day(row['date'])}: {told}; {near}"


def span_words(span: Json) -> str:
    """Return a stretch of a status in words: `leaving, from 21-23 January to 26-27 January 2026`."""
    (f0, f1), (t0, t1) = span["from"], span["to"]
    text = words.state(span["state"])
    begin = f"by {words.day(f1)} at the latest" if f1 and not f0 else words.days(f0, f1 or f0) if f0 else ""
    end = f"{words.day(t0)} at the earliest" if t0 and not t1 else words.days(t0 or t1, t1) if t1 else ""
    if f0 and t1 and (" to " in begin or " to " in end):
        return f"{text}, begun {words.within(f0, f1 or f0)}, over {words.within(t0 or t1, t1)}"
    if begin and end:
        same = bool(f0) and (f1 or f0)[:4] == (t0 or t1)[:4]
        begin = words.days(f0, f1 or f0, year=False) if same else begin
        return f"{text} {begin} and until {end}" if not f0 else f"{text} from {begin} to {end}"
    if begin:
        return f"{text} since {_some_day(begin, f0, f1)}" if f0 else f"{text} {begin}"
    return f"{text} until {_some_day(end, t0 or t1, t1)}" if end else text


def _some_day(text: str, first: str | None, last: str | None) -> str:
    return f"some day {words.within(first, last)}" if " to " in text and first and last else text


def _rows(view: View, status: Json, drawn: Strip, rows: Sequence[Row], *, narrow: bool) -> tuple[Markup, float]:
    top = TOP + BAND + 34
    out: list[Markup] = []
    y = top
    kind = ""
    for row in rows:
        if row.kind != kind:
            kind = row.kind
            y += 6
            x = drawn.days.left if narrow else 12.0
            out.append(tag("rect", x=x, y=y + 1, width=9, height=9, rx=2, class_=f"k-{kind} core"))
            out.append(tag("text", KIND_WORDS[kind], x=x + 15, y=y + 9.5, class_="group"))
            y += 17
        if narrow:
            label = cut(f"{row.label}{', via ' + row.via if row.via else ''}", drawn.days.right - 8, 12)
            out.append(tag("text", label, x=drawn.days.left, y=y + 11, class_="label left"))
            y += 16
        else:
            out.append(_label(row, y + 13))
        out += [_mark(view, status, mark, row, y) for mark in row.marks]
        if not narrow:
            out += _mark_labels(drawn, row, y)
        y += LANE * row.lanes + (4 if narrow else 1)
    return tag("g", *out), y + 4


def _label(row: Row, y: float) -> Markup:
    """Return the voice's name, cut to the column, and whom it came through, which is never cut away."""
    via = f" · {cut(row.via, 110, 12)}" if row.via else ""
    name = cut(row.label, LABELS - 26 - text_width(via, 12), 12)
    full = tag("title", row.label + (f", via {row.via}" if row.via else ""))
    return tag("text", full, name, tag("tspan", via, class_="via"), x=LABELS - 12, y=y, class_="label")


def _mark(view: View, status: Json, mark: Mark, row: Row, top: float) -> Markup:
    y = top + mark.lane * LANE + (LANE - MARK - EDGE - 1) / 2
    width = mark.right - mark.left
    inset = 1.0 if width > 6 else 0.0  # noqa: PLR2004  # room for a gap
    x, width = mark.left + inset, width - 2 * inset
    tone = f"k-{row.kind}"
    if mark.hollow:
        shapes = [tag("rect", x=x, y=y, width=width, height=MARK, rx=3, class_=f"{tone} hollow")]
        if mark.denied:
            shapes.append(
                tag(
                    "path",
                    d=f"M{short(x + 2)} {short(y + MARK - 2)}L{short(x + width - 2)} {short(y + 2)}",
                    class_=f"{tone} struck",
                )
            )
    else:
        shapes = [tag("rect", x=x, y=y, width=width, height=MARK, rx=3, class_=f"{tone} pale")]
        if mark.core:
            a, b = mark.core
            shapes.append(
                tag(
                    "rect",
                    x=a + inset,
                    y=y,
                    width=max(b - a - 2 * inset, 1.5),
                    height=MARK,
                    rx=3,
                    class_=f"{tone} core",
                )
            )
    if mark.says:
        shapes.append(
            tag(
                "rect",
                x=x,
                y=y + MARK + 1,
                width=width,
                height=EDGE,
                rx=1,
                class_=f"{state_class(mark.says, status)} edge",
            )
        )
    if mark.open_left:
        shapes.append(
            tag(
                "path",
                d=f"M{short(x + 8)} {short(y + 3)}l-4.5 {short(MARK / 2 - 3)} 4.5 {short(MARK / 2 - 3)}",
                class_="arrow",
            )
        )
    if mark.open_right:
        shapes.append(
            tag(
                "path",
                d=f"M{short(x + width - 8)} {short(y + 3)}l4.5 {short(MARK / 2 - 3)} -4.5 {short(MARK / 2 - 3)}",
                class_="arrow",
            )
        )
    if len(mark.claims) > 1 and width > 18:  # noqa: PLR2004  # room for a number
        shapes.append(
            tag(
                "text",
                f"×{len(mark.claims)}",
                x=x + width / 2,
                y=y + 8.8,
                class_=f"times {'on' if mark.core == (mark.left, mark.right) else 'off'}",
            )
        )
    claim = view.claims[mark.claims[0]]
    when, times = words.time_of(claim["when"]), f" ×{len(mark.claims)}" if len(mark.claims) > 1 else ""
    return tag(
        "a",
        *shapes,
        href=f"#{view.anchors[claim['id']]}",
        class_="mark",
        data_claims=" ".join(view.anchors[c] for c in mark.claims),
        aria_label=f"{row.label}: {mark.label}{times}, {claim['stance']}, {when}. {claim['quote']['exact'][:90]}",
    )


def _mark_labels(drawn: Strip, row: Row, top: float) -> list[Markup]:
    """Return what each mark says, to its right where the next one leaves room, else to its left."""
    out = []
    for mark in row.marks:
        lane = [m for m in row.marks if m.lane == mark.lane]
        end = min((m.left for m in lane if m.left > mark.left), default=drawn.days.right)
        begin = max((m.right for m in lane if m.right < mark.right), default=drawn.days.left)
        size = text_width(mark.label, 11)
        y = top + mark.lane * LANE + 13.5
        if end - mark.right > size + 8:
            out.append(tag("text", mark.label, x=mark.right + 5, y=y, class_="says"))
        elif mark is lane[0] and mark.left - begin > size + 8:
            out.append(tag("text", mark.label, x=mark.left - 5, y=y, class_="says before"))
    return out


def shifted(day: str, by: int) -> str:
    """Return the day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
