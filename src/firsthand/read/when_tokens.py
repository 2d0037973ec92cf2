"""Words and signs of a sentence, cut as the grammar of time needs them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from firsthand.data.time import time_word_marks


class Word(NamedTuple):
    """A token: code points of the text, half-open; `key` is it in lower case, marked `^` where it has a capital."""

    start: int
    end: int
    key: str
    has_capital: bool


WORD_OR_NUMBER = re.compile(r"\w+")


@cache
def _pattern() -> re.Pattern[str]:
    dotted = "|".join(sorted(time_word_marks()["dotted"], key=len, reverse=True))
    return re.compile(
        rf"""\d{{4}}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)
        | \d{{1,4}}[/.]\d{{1,2}}[/.]\d{{1,4}}(?!\d|\.\d)
        | \d{{1,2}}[:.]\d\d(?::\d\d)?(?=\s?(?:[ap]\.?m\b|hours\b|hrs\b))
        | \d{{1,2}}:\d\d(?::\d\d)?(?!\d)
        | \d{{1,2}}(?:st|nd|rd|th)\b
        | ['’‘]?\d{{2}}(?:\d\d)?['’]?s\b
        | \d{{1,2}}/\d{{1,2}}(?!\d)
        | \d+(?:,\d{{3}})+(?:\.\d+)?
        | \d+\.\d+
        | \d+
        | [½¼¾]
        | [AaPp]\.\s?[Mm]\.? | [Aa]\.[Hh]\.? | [Bb]\.[Cc]\. | [Aa]\.[Dd]\.
        | (?:\b(?:{dotted}))\.(?!\w)
        | [Oo]['’]clock
        | (?<=\w)['’][Ss]\b
        | [^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?
        | \S""",
        re.VERBOSE | re.IGNORECASE,
    )


def words(text: str, start: int, end: int) -> list[Word]:
    """Cut `text[start:end]` into words and signs; offsets are of the whole text. Cost: O(end - start)."""
    found = []
    for match in _pattern().finditer(text, start, end):
        token = match.group()
        key = token.lower().replace("’", "'").replace("‘", "'")  # noqa: RUF001  # typographic marks are what is folded
        found.append(Word(match.start(), match.end(), key, token != token.lower()))
    return found
