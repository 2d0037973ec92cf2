"""What reports in languages that are not read carry: told by their figures, or by what everybody printed that day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id
from firsthand.trace.index import ALL_PAIRS
from firsthand.trace.near import are_near
from firsthand.trace.origins import Spoken
from firsthand.trace.texts import Text
from firsthand.trace.tracing import Tracing

SAME_DAY = 1  # days between a statement and a report of it
LEAST_NUMBER = 13  # smaller ones stand in every report
LONGEST = 9  # digits
TELLING_NUMBER = 100  # one such is enough; cases: 291 patients, 766 soldiers
LEAST_NUMBERS = 2  # of the smaller ones
FEW_VOICES = 2  # who give a number that tells them
LEAST_PRINTS = 3  # reports of a day that carry one statement, and more than half of that day's

_NUMBER = re.compile(r"\d+(?:[,.\u00a0\u202f ]\d{3})*(?![\w,.:]*\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_DIGIT = re.compile(r"\D")


def heard_abroad(
    found: Sequence[Spoken], traced: Tracing, claims: Mapping[Id, Claim], carried: Mapping[Id, Collection[Id]]
) -> Iterator[tuple[Id, Id]]:
    """Yield reports in languages that are not read, and an origin that each carries.

    Cost: O(unread reports x origins); nothing in piles of more than `ALL_PAIRS` reports, where numbers say too little.
    """
    unread = [i for i, text in sorted(traced.texts.items()) if not is_read(text)]
    if not unread or len(traced.texts) > ALL_PAIRS:
        return
    voices = [one for one in found if one.voice.standing != "press"]
    numbers = {one.origin.id: _numbers(" ".join(claims[i].quote.text for i in one.origin.claims)) for one in voices}
    givers: dict[str, set[Id]] = defaultdict(set)
    for origin, given in numbers.items():
        for number in given:
            givers[number].add(origin)
    for report in unread:
        text = traced.texts[report]
        told = {n for n in _numbers(text.report.text) if 0 < len(givers[n]) <= FEW_VOICES}
        for one in voices:
            same = told & numbers[one.origin.id]
            is_telling = any(int(n) >= TELLING_NUMBER for n in same) or len(same) >= LEAST_NUMBERS
            if _is_of(one, text) and (is_telling or _is_everywhere(one, text, traced, carried[one.origin.id])):
                yield report, one.origin.id


def is_read(text: Text) -> bool:
    """Whether claims are read in the report's language."""
    return (text.report.language or "en") == "en"


def _is_of(one: Spoken, text: Text) -> bool:
    """Whether the report came out on the day of the voice or the next."""
    day = text.report.published_day
    return day is not None and any(v.around is not None and are_near(v.around, day, SAME_DAY) for v in one.voices)


def _is_everywhere(one: Spoken, text: Text, traced: Tracing, carriers: Collection[Id]) -> bool:
    """Whether all could hear the voice, and most of what was read of that day carries it."""
    day = text.report.published_day
    if not one.voice.is_public or day is None:
        return False
    near = [i for i, other in traced.texts.items() if is_read(other) and _is_near(other, day)]
    print_it = len(set(near) & set(carriers))
    return print_it >= LEAST_PRINTS and 2 * print_it > len(near)


def _is_near(text: Text, day: str) -> bool:
    return text.report.published_day is not None and are_near(text.report.published_day, day, SAME_DAY)


def _numbers(text: str) -> set[str]:
    """Return the numbers in a text, without those that are small or a year."""
    found = {_NO_DIGIT.sub("", match[0]) for match in _NUMBER.finditer(text)}
    return {n for n in found if len(n) <= LONGEST and int(n) >= LEAST_NUMBER and not _YEAR.fullmatch(n)}
