"""Days as numbers, and the days on which the words of a claim let its event begin and end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from firsthand.core.claim import Claim
from firsthand.core.spacetime import DATE_LENGTH

REACH_DAYS = 30  # an open side of a claim's time reaches this far; longer would let one vague line colour a season
UNDATED_DAYS = 2  # an undated beginning ("have begun to leave") is taken to lie in the days that end with its report
ZONE_SLACK_DAYS = 1  # days that an event may lie behind its report's date: zones, and pages dated before midnight


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Bounds of an event's begin and end as day numbers, inclusive; `is_filled` if it lasts over all days between."""

    begin_first: int
    begin_last: int
    end_first: int
    end_last: int
    dated: bool = True
    """False where the claim told no time and the report's date stands in."""
    is_open: bool = False
    """Whether only its last day is told: news is of the days just before it is told, more than of those long before."""

    @property
    def width(self) -> int:
        """Days from the earliest begin to the latest end, both counted."""
        return self.end_last - self.begin_first + 1

    def meets(self, other: Window) -> bool:
        """Whether both may have a day in common."""
        return self.begin_first <= other.end_last and other.begin_first <= self.end_last


@lru_cache(maxsize=8192)
def number(day: str) -> int:
    """Return the day's number (days since year 1) of a date or an instant."""
    return date.fromisoformat(day[:DATE_LENGTH]).toordinal()


@lru_cache(maxsize=8192)
def day(number_: int) -> str:
    """Return the date, YYYY-MM-DD, of a day's number."""
    return date.fromordinal(number_).isoformat()


def window(claim: Claim, published: str | None) -> Window | None:
    """Return the days that the claim's words allow; None where neither they nor the report's date tell.

    A fact cannot lie behind the report that tells it, so open ends stop at the publication; an open beginning reaches
    back REACH_DAYS.
    """
    limit = number(published) + ZONE_SLACK_DAYS if published else None
    when = claim.when
    if when is None or not (when.begin_earliest or when.begin_latest or when.end_earliest or when.end_latest):
        return _undated(claim, published)
    if when.begin_earliest is None and when.begin_latest is None and claim.when_basis == "said":
        last = when.end_latest or published
        return _told_on(number(last), claim.mention.phase) if last else None
    known = [number(b) for b in (when.begin_earliest, when.begin_latest, when.end_earliest, when.end_latest) if b]
    end_last = number(when.end_latest) if when.end_latest else (max(known[-1], limit - 1) if limit else known[-1])
    begin_first = number(when.begin_earliest) if when.begin_earliest else min(known[0], end_last) - REACH_DAYS
    begin_last = number(when.begin_latest) if when.begin_latest else end_last
    end_first = number(when.end_earliest) if when.end_earliest else begin_last
    if when.end_earliest is None and when.begin_latest is not None and when.end_latest is None:
        end_first = end_last if claim.mention.phase == "continues" else begin_last
    if limit is not None and claim.is_fact_like and begin_first <= limit:
        begin_last, end_first, end_last = min(begin_last, limit), min(end_first, limit), min(end_last, limit)
    begin_last = max(begin_first, begin_last)
    end_first = max(begin_first, end_first)
    return Window(
        begin_first=begin_first,
        begin_last=begin_last,
        end_first=end_first,
        end_last=max(end_first, end_last),
        is_open=when.begin_earliest is None and begin_last == end_last,
    )


def by(last: int) -> Window:
    """Return the window of what is only known to have happened by a day."""
    first = last - REACH_DAYS
    return Window(begin_first=first, begin_last=last, end_first=first, end_last=last, dated=False, is_open=True)


def _told_on(day_: int, phase: str) -> Window:
    """Return the window of what is told on a day without a time of its own: what began is still going on that day."""
    past = by(day_)
    return replace(past, end_first=day_) if phase in {"begins", "continues"} else past


def _undated(claim: Claim, published: str | None) -> Window | None:
    """Return what the report's date tells: what goes on does so now; what is over may have been so for long."""
    if not published:
        return None
    last = number(published)
    if claim.polarity == "negated":  # "have not left" tells of the day on which it is said
        return Window(begin_first=last, begin_last=last, end_first=last, end_last=last, dated=False)
    reach = {"continues": 0, "begins": UNDATED_DAYS}.get(claim.mention.phase, REACH_DAYS)
    if reach == REACH_DAYS:
        return by(last)
    return Window(begin_first=last - reach, begin_last=last, end_first=last - reach, end_last=last, dated=False)
