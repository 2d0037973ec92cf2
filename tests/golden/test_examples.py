"""The two examples, run once each through the whole pipeline, and what their briefs must say."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from firsthand.keep import Case
from firsthand.pipeline import Asked, brief, case_pile
from firsthand.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples"
REUTERS_COPIES = {"lbc", "menafn-ukrinform", "lao-dong", "pravda-ru", "moscow-times", "rbc-ukraine"}
AP_COPIES = {"mymotherlode", "arab-news", "brit-brief"}
STILL_TO_COME = {"planned", "expected", "possible", "conditional"}
NOT_READ_LANGUAGES = {"kurdistan24-arabic", "al-jazeera-arabic", "institut-kurde", "africanews-fr", "sabah", "apn"}


@dataclass(frozen=True, slots=True)
class Ran:
    """One example's brief, by what the tests look things up by."""

    folder: Path
    brief: Mapping[str, Any]

    def report(self, stem: str) -> Mapping[str, Any]:
        """Return the report that was read from the file with this stem."""
        return next(r for r in self.brief["reports"] if Path(r["file"]).stem == stem)

    def claims(self, *stems: str, kind: str | None = None) -> list[Mapping[str, Any]]:
        """Return the claims of these reports, all kinds or one."""
        of = {self.report(stem)["id"] for stem in stems}
        return [c for c in self.brief["claims"] if c["report"] in of and kind in {None, c["kind"]}]

    def presence(self, actor: str, site: str) -> Mapping[str, Any]:
        """Return the status of an actor's presence at a place, by a part of either name."""
        return next(
            s
            for s in self.brief["statuses"]
            if s["aspect"] == "presence"
            and actor in (s["actor"] or "").casefold()
            and site in s["site"]["name"].casefold()
        )


def _run(example: str, folder: Path, asked: Asked) -> Ran:
    briefed = brief([EXAMPLES / example], Settings(case=folder), asked)
    return Ran(briefed.folder, json.loads((briefed.folder / "brief.json").read_bytes()))


