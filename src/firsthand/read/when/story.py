"""Reading the expressions of one text in order, each anchored on what was told before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from firsthand.core.parse import Parse
from firsthand.core.spacetime import TimeSpan
from firsthand.read.when.calendar import days_later, shifted
from firsthand.read.when.meaning import Amount, Deixis, Edge, Expr, Inside, Nearest, Pattern, Shift, Vague
from firsthand.read.when.pattern import Anchor, is_time_of_day, weekday_near
from firsthand.read.when.resolve import DAY_NOT_TOLD, Resolved, after_ancient, resolved
from firsthand.read.when.scan import Mention
from firsthand.read.when.span import bounded, is_range, is_reversed, joined, joint_between
from firsthand.read.when.speech import dates_the_telling, is_quoted
from firsthand.read.when.tense import tense
from firsthand.read.when.value import amount_value

LONG_UNITS = frozenset(("month", "quarter", "year", "decade", "century"))
FRESH_SENTENCES = 2  # how far back a day may have been told for an event beside it to be meant
NARRATIVE_YEARS = 4  # explicit years that a text needs before it can count as history
NARRATIVE_YEARS_ALONE = 2  # where nothing else is told from the day of speaking
NARRATIVE_SHARE = 0.6  # of them that lie well before the report
NARRATIVE_GAP = 3  # years
LONG_AFTER = 60  # days; a range as long as that is a summary, and what follows goes back to its beginning
REACH_OF_HAD = 7  # words
NOON = 12
NARRATIVE_DEIXIS = 0.1  # share of expressions that may count from the day of speaking


class Story:
    """The state of reading one text: what was told last. It lives for one call and is seen by nobody else."""

    def __init__(self, mentions: Sequence[Mention], parse: Parse, *, today: date | None, zone: int | None) -> None:
        self._mentions = [*mentions]
        self._today = today
        self._zone = zone
        self._is_narrative = is_narrative(mentions, today)
        self._told: tuple[date, str] | None = None
        self._told_day: tuple[date, str] | None = None
        self._told_in = 0
        self._is_early = False
        self._quarter: date | None = None
        self._ancient: int | None = None
        self._tags = {token.start: token for sentence in parse.sentences for token in sentence.tokens}
        self._tenses: dict[int, int] = {}

    def read(self) -> list[tuple[Mention, Resolved, TimeSpan | None]]:
        """Return each expression with what it means and its span, prepositions and ranges included."""
        for at in reversed(range(len(self._mentions) - 1)):
            self._share(at)
        results = [self._resolve(at) for at in range(len(self._mentions))]
        for at in range(len(self._mentions) - 1):
            self._order(at, results)
        spans = [self._bounded(m, r) for m, r in zip(self._mentions, results, strict=True)]
        for at in range(len(self._mentions) - 1):
            how = self._range(at)
            if how and (whole := joined(results[at].span, results[at + 1].span, how)):
                spans[at] = spans[at + 1] = whole
        return list(zip(self._mentions, results, spans, strict=True))

    def _range(self, at: int) -> str | None:
        a, b = self._mentions[at], self._mentions[at + 1]
        if a.sentence != b.sentence:
            return None
        if a.joint:
            return "within" if a.joint == "and" else "over"
        return is_range(a.row, a.after, b.first, a.first)

    def _share(self, at: int) -> None:
        """Give "3 March" the year of "3 March and 5 April 2020", "dawn" the day of "from dawn to dusk on Friday"."""
        a, b = self._mentions[at], self._mentions[at + 1]
        if not (isinstance(a.expr, Pattern) and isinstance(b.expr, Pattern)) or a.sentence != b.sentence:
            return
        joint = joint_between(a.row, a.after, b.first)
        if joint is None:
            return
        mine, theirs = a.expr, b.expr
        if mine.year is None and mine.month is not None and theirs.year is not None and theirs.month is not None:
            is_later = (mine.month, mine.day or 0) > (theirs.month, theirs.day or 0)
            self._mentions[at] = replace(a, expr=replace(mine, year=theirs.year - is_later))
        elif mine.season and mine.year is None and theirs.season and theirs.year is not None:
            self._mentions[at] = replace(a, expr=replace(mine, year=theirs.year))
        elif is_time_of_day(mine) and (theirs.part or theirs.hour is not None) and not is_time_of_day(theirs):
            day = replace(mine, year=theirs.year, month=theirs.month, day=theirs.day, weekday=theirs.weekday)
            self._mentions[at] = replace(a, expr=day)

    def _order(self, at: int, results: list[Resolved]) -> None:
        """Put "from Monday to Friday" in order where the tense drew both toward the report."""
        how = self._range(at)
        a, b = self._mentions[at].expr, self._mentions[at + 1].expr
        first, second = results[at].days, results[at + 1].days
        if not (how and isinstance(a, Pattern) and isinstance(b, Pattern) and first and second):
            return
        if a.weekday is None or b.weekday is None or first.first is None or second.first is None:
            return
        if a.day is None and b.day is None and first.first > second.first:
            if self._tense(self._mentions[at]) > 0:
                day = weekday_near(first.first, b.weekday, 1)
                results[at + 1] = resolved(b, self._anchor(self._mentions[at + 1], today=day))
            else:
                day = weekday_near(second.first, a.weekday, -1)
                results[at] = resolved(a, self._anchor(self._mentions[at], today=day))

    def _anchor(self, mention: Mention, *, today: date | None) -> Anchor:
        expr = mention.expr
        counts_units = self._is_narrative and not _is_day_or_less(expr)
        told = self._told if counts_units or _counts_units(expr) else self._told_day or self._near()
        return Anchor(
            today=today,
            told=told[0] if told else None,
            told_grain=told[1] if told else "",
            tense=self._tense(mention) if _asks_tense(expr) else 0,
            quarter=self._quarter,
            zone_minutes=self._zone,
            is_narrative=self._is_narrative,
        )

    def _resolve(self, at: int) -> Resolved:
        """Anchor one expression and remember what it told."""
        mention = self._mentions[at]
        if self._is_narrative:
            mention = self._mentions[at] = replace(mention, expr=as_told(mention.expr))
        expr = mention.expr
        anchor = self._anchor(mention, today=self._speech_day(at))
        result = self._after_ancient(expr, anchor) or resolved(expr, anchor)
        if mention.is_length and isinstance(expr, Shift):
            if is_reversed(mention.row, mention.first):
                result = resolved(replace(expr, sign=-expr.sign), anchor)
            is_compared = mention.row[mention.after].key in {"earlier", "later"}
            span = result.span if self._is_fresh(mention) and not is_compared else None
            return replace(result, type="DURATION", value=amount_value(expr.amount), span=span, grain="")
        if mention.is_length:  # "the day after the fall": of a day that is not told here
            return replace(result, span=None, grain="")
        lead = mention.row[mention.first - 1].key if mention.first else ""
        if lead in {"within", "in"} and isinstance(expr, Amount) and self._tense(mention) > 0:
            return _within(expr, result, anchor) if lead == "within" else _ahead(expr, result, anchor)
        if isinstance(expr, Deixis) and expr.unit == "overnight" and self._is_fresh(mention):
            return replace(result, span=self._night_told() or result.span)
        if isinstance(expr, Pattern) and is_time_of_day(expr) and self._told_day is None and result.span is not None:
            return self._without_day(mention, result)
        if not (self._is_narrative and self._ends_a_summary(at, result)):
            self._remember(mention, result)
        return result

    def _ends_a_summary(self, at: int, result: Resolved) -> bool:
        """Whether the time ends what is told next: "from 1899 to 1902", or the second year of an opening sentence."""
        mention, told = self._mentions[at], self._told
        if told is None or result.days is None or result.days.first is None or result.days.first <= told[0]:
            return False
        lead = mention.row[mention.first - 1].key if mention.first else ""
        if lead == "until" and isinstance(mention.expr, Pattern) and mention.expr.year is not None:
            return result.days.first > days_later(told[0], LONG_AFTER)
        if at and self._range(at - 1):
            return result.grain in LONG_UNITS or result.days.first > days_later(told[0], LONG_AFTER)
        opening = next((m for m in self._mentions if isinstance(m.expr, Pattern) and m.expr.year is not None), mention)
        before = opening.row[opening.first - 1].key if opening.first else ""
        has_year = isinstance(mention.expr, Pattern) and mention.expr.year is not None
        return (
            has_year
            and mention.start > opening.start
            and mention.sentence == opening.sentence
            and before not in {"since", "of", "after", "following"}
        )

    def _after_ancient(self, expr: Expr, anchor: Anchor) -> Resolved | None:
        if self._ancient is None or not self._is_narrative:
            return None
        return after_ancient(expr, self._ancient, anchor)

    def _without_day(self, mention: Mention, result: Resolved) -> Resolved:
        """Keep the value of a part of a day that nothing told, and bound its span by the report's day alone."""
        day = self._today.isoformat() if self._today else None
        span = TimeSpan(begin_earliest=day) if self._tense(mention) > 0 else TimeSpan(end_latest=day)
        return replace(result, span=span, note=DAY_NOT_TOLD)

    def _night_told(self) -> TimeSpan | None:
        """Return the nights before and after the day told last, the first alone behind a morning; None for today's."""
        told = self._told_day[0] if self._told_day else None
        if told is None or self._today is None or told >= self._today:
            return None
        return TimeSpan.within(
            days_later(told, -1).isoformat(), days_later(told, 0 if self._is_early else 1).isoformat()
        )

    def _remember(self, mention: Mention, result: Resolved) -> None:
        if result.ancient is not None and not _looks_back(mention.expr):
            self._ancient = result.ancient
        if result.days is None or result.days.first is None or not result.grain:
            return
        if _looks_back(mention.expr) or (self._is_narrative and is_deictic(mention.expr)):
            return  # "The day before, they had packed" does not move the story either
        is_day = result.grain in {"day", "time"}
        stays = self._told_day and is_day and not self._is_narrative
        if stays and dates_the_telling(mention.row, mention.first, mention.after) is not None:
            return  # "..., he said on Friday" does not move the story on
        if self._is_aside(mention, result):
            return
        self._told = (result.days.first, result.grain)
        self._ancient = None
        if is_day:
            self._told_day, self._told_in = self._told, mention.sentence
            self._is_early = is_early(mention.expr)
        if result.grain == "quarter" and not isinstance(mention.expr, (Shift, Deixis)):
            self._quarter = result.days.first

    def _is_aside(self, mention: Mention, result: Resolved) -> bool:
        """Whether the expression only names something older: "tension since 1975", "the treaty of 6 March 1975"."""
        if result.grain in {"decade", "century"}:
            return self._told is not None
        before = mention.row[mention.first - 1].key if mention.first else ""
        is_older = (
            self._told is not None and result.days is not None and (result.days.first or self._told[0]) < self._told[0]
        )
        return is_older and (before in {"since", "of"} or (self._is_narrative and is_pluperfect(mention)))

    def _near(self) -> tuple[date, str] | None:
        """Return the unit told last where days can be counted from it: news does not count days from a year."""
        is_long = self._told is not None and self._told[1] in {"year", "decade", "century", "half", "quarter"}
        return None if is_long and not self._is_narrative else self._told

    def _is_fresh(self, mention: Mention) -> bool:
        """Whether a day was told in this sentence or right before it, so that "a week after X" can count from it."""
        return self._told_day is not None and mention.sentence - self._told_in <= FRESH_SENTENCES

    def _speech_day(self, at: int) -> date | None:
        """Return the day of speaking: the report's, or for words in quotation marks the day that they were said."""
        mention = self._mentions[at]
        if not is_deictic(mention.expr) or not is_quoted(mention.row, mention.first):
            return self._today
        for other in self._mentions[max(0, at - 3) : at + 4]:
            if other.sentence != mention.sentence or other is mention or is_quoted(other.row, other.first):
                continue
            if dates_the_telling(other.row, other.first, other.after) is not None:
                said = resolved(other.expr, self._anchor(other, today=self._today))
                if said.days is not None and said.grain in {"day", "time"}:
                    return said.days.first
        return self._today

    def _tense(self, mention: Mention) -> int:
        """Return the tense of the clause that the expression stands in."""
        known = self._tenses.get(mention.start)
        if known is None:
            known = self._tenses[mention.start] = tense(mention.row, mention.first, mention.after, self._tags)
        return known

    def _bounded(self, mention: Mention, result: Resolved) -> TimeSpan | None:
        return bounded(
            result, mention.row, (mention.first, mention.after), today=self._today, tense=lambda: self._tense(mention)
        )


