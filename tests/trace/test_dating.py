"""Undated reports are read as of the day of the dated report that they are most like, or of none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evals.dating import held_back
from firsthand.core.evidence import Capture, Id, Report
from firsthand.trace import datings

CONVOY = (
    "Forty lorries left the northern depot on Tuesday, the harbour master told the agency, and the gate stood open."
)
RETOLD = "On Tuesday forty lorries left the northern depot and the gate stood open, the harbour master said."
OTHER = "Grain prices rose again in the capital as bakers waited for the promised flour shipments from abroad."


def report(name: str, text: str, published: str | None = None, language: str = "en") -> Report:
    capture = Capture(body="0" * 64, media_type="text/plain", path=name)
    return Report(id=Id(name), text=text, capture=capture, published=published, language=language)


PILE = (
    report("a", CONVOY, "2025-03-04"),
    report("b", OTHER, "2025-03-11"),
    report("c", RETOLD),
)


def test_a_report_that_tells_the_same_is_read_as_of_the_same_day() -> None:
    (found,) = datings(PILE)
    assert (found.report, found.day, found.like) == ("c", "2025-03-04", "a")
    assert 0.2 <= found.likeness <= 1.0


def test_an_instant_gives_its_local_day() -> None:
    (found,) = datings([report("a", CONVOY, "2025-03-04T22:30:00Z"), PILE[1], PILE[2]])
    assert found.day == "2025-03-04"


def test_a_report_that_is_like_none_stays_without_a_day() -> None:
    assert datings([PILE[0], report("d", "A school reopened after the flood; pupils painted its fence.")]) == ()


def test_another_language_is_no_clue() -> None:
    assert datings([PILE[0], report("c", RETOLD, language="de")]) == ()


def test_a_pile_without_dates_or_without_gaps_gives_nothing() -> None:
    assert datings([PILE[2]]) == ()
    assert datings(PILE[:2]) == ()


@given(st.permutations(PILE))
def test_the_order_of_the_pile_does_not_matter(pile: list[Report]) -> None:
    assert datings(pile) == datings(PILE)


def test_days_held_back_are_counted_against_the_true_ones() -> None:
    late = report("e", RETOLD, "2025-03-18")
    figures = held_back([(PILE[0], PILE[1], late)])
    assert figures == {"dating_given": 2 / 3, "dating_within_a_day": 0.0}
