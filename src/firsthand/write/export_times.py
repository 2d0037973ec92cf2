"""Calendars and timelines: iCalendar (RFC 5545) and TimelineJS."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from typing import Any

from firsthand.write import words
from firsthand.write.drawing import clean
from firsthand.write.timeline import title_of
from firsthand.write.view import Json, View, view

OCTETS_A_LINE = 75
MOST_QUOTES = 3


def ics(brief: Json) -> bytes:
    """Return a calendar of all dated events; a day that is not sure gives an entry over all days that may be it."""
    shown = view(brief)
    stamp = f"{(brief['options']['as_of'] or '1970-01-01').replace('-', '')}T000000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//firsthand//{brief['firsthand']}//EN", "CALSCALE:GREGORIAN"]
    for event in shown.events.values():
        lines += _entry(shown, event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines).encode("utf-8")


def _entry(shown: View, event: Json, stamp: str) -> list[str]:
    bounds = _bounds(event)
    if bounds is None:
        return []
    first, last = bounds
    point = next((p for p in event["locations"] if p["lat"] is not None), None)
    status = "CONFIRMED" if event["claims_for"] and event["origins_for"] > 1 else "TENTATIVE"
    out = [
        "BEGIN:VEVENT",
        f"UID:{event['id'].replace(':', '-')}@firsthand.invalid",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(title_of(event))}",
        f"DESCRIPTION:{_text(_story(shown, event))}",
        f"STATUS:{status}",
        "TRANSP:TRANSPARENT",
    ]
    if point:
        out += [f"LOCATION:{_text(point['name'])}", f"GEO:{point['lat']:.6f};{point['lon']:.6f}"]
    return [*out, "END:VEVENT"]


def _bounds(event: Json) -> tuple[date, date] | None:
    """Return the first and last day that an event may touch, one for both where the other is open; None = undated."""
    when = event["when"]
    known = [b[:10] for b in (*when["begin"], *when["end"]) if b] if when else []
    if not known:
        return None
    first, last = when["begin"][0] or min(known), when["end"][1] or max(known)
    return date.fromisoformat(first[:10]), date.fromisoformat(last[:10])


def _story(shown: View, event: Json) -> str:
    a, origins = event["assessment"], words.counted(event["origins_for"], "origin")
    told = [shown.claims[c] for c in (*event["claims_for"], *event["claims_other"]) if c in shown.claims]
    lines = [
        f"{words.time_of(event['when'])}.",
        f"{origins} shown independent, {words.number(event['origins_possible'])} possible.",
        f"Likelihood: {a['words']}." if event["claims_for"] else "Not told as done.",
    ]
    lines += [
        f"“{c['quote']['exact']}” {' ← '.join(words.chain(c, words.outlet_of(shown.report_of(c))))}"
        for c in told[:MOST_QUOTES]
    ]
    return "\n".join(lines)


def _text(text: str) -> str:
    plain = clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a content line folded at 75 octets, never within a character."""
    parts: list[str] = []
    part, size = "", 0
    for c in line:
        width = len(c.encode("utf-8"))
        if size + width > OCTETS_A_LINE - (1 if parts else 0):
            parts.append(part)
            part, size = "", 0
        part += c
        size += width
    return "\r\n ".join([*parts, part])


def timelinejs(brief: Json) -> bytes:
    """Return the JSON that TimelineJS reads; its texts are HTML there, so all of ours are escaped."""
    shown = view(brief)
    title = brief["question"] or brief["answer"]["question"] or "Brief"
    body = {
        "title": {"text": {"headline": escape(title), "text": escape(brief["answer"]["sentence"])}},
        "events": list(_slides(shown)),
    }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _slides(shown: View) -> Iterator[dict[str, Any]]:
    for event in shown.events.values():
        bounds = _bounds(event)
        if bounds is None:
            continue
        story = "".join(f"<p>{escape(line)}</p>" for line in _story(shown, event).split("\n"))
        yield {
            "start_date": _date(bounds[0]),
            "end_date": _date(bounds[1]),
            "display_date": escape(words.time_of(event["when"])),
            "text": {"headline": escape(title_of(event)), "text": story},
            "group": escape(words.kind(event["kind"])),
            "unique_id": event["id"],
        }


def _date(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
