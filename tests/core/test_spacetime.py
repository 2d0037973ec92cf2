from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.core.spacetime import TimeSpan, bound
from tests import strategies


def test_equal_instants_in_two_zones_are_one_bound() -> None:
    assert bound("2026-01-26T06:00:00+03:00") == bound("2026-01-26T03:00:00Z") == "2026-01-26T03:00:00Z"


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="RFC 3339"):
        bound("2026-01-26T06:00:00")


@pytest.mark.parametrize(
    ("span", "edtf"),
    [
        (TimeSpan.on("2026-01-26"), "2026-01-26"),
        (TimeSpan.over("2026-01-24", "2026-01-26"), "2026-01-24/2026-01-26"),
        (TimeSpan.within("2026-01-01", "2026-01-31"), "2026-01"),
        (TimeSpan(begin_earliest="2019-01-01", begin_latest="2019-12-31"), "2019/.."),
        (TimeSpan(end_latest="2026-01-26", end_earliest="2026-01-26"), "../2026-01-26"),
        (TimeSpan.within("2026-01-19", "2026-01-25"), "2026-01-19~/2026-01-25~"),
        (TimeSpan.within(None, "2026-01-26"), "../2026-01-26~"),
        (TimeSpan(begin_latest="2026-01-26", end_earliest="2026-01-26"), "../2026-01-26~"),
        (TimeSpan(), ""),
    ],
)
def test_a_span_is_written_in_edtf(span: TimeSpan, edtf: str) -> None:
    assert span.edtf == edtf


@pytest.mark.parametrize(
    "bounds",
    [
        {"begin_earliest": "2026-01-27", "begin_latest": "2026-01-26"},
        {"end_earliest": "2026-01-27", "end_latest": "2026-01-26"},
        {"begin_earliest": "2026-01-27", "end_latest": "2026-01-26"},
        {"begin_earliest": "2026-01-26T06:00:00Z", "end_latest": "2026-01-26T05:59:59Z"},
        {"begin_earliest": "2026-01-28", "end_latest": "2026-01-26T21:00:00Z"},
    ],
)
def test_a_span_that_ends_before_it_begins_is_refused(bounds: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="swap the two"):
        TimeSpan(**bounds)


def test_an_instant_in_utc_may_bear_the_name_of_the_day_before_the_local_day() -> None:
    span = TimeSpan(begin_earliest="2026-01-27", end_latest="2026-01-26T22:00:00Z")
    assert span.begin_earliest == "2026-01-27"


@given(strategies.days, strategies.days)
def test_plain_intervals_come_back_from_edtf(first: str, last: str) -> None:
    first, last = sorted((first, last))
    assert TimeSpan.from_edtf(TimeSpan.over(first, last).edtf) == TimeSpan.over(first, last)


@given(strategies.time_spans())
def test_every_span_can_be_written_and_read(span: TimeSpan) -> None:
    TimeSpan.from_edtf(span.edtf)


@given(st.text(max_size=12))
def test_nonsense_is_no_bound(written: str) -> None:
    try:
        assert bound(written) is not None
    except ValueError as fault:
        assert "RFC 3339" in str(fault) or "day" in str(fault) or "month" in str(fault) or "year" in str(fault)  # noqa: PT017
