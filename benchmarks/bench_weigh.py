"""How long weighing takes as the pile grows: `python benchmarks/bench_weigh.py [claims ...]` prints one JSON line each.

The pile: one report for every four claims, one site and two parties for every two hundred, 40 % of claims from an
origin that another report carries too, days spread over a year.
"""

from __future__ import annotations

import json
import random
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from firsthand.core.claim import Claim, EventMention, Location, Participant, Phase, Source, SourceKind
from firsthand.core.codec import id_of
from firsthand.core.evidence import Capture, Id, Quote, Report, Span
from firsthand.core.lineage import Independence, Lineage, Origin
from firsthand.core.spacetime import Place, TimeSpan
from firsthand.weigh import GrownCase, Options, judgement

KINDS: tuple[tuple[str, Phase], ...] = (
    ("withdraw", "begins"),
    ("withdraw", "ends"),
    ("transfer", "whole"),
    ("be-present", "continues"),
)
VOICES: tuple[SourceKind, ...] = ("own-observation", "official", "anonymous", "outlet", "video")
CLAIMS_A_REPORT, CLAIMS_A_SITE, FIRST, DAYS = 4, 200, date(2025, 1, 1), 365
COPIED = 0.4


def pile(n: int, seed: int = 1) -> tuple[list[Report], list[Claim], Lineage]:
    """Return n claims with their reports and lineage."""
    rng = random.Random(seed)  # noqa: S311  # a simulation
    reports: list[Report] = []
    claims: list[Claim] = []
    groups: list[list[Id]] = []
    sites = [
        Place(
            name=f"Site {k} airport", lat=rng.uniform(-60, 60), lon=rng.uniform(-170, 170), kind="airport", ref=f"x:{k}"
        )
        for k in range(max(1, n // CLAIMS_A_SITE))
    ]
    for k in range(n):
        if k % CLAIMS_A_REPORT == 0:
            day = FIRST + timedelta(days=rng.randrange(DAYS))
            report = Report(
                id=id_of("report", k),
                text="",
                capture=Capture(body="0" * 64, media_type="text/plain"),
                outlet=f"Outlet {k % 500}",
                published=day.isoformat(),
            )
            reports.append(report)
        kind, phase = rng.choice(KINDS)
        span = Span(start=k % CLAIMS_A_REPORT * 10, end=k % CLAIMS_A_REPORT * 10 + 5)
        told = (day - timedelta(days=rng.randrange(6))).isoformat()
        claim = Claim(
            id=id_of("claim", k),
            quote=Quote(report=report.id, span=span, text="words"),
            mention=EventMention(kind=kind, trigger=span, phase=phase),
            participants=(Participant(name=rng.choice(("Russian forces", "Syrian army")), role="agent", type="force"),),
            locations=(Location(role="at", place=rng.choice(sites)),),
            when=TimeSpan.on(told),
        )
        claims.append(claim)
        if groups and rng.random() < COPIED:
            rng.choice(groups[-50:]).append(claim.id)
        else:
            groups.append([claim.id])
    origins = [
        Origin(
            id=id_of("origin", g[0]),
            root=g[0],
            voice=Source(name=f"voice {k}", kind=rng.choice(VOICES)),
            claims=tuple(g),
        )
        for k, g in enumerate(groups)
    ]
    pairs = [
        Independence(a=min(a.id, b.id), b=max(a.id, b.id), verdict="shown", reason="bench")
        for a, b in pairwise(origins)
    ]
    return reports, claims, Lineage(origins=tuple(origins), pairs=tuple(pairs))


def grown(n: int, reports: int = 20) -> dict[str, float]:
    """Return the seconds of the first weighing of a case and the milliseconds that one further report then costs.

    Of the last reports of a pile, put in one by one: the median and the most; then one of a later day than all others,
    which gives every shown status a day more.
    """
    told, claims, lineage = pile(n)
    options = Options(site="Site 0 airport")
    case = GrownCase()

    def seconds(upto: int) -> float:
        start = time.process_time()
        case.judgement(told[:upto], claims[: upto * CLAIMS_A_REPORT], lineage, options=options)
        return time.process_time() - start

    first = seconds(len(told) - reports)
    spent = [1000 * seconds(upto) for upto in range(len(told) - reports + 1, len(told))]
    told[-1] = replace(told[-1], published=(FIRST + timedelta(days=DAYS)).isoformat())
    figures = {
        "first_seconds": first,
        "one_report_ms": sorted(spent)[len(spent) // 2],
        "one_report_most_ms": max(spent),
    }
    return {**figures, "report_of_a_new_day_ms": 1000 * seconds(len(told))}


def main(sizes: list[int]) -> None:
    """Print the seconds for each size, one JSON line each."""
    for n in sizes:
        reports, claims, lineage = pile(n)
        start, cpu = time.perf_counter(), time.process_time()
        found = judgement(reports, claims, lineage, options=Options(site="Site 0 airport"))
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        figures: dict[str, float] = {
            "claims": n,
            "seconds": round(seconds, 2),
            "cpu_seconds": round(cpu, 2),
            "events": len(found.events),
        }
        figures |= {name: round(spent, 1) for name, spent in grown(n).items()}
        sys.stdout.write(f"{json.dumps(figures)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [1_000, 10_000, 100_000])
