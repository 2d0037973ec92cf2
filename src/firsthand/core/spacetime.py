"""When and where: TimeSpan and Place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

DATE_LENGTH = len("YYYY-MM-DD")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""English, from January; the calendar module's follow the locale."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""English, as texts are searched for them; the place of each is its `date.weekday`."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT.+")


def bound(value: str | None) -> str | None:
    """Return a date as it is and an instant in UTC to the second, so that equal moments are equal strings.

    Raises:
        ValueError: The value is neither YYYY-MM-DD nor an RFC 3339 instant with a zone.
    """
    if value is None:
        return None
    if _DATE.fullmatch(value):
        date.fromisoformat(value)
        return value
    if _INSTANT.fullmatch(value):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    msg = f"{value!r} is no date (YYYY-MM-DD) and no instant with a zone (RFC 3339); write it as one of them"
    raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A time known by the bounds of its beginning and of its end, as in CIDOC-CRM E52; None = open.

    Each bound is a local day at the site (YYYY-MM-DD) or an instant in UTC. All are inclusive.

    Raises:
        ValueError: A bound is neither, or an earliest lies behind its latest, or the whole begins after it ends.
    """

    begin_earliest: str | None = None
    begin_latest: str | None = None
    end_earliest: str | None = None
    end_latest: str | None = None

    def __post_init__(self) -> None:
        for name in ("begin_earliest", "begin_latest", "end_earliest", "end_latest"):
            object.__setattr__(self, name, bound(getattr(self, name)))
        for low, high in (
            ("begin_earliest", "begin_latest"),
            ("end_earliest", "end_latest"),
            ("begin_earliest", "end_latest"),
        ):
            earliest, latest = getattr(self, low), getattr(self, high)
            if earliest is not None and latest is not None and _is_behind(earliest, latest):
                msg = f"{low} {earliest} lies behind {high} {latest}; swap the two, or leave one of them open (None)"
                raise ValueError(msg)

    @classmethod
    def on(cls, day: str) -> TimeSpan:
        """Return the span of something that began and ended on one day."""
        return cls(begin_earliest=day, begin_latest=day, end_earliest=day, end_latest=day)

    @classmethod
    def within(cls, first: str | None, last: str | None) -> TimeSpan:
        """Return the span of something that lies somewhere between two days, both included."""
        return cls(begin_earliest=first, begin_latest=last, end_earliest=first, end_latest=last)

    @classmethod
    def over(cls, first: str, last: str) -> TimeSpan:
        """Return the span of something that fills all days from the first to the last."""
        return cls(begin_earliest=first, begin_latest=first, end_earliest=last, end_latest=last)

    @property
    def first_day(self) -> str | None:
        """The earliest day that the words allow, YYYY-MM-DD; None = open."""
        return self.begin_earliest and self.begin_earliest[:DATE_LENGTH]

    @property
    def last_day(self) -> str | None:
        """The latest day that the words allow, YYYY-MM-DD; None = open."""
        return self.end_latest and self.end_latest[:DATE_LENGTH]

    @property
    def edtf(self) -> str:
        """The span in EDTF; bounds that a plain interval cannot hold are given as an approximate one (`~`)."""
        bounds = (self.begin_earliest, self.begin_latest, self.end_earliest, self.end_latest)
        if not any(bounds):
            return ""
        if len(set(bounds)) == 1:
            return bounds[0] or ""
        begin = _edtf_bound(self.begin_earliest, self.begin_latest)
        end = _edtf_bound(self.end_earliest, self.end_latest, upper=True)
        if self.begin_earliest is None and end != "..":
            begin = ".."  # "by 3 July" began on no day that is known, not about that day
        elif self.end_latest is None and begin != "..":
            end = ".."
        return begin if begin == end and not begin.endswith("~") else f"{begin}/{end}"

    @classmethod
    def from_edtf(cls, text: str) -> TimeSpan:
        """Read EDTF level 0 and the parts of level 1 that news needs: `..`, `~`, `?`, months, years and intervals.

        Raises:
            ValueError: The text is none of them.
        """
        clean = re.sub(r"[~?%]", "", text.strip())
        first, slash, last = clean.partition("/")
        low, high = _edtf_days(first), _edtf_days(last if slash else first)
        if not slash:
            return cls(begin_earliest=low[0], begin_latest=low[1], end_earliest=low[0], end_latest=low[1])
        return cls(begin_earliest=low[0], begin_latest=low[1], end_earliest=high[0], end_latest=high[1])


def _is_behind(earliest: str, latest: str) -> bool:
    """Whether a bound lies behind another; a local day and an instant in UTC may differ by a day in their names."""
    if len(earliest) == len(latest):
        return earliest > latest
    first, last = (date.fromisoformat(value[:DATE_LENGTH]).toordinal() for value in (earliest, latest))
    return first > last + 1


def _edtf_bound(earliest: str | None, latest: str | None, *, upper: bool = False) -> str:
    if earliest is None and latest is None:
        return ".."
    if earliest == latest:
        return earliest or ".."
    if earliest and latest:
        for length in (len("YYYY"), len("YYYY-MM")):
            if (earliest, latest) == _edtf_days(earliest[:length]):
                return earliest[:length]
    chosen = (latest or earliest) if upper else (earliest or latest)
    return f"{chosen}~"


def _edtf_days(text: str) -> tuple[str | None, str | None]:
    if text in {"", ".."}:
        return None, None
    if re.fullmatch(r"\d{4}", text):
        return f"{text}-01-01", f"{text}-12-31"
    if re.fullmatch(r"\d{4}-\d\d", text):
        first = date.fromisoformat(f"{text}-01")
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return first.isoformat(), (after - timedelta(days=1)).isoformat()
    return bound(text), bound(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as somebody named it, with what the gazetteer knows of it; None = not resolved."""

    name: str
    lat: float | None = None
    """Degrees, WGS 84."""
    lon: float | None = None
    radius_m: float | None = None
    """How far from the point the place may lie or reach, metres."""
    kind: str | None = None
    """`country`, `region`, `town`, `airport`, `base`, `crossing`, `hospital`, `water`, `area` and the like; for a word
    of nationality, which stands for its country in a parse and is the place of no claim, `nationality`."""
    ref: str | None = None
    """`geonames:173330`, `icao:OSKL`, `ne:...`, `alias:...`."""
    within: str | None = None
    """The reference or name of what holds it, usually the country (ISO 3166 alpha-2)."""

    def __post_init__(self) -> None:
        for name in ("lat", "lon", "radius_m"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, float(value))
