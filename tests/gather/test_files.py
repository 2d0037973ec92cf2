from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from firsthand.core.errors import NotRead, PathNotFound
from firsthand.gather import captures


def test_files_come_in_the_order_of_their_names_with_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("second")
    (tmp_path / "a.md").write_text("first")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.html").write_text("third")
    found = list(captures([tmp_path]))
    assert [body for _, body in found] == [b"first", b"second", b"third"]
    assert [capture.media_type for capture, _ in found] == ["text/markdown", "text/plain", "text/html"]
    assert all(capture.body == hashlib.sha256(body).hexdigest() for capture, body in found)


def test_a_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    assert len(list(captures([tmp_path / "a.txt", tmp_path, tmp_path / "." / "a.txt"]))) == 1


def test_a_path_that_does_not_exist_stops_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    with pytest.raises(PathNotFound, match="check the spelling"):
        captures([tmp_path, tmp_path / "nowhere"])


def test_an_ending_that_is_not_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("words")
    (tmp_path / "b.txt").write_text("words")
    first, second = captures([tmp_path])
    assert isinstance(first, NotRead)
    assert ".txt" in first.remedy
    assert not isinstance(second, NotRead)


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" \n")
    (found,) = captures([tmp_path])
    assert isinstance(found, NotRead)
    assert found.why == "empty"


def test_hidden_files_and_case_folders_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_text("x")
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "ledger.jsonl").write_text("")
    (tmp_path / "case" / "brief.json").write_text("{}")
    assert list(captures([tmp_path])) == []
