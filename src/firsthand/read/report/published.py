"""A date as a file or page writes it -> YYYY-MM-DD or an instant in UTC, with the zone it was given in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from firsthand.core.spacetime import DATE_LENGTH, MONTHS

_MONTHS = {name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)}
_DAY_MONTH = re.compile(r"(?:\w+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_DAY = re.compile(r"(?:\w+,?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_NUMERIC = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
MILLISECONDS = 13  # digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time as far as it was given: `value` is a day, or an RFC 3339 instant in UTC where a zone was given."""

    value: str
    zone_offset_minutes: int | None = None

    @property
    def day(self) -> str:
        """The day, YYYY-MM-DD."""
        return self.value[:DATE_LENGTH]


def month_first_in(dates: Iterable[object]) -> bool | None:
    """Tell from all dates of one file whether 3/4/2026 is March or April there; None where nothing shows it."""
    orders = {order for written in dates if (order := _order(str(written or "").strip())) is not None}
    return orders.pop() if len(orders) == 1 else None


def _order(text: str) -> bool | None:
    match = _SLASHES.match(text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    return None if (first <= len(MONTHS)) == (second <= len(MONTHS)) else first <= len(MONTHS)


def day_in_address(url: str | None) -> Moment | None:
    """Read the day that many outlets put into the address of a page: `/2026/01/27/`."""
    match = _IN_ADDRESS.search(url or "")
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


def moment(written: object, *, month_first: bool | None = None) -> Moment | None:
    """Read a date or time as files and pages write it; None where it is none or cannot be told for sure.

    A clock time without a zone gives its day alone, since it names no instant. Of 3/4/2026 the order must be known:
    it is not guessed at.
    """
    if isinstance(written, datetime):
        return _of(written)
    if isinstance(written, date):
        return Moment(value=written.isoformat())
    if isinstance(written, (int, float)) and not isinstance(written, bool):
        written = str(int(written))
    text = str(written or "").strip()
    if not text:
        return None
    for reading in (_iso, _epoch, _rfc2822, _words):
        if (found := reading(text)) is not None:
            return found
    return _slashes(text, month_first=month_first)


def _slashes(text: str, *, month_first: bool | None) -> Moment | None:
    match = _SLASHES.match(text)
    order = _order(text) if month_first is None else month_first
    if match is None or order is None:
        return None
    first, second = int(match[1]), int(match[2])
    return _day(int(match[3]), first, second) if order else _day(int(match[3]), second, first)


def _of(value: datetime) -> Moment | None:
    offset = value.utcoffset()
    if offset is None:
        return Moment(value=value.date().isoformat())
    try:
        utc = value.astimezone(UTC)
    except OverflowError:
        return None
    return Moment(value=utc.strftime("%Y-%m-%dT%H:%M:%SZ"), zone_offset_minutes=int(offset.total_seconds() // 60))


def _iso(text: str) -> Moment | None:
    try:
        if len(text) == DATE_LENGTH:
            return Moment(value=date.fromisoformat(text).isoformat())
        return _of(datetime.fromisoformat(text))
    except ValueError:
        return None


def _epoch(text: str) -> Moment | None:
    if not _EPOCH.fullmatch(text):
        return None
    return _of(datetime.fromtimestamp(int(text) / (1000 if len(text) == MILLISECONDS else 1), tz=UTC))


def _rfc2822(text: str) -> Moment | None:
    try:
        return _of(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError):
        return None


def _words(text: str) -> Moment | None:
    for pattern, day, month, year in ((_DAY_MONTH, 1, 2, 3), (_MONTH_DAY, 2, 1, 3)):
        if (match := pattern.match(text)) is not None:
            number = _MONTHS.get(match[month][:3].lower())
            return _day(int(match[year]), number, int(match[day])) if number else None
    if (match := _NUMERIC.match(text)) is not None:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if (match := _DAY_FIRST.fullmatch(text)) is not None:
        return _day(int(match[3]), int(match[2]), int(match[1]))
    return None


def _day(year: int, month: int, day: int) -> Moment | None:
    try:
        return Moment(value=date(year, month, day).isoformat())
    except ValueError:
        return None
