"""Markup that cannot be broken out of, and the measures that all drawings share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup, escape

from firsthand.core.spacetime import MONTHS

NARROW = frozenset("iIljtf.,:;'|!()[]·’‘ ")
WIDE = frozenset("mwMW@%—")
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"

KIND_WORDS = {
    "own-observation": "own eyes",
    "video": "footage",
    "document": "documents and imagery",
    "named-person": "named people",
    "official": "officials",
    "anonymous": "unnamed people",
    "agency": "an agency's own words",
    "outlet": "an outlet's own words",
    "unknown": "nobody named",
}
"""What each kind of voice is called on the page, nearest to the event first: the order of the strip's rows."""


def tag(name: str, /, *children: object, **attributes: object) -> Markup:
    """Return an element; children and values that are not Markup are escaped, None and False leave an attribute out.

    A trailing underscore of an attribute's name is dropped (`class_`), other underscores become hyphens.
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        shown = "" if value is True else short(value) if isinstance(value, float) else clean(str(value))
        parts.append(f' {key.rstrip("_").replace("_", "-")}="{escape(shown)}"')
    inner = "".join(
        str(child if isinstance(child, Markup) else escape(clean(str(child)))) for child in children if child
    )
    parts.append(f">{inner}</{name}>" if inner or name not in VOID else ">")
    return Markup("".join(parts))  # noqa: S704  # every part was escaped above


VOID = frozenset({"br", "meta", "input", "link", "hr"})


def joined(parts: Iterable[Markup], between: str = "") -> Markup:
    """Return pieces of markup in a row."""
    return Markup(between).join(parts)  # noqa: S704  # `between` is ours


def clean(text: str) -> str:
    """Return text without the control characters and lone surrogates that neither HTML nor XML may hold."""
    return CONTROL.sub("", text)


CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def short(number: float) -> str:
    """Return a number for a drawing, to a tenth: pixels need no more, and files come out the same everywhere."""
    text = f"{number:.1f}"
    return text.removesuffix(".0")


def isolated(text: str) -> str:
    """Return a name that may run right to left, kept from turning the words around it."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if runs_right_to_left(text) else text


def runs_right_to_left(text: str) -> bool:
    """Whether a strong right-to-left character stands in the text."""
    return any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text)


def text_width(text: str, size: float) -> float:
    """Return about how wide a line of sans-serif text is, in pixels; errs on the wide side by some 5 %."""
    units = sum(0.32 if c in NARROW else 0.92 if c in WIDE else 0.68 if c.isupper() else 0.56 for c in text)
    return units * size


def cut(text: str, width: float, size: float) -> str:
    """Return as much of a text as fits a width in pixels, with an ellipsis where it was cut."""
    if text_width(text, size) <= width:
        return text
    room = width - text_width("…", size)
    kept = ""
    for c in text:
        room -= text_width(c, size)
        if room < 0:
            break
        kept += c
    return kept.rstrip(" ,;·") + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A scale from days (or instants) to pixels; `last` is inclusive."""

    first: date
    last: date
    left: float
    right: float

    @property
    def count(self) -> int:
        """How many days the scale spans."""
        return (self.last - self.first).days + 1

    @property
    def pixels_per_day(self) -> float:
        """Width of one day."""
        return (self.right - self.left) / self.count

    def start(self, bound: str) -> float:
        """Return where a day begins, or where an instant (UTC) falls; not clipped."""
        return self.left + (moment(bound) - self.first.toordinal()) * self.pixels_per_day

    def end(self, bound: str) -> float:
        """Return where a day ends, or where an instant (UTC) falls; not clipped."""
        whole_day = len(bound) == len("YYYY-MM-DD")
        return self.start(bound) + (self.pixels_per_day if whole_day else 0.0)

    def clipped(self, x: float) -> float:
        """Return x within the scale."""
        return min(max(x, self.left), self.right)


def moment(bound: str) -> float:
    """Return a day or an instant as days since year 1, with its part of the day."""
    day = date.fromisoformat(bound[:10]).toordinal()
    if len(bound) == len("YYYY-MM-DD"):
        return float(day)
    hours, minutes, seconds = (int(part) for part in bound[11:19].split(":"))
    return day + (hours * 3600 + minutes * 60 + seconds) / 86400


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on the axis of days; `label` is empty on a minor one."""

    x: float
    label: str
    major: bool = False


SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
HOURS_FROM = 160.0
DAYS_FROM = 5.0
MONTHS_FROM = 0.9


def ticks(days: Days) -> tuple[Tick, ...]:
    """Return the axis: hours, days, months or years, as the width of a day allows, labels at least 44 px apart."""
    width = days.pixels_per_day
    if width < MONTHS_FROM:
        return _year_ticks(days)
    every = next((n for n in (1, 2, 7, 14) if n * width >= 44), 0)  # noqa: PLR2004  # room for "30 Jan"
    if width < DAYS_FROM or not every:
        return _month_ticks(days)
    out = []
    for n in range(days.count):
        day = days.first + timedelta(days=n)
        x = days.start(day.isoformat())
        turn = day.day == 1 or n == 0
        shown = n % every == 0
        out.append(Tick(x=x, label=f"{day.day} {SHORT_MONTHS[day.month - 1]}" if shown else "", major=turn))
        if width >= HOURS_FROM:
            out += [Tick(x=x + width * hour / 24, label=f"{hour:02d}:00") for hour in (6, 12, 18)]
    return tuple(out)


def _month_ticks(days: Days) -> tuple[Tick, ...]:
    out: list[Tick] = []
    for n in range(days.count):
        day = days.first + timedelta(days=n)
        if day.day == 1:
            x = days.start(day.isoformat())
            far = all(x - t.x >= 56 for t in out[-12:] if t.label)  # noqa: PLR2004  # room for "Jan 2026"
            name = SHORT_MONTHS[day.month - 1]
            out.append(Tick(x=x, label=f"{name} {day.year}" if far else "", major=day.month == 1))
    return tuple(out)


def _year_ticks(days: Days) -> tuple[Tick, ...]:
    out: list[Tick] = []
    for year in range(days.first.year + 1, days.last.year + 1):
        x = days.start(f"{year}-01-01")
        far = all(x - t.x >= 40 for t in out if t.label)  # noqa: PLR2004  # room for "2026"
        out.append(Tick(x=x, label=str(year) if far else "", major=True))
    return tuple(out)
