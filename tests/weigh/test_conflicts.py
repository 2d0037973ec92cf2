from __future__ import annotations

from firsthand.core.claim import Participant
from tests.weigh.piles import AIRPORT, TOWN, PileOf, said

FLAG = Participant(name="Russian flag", role="object", type="equipment")
QUARTERS = Participant(name="Russian quarters", role="object", type="facility")


def _kinds(lines: list, **asked: object) -> list[tuple[str, str | None]]:
    return [(c.kind, c.resolution) for c in PileOf(lines).judged(**asked).contradictions]


def test_still_there_on_the_day_that_the_last_left_is_a_conflict_that_the_status_settles() -> None:
    lines = [
        said("a", "withdraw", "2026-01-24", phase="ends"),
        said("b", "be-present", "2026-01-26", phase="continues", seen_as="own-observation"),
        said("c", "be-present", "2026-01-26", phase="continues", seen_as="own-observation"),
    ]
    found = PileOf(lines).judged().contradictions
    assert found[0].kind == "conflict"
    assert found[0].resolution is not None
    assert "seen by" in found[0].resolution


def test_a_flag_up_and_the_same_flag_gone_the_next_day_is_an_update() -> None:
    lines = [
        said("a", "be-present", "2026-01-26", phase="continues", who=[FLAG]),
        said("b", "be-absent", "2026-01-27", phase="continues", who=[FLAG]),
    ]
    assert [k for k, _ in _kinds(lines)] == ["update"]


def test_bare_quarters_and_a_flag_on_one_day_may_both_be_true() -> None:
    lines = [
        said("a", "be-present", "2026-01-26", phase="continues", who=[FLAG]),
        said("b", "be-absent", "2026-01-26", phase="continues", who=[QUARTERS]),
    ]
    assert [k for k, _ in _kinds(lines)] == ["scope"]


def test_gone_from_the_airport_and_still_in_the_town_is_scope() -> None:
    lines = [
        said("a", "withdraw", "2026-01-27", phase="ends", place=AIRPORT),
        said("b", "be-present", "2026-01-27", phase="continues", place=TOWN),
    ]
    assert [k for k, _ in _kinds(lines)] == ["scope"]


def test_two_days_for_one_beginning_are_a_conflict_between_origins_and_drift_within_one() -> None:
    two = [
        said("a", "withdraw", "2026-01-21", phase="begins"),
        said("b", "withdraw", "2026-01-24", phase="begins"),
    ]
    one = [
        said("a", "withdraw", "2026-01-21", phase="begins"),
        said("a", "withdraw", "2026-01-24", phase="begins", outlet="Copy"),
    ]
    assert [k for k, _ in _kinds(two)] == ["conflict"]
    assert [k for k, _ in _kinds(one)] == ["drift"]


def test_a_forecast_that_was_overtaken_is_an_update() -> None:
    lines = [
        said("a", "withdraw", "2026-02-20", phase="whole", stance="expected"),
        said("b", "withdraw", "2026-02-10", phase="whole", published="2026-02-11"),
    ]
    assert "update" in [k for k, _ in _kinds(lines)]


def test_only_unresolved_conflicts_lower_confidence() -> None:
    base = [said(v, "withdraw", "2026-01-24", phase="begins", seen_as="own-observation") for v in "abc"]
    other = [said(v, "withdraw", "2026-01-20", phase="begins", seen_as="own-observation") for v in "de"]
    plain = PileOf(base).judged().statuses[0].assessment
    doubtful = PileOf([*base, *other]).judged().statuses[0].assessment
    levels = ["low", "moderate", "high"]
    assert levels.index(doubtful.confidence) < levels.index(plain.confidence)
    assert "unresolved" in doubtful.reasons[0].what
