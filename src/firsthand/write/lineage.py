"""The lineage picture: reports on the left, voices on the right, and what lies between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from firsthand.write import words
from firsthand.write.drawing import KIND_WORDS, cut, isolated, short, tag
from firsthand.write.view import View

WIDE, NARROW = 1040.0, 380.0
ROW_WIDE, ROW_NARROW = 24.0, 21.0
MOST_REPORTS, MOST_VOICES = 70, 60
ROUNDS = 6  # of the barycentre rule; the order of the example does not change after four


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A report, a hidden upstream (`named`, not in the pile) or a voice, with its place in pixels."""

    key: str
    kind: str
    """`report`, `hidden`, or the kind of the voice."""
    label: str
    note: str
    x: float
    y: float
    claims: tuple[str, ...] = ()
    """Of a voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """That one node goes back to another; `kind` is `carries`, `hidden` or a kind of derivation."""

    start: str
    end: str
    kind: str
    share: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Nodes and edges; `left_out` counts reports and voices that found no room."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    height: float
    left_out: tuple[int, int]


def lineage(view: View, *, width: float = WIDE) -> Picture:
    """Return the picture's geometry.

    The order of each column follows the barycentre rule (Sugiyama and others 1981), so that edges cross little.

    Cost: edges times rounds.
    """
    row = ROW_NARROW if width < 600 else ROW_WIDE  # noqa: PLR2004  # the page's own break point
    same = _same_voices(view)
    reports, voices = _chosen(view, same)
    edges = _edges(view, set(reports), set(voices), same)
    hidden = sorted({e.end for e in edges if e.end.startswith("hidden:")})
    columns = _ordered([reports, hidden, voices], edges)
    tall = max(len(columns[0]), len(columns[2]), 1) * row
    x = (width * 0.26, width * 0.46, width * 0.64) if width >= 600 else (width * 0.36, width * 0.5, width * 0.63)  # noqa: PLR2004
    nodes: list[Node] = []
    for column, at in zip(columns, x, strict=True):
        step = tall / max(len(column), 1)
        for n, key in enumerate(column):
            nodes.append(_node(view, key, at, 30 + (n + 0.5) * step))
    nodes = [_counted(view, node, same) for node in _told_apart(view, nodes)]
    left_out = (len(view.reports) - len(reports), len(view.origins) - len(voices))
    return Picture(nodes=tuple(nodes), edges=tuple(edges), height=tall + 40, left_out=left_out)


def _counted(view: View, node: Node, same: Mapping[str, str]) -> Node:
    """Return a voice's node with the claims of all that read the same, and how many these are."""
    group = [o for o, first in same.items() if first == node.key]
    if not group:
        return node
    label = f"{node.label} ×{len(group)}" if len(group) > 1 else node.label
    return replace(node, label=label, claims=tuple(c for o in group for c in view.origins[o]["claims"]))


