from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest

from firsthand.core.errors import BrokenBlob, CaseInUse, CaseNotWritable
from firsthand.core.evidence import Capture, Id
from firsthand.core.review import Review
from firsthand.keep import Case

NOON = "2026-01-26T12:00:00Z"


def captured(body: bytes, path: str = "a.txt") -> tuple[Capture, bytes]:
    return Capture(body=hashlib.sha256(body).hexdigest(), media_type="text/plain", path=path), body


def test_a_case_is_for_its_owner_alone(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    case.add([captured(b"words")], at=NOON)
    case.index("r").close()
    case.keep_run(b"{}")
    assert stat.S_IMODE((tmp_path / "case").stat().st_mode) == 0o700
    for path in (tmp_path / "case").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_adding_the_same_twice_adds_nothing(tmp_path: Path) -> None:
    case = Case(tmp_path)
    assert len(case.add([captured(b"words")], at=NOON)) == 1
    before = (tmp_path / "ledger.jsonl").read_bytes()
    assert Case(tmp_path).add([captured(b"words")], at="2026-02-01T00:00:00Z") == ()
    assert (tmp_path / "ledger.jsonl").read_bytes() == before


def test_new_bytes_at_an_old_path_are_a_new_capture_and_the_old_one_stays(tmp_path: Path) -> None:
    case = Case(tmp_path)
    case.add([captured(b"first")], at=NOON)
    case.add([captured(b"second")], at=NOON)
    assert [case.blobs.get(capture.body) for capture in case.captures()] == [b"first", b"second"]


def test_altered_bytes_are_found(tmp_path: Path) -> None:
    case = Case(tmp_path)
    (capture,) = case.add([captured(b"words")], at=NOON)
    assert case.faults() == ()
    case.blobs.path(capture.body).write_bytes(b"other")
    with pytest.raises(BrokenBlob, match="gather the source again"):
        case.blobs.get(capture.body)
    assert [fault.subject for fault in case.faults()] == ["a.txt"]


def test_missing_bytes_are_found(tmp_path: Path) -> None:
    case = Case(tmp_path)
    (capture,) = case.add([captured(b"words")], at=NOON)
    case.blobs.path(capture.body).unlink()
    assert len(case.faults()) == 1


def test_what_was_forgotten_leaves_a_tombstone_and_does_not_come_back(tmp_path: Path) -> None:
    case = Case(tmp_path)
    (capture,) = case.add([captured(b"secret words")], at=NOON)
    case.write("brief.json", b"{}")
    case.keep_run(b'{"reports": ["report:1"]}')
    case.forget(Id("report:1"), capture, at=NOON, by="anna", why="asked for")
    assert case.captures() == ()
    assert case.forgotten() == {"report:1"}
    assert case.runs() == ()
    assert not (tmp_path / "brief.json").exists()
    assert b"secret" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert Case(tmp_path).add([captured(b"secret words")], at=NOON) == ()


def test_two_runs_do_not_write_at_once(tmp_path: Path) -> None:
    with Case(tmp_path).lock(), pytest.raises(CaseInUse, match="name another with -o"), Case(tmp_path).lock():
        pass


def test_the_lock_is_free_again_after_a_run(tmp_path: Path) -> None:
    with Case(tmp_path).lock():
        pass
    with Case(tmp_path).lock():
        pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CaseNotWritable, match="name another folder"):
        Case(tmp_path / "file" / "case")


def test_a_folder_without_a_ledger_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(CaseNotWritable, match="no case"):
        Case.at(tmp_path)


def test_the_same_brief_is_kept_once_and_a_new_one_under_the_next_number(tmp_path: Path) -> None:
    case = Case(tmp_path)
    assert [case.keep_run(body).parent.name for body in (b"1", b"1", b"2", b"1")] == ["1", "1", "2", "3"]


def test_reviews_come_back_as_they_were_given(tmp_path: Path) -> None:
    case = Case(tmp_path)
    review = Review(
        id=Id("review:1"), verdict="reject", claims=(Id("claim:1"),), quotes=(), by="anna", at=NOON, note="no"
    )
    case.add_review(review)
    assert Case(tmp_path).reviews() == (review,)
    assert (tmp_path / "reviews.jsonl").read_text().count("\n") == 1
