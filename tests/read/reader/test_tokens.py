from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.read.reader.tokens import LONGEST_WORD, gaps, words


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't know.", "They|do|n't|know|."),
        ("They don’t know.", "They|do|n’t|know|."),
        ("Assad's forces can't hold it", "Assad|'s|forces|ca|n't|hold|it"),
        ("It cannot be", "It|can|not|be"),
        ("a 15-year term", "a|15|-|year|term"),
        ("an anti-tank missile, e-mail", "an|anti-tank|missile|,|e-mail"),
        ("U.S. officials, Gen. Votel and J. Smith said", "U.S.|officials|,|Gen.|Votel|and|J.|Smith|said"),
        ("at 4:30 a.m. on 3/4/2026", "at|4:30|a.m.|on|3/4/2026"),
        ("18,000 sq km, 2.5%, $3m", "18,000|sq|km|,|2.5|%|,|$|3|m"),
        ("“No,” he said… (AP)", "“|No|,|”|he|said|…|(|AP|)"),
        ("see https://example.org/a?b=c, now", "see|https://example.org/a?b=c|,|now"),
        ("the boy 's return", "the|boy|'s|return"),
        ("They left.The base burned", "They|left|.|The|base|burned"),
        ("in the 1990s, the 5th", "in|the|1990s|,|the|5th"),
        ("", ""),
    ],
)
def test_words_are_cut_as_in_universal_dependencies(text: str, expected: str) -> None:
    assert cut(text) == (expected.split("|") if expected else [])


def test_a_gap_says_what_stood_before_the_word() -> None:
    text = "One, two\nthree\n\nfour"
    assert gaps(text, words(text)) == [3, 0, 1, 2, 3]


@given(st.text())
def test_words_run_forward_and_lose_nothing_but_white_space(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert not text[end : word.start].strip()
        end = word.end
    assert not text[end:].strip()


def test_a_run_without_blanks_is_cut_up() -> None:
    assert max(end - start for start, end in words("x" * 100_000)) <= LONGEST_WORD
