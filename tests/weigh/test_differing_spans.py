from __future__ import annotations

from firsthand.core.claim import Participant
from firsthand.core.spacetime import Place, TimeSpan
from tests.weigh.piles import PileOf, said

HOSPITAL = Place(
    name="Omar hospital", lat=37.0, lon=41.2, radius_m=300, kind="hospital", ref="hospital:geonames:9/omar"
)
WARD = Participant(name="Omar hospital", role="object", type="facility")


def _shown(lines: list, **asked: object) -> list[tuple[str, str]]:
    return [(c.kind, c.about) for c in PileOf(lines).judged(**asked).contradictions]


def _since(year: str) -> TimeSpan:
    return TimeSpan(begin_earliest=f"{year}-01-01", begin_latest=f"{year}-12-31")


def test_two_years_since_which_they_have_been_there_are_a_conflict() -> None:
    lines = [
        said("a", "be-present", _since("2015"), phase="continues"),
        said("b", "be-present", _since("2019"), phase="continues"),
    ]
    assert [(k, a) for k, a in _shown(lines) if "since when" in a] == [
        ("conflict", "since when Russian forces were at Qamishli airport: 2015 or 2019")
    ]


def test_who_arrived_before_those_who_are_there_may_have_been_others() -> None:
    lines = [
        said("a", "arrive", _since("1985")),
        said("b", "be-present", _since("2019"), phase="continues"),
    ]
    assert [k for k, a in _shown(lines) if "since when" in a] == ["scope"]


def test_two_lengths_of_one_siege_are_a_conflict() -> None:
    def besieged(voice: str, text: str) -> tuple:
        return said(voice, "attack", "2026-01-15", phase="continues", place=HOSPITAL, who=[WARD], words=text)

    lines = [
        besieged("a", "The hospital had been under siege for 25 consecutive days."),
        besieged("b", "Troops had besieged the hospital for nearly a week."),
    ]
    found = [(k, a) for k, a in _shown(lines, site="Omar hospital", actor=None) if "besieged" in a]
    assert [k for k, _ in found] == ["conflict"]
    assert "25 days" in found[0][1]


def test_a_week_and_six_days_of_siege_are_one() -> None:
    def besieged(voice: str, text: str) -> tuple:
        return said(voice, "attack", "2026-01-15", phase="continues", place=HOSPITAL, who=[WARD], words=text)

    lines = [besieged("a", "after a week-long siege"), besieged("b", "besieged for six days")]
    assert not [a for _, a in _shown(lines, site="Omar hospital", actor=None) if "besieged" in a]
