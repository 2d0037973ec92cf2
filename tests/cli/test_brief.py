from __future__ import annotations

import json
import shutil
import stat
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

Run = Callable[..., Any]
SCHEMA = jsonschema.Draft202012Validator(json.loads((files("firsthand.data") / "brief.schema.json").read_text("utf-8")))


def brief_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "brief.json").read_bytes())
    SCHEMA.validate(found)
    return found


def test_a_folder_of_reports_becomes_a_brief(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    ran = firsthand("brief", pile, "-o", tmp_path / "case")
    assert ran.status == 0
    assert str(tmp_path / "case" / "brief.html") in ran.out
    brief = brief_of(tmp_path / "case")
    assert brief["counts"]["reports"] == 3
    assert any(claim["kind"] == "withdraw" for claim in brief["claims"])
    assert brief["answer"]["sentence"] in " ".join(ran.out.split())
    for name in ("brief.html", "brief.md", "claims.jsonl", "ledger.jsonl"):
        path = tmp_path / "case" / name
        assert path.stat().st_size > 0
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_quote_is_byte_for_byte_in_its_report(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    firsthand("brief", pile, "-o", tmp_path / "case")
    texts = {path.name: json.loads(path.read_text("utf-8"))["text"] for path in pile.iterdir()}
    brief = brief_of(tmp_path / "case")
    files_of = {report["id"]: Path(report["file"]).name for report in brief["reports"]}
    assert brief["claims"]
    for claim in brief["claims"]:
        quote = claim["quote"]
        assert texts[files_of[claim["report"]]][quote["start"] : quote["end"]] == quote["exact"]
    assert firsthand("verify", tmp_path / "case").status == 0


def test_the_same_input_twice_gives_the_same_bytes(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    for case in ("one", "two"):
        firsthand("brief", pile, "-o", tmp_path / case)
    firsthand("brief", pile, "-o", tmp_path / "one")
    for name in ("brief.json", "brief.html", "brief.md", "claims.jsonl"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert len(list((tmp_path / "one" / "runs").iterdir())) == 1


def test_a_second_run_adds_only_what_is_new(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    firsthand("brief", pile, "-o", case)
    before = (case / "ledger.jsonl").read_bytes()
    (pile / "9.txt").write_text("Shelling hit Aleppo on Sunday.", "utf-8")
    firsthand("brief", pile, "-o", case)
    after = (case / "ledger.jsonl").read_bytes()
    assert after.startswith(before)
    assert after[len(before) :].count(b'"kind":"capture"') == 1
    assert brief_of(case)["counts"]["reports"] == 4


def test_a_case_can_be_asked_again_without_its_files(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    firsthand("brief", pile, "-o", tmp_path / "case")
    shutil.rmtree(pile)
    assert firsthand("brief", "-o", tmp_path / "case", "--question", "Have Russian forces left Qamishli?").status == 0
    assert brief_of(tmp_path / "case")["question"] == "Have Russian forces left Qamishli?"


def test_a_file_that_changed_supersedes_its_old_capture_which_is_shown_as_a_change(
    firsthand: Run, pile: Path, tmp_path: Path
) -> None:
    case = tmp_path / "case"
    firsthand("brief", pile, "-o", case)
    path = pile / "0.json"
    fields = json.loads(path.read_text("utf-8"))
    path.write_text(
        json.dumps(fields | {"text": "Correction: Russian forces have not left Qamishli airport."}), "utf-8"
    )
    firsthand("brief", pile, "-o", case)
    brief = brief_of(case)
    assert brief["counts"]["reports"] == 3
    old = [report for report in brief["reports"] if report["superseded_by"]]
    assert len(old) == 1
    assert [change["kind"] for change in brief["changes"]] == ["superseded"]
    assert not any(claim["report"] == old[0]["id"] for claim in brief["claims"])
    assert len((case / "ledger.jsonl").read_bytes().splitlines()) == 4


def test_what_was_published_later_is_left_out_as_of_a_day(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    firsthand("brief", pile, "-o", tmp_path / "case", "--as-of", "2026-01-26")
    brief = brief_of(tmp_path / "case")
    assert {report["outlet"] for report in brief["reports"]} == {"LBC Group", "Sabah"}
    assert brief["options"]["as_of"] == "2026-01-26"
    assert all(day["date"] <= "2026-01-26" for status in brief["statuses"] for day in status["days"])


def test_a_site_that_nobody_names_is_refused_with_the_nearest(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    ran = firsthand("brief", pile, "-o", tmp_path / "case", "--site", "Atlantis")
    assert ran.status == 2
    assert "nearest" in ran.err


@pytest.mark.parametrize("flag", [("--as-of", "yesterday"), ("--published", "26/1"), ("--threads", "-1")])
def test_a_flag_that_cannot_be_used_is_wrong_usage(
    firsthand: Run, pile: Path, tmp_path: Path, flag: tuple[str, str]
) -> None:
    assert firsthand("brief", pile, "-o", tmp_path / "case", *flag).status == 2


def test_no_input_is_wrong_usage(firsthand: Run, tmp_path: Path) -> None:
    assert firsthand("brief", "-o", tmp_path / "case").status == 2
    assert firsthand("nonsense").status == 2


def test_a_pile_with_nothing_in_it_gives_an_honest_page(firsthand: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert firsthand("brief", tmp_path / "empty", "-o", tmp_path / "case").status == 0
    brief = brief_of(tmp_path / "case")
    assert brief["answer"]["state"] == "unknown"
    assert "no report" in (tmp_path / "case" / "brief.html").read_text("utf-8")


def test_a_pile_without_a_claim_gives_an_honest_page(firsthand: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It is a fine thing to think of spring, and of what the poets made of it.", "utf-8")
    assert firsthand("brief", tmp_path / "a.txt", "-o", tmp_path / "case").status == 0
    brief = brief_of(tmp_path / "case")
    assert brief["claims"] == []
    assert brief["answer"]["state"] == "unknown"


def test_three_unrelated_places_are_not_made_into_one(firsthand: Run, tmp_path: Path) -> None:
    texts = (
        "French troops left the base in N'Djamena on 20 January 2025.",
        "The border crossing at Liboi was closed on 3 January 2025, Kenyan officials said.",
        "Rebels seized Goma on 27 January 2025, residents said.",
    )
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    inputs = [tmp_path / f"{number}.txt" for number in range(3)]
    assert firsthand("brief", *inputs, "-o", tmp_path / "case", "--published", "2025-01-28").status == 0
    brief = brief_of(tmp_path / "case")
    places = {event["locations"][0]["name"] for event in brief["events"] if event["locations"]}
    assert len(places) >= 3


def test_opinion_and_satire_are_shown_and_never_weighed(firsthand: Run, tmp_path: Path) -> None:
    fields = {
        "published": "2026-01-26",
        "text": "Russian forces left Qamishli airport on Monday.",
        "url": "https://x.example/satire/1",
    }
    (tmp_path / "a.json").write_text(json.dumps(fields), "utf-8")
    firsthand("brief", tmp_path / "a.json", "-o", tmp_path / "case")
    brief = brief_of(tmp_path / "case")
    assert brief["claims"]
    assert not any(claim["weighed"] for claim in brief["claims"])
    assert brief["statuses"] == []


def test_a_report_in_a_language_that_is_not_read_is_counted(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    fields = {"published": "2026-01-26", "language": "ar", "text": "غادرت القوات الروسية مطار القامشلي"}
    (pile / "ar.json").write_text(json.dumps(fields), "utf-8")
    ran = firsthand("brief", pile, "-o", tmp_path / "case")
    assert brief_of(tmp_path / "case")["counts"]["languages_not_read"] == {"ar": 1}
    assert "not read" in ran.out


def test_what_is_forgotten_is_gone_from_every_file(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    (pile / "8.txt").write_text("Xylograph troops left Qamishli airport on Sunday.", "utf-8")
    firsthand("brief", pile, "-o", case)
    report = next(r["id"] for r in brief_of(case)["reports"] if r["file"].endswith("8.txt"))
    assert firsthand("forget", case, report, "--by", "anna", "--why", "asked for").status == 0
    assert b"Xylograph" not in b"".join(path.read_bytes() for path in case.rglob("*") if path.is_file())
    assert firsthand("verify", case).status == 0
    firsthand("brief", pile, "-o", case)
    assert report not in {r["id"] for r in brief_of(case)["reports"]}


def test_forgetting_what_is_not_there_is_told(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    firsthand("brief", pile, "-o", tmp_path / "case")
    ran = firsthand("forget", tmp_path / "case", "report:nothing", "--by", "anna", "--why", "asked for")
    assert ran.status == 1
    assert "brief.json" in ran.err


@pytest.mark.parametrize("verb", ["parse", "read", "trace", "weigh"])
def test_the_other_verbs_print_json_lines_and_make_no_case(
    firsthand: Run, pile: Path, verb: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = firsthand(verb, pile)
    assert ran.status == 0
    rows = ran.lines()
    assert rows
    if verb == "parse":
        assert {"file", "text", "published", "sentences", "entities", "attributions", "timexes", "toponyms"} <= rows[
            0
        ].keys()
    else:
        known = {"read": {"claim"}, "trace": {"derivation", "origin"}, "weigh": {"event", "status", "contradiction"}}
        assert {row["record"] for row in rows} <= known[verb]
    assert not (tmp_path / "brief").exists()


def test_a_wheel_carries_the_schema_and_the_tables() -> None:
    names = {entry.name for entry in (files("firsthand.data")).iterdir()}
    assert {"brief.schema.json", "events.toml", "outlets.toml", "actors.toml"} <= names


def test_a_folder_that_cannot_be_written_is_told(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ran = firsthand("brief", pile, "-o", tmp_path / "file" / "case")
    assert ran.status == 1
    assert "-o" in ran.err
