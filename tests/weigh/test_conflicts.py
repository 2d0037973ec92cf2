from __future__ import annotations

from dataclasses import replace

from firsthand.core.claim import Participant
from firsthand.core.codec import id_of
from firsthand.core.evidence import Quote, Span
from firsthand.core.spacetime import Place, TimeSpan
from tests.weigh.piles import AIRPORT, TOWN, PileOf, said

FAR = Place(name="Agadez", lat=16.97, lon=7.99, kind="town", ref="geonames:2448085")

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


def test_one_report_that_tells_two_days_on_one_voices_word_is_no_drift() -> None:
    line = said("a", "withdraw", "2026-01-21", phase="begins", outlet="One")
    report, first, voice = line
    span = Span(start=1, end=5)
    second = replace(
        first,
        id=id_of("claim", "second"),
        quote=Quote(report=report.id, span=span, text=report.text[1:5]),
        when=TimeSpan.on("2026-01-24"),
    )
    assert _kinds([line, (report, second, voice)]) == []


def test_a_day_that_the_discourse_lends_contradicts_nobody() -> None:
    lines = [
        said("a", "withdraw", "2026-01-21", phase="begins"),
        said("b", "withdraw", "2026-01-24", phase="begins", when_basis="discourse"),
    ]
    assert _kinds(lines) == []


def test_a_departure_told_again_on_the_day_of_its_report_contradicts_none_that_was_printed_before() -> None:
    lines = [
        said("a", "withdraw", "2026-01-21", phase="ends", published="2026-01-21"),
        said("b", "withdraw", "2026-01-26", phase="ends", published="2026-01-26"),
    ]
    assert "conflict" not in [k for k, _ in _kinds(lines)]


def test_a_beginning_and_the_whole_of_a_departure_are_no_conflict() -> None:
    lines = [
        said("a", "withdraw", "2026-01-21", phase="begins"),
        said("b", "withdraw", "2026-01-26", phase="whole"),
    ]
    assert _kinds(lines) == []


def test_numbers_of_two_things_are_no_conflict_and_of_one_thing_are() -> None:
    def counted(name: str, n: int) -> list[Participant]:
        return [Participant(name=name, role="object", type="equipment", count_low=n, count_high=n)]

    two_things = [
        said("a", "attack", "2026-01-21", who=counted("tanks", 3)),
        said("b", "attack", "2026-01-21", who=counted("trucks", 20)),
    ]
    one_thing = [
        said("a", "attack", "2026-01-21", who=counted("tanks", 3)),
        said("b", "attack", "2026-01-21", who=counted("tanks", 20)),
    ]
    assert _kinds(two_things, actor=None) == []
    assert [k for k, _ in _kinds(one_thing, actor=None)] == ["conflict"]


def test_still_planned_when_others_told_it_as_done_is_a_conflict() -> None:
    lines = [
        said("a", "hand-over", "2026-02-12", stance="planned", published="2026-02-11"),
        said("b", "hand-over", "2026-02-10", published="2026-02-11"),
    ]
    assert [k for k, _ in _kinds(lines, actor=None)] == ["conflict"]


def test_differences_far_from_the_answer_need_two_voices_on_each_side() -> None:
    def lines(voices: str, day: str) -> list:
        return [said(f"{v}{day}", "withdraw", day, phase="begins", place=FAR) for v in voices]

    here = [said("h", "withdraw", "2026-01-26", phase="ends")]
    assert _kinds([*here, *lines("a", "2026-01-10"), *lines("b", "2026-01-14")]) == []
    assert _kinds([*here, *lines("ab", "2026-01-10"), *lines("cd", "2026-01-14")]) != []


def test_a_disputed_beginning_leaves_the_confidence_in_the_end_alone() -> None:
    base = [said(v, "withdraw", "2026-01-24", phase="begins", seen_as="own-observation") for v in "abc"]
    over = [said(v, "withdraw", "2026-01-27", phase="ends", seen_as="own-observation") for v in "xyz"]
    other = [said(v, "withdraw", "2026-01-18", phase="begins", seen_as="own-observation") for v in "de"]
    plain = PileOf([*base, *over]).judged().statuses[0].assessment
    disputed = PileOf([*base, *over, *other]).judged()
    assert any("beginning" in c.about and c.resolution is None for c in disputed.contradictions)
    assert disputed.statuses[0].assessment.confidence == plain.confidence


def _people(name: str, low: int | None, high: int | None = None) -> list[Participant]:
    return [Participant(name=name, role="agent", type="person", count_low=low, count_high=high or low)]


def _remaining(voice: str, day: str, n: int) -> tuple:
    return said(voice, "be-present", day, phase="continues", who=_people(f"{n} patients", n))


