"""What does not go together, what is not known, who had it first, what has changed since."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from markupsafe import Markup

from firsthand.write import words
from firsthand.write.drawing import isolated, tag
from firsthand.write.page_pictures import section
from firsthand.write.paged import paged
from firsthand.write.view import Json, View

MOST_ROWS = 12


def contradictions_section(view: View) -> Markup:
    """Return the contradictions by kind, the two claims side by side."""
    rows = view.brief["contradictions"]
    if not rows:
        return section(
            "differences",
            "Where the reports differ",
            None,
            tag("p", "No two claims were found that do not go together.", class_="empty"),
        )
    counts = Counter(row["kind"] for row in rows)
    told = words.listed([f"{n} {kind}" for kind in words.DIFFERENCES if (n := counts[kind])])
    sub = f"By kind: {told}. Only conflicts lower the confidence; what the evidence cannot settle stays unresolved."
    order = {kind: n for n, kind in enumerate(words.DIFFERENCES)}
    ordered = sorted(rows, key=lambda row: (order[row["kind"]], row["resolution"] is not None))
    return section(
        "differences",
        "Where the reports differ",
        sub,
        paged([_pair(view, row) for row in ordered], "ul", per_page=MOST_ROWS, name="pairs"),
    )


def _pair(view: View, row: Json) -> Markup:
    name, gloss = words.DIFFERENCES[row["kind"]]
    settled = (
        tag("span", f"settled: {row['resolution']}")
        if row["resolution"]
        else tag("span", "unresolved", class_="unresolved")
    )
    if row["kind"] not in {"conflict", "retraction"} and not row["resolution"]:
        settled = tag("span", gloss)
    head = tag(
        "p",
        tag("span", name, class_=f"badge {row['kind']}", title=gloss),
        " ",
        row["about"],
        " ",
        tag("span", "— ", settled, class_="dim"),
        class_="about",
    )
    sides = [quote_card(view, view.claims[c]) for c in row["claims"] if c in view.claims]
    return tag("li", head, tag("div", *sides, class_="pair"), class_="contradiction")


def quote_card(view: View, claim: Json) -> Markup:
    """Return a claim's exact words with its voice and time, linked to the words in context."""
    report = view.report_of(claim)
    chain = " ← ".join(isolated(hop) for hop in words.chain(claim, words.outlet_of(report)))
    quote = tag(
        "blockquote",
        tag(
            "a",
            claim["quote"]["exact"],
            href=f"#{view.anchors[claim['id']]}",
            class_="mark",
            data_claims=view.anchors[claim["id"]],
            dir="auto",
        ),
    )
    facts = [words.time_of(claim["when"]), claim["stance"]]
    return tag(
        "figure",
        quote,
        tag(
            "figcaption",
            tag("span", class_=f"swatch k-{view.kind_of(claim)}", aria_hidden="true"),
            chain,
            tag("br"),
            " · ".join(facts),
        ),
        class_="quote",
    )


def gaps_section(view: View) -> Markup:
    """Return what is not known: open questions, silent days, no-comments, unresolved places, what was not read."""
    blocks = [
        ("Open questions", view.brief["answer"]["not_known"]),
        ("Days that no report speaks of", silent_days(view)),
        ("Who gave no comment", no_comments(view)),
        ("Still to look for", to_look_for(view)),
        ("Places that could not be resolved", unresolved(view)),
        ("Not read", not_read(view)),
        ("Odd or unsure in the reading", problems(view)),
    ]
    cards = [
        tag("div", tag("h3", title), tag("ul", *(tag("li", line, dir="auto") for line in lines)), class_="gap")
        for title, lines in blocks
        if lines
    ]
    body = (
        tag("div", *cards, class_="gaps")
        if cards
        else tag("p", "Nothing is listed as unknown, which is not to say that everything is known.", class_="empty")
    )
    return section("gaps", "What is not known", None, body)


def silent_days(view: View) -> list[str]:
    """Return the stretches of days within the story that no report speaks of, and those after the last one."""
    status = view.main
    if not status or not status["days"]:
        return []
    told = [d["date"] for d in status["days"] if d["attested"]]
    if not told:
        return [f"No report speaks of any day at {isolated(status['site']['name'])}."]
    out, start = [], None
    for row in (d for d in status["days"] if told[0] <= d["date"] <= told[-1]):
        if row["attested"]:
            if start:
                out.append(words.days(start, _before(row["date"])))
            start = None
        else:
            start = start or row["date"]
    after = status["days"][-1]["date"]
    if after > told[-1]:
        out.append(f"{words.days(_after(told[-1]), after)}, after the last one that is told of")
    return out[:MOST_ROWS]


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def no_comments(view: View) -> list[Markup]:
    """Return who is said to have declined to comment or not replied."""
    rows: dict[str, tuple[str, Json]] = {}
    for claim in view.claims.values():
        if "comment" in claim["kind"] or claim["kind"] == "no-statement":
            asked = [p for p in claim["participants"] if p["role"] == "agent"]
            who = words.listed([p["name"] for p in asked]) or "somebody not named"
            key = " ".join(p["ref"] or p["name"].casefold() for p in asked)
            if key not in rows or len(rows[key][0]) < len(who):
                rows[key] = (who, claim)
    return [
        tag(
            "a",
            f"{isolated(who)}, {words.time_of(claim['when'])}",
            href=f"#{view.anchors[claim['id']]}",
            class_="mark",
            data_claims=view.anchors[claim["id"]],
        )
        for who, claim in list(rows.values())[:MOST_ROWS]
    ]


