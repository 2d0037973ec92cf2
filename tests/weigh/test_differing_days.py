from __future__ import annotations

from firsthand.core.claim import Participant
from firsthand.core.spacetime import Place
from tests.weigh.piles import FORCES, PileOf, said

LAND = Place(name="Syria", lat=35.0, lon=38.0, radius_m=400_000, kind="country", ref="geonames:163843")
SOME = Participant(name="some Russian troops", role="agent", type="force", ref="actor:russian-forces")
AIRCRAFT = Participant(name="Russian aircraft", role="agent", type="force", ref="actor:russian-forces")


def _shown(lines: list, **asked: object) -> list[tuple[str, str]]:
    return [(c.kind, c.about) for c in PileOf(lines).judged(**asked).contradictions]


def _of_days(lines: list, **asked: object) -> list[str]:
    return [kind for kind, about in _shown(lines, **asked) if about.startswith(("the day of", "the beginning of"))]


def test_two_days_of_one_departure_two_weeks_apart_are_a_conflict_at_a_base() -> None:
    lines = [
        said("a", "withdraw", "2026-01-05", published="2026-01-06"),
        said("b", "withdraw", "2026-01-20", published="2026-01-28"),
    ]
    assert _of_days(lines) == ["conflict"]


def test_some_who_began_to_leave_before_the_others_are_another_matter() -> None:
    lines = [
        said("a", "withdraw", "2026-01-10", phase="begins", who=[SOME]),
        said("b", "withdraw", "2026-01-20", phase="begins"),
    ]
    assert _of_days(lines) == ["scope"]


def test_aircraft_that_left_before_the_soldiers_are_another_matter() -> None:
    lines = [
        said("a", "withdraw", "2026-01-10", phase="begins", who=[AIRCRAFT]),
        said("b", "withdraw", "2026-01-20", phase="begins", who=[FORCES]),
    ]
    assert _of_days(lines) == ["scope"]


def test_who_left_a_country_on_two_days_told_by_one_voice_each_is_no_conflict() -> None:
    lines = [
        said("a", "withdraw", "2026-01-10", place=LAND, published="2026-01-11"),
        said("b", "withdraw", "2026-01-14", place=LAND, published="2026-01-20"),
    ]
    assert _of_days(lines, site="Syria") == []


def test_the_evacuation_of_the_wounded_is_not_the_day_on_which_the_forces_left() -> None:
    wounded = Participant(name="wounded civilians", role="object", type="person")
    lines = [
        said("a", "withdraw", "2026-01-10"),
        said("b", "evacuate", "2026-01-14", who=[wounded], published="2026-01-20"),
    ]
    assert _of_days(lines) == []


def test_one_beginning_is_shown_once_though_three_days_are_told() -> None:
    lines = [
        said(v, "withdraw", f"2026-01-{d}", phase="begins") for v, d in zip("abc", ("21", "23", "25"), strict=True)
    ]
    assert _of_days(lines) == ["conflict"]
