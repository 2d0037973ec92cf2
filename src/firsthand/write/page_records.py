"""The records themselves: claims, reports with the passages that hold the quotes, and the method."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from firsthand.write import words
from firsthand.write.drawing import FIRST_STRONG_ISOLATE, KIND_WORDS, POP_ISOLATE, isolated, tag
from firsthand.write.page_events import select
from firsthand.write.page_findings import LANGUAGES
from firsthand.write.page_pictures import section
from firsthand.write.paged import first_page, turner
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
    ordered = claims_in_order(view)
    rows = [_claim_row(view, claim) for claim in ordered[:CLAIMS_A_PAGE]]
    heads = [("day", "Time"), ("chain", "Exact words, and on whose word"), ("kind", "What"), ("place", "Where")]
    cells = [tag("th", tag("button", label, type="button", data_sort=field), scope="col") for field, label in heads]
    caption = tag("caption", "Claims, each with its exact words", class_="hear")
    body = tag("tbody", *rows, class_="items", data_page=CLAIMS_A_PAGE, id="list-claims")
    table = tag("table", caption, tag("thead", tag("tr", *cells)), body, class_="claims")
    sub = "Every line is cut from a report, letter for letter. Choose one to see it in its paragraph."
    rest = turner(len(ordered), CLAIMS_A_PAGE, "claims")
    return section("claims", "Claims", sub, _claim_filters(view), table, rest)


def claims_in_order(view: View) -> list[Json]:
    """Return the claims by the first day that they speak of, undated last, then as their reports stand."""
    nth = {anchor: n for n, anchor in enumerate(view.anchors)}
    return sorted(view.claims.values(), key=lambda c: (first_day(c), nth[c["report"]], c["quote"]["start"]))


def first_day(claim: Json) -> str:
    """Return the first known bound of a claim's time, `9999` where there is none."""
    when = claim["when"]
    return next((b for b in (*when["begin"], *when["end"]) if b), "9999") if when else "9999"


def claim_note(claim: Json) -> str:
    """Return what the desk or the rules decided about a claim, empty where nothing."""
    notes = [f"{claim['review']}ed by the desk" if claim["review"] else "", "" if claim["weighed"] else "not weighed"]
    return " · ".join(note for note in notes if note)


def chain_text(view: View, claim: Json) -> str:
    """Return the chain of voices of a claim with the day of publication, each hop kept from turning the others."""
    hops = words.chain(claim, words.outlet_of(view.report_of(claim)))
    return " ← ".join(f"{FIRST_STRONG_ISOLATE}{hop}{POP_ISOLATE}" for hop in hops)


def _claim_row(view: View, claim: Json) -> Markup:
    report, anchor = view.report_of(claim), view.anchors[claim["id"]]
    kind = view.kind_of(claim)
    published = words.day(report["published"][:10], year=False) if report["published"] else "undated"
    link = tag("a", claim["quote"]["exact"], href=f"#{anchor}q", class_="q", dir="auto")
    basis = (claim["when"] or {}).get("basis")
    said = tag("span", "day on which it was said", class_="basis") if basis == "said" else None
    note = tag("span", claim_note(claim), class_="review") if claim_note(claim) else None
    swatch = tag("span", class_=f"swatch k-{kind}", title=KIND_WORDS[kind])
    chain = tag("div", swatch, chain_text(view, claim), f", {published}", class_="v")
    label = tag("span", words.kind(claim["kind"], claim["phase"]), class_="kind")
    stance = tag("span", claim["stance"], class_=f"stance {claim['stance']}")
    return tag(
        "tr",
        tag("td", words.time_of(claim["when"]), said, class_="t"),
        tag("td", link, chain, note),
        tag("td", label, " ", stance),
        tag("td", places_of(claim), class_="p"),
        id=anchor,
        data_kind=claim["kind"],
    )


def places_of(claim: Json) -> str:
    """Return the places of a claim in a line."""
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
    ordered = reports_in_order(view)
    rows = [_report(view, report, by_report[report["id"]]) for report in ordered[:REPORTS_A_PAGE]]
    sub = "In order of publication; only the paragraphs that hold quoted words are given."
    pages = first_page(rows, "div", total=len(ordered), per_page=REPORTS_A_PAGE, name="reports")
    return section("reports", "Reports", sub, pages)


def reports_in_order(view: View) -> list[Json]:
    """Return the reports by publication, undated last."""
    nth = {anchor: n for n, anchor in enumerate(view.anchors)}
    return sorted(view.reports.values(), key=lambda r: (r["published"] or "9999", nth[r["id"]]))


def published_of(report: Json) -> str:
    """Return when a report was published, in words; where it gives no date, of which day it is read."""
    return words.dated_of(report)


def language_note(report: Json) -> str:
    """Return that a report's language is not read, empty where it is."""
    if report["read"]:
        return ""
    return f"{LANGUAGES.get(report['language'] or '', report['language'] or 'unknown language')}, not read"


def facts_of(report: Json) -> list[tuple[str, str]]:
    """Return the facts of a report that are known, by name."""
    facts = [
        ("Address", report["url"]),
        ("Byline", report["byline"]),
        ("Dateline", report["dateline"]),
        ("Credit", report["credit"]),
        ("Genre", report["genre"] if report["genre"] != "news" else None),
        ("Updated", words.day(report["updated"]) if report["updated"] else None),
        ("SHA-256", report["sha256"]),
    ]
    return [(name, value) for name, value in facts if value]


def _report(view: View, report: Json, claims: Sequence[Json]) -> Markup:
    title = tag("bdi", report["title"]) if report["title"] else "without a title"
    facts = [published_of(report), words.counted(len(claims), "claim"), language_note(report)]
    outlet = tag("b", tag("bdi", words.outlet_of(report)))
    aside = tag("span", " · " + " · ".join(fact for fact in facts if fact), class_="dim")
    rows = [part for name, value in facts_of(report) for part in (tag("dt", name), tag("dd", value, dir="auto"))]
    derived = _derived(view, report)
    if derived:
        rows += [tag("dt", "Goes back to"), tag("dd", derived, dir="auto")]
    return tag(
        "details",
        tag("summary", outlet, " · ", title, aside),
        tag("dl", *rows),
        *(_passage(view, p, claims) for p in report["passages"]),
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
        how = f"{source['kind']}, {words.percent(source['share'])} of it"
        how = "perhaps: it prints that agency as a rule" if source["kind"] == "habitual" else how
        out.append(tag("span", name, f" ({how})"))
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
