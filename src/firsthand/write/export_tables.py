"""Tables: events as CSV and Parquet with the columns that event data sets use, and all records as JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from firsthand.core.errors import WrongSetting
from firsthand.data.events import event_kinds
from firsthand.write import words
from firsthand.write.drawing import moment
from firsthand.write.view import Json, View, view

TABLES = (
    "answers",
    "reports",
    "claims",
    "origins",
    "derivations",
    "independence",
    "events",
    "statuses",
    "contradictions",
    "unresolved_places",
    "first",
    "changes",
    "sides",
    "not_read",
    "problems",
)
COLUMNS = (
    "event_id",
    "event_date",
    "end_date",
    "begin_earliest",
    "begin_latest",
    "end_earliest",
    "end_latest",
    "edtf",
    "time_precision",
    "kind",
    "event_type",
    "sub_event_type",
    "plover",
    "cameo",
    "actor1",
    "actor1_type",
    "actor2",
    "actor2_type",
    "country",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "radius_m",
    "from",
    "to",
    "source",
    "source_scale",
    "reports",
    "fatalities_low",
    "fatalities_high",
    "origins_for",
    "origins_possible",
    "origins_against",
    "probability",
    "likelihood",
    "confidence",
    "stances",
    "notes",
    "claims",
)
DAYS_IN_A_WEEK = 7
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def jsonl(brief: Json) -> bytes:
    """Return every record as a line with its `record`; `brief_of` makes the brief again, nothing is lost."""
    head = {key: value for key, value in brief.items() if key not in TABLES}
    lines = [_line({"record": "brief", **head})]
    lines += [_line({"record": table, **row}) for table in TABLES for row in brief[table]]
    return "".join(lines).encode("utf-8")


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def brief_of(lines: bytes) -> dict[str, Any]:
    """Return the brief that `jsonl` wrote."""
    brief: dict[str, Any] = {table: [] for table in TABLES}
    for line in lines.decode("utf-8").split("\n"):
        if line:
            row = json.loads(line)
            record = row.pop("record")
            if record == "brief":
                brief |= row
            else:
                brief[record].append(row)
    return brief


def csv_table(brief: Json) -> bytes:
    """Return one row an event, RFC 4180, UTF-8 with a byte-order mark, for spreadsheets.

    A cell that a spreadsheet would take for a formula begins with an apostrophe: reports are hostile.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in event_rows(brief):
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def parquet(brief: Json) -> bytes:
    """Return the same rows as Parquet.

    Raises:
        WrongSetting: pyarrow is not installed.
    """
    try:
        pa, pq = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as fault:
        msg = "Parquet needs pyarrow; install it with `pip install 'firsthand[parquet]'`, or choose --format csv"
        raise WrongSetting(msg) from fault
    rows = list(event_rows(brief))
    numbers = {"latitude", "longitude", "radius_m", "probability"}
    whole = {
        "time_precision",
        "geo_precision",
        "fatalities_low",
        "fatalities_high",
        "origins_for",
        "origins_possible",
        "origins_against",
        "reports",
    }
    kinds = [
        (name, pa.float64() if name in numbers else pa.int64() if name in whole else pa.string()) for name in COLUMNS
    ]
    table = pa.Table.from_pylist(rows, schema=pa.schema(kinds))
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def event_rows(brief: Json) -> Iterator[dict[str, Any]]:
    """Return an event a row, in the columns of ACLED, PLOVER and CAMEO as far as they fit."""
    shown = view(brief)
    for event in shown.events.values():
        yield {
            **_time(event),
            **_what(event),
            **_who(event),
            **_where(event),
            **_whence(shown, event),
            **_judged(event),
            "event_id": event["id"],
        }


def _time(event: Json) -> dict[str, Any]:
    when = event["when"] or {"begin": (None, None), "end": (None, None), "edtf": None}
    (b0, b1), (e0, e1) = when["begin"], when["end"]
    return {
        "event_date": (b0 or b1 or "")[:10] or None,
        "end_date": (e1 or e0 or "")[:10] or None,
        "begin_earliest": b0,
        "begin_latest": b1,
        "end_earliest": e0,
        "end_latest": e1,
        "edtf": when["edtf"] or None,
        "time_precision": time_precision(event),
    }