def is_narrative(found: Sequence[Mention], today: date | None) -> bool:
    """Whether the text tells history: most of its explicit years lie well before the report's.

    A text that tells something from the day of speaking ("yesterday", a bare "Friday") needs more such years; one
    that tells nothing so may also open with a day of an old year, or go through several recent ones.
    """
    dated = [m.expr for m in found if isinstance(m.expr, Pattern) and m.expr.year is not None]
    deictic = sum(is_deictic(m.expr) for m in found)
    if today is None:
        return len(dated) >= NARRATIVE_YEARS or (bool(dated) and deictic == 0)
    old = [expr for expr in dated if (expr.year or 0) < today.year - NARRATIVE_GAP or expr.calendar == "bc"]
    is_old = bool(dated) and len(old) >= NARRATIVE_SHARE * len(dated)
    if deictic:
        return is_old and len(dated) >= NARRATIVE_YEARS and deictic <= NARRATIVE_DEIXIS * len(found)
    opens_old = len(old) == len(dated) > 0 and any(m.expr is dated[0] for m in found[:2]) and dated[0].month is not None
    is_long = is_old and len(dated) >= NARRATIVE_YEARS_ALONE
    passes_years = len({expr.year for expr in dated}) >= NARRATIVE_YEARS
    return opens_old or is_long or passes_years


