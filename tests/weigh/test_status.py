from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.core.claim import Participant, Polarity, Stance
from firsthand.core.errors import NoMatch
from firsthand.core.spacetime import Place, TimeSpan
from firsthand.weigh.status import interval
from tests.weigh.piles import AIRPORT, TOWN, PileOf, on, said

LEFT = [
    said("a", "withdraw", "2026-01-23", phase="begins", seen_as="own-observation"),
    said("b", "be-present", "2026-01-26", phase="continues", seen_as="own-observation"),
    said("c", "withdraw", "2026-01-27", phase="ends", seen_as="own-observation"),
    said("d", "be-absent", "2026-01-28", phase="continues", seen_as="video"),
]


def test_leaving_runs_from_the_first_to_the_last_departure_and_absence_from_the_day_after() -> None:
    found = PileOf(LEFT).judged().statuses[0]
    assert [s.state for s in found.spans] == ["present", "leaving", "absent"]
    assert found.spans[1].since[0] is not None
    assert found.spans[1].since[0] <= "2026-01-23" <= (found.spans[1].since[1] or "")
    assert (found.spans[2].since[0] or "") <= "2026-01-28" <= (found.spans[2].since[1] or "")


def test_days_run_from_ninety_before_the_first_publication_to_as_of() -> None:
    found = PileOf(LEFT).judged(as_of="2026-02-03").statuses[0]
    assert found.days[0].date == "2025-10-30"
    assert found.days[-1].date == "2026-02-03"


def test_probabilities_of_a_day_sum_to_one() -> None:
    for day in PileOf(LEFT).judged().statuses[0].days:
        assert sum(p for _, p in day.probabilities) == pytest.approx(1, abs=1e-3)


def test_still_there_on_one_day_says_little_of_a_later_one() -> None:
    later = said("c", "be-absent", "2026-01-27", phase="continues", seen_as="own-observation")
    there = said("a", "be-present", "2026-01-26", phase="continues", seen_as="own-observation")
    found = PileOf([there, later]).judged()
    assert on(found, "2026-01-26")["absent"] < on(found, "2026-01-28")["absent"]
    assert found.statuses[0].spans[-1].state == "absent"


def test_independent_origins_accumulate() -> None:
    told = [said(v, "withdraw", "2026-01-26", phase="ends", published="2026-01-27") for v in "abcd"]
    shown = [on(PileOf(told[:n]).judged(), "2026-01-27")["absent"] for n in (1, 2, 4)]
    assert shown[0] < shown[1] < shown[2]


def test_voices_shown_dependent_count_as_one() -> None:
    told = [said(v, "withdraw", "2026-01-26", phase="ends", published="2026-01-27") for v in "abcd"]
    one = on(PileOf(told[:1]).judged(), "2026-01-27")["absent"]
    dependent = on(PileOf(told, verdict="shown-dependent").judged(), "2026-01-27")["absent"]
    doubtful = on(PileOf(told, verdict="not-established").judged(), "2026-01-27")["absent"]
    shown = on(PileOf(told).judged(), "2026-01-27")["absent"]
    assert dependent == pytest.approx(one, abs=0.02)
    assert one < doubtful < shown


def test_a_direct_observation_outweighs_hearsay_of_the_same_day() -> None:
    hearsay = said("a", "be-absent", "2026-01-26", phase="continues")
    seen = said("b", "be-present", "2026-01-26", phase="continues", seen_as="own-observation")
    states = on(PileOf([hearsay, seen]).judged(), "2026-01-26")
    assert states["absent"] < 0.5


@given(
    stance=st.sampled_from(["planned", "expected", "possible", "conditional"]),
    polarity=st.sampled_from(["affirmed", "negated"]),
)
@settings(max_examples=8, deadline=None)
def test_no_status_moves_on_a_claim_that_is_not_asserted(stance: Stance, polarity: Polarity) -> None:
    plain = PileOf(LEFT).judged()
    more = said("z", "withdraw", "2026-01-24", phase="ends", stance=stance, polarity=polarity)
    assert PileOf([*LEFT, more]).judged().statuses[0].days == plain.statuses[0].days


