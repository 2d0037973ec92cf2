"""The records themselves: claims, reports with the passages that hold the quotes, and the method."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from firsthand.write import words
from firsthand.write.drawing import KIND_WORDS, isolated, tag
from firsthand.write.page_findings import LANGUAGES
from firsthand.write.page_pictures import section, select
from firsthand.write.paged import paged, paged_parts
from firsthand.write.view import Json, View

CLAIMS_A_PAGE, REPORTS_A_PAGE = 40, 40
STEPS = (
    (
        "Read: a small language model marks who said what; rules over its parse find what happened, who took part, "
        "where and when. A claim whose quote is not letter for letter in its report is refused."
    ),
    (
        "Trace: shared words, credits, quotations and figures show which report goes back to which. Two claims share "
        "an origin when any chain joins them; an unnamed voice proves no independence."
    ),
    (
        "Weigh: each state is followed over days by a hidden Markov chain; claims of one origin count once, plans and "
        "denials never move a state as facts."
    ),
    (
        "Write: this page and brief.md are drawn from brief.json alone; a sentence that its quotes do not bear out is "
        "left out."
    ),
)
LIKELIHOODS = (
    "Words for likelihood: almost no chance (to 5%), very unlikely (to 20%), unlikely (to 45%), roughly even chance "
    "(to 55%), likely (to 80%), very likely (to 95%), almost certain (above)."
)


def claims_section(view: View) -> Markup:
    """Return every claim as a row: day, exact words, chain of voices, what, where; sorted and paged by the script."""
    if not view.claims:
        return section("claims", "Claims", None, tag("p", "No claim was found in these reports.", class_="empty"))
    ordered = sorted(
        view.claims.values(), key=lambda c: (_first_day(c), view.anchors[c["report"]], c["quote"]["start"])
    )
    rows = [_claim_row(view, claim) for claim in ordered]
    heads = [("day", "Time"), ("voice", "Exact words, and on whose word"), ("kind", "What"), ("place", "Where")]
    cells = [tag("th", tag("button", label, type="button", data_sort=field), scope="col") for field, label in heads]
    # a table's body may hold no templates: the rows that sleep come after the table
    body, rest = paged_parts(rows, "tbody", per_page=CLAIMS_A_PAGE, name="claims")
    caption = tag("caption", "Claims, each with its exact words", class_="hear")
    table = tag("table", caption, tag("thead", tag("tr", *cells)), body, class_="claims")
    sub = "Every line is cut from a report, letter for letter. Choose one to see it in its paragraph."
    return section("claims", "Claims", sub, _claim_filters(view), table, rest)


def _first_day(claim: Json) -> str:
    when = claim["when"]
    return next((b for b in (*when["begin"], *when["end"]) if b), "9999") if when else "9999"


def _claim_row(view: View, claim: Json) -> Markup:
    report, anchor = view.report_of(claim), view.anchors[claim["id"]]
    kind = view.kind_of(claim)
    chain = [tag("bdi", hop) for hop in words.chain(claim, words.outlet_of(report))]
    published = words.day(report["published"][:10], year=False) if report["published"] else "undated"
    origin = view.origin_of(claim)
    link = tag("a", claim["quote"]["exact"], href=f"#{anchor}q", class_="q", dir="auto")
    basis = (claim["when"] or {}).get("basis")
    said = tag("span", "day on which it was said", class_="basis") if basis == "said" else None
    reviewed = tag("span", f"{claim['review']}ed by the desk", class_="review") if claim["review"] else None
    aside = tag("span", "not weighed", class_="review") if not claim["weighed"] else None
    places = _places(claim)
    return tag(
        "tr",
        tag("td", words.time_of(claim["when"]), said, class_="t"),
        tag(
            "td",
            link,
            tag(
                "div",
                tag("span", class_=f"swatch k-{kind}", title=KIND_WORDS[kind]),
                Markup(" ← ").join(chain),
                f", {published}",
                class_="v",
            ),
            reviewed,
            aside,
        ),
        tag(
            "td",
            tag("span", words.kind(claim["kind"], claim["phase"]), class_="kind"),
            " ",
            tag("span", claim["stance"], class_=f"stance {claim['stance']}"),
        ),
        tag("td", places, class_="p"),
        id=anchor,
        data_day=_first_day(claim)[:10],
        data_kind=claim["kind"],
        data_stance=claim["stance"],
        data_voice=kind,
        data_place=places.casefold(),
        data_origin=view.anchors[origin["id"]] if origin else None,
        data_report=view.anchors[report["id"]],
    )


def _places(claim: Json) -> str:
    roles = {"at": "", "from": "from ", "to": "to "}
    return ", ".join(f"{roles[p['role']]}{isolated(p['name'])}" for p in claim["locations"])


def _claim_filters(view: View) -> Markup:
    kinds = sorted({c["kind"] for c in view.claims.values()})
    voices = [k for k in KIND_WORDS if any(view.kind_of(c) == k for c in view.claims.values())]
    stances = sorted({c["stance"] for c in view.claims.values()})
    search = tag("label", tag("span", "Words"), tag("input", type="search", data_words=True, autocomplete="off"))
    parts = [
        search,
        select("claim-kind", "kind", "What", [(k, words.kind(k)) for k in kinds]),
        select("claim-voice", "voice", "Kind of voice", [(v, KIND_WORDS[v]) for v in voices]),
        select("claim-stance", "stance", "Stance", [(s, s) for s in stances]),
    ]
    return tag(
        "form",
        *parts,
        tag("output", class_="found", aria_live="polite"),
        class_="filters",
        data_for="claims",
        aria_label="Filter the claims",
    )


def reports_section(view: View) -> Markup:
    """Return every report with the paragraphs that hold its quotes, the quoted words marked."""
    if not view.reports:
        return section(
            "reports",
            "Reports",
            None,
            tag("p", "The pile is empty: no report was given, or none could be read.", class_="empty"),
        )
    by_report: dict[str, list[Json]] = defaultdict(list)
    for claim in view.claims.values():
        by_report[claim["report"]].append(claim)
    ordered = sorted(view.reports.values(), key=lambda r: (r["published"] or "9999", view.anchors[r["id"]]))
    rows = [_report(view, report, by_report[report["id"]]) for report in ordered]
    sub = "In order of publication; only the paragraphs that hold quoted words are given."
    return section("reports", "Reports", sub, paged(rows, "div", per_page=REPORTS_A_PAGE, name="reports"))


def _report(view: View, report: Json, claims: Sequence[Json]) -> Markup:
    published = words.day(report["published"]) if report["published"] else "undated"
    title = tag("bdi", report["title"]) if report["title"] else "without a title"
    language = (
        ""
        if report["read"]
        else f" · {LANGUAGES.get(report['language'] or '', report['language'] or 'unknown language')}, not read"
    )
    summary = tag(
        "summary",
        tag("b", tag("bdi", words.outlet_of(report))),
        " · ",
        title,
        tag("span", f" · {published} · {words.counted(len(claims), 'claim')}{language}", class_="dim"),
    )
    facts = [
        ("Address", tag("bdi", report["url"]) if report["url"] else None),
        ("Byline", report["byline"]),
        ("Dateline", report["dateline"]),
        ("Credit", report["credit"]),
        ("Genre", report["genre"] if report["genre"] != "news" else None),
        ("Updated", words.day(report["updated"]) if report["updated"] else None),
        ("Goes back to", _derived(view, report)),
        ("SHA-256", tag("code", report["sha256"])),
    ]
    rows = [part for name, value in facts if value for part in (tag("dt", name), tag("dd", value, dir="auto"))]
    passages = [_passage(view, p, claims) for p in report["passages"]]
    return tag(
        "details",
        summary,
        tag("dl", *rows),
        *passages,
        id=view.anchors[report["id"]],
        class_="report",
        lang=report["language"],
    )


def _derived(view: View, report: Json) -> Markup | None:
    out = []
    for source in report["derives_from"]:
        known = view.reports.get(source["report"] or "")
        name: object = (
            tag("a", words.outlet_of(known), href=f"#{view.anchors[known['id']]}")
            if known
            else tag("bdi", source["name"] or "?")
        )
        out.append(tag("span", name, f" ({source['kind']}, {words.percent(source['share'])} of it)"))
    return Markup("; ").join(out) if out else None


def _passage(view: View, passage: Json, claims: Sequence[Json]) -> Markup:
    """Return a paragraph in which each stretch of words that some claim rests on is marked with those claims."""
    start, end = passage["start"], passage["end"]
    inside = [c for c in claims if c["quote"]["start"] < end and c["quote"]["end"] > start]
    edges = {start, end}
    for c in inside:
        edges |= {max(start, c["quote"]["start"]), min(end, c["quote"]["end"])}
    cuts = sorted(edges)
    parts: list[object] = []
    begun: set[str] = set()
    for a, b in pairwise(cuts):
        text = passage["text"][a - start : b - start]
        over = [c for c in inside if c["quote"]["start"] <= a and c["quote"]["end"] >= b]
        anchors = [view.anchors[c["id"]] for c in over]
        targets = [tag("span", id=f"{x}q") for x in anchors if x not in begun]
        begun |= set(anchors)
        parts += [*targets, tag("mark", text, data_c=" ".join(anchors)) if over else text]
    return tag("p", *parts, class_="passage", dir="auto", data_start=start)


def method_section(view: View) -> Markup:
    """Return how it was made, from which bytes, and how to make it again."""
    brief = view.brief
    options = {k: v for k, v in brief["options"].items() if v}
    flags = " ".join(f"--{k.replace('_', '-')} {_quoted(str(v))}" for k, v in sorted(options.items()))
    data = [
        ("Version", f"firsthand {brief['firsthand']}"),
        ("Reader", brief["method"]["reader"]),
        *((name, tag("code", value)) for name, value in sorted(brief["method"]["data"].items())),
    ]
    made = [part for name, value in data for part in (tag("dt", name), tag("dd", value))]
    command = tag("pre", tag("code", f"firsthand brief FILES {flags}".strip()))
    inputs = [
        tag(
            "li",
            tag("bdi", r["file"] or r["url"] or "?"),
            f", row {r['row']}" if r["row"] is not None else "",
            " ",
            tag("code", r["sha256"][:16]),
        )
        for r in list(view.reports.values())[:400]
    ]
    files = (
        tag(
            "details",
            tag("summary", f"Inputs with the first half of their SHA-256 ({len(view.reports)})"),
            tag("ul", *inputs, class_="inputs"),
        )
        if inputs
        else None
    )
    return section(
        "method",
        "Method",
        None,
        tag("ol", *(tag("li", step) for step in STEPS), class_="steps"),
        tag("p", LIKELIHOODS, class_="dim"),
        tag("h3", "To make it again"),
        command,
        tag("dl", *made),
        files,
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'" if not text.replace("-", "").isalnum() else text
