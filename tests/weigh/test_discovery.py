from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.weigh.discovery import Fit, Told, discovered


def exact(value: object, truth: object) -> Fit:
    if value == truth:
        return "same"
    return "part" if isinstance(value, frozenset) and isinstance(truth, frozenset) and value < truth else "other"


def _told(rows: dict[str, dict[str, object]]) -> list[Told]:
    return [Told(source=s, thing=t, value=v) for s, said in rows.items() for t, v in said.items()]


def _best(rows: dict[str, dict[str, object]]) -> dict[str, object]:
    return {thing: values[0][0] for thing, values in discovered(_told(rows), exact).values.items()}


SETTLED = {f"t{k}": f"right {k}" for k in range(12)}


def test_the_value_that_most_tell_holds_where_nothing_is_known_of_them() -> None:
    assert _best({"a": {"t": 1}, "b": {"t": 1}, "c": {"t": 2}}) == {"t": 1}


def test_one_source_that_others_proved_right_outweighs_two_that_they_proved_wrong() -> None:
    wrong_a = {t: f"wrong a {t}" for t in SETTLED}
    wrong_b = {t: f"wrong b {t}" for t in SETTLED}
    rows = {
        "good": {**SETTLED, "x": "good"},
        "fair": dict(SETTLED),
        "plain": dict(SETTLED),
        "bad a": {**wrong_a, "x": "bad"},
        "bad b": {**wrong_b, "x": "bad"},
    }
    assert _best(rows)["x"] == "good"


def test_copies_of_an_error_count_once() -> None:
    errors = {f"t{k}": f"wrong {k}" for k in range(12)}
    copies = {f"copy {k}": {**errors, "x": "copied"} for k in range(3)}
    alone = {f"own {k}": {**SETTLED, "x": "seen"} for k in range(2)}
    others = {f"other {k}": dict(SETTLED) for k in range(3)}
    assert _best({**copies, **alone, **others})["x"] == "seen"


def test_a_part_of_the_truth_speaks_for_the_whole() -> None:
    one, both = frozenset({"haag"}), frozenset({"haag", "perry"})
    rows = {"a": {"t": one}, "b": {"t": one}, "c": {"t": both}, "d": {"t": both}}
    assert _best(rows) == {"t": both}


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from("abcde"), st.dictionaries(st.sampled_from("xyz"), st.integers(0, 3))))
def test_probabilities_of_a_thing_sum_to_one_whatever_the_order(rows: dict[str, dict[str, object]]) -> None:
    told = _told(rows)
    found = discovered(told, exact)
    for values in found.values.values():
        assert sum(p for _, p in values) == pytest.approx(1)
    again = discovered(list(reversed(told)), exact)
    assert {t: v[0][0] for t, v in again.values.items()} == {t: v[0][0] for t, v in found.values.items()}