def time_precision(event: Json) -> int | None:
    """Return 1 where the day of the beginning is known, 2 where the week is, 3 where less is; None = undated."""
    when = event["when"]
    if not when or not any((*when["begin"], *when["end"])):
        return None
    b0, b1 = when["begin"]
    if b0 is None or b1 is None:
        return 3
    days = int(moment(b1)) - int(moment(b0)) + 1
    return 1 if days <= 1 else 2 if days <= DAYS_IN_A_WEEK else 3


def _what(event: Json) -> dict[str, Any]:
    kind = event_kinds().get(event["kind"])
    acled = ((kind.acled or "") if kind else "").split(";")[0]
    main, _, sub = acled.partition(" / ")
    dead = _dead(event)
    return {
        "kind": event["kind"],
        "event_type": main.strip() or None,
        "sub_event_type": sub.strip() or None,
        "plover": kind.plover if kind else None,
        "cameo": kind.cameo if kind else None,
        "fatalities_low": dead[0],
        "fatalities_high": dead[1],
    }


def _dead(event: Json) -> tuple[int | None, int | None]:
    """Return how many people are said to be dead, where the event is one of casualties that counts them."""
    if event["kind"] != "casualties":
        return None, None
    counts = [p["count"] for p in event["participants"] if p["role"] == "object" and p["count"]]
    lows = [c[0] for c in counts if c[0] is not None]
    highs = [c[1] for c in counts if c[1] is not None]
    return (sum(lows) if lows else None), (sum(highs) if highs else None)


def _who(event: Json) -> dict[str, Any]:
    agents = [p for p in event["participants"] if p["role"] == "agent"]
    objects = [p for p in event["participants"] if p["role"] != "agent"]
    out: dict[str, Any] = {}
    for n, rows in ((1, agents), (2, objects)):
        out[f"actor{n}"] = "; ".join(p["name"] for p in rows) or None
        out[f"actor{n}_type"] = "; ".join(dict.fromkeys(p["type"] for p in rows)) or None
    return out


def _where(event: Json) -> dict[str, Any]:
    places = {role: [p for p in event["locations"] if p["role"] == role] for role in ("at", "from", "to")}
    main = next((p for role in ("at", "from", "to") for p in places[role]), None)
    return {
        "country": main["within"] if main else None,
        "location": main["name"] if main else None,
        "latitude": main["lat"] if main else None,
        "longitude": main["lon"] if main else None,
        "radius_m": main["radius_m"] if main else None,
        "geo_precision": geo_precision(main) if main else None,
        "from": "; ".join(p["name"] for p in places["from"]) or None,
        "to": "; ".join(p["name"] for p in places["to"]) or None,
    }


def geo_precision(place: Json) -> int | None:
    """Return 1 for a town or site, 2 for a part of a region (to 50 km), 3 for a larger region; None = unresolved."""
    if place["lat"] is None:
        return None
    radius = place["radius_m"] or 0.0
    return 1 if radius <= 10_000 else 2 if radius <= 50_000 else 3  # noqa: PLR2004  # metres, as the docstring says


def _whence(shown: View, event: Json) -> dict[str, Any]:
    known = [
        shown.claims[c]
        for c in (*event["claims_for"], *event["claims_against"], *event["claims_other"])
        if c in shown.claims
    ]
    outlets = dict.fromkeys(words.outlet_of(shown.report_of(c)) for c in known)
    return {
        "source": "; ".join(outlets) or None,
        "source_scale": "; ".join(dict.fromkeys(shown.kind_of(c) for c in known)) or None,
        "reports": len({c["report"] for c in known}),
        "stances": "; ".join(dict.fromkeys(c["stance"] for c in known)) or None,
        "notes": " | ".join(c["quote"]["exact"] for c in known[:3]) or None,
        "claims": " ".join(c["id"] for c in known) or None,
    }


def _judged(event: Json) -> dict[str, Any]:
    a = event["assessment"]
    names = ("origins_for", "origins_possible", "origins_against")
    return {name: event[name] for name in names} | {
        "probability": a["probability"],
        "likelihood": a["words"],
        "confidence": a["confidence"],
    }
