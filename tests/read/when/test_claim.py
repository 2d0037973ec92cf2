"""A claim's time is never ahead of the report that tells it as done."""

from __future__ import annotations

import pytest

from firsthand.bulk import Knowing, reading_of
from firsthand.core.claim import Claim
from firsthand.core.evidence import Capture, Id, Report


def claims_of(text: str, published: str | None) -> tuple[Claim, ...]:
    capture = Capture(body="0" * 64, media_type="text/plain", path="a.txt")
    report = Report(id=Id("report:a"), text=text, capture=capture, language="en", published=published)
    return reading_of(report, 1, Knowing()).claims


CLOCK = "Viewed on 23 December 2024 16:04.\nFrench troops left the air base near Faya, an officer said."


@pytest.mark.parametrize("published", ["2024-07-05", "2024-12-01"])
def test_a_page_s_own_clock_times_no_event(published: str) -> None:
    left = [claim for claim in claims_of(CLOCK, published) if claim.mention.kind == "withdraw"]
    assert left
    for claim in left:
        assert claim.when is not None
        assert claim.when.last_day is not None
        assert claim.when.last_day <= published


def test_what_is_planned_may_lie_ahead() -> None:
    text = "French troops will leave the air base near Faya on 15 September, an officer said."
    (plan,) = claims_of(text, "2024-07-05")
    assert plan.stance != "asserted"
    assert plan.when is not None
    assert plan.when.begin_earliest == "2024-09-15"


def test_who_finds_a_post_deserted_on_a_day_tells_of_a_leaving_by_that_day() -> None:
    text = "Reporters who were shown the French air base near Faya on Monday found it deserted, with its gates open."
    (left,) = [claim for claim in claims_of(text, "2024-07-05") if claim.mention.kind == "withdraw"]
    assert left.when is not None
    assert (left.when.begin_earliest, left.when.end_latest) == (None, "2024-07-01")