def as_told(expr: Expr) -> Expr:
    """Return the expression as history uses it: "the next year" counts from what was told, "today" is some present."""
    if isinstance(expr, Deixis) and expr.origin == "speech":
        if expr.unit == "day" and expr.steps == 0 and expr.part is None:
            return Vague("PRESENT_REF")
        if expr.unit == "overnight":
            return Deixis("day", 0, "told", "NI")
        return replace(expr, origin="told") if expr.steps > 0 else expr
    return expr


def is_deictic(expr: Expr) -> bool:
    """Whether the expression counts from the day of speaking, as news does: "yesterday", a bare "Friday"."""
    if isinstance(expr, (Deixis, Nearest)):
        return expr.origin == "speech"
    if isinstance(expr, Shift):
        return expr.origin == "speech" and expr.base is None
    if isinstance(expr, Inside):
        return is_deictic(expr.outer)
    return isinstance(expr, Pattern) and expr.weekday is not None and expr.day is None


def is_early(expr: Expr) -> bool:
    """Whether a day is told at its beginning: "early on Friday", "at 3 a.m. on Friday", "on Friday morning"."""
    if isinstance(expr, Edge):
        return expr.which == "START"
    if isinstance(expr, (Nearest, Inside)):
        return is_early(expr.pattern)
    if not isinstance(expr, Pattern):
        return False
    return expr.part == "MO" or (expr.hour is not None and expr.hour < NOON and expr.meridiem != "p")


