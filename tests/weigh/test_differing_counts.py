from __future__ import annotations

from firsthand.core.claim import Participant
from firsthand.core.spacetime import Place
from tests.weigh.piles import PileOf, said

HOSPITAL = Place(
    name="Omar hospital", lat=37.0, lon=41.2, radius_m=300, kind="hospital", ref="hospital:geonames:9/omar"
)
TOWN = Place(name="Vorlai", lat=37.3, lon=41.9, radius_m=6000, kind="town", ref="geonames:9")


def _some(name: str, low: int, high: int | None, role: str = "agent") -> list[Participant]:
    return [Participant(name=name, role=role, type="person", count_low=low, count_high=high)]  # type: ignore[arg-type]


def _shown(lines: list, site: str = "Omar hospital") -> list[tuple[str, str]]:
    found = PileOf(lines).judged(site=site, actor=None).contradictions
    return [(c.kind, c.about) for c in found if c.about.startswith("how many")]


def _there(voice: str, day: str, who: list[Participant], text: str, **more: object) -> tuple:
    return said(voice, "be-present", day, phase="continues", place=HOSPITAL, who=who, published=day, words=text, **more)


def test_a_number_told_in_one_breath_with_another_is_counted() -> None:
    lines = [
        _there("a", "2026-01-18", _some("about 200 patients", 180, 220), "about 200 patients remain"),
        _there("b", "2026-01-20", _some("15 medics", 15, 15), "an estimated 130 sick patients and 15 medics remain"),
    ]
    assert _shown(lines) == [("update", "how many patients were at Omar hospital: about 130 or about 200")]


def test_those_who_wait_to_be_brought_out_are_still_there() -> None:
    waiting = said(
        "a",
        "evacuate",
        None,
        place=HOSPITAL,
        who=_some("110 patients", 110, 110, "object"),
        stance="planned",
        published="2026-01-21",
    )
    lines = [waiting, _there("b", "2026-01-21", _some("160 patients", 160, 160), "160 patients are stuck there")]
    assert [kind for kind, _ in _shown(lines)] == ["conflict"]


def test_more_patients_two_days_later_were_counted_otherwise() -> None:
    lines = [
        _there("a", "2026-01-20", _some("110 patients", 110, 110), "110 patients"),
        _there("b", "2026-01-22", _some("140 patients", 140, 140), "140 patients"),
    ]
    assert [kind for kind, _ in _shown(lines)] == ["conflict"]


def test_the_dead_of_one_hospital_grow_and_those_of_a_town_are_other_dead() -> None:
    def dead(place: Place) -> list:
        return [
            said(v, "casualties", d, place=place, who=_some(f"{n} patients", n, n, "object"), published=d, words="died")
            for v, d, n in (("a", "2026-01-16", 7), ("b", "2026-01-20", 13))
        ]

    assert [kind for kind, _ in _shown(dead(HOSPITAL))] == ["update"]
    assert _shown(dead(TOWN), "Vorlai") == []


def test_dozens_are_not_thousands() -> None:
    def killed(voice: str, who: list[Participant]) -> tuple:
        return said(voice, "casualties", "2026-01-20", place=TOWN, who=who, words=f"killed, says {voice}")

    lines = [
        killed("a", _some("dozens of civilians", 24, None, "object")),
        killed("b", _some("more than 2,000 civilians", 2001, None, "object")),
    ]
    assert _shown(lines, "Vorlai") == [("conflict", "how many people were killed in Vorlai: dozens or at least 2,001")]
