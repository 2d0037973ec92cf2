from __future__ import annotations

from dataclasses import replace

from firsthand.core.claim import Participant, Source
from firsthand.core.spacetime import Place, TimeSpan
from tests.weigh.piles import AIRPORT, FORCES, PileOf, said

CITY = Place(name="Vorlai", lat=37.0, lon=41.2, radius_m=6000, kind="town", ref="geonames:9")
REBELS = Participant(name="Houthi rebels", role="agent", type="group", ref="actor:houthis")


def _shown(lines: list, **asked: object) -> list[tuple[str, str]]:
    return [(c.kind, c.about) for c in PileOf(lines).judged(**asked).contradictions]


def _kinds(lines: list, **asked: object) -> list[str]:
    return [kind for kind, _ in _shown(lines, **asked)]


def _thing(name: str, role: str = "object", kind: str = "other") -> Participant:
    return Participant(name=name, role=role, type=kind)  # type: ignore[arg-type]


def test_who_has_not_lost_a_town_denies_that_others_took_it() -> None:
    lines = [
        said("a", "seize", "2026-01-20", place=CITY, who=[REBELS, _thing("city")], published="2026-01-20"),
        said(
            "b",
            "lose",
            "2026-01-20",
            place=CITY,
            who=[FORCES, _thing("city")],
            polarity="negated",
            published="2026-01-20",
        ),
    ]
    assert "conflict" in _kinds(lines, site="Vorlai", actor=None)


def test_who_took_the_base_may_not_have_taken_the_town() -> None:
    lines = [
        said("a", "seize", "2026-01-20", place=CITY, who=[REBELS, _thing("army base in Vorlai")]),
        said("b", "lose", "2026-01-20", place=CITY, who=[FORCES, _thing("city")], polarity="negated"),
    ]
    told = [kind for kind, about in _shown(lines, site="Vorlai", actor=None) if about.startswith("whether")]
    assert told == ["scope"]


def test_nobody_landed_by_one_day_and_some_on_a_later_one_is_an_update() -> None:
    nobody = [Participant(name="one", role="agent", type="person", count_low=1, count_high=1)]
    lines = [
        said("a", "arrive", None, who=nobody, polarity="negated", published="2026-01-20"),
        said("b", "arrive", "2026-01-23", published="2026-01-24"),
    ]
    told = [kind for kind, about in _shown(lines, actor=None) if about.startswith("whether")]
    assert told == ["update"]


def test_two_voices_of_one_report_may_deny_one_another() -> None:
    report, claim, voice = said("army", "be-present", "2026-01-20", phase="continues", who=[REBELS, _thing("base")])
    other = replace(
        claim,
        id=replace(claim, polarity="negated").id + "x",
        polarity="negated",
        attribution=(Source(name="rebels", kind="official"),),
    )
    told = replace(claim, attribution=(Source(name="army", kind="official"),))
    lines = [(report, told, voice), (report, other, Source(name="rebels", kind="official"))]
    assert "conflict" in _kinds(lines, actor=None)


def test_the_killing_of_others_is_not_what_is_denied() -> None:
    civilians, soldiers = _thing("civilians", kind="person"), _thing("soldiers", kind="force")
    lines = [
        said("a", "casualties", "2026-01-20", who=[REBELS, civilians], words="Three families died in the market."),
        said("b", "casualties", None, who=[REBELS, soldiers], polarity="negated", words="No soldier fell on duty."),
    ]
    assert _kinds(lines, actor=None) == []


def test_who_denies_killing_civilians_denies_who_says_that_they_did() -> None:
    lines = [
        said("a", "casualties", "2026-01-26", who=[REBELS, _thing("dozens of civilians", kind="person")]),
        said("b", "casualties", None, who=[REBELS, _thing("civilians", kind="person")], polarity="negated"),
    ]
    found = _shown(lines, actor=None)
    assert [kind for kind, _ in found] == ["conflict"]
    assert "civilians were killed or hurt" in found[0][1]


def test_forces_that_are_to_come_and_will_not_come_are_a_conflict() -> None:
    lines = [
        said("a", "deploy", None, stance="planned", published="2026-01-20"),
        said("b", "deploy", None, polarity="negated", published="2026-01-22"),
    ]
    told = [kind for kind, about in _shown(lines, actor=None) if about.startswith("whether")]
    assert told == ["conflict"]


def test_of_several_that_tell_it_the_voice_that_stands_for_it_is_shown() -> None:
    lines = [
        said("paper", "hand-over", "2026-01-20", seen_as="outlet"),
        said("general", "hand-over", "2026-01-20", seen_as="official", published="2026-01-29"),
        said("b", "hand-over", "2026-01-20", polarity="negated", seen_as="official"),
    ]
    pile = PileOf(lines)
    shown = next(c for c in pile.judged(actor=None).contradictions if c.about.startswith("whether"))
    assert pile.claims[1].id in shown.claims


def test_a_country_s_act_is_not_denied_by_who_speaks_of_its_town() -> None:
    land = Place(name="Syria", lat=35.0, lon=38.0, radius_m=400_000, kind="country", ref="geonames:163843")
    lines = [
        said("a", "withdraw", TimeSpan.on("2026-01-20"), place=land),
        said("b", "withdraw", "2026-01-20", polarity="negated", place=AIRPORT),
    ]
    assert not [about for _, about in _shown(lines) if about.startswith("whether Russian forces left")]
