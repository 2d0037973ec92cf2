from __future__ import annotations

from firsthand.core.claim import Participant
from firsthand.core.spacetime import Place
from firsthand.weigh.ousted import ousted
from tests.weigh.piles import PileOf, said

CITY = Place(name="El Fasher", lat=13.63, lon=25.35, radius_m=9000, kind="town", ref="geonames:379555")
RSF = Participant(name="Rapid Support Forces", role="agent", type="group", ref="actor:rsf")
ARMY = "Sudanese army"


def _held(name: str = "city") -> Participant:
    return Participant(name=name, role="object", type="facility")


def test_who_takes_a_city_drives_out_the_side_that_it_fights() -> None:
    fought = [said("a", "be-present", "2025-10-20", phase="continues", place=CITY, published="2025-10-21",
                   who=[Participant(name=ARMY, role="agent", type="force", ref="actor:sudanese-army")])]  # fmt: skip
    took = [said(v, "seize", "2025-10-26", place=CITY, who=[RSF, _held()], published="2025-10-27") for v in "bcd"]
    status = PileOf([*fought, *took]).judged(site="El Fasher", actor=ARMY).statuses[0]
    days = {d.date: dict(d.probabilities) for d in status.days}
    assert days["2025-10-20"]["present"] > 0.6
    assert days["2025-10-27"]["absent"] > 0.5


def test_the_holder_that_the_words_name_is_the_one_who_is_driven_out() -> None:
    base = Participant(name="headquarters of the Sudanese army", role="object", type="force", ref="actor:sudanese-army")
    _, claim, _ = said("a", "seize", "2025-10-26", place=CITY, who=[RSF, base])
    assert ousted(claim) == ("actor:sudan",)


def test_a_plan_or_a_denial_to_take_a_place_drives_out_nobody() -> None:
    _, planned, _ = said("a", "seize", "2025-10-26", place=CITY, who=[RSF, _held()], stance="planned")
    _, denied, _ = said("a", "seize", "2025-10-26", place=CITY, who=[RSF, _held()], polarity="negated")
    assert ousted(planned) == ousted(denied) == ()


def test_a_taker_with_several_enemies_tells_of_none() -> None:
    nobody = Participant(name="gunmen", role="agent", type="group")
    _, claim, _ = said("a", "seize", "2025-10-26", place=CITY, who=[nobody, _held()])
    assert ousted(claim) == ()


ALEPPO = Place(name="Aleppo", lat=36.2, lon=37.16, radius_m=18000, kind="town", ref="geonames:170063", within="SY")
REBELS = Participant(name="rebel fighters", role="agent", type="force")
HTS = Participant(name="Hayat Tahrir al-Sham", role="agent", type="group", ref="actor:hts")


def test_rebels_take_a_town_from_the_state_that_it_lies_in() -> None:
    for taker in (REBELS, HTS):
        _, claim, _ = said("a", "seize", "2024-11-30", place=ALEPPO, who=[taker, _held()])
        assert ousted(claim) == ("actor:syria",)


def test_who_holds_the_whole_town_leaves_the_state_no_part_of_it() -> None:
    whole = said("a", "hold", "2024-12-01", phase="continues", place=ALEPPO, who=[REBELS, _held("Aleppo city")])
    part = said("b", "hold", "2024-12-01", phase="continues", place=ALEPPO, who=[REBELS, _held("two quarters")])
    assert (ousted(whole[1]), ousted(part[1])) == (("actor:syria",), ())


def test_a_states_own_army_and_unnamed_gunmen_oust_nobody() -> None:
    army = Participant(name="Syrian army", role="agent", type="force", ref="actor:syrian-army")
    gunmen = Participant(name="gunmen", role="agent", type="group")
    for taker in (army, gunmen):
        _, claim, _ = said("a", "hold", "2024-11-30", phase="continues", place=ALEPPO, who=[taker, _held()])
        assert "actor:syria" not in ousted(claim)
