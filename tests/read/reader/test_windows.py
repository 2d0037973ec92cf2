from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firsthand.read.reader.windows import breaks, stretches


def test_a_sentence_begins_after_a_stop_and_a_capital_or_a_line_break() -> None:
    forms = ["He", "left", ".", "She", "stayed", ".", '"', "Yes", "Next"]
    gaps = [3, 1, 0, 1, 1, 0, 0, 1, 2]
    assert breaks(forms, gaps) == [2, 0, 0, 1, 0, 0, 0, 1, 2]


def test_whole_sentences_are_packed() -> None:
    assert list(stretches([1] * 10, [1, 0, 0, 0, 1, 0, 0, 1, 0, 0], 7)) == [(0, 7), (7, 10)]


def test_a_sentence_that_is_too_long_is_cut() -> None:
    assert list(stretches([1] * 10, [1] + [0] * 9, 4)) == [(0, 4), (4, 8), (8, 10)]


@given(st.lists(st.tuples(st.integers(1, 24), st.integers(0, 2)), max_size=200), st.integers(24, 158))
def test_stretches_cover_all_words_once_and_keep_the_limit(words: list[tuple[int, int]], limit: int) -> None:
    lengths = [length for length, _ in words]
    found = list(stretches(lengths, [start for _, start in words], limit))
    assert [n for first, last in found for n in range(first, last)] == list(range(len(words)))
    assert all(sum(lengths[first:last]) <= limit for first, last in found)
