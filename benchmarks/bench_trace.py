"""How long trace takes, and how much memory, by the number of reports: `python benchmarks/bench_trace.py 1000 10000`.

The pile is made of simulated worlds, each at a place of its own. Prints one JSON line a size: wall and CPU seconds,
CPU milliseconds a report, peak memory in MiB, and the CPU seconds that adding one more report to the index takes.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import replace

from evals.worlds import worlds
from firsthand.core.claim import Claim
from firsthand.core.evidence import Report
from firsthand.trace import Index, lineage, text_of
from firsthand.trace.copies import Rarity


def pile(n: int) -> tuple[list[Report], list[Claim]]:
    """Return at least n reports with their claims; places are told apart by their reference."""
    reports: list[Report] = []
    claims: list[Claim] = []
    for number, world in enumerate(worlds(10**9, seed=3)):
        if len(reports) >= n:
            break
        reports += world.reports
        for claim in world.claims:
            place = replace(claim.locations[0].place, ref=f"made-up:{number}")
            claims.append(replace(claim, locations=(replace(claim.locations[0], place=place),)))
    return reports, claims


def main(sizes: list[int]) -> None:
    for size in sizes:
        reports, claims = pile(size)
        start, busy = time.perf_counter(), time.process_time()
        found = lineage(reports, claims)
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
        row = {
            "reports": len(reports),
            "claims": len(claims),
            "seconds": round(seconds, 1),
            "cpu_seconds": round(busy, 1),
            "cpu_ms_a_report": round(1000 * busy / len(reports), 2),
            "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "derivations": len(found.derivations),
            "origins": len(found.origins),
            "seconds_to_add_one": round(_one_more(reports), 4),
        }
        print(json.dumps(row), flush=True)  # noqa: T201  # a benchmark prints


def _one_more(reports: list[Report]) -> float:
    """Return the seconds that the last report takes when all others are in the index."""
    index = Index()
    for report in reports[:-1]:
        index.add(text_of(report))
    weights = Rarity([text.vocabulary for text in index.texts])
    start = time.process_time()
    list(index.likenesses(text_of(reports[-1]), weights))
    return time.process_time() - start


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1000, 4000])
