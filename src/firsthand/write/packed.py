"""All claims, events and reports as one block of data: the page's script lays out the part that is looked at.

The first page of each list is laid out here as well, so that it stands without script and in print.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from firsthand.write import words
from firsthand.write.drawing import clean
from firsthand.write.page_events import EventRow
from firsthand.write.page_records import (
    chain_text,
    claim_note,
    claims_in_order,
    facts_of,
    first_day,
    language_note,
    places_of,
    published_of,
    reports_in_order,
)
from firsthand.write.view import Json, View

Columns = dict[str, Any]


def data_block(view: View, events: Sequence[EventRow]) -> Markup:
    """Return the script element (of data, never run) that holds the columns; `<` is escaped, so nothing can end it.

    Cost: linear; some 30 microseconds a claim.
    """
    reports = reports_in_order(view)
    data = {"claims": _claims(view, reports), "events": _events(view, events), "reports": _reports(view, reports)}
    text = clean(json.dumps(data, ensure_ascii=False, separators=(",", ":"))).replace("<", "\\u003c")
    return Markup(f'<script type="application/json" id="data">{text}</script>')  # noqa: S704  # escaped above


def column(values: Iterable[str | None]) -> list[Any]:
    """Return strings as a table of the different ones and the place of each: most repeat."""
    places: dict[str, int] = {}
    at = [places.setdefault(value or "", len(places)) for value in values]
    return [list(places), at]


def _claims(view: View, reports: Sequence[Json]) -> Columns:
    claims = claims_in_order(view)
    nth = {report["id"]: n for n, report in enumerate(reports)}
    rows = [_place(view, claim) for claim in claims]
    origins = [view.origin_of(claim) for claim in claims]
    return {
        "id": [int(view.anchors[claim["id"]][1:]) for claim in claims],
        "report": [nth[claim["report"]] for claim in claims],
        "passage": [row[0] for row in rows],
        "start": [row[1] for row in rows],
        "end": [row[2] for row in rows],
        "quote": [row[3] for row in rows],
        "day": column(first_day(claim)[:10] for claim in claims),
        "time": column(words.time_of(claim["when"]) for claim in claims),
        "said": [1 if (claim["when"] or {}).get("basis") == "said" else 0 for claim in claims],
        "kind": column(claim["kind"] for claim in claims),
        "label": column(words.kind(claim["kind"], claim["phase"]) for claim in claims),
        "stance": column(claim["stance"] for claim in claims),
        "voice": column(view.kind_of(claim) for claim in claims),
        "chain": column(chain_text(view, claim) for claim in claims),
        "place": column(places_of(claim) for claim in claims),
        "origin": column(view.anchors[origin["id"]] if origin else None for origin in origins),
        "note": column(claim_note(claim) for claim in claims),
    }


def _place(view: View, claim: Json) -> tuple[int, int, int, str]:
    """Return the passage that holds a quote and where in it (UTF-16, as the script counts), else the quote itself."""
    passages = view.report_of(claim)["passages"]
    start, end = claim["quote"]["start"], claim["quote"]["end"]
    n = bisect_right([p["start"] for p in passages], start) - 1
    if n >= 0 and end <= passages[n]["end"]:
        text, first = passages[n]["text"], passages[n]["start"]
        if text[start - first : end - first] == claim["quote"]["exact"]:
            return n, _units(text, start - first), _units(text, end - first), ""
    return -1, 0, 0, claim["quote"]["exact"]


def _units(text: str, at: int) -> int:
    """Return a count of code points as one of UTF-16 units, of text without control characters."""
    head = clean(text[:at])
    return len(head) if head.isascii() else len(head.encode("utf-16-le")) // 2


def _events(view: View, rows: Sequence[EventRow]) -> Columns:
    return {
        "id": [int(view.anchors[row.event][1:]) for row in rows],
        "title": [row.title for row in rows],
        "when": column(row.when for row in rows),
        "likely": column(row.likely for row in rows),
        "against": column(row.against for row in rows),
        "count": column(row.count for row in rows),
        "kind": column(row.kind for row in rows),
        "least": [row.least for row in rows],
        "group": [row.group for row in rows],
        "bar": [row.bar for row in rows],
        "claims": [[int(view.anchors[c][1:]) for c in row.claims] for row in rows],
    }


def _reports(view: View, reports: Sequence[Json]) -> Columns:
    return {
        "id": [int(view.anchors[report["id"]][1:]) for report in reports],
        "outlet": column(words.outlet_of(report) for report in reports),
        "title": [report["title"] or "" for report in reports],
        "published": column(published_of(report) for report in reports),
        "note": column(language_note(report) for report in reports),
        "lang": column(report["language"] for report in reports),
        "facts": [[[name, value] for name, value in facts_of(report)] for report in reports],
        "back": [[_source(view, source) for source in report["derives_from"]] for report in reports],
        "passages": [[p["text"] for p in report["passages"]] for report in reports],
    }


def _source(view: View, source: Mapping[str, Any]) -> list[str]:
    known = view.reports.get(source["report"] or "")
    name = words.outlet_of(known) if known else source["name"] or "?"
    return [
        name,
        view.anchors[known["id"]] if known else "",
        f"{source['kind']}, {words.percent(source['share'])} of it",
    ]
