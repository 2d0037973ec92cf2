"""brief.json -> what the terminal shows: the answer, a strip of the status over time, the main events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from string import ascii_uppercase
from textwrap import fill
from typing import Any

from firsthand.write.clauses import clause
from firsthand.write.page_answer import confidence_words
from firsthand.write.sentences import behind_event, events_told, in_time
from firsthand.write.view import Json, View, view

MOST_EVENTS = 6
WHEN = 26  # columns of the longest time: "28 Dec 2024 to 28 Jan 2025"
MARKS = {
    "absent": "·", "arriving": "+", "present": "#", "leaving": "-", "closed": "x", "partly": "~", "open": "o",
    "contested": "?", "unknown": " ",
}  # fmt: skip
"""One character a day for each state; a holder's name is shown by its first letter."""
LEAST_SURE = 0.5  # below this no state is shown for a day


def summary(brief: Mapping[str, Any], *, width: int = 80) -> str:
    """Return the brief in a screen of plain text; weak results are shown, and said to be weak.

    Args:
        brief: brief.json.
        width: Columns to fill.
    """
    shown = view(brief)
    answer, counts = brief["answer"], brief["counts"]
    blocks = [fill(answer["sentence"], width)]
    if answer["about"] is not None:
        reports, voices = _many(counts["reports"], "report"), _many(counts["voices"], "voice")
        grounds = f"{reports}, {voices} to the point, {counts['independent']} shown independent"
        blocks.append(fill(f"Grounds: {grounds}. Likelihood on this pile: {answer['words']}.", width))
        blocks.append(fill(f"{answer['confidence'].capitalize()} confidence. {confidence_words(shown)}", width))
    status = next((one for one in brief["statuses"] if one["id"] == answer["about"]), None)
    if status is not None:
        blocks.append(strip(status, width=width))
    if told := _events(shown, width):
        blocks.append("\n".join(("What is told (voices shown independent, of all that tell it)", *told)))
    notes = []
    if counts["languages_not_read"]:
        listed = ", ".join(f"{n} in {language}" for language, n in counts["languages_not_read"].items())
        notes.append(f"Kept and traced, but not read: {listed}.")
    if brief["not_read"]:
        notes.append(f"{_many(len(brief['not_read']), 'input')} gave nothing usable: see `not_read`.")
    if brief["problems"]:
        notes.append(f"{_many(len(brief['problems']), 'oddity', 'oddities')} met on the way: see `problems`.")
    if notes:
        blocks.append("\n".join(notes))
    return "\n\n".join(blocks)


def strip(status: Mapping[str, Any], *, width: int = 80) -> str:
    """Return a status as one character a day around its changes, under its first and last day.

    Lower-case letters stand for days that no claim speaks of; see `MARKS`.
    """
    states = status["states"]
    days = _days_that_matter(status["days"], width)
    known = _marks(states)
    marks = "".join(_mark(day, known) for day in days)
    attested = "".join("^" if day["attested"] else " " for day in days)
    legend = ", ".join(f"{known[state]} {state}" for state in states if state in MARKS or len(states) < len(MARKS))
    site = status["site"]["name"]
    who = f"{status['actor']} at {site}" if status["actor"] else site
    ends = f"{days[0]['date']}{days[-1]['date'].rjust(max(len(days) - 10, 11))}" if days else ""
    head = fill(f"{status['aspect'].capitalize()}: {who}  ({legend}; ^ attested)", width, break_on_hyphens=False)
    return f"{head}\n{marks}\n{attested.rstrip()}\n{ends}"


def _days_that_matter(days: list[Mapping[str, Any]], width: int) -> list[Mapping[str, Any]]:
    """Return at most `width` days that end with the last, and begin a week before the first attested one."""
    first = next((n for n, day in enumerate(days) if day["attested"]), 0)
    last = max((n for n, day in enumerate(days) if day["attested"]), default=len(days) - 1)
    chosen = days[max(0, first - 7) : last + 8]
    return chosen[-width:]


def _marks(states: list[str]) -> dict[str, str]:
    """Return one character for each state: holders by the first letter of their names that is still free."""
    known: dict[str, str] = {}
    for state in states:
        free = (c for c in (*state, *ascii_uppercase) if c.isalnum() and c not in {*known.values(), *MARKS.values()})
        known[state] = MARKS.get(state) or next(free, "*")
    return known


def _mark(day: Mapping[str, Any], known: Mapping[str, str]) -> str:
    best = max(known, key=lambda state: day.get(state, 0.0), default="")
    return known[best] if best and day.get(best, 0.0) >= LEAST_SURE else "?"


def _events(shown: View, width: int) -> list[str]:
    """Return the events on the question, else the main ones, in order of time: a line each with its day and voices."""
    near, rest = events_told(shown)
    told = [(event, claims) for event in (near or rest) if (claims := behind_event(shown, event))][:MOST_EVENTS]
    told.sort(key=lambda pair: in_time(pair[0]))
    return [_event(event, shown.claims[claims[0]], width) for event, claims in told]


def _event(event: Json, claim: Json, width: int) -> str:
    against = f", {event['origins_against']} against" if event["origins_against"] else ""
    count = f"({event['origins_for']} of {event['origins_possible']}{against})"
    text = f"{when_text(event['when']):<{WHEN}} {clause(claim)} {count}"
    return fill(text, width, initial_indent="  ", subsequent_indent=" " * (WHEN + 3), break_on_hyphens=False)


def when_text(when: Mapping[str, Any] | None) -> str:
    """Return a time as people write it: `26 January 2026`, `21 to 27 January 2026`, `since 2019`, `no date`."""
    if when is None:
        return "no date"
    first, last = (bound and bound[:10] for bound in (when["begin"][0], when["end"][1]))
    if first and last:
        return _range(date.fromisoformat(first), date.fromisoformat(last))
    if first:
        return f"since {_day(date.fromisoformat(first))}"
    return f"by {_day(date.fromisoformat(last))}" if last else "no date"


def _range(first: date, last: date) -> str:
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first.strftime('%b')} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day.strftime('%b %Y')}"


def _many(number: int, one: str, more: str | None = None) -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"
