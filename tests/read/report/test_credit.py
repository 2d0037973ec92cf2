from __future__ import annotations

import pytest

from firsthand.read.report.credit import byline_of, credit_of, dateline_of


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("QAMISHLI, Syria (AP) — Russian forces left.", "QAMISHLI, Syria", "AP"),
        ("BEIRUT, Jan 26 (Reuters) - Russian forces left.", "BEIRUT", "Reuters"),
        ("Damascus (AFP) - Russian forces left.", "Damascus", "AFP"),
        ("ERBIL — Russian forces left.", "ERBIL", None),
        ("(Reuters) - Russian forces left.", None, "Reuters"),
        ("Russian forces left. They went west.\n\nReuters", None, "Reuters"),
        ("Russian forces left. (AFP)", None, "AFP"),
        ("Russian forces left.\nWith AFP", None, "AFP"),
        ("Russian forces left, Reuters reported on Monday.", None, None),
        ("Russian forces left. Photo: AFP", None, None),
        ("Exclusive - Russian forces left.", None, None),
        ("Russia - the other party - left.", None, None),
    ],
)
def test_dateline_and_credit_are_told_apart_from_ordinary_words(
    text: str, place: str | None, agency: str | None
) -> None:
    assert (dateline_of(text), credit_of(text)) == (place, agency)


def test_an_agency_in_the_byline_is_a_credit() -> None:
    assert credit_of("Russian forces left.", "Reuters Staff") == "Reuters"


def test_a_byline_stands_at_the_head() -> None:
    assert byline_of("By Jane Doe and John Roe\nRussian forces left.") == "Jane Doe and John Roe"
    assert byline_of("By Monday they had left.") is None
