"""Rules of the grammar of time for numbers, lengths of time and what comes again."""

from __future__ import annotations

from dataclasses import replace

from firsthand.read.when.chart import Action
from firsthand.read.when.meaning import Amount, Count, Every, Number, Pattern, Weak

UNITS_OF_TEN = 10
CLOCK_DIGITS, LEAST_OF_FOUR = 4, 1000  # "0430 hours" counts no hours
Rule = tuple[str, str, Action]
TENS = range(20, 100, 10)
BETWEEN = (
    "more|additional|full|whole|straight|consecutive|successive|long|short|further|solid|extra|trading|working|"
    "business|calendar|school"
)
"""Words between a number and its unit."""
LESS_EXACT = {"second", "quarter", "night", "weekend"}
"""Units that `a` before them seldom counts ("a second man", "a quarter of the voters")."""


def _tens(tens: Number, ones: Number) -> Number | None:
    fits = tens.digits == ones.digits == 0 and tens.value in TENS and 0 < ones.value < UNITS_OF_TEN
    return Number(tens.value + ones.value) if fits else None


def _scaled(number: Number | None, scale: int, rest: Number | None = None) -> Number | None:
    if rest is not None and rest.value >= scale:
        return None
    return Number((number.value if number else 1.0) * scale + (rest.value if rest else 0))


def _range(low: Count, high: Count) -> Count | None:
    if low.low is None or high.low is None or low.high is not None or high.high is not None or low.low >= high.low:
        return None
    return Count(low.low, high.low)


def _amount(count: Count, unit: str) -> Amount:
    return Amount(count.low, unit, count.high, count.mod)


def _amount_of_singular(count: Count, unit: str) -> Amount | None:
    """Read "one day" and "two day talks"; "five second-year students" and "2 second" are none."""
    if unit in LESS_EXACT and count.low != 1:
        return None
    return _amount(count, unit) if count.low is not None and count.low >= 1 else None


def _one(unit: str) -> Amount | None:
    return None if unit in LESS_EXACT else Amount(1, unit)


def _with(amount: Amount, more: Amount) -> Amount | None:
    sizes = ["second", "minute", "hour", "day", "week", "month", "year"]
    if amount.more or amount.unit not in sizes or more.unit not in sizes or amount.low is None or more.low is None:
        return None
    smaller = sizes.index(more.unit) < sizes.index(amount.unit)
    return replace(amount, more=more) if smaller and amount.high is None else None


def _with_mod(mod: str, amount: Amount) -> Amount | None:
    return replace(amount, mod=mod) if amount.mod is None else None


def _halved(unit: str) -> Amount | None:
    if unit in {"century", "decade"}:
        return Amount(50 if unit == "century" else 5, "year")
    return Amount(0.5, unit) if unit in {"hour", "day", "year", "month"} else None


def _every(count: Count, unit: str) -> Every:
    return Every(_amount(count, unit))


def _each(unit: str) -> Every | None:
    return Every(Amount(1, unit)) if unit != "second" else None


NUMBER_RULES: tuple[Rule, ...] = (
    ("Number", "Number -? Number", _tens),
    ("Number", "a Scale", lambda scale: Number(float(scale))),
    ("Number", "Number Scale", _scaled),
    ("Number", "Number Scale and? Number", _scaled),
    ("Number", "Number Fraction", lambda n, f: Number(n.value + f) if n.value.is_integer() else None),
    ("Number", "Number and? Fraction", lambda n, f: Number(n.value + f) if n.value.is_integer() else None),
    ("Number", "Number and a half", lambda n: Number(n.value + 0.5)),
    ("Number", "Number and one - half", lambda n: Number(n.value + 0.5)),
    ("Count", "Number", lambda n: None if n.digits == CLOCK_DIGITS and n.value < LEAST_OF_FOUR else Count(n.value)),
    ("Count", "Some", lambda some: some),
    ("Count", "Count to|or|-|– Count", _range),
    ("Count", "Approx Count", lambda mod, count: replace(count, mod=mod) if count.mod is None else None),
    ("Count", f"the? Count {BETWEEN}", lambda c: c),
    ("Count", "another|additional Count", lambda c: c),
)

