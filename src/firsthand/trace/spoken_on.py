"""The day on which a voice spoke, as the words beside its verb of speech tell: `said on Friday`, `on November 11`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from firsthand.core.claim import Claim
from firsthand.core.evidence import Report
from firsthand.core.spacetime import MONTHS, WEEKDAYS
from firsthand.trace.texts import Text

_BACK = {"today": 0, "yesterday": 1}  # days
_MONTHS = tuple(name[:3].casefold() for name in MONTHS)
_VERB = (
    r"(?:said|says|told|announced|declared|confirmed|stated|tweeted|wrote|posted|reported|warned|denied|acknowledged|"
    r"statement|claimed|added|insisted|refused|ordered|described|accused|issued|released|published|rejected|vowed|admitted)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = (
    rf"(?:(?P<day>{'|'.join(WEEKDAYS)}|today|yesterday)\b|(?P<month>{_MONTH})\s+(?P<nth>\d{{1,2}})\b|"
    rf"(?P<nth2>\d{{1,2}})\s+(?P<month2>{_MONTH}))"
)
_WHEN = (
    r"(?:on\s+|late\s+(?:on\s+)?|early\s+(?:on\s+)?|earlier\s+(?:on\s+)?|the (?:morning|evening|afternoon|night) of\s+)"
)
_TO_WHOM = (
    r"(?:\s+(?:in|at|to|via|through|a|an|the|his|her|its|written|joint|statement|briefing|press|news|conference|post|interview|"
    r"reporters|journalists|earlier|later|here)\b|\s+(?-i:[A-Z][\w.]*)){0,5}?"
)
_AFTER = re.compile(rf"\b{_VERB}\b{_TO_WHOM},?\s+{_WHEN}*{_DAY}", re.IGNORECASE)
_BETWEEN = re.compile(rf"\b{_WHEN}{_DAY}\s+{_VERB}\b", re.IGNORECASE)
_FIRST = re.compile(rf"^\W*{_WHEN}+{_DAY},?(?:\s+[\w.()'\u2019-]+){{1,7}}?\s+{_VERB}\b", re.IGNORECASE)
_YESTERDAY = re.compile(
    rf"\b(?P<day>yesterday),?\s+(?-i:(?:the |an? )?(?:[A-Z][\w.'\u2019-]*\s+){{0,4}})(?:{_VERB})\b", re.IGNORECASE
)
_SINCE = re.compile(rf"\b{_DAY},?\s+when\s+(?:[\w'\u2019-]+\s+){{1,6}}?{_VERB}\b", re.IGNORECASE)
_BESIDE = 70  # code points from a name to the verb of which it is the subject
LONGEST_AGO = 60  # days; a date that lies further back is no report's news


def spoke_on(claim: Claim, report: Report) -> str | None:
    """Return the day, YYYY-MM-DD, on which a claim's voice is said to have spoken; None where no words tell.

    A day's name is the last one before publication. `today` and a date without a year count from it too.
    """
    if report.published_day is None:
        return None
    published = date.fromisoformat(report.published_day)
    texts = (*(hop.words for hop in claim.attribution), claim.quote.text)
    return next((day for text in texts if (day := _told(text, published))), None)


def spoke_in(text: Text, name: str) -> str | None:
    """Return the one day on which a report says, in any sentence with that name, that its bearer spoke."""
    if text.report.published_day is None:
        return None
    published = date.fromisoformat(text.report.published_day)
    found = {day for s in text.sentences if name in s.text and (day := _told(s.text, published, name))}
    return found.pop() if len(found) == 1 else None


def _told(words: str, published: date, name: str = "") -> str | None:
    """Return the day on which the words say that it was said; where a name is given, by its bearer."""
    for pattern in (_FIRST, _YESTERDAY, _SINCE, _AFTER, _BETWEEN):
        found = pattern.search(words)
        if found and name and name not in words[max(0, found.start() - _BESIDE) : found.end()]:
            continue
        day = _day(found, published) if found else None
        if day is not None:
            return day
    return None


def _day(found: re.Match[str], published: date) -> str | None:
    if found.groupdict().get("day"):
        named = found["day"].casefold()
        back = _BACK[named] if named in _BACK else (published.weekday() - WEEKDAYS.index(named)) % 7
        return (published - timedelta(days=back)).isoformat()
    month = _MONTHS.index((found["month"] or found["month2"])[:3].casefold()) + 1
    try:
        day = date(published.year, month, int(found["nth"] or found["nth2"]))
        day = day if day <= published + timedelta(days=1) else day.replace(year=day.year - 1)
    except ValueError:  # 31 November, 29 February
        return None
    return day.isoformat() if (published - day).days <= LONGEST_AGO else None
