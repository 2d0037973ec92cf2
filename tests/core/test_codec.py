from __future__ import annotations

import math

import pytest
from hypothesis import given

from firsthand.core.claim import Claim
from firsthand.core.codec import canonical, decode, encode, id_of
from firsthand.core.evidence import Report
from firsthand.core.spacetime import Place
from tests import strategies


@given(strategies.claims())
def test_a_claim_comes_back_as_it_was(claim: Claim) -> None:
    assert decode(encode(claim), Claim) == claim


@given(strategies.reports)
def test_a_report_comes_back_as_it_was(report: Report) -> None:
    assert decode(encode(report), Report) == report


def test_whole_numbers_are_written_one_way() -> None:
    assert encode(Place(name="Q", lat=46.0, lon=46)) == encode(Place(name="Q", lat=46, lon=46.0))


def test_nan_is_refused() -> None:
    with pytest.raises(ValueError, match="leave the value out"):
        encode(Place(name="Q", lat=math.nan))


def test_defaults_are_left_out_so_that_a_new_optional_field_changes_no_id() -> None:
    assert encode(Place(name="Q")) == '{"name":"Q"}'


def test_keys_come_in_one_order() -> None:
    assert canonical({"b": 1, "a": 2}) == b'{"a":2,"b":1}'


def test_the_kind_of_record_is_part_of_its_id() -> None:
    assert id_of("claim", "x").split(":")[1] != id_of("report", "x").split(":")[1]


def test_parts_do_not_run_together() -> None:
    assert id_of("claim", "ab", "c") != id_of("claim", "a", "bc")
