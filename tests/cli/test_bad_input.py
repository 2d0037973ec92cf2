from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from firsthand import bulk
from firsthand.core.parse import Parse

Run = Callable[..., Any]
GOOD = "Russian forces left Qamishli airport on Monday, two Syrian sources said."


def brief_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "brief.json").read_bytes())
    return found


@pytest.mark.parametrize(
    ("name", "body", "where"),
    [
        ("empty.txt", b"", "not_read"),
        ("noise.txt", bytes(range(256)) * 64, "not_read"),
        ("noise.pdf", b"%PDF-1.4 " + bytes(range(256)), "not_read"),
        ("broken.json", b'{"text": ', "not_read"),
        ("textless.json", b'{"text": null, "title": "t"}', "not_read"),
        ("unknown.docx", b"PK\x03\x04", "not_read"),
        ("bare.html", b"<html><body></body></html>", "not_read"),
        ("undated.txt", GOOD.encode(), "problems"),
        ("odd-date.json", json.dumps({"text": GOOD, "published": "some day"}).encode(), "problems"),
        ("future.json", json.dumps({"text": GOOD, "published": "2999-01-01"}).encode(), "problems"),
        (
            "charset.txt",
            ("Les forces russes ont quitté l'aéroport de Kamechliyé à l'aube. " * 5).encode("cp1252"),
            "problems",
        ),
    ],
)
def test_bad_input_is_told_with_its_remedy_and_the_rest_goes_on(
    firsthand: Run, pile: Path, tmp_path: Path, name: str, body: bytes, where: str
) -> None:
    (pile / name).write_bytes(body)
    ran = firsthand("brief", pile, "-o", tmp_path / "case")
    assert ran.status == 0
    brief = brief_of(tmp_path / "case")
    told = [row for row in brief[where] if name in (row.get("file") or row.get("subject"))]
    assert told
    assert all(row["remedy"] for row in told)
    assert brief["counts"]["reports"] == (3 if where == "not_read" else 4)


def test_a_date_in_the_future_does_not_move_the_day_of_the_brief(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    (pile / "future.json").write_text(json.dumps({"text": GOOD, "published": "2999-01-01"}), "utf-8")
    firsthand("brief", pile, "-o", tmp_path / "case")
    assert brief_of(tmp_path / "case")["options"]["as_of"] == "2026-01-27"


def test_a_path_that_does_not_exist_is_told_and_nothing_is_made(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    ran = firsthand("brief", pile, tmp_path / "nowhere", "-o", tmp_path / "case")
    assert ran.status == 1
    assert "check the spelling" in ran.err
    assert not (tmp_path / "case").exists()


def test_a_ledger_with_one_altered_byte_is_refused(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    firsthand("brief", pile, "-o", case)
    ledger = bytearray((case / "ledger.jsonl").read_bytes())
    ledger[40] ^= 1
    (case / "ledger.jsonl").write_bytes(ledger)
    for words in (("brief", pile, "-o", case), ("verify", case)):
        ran = firsthand(*words)
        assert ran.status == 1
        assert "restore the ledger" in ran.err


def test_stored_bytes_that_were_altered_are_named(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    firsthand("brief", pile, "-o", case)
    blob = next(path for path in (case / "blobs").rglob("*") if path.is_file())
    blob.write_bytes(b"other")
    ran = firsthand("verify", case)
    assert ran.status == 1
    assert "altered" in ran.err


def test_a_quote_that_was_altered_is_named(firsthand: Run, pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    firsthand("brief", pile, "-o", case)
    brief = brief_of(case)
    brief["claims"][0]["quote"]["exact"] = "Nobody left."
    (case / "brief.json").write_text(json.dumps(brief), "utf-8")
    ran = firsthand("verify", case)
    assert ran.status == 1
    assert brief["claims"][0]["id"] in ran.err


def test_of_5000_files_50_are_broken_and_4950_are_read(
    firsthand: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(5000):
        broken = number % 100 == 7
        (folder / f"{number:04d}.json").write_text(
            "{"
            if broken
            else json.dumps(
                {"text": f"Report {number}: all is quiet in Qamishli.", "published": "2026-01-26", "language": "en"}
            )
        )

    class Blind:
        name = "blind"

        def parses(self, texts: list[str]) -> list[Parse]:
            return [Parse() for _ in texts]

    monkeypatch.setattr(bulk, "reader", lambda *_: Blind())
    monkeypatch.setenv("FIRSTHAND_THREADS", "1")  # in this process, where the reader is blind
    ran = firsthand("brief", folder, "-o", tmp_path / "case")
    assert ran.status == 0
    brief = brief_of(tmp_path / "case")
    assert brief["counts"]["reports"] == 4950
    assert len(brief["not_read"]) == 50