def to_look_for(view: View) -> list[str]:
    """Return what a careful person would still fetch: upstreams that many rest on and nobody gave."""
    missing = Counter(row["name"] for row in view.brief["derivations"] if row["source"] is None and row["name"])
    out = [
        f"{isolated(name)}: its own text is not in the pile; {words.counted(n, 'report goes', 'reports go')} back to it"
        for name, n in missing.most_common(6)
    ]
    undated = sum(1 for r in view.reports.values() if not r["published"])
    if undated:
        out.append(f"the date of publication of {words.counted(undated, 'report')}")
    return out


def unresolved(view: View) -> list[str]:
    """Return the places that have a name and no point."""
    rows = [
        f"{isolated(row['name'])} ({words.counted(len(row['claims']), 'claim')})"
        for row in view.brief["unresolved_places"]
    ]
    return rows[:MOST_ROWS] + ([f"and {len(rows) - MOST_ROWS} more"] if len(rows) > MOST_ROWS else [])


def not_read(view: View) -> list[str]:
    """Return files and languages that were not read, with the remedy."""
    unread = "language not read; traced by names, figures and quotations only"
    languages = sorted(view.brief["counts"]["languages_not_read"].items())
    rows = [f"{words.counted(n, 'report')} in {LANGUAGES.get(code, code)}: {unread}" for code, n in languages]
    files = []
    for row in view.brief["not_read"]:
        where = isolated(row["file"]) + ("" if row["row"] is None else f", row {row['row']}")
        files.append(f"{where}: {row['why']}; {row['remedy']}")
    more = [f"and {len(files) - MOST_ROWS} more files; see not_read in brief.json"] if len(files) > MOST_ROWS else []
    return rows + files[:MOST_ROWS] + more


LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "ku": "Kurdish",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def problems(view: View) -> list[str]:
    """Return the problems of the run in words, those that say the same joined."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in view.brief["problems"]:
        if row["stage"] == "write" and row["what"].startswith("a sentence was left out"):
            continue  # told in brief.json and counted in the method: no fault of the reports
        groups.setdefault((row["what"], row["remedy"]), []).append(row["subject"])
    out = []
    for (what, remedy), subjects in list(groups.items())[:MOST_ROWS]:
        names = [isolated(s.rsplit("/", 1)[-1]) for s in subjects[:5]]
        more = f" and {len(subjects) - 5} more" if len(subjects) > 5 else ""  # noqa: PLR2004  # as cut above
        out.append(f"{', '.join(names)}{more}: {what}; {remedy}")
    if len(groups) > MOST_ROWS:
        out.append(f"and {len(groups) - MOST_ROWS} more kinds; see problems in brief.json")
    return out


def first_section(view: View) -> Markup:
    """Return who had each origin first, and what was changed or withdrawn since."""
    rows = sorted(view.brief["first"], key=lambda r: (r["published"] or "9999", r["origin"]))
    body = []
    for row in rows:
        origin, report = view.origins.get(row["origin"]), view.reports.get(row["report"])
        if origin and report:
            when = words.day(row["published"]) if row["published"] else "undated"
            cells = [
                tag("td", when),
                tag("td", tag("a", words.outlet_of(report), href=f"#{view.anchors[report['id']]}", dir="auto")),
                tag("td", words.voice_of(origin), dir="auto"),
                tag("td", str(len(origin["claims"])), class_="num"),
            ]
            body.append(tag("tr", *cells))
    changes = _changes(view)
    if not body and not changes:
        return Markup("")
    head = tag(
        "thead", tag("tr", *(tag("th", t, scope="col") for t in ("Published", "First in the pile", "Voice", "Claims")))
    )
    sub = "First in this pile, by the time of publication that the report gives; an earlier text may exist outside it."
    table = (
        tag("div", tag("table", head, paged(body, "tbody", per_page=MOST_ROWS, name="firsts")), class_="scroll")
        if len(body) <= MOST_ROWS
        else _folded(head, body)
    )
    return section("first", "Who had it first", sub, table, changes)


def _folded(head: Markup, body: list[Markup]) -> Markup:
    short = tag("div", tag("table", head, tag("tbody", *body[:MOST_ROWS])), class_="scroll")
    rest = tag("div", tag("table", head, tag("tbody", *body[MOST_ROWS:200])), class_="scroll")
    return short + tag("details", tag("summary", f"{len(body) - MOST_ROWS} more voices"), rest)


def _changes(view: View) -> Markup:
    out = []
    for row in view.brief["changes"]:
        report = view.reports.get(row["report"])
        if not report:
            continue
        told = tag("a", words.changed(row, view.reports), href=f"#{view.anchors[report['id']]}", dir="auto")
        out.append(tag("li", tag("b", row["kind"].capitalize()), ": ", told))
    return tag("h3", "Changed or withdrawn since") + tag("ul", *out) if out else Markup("")