def test_a_denial_weighs_against_the_act_and_never_as_the_act() -> None:
    told = [said("a", "withdraw", "2026-01-26", phase="ends")]
    plain = on(PileOf(told).judged(), "2026-01-27")["absent"]
    denied = said("z", "withdraw", "2026-01-26", phase="ends", polarity="negated", seen_as="official")
    assert on(PileOf([*told, denied]).judged(), "2026-01-27")["absent"] < plain
    assert on(PileOf([denied]).judged(), "2026-01-27")["absent"] < 0.5


def test_certainty_decays_without_fresh_evidence() -> None:
    more = said("e", "be-absent", "2026-01-29", phase="continues", seen_as="own-observation")
    found = PileOf([*LEFT, more]).judged(as_of="2026-04-28")
    assert on(found, "2026-01-29")["absent"] > on(found, "2026-04-28")["absent"]
    assert found.statuses[0].last_attested == "2026-01-29"


def test_the_town_says_nothing_of_its_airport() -> None:
    town = said("z", "be-present", "2026-01-28", phase="continues", place=TOWN, seen_as="own-observation")
    plain = PileOf(LEFT).judged().statuses[0]
    assert PileOf([*LEFT, town]).judged().statuses[0].days == plain.days


def test_a_part_of_the_site_shows_the_whole_less_surely() -> None:
    tower = Place(name="control tower", lat=37.021, lon=41.19, kind="building", ref="x:tower", within="icao:OSKL")
    seen = said("b", "be-absent", "2026-01-27", phase="continues", place=tower, seen_as="own-observation")
    whole = said("b", "be-absent", "2026-01-27", phase="continues", seen_as="own-observation")
    there = said("a", "be-present", "2026-01-24", phase="continues", published="2026-01-24")
    part, full = (on(PileOf([there, line]).judged(), "2026-01-27")["absent"] for line in (seen, whole))
    assert on(PileOf([there]).judged(as_of="2026-01-28"), "2026-01-27")["absent"] < part < full


def test_what_was_published_later_is_dropped() -> None:
    early = said("a", "be-present", "2026-01-20", phase="continues", published="2026-01-20")
    found = PileOf([early, *LEFT]).judged(as_of="2026-01-21")
    assert found.statuses[0].spans[-1].state == "present"
    assert found.statuses[0].days[-1].date == "2026-01-21"


def test_the_order_of_claims_changes_nothing() -> None:
    pile = PileOf(LEFT)
    plain = pile.judged()
    pile.claims = [*pile.claims[2:], *pile.claims[:2]]
    pile.reports.reverse()
    assert pile.judged() == plain


def test_a_site_that_nobody_named_is_refused_with_the_nearest() -> None:
    with pytest.raises(NoMatch, match="Qamishli airport"):
        PileOf(LEFT).judged(site="Ouagadougou barracks")


def test_a_misspelt_site_and_an_alias_of_the_actor_are_found() -> None:
    found = PileOf(LEFT).judged(site="Qamishly airport", actor="Moscow").statuses[0]
    assert (found.site.ref, found.actor) == ("icao:OSKL", "Russian forces")


def test_a_flag_is_a_sign_of_its_owner() -> None:
    flag = Participant(name="Russian flag", role="object", type="equipment")
    line = said("a", "be-present", "2026-01-26", phase="continues", who=[flag], seen_as="own-observation")
    found = PileOf([line, *LEFT[2:]]).judged()
    assert [s.actor for s in found.statuses] == ["Russian forces"]