def test_each_number_of_those_who_remain_overtakes_the_one_before_it_and_no_earlier_one() -> None:
    lines = [_remaining("a", "2026-01-20", 400), _remaining("b", "2026-01-23", 300), _remaining("c", "2026-01-26", 200)]
    found = PileOf(lines).judged(actor=None).contradictions
    assert [c.kind for c in found] == ["update", "update"]
    assert not any("200 or 400" in c.about for c in found)


def test_two_numbers_of_those_who_remain_on_one_day_are_a_conflict() -> None:
    lines = [_remaining("a", "2026-01-20", 120), _remaining("b", "2026-01-20", 290)]
    assert [k for k, _ in _kinds(lines, actor=None)] == ["conflict"]


def test_at_least_fourteen_contradicts_no_higher_number() -> None:
    def killed(voice: str, low: int, high: int | None) -> tuple:
        who = [Participant(name="civilians", role="object", type="person", count_low=low, count_high=high)]
        return said(voice, "casualties", "2026-01-20", who=who)

    assert _kinds([killed("a", 14, None), killed("b", 18, 18)], actor=None) == []
    assert [k for k, _ in _kinds([killed("a", 14, 14), killed("b", 18, 18)], actor=None)] == ["conflict"]


def test_the_killed_and_the_wounded_are_two_numbers() -> None:
    def harmed(voice: str, words: str, n: int) -> tuple:
        who = [Participant(name="soldiers", role="object", type="force", count_low=n, count_high=n)]
        return said(voice, "casualties", "2026-01-20", who=who, words=words)

    assert _kinds([harmed("a", "killed", 4), harmed("b", "wounded", 11)], actor=None) == []


def test_still_there_one_day_and_gone_the_next_is_an_update() -> None:
    lines = [
        said("a", "be-present", "2026-01-24", phase="continues"),
        said("b", "withdraw", "2026-01-26", phase="ends"),
    ]
    assert [k for k, _ in _kinds(lines)] == ["update"]


def test_where_they_had_been_in_the_sentence_that_has_them_leave_is_no_presence() -> None:
    report, left, voice = said("a", "withdraw", "2026-01-26", phase="ends", seen_as="own-observation")
    based = replace(
        left,
        id=id_of("claim", "based"),
        mention=replace(left.mention, kind="be-present", phase="continues"),
        when_basis="said",
    )
    other = said("b", "withdraw", "2026-01-26", phase="ends")
    assert _kinds([(report, left, voice), (report, based, voice), other]) == []


def test_who_denies_one_attack_denies_no_other() -> None:
    lines = [
        said("a", "attack", None, published="2026-01-20", words="Gunmen attacked the northern gate before dawn."),
        said("b", "attack", None, published="2026-01-21", polarity="negated", words="We attacked no school, he said."),
    ]
    assert _kinds(lines, actor=None) == []
    sharp = [
        said(v, "attack", "2026-01-20", words="attacked", polarity=p, outlet=f"{v} Post")
        for v, p in zip("ab", ("affirmed", "negated"), strict=True)
    ]
    assert [k for k, _ in _kinds(sharp, actor=None)] == ["conflict"]


def test_some_who_could_not_leave_contradict_only_those_who_say_that_all_have() -> None:
    some = [Participant(name="some Russian soldiers", role="agent", type="force", ref="actor:russian-forces")]
    stuck = said("b", "withdraw", "2026-01-26", who=some, polarity="negated")
    assert "conflict" not in [k for k, _ in _kinds([said("a", "withdraw", "2026-01-26", phase="begins"), stuck])]
    assert "conflict" in [k for k, _ in _kinds([said("a", "withdraw", "2026-01-26", phase="ends"), stuck])]


def test_a_plan_of_one_party_is_not_missed_by_the_deed_of_another() -> None:
    others = [Participant(name="inspectors", role="agent", type="group")]
    lines = [
        said("a", "arrive", "2026-01-20", stance="planned", published="2026-01-18", who=others),
        said("b", "arrive", "2026-01-22", published="2026-01-22"),
    ]
    assert _kinds(lines) == []


def test_one_voice_is_firmer_in_a_copy_only_if_the_words_changed() -> None:
    may = "Damascus may ask the Russians to leave the airport soon, the source said."
    will = "Damascus will ask the Russians to leave the airport soon, the source said on Tuesday."

    def asks(words: str, stance: str, outlet: str) -> tuple:
        return said("a", "demand", None, stance=stance, words=words, outlet=outlet)

    altered = [asks(may, "possible", "One"), asks(will, "planned", "Two"), said("z", "withdraw", "2026-01-27")]
    same = [asks(may, "possible", "One"), asks(f"{may} ", "planned", "Two"), said("z", "withdraw", "2026-01-27")]
    assert [k for k, _ in _kinds(altered)] == ["drift"]
    assert _kinds(same) == []


