"""How long weighing takes as the pile grows: `python benchmarks/bench_weigh.py [claims ...]` prints one JSON line each.

The pile: one report for every four claims, one site and two parties for every two hundred, 40 % of claims from an
origin that another report carries too, days spread over a year.
"""

from __future__ import annotations

import json
import random
import sys
import time
from datetime import date, timedelta
from itertools import pairwise

from firsthand.core.claim import Claim, EventMention, Location, Participant, Source
from firsthand.core.codec import id_of
from firsthand.core.evidence import Capture, Quote, Report, Span
from firsthand.core.lineage import Independence, Lineage, Origin
from firsthand.core.spacetime import Place, TimeSpan
from firsthand.weigh import Options, judgement
from firsthand.weigh.grown_events import GrownEvents
from firsthand.weigh.observations import places_of
from firsthand.weigh.pile import pile as weighed_pile
from firsthand.weigh.sites import sites

KINDS = (("withdraw", "begins"), ("withdraw", "ends"), ("transfer", "whole"), ("be-present", "continues"))
VOICES = ("own-observation", "official", "anonymous", "outlet", "video")
CLAIMS_A_REPORT, CLAIMS_A_SITE, FIRST = 4, 200, date(2025, 1, 1)
COPIED = 0.4


def pile(n: int, seed: int = 1) -> tuple[list[Report], list[Claim], Lineage]:
    """Return n claims with their reports and lineage."""
    rng = random.Random(seed)  # noqa: S311  # a simulation
    reports, claims, groups = [], [], []
    sites = [
        Place(
            name=f"Site {k} airport", lat=rng.uniform(-60, 60), lon=rng.uniform(-170, 170), kind="airport", ref=f"x:{k}"
        )
        for k in range(max(1, n // CLAIMS_A_SITE))
    ]
    for k in range(n):
        if k % CLAIMS_A_REPORT == 0:
            day = FIRST + timedelta(days=rng.randrange(365))
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


def grown(n: int, reports: int = 20) -> float:
    """Return the milliseconds that the events of one report cost, the median of the last reports of a pile."""
    told, claims, lineage = pile(n)
    known = weighed_pile(told, claims, lineage)
    places = sites(p for c in known.claims for p in places_of(c))
    late = {c.report for c in known.claims[-reports * CLAIMS_A_REPORT :]}
    kept = GrownEvents(known, places, (c for c in known.claims if c.report not in late))
    spent, by_report = [], {r: [c for c in known.claims if c.report == r] for r in late}
    for report in sorted(late):
        start = time.process_time()
        kept.changed(known, places, (), by_report[report], ())
        spent.append(1000 * (time.process_time() - start))
    return sorted(spent)[len(spent) // 2]


def main(sizes: list[int]) -> None:
    """Print the seconds for each size, one JSON line each."""
    for n in sizes:
        reports, claims, lineage = pile(n)
        start, cpu = time.perf_counter(), time.process_time()
        found = judgement(reports, claims, lineage, options=Options(site="Site 0 airport"))
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        figures = {"claims": n, "seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2), "events": len(found.events)}
        figures["events_of_one_report_ms"] = round(grown(n), 1)
        sys.stdout.write(f"{json.dumps(figures)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [1_000, 10_000, 100_000])
