"""Documents a second, stage by stage and end to end, and the peak of memory.

    .venv/bin/pytest benchmarks/bench_pipeline.py --benchmark-only

Times differ from machine to machine; compare the stages of one run with one another. The pile is the shipped example.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from firsthand import pipeline
from firsthand.bulk import readings
from firsthand.read.reader.model import reader
from firsthand.settings import Settings
from firsthand.write.data import brief as brief_data
from firsthand.write.page import page

EXAMPLE = Path(__file__).parent.parent / "examples" / "qamishli"
ASKED = pipeline.Asked()


@pytest.fixture(scope="module")
def pile():
    return pipeline.loose_pile([EXAMPLE], ASKED)


@pytest.fixture(scope="module")
def claims(pile):
    return tuple(c for one in readings(pile.reports, 1) for c in one.claims)


@pytest.fixture(scope="module")
def weighed(pile, claims):
    return pipeline.weigh(pile, claims, ASKED)


def documents_a_second(benchmark, pile) -> None:
    benchmark.extra_info["documents_per_second"] = round(len(pile.reports) / benchmark.stats["min"], 1)


def test_gather_and_open(benchmark, pile) -> None:
    benchmark(pipeline.loose_pile, [EXAMPLE], ASKED)
    documents_a_second(benchmark, pile)


def test_read_on_one_thread(benchmark, pile) -> None:
    reader(1).parses(["warm"])
    benchmark(lambda: list(readings(pile.reports, 1)))
    documents_a_second(benchmark, pile)


def test_trace_and_weigh(benchmark, pile, claims) -> None:
    benchmark(pipeline.weigh, pile, claims, ASKED)
    documents_a_second(benchmark, pile)


def test_write(benchmark, pile, weighed) -> None:
    found = pipeline.found(weighed, ASKED)
    benchmark(lambda: page(brief_data(found)))
    documents_a_second(benchmark, pile)


def test_end_to_end(benchmark, pile, tmp_path_factory) -> None:
    def whole() -> None:
        pipeline.brief([EXAMPLE], Settings(case=tmp_path_factory.mktemp("case")), ASKED)

    benchmark.pedantic(whole, rounds=3, iterations=1)
    documents_a_second(benchmark, pile)


def test_peak_of_memory(benchmark, tmp_path) -> None:
    """The peak of a whole run in a process of its own, in MB."""
    program = (
        "import resource, sys; from firsthand.cli import run; "
        f"run(['brief', {str(EXAMPLE)!r}, '-o', {str(tmp_path / 'case')!r}]); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)"
    )
    shown = benchmark.pedantic(
        lambda: subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True), rounds=1
    )
    benchmark.extra_info["peak_mb"] = int(shown.stderr.split()[-1])
