"""Lineage against labelled cases and simulated worlds: shared origins, upstreams, same texts, counts of origins.

`python -m evals trace --data DIR [--texts DIR]` prints what it measures and one JSON line last. Without texts only the
worlds are measured: the labels' own texts are not part of the data.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from math import comb
from pathlib import Path

from evals.cases import LabelledCase, labelled_cases, texts_of
from evals.dating import held_back
from evals.worlds import Manner, World, worlds
from firsthand.core.claim import Claim
from firsthand.core.evidence import Id, Report
from firsthand.core.lineage import Derivation, Lineage, origin_count
from firsthand.data.outlets import folded
from firsthand.trace import lineage

SEED = 20260127
PRESS = {"outlet", "agency", "unknown"}
Figures = dict[str, float | int | None]


def main(argv: Sequence[str]) -> int:
    """Measure; returns 0, or 1 where a floor in evals/floors.json is not met."""
    parser = argparse.ArgumentParser(prog="python -m evals trace", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--texts", type=Path, default=Path(os.environ["TEXTS"]) if "TEXTS" in os.environ else None)
    parser.add_argument("--worlds", type=int, default=60)
    parser.add_argument("--hidden", type=float, default=0.4)
    parser.add_argument("--no-claims", action="store_true", help="trace the cases' reports without reading claims")
    args = parser.parse_args(argv)
    figures = of_worlds(args.worlds, args.hidden)
    texts = args.texts or args.data / "texts"
    if texts.is_dir():
        figures |= of_cases(labelled_cases(args.data), texts, with_claims=not args.no_claims)
    for name, value in figures.items():
        print(f"{name:28s} {'-' if value is None else round(value, 4)}")
    low = {name: floor for name, floor in _floors().items() if not _holds(figures.get(name), floor)}
    for name, floor in low.items():
        print(f"below its floor: {name} {figures.get(name)}, floor {floor}", file=sys.stderr)
    print(json.dumps(figures, sort_keys=True))
    return 1 if low else 0


def of_worlds(n: int, hidden: float) -> Figures:
    """Return figures over n simulated worlds in which that share of the copies name no upstream."""
    errors: list[int] = []
    over = 0
    grouping: list[float] = []
    shared, same = Counter[str](), Counter[str]()
    for world in worlds(n, SEED, Manner(hidden=hidden)):
        found = lineage(world.reports, world.claims)
        of = {claim: origin for origin in found.origins for claim in origin.claims}
        behind = {of[i].id for i in world.truth.main if of[i].voice.kind not in PRESS}
        errors.append(len(behind) - world.truth.origins)
        over += origin_count(found, world.truth.main).shown > world.truth.origins
        told = sorted(world.truth.origin_of)
        grouping.append(adjusted_rand([of[i].id for i in told], [world.truth.origin_of[i] for i in told]))
        shared += _shared(found, world)
        same += _counts(_same_text(found.derivations), set(world.truth.same_text))
    return {
        "worlds": n,
        "worlds_hidden": hidden,
        "worlds_origin_error": sum(map(abs, errors)) / n,
        "worlds_origin_bias": sum(errors) / n,
        "worlds_shown_over_truth": over / n,
        "worlds_ari": sum(grouping) / n,
        "worlds_share_f1": _f1(shared),
        "worlds_same_text_f1": _f1(same),
    }


def of_cases(cases: Sequence[LabelledCase], texts: Path, *, with_claims: bool) -> Figures:
    """Return figures over the labelled cases whose texts are there."""
    shared, same, up = Counter[str](), Counter[str](), Counter[str]()
    piles: list[tuple[Report, ...]] = []
    for case in cases:
        reports = texts_of(case, texts)
        found = lineage(tuple(reports.values()), _claims(reports.values()) if with_claims else ())
        file = {report.id: name for name, report in reports.items()}
        reached = _reached(found.derivations)
        carrying = _carried(found)
        for a, b in combinations(sorted(reports), 2):
            x, y = reports[a].id, reports[b].id
            gold = bool(case.documents[a].origins & case.documents[b].origins)
            shares = bool(carrying[x] & carrying[y]) if x in carrying and y in carrying else False
            told = shares or y in reached.get(x, ()) or x in reached.get(y, ())
            shared.update(tp=gold and told, p=told, g=gold)
        pairs = {tuple(sorted((file[a], file[b]))) for a, b in _same_text(found.derivations)}
        gold_pairs = {tuple(sorted((d.file, o))) for d in case.documents.values() for o in d.same_text_as}
        same += _counts(pairs, {pair for pair in gold_pairs if set(pair) <= set(reports)})
        up += _upstream(case, found.derivations, file)
        piles.append(tuple(reports.values()))
    return {
        **held_back(piles),
        "cases": len(cases),
        "share_f1": _f1(shared),
        "share_precision": shared["tp"] / max(1, shared["p"]),
        "share_recall": shared["tp"] / max(1, shared["g"]),
        "upstream_nearest": up["right"] / max(1, up["all"]),
        "same_text_f1": _f1(same),
    }


def adjusted_rand(a: Sequence[Hashable], b: Sequence[Hashable]) -> float:
    """Return the adjusted Rand index of two groupings of the same things, 1 = the same (Hubert and Arabie 1985)."""
    both = sum(comb(n, 2) for n in Counter(zip(a, b, strict=True)).values())
    ours, theirs = (sum(comb(n, 2) for n in Counter(x).values()) for x in (a, b))
    expected = ours * theirs / comb(len(a), 2) if len(a) > 1 else 0.0
    most = (ours + theirs) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def _claims(reports: Iterable[Report]) -> tuple[Claim, ...]:
    """Read the claims of the reports in English, as the pipeline does."""
    from firsthand.read.claims import claims  # noqa: PLC0415  # the model is loaded only where texts are read
    from firsthand.read.gazetteer.gazetteer import gazetteer  # noqa: PLC0415
    from firsthand.read.reader.model import reader  # noqa: PLC0415
    from firsthand.read.when.timexes import timexes  # noqa: PLC0415
    from firsthand.read.where.toponyms import toponyms  # noqa: PLC0415

    english = [report for report in reports if report.language == "en"]
    found: list[Claim] = []
    for report, parse in zip(english, reader().parses([report.text for report in english]), strict=True):
        zone = report.zone_offset_minutes
        times = timexes(report.text, parse, published=report.published, zone_offset_minutes=zone)
        found += claims(report, parse, times, toponyms(report.text, parse, gazetteer()))
    return tuple(found)


def _carried(found: Lineage) -> dict[Id, set[Id]]:
    carried: dict[Id, set[Id]] = {}
    for origin in found.origins:
        for report in origin.reports:
            carried.setdefault(report, set()).add(origin.id)
    return carried


def _shared(found: Lineage, world: World) -> Counter[str]:
    carrying, count = _carried(found), Counter[str]()
    for a, b in combinations([report.id for report in world.reports], 2):
        gold = bool(world.truth.origins_of[a] & world.truth.origins_of[b])
        told = bool(carrying.get(a, set()) & carrying.get(b, set()))
        count.update(tp=gold and told, p=told, g=gold)
    return count


def _same_text(derivations: Iterable[Derivation]) -> set[tuple[Id, Id]]:
    """Return the pairs of reports with the same text, closed transitively, smaller id first."""
    parent: dict[Id, Id] = {}

    def top(i: Id) -> Id:
        parent.setdefault(i, i)
        while parent[i] != i:
            i = parent[i]
        return i

    for derivation in derivations:
        if derivation.kind == "same-text" and derivation.source is not None:
            parent[top(derivation.copy)] = top(derivation.source)
    return {(a, b) for a, b in combinations(sorted(parent), 2) if top(a) == top(b)}


def _reached(derivations: Sequence[Derivation]) -> Mapping[Id, set[Id]]:
    """Return the reports of the pile that each report goes back to, through any number of them."""
    sources: dict[Id, set[Id]] = {}
    for derivation in derivations:
        if derivation.source is not None:
            sources.setdefault(derivation.copy, set()).add(derivation.source)
    reached: dict[Id, set[Id]] = {}
    for start in sources:
        todo, seen = [start], set[Id]()
        while todo:
            for source in sources.get(todo.pop(), set()) - seen:
                seen.add(source)
                todo.append(source)
        reached[start] = seen
    return reached


def _upstream(case: LabelledCase, derivations: Sequence[Derivation], file: Mapping[Id, str]) -> Counter[str]:
    """Count the reports with an upstream, and those of which the first or the widest derivation is the labelled one."""
    count = Counter[str]()
    for report, name in file.items():
        wanted = case.documents[name].derives_from
        mine = [derivation for derivation in derivations if derivation.copy == report]
        if wanted:
            nearest = mine[:1] + sorted(mine, key=lambda d: -d.share)[:1]
            count.update(all=1, right=any(_is(d, wanted, case, file) for d in nearest))
    return count


def _is(derivation: Derivation, wanted: Sequence[str], case: LabelledCase, file: Mapping[Id, str]) -> bool:
    source = file.get(derivation.source) if derivation.source else None
    if source in wanted:
        return True
    name = derivation.name or (case.documents[source].outlet if source else "")
    ours, theirs = set(folded(name).split()), set(folded(wanted[0]).split())
    return bool(ours) and (ours <= theirs or theirs <= ours)


def _counts(found: Collection[Hashable], gold: Collection[Hashable]) -> Counter[str]:
    return Counter(tp=len(set(found) & set(gold)), p=len(found), g=len(gold))


def _f1(count: Mapping[str, int]) -> float | None:
    return 2 * count["tp"] / (count["p"] + count["g"]) if count["p"] + count["g"] else None


def _floors() -> Mapping[str, float]:
    path = Path(__file__).with_name("floors.json")
    return json.loads(path.read_text("utf-8")).get("trace", {}) if path.exists() else {}


def _holds(value: float | None, floor: float) -> bool:
    """Whether a figure meets its floor; a negative floor bounds an error from above; what was not measured holds."""
    return value is None or (value >= floor if floor >= 0 else value <= -floor)