def test_control_is_one_exclusive_variable_of_a_place() -> None:
    sdf = Participant(name="SDF", role="agent", type="force", ref="actor:sdf")
    syria = Participant(name="Syrian government", role="agent", type="state", ref="actor:syria")
    told = [
        said("a", "hold", "2026-01-20", phase="continues", who=[sdf], seen_as="own-observation"),
        said("b", "seize", "2026-01-25", who=[syria], seen_as="own-observation"),
    ]
    found = PileOf(told).judged(question="Who controls Qamishli airport?", site=None, actor=None)
    status = next(s for s in found.statuses if s.aspect == "control")
    assert status.actor is None
    assert {"Syrian Democratic Forces", "Syrian government"} <= set(dict(status.days[0].probabilities))
    assert found.answers[0].state == "Syrian government"


def test_a_closed_facility_is_the_site_of_its_own_operation() -> None:
    crossing = Participant(name="Semalka crossing", role="object", type="facility")
    told = [said(v, "close", "2026-01-25", who=[crossing], place=TOWN, seen_as="official") for v in "ab"]
    found = PileOf(told).judged(question="Is the Semalka crossing open?", site=None, actor=None)
    assert found.answers[0].state == "closed"
    assert "Semalka crossing is closed" in found.answers[0].sentence


def test_a_wide_window_attests_no_single_day() -> None:
    line = said("a", "withdraw", TimeSpan.within("2026-01-01", "2026-01-25"), phase="ends")
    assert not any(d.attested for d in PileOf([line]).judged().statuses[0].days)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.integers(0, 29))
def test_an_interval_holds_the_chosen_day(mass: list[float], chosen: int) -> None:
    low, high = interval(np.array(mass), min(chosen, len(mass) - 1))
    assert 0 <= low <= min(chosen, len(mass) - 1) <= high < len(mass)


def test_a_pile_without_dates_gives_no_status() -> None:
    report, claim, voice = LEFT[0]
    undated = type(report)(id=report.id, text=report.text, capture=report.capture, outlet=report.outlet)
    assert PileOf([(undated, claim, voice)]).judged(site=None, actor=None).statuses == ()


def test_the_airport_has_the_reference_of_the_gazetteer() -> None:
    assert PileOf(LEFT).judged().statuses[0].site == AIRPORT


def test_a_departure_retold_days_later_is_not_moved_to_the_night_of_the_retelling() -> None:
    told = [said(v, "withdraw", "2026-01-22", phase="ends", published="2026-01-22") for v in "ab"]
    night = TimeSpan.within("2026-01-26", "2026-01-27")
    retold = [said(v, "withdraw", night, phase="ends", published="2026-01-27") for v in "cd"]
    found = PileOf([*told, *retold]).judged().statuses[0]
    assert (found.spans[-1].since[1] or "") <= "2026-01-25"


def test_some_who_leave_are_not_all_who_were_there() -> None:
    some = Participant(name="two Russian planes", role="agent", type="equipment", count_low=2, count_high=2)
    told = [said(v, "withdraw", "2026-01-26", who=[some], seen_as="own-observation") for v in "ab"]
    assert PileOf(told).judged().statuses[0].spans[-1].state != "absent"


def test_a_departure_that_bears_the_day_of_another_act_is_only_over_by_that_day() -> None:
    told = [said(v, "withdraw", "2026-01-26", phase="ends", seen_as="official") for v in "ab"]
    lent = said("c", "withdraw", "2026-02-04", published="2026-02-04", seen_as="own-observation", when_basis="sentence")
    found = PileOf([*told, lent]).judged().statuses[0]
    assert (found.spans[-1].since[1] or "") <= "2026-01-29"


def test_an_empty_base_tells_of_whoever_was_there() -> None:
    base = Participant(name="base", role="object", type="facility")
    seen = said("b", "be-absent", "2026-01-27", phase="continues", who=[base], seen_as="own-observation")
    there = said("a", "be-present", "2026-01-24", phase="continues", published="2026-01-24")
    plain, empty = (on(PileOf(lines).judged(as_of="2026-01-28"), "2026-01-27") for lines in ([there], [there, seen]))
    assert empty["absent"] > plain["absent"] + 0.2


