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