@pytest.fixture(scope="session")
def qamishli(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return _run("qamishli", tmp_path_factory.mktemp("qamishli") / "case", Asked())


@pytest.fixture(scope="session")
def bagram(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return _run("bagram", tmp_path_factory.mktemp("bagram") / "case", Asked(site="Bagram airfield", actor="US forces"))


def _day(status: Mapping[str, Any], date: str) -> Mapping[str, Any]:
    return next(day for day in status["days"] if day["date"] == date)


def _covers(when: Mapping[str, Any] | None, date: str) -> bool:
    if when is None:
        return False
    begin, end = when["begin"][0], when["end"][1]
    return (begin is None or begin[:10] <= date) and (end is None or date <= end[:10])


def test_the_answer_says_that_russian_forces_have_left_gradually_by_27_or_28_january(qamishli: Ran) -> None:
    answer = qamishli.brief["answer"]
    sentence = answer["sentence"].casefold()
    assert answer["state"] == "absent"
    assert "russia" in sentence
    assert "qamishli" in sentence
    assert any(word in sentence for word in ("have left", "had left", "are gone", "were gone", "have withdrawn"))
    assert any(
        word in sentence for word in ("gradual", "bit by bit", "little by little", "in stages", "over several days")
    )
    assert "january" in sentence
    assert any(day in sentence for day in ("27", "28"))
    assert "2026-01-26" <= answer["since"]["earliest"] <= "2026-01-28" <= answer["since"]["latest"] <= "2026-01-30"
    assert answer["probability"] > 0.5


def test_the_answer_is_about_the_airport_and_not_about_the_town(qamishli: Ran) -> None:
    about = next(s for s in qamishli.brief["statuses"] if s["id"] == qamishli.brief["answer"]["about"])
    assert about["aspect"] == "presence"
    assert "airport" in about["site"]["name"].casefold()


def test_russian_forces_are_leaving_before_they_are_absent(qamishli: Ran) -> None:
    status = qamishli.presence("russia", "airport")
    assert _day(status, "2026-01-15")["present"] > 0.5
    assert _day(status, "2026-01-25")["absent"] < 0.5
    assert _day(status, "2026-01-29")["absent"] > 0.5
    leaving = [span for span in status["spans"] if span["state"] == "leaving"]
    assert leaving
    assert "2026-01-19" <= leaving[0]["from"][0] <= "2026-01-26"


def test_the_last_unit_said_to_be_gone_on_the_26th_does_not_outweigh_flag_and_planes_seen_that_day(
    qamishli: Ran,
) -> None:
    assert _day(qamishli.presence("russia", "airport"), "2026-01-26")["absent"] < 0.5


def test_the_flag_seen_on_the_26th_is_a_claim_of_that_day(qamishli: Ran) -> None:
    seen = [
        c
        for c in qamishli.claims("menafn-ukrinform", "pravda-ru", "lao-dong", "defense-magazine")
        if "flag" in c["quote"]["exact"].casefold() and c["kind"] == "be-present" and _covers(c["when"], "2026-01-26")
    ]
    assert seen
    assert all(c["stance"] == "asserted" for c in seen)
    assert not any(_covers(c["when"], "2026-01-24") for c in seen)


def test_the_announced_demand_is_never_asserted_as_made(qamishli: Ran) -> None:
    demands = [
        c
        for c in qamishli.claims("caliber-az", "militarnyi", "defense-magazine", "rbc-ukraine")
        if c["kind"] == "demand"
    ]
    assert demands
    assert {c["stance"] for c in demands} <= STILL_TO_COME


def test_what_was_asked_for_in_the_demand_is_not_a_departure(qamishli: Ran) -> None:
    moved = [c for c in qamishli.claims("caliber-az", "militarnyi") if c["kind"] in {"withdraw", "evacuate"}]
    assert not [c for c in moved if c["stance"] == "asserted"]


def test_a_condition_and_a_forecast_stay_what_they_are(qamishli: Ran) -> None:
    lost = [c for c in qamishli.claims("defense-magazine") if "foothold" in c["quote"]["exact"]]
    assert all(c["stance"] == "conditional" for c in lost)
    to_come = [c for c in qamishli.claims("menafn-ukrinform") if "expected to move" in c["quote"]["exact"]]
    assert to_come
    assert {c["stance"] for c in to_come} <= STILL_TO_COME


def test_no_planned_expected_or_conditional_claim_is_among_the_grounds(qamishli: Ran) -> None:
    stances = {c["id"]: c["stance"] for c in qamishli.brief["claims"]}
    grounds = qamishli.brief["answer"]["grounds"]
    assert grounds
    assert {stances[ground] for ground in grounds} <= {"asserted", "denied"}


def test_no_comment_is_kept_as_no_comment(qamishli: Ran) -> None:
    for stem in ("menafn-ukrinform", "amierul"):
        assert {c["stance"] for c in qamishli.claims(stem, kind="decline-comment")} == {"asserted"}


def test_every_quote_is_exactly_the_words_of_its_report(qamishli: Ran) -> None:
    texts = {r.id: r.text for r in case_pile(Case(qamishli.folder), Asked()).reports}
    assert qamishli.brief["claims"]
    for claim in qamishli.brief["claims"]:
        quote, text = claim["quote"], texts[claim["report"]]
        assert text[quote["start"] : quote["end"]] == quote["exact"]
        assert unicodedata.is_normalized("NFC", quote["exact"])


def test_every_file_is_a_report_and_nothing_is_dropped_in_silence(qamishli: Ran) -> None:
    assert {Path(r["file"]).stem for r in qamishli.brief["reports"]} == {
        p.stem for p in (EXAMPLES / "qamishli").glob("*.md")
    }
    assert not qamishli.brief["not_read"]


def test_reports_without_a_date_are_read_and_named_as_a_problem(qamishli: Ran) -> None:
    assert qamishli.report("arab-news")["published"] is None
    assert qamishli.claims("arab-news")
    subjects = json.dumps([p for p in qamishli.brief["problems"] if "date" in p["what"]], ensure_ascii=False)
    assert all(
        qamishli.report(stem)["id"] in subjects or f"{stem}.md" in subjects for stem in ("arab-news", "brit-brief")
    )


def test_languages_that_are_not_read_are_kept_and_give_no_claims(qamishli: Ran) -> None:
    assert {Path(r["file"]).stem for r in qamishli.brief["reports"] if not r["read"]} == NOT_READ_LANGUAGES
    assert not qamishli.claims(*NOT_READ_LANGUAGES)


@pytest.mark.parametrize("stem", sorted(REUTERS_COPIES))
def test_copies_of_reuters_go_back_to_reuters(qamishli: Ran, stem: str) -> None:
    upstream = qamishli.report(stem)["derives_from"]
    known = {qamishli.report(other)["id"] for other in REUTERS_COPIES - {stem}}
    assert any("reuters" in (d["name"] or "").casefold() or d["report"] in known for d in upstream)


@pytest.mark.parametrize("stem", ["arab-news", "mymotherlode"])
def test_copies_of_ap_hold_the_same_text(qamishli: Ran, stem: str) -> None:
    ids = {qamishli.report(s)["id"] for s in AP_COPIES}
    same = {
        frozenset((d["copy"], d["source"]))
        for d in qamishli.brief["derivations"]
        if d["kind"] in {"same-text", "rewritten"}
    }
    assert any(pair <= ids for pair in same)
    assert any(qamishli.report(stem)["id"] in pair for pair in same)


@pytest.mark.xfail(strict=True, reason="flags in the object of `saw ... above` are read in two of the copies only")
def test_copies_of_one_agency_add_no_origin(qamishli: Ran) -> None:
    origin_of = {c["id"]: c["origin"] for c in qamishli.brief["claims"]}
    about_flag = [
        c for c in qamishli.claims(*REUTERS_COPIES, kind="be-present") if "flag" in c["quote"]["exact"].casefold()
    ]
    assert len({c["report"] for c in about_flag}) >= 3
    assert len({origin_of[c["id"]] for c in about_flag}) == 1


def test_fewer_origins_than_reports_stand_behind_the_departure(qamishli: Ran) -> None:
    main = max(
        (e for e in qamishli.brief["events"] if e["kind"] in {"withdraw", "evacuate"}),
        key=lambda e: len(e["claims_for"]),
    )
    reports = {c["report"] for c in qamishli.brief["claims"] if c["id"] in main["claims_for"]}
    assert 2 <= main["origins_for"] < len(reports)


def test_the_brief_fits_its_schema(qamishli: Ran, bagram: Ran) -> None:
    schema = json.loads((files("firsthand") / "data" / "brief.schema.json").read_text("utf-8"))
    for ran in (qamishli, bagram):
        jsonschema.validate(ran.brief, schema)


def test_the_same_reports_in_another_folder_give_the_same_bytes(qamishli: Ran, tmp_path: Path) -> None:
    again = _run("qamishli", tmp_path / "elsewhere", Asked())
    assert (again.folder / "brief.json").read_bytes() == (qamishli.folder / "brief.json").read_bytes()
    assert (again.folder / "claims.jsonl").read_bytes() == (qamishli.folder / "claims.jsonl").read_bytes()


@pytest.mark.xfail(strict=True, reason="the day more for nights and zones takes the end to 4 July")
def test_us_forces_left_bagram_on_the_night_to_2_july(bagram: Ran) -> None:
    answer = bagram.brief["answer"]
    sentence = answer["sentence"].casefold()
    assert answer["state"] == "absent"
    assert "bagram" in sentence
    assert "july" in sentence
    assert "2021-07-01" <= answer["since"]["earliest"] <= answer["since"]["latest"] <= "2021-07-03"


def test_a_hand_over_forecast_for_june_moves_no_state(bagram: Ran) -> None:
    assert not [c for c in bagram.claims("antiwar", kind="hand-over") if c["stance"] == "asserted"]
    status = next(s for s in bagram.brief["statuses"] if s["id"] == bagram.brief["answer"]["about"])
    june = [day for day in status["days"] if "2021-06-10" <= day["date"] <= "2021-06-28"]
    assert june
    assert all(day["absent"] < 0.5 for day in june)


def test_what_the_taliban_took_in_august_is_not_what_the_americans_left_in_july(bagram: Ran) -> None:
    taken = [c for c in bagram.claims("deccan-herald") if c["kind"] in {"surrender", "lose", "seize", "hand-over"}]
    assert taken
    grounds = set(bagram.brief["answer"]["grounds"])
    assert not grounds & {c["id"] for c in taken if c["kind"] != "hand-over"}