def _chosen(view: View, same: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the reports and voices to draw: those behind the answer first, then those with most claims."""
    grounds = {view.claims[i]["origin"] for i in view.brief["answer"]["grounds"] if i in view.claims}
    if view.main:
        grounds |= {view.claims[c]["origin"] for d in view.main["days"] for c in d["claims"] if c in view.claims}
    voices = sorted(view.origins.values(), key=lambda o: (o["id"] not in grounds, -len(o["claims"]), o["id"]))
    chosen = list(dict.fromkeys(same[o["id"]] for o in voices))[:MOST_VOICES]
    drawn = set(chosen)
    behind = {o for o, first in same.items() if first in drawn}
    reports = [r for r in view.reports.values() if r["origins"] or r["derives_from"]]
    reports.sort(key=lambda r: (-len(behind & set(r["origins"])), r["published"] or "9999", r["id"]))
    return [r["id"] for r in reports[:MOST_REPORTS]], chosen


def _edges(view: View, reports: set[str], voices: set[str], same: Mapping[str, str]) -> list[Edge]:
    out: dict[tuple[str, str], Edge] = {}
    for report in (view.reports[i] for i in sorted(reports)):
        upstream: dict[str, str] = {}
        for source in report["derives_from"]:
            if source["report"] in reports and source["report"] != report["id"]:
                pair = report["id"], source["report"]
                out.setdefault(pair, Edge(start=pair[0], end=pair[1], kind=source["kind"], share=source["share"]))
            elif source["report"] is None and source["name"] and source["kind"] != "habitual":
                key = f"hidden:{source['name']}"
                upstream[source["name"].casefold()] = key
                out.setdefault(
                    (report["id"], key), Edge(start=report["id"], end=key, kind="hidden", share=source["share"])
                )
        for origin_id in dict.fromkeys(same.get(o, o) for o in report["origins"]):
            if origin_id in voices:
                via = (view.origins[origin_id]["via"] or "").casefold()
                start = next((key for name, key in upstream.items() if name and name in via), report["id"])
                kind = "carries" if start == report["id"] else "hidden"
                out.setdefault((start, origin_id), Edge(start=start, end=origin_id, kind=kind))
    return list(out.values())


def _ordered(columns: Sequence[Sequence[str]], edges: Sequence[Edge]) -> list[list[str]]:
    meets: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        meets[edge.start].append(edge.end)
        meets[edge.end].append(edge.start)
    order = [list(column) for column in columns]
    for _ in range(ROUNDS):
        for n in (2, 1, 0):
            at = _shares(order)
            order[n].sort(key=lambda key: (_mean(meets[key], at, at[key]), key))
    return order


def _shares(order: Sequence[Sequence[str]]) -> dict[str, float]:
    return {key: (n + 0.5) / len(column) for column in order for n, key in enumerate(column)}


def _mean(keys: Sequence[str], at: Mapping[str, float], own: float) -> float:
    return sum(at[key] for key in keys) / len(keys) if keys else own


def _node(view: View, key: str, x: float, y: float) -> Node:
    if key.startswith("hidden:"):
        return Node(key=key, kind="hidden", label=key.removeprefix("hidden:"), note="not in the pile", x=x, y=y)
    if key in view.reports:
        report = view.reports[key]
        note = words.day(report["published"][:10], year=False) if report["published"] else "undated"
        return Node(key=key, kind="report", label=words.outlet_of(report), note=note, x=x, y=y)
    origin = view.origins[key]
    kind = origin["kind"] if origin["kind"] in KIND_WORDS else "unknown"
    return Node(key=key, kind=kind, label=origin["voice"] or "not named", note=origin["via"] or "", x=x, y=y)


def _told_apart(view: View, nodes: Sequence[Node]) -> list[Node]:
    """Return the nodes, with the day on which it was said where two voices would read the same."""
    counts = Counter((n.label, n.note) for n in nodes)
    out = []
    for node in nodes:
        said = view.origins[node.key]["said_on"] if node.key in view.origins else None
        note = node.note
        if counts[node.label, node.note] > 1 and said:
            own = "" if note.casefold() in node.label.casefold() else f"{note}, "
            note = own + words.day(said, year=False)
        out.append(Node(key=node.key, kind=node.kind, label=node.label, note=note, x=node.x, y=node.y))
    return out


def _same_voices(view: View) -> dict[str, str]:
    """Return for each origin the first one that reads the same: an agency's own words of one day are one node."""
    first: dict[tuple[str, ...], str] = {}
    return {
        row["id"]: first.setdefault(
            (row["kind"], row["voice"] or "", row["via"] or "", (row["said_on"] or "")[:10]), row["id"]
        )
        for row in view.origins.values()
    }


def lineage_svg(view: View, *, width: float = WIDE) -> Markup:
    """Return the lineage picture as SVG."""
    picture = lineage(view, width=width)
    narrow = width < 600  # noqa: PLR2004  # the page's own break point
    at = {node.key: node for node in picture.nodes}
    lines = [_line(view, edge, at) for edge in picture.edges]
    nodes = [_shape(view, node, width, narrow=narrow) for node in picture.nodes]
    heads = _heads(picture, width, narrow=narrow)
    return tag(
        "svg",
        *heads,
        tag("g", *lines, aria_hidden="true"),
        *nodes,
        class_=f"lineage {'narrow' if narrow else 'wide'}",
        viewBox=f"0 0 {short(width)} {short(picture.height)}",
        width=width,
        height=picture.height,
        role="group",
        aria_label="Which reports go back to which voices",
        xmlns="http://www.w3.org/2000/svg",
    )


def _heads(picture: Picture, width: float, *, narrow: bool) -> list[Markup]:
    hidden = any(node.kind == "hidden" for node in picture.nodes)
    left = next((n.x for n in picture.nodes if n.kind == "report"), width * 0.3)
    right = max((n.x for n in picture.nodes), default=width * 0.7)
    out = [
        tag("text", "printed by", x=left - 10, y=14, class_="head end"),
        tag("text", "on the word of", x=right + 10, y=14, class_="head"),
    ]
    if hidden and not narrow:
        out.append(tag("text", "by way of", x=width * 0.46, y=14, class_="head mid"))
    return out


def _line(view: View, edge: Edge, at: Mapping[str, Node]) -> Markup:
    a, b = at[edge.start], at[edge.end]
    klass = {"carries": "carries", "hidden": "dash"}.get(edge.kind, "copy")
    if a.kind == b.kind == "report":
        bulge = min(18 + abs(a.y - b.y) * 0.22, 90)
        points = ((a.x, a.y), (a.x + bulge, a.y), (b.x + bulge, b.y), (b.x + 5, b.y))
        width = 1 + 2 * edge.share
    else:
        middle = (a.x + b.x) / 2
        points = ((a.x, a.y), (middle, a.y), (middle, b.y), (b.x, b.y))
        width = 1.3
    first, *rest = (f"{short(x)} {short(y)}" for x, y in points)
    d = f"M{first}C{' '.join(rest)}"
    tone = f" k-{b.kind}" if b.kind in KIND_WORDS else ""
    return tag(
        "path",
        d=d,
        class_=f"{klass}{tone}",
        stroke_width=width,
        data_a=_code(view, edge.start),
        data_b=_code(view, edge.end),
    )


def _code(view: View, key: str) -> str:
    return view.anchors.get(key) or "h-" + "".join(c if c.isalnum() else "-" for c in key.removeprefix("hidden:"))


def _shape(view: View, node: Node, width: float, *, narrow: bool) -> Markup:
    size = 10.5 if narrow else 12.0
    y = node.y
    if node.kind == "report":
        room = node.x - 14
        text = cut(f"{node.label} · {node.note}", room, size)
        body = [
            tag("circle", cx=node.x, cy=y, r=3.5, class_="dot"),
            tag("text", isolated(text), x=node.x - 9, y=y + 4, class_="printed", font_size=size),
        ]
    elif node.kind == "hidden":
        half = 38.0 if narrow else 62.0
        box = tag("rect", x=node.x - half, y=y - 10, width=2 * half, height=20, rx=10, class_="hiddenbox")
        body = [
            box,
            tag(
                "text", isolated(cut(node.label, 2 * half - 12, size)), x=node.x, y=y + 4, class_="mid", font_size=size
            ),
        ]
    else:
        text = (
            f"{node.label}{', ' + node.note if node.note and node.note.casefold() not in node.label.casefold() else ''}"
        )
        text = cut(text, width - node.x - 16, size)
        body = [
            tag("rect", x=node.x - 4.5, y=y - 4.5, width=9, height=9, rx=2, class_=f"k-{node.kind} core"),
            tag("text", isolated(text), x=node.x + 10, y=y + 4, class_="voice", font_size=size),
        ]
    code = _code(view, node.key)
    full = f"{node.label}{', ' + node.note if node.note else ''}"
    if node.kind == "hidden":
        return tag(
            "g",
            tag("title", f"{full}: named as a source, its own text was not given"),
            *body,
            class_="node",
            data_node=code,
        )
    if node.kind == "report":
        return tag("a", *body, href=f"#{code}", class_="node", data_node=code, data_tip=full)
    claims = [view.anchors[c] for c in node.claims if c in view.claims]
    href = f"#{claims[0]}" if claims else "#claims"
    return tag(
        "a",
        *body,
        href=href,
        class_="node mark",
        data_node=code,
        data_tip=full,
        data_claims=" ".join(claims[:40]),
    )
