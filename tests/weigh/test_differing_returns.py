from __future__ import annotations

from firsthand.core.claim import Participant
from firsthand.core.spacetime import Place
from tests.weigh.piles import AIRPORT, PileOf, said

TOWN = Place(name="Vorlai", lat=37.3, lon=41.9, radius_m=6000, kind="town", ref="geonames:9")
PLANT = Place(
    name="coke plant", lat=37.31, lon=41.91, radius_m=500, kind="plant", ref="plant:geonames:9", within="geonames:9"
)
REBELS = Participant(name="Houthi rebels", role="agent", type="group", ref="actor:houthis")
TAKEN = Participant(name="town of Vorlai", role="object", type="other")


def _shown(lines: list, **asked: object) -> list[tuple[str, str]]:
    return [(c.kind, c.about) for c in PileOf(lines).judged(**asked).contradictions]


def test_left_by_one_voice_and_stormed_again_by_another_is_a_conflict() -> None:
    lines = [
        said("a", "withdraw", "2026-01-22", words="The forces left the airport on Thursday."),
        said("b", "seize", "2026-01-22", words="The forces stormed the airport again on Thursday."),
    ]
    assert [k for k, a in _shown(lines) if "or back by" in a] == ["conflict"]


def test_left_and_taken_again_days_later_is_an_update() -> None:
    lines = [
        said("a", "withdraw", "2026-01-20", words="The forces left the airport on Tuesday."),
        said("b", "seize", "2026-01-23", words="The forces retook the airport on Friday."),
    ]
    assert [k for k, a in _shown(lines) if "or back by" in a] == ["update"]


def test_a_taking_that_is_not_again_is_no_return() -> None:
    lines = [
        said("a", "withdraw", "2026-01-22", words="The forces left after storming the airport days ago."),
        said("b", "seize", "2026-01-22", words="The forces had stormed the airport."),
    ]
    assert not [a for _, a in _shown(lines) if "or back by" in a]


def test_still_holding_a_part_of_the_town_that_others_took_is_scope() -> None:
    lines = [
        said("a", "seize", "2026-01-20", place=TOWN, who=[REBELS, TAKEN], published="2026-01-20"),
        said("b", "hold", "2026-01-21", phase="continues", place=PLANT, published="2026-01-21"),
    ]
    assert "scope" in [k for k, a in _shown(lines, site="Vorlai", actor=None) if "taken by" in a]


def test_holding_the_airport_that_others_took_is_a_conflict() -> None:
    taken = Participant(name="Qamishli airport", role="object", type="facility")
    lines = [
        said("a", "seize", "2026-01-20", who=[REBELS, taken], published="2026-01-20"),
        said("b", "hold", "2026-01-20", phase="continues", place=AIRPORT, published="2026-01-20"),
    ]
    assert "conflict" in [k for k, a in _shown(lines, actor=None) if "taken by" in a]