def _looks_back(expr: Expr) -> bool:
    """Whether the expression steps back from the time told."""
    if isinstance(expr, Deixis):
        return expr.origin == "told" and expr.steps < 0
    return isinstance(expr, Shift) and expr.origin == "told" and expr.sign < 0 and expr.base is None


def is_pluperfect(mention: Mention) -> bool:
    """Whether the clause steps back behind what is told: "in 1863 taxes had been doubled"."""
    keys = [word.key for word in mention.row]
    ahead, behind = (
        keys[mention.after : mention.after + REACH_OF_HAD],
        keys[max(0, mention.first - REACH_OF_HAD) : mention.first],
    )
    for words in (ahead, behind[::-1]):
        clause = words[: next((at for at, key in enumerate(words) if key in {";", ".", ":"}), len(words))]
        if "had" in clause:
            return True
    return False


def _within(expr: Amount, result: Resolved, anchor: Anchor) -> Resolved:
    """Read "within 48 hours" as from the day of speaking on."""
    if anchor.today is None or expr.low is None:
        return result
    last = max(shifted(anchor.today, expr.unit, expr.high or expr.low), days_later(anchor.today, 1))
    return replace(result, span=TimeSpan.within(anchor.today.isoformat(), last.isoformat()))


def _ahead(expr: Amount, result: Resolved, anchor: Anchor) -> Resolved:
    """Read "in about 20 days" as that day, as loosely as such counts are meant: an eighth of the length each way."""
    if anchor.today is None or expr.low is None:
        return result
    first, last = (shifted(anchor.today, expr.unit, n) for n in (expr.low, expr.high or expr.low))
    slack = (last - anchor.today).days // 8
    return replace(
        result, span=TimeSpan.within(days_later(first, -slack).isoformat(), days_later(last, slack).isoformat())
    )


def _asks_tense(expr: Expr) -> bool:
    """Whether the tense decides what the expression means: a date without a year, a bare weekday, "the weekend"."""
    if isinstance(expr, Edge):
        return _asks_tense(expr.inner)
    if isinstance(expr, Shift):
        return expr.base is not None and _asks_tense(expr.base)
    return (isinstance(expr, Pattern) and expr.year is None) or (isinstance(expr, Deixis) and expr.unit == "weekend")


def _is_day_or_less(expr: Expr) -> bool:
    """Whether the expression counts in days or hours, or from a weekday."""
    if isinstance(expr, Inside):
        return _is_day_or_less(expr.outer)
    if isinstance(expr, Shift):
        return expr.amount.unit not in LONG_UNITS | {"week", "fortnight"}
    return (isinstance(expr, Nearest) and expr.pattern.weekday is not None) or (
        isinstance(expr, Deixis) and expr.unit == "day"
    )


def _counts_units(expr: Expr) -> bool:
    """Whether the expression goes on from the last unit told, of whatever size ("that year"), not from the last day."""
    if isinstance(expr, (Edge, Inside)):
        return _counts_units(expr.inner if isinstance(expr, Edge) else expr.outer)
    if isinstance(expr, Shift):
        return expr.amount.unit in LONG_UNITS
    return isinstance(expr, Pattern) or (isinstance(expr, Deixis) and expr.unit != "day")