AMOUNT_RULES: tuple[Rule, ...] = (
    ("Unit", "calendar|trading|working|business Unit", lambda unit: unit if unit == "day" else None),
    ("Many", "Count Units", _amount),
    ("Amount", "Many", lambda a: a),
    ("Amount", "Count - Units", lambda c, u: _amount(c, u) if u not in LESS_EXACT and u != "quarter" else None),
    ("Amount", "Count - Unit", lambda c, u: _amount(c, u) if c.low else None),
    ("Amount", "Count Unit", _amount_of_singular),
    ("Age", "Count - Unit|Units - old", _amount),
    ("Amount", "a|an Unit", _one),
    ("Amount", "another|additional Unit", _one),
    ("Amount", "a|an|one full|whole|entire|additional|extra|further|solid Unit", _one),
    ("Amount", "a|an Unit and a half", lambda u: Amount(1.5, u)),
    ("Amount", "Number and a half Units", lambda n, u: Amount(n.value + 0.5, u)),
    ("Amount", "Number - and - a - half Unit", lambda n, u: Amount(n.value + 0.5, u)),
    ("Amount", "half a|an Unit", _halved),
    ("Amount", "half - a|an - Unit", _halved),
    ("Amount", "a|an? half -? Unit", _halved),
    ("Amount", "a|an Unit or two", lambda u: Amount(1, u, 2)),
    ("Amount", "a|an Unit or so", lambda u: Amount(1, u, mod="APPROX")),
    ("Amount", "Count Units or so|more|longer|less", lambda c, u: Amount(c.low, u, c.high, "APPROX")),
    ("Amount", "Amount ,? and? Amount", _with),
    ("Amount", "Approx a? Amount", _with_mod),
    ("Amount", "Units - long", lambda u: Amount(None, u)),
    ("Amount", "Unit - long", _one),
    ("Amount", "a|an Amount period|span|stretch", lambda amount: amount),
    ("Bare", "Units", lambda u: Amount(None, u, bare=True)),
    ("Bare", "Units or|and Units", lambda u, _: Amount(None, u, bare=True)),
    ("Weak", "Bare", lambda a: Weak(a, "bare")),
    ("Weak", "the Bare", lambda a: Weak(a, "bare")),
)

EVERY_RULES: tuple[Rule, ...] = (
    ("Every", "Repeat", Every),
    ("Every", "every|each Unit", _each),
    ("Every", "every|each Count Units", _every),
    ("Every", "every other Unit", lambda u: Every(Amount(2, u))),
    ("Every", "every|each single Unit", _each),
    ("Every", "every|each Weekday", lambda d: Every(pattern=Pattern(weekday=d))),
    ("Every", "every|each Weekday Part", lambda d, p: Every(pattern=Pattern(weekday=d, part=p))),
    ("Every", "every|each Month", lambda m: Every(pattern=Pattern(month=m))),
    ("Every", "every|each Season", lambda s: Every(pattern=Pattern(season=s))),
    ("Every", "every|each Part", lambda p: Every(pattern=Pattern(part=p))),
    ("Every", "every|each Holiday", lambda h: Every(pattern=h)),
    ("Every", "Weekdays", lambda d: Every(pattern=Pattern(weekday=d))),
    ("Every", "Weekdays Part|Parts", lambda d, p: Every(pattern=Pattern(weekday=d, part=p))),
    ("Every", "Weekday Parts", lambda d, p: Every(pattern=Pattern(weekday=d, part=p))),
    ("Every", "once|twice a|an|each|every Unit", lambda u: Every(Amount(1, u))),
    ("Every", "Number times a|an|each|every Unit", lambda _, u: Every(Amount(1, u))),
    ("Every", "per Unit", lambda u: Every(Amount(1, u))),
    ("Weak", "a|an Unit", lambda u: Weak(Every(Amount(1, u)), "rate")),
    ("Timex", "Every", lambda every: every),
)
