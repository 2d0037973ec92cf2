"""Events that a date to come makes plans: `a six-month exit from the country by December 31`, printed in November."""

from __future__ import annotations

from firsthand.read.reading import Reading
from firsthand.read.what.mention import Mention

NEAR = 60  # code points between the noun and its date


def is_due(reading: Reading, mention: Mention) -> bool:
    """Whether an event that is only named is to be over by a day after the report's own, or after it was announced.

    Cost: O(expressions of time).
    """
    day = _announced(reading, mention) or reading.report.published_day
    if day is None or mention.form != "noun":
        return False
    after = mention.span(reading).end
    end = reading.trees[mention.sentence].sentence.end
    for timex in reading.timexes:
        between = reading.text[after : timex.start]
        if after < timex.start < min(end, after + NEAR) and between.endswith(" by ") and "," not in between:
            return timex.span is not None and (timex.span.end_latest or "")[:10] > day
    return False


def _announced(reading: Reading, mention: Mention) -> str | None:
    """Return the day on which an event was announced: `On 31 December he announced the withdrawal by 31 January`."""
    tree = reading.trees[mention.sentence]
    above = tree.head(mention.token)
    if above is None or tree.lemmas[above] != "announce" or tree.rel(mention.token) not in {"obj", "nsubj:pass"}:
        return None
    first, last = tree.sentence.start, mention.span(reading).start
    days = (t.span.begin_earliest for t in reading.timexes if first <= t.start < last and t.span is not None)
    return next((day[:10] for day in days if day), None)