def test_who_took_the_town_after_others_took_its_camp_overtakes_them() -> None:
    rebels = [Participant(name="SDF fighters", role="agent", type="force", ref="actor:sdf")]
    army = [Participant(name="the army", role="agent", type="force", ref="actor:syria")]
    lines = [
        said("a", "seize", "2026-01-10", place=AIRPORT, who=rebels),
        said("b", "seize", "2026-01-24", place=TOWN, who=army),
    ]
    assert [k for k, _ in _kinds(lines, actor=None)] == ["update"]


def test_gone_from_the_country_and_still_at_an_embassy_in_it_is_scope() -> None:
    niger = Place(name="Niger", lat=17.6, lon=8.1, radius_m=700_000, kind="country", ref="geonames:2440476")
    embassy = Place(name="US Embassy")
    us = [Participant(name="US troops", role="agent", type="force", ref="actor:us-forces")]

    def told(voice: str) -> list[tuple]:
        report, gone, source = said(voice, "withdraw", "2026-01-26", phase="ends", who=us, place=niger)
        stays = replace(
            gone,
            id=id_of("claim", voice, "stays"),
            quote=Quote(report=report.id, span=Span(start=1, end=5), text=report.text[1:5]),
            mention=replace(gone.mention, kind="be-present", phase="continues"),
            locations=(replace(gone.locations[0], role="at", place=embassy),),
        )
        return [(report, gone, source), (report, stays, source)]

    found = PileOf([*told("a"), *told("b")]).judged(site="Niger", actor="US troops").contradictions
    assert ("scope", "US Embassy") in [(c.kind, c.about.rsplit("at ", 1)[-1].removeprefix("the ")) for c in found]


def test_a_presence_that_is_denied_is_told_as_whether_it_was() -> None:
    lines = [
        said("a", "be-present", "2026-01-26", phase="continues"),
        said("b", "be-present", "2026-01-26", phase="continues", polarity="negated"),
    ]
    assert any(c.about.startswith("whether Russian forces were at") for c in PileOf(lines).judged().contradictions)


def test_told_as_done_by_a_day_and_denied_of_an_earlier_one_is_an_update() -> None:
    lines = [
        said("a", "withdraw", TimeSpan.within(None, "2026-01-26"), published="2026-01-26"),
        said("b", "withdraw", "2026-01-25", published="2026-01-26", polarity="negated"),
    ]
    assert {k for k, _ in _kinds(lines)} == {"update"}


def test_one_matter_is_shown_once() -> None:
    told = [said(v, "be-present", "2026-01-26", phase="continues", published="2026-01-26") for v in "abc"]
    denied = [said(v, "be-present", "2026-01-26", phase="continues", polarity="negated") for v in "def"]
    abouts = [c.about for c in PileOf([*told, *denied]).judged().contradictions if c.kind == "conflict"]
    assert len(abouts) == len(set(abouts))


def test_told_as_over_by_one_day_and_completed_on_a_later_one_is_a_conflict() -> None:
    lines = [
        said("a", "withdraw", TimeSpan(end_latest="2026-01-24"), when_basis="said", published="2026-01-24"),
        said("b", "withdraw", "2026-01-25", phase="ends", when_basis="words"),
    ]
    found = PileOf(lines).judged().contradictions
    assert [c.kind for c in found] == ["conflict"]
    assert "completed on 25 January 2026" in found[0].about


def test_a_beginning_told_of_the_town_and_of_its_base_is_held_against_who_tells_it_of_the_base() -> None:
    lines = [
        said("a", "withdraw", "2026-01-21", phase="begins", place=TOWN),
        said("b", "withdraw", "2026-01-21", phase="begins"),
        said("c", "withdraw", "2026-01-24", phase="begins"),
    ]
    assert "conflict" in [k for k, _ in _kinds(lines)]


def test_not_finished_does_not_deny_that_it_began() -> None:
    lines = [
        said("a", "withdraw", "2026-01-24", phase="begins"),
        said("b", "withdraw", "2026-01-26", phase="ends", polarity="negated"),
    ]
    assert "conflict" not in [k for k, _ in _kinds(lines)]


def test_a_withdrawal_that_goes_by_stages_has_nobody_gone_yet() -> None:
    def told(words: str) -> list[tuple[str, str | None]]:
        by = TimeSpan(end_latest="2026-01-26")
        return _kinds(
            [
                said("a", "be-present", "2026-01-26", phase="continues", who=[FLAG]),
                said("b", "withdraw", by, when_basis="said", published="2026-01-26", words=words),
            ]
        )

    assert told("The withdrawal of the Russian forces is official and goes by stages.") == []
    assert [k for k, _ in told("The Russian forces have withdrawn.")] == ["conflict"]


