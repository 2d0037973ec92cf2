from __future__ import annotations

from typing import Any

from firsthand.write.summary import MARKS, shorten, strip, when_text


def test_holders_whose_names_begin_alike_have_signs_of_their_own() -> None:
    states = ["Madan army", "Madan rebels", "contested", "unknown"]
    day = {"date": "2026-01-27", "attested": True, "claims": ["c1"], "Madan rebels": 0.9}
    status: dict[str, Any] = {
        "aspect": "control", "actor": None, "site": {"name": "Dorra"}, "states": states, "days": [day]
    }  # fmt: skip
    head, marks = strip(status).splitlines()[:2]
    assert "M Madan army, a Madan rebels" in head
    assert marks == "a"
    assert MARKS["contested"] in head


def test_a_long_line_is_cut_at_a_word_and_the_cut_is_shown() -> None:
    assert shorten("rebels arrived in the old town", 20) == "rebels arrived in…"
    assert shorten("rebels arrived", 20) == "rebels arrived"


def test_a_range_over_two_months_names_its_year_once() -> None:
    when = {"begin": ["2024-03-17", "2024-03-17"], "end": ["2024-04-30", "2024-04-30"]}
    assert when_text(when) == "17 Mar to 30 Apr 2024"
