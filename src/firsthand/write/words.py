"""Dates, numbers, voices and times as people write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from firsthand.core.spacetime import MONTHS
from firsthand.data.kind_words import label
from firsthand.write.drawing import isolated

MOST_CARRIERS = 6
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
DIFFERENCES = {
    "conflict": ("Conflict", "cannot both hold"),
    "update": ("Update", "the later overtakes the earlier"),
    "scope": ("Scope", "both may hold: another place, object or time"),
    "drift": ("Drift", "one origin, altered on the way; charged to the copier"),
    "retraction": ("Retraction", "withdrawn or corrected by its own voice"),
}
"""Kinds of contradiction: the name, and what it means."""
STATE_WORDS = {"partly": "partly open", "unknown": "in unknown hands"}
DAY = len("YYYY-MM-DD")

Json = Mapping[str, Any]


def number(n: int) -> str:
    """Return a count in words up to ten, in figures above."""
    return SMALL[n] if 0 <= n < len(SMALL) else f"{n:,}"


def counted(n: int, one: str, many: str | None = None) -> str:
    """Return `three reports`, `one report`, `no reports`."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def day(iso: str, *, year: bool = True) -> str:
    """Return `27 January 2026`; an instant as `27 January 2026, 14:05 UTC`."""
    moment = date.fromisoformat(iso[:DAY])
    text = f"{moment.day} {MONTHS[moment.month - 1]}" + (f" {moment.year}" if year else "")
    return f"{text}, {iso[11:16]} UTC" if len(iso) > DAY else text


def days(first: str | None, last: str | None, *, year: bool = True) -> str:  # noqa: PLR0911  # one per form
    """Return a range of days as people write it: `21-23 January 2026`, `since ...`, `until ...`, a month, a year."""
    if first is None or last is None:
        return f"since {day(first, year=year)}" if first else f"until {day(last, year=year)}" if last else "undated"
    if first == last:
        return day(first, year=year)
    if len(first) > DAY or len(last) > DAY:
        return f"{day(first, year=year)} to {day(last, year=year)}"
    low, high = date.fromisoformat(first), date.fromisoformat(last)
    whole = _whole(low, high)
    if whole:
        return whole
    if (low.year, low.month) == (high.year, high.month):
        return f"{low.day}–{day(last, year=year)}"
    if low.year == high.year:
        return f"{day(first, year=False)} to {day(last, year=year)}"
    return f"{day(first)} to {day(last)}"


def _whole(low: date, high: date) -> str | None:
    ends_month = (high + timedelta(days=1)).day == 1
    if low.day == 1 and ends_month:
        if (low.year, low.month) == (high.year, high.month):
            return f"{MONTHS[low.month - 1]} {low.year}"
        if low.month == 1 and high.month == 12:  # noqa: PLR2004  # a whole year
            return str(low.year) if low.year == high.year else f"{low.year}–{high.year}"
    return None


def time_of(when: Json | None, *, year: bool = True) -> str:  # noqa: PLR0911  # one per form
    """Return a time span in words, keeping its four bounds apart; `undated` where nothing is known."""
    if not when:
        return "undated"
    (b0, b1), (e0, e1) = when["begin"], when["end"]
    if (b0, b1) == (e0, e1):
        if b0 is None and b1 is None:
            return "undated"
        if b0 == b1:
            return day(b0, year=year)
        return _within(b0, b1, year=year)
    if b0 and b0 == b1 and e0 and e0 == e1:
        return days(b0, e0, year=year)
    start, end = _edge(b0, b1, year=year), _edge(e0, e1, year=year)
    if start and end:
        return f"began {start}, ended {end}"
    if start:
        return f"since {start}" if start[:1].isdigit() or start[:1].isupper() else start
    return f"until {end}" if end[:1].isdigit() or end[:1].isupper() else end


def within(first: str, last: str, *, year: bool = True) -> str:
    """Return `between 30 January and 2 February 2026`, `21-23 January 2026`."""
    low, to, high = days(first, last, year=year).partition(" to ")
    return f"between {low} and {high}" if to else low


def _within(first: str | None, last: str | None, *, year: bool) -> str:
    """Return that something was on one of some days: `some time in 23-26 January 2026`."""
    if first is None or last is None:
        return days(first, last, year=year)
    if len(first) == len(last) == DAY:
        low, high = date.fromisoformat(first), date.fromisoformat(last)
        if (high - low).days == 1:
            same = (low.year, low.month) == (high.year, high.month)
            return f"on {low.day if same else day(first, year=low.year != high.year)} or {day(last, year=year)}"
        if (low.year, low.month) == (high.year, high.month) and _whole(low, high) is None:
            return f"some time between {low.day} and {day(last, year=year)}"
    text = within(first, last, year=year)
    return f"some time {text}" if text.startswith("between") else f"some time in {text}"


