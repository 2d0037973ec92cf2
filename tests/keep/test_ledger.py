from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.core.errors import BrokenChain
from firsthand.keep.ledger import Entry, Ledger

NOON = "2026-01-26T12:00:00Z"


def entry(number: int) -> Entry:
    return Entry(kind="capture", at=NOON, by="gather", record={"n": number})


def ledger_of(path: Path, entries: int = 5) -> Ledger:
    ledger = Ledger(path)
    ledger.append(entry(n) for n in range(entries))
    return ledger


def test_what_is_appended_is_there_on_the_next_opening(tmp_path: Path) -> None:
    ledger_of(tmp_path / "l.jsonl")
    assert [e.record["n"] for e in Ledger(tmp_path / "l.jsonl")] == [0, 1, 2, 3, 4]


def test_appending_nothing_makes_no_file(tmp_path: Path) -> None:
    Ledger(tmp_path / "l.jsonl").append([])
    assert not (tmp_path / "l.jsonl").exists()


def test_every_single_altered_byte_is_found(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    ledger_of(path, entries=3)
    whole = path.read_bytes()
    for place in range(len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BrokenChain, match="restore the ledger"):
            Ledger(path)


def test_a_line_taken_out_is_found(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    ledger_of(path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2] + lines[3:]))
    with pytest.raises(BrokenChain, match="line 3"):
        Ledger(path)


@settings(max_examples=60)
@given(cut=st.integers(0, 10_000))
def test_a_run_killed_while_appending_loses_only_what_was_not_yet_told(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    path = tmp_path_factory.mktemp("ledger") / "l.jsonl"
    ledger_of(path, entries=2)
    safe = path.stat().st_size
    Ledger(path).append([entry(2)])
    whole = path.read_bytes()
    path.write_bytes(whole[: safe + cut % (len(whole) - safe)])
    torn = Ledger(path)
    assert len(torn) == 2
    torn.append([entry(7)])
    assert [e.record["n"] for e in Ledger(path)] == [0, 1, 7]
