from __future__ import annotations

import re
from typing import Any

from firsthand.write.summary import MARKS, strip, summary, when_text


def test_holders_whose_names_begin_alike_have_signs_of_their_own() -> None:
    states = ["Madan army", "Madan rebels", "contested", "unknown"]
    day = {"date": "2026-01-27", "attested": True, "claims": ["c1"], "Madan rebels": 0.9}
    status: dict[str, Any] = {
        "aspect": "control", "actor": None, "site": {"name": "Dorra"}, "states": states, "days": [day]
    }  # fmt: skip
    head, marks = strip(status, width=120).splitlines()[:2]
    assert "M Madan army, a Madan rebels" in head
    assert marks == "a"
    assert MARKS["contested"] in head


def test_no_event_is_cut_off_in_the_terminal_and_the_voices_behind_it_are_told(brief: dict[str, Any]) -> None:
    screen = summary(brief, width=60)
    told = " ".join(screen.partition("What is told")[2].split())
    assert "…" not in screen
    assert max(len(line) for line in screen.splitlines()) <= 60
    assert re.search(r"2026 [A-Za-z ]+ \(\d+ of \d+(?:, \d+ against)?\)", told)


def test_a_range_over_two_months_names_its_year_once() -> None:
    when = {"begin": ["2024-03-17", "2024-03-17"], "end": ["2024-04-30", "2024-04-30"]}
    assert when_text(when) == "17 Mar to 30 Apr 2024"
