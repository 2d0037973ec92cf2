"""Corpora are found wherever they may lie, and what was trained on is never measured."""

from __future__ import annotations

from pathlib import Path

from evals import layout
from evals.when import marked_folders


def test_the_folder_of_corpora_may_be_given_or_its_parent(tmp_path: Path) -> None:
    (tmp_path / "corpora").mkdir()
    assert layout.corpora(tmp_path) == tmp_path / "corpora"
    assert layout.corpora(tmp_path / "corpora") == tmp_path / "corpora"


def test_every_part_but_train_is_held_out_and_dev_comes_first(tmp_path: Path) -> None:
    for name in ("train.jsonl", "test.jsonl", "dev.jsonl", "README.md"):
        (tmp_path / name).write_text("")
    (tmp_path / "test-news").mkdir()
    assert layout.parts([tmp_path, tmp_path / "absent"]) == ("dev", "test", "test-news")


def test_the_list_of_documents_trained_on_holds_digests() -> None:
    assert len(layout.trained_on()) > 800
    assert {len(one) for one in layout.trained_on()} == {len(layout.digest("a name"))}


def test_folders_of_marked_texts_are_found_with_the_one_that_was_tuned_on_first(tmp_path: Path) -> None:
    for name, mark in (("another", '<TIMEX2 VAL="2003">'), ("tbaq", '<TIMEX3 value="2003">'), ("bare", "")):
        (tmp_path / "time" / name / "in").mkdir(parents=True)
        (tmp_path / "time" / name / "in" / "a.xml").write_text(f"<TEXT>{mark}2003</TIMEX3></TEXT>")
    assert [folder.name for folder in marked_folders(tmp_path)] == ["tbaq", "another"]
