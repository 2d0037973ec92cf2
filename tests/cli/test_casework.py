from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def brief_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "brief.json").read_bytes())
    return found


@pytest.fixture
def case(firsthand: Run, pile: Path, tmp_path: Path) -> Path:
    firsthand("brief", pile, "-o", tmp_path / "case")
    return tmp_path / "case"


def test_a_rejected_claim_is_shown_and_no_longer_weighed(firsthand: Run, case: Path) -> None:
    claim = next(claim["id"] for claim in brief_of(case)["claims"] if claim["kind"] == "withdraw")
    ran = firsthand("review", case, claim, "--verdict", "reject", "--by", "anna", "--note", "another airport")
    assert ran.status == 0
    after = {row["id"]: row for row in brief_of(case)["claims"]}
    assert (after[claim]["review"], after[claim]["weighed"]) == ("reject", False)
    assert b'"by":"desk/anna"' in (case / "ledger.jsonl").read_bytes()
    assert firsthand("verify", case).status == 0


def test_a_verdict_outlives_a_new_run_with_more_reports(firsthand: Run, case: Path, pile: Path) -> None:
    claim = next(claim["id"] for claim in brief_of(case)["claims"] if claim["kind"] == "withdraw")
    firsthand("review", case, claim, "--verdict", "reject", "--by", "anna")
    (pile / "9.txt").write_text("Shelling hit Aleppo on Sunday.", "utf-8")
    firsthand("brief", pile, "-o", case)
    assert {row["id"]: row["review"] for row in brief_of(case)["claims"]}[claim] == "reject"


@pytest.mark.parametrize("words", [("claim:nothing",), (), ("claim:a", "claim:b")])
def test_a_verdict_on_what_is_not_there_is_refused(firsthand: Run, case: Path, words: tuple[str, ...]) -> None:
    ran = firsthand("review", case, *words, "--verdict", "reject", "--by", "anna")
    assert ran.status == 1
    assert "brief.json" in ran.err


def test_words_find_their_reports(firsthand: Run, case: Path) -> None:
    ran = firsthand("find", case, "russian", "flag")
    assert ran.status == 0
    assert len(ran.out.splitlines()) == 3
    assert firsthand("find", case, "xylograph").status == 1


def test_a_folder_that_is_no_case_is_told(firsthand: Run, tmp_path: Path) -> None:
    for verb in (("verify",), ("find", "word"), ("export", "--format", "csv")):
        ran = firsthand(verb[0], tmp_path, *verb[1:])
        assert ran.status == 1
        assert "no case" in ran.err


def test_what_moved_between_two_runs_is_told_with_the_report_that_moved_it(
    firsthand: Run, case: Path, pile: Path
) -> None:
    (pile / "9.json").write_text(
        json.dumps({"text": "Russian forces left Hmeimim air base on Wednesday.", "published": "2026-01-28"}), "utf-8"
    )
    firsthand("brief", pile, "-o", case)
    ran = firsthand("diff", case)
    assert ran.status == 0
    assert "9.json, 28 January 2026" in ran.out
    assert firsthand("diff", case, case).out == "Nothing moved.\n"


def test_one_brief_alone_has_nothing_to_be_compared_with(firsthand: Run, case: Path) -> None:
    assert firsthand("diff", case).status == 1
    assert firsthand("diff", case, case / "nowhere.json").status == 1


def test_the_answer_is_told_as_it_stood_after_each_report(firsthand: Run, case: Path) -> None:
    ran = firsthand("replay", case)
    assert ran.status == 0
    assert [line for line in ran.out.splitlines() if line.endswith("2026")] == ["26 January 2026", "27 January 2026"]


def test_a_shared_copy_names_no_private_person_and_the_ledger_says_that_it_was_made(
    firsthand: Run, pile: Path, tmp_path: Path
) -> None:
    text = "Ahmed Ali, a guard at Qamishli airport, said Russian forces left on Monday."
    (pile / "9.json").write_text(json.dumps({"text": text, "published": "2026-01-27"}), "utf-8")
    firsthand("brief", pile, "-o", tmp_path / "case")
    ran = firsthand("share", tmp_path / "case", "-o", tmp_path / "copy", "--by", "anna")
    assert ran.status == 0
    assert (tmp_path / "copy" / "brief.html").exists()
    assert b"Ahmed Ali" not in b"".join(path.read_bytes() for path in (tmp_path / "copy").iterdir())
    assert b'"kind":"share"' in (tmp_path / "case" / "ledger.jsonl").read_bytes()


def test_a_name_is_kept_in_a_copy_only_for_a_reason(firsthand: Run, case: Path, tmp_path: Path) -> None:
    ran = firsthand("share", case, "-o", tmp_path / "copy", "--by", "anna", "--keep", "Ahmed Ali")
    assert ran.status == 1
    assert "reason" in ran.err


def test_places_added_to_a_case_are_found_in_it(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    table.write_text("name,lat,lon,kind,country\nXylographa,36.5,40.5,town,SY\n", "utf-8")
    (pile / "9.json").write_text(
        json.dumps({"text": "Russian forces arrived in Xylographa on Tuesday.", "published": "2026-01-27"}), "utf-8"
    )
    firsthand("brief", pile, "-o", tmp_path / "case")
    assert firsthand("gazetteer", "add", table, "-o", tmp_path / "case").status == 0
    firsthand("brief", pile, "-o", tmp_path / "case")
    found = [loc for claim in brief_of(tmp_path / "case")["claims"] for loc in claim["locations"]]
    assert any(loc["name"] == "Xylographa" and loc["lat"] == 36.5 for loc in found)


def test_pictures_are_written_as_files(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    firsthand("brief", pile, "-o", tmp_path / "case", "--svg")
    assert (tmp_path / "case" / "status-strip.svg").read_text("utf-8").startswith("<?xml")


@pytest.mark.parametrize("form", ["geojson", "csv", "jsonl", "ics", "timelinejs", "stix", "ftm", "prov"])
def test_a_brief_goes_out_in_every_format(firsthand: Run, case: Path, tmp_path: Path, form: str) -> None:
    assert firsthand("export", case, "--format", form, "-o", tmp_path / "out").status == 0
    assert (tmp_path / "out").stat().st_size > 0
