"""Who speaks when: expressions that date the telling ("said on Friday"), and those that stand in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.data.time import time_word_marks
from firsthand.read.when.tokens import Word

LONGEST_LEAD = 5  # words between the verb of saying and its date: "told reporters in a statement on"
_OPEN, _CLOSE, _EITHER = frozenset(("“", "``")), frozenset(("”", "''")), frozenset(('"',))


def dates_the_telling(row: Sequence[Word], first: int, after: int) -> int | None:
    """Return the index of the verb of saying that the expression `row[first:after]` dates, None where it dates none."""
    marks = time_word_marks()
    if after < len(row) and row[after].key == "'s":
        return None
    index = first - 1
    while index >= 0 and first - index <= LONGEST_LEAD + 1 and row[index].key in marks["around_saying"]:
        index -= 1
    if index >= 0 and row[index].key in marks["saying"] and row[index].key != "according":
        return index
    if after < len(row) and row[after].key in marks["saying"]:
        return after
    return None


def is_quoted(row: Sequence[Word], first: int) -> bool:
    """Whether a word stands inside quotation marks that its sentence opens."""
    depth = 0
    pending = ""
    for word in row[:first]:
        pair = pending + word.key
        if word.key in _OPEN or pair in _OPEN:
            depth = 1
        elif word.key in _CLOSE or pair in _CLOSE:
            depth = 0
        elif word.key in _EITHER:
            depth = 1 - depth
        pending = word.key if word.key in {"`", "'"} and word.key != pending else ""
    return depth == 1
