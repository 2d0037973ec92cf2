from __future__ import annotations

import pytest

from firsthand.core.errors import BrokenData
from firsthand.data import time as time_data


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    raw = time_data._raw()
    monkeypatch.setattr(time_data, "_raw", lambda: raw)
    time_data.time_words.cache_clear()
    time_data.time_word_marks.cache_clear()
    yield raw
    time_data.time_words.cache_clear()
    time_data.time_word_marks.cache_clear()


def test_words_and_phrases_stand_in_lower_case() -> None:
    assert time_data.time_words()["weekday"]["friday"] == 5
    assert "dawn" in time_data.time_word_marks()["sure_parts"]


def test_a_missing_table_is_named(table: dict[str, object]) -> None:
    del table["season"]
    with pytest.raises(BrokenData, match="season"):
        time_data.time_words()


def test_a_word_with_a_capital_is_named(table: dict[str, object]) -> None:
    table["month"]["January"] = 1
    with pytest.raises(BrokenData, match="January"):
        time_data.time_words()


def test_a_list_that_holds_no_words_is_named(table: dict[str, object]) -> None:
    table["saying"] = ["said", 5]
    with pytest.raises(BrokenData, match="saying"):
        time_data.time_word_marks()