def when_of(when: Json | None) -> str | None:
    """Return a time span as it opens a sentence: `On 26 January 2026`, `From 21-22 January to 27 January 2026`."""
    if not when or not any((*when["begin"], *when["end"])):
        return None
    (b0, b1), (e0, e1) = when["begin"], when["end"]
    if (b0, b1) == (e0, e1):
        return f"On {day(b0)}" if b0 == b1 else _capital(_within(b0, b1, year=True))
    if b0 and e1 and b0[:DAY] == e1[:DAY]:
        return f"On {day(b0[:DAY])}"
    start, end = _edge(b0, b1, year=True), _edge(e0, e1, year=True)
    if start and end and (" to " in start or " to " in end):
        begun = within(b0, b1) if b0 and b1 else start
        return f"Begun {begun} and over {within(e0, e1) if e0 and e1 else end}"
    if start and end and b0 and e1 and b1 and e0:
        start = days(b0, b1, year=False) if b0[:4] == e1[:4] and not _is_year(b0, b1) else start
        return f"From {start} to {end}"
    return _capital(time_of(when))


def _is_year(first: str, last: str) -> bool:
    instants = len(first) > DAY or len(last) > DAY
    return instants or _whole(date.fromisoformat(first), date.fromisoformat(last)) is not None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _edge(earliest: str | None, latest: str | None, *, year: bool) -> str:
    """Return one end of a span in words, empty where nothing is known of it."""
    if earliest is None and latest is None:
        return ""
    if earliest is None or latest is None:
        return f"after {day(earliest, year=year)}" if earliest else f"by {day(str(latest), year=year)}"
    return days(earliest, latest, year=year)


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def percent(p: float) -> str:
    """Return a probability in whole percent, never 0 or 100: nothing here is certain."""
    return "under 1%" if p < 0.005 else "over 99%" if p > 0.995 else f"{round(p * 100)}%"  # noqa: PLR2004


def state(name: str) -> str:
    """Return a state in words."""
    return STATE_WORDS.get(name, name.replace("-", " "))


def kind(name: str, phase: str = "whole") -> str:
    """Return an event kind in words, with its phase where it is but a part: `withdrawal begins`."""
    return label(name, phase)


def voice_of(origin: Json) -> str:
    """Return a voice as it is introduced, with whom it came through: `two Syrian sources (via Reuters)`."""
    name, via = origin["voice"] or "a voice that is not named", origin["via"]
    return isolated(name) + (f" (via {isolated(via)})" if via and via.casefold() not in name.casefold() else "")


def chain(claim: Json, outlet: str | None) -> tuple[str, ...]:
    """Return the chain of voices of a claim, nearest to the event first, the outlet last."""
    hops = [hop["name"] or "a voice that is not named" for hop in claim["attribution"]]
    if outlet and outlet.casefold() not in {hop.casefold() for hop in hops}:
        hops.append(outlet)
    return tuple(hops) or ("a report without an outlet",)


def changed(change: Json, reports: Mapping[str, Json]) -> str:
    """Return what was changed or withdrawn, with whose it was and who still carries it."""
    outlet, what = outlet_of(reports[change["report"]]), str(change["what"])
    whose = "" if what.startswith(outlet) else f"{outlet}, "
    return f"{whose}{what}{'' if what.endswith('.') else '.'}{_still_carried(change, reports)}"


def _still_carried(change: Json, reports: Mapping[str, Json]) -> str:
    carriers = [outlet_of(reports[report]) for report in change["still_carried_by"] if report in reports]
    others = f" and {len(carriers) - MOST_CARRIERS} others" if len(carriers) > MOST_CARRIERS else ""
    return f" Still carried by {listed(carriers[:MOST_CARRIERS])}{others}." if carriers else ""


def outlet_of(report: Json) -> str:
    """Return who published a report, as far as known: outlet, else host, else file."""
    if report["outlet"]:
        return str(report["outlet"])
    host = urlsplit(report["url"] or "").hostname
    return host.removeprefix("www.") if host else _file(report)


def _file(report: Json) -> str:
    name = (report["file"] or "").rsplit("/", 1)[-1]
    return (f"{name}, row {report['row']}" if report["row"] is not None else name) or "an unnamed report"


def dated_of(report: Json) -> str:
    """Return when a report came out; of one without a date, of which day it is read and after which report."""
    if report["published"]:
        return day(report["published"])
    read = report.get("read_as_of")
    return (
        f"no date; read as of {day(read['day'][:DAY])}, by its words and the reports that it is like"
        if read
        else "undated"
    )
