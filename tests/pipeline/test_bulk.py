"""Many reports are read by worker processes, to the same readings and in the same order as by one alone."""

from __future__ import annotations

import os
import signal

import pytest

from firsthand import bulk
from firsthand.bulk import Knowing, Worker, reading_of, readings
from firsthand.core.evidence import Capture, Id, Report

TEXTS = (
    "Two officials said on Monday that Russian forces had left the airport near Qamishli.",
    "The ministry declined to comment.",
    "Residents of Kobani said the market had reopened.",
)


def report(number: int, language: str = "en") -> Report:
    capture = Capture(body="0" * 64, media_type="text/plain", path=f"{number}.txt")
    text = f"{TEXTS[number % len(TEXTS)]} Note {number}."
    return Report(id=Id(f"report:{number}"), text=text, capture=capture, language=language, published="2026-01-27")


REPORTS = tuple(report(number, "fr" if number == 4 else "en") for number in range(7))


def test_workers_read_the_same_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = list(readings(REPORTS, threads=1))
    assert any(reading.claims for reading in alone)
    monkeypatch.setattr(bulk, "FEW", 2)
    told: list[tuple[str, int, int]] = []
    together = list(readings(REPORTS, threads=2, tell=lambda *step: told.append(step)))
    assert together == alone
    assert told[0] == ("read", 0, 7)
    assert told[-1] == ("read", 7, 7)


def test_a_report_that_brings_its_worker_down_costs_itself_alone() -> None:
    with Worker(Knowing()) as worker:
        os.kill(worker.pid, signal.SIGKILL)
        lost = worker.read(REPORTS[0])
        assert lost.problem is not None
        assert "-9" in lost.problem.what
        assert worker.read(REPORTS[0]) == reading_of(REPORTS[0], 1, Knowing())


def test_workers_end_when_nobody_asks_them_any_more() -> None:
    with Worker(Knowing()) as worker:
        pid = worker.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_worker_dates_an_undated_report_as_the_case_does() -> None:
    bare = Report(id=Id("report:bare"), text=TEXTS[0], capture=REPORTS[0].capture, language="en")
    with Worker(Knowing(days={bare.id: "2026-01-27"})) as worker:
        reading = worker.read(bare)
    assert reading.report.published is None
    assert [timex.value for timex in reading.timexes] == ["2026-01-26"]