def test_who_left_on_the_last_day_has_left_by_then() -> None:
    told = [said(v, "withdraw", "2026-01-28", phase="ends", seen_as="own-observation") for v in "abc"]
    assert PileOf(told).judged().answers[0].sentence


def test_a_departure_of_an_earlier_year_does_not_begin_the_one_that_is_told() -> None:
    year = TimeSpan(
        begin_earliest="2024-01-01", begin_latest="2024-12-31", end_earliest="2024-01-01", end_latest="2024-12-31"
    )
    before = said("z", "withdraw", year, published="2026-01-24")
    plain, more = PileOf(LEFT).judged(), PileOf([*LEFT, before]).judged()
    for day in ("2026-01-15", "2026-01-22"):
        assert on(more, day)["leaving"] == pytest.approx(on(plain, day)["leaving"], abs=0.05)


def test_a_day_told_as_the_first_of_a_departure_is_believed_against_the_days_before() -> None:
    begun = [
        said(v, "withdraw", "2026-01-10", phase="begins", seen_as="official", published="2026-01-27") for v in "ab"
    ]
    over = said("a", "withdraw", "2026-01-26", phase="ends", seen_as="official", published="2026-01-27")
    found = PileOf([*begun, over]).judged()
    assert on(found, "2026-01-08")["present"] > on(found, "2026-01-08")["leaving"]
    assert on(found, "2026-01-11")["leaving"] > on(found, "2026-01-11")["present"]


def test_a_departure_told_as_complete_in_its_words_ends_on_its_day() -> None:
    words = "The withdrawal of the forces from the airport was completed on Monday, the ministry said."
    told = [said("a", "withdraw", "2026-01-26", seen_as="official", published="2026-01-27")]
    plain = on(PileOf(told).judged(), "2026-01-27")["absent"]
    complete = [said("a", "withdraw", "2026-01-26", seen_as="official", published="2026-01-27", words=words)]
    assert on(PileOf(complete).judged(), "2026-01-27")["absent"] > plain


def test_what_is_told_of_the_country_around_begins_no_departure_from_the_site() -> None:
    country = Place(name="Syria", lat=35.0, lon=38.5, radius_m=500_000, kind="country", ref="country:SY")
    early = said("z", "withdraw", "2025-12-01", phase="begins", place=country, published="2026-01-24")
    over = [said(v, "withdraw", "2026-01-26", seen_as="official", published="2026-01-27") for v in "ab"]
    found = PileOf([*over, early]).judged(site="Qamishli airport")
    assert on(found, "2026-01-05")["present"] > 0.5


def test_who_is_first_told_to_have_come_had_not_been_there() -> None:
    came = [said(v, "arrive", "2026-01-26", published="2026-01-27") for v in "ab"]
    here = said("c", "be-present", "2026-01-28", phase="continues", published="2026-01-28")
    found = PileOf([*came, here]).judged()
    assert [s.state for s in found.statuses[0].spans][-1] == "present"
    assert found.statuses[0].spans[0].state == "absent"
    assert dict(found.statuses[0].days[0].probabilities)["absent"] > 0.5


def test_who_came_before_the_first_day_is_there_on_it() -> None:
    came = said("a", "arrive", "2019-05-01", published="2026-01-27")
    here = said("c", "be-present", "2026-01-28", phase="continues", published="2026-01-28")
    assert PileOf([came, here]).judged().statuses[0].spans[0].state == "present"


def test_a_pile_that_reaches_back_for_another_matter_says_nothing_of_this_one() -> None:
    alone = PileOf(LEFT).judged().statuses[0]
    earlier = said("z", "attack", "2024-03-01", published="2024-03-02", place=TOWN)
    beside = PileOf([*LEFT, earlier]).judged().statuses[0]
    day = alone.days[60].date
    assert on(PileOf(LEFT).judged(), day)["present"] == pytest.approx(
        dict(next(d for d in beside.days if d.date == day).probabilities)["present"], abs=0.02
    )
