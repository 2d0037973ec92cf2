"""What an expression of time means before anything is known of its context: small typed terms.

A term is what the grammar composes and what the resolver anchors:

    Expr = Pattern    some fields of a calendar date or clock time   "3 October", "Wednesday", "04:00", "1989"
         | Deixis     a calendar unit so many units away             "last week", "that day", "yesterday"
         | Nearest    a Pattern in a direction                       "last Friday", "this September"
         | Inside     a Pattern within another Expr                  "January this year", "Tuesday last week"
         | Shift      an Amount away from an Expr or from the anchor "two days ago", "a week before 5 May"
         | Edge       a part of another Expr                         "the end of 2024", "earlier this month"
         | Amount     how long                                       "two days", "several weeks"
         | Stretch    how long, laid against the anchor              "the past two days"
         | Every      how often                                      "each Monday", "daily"
         | Vague      then, now or some day                          "recently"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

From = Literal["speech", "told"]
"""The anchor: the day of speaking, or the time last told."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number; `digits` is how many digits it was written with, 0 for words."""

    value: float
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """How many; None = not given (`several`)."""

    low: float | None
    high: float | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time; a second part in `more` ("five hours and ten minutes")."""

    low: float | None
    unit: str
    high: float | None = None
    mod: str | None = None
    more: Amount | None = None
    bare: bool = False
    """A plural without a number ("years")."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Fields of a date or a clock time; None = not said. Weekdays are 1 (Monday) to 7, as in ISO 8601."""

    year: int | None = None
    decade: int | None = None
    """198 = the 1980s; 8 = the eighties of the century that fits."""
    century: int | None = None
    """19 = 1900 to 1999."""
    half: int | None = None
    quarter: int | None = None
    season: str | None = None
    month: int | None = None
    week_of: bool = False
    """The week that holds the rest."""
    weekend: bool = False
    weekday: int | None = None
    day: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    meridiem: str | None = None
    zone: int | str | None = None
    """Minutes east of UTC, or `local`."""
    holiday: str | None = None
    calendar: str = "gregorian"
    other: tuple[int, int] | None = None
    """The other reading of an ambiguous numeric date, as (month, day)."""
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Deixis:
    """The unit `steps` units from the anchor's."""

    unit: str
    steps: int
    origin: From
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Nearest:
    """The pattern next before (-1), in the current larger unit (0) or next after (1) the anchor."""

    pattern: Pattern
    steps: int
    origin: From


@dataclass(frozen=True, slots=True)
class Inside:
    """The pattern within what `outer` means."""

    pattern: Pattern
    outer: Expr


@dataclass(frozen=True, slots=True)
class Shift:
    """An amount before (-1) or after (1) the anchor, or before or after `base` where that is given."""

    amount: Amount
    sign: int
    origin: From
    base: Expr | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A part of what `inner` means: START, MID, END, EARLIER or LATER (than the anchor), SOME (somewhere in it)."""

    inner: Expr
    which: str
    is_point: bool = False
    """The very last day is meant ("year-end")."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """An amount that ends at the anchor (-1), begins there (1), or is the first (0) of something."""

    amount: Amount
    steps: int
    origin: From
    is_vague: bool = False
    """No number was given ("recent weeks", "the coming months")."""


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th unit since something began ("its third day")."""

    n: int
    unit: str


@dataclass(frozen=True, slots=True)
class NthOf:
    """The n-th unit (-1 = last) of what `outer` means ("the second week of January")."""

    n: int
    unit: str
    outer: Expr


@dataclass(frozen=True, slots=True)
class Every:
    """What comes again: each amount of time, or at each pattern."""

    amount: Amount | None = None
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: str


Expr = Pattern | Deixis | Nearest | Inside | Shift | Edge | Stretch | Nth | NthOf | Every | Vague | Amount


@dataclass(frozen=True, slots=True)
class Weak:
    """An expression that is one of time only in a context that bears it out, named by `needs`."""

    expr: Expr
    needs: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two expressions that share words ("9 and 12 October").

    The first has `split` tokens, the second starts at `resume`.
    """

    first: Expr
    second: Expr
    split: int
    resume: int
    joint: str = "to"


Meaning = Expr | Weak | Pair
