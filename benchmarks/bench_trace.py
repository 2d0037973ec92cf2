"""How long trace takes, and how much memory, by the number of reports: `python benchmarks/bench_trace.py 1000 10000`.

The pile is made of simulated worlds, each at a place of its own; they are made once and kept (`--cache`), so
that what is measured is trace alone. Each size runs in a process of its own and prints one JSON line: wall and CPU
seconds, CPU milliseconds a report, peak memory in MiB (reports and claims included), and the most CPU seconds that the
whole lineage takes after one more report, of `ADDED` reports from all over the pile that are added one by one.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import pickle
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from evals.worlds import World, world
from firsthand.core.claim import Claim
from firsthand.core.evidence import Report
from firsthand.trace import GrowingPile

A_FILE = 250  # worlds kept in one file
SEED = 3_000_009
ADDED = 10


def pile(n: int, cache: Path) -> tuple[list[Report], list[Claim]]:
    """Return at least n reports with their claims, world by world; places are told apart by their reference."""
    reports: list[Report] = []
    claims: list[Claim] = []
    number = 0
    while len(reports) < n:
        for one in _kept(number, cache):
            if len(reports) >= n:
                break
            reports += one.reports
            for claim in one.claims:
                place = replace(claim.locations[0].place, ref=f"made-up:{number}")
                claims.append(replace(claim, locations=(replace(claim.locations[0], place=place),)))
            number += 1
    return reports, claims


def _kept(first: int, cache: Path) -> list[World]:
    """Return `A_FILE` worlds, out of the cache where they were made before."""
    path = cache / f"worlds-{SEED}-{first:06d}.pickle"
    if path.exists():
        return pickle.loads(path.read_bytes())  # type: ignore[no-any-return]  # noqa: S301  # this program's own
    made = [world(SEED + i) for i in range(first, first + A_FILE)]
    cache.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps(made))
    return made


def measured(size: int, cache: Path) -> None:
    """Trace a pile of that size and print what it took."""
    reports, claims = pile(size, cache)
    late = reports[:: max(1, len(reports) // ADDED)][:ADDED]
    known = {report.id for report in late}
    of: dict[str, list[Claim]] = {report.id: [] for report in late}
    for claim in claims:
        if claim.report in known:
            of[claim.report].append(claim)
    start, busy = time.perf_counter(), time.process_time()
    grown = GrowingPile(
        [report for report in reports if report.id not in known],
        [claim for claim in claims if claim.report not in known],
    )
    found = grown.lineage()
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    gc.freeze()  # else one addition in some hundred pays for a collection of all that is kept
    row = {
        "reports": len(reports),
        "claims": len(claims),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(busy, 1),
        "cpu_ms_a_report": round(1000 * busy / len(reports), 2),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "derivations": len(found.derivations),
        "origins": len(found.origins),
        "seconds_to_add_one": round(max(_one_more(grown, report, of[report.id]) for report in late), 3),
    }
    print(json.dumps(row), flush=True)  # noqa: T201  # a benchmark prints


def _one_more(grown: GrowingPile, report: Report, claims: list[Claim]) -> float:
    """Return the seconds until the lineage is known with one report more."""
    start = time.process_time()
    grown.add(report, claims)
    grown.lineage()
    return time.process_time() - start


def main() -> None:
    """Measure each size that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 4000])
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "firsthand-worlds")
    args = parser.parse_args()
    for size in args.sizes:
        process = multiprocessing.get_context("spawn").Process(target=measured, args=(size, args.cache))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
