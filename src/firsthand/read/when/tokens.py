"""Words and signs of a sentence, cut as the grammar of time needs them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from firsthand.data.time import time_word_marks


class Word(NamedTuple):
    """A token: code points of the text, half-open; `key` is it in lower case with plain apostrophes."""

    start: int
    end: int
    key: str
    has_capital: bool


WORD_OR_NUMBER = re.compile(r"\w+")
# The commonest kinds stand first: the order decides the speed, and which reading of a sign wins.
_TOKEN = re.compile(
    r"""[AaPp]\.\s?[Mm]\.? | [Aa]\.[Hh]\.? | [BbAa]\.[CcDd]\.
    | [^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)?
    | (?<=\w)['’][Ss]\b
    | \d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)
    | \d{1,4}[/.]\d{1,2}[/.]\d{1,4}(?!\d|\.\d)
    | \d{1,2}[:.]\d\d(?::\d\d)?(?=\s?(?:[AaPp]\.?[Mm]\b|hours\b|hrs\b))
    | \d{1,2}:\d\d(?::\d\d)?(?!\d)
    | \d{1,2}(?:st|nd|rd|th)\b
    | ['’‘]?\d{2}(?:\d\d)?['’]?s\b
    | ['’‘]\d\d\b
    | \d{1,2}/\d{1,2}(?!\d)
    | \d+(?:,\d{3})+(?:\.\d+)?
    | \d+\.\d+
    | \d+
    | \S""",
    re.VERBOSE,
)


@lru_cache(maxsize=1024)
def row_of(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words of a sentence; kept, for the dating of events asks for those that the scan has cut."""
    return tuple(words(text, start, end))


def words(text: str, start: int, end: int) -> list[Word]:
    """Cut `text[start:end]` into words and signs; offsets are of the whole text. Cost: O(end - start)."""
    dotted = time_word_marks()["dotted"]
    found: list[Word] = []
    new = tuple.__new__  # past the named constructor, which takes a quarter of the time
    skip = -1
    for match in _TOKEN.finditer(text, start, end):
        low, high = match.span()
        if low == skip:
            continue
        token = match.group()
        key = token.lower()
        has_capital = key != token
        if not token.isascii():
            key = key.replace("’", "'").replace("‘", "'")
        elif key in dotted and text[high : high + 1] == "." and not text[high + 1 : high + 2].isalnum():
            key, high, skip = key + ".", high + 1, high
        found.append(new(Word, (low, high, key, has_capital)))
    return found
