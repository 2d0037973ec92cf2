"""Report -> Reading, many at a time: a large pile by one worker process a core, a small one in this process.

A worker is a Python of its own that runs `main`: it takes pickled reports on its standard input and answers on its
standard output, one at a time, until the input ends. A report that brings its worker down costs itself alone.
(`multiprocessing` would run a caller's script again in each of its children.)
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, Self

from firsthand.core.claim import Claim
from firsthand.core.errors import FirsthandError, Problem
from firsthand.core.evidence import Id, Report
from firsthand.core.parse import Parse, Timex, Toponym
from firsthand.read.claims import claims
from firsthand.read.gazetteer.gazetteer import gazetteer
from firsthand.read.reader.model import reader
from firsthand.read.report.reports import LANGUAGES_READ, MOST_READ
from firsthand.read.when.timexes import timexes
from firsthand.read.where.toponyms import NATIONALITY, toponyms

logger = logging.getLogger("firsthand")

FEW = 32
"""Reports that are read in this process: workers take a second and 300 MB each to start."""
AHEAD = 4  # reports handed out for each worker before the first of them is asked for

Tell = Callable[[str, int, int], None]
"""Told of progress: the stage, how many are done, of how many (0 = not known)."""


def silent(_stage: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowing:
    """What a case knows beyond the one report that is being read."""

    places: Path | None = None
    """A folder with places of its own (`gazetteer*.bin`, `aliases.toml`); None = only the shipped ones."""
    days: Mapping[Id, str] = field(default_factory=dict)
    """The day that an undated report is read as of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report with all that was read in it."""

    report: Report
    parse: Parse
    timexes: tuple[Timex, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    claims: tuple[Claim, ...] = ()
    problem: Problem | None = None
    """Why nothing was read, where the reading of this one report failed."""


def readings(
    reports: Sequence[Report], threads: int = 0, tell: Tell = silent, knowing: Knowing | None = None
) -> Iterator[Reading]:
    """Yield the reading of each report, in order; those in a language that is not read have nothing in them.

    Each report is read by itself: the scales of an 8-bit model follow its batch, and no report may sway another.

    Args:
        reports: The reports.
        threads: Cores to use; 0 = all.
        tell: Told of progress.
        knowing: What the case adds; None = only the shipped places, and undated reports stay without a day.

    Raises:
        FirsthandError: The weights or the gazetteer cannot be used.

    Cost: most of a run; see benchmarks/.
    """
    knowing = knowing or Knowing()
    cores = threads or os.cpu_count() or 1
    tell("read", 0, len(reports))
    alone = cores == 1 or sum(report.language in LANGUAGES_READ for report in reports) <= FEW
    found = _here(reports, threads, knowing) if alone else _by_workers(reports, cores, knowing)
    for done, reading in enumerate(found, start=1):
        yield reading
        tell("read", done, len(reports))


def reading_of(report: Report, threads: int, knowing: Knowing) -> Reading:
    """Read one report; a fault of the reading becomes a problem, so that the others are read."""
    if report.language not in LANGUAGES_READ:
        return Reading(report=report, parse=Parse())
    dated = replace(report, published=report.published or knowing.days.get(report.id))
    text = report.text[:MOST_READ]
    try:
        (parse,) = reader(threads).parses([text])
        times = timexes(text, parse, published=dated.published, zone_offset_minutes=report.zone_offset_minutes)
        places = toponyms(text, parse, gazetteer(knowing.places), with_demonyms=True)
        found = claims(dated, parse, times, tuple(t for t in places if t.place.kind != NATIONALITY))
    except FirsthandError:
        raise
    except Exception as fault:  # any fault of one report must not end the run
        logger.warning("%s could not be read", report.id, exc_info=fault)
        return _failed(report, f"{type(fault).__name__}: {fault}")
    return Reading(report=report, parse=parse, timexes=times, toponyms=places, claims=found)


def _failed(report: Report, why: str) -> Reading:
    what = f"no claims were read, the reading failed ({why})"
    remedy = "report this with the text, it is a fault of firsthand"
    subject = report.capture.path or report.id
    problem = Problem(subject=subject, stage="read", severity="error", what=what, remedy=remedy)
    return Reading(report=report, parse=Parse(), problem=problem)


def _here(reports: Sequence[Report], threads: int, knowing: Knowing) -> Iterator[Reading]:
    for report in reports:
        yield reading_of(report, threads, knowing)


def _by_workers(reports: Sequence[Report], cores: int, knowing: Knowing) -> Iterator[Reading]:
    with ExitStack() as stack:
        free: SimpleQueue[Worker] = SimpleQueue()
        for _ in range(cores):
            free.put(stack.enter_context(Worker(knowing)))
        hands = ThreadPoolExecutor(cores)
        stack.callback(hands.shutdown, cancel_futures=True)

        def read_by_one(report: Report) -> Reading:
            worker = free.get()
            try:
                return worker.read(report)
            finally:
                free.put(worker)

        rest = iter(reports)
        waiting: deque[Future[Reading]] = deque(
            hands.submit(read_by_one, report) for report in islice(rest, AHEAD * cores)
        )
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(hands.submit(read_by_one, report) for report in islice(rest, 1))


class Worker:
    """A process that reads one report after another; started again when one brings it down."""

    def __init__(self, knowing: Knowing) -> None:
        self._knowing = knowing
        self._process = self._started()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ended()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    def _started(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", "from firsthand.bulk import main; main()"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  # our own module
        _send(process.stdin, self._knowing)
        return process

    def _ended(self) -> int:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:  # what it was to be told is not needed any more
                    continue
        return self._process.wait()

    def read(self, report: Report) -> Reading:
        """Return the reading of a report.

        Raises:
            FirsthandError: As `reading_of` does.
        """
        try:
            _send(self._process.stdin, report)
            answer = _received(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            status = self._ended()
            self._process = self._started()
            return _failed(report, f"its process ended with status {status}")
        if isinstance(answer, FirsthandError):
            raise answer
        reading: Reading = answer
        return reading


def _send(pipe: IO[bytes] | None, what: object) -> None:
    if pipe is not None:
        pickle.dump(what, pipe, protocol=pickle.HIGHEST_PROTOCOL)
        pipe.flush()


def _received(pipe: IO[bytes] | None) -> Any:
    if pipe is None:
        raise EOFError
    return pickle.load(pipe)  # noqa: S301  # written by our own process


def main() -> None:
    """Answer reports with readings until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that started this process says when to stop
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints must not stand among the answers
    try:
        knowing = _received(sys.stdin.buffer)
        while True:
            report = _received(sys.stdin.buffer)
            try:
                answer: object = reading_of(report, 1, knowing)
            except FirsthandError as fault:
                answer = FirsthandError(str(fault))  # of whatever kind: its message names the remedy
            _send(answers, answer)
    except (EOFError, BrokenPipeError):
        os._exit(0)  # nobody is left to be told; and the model's threads need no farewell