def test_where_they_had_been_contradicts_nobody_who_has_them_gone() -> None:
    words = "Some two hundred soldiers had been at the airport."
    lines = [
        said("a", "be-present", "2026-01-26", phase="continues", when_basis="said", words=words),
        said("b", "withdraw", "2026-01-26", phase="ends"),
    ]
    assert _kinds(lines) == []


def test_still_in_the_town_before_they_left_the_base_is_no_difference() -> None:
    lines = [
        said("a", "be-present", "2026-01-25", phase="continues", place=TOWN),
        said("b", "withdraw", "2026-01-27", phase="ends", place=AIRPORT),
    ]
    assert _kinds(lines) == []


def test_begun_and_planned_as_a_whole_are_no_two_firmnesses_of_one_word() -> None:
    lines = [
        said("a", "withdraw", None, phase="begins", words="The Russian forces have started to leave the airport."),
        said("a", "withdraw", None, stance="planned", words="The Russian forces mean to leave the airport soon."),
    ]
    assert _kinds(lines) == []


def test_driven_out_and_of_their_own_will_are_a_conflict_about_the_cause() -> None:
    lines = [
        said("a", "withdraw", "2026-01-24", words="The army drove the Russian forces out of the airport."),
        said("b", "withdraw", "2026-01-24", words="The Russian forces left the airport as a goodwill gesture."),
        said("c", "withdraw", "2026-01-24", words="Nobody forced the Russian forces to leave the airport."),
    ]
    found = PileOf(lines).judged().contradictions
    assert [c.kind for c in found] == ["conflict"]
    assert "of their own will" in found[0].about


def test_not_driven_out_is_no_word_for_being_driven_out() -> None:
    lines = [
        said("a", "withdraw", "2026-01-24", words="The Russian forces were not driven out of the airport."),
        said("b", "withdraw", "2026-01-24", words="The Russian forces left the airport as a goodwill gesture."),
    ]
    assert _kinds(lines) == []


def test_a_departure_that_was_to_take_a_week_and_was_over_in_two_days_overtook_the_forecast() -> None:
    words = "It would take the Russian forces at least a week to leave the airport, the minister said."
    lines = [
        said("a", "withdraw", None, stance="expected", published="2026-01-22", words=words),
        said("b", "withdraw", "2026-01-24", phase="ends", when_basis="words", published="2026-01-24"),
        said("c", "withdraw", "2026-01-24", phase="ends", when_basis="words", published="2026-01-24"),
    ]
    found = PileOf(lines).judged().contradictions
    assert [c.kind for c in found] == ["update"]
    assert "foreseen for 29 January" in found[0].about


def test_a_departure_that_took_as_long_as_foreseen_kept_the_forecast() -> None:
    words = "It would take the Russian forces at least two days to leave the airport, the minister said."
    lines = [
        said("a", "withdraw", None, stance="expected", published="2026-01-22", words=words),
        said("b", "withdraw", "2026-01-25", phase="ends", when_basis="words"),
    ]
    assert _kinds(lines) == []


def test_who_takes_oil_fields_takes_no_town() -> None:
    def taken(name: str, taker: str, what: str, day: str) -> tuple:
        who = [
            Participant(name=taker, role="agent", type="force", ref=f"actor:{taker}"),
            Participant(name=what, role="object", type="facility"),
        ]
        return said(name, "seize", day, who=who, place=TOWN)

    fields = [taken("a", "russia", "oil fields", "2026-01-10"), taken("b", "ukraine", "Qamishli", "2026-01-25")]
    assert not [c for c in PileOf(fields).judged().contradictions if c.about.startswith("who took")]


def test_a_number_told_since_years_is_of_no_one_state() -> None:
    since = TimeSpan(begin_earliest="2024-01-01", begin_latest="2024-01-01")
    more = said("b", "be-present", since, phase="continues", who=_people("2000 patients", 2000))
    assert _kinds([_remaining("a", "2026-01-20", 500), more], actor=None) == []


def test_what_one_left_open_and_another_later_told_as_done_is_an_update() -> None:
    lines = [
        said("a", "withdraw", None, stance="possible", published="2026-01-20"),
        said("b", "withdraw", "2026-01-24", published="2026-01-25"),
    ]
    assert [k for k, _ in _kinds(lines)] == ["update"]


def test_a_deadline_that_passed_before_it_was_done_is_an_update() -> None:
    lines = [
        said("a", "arrive", TimeSpan.within(None, "2026-01-21"), stance="expected", published="2026-01-18"),
        said("b", "arrive", "2026-01-24", published="2026-01-25"),
    ]
    assert [k for k, _ in _kinds(lines)] == ["update"]
