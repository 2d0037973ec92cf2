"""A run may be killed at any moment: nothing is lost, nothing doubled, and the next run ends with the same bytes."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from firsthand import bulk, pipeline
from firsthand.core.claim import Claim, EventMention
from firsthand.core.codec import id_of
from firsthand.core.evidence import Report, Span
from firsthand.core.parse import Parse
from firsthand.keep import Case
from firsthand.settings import Settings

KILLS = 200
FILES = 8


def one_claim(report: Report, *_: object) -> bulk.Reading:
    quote = report.quote(Span(start=0, end=len(report.text)))
    mention = EventMention(kind="withdraw", trigger=quote.span)
    claim = Claim(id=id_of("claim", report.id), quote=quote, mention=mention)
    return bulk.Reading(report=report, parse=Parse(), claims=(claim,))


class Blind:
    name = "blind"

    def parses(self, texts: list[str]) -> list[Parse]:
        return [Parse() for _ in texts]


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight reports, and a reader quick enough to be run 400 times."""
    monkeypatch.setattr(bulk, "reader", lambda *_: Blind())
    monkeypatch.setattr(bulk, "reading_of", one_claim)
    folder = tmp_path / "pile"
    folder.mkdir()
    for number in range(FILES):
        fields = {"text": f"Report {number}: they left.", "published": "2026-01-26", "language": "en"}
        (folder / f"{number}.json").write_text(json.dumps(fields))
    return folder


def run(pile: Path, case: Path) -> None:
    pipeline.brief([pile], Settings(case=case, batch=3), pipeline.Asked())


def calls(pile: Path, case: Path, kill_at: int | None) -> int:
    """Run with every call counted; be killed, as by `kill -9`, at the one named."""
    count = 0

    def counted(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        if event in {"call", "c_call"}:
            count += 1
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(counted)
    try:
        run(pile, case)
    finally:
        sys.setprofile(None)
    return count


def killed_at(point: int, pile: Path, case: Path) -> None:
    child = os.fork()
    if child == 0:
        calls(pile, case, point)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0


def test_a_run_killed_at_200_points_loses_nothing_and_doubles_nothing(pile: Path, tmp_path: Path) -> None:
    run(pile, tmp_path / "warm")
    most = calls(pile, tmp_path / "whole", None)
    expected = (tmp_path / "whole" / "brief.json").read_bytes()
    for point in range(1, most, max(1, most // KILLS)):
        case = tmp_path / f"case-{point}"
        killed_at(point, pile, case)
        run(pile, case)
        assert (case / "brief.json").read_bytes() == expected
        kept = Case.at(case)
        assert len(kept.captures()) == FILES
        assert len(kept.runs()) == 1
        assert kept.faults() == ()
        assert not list(case.rglob(".part-*"))
