"""The pictures' sections: days, map, events, voices."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from firsthand.data.actors import actors
from firsthand.write import words
from firsthand.write.drawing import isolated, tag
from firsthand.write.lineage import MOST_REPORTS, MOST_VOICES, lineage_svg
from firsthand.write.map_svg import NARROW as MAP_NARROW
from firsthand.write.map_svg import map_svg, movement_words
from firsthand.write.strip import strip
from firsthand.write.strip_svg import MOST_ROWS, band_key, span_words, strip_svg
from firsthand.write.view import Json, View

PHONE = 380.0
MOST_STATUSES = 5
MORE_ROWS = 60
MOST_OFF = 14
MOST_NAMES = 6
TWO = 2


def section(anchor: str, title: str, sub: object, *parts: object) -> Markup:
    """Return a section of the page with its heading and the line below it."""
    return tag(
        "section",
        tag("h2", title, id=f"h-{anchor}"),
        tag("p", sub, class_="sub") if sub else None,
        *parts,
        id=anchor,
        aria_labelledby=f"h-{anchor}",
    )


def strip_section(view: View) -> Markup:
    """Return the main status as a strip, and the other statuses folded."""
    main = view.main
    if main is None:
        many = "Ask about one matter, to see it day by day."
        none = "No report tells of a state that could be followed over days."
        empty = tag("p", many if view.is_survey else none, class_="empty")
        return section("days", "Day by day", None, empty)
    sub = (
        "The band is the probability of each state on each day. Below it one line a voice, whoever printed it: a mark "
        "covers the days that the words allow, solid where they are sure of the day, pale where it is one of them."
    )
    parts = [_strip_figure(view, main, "strip"), _legend(), _strip_list(main)]
    others = [s for s in view.statuses.values() if s["id"] != main["id"]]
    folded = [
        tag(
            "details",
            tag("summary", status_name(s), tag("span", f" {_spans(s)}", class_="dim")),
            _strip_figure(view, s, f"strip{n}"),
            class_="other",
        )
        for n, s in enumerate(others[:MOST_STATUSES])
    ]
    if folded:
        parts += [tag("h3", "Other states that the pile tells of"), *folded]
    if len(others) > MOST_STATUSES:
        parts.append(
            tag(
                "p",
                f"{words.counted(len(others) - MOST_STATUSES, 'further state')} of places stand in brief.json.",
                class_="dim",
            )
        )
    return section("days", "What each voice says, of which days", sub, *parts)


def status_name(status: Json) -> str:
    """Return `presence of Russian forces, Qamishli airport`."""
    of = f" of {isolated(status['actor'])}" if status["actor"] else ""
    return f"{status['aspect'].capitalize()}{of}, {isolated(status['site']['name'])}"


def _spans(status: Json) -> str:
    return "; ".join(span_words(span) for span in status["spans"][:4])


def _strip_figure(view: View, status: Json, name: str) -> Markup:
    drawn = strip(view, status, left=0, right=1000)
    parts = [strip_svg(view, status, name=name), strip_svg(view, status, width=PHONE, name=f"{name}n")]
    if len(drawn.rows) > MOST_ROWS and name == "strip":
        rest = slice(MOST_ROWS, MOST_ROWS + MORE_ROWS)
        more = [
            strip_svg(view, status, name=f"{name}m", rows=rest),
            strip_svg(view, status, width=PHONE, name=f"{name}mn", rows=rest),
        ]
        parts.append(tag("details", tag("summary", f"{len(drawn.rows) - MOST_ROWS} more voices"), *more))
    if len(drawn.layers) > 1:
        parts.append(band_key(drawn, status))
    notes = []
    if drawn.fade_from is not None and status["last_attested"]:
        last = words.day(status["last_attested"])
        notes.append(f"No report speaks of the days after {last}: the hatched part only follows from before. ")
    if drawn.undated:
        bears = words.counted(len(drawn.undated), "claim bears", "claims bear").capitalize()
        notes.append(f"{bears} on it without a time, and no mark: ")
    caption = tag("figcaption", *notes, _refs(view, drawn.undated)) if notes else None
    return tag("figure", *parts, caption)


def _refs(view: View, claims: Sequence[str]) -> Markup:
    from firsthand.write.page_answer import grounds  # noqa: PLC0415

    return grounds(view, list(claims), most=10)


def _legend() -> Markup:
    items = [
        ("key solid", "sure of the day"),
        ("key range", "some time within"),
        ("key hollow", "planned, expected or possible"),
        ("key hollow struck", "denied"),
        ("key edge", "the line below a mark: the state it speaks for"),
    ]
    return tag(
        "ul",
        *(tag("li", tag("span", class_=klass, aria_hidden="true"), text) for klass, text in items),
        class_="legend",
    )


def _strip_list(status: Json) -> Markup:
    """Return the same in words, for those who read by ear."""
    spans = [tag("li", span_words(span)) for span in status["spans"]]
    return (
        tag("div", tag("h3", "The course of it, in words"), tag("ol", *spans), class_="in-words")
        if spans
        else Markup("")
    )


def map_section(view: View) -> Markup:
    """Return the map with the list of movements."""
    wide = map_svg(view)
    if wide is None:
        return section(
            "map", "Where", None, tag("p", "No place in these reports could be put on a map.", class_="empty")
        )
    narrow = map_svg(view, size=MAP_NARROW, name="mapn")
    buttons = [
        tag("button", sign, type="button", data_zoom=step, aria_label=label)
        for sign, step, label in (("+", "in", "Zoom in"), ("−", "out", "Zoom out"), ("⤢", "all", "Show all"))
    ]
    tools = tag("div", *buttons, class_="zoom", role="group", aria_label="Zoom of the map")
    moved = [
        tag(
            "li",
            tag(
                "a",
                movement_words(m),
                href=f"#{view.anchors[m.claims[0]]}",
                class_="mark",
                data_claims=" ".join(view.anchors[c] for c in m.claims[:40]),
            ),
        )
        for m in wide.movements[:12]
    ]
    off = [f"{isolated(s.name)} ({words.counted(len(s.claims), 'claim')})" for s in wide.off[:MOST_OFF]]
    notes = [
        f"Not drawn, too wide or too far: {words.listed(off)}{' and others' if len(wide.off) > MOST_OFF else ''}. "
        if off
        else ""
    ]  # as cut above
    if wide.disputed:
        notes.append(f"Hatched: disputed ({words.listed(wide.disputed[:6])}). ")
    notes.append("Base map: Natural Earth; smaller towns: GeoNames (CC BY 4.0).")
    if view.tiles:
        notes.append(f" Tiles from {view.tiles.host}, which sees that this page is open: {view.tiles.credit or ''}")
    sub = (
        "An arrow is as wide as the origins behind it that are shown independent are many; dashed is planned or "
        "expected. A circle is how far off the place may lie."
    )
    figure = tag("figure", tools, wide.svg, narrow.svg if narrow else None, tag("figcaption", *notes), class_="mapbox")
    return section("map", "Where, and what moved", sub, figure, tag("ul", *moved, class_="moves") if moved else None)


def lineage_section(view: View) -> Markup:
    """Return the lineage picture with what it leaves out."""
    if not view.origins and not view.brief["derivations"]:
        return section(
            "voices",
            "Who rests on whom",
            None,
            tag("p", "No report of the pile rests on another, as far as the words show.", class_="empty"),
        )
    reports, voices = len(view.reports), len(view.origins)
    left, right = words.counted(reports, "report").capitalize(), words.counted(voices, "voice")
    sub = (
        f"{left} on the left, {right} on the right. Dashed boxes are sources that reports name or copy but that are "
        "not in the pile; a curve between two reports says that one goes back to the other."
    )
    figure = tag("figure", lineage_svg(view), lineage_svg(view, width=PHONE), class_="lineagebox")
    note = None
    if reports > MOST_REPORTS or voices > MOST_VOICES:
        note = tag(
            "p",
            f"Drawn are up to {MOST_REPORTS} reports and {MOST_VOICES} voices, those behind the answer first.",
            class_="dim",
        )
    return section("voices", "Who rests on whom", sub, figure, note, _sides(view))


def _sides(view: View) -> Markup:
    rows = []
    for side in view.brief["sides"]:
        names = list(dict.fromkeys(words.voice_of(view.origins[o]) for o in side["origins"] if o in view.origins))
        actor = actors().of(side["side"])
        rows.append(
            tag(
                "tr",
                tag("th", actor.name if actor else _side_words(side["side"]), scope="row", dir="auto"),
                tag("td", str(len(side["origins"]))),
                tag("td", "; ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else ""), dir="auto"),
            )
        )
    if not rows:
        return Markup("")
    head = tag("thead", tag("tr", *(tag("th", t, scope="col") for t in ("Side", "Origins", "Voices"))))
    sub = tag(
        "p",
        "Voices of one command, government or owner form a side; agreement within a side is no corroboration.",
        class_="sub",
    )
    return tag("h3", "Sides") + sub + tag("div", tag("table", head, tag("tbody", *rows)), class_="scroll")


def _side_words(ref: str) -> str:
    """Return a side that no table names as it can be read: `actor:x-y` as `x y`."""
    return ref.partition(":")[2].replace("-", " ") or ref
