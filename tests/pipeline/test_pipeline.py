from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from firsthand import bulk, pipeline
from firsthand.core.evidence import Capture, Report
from firsthand.core.parse import Parse
from firsthand.settings import Settings


class Blind:
    """A reader that sees nothing, and fails on one text."""

    name = "blind"

    def parses(self, texts: list[str]) -> list[Parse]:
        if any("poison" in text for text in texts):
            msg = "poison"
            raise RuntimeError(msg)
        return [Parse() for _ in texts]


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bulk, "reader", lambda *_: Blind())
    folder = tmp_path / "pile"
    folder.mkdir()
    for name in ("good", "poison", "better"):
        fields = {"text": f"All is {name} in Qamishli.", "published": "2026-01-26", "language": "en"}
        (folder / f"{name}.json").write_text(json.dumps(fields))
    return folder


def brief(pile: Path, case: Path) -> dict[str, Any]:
    return pipeline.brief([pile], Settings(case=case), pipeline.Asked()).brief


def test_one_report_that_cannot_be_read_is_a_problem_and_the_others_are_read(pile: Path, tmp_path: Path) -> None:
    found = brief(pile, tmp_path / "case")
    assert [Path(problem["subject"]).name for problem in found["problems"]] == ["poison.json"]
    assert "fault of firsthand" in found["problems"][0]["remedy"]
    assert found["counts"]["reports"] == 3


def test_what_failed_is_tried_again_on_the_next_run(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief(pile, tmp_path / "case")
    read: list[str] = []

    class Sound(Blind):
        def parses(self, texts: list[str]) -> list[Parse]:
            read.extend(texts)
            return [Parse() for _ in texts]

    monkeypatch.setattr(bulk, "reader", lambda *_: Sound())
    assert brief(pile, tmp_path / "case")["problems"] == []
    assert read == ["All is poison in Qamishli."]


def test_a_fault_of_the_rules_on_one_report_is_a_problem_too(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def claims(report: Report, *_: object) -> tuple[()]:
        if "better" in report.text:
            raise KeyError(report.id)
        return ()

    monkeypatch.setattr(bulk, "claims", claims)
    names = [Path(problem["subject"]).name for problem in brief(pile, tmp_path / "case")["problems"]]
    assert sorted(names) == ["better.json", "poison.json"]


def test_two_reports_of_one_address_count_once_and_the_later_one_counts() -> None:
    def capture(name: str, text: str) -> tuple[Any, bytes]:
        fields = {"text": text, "url": "https://x.example/news/1", "published": "2026-01-26"}
        return Capture(body="0" * 64, media_type="application/json", path=name), json.dumps(fields).encode()

    pile = pipeline.pile_of([capture("a.json", "First words."), capture("b.json", "Later words.")], pipeline.Asked())
    assert [report.text for report in pile.reports] == ["Later words."]
    assert [(new, old.text) for new, old in pile.superseded] == [(pile.reports[0].id, "First words.")]


def test_the_front_page_of_a_site_is_no_address_of_a_report() -> None:
    rows = [{"text": f"Report {n}.", "url": "https://x.example/", "published": "2026-01-26"} for n in range(3)]
    body = "\n".join(map(json.dumps, rows)).encode()
    taken = [(Capture(body="0" * 64, media_type="application/x-ndjson", path="a.jsonl"), body)]
    assert len(pipeline.pile_of(taken, pipeline.Asked()).reports) == 3


def test_an_undated_report_is_read_as_of_the_day_of_the_one_it_is_like_and_read_anew_when_that_changes(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, str | None]] = []

    def claims(report: Report, *_: object) -> tuple[()]:
        seen.append((Path(str(report.capture.path)).stem, report.published))
        return ()

    monkeypatch.setattr(bulk, "claims", claims)
    told = "Forty lorries left the northern depot on Tuesday, the harbour master told reporters at the open gate."
    (pile / "dated.json").write_text(json.dumps({"text": told, "published": "2026-01-21", "language": "en"}))
    (pile / "bare.json").write_text(json.dumps({"text": f"{told} Nobody was hurt.", "language": "en"}))
    found = brief(pile, tmp_path / "case")
    rows = {Path(row["file"]).stem: row for row in found["reports"]}
    assert rows["bare"]["published"] is None
    assert rows["bare"]["read_as_of"]["day"] == "2026-01-21"
    assert rows["bare"]["read_as_of"]["like"] == rows["dated"]["id"]
    assert rows["dated"]["read_as_of"] is None
    assert ("bare", "2026-01-21") in seen
    seen.clear()
    (pile / "twin.json").write_text(json.dumps({"text": f"{told} Nobody was hurt!", "published": "2026-01-20"}))
    brief(pile, tmp_path / "case")
    assert ("bare", "2026-01-20") in seen
    assert "dated" not in {name for name, _ in seen}
