"""Statuses, contradictions and events against labelled cases, simulated worlds and public truth data.

`python -m evals weigh --data DIR` weighs gold claims on gold origins (so that the reader's and the tracer's mistakes
stay out), prints the figures of the model and of its baselines, and one JSON line last.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from evals.weigh_baselines import BASELINES
from evals.weigh_gold import Gold, gold
from evals.worlds import World, worlds
from firsthand.core.claim import Claim, Source
from firsthand.core.codec import id_of
from firsthand.core.event import Judgement, Status
from firsthand.core.evidence import Report
from firsthand.core.lineage import Independence, Lineage, Origin
from firsthand.weigh import Options, judgement
from firsthand.weigh.pairs import FAMILIES

STATES = ("present", "leaving", "absent")
NEAR_DAYS = 3
OPEN_DAYS = 29  # an open end of a label is followed for a month
BOLD = 0.9
BINS = 10
SEED = 20260127
TOGETHER = 5  # worlds in one pile
Row = Mapping[str, float]
Days = Mapping[str, Row]
Truth = Mapping[str, str]


@dataclass(slots=True)
class Score:
    """Counts over days, and the figures that follow from them."""

    days: int = 0
    right: int = 0
    near: int = 0
    near_right: int = 0
    bold_wrong: int = 0
    brier: float = 0.0
    loss: float = 0.0
    sure: list[tuple[float, bool]] = field(default_factory=list)
    """Probability of the likeliest state, and whether it was right."""

    def add(self, told: Days, truth: Truth) -> None:
        """Add one case: a day that is not told is uniform."""
        edges = [d for d in truth if truth.get(_next(d), truth[d]) != truth[d]]
        edges += [_next(d) for d in edges]
        for d, state in truth.items():
            row = told.get(d) or dict.fromkeys(STATES, 1 / 3)
            top = max(STATES, key=lambda s: row[s])
            is_near = any(abs((date.fromisoformat(d) - date.fromisoformat(e)).days) <= NEAR_DAYS for e in edges)
            self.days += 1
            self.right += top == state
            self.near += is_near
            self.near_right += is_near and top == state
            self.bold_wrong += top != state and row[top] >= BOLD
            self.brier += sum((row[s] - (s == state)) ** 2 for s in STATES)
            self.loss -= math.log(max(row[state], 1e-4))
            self.sure.append((row[top], top == state))

    def figures(self, name: str) -> dict[str, float]:
        """Return the figures under a name."""
        return {
            f"{name}_accuracy": self.right / max(1, self.days),
            f"{name}_near_change": self.near_right / max(1, self.near),
            f"{name}_brier": self.brier / max(1, self.days),
            f"{name}_log_loss": self.loss / max(1, self.days),
            f"{name}_bold_wrong": self.bold_wrong,
            f"{name}_ece": calibration_error(self.sure),
        }


def calibration_error(sure: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error: BINS equal bins of probability, weighed by their days."""
    total = 0.0
    for k in range(BINS):
        inside = [(p, ok) for p, ok in sure if k / BINS <= p < (k + 1) / BINS or (k == BINS - 1 and p >= 1)]
        if inside:
            said, was = (statistics.fmean(x[n] for x in inside) for n in (0, 1))
            total += abs(said - was) * len(inside)
    return total / max(1, len(sure))


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def rows(status: Status | None) -> Days:
    """Return the three labelled states of each day, arriving left out."""
    found = {}
    for d in status.days if status else ():
        p = dict(d.probabilities)
        total = sum(p.get(s, 0.0) for s in STATES)
        found[d.date] = {s: p.get(s, 0.0) / total for s in STATES} if total > 0 else dict.fromkeys(STATES, 1 / 3)
    return found


# ---- labelled cases --------------------------------------------------------------------------------------------------


def truth_of(case: Gold) -> dict[str, str]:
    """Return the labelled state of each day of the main site; open ends are followed for a month."""
    found: dict[str, str] = {}
    for row in case.label["status"]:
        if row.get("site", case.label["site"]["name"]) != case.label["site"]["name"] or not (row["from"] or row["to"]):
            continue
        last = date.fromisoformat(row["to"]) if row["to"] else None
        first = date.fromisoformat(row["from"]) if row["from"] else (last or date.min) - timedelta(days=OPEN_DAYS)
        last = last or first + timedelta(days=OPEN_DAYS)
        for n in range((last - first).days + 1):
            found[(first + timedelta(days=n)).isoformat()] = row["state"]
    return found


def case_judgement(case: Gold, truth: Truth) -> Judgement:
    """Weigh one case's gold claims, as of the last labelled day or report."""
    published = [r.published_day for r in case.reports if r.published_day]
    options = Options(
        site=case.label["site"]["name"],
        actor=case.label["actor"]["name"],
        as_of=max([*published, *truth]),
    )
    return judgement(case.reports, case.claims, case.lineage, options=options)


def change(status: Status, truth: Truth) -> tuple[bool, int] | None:
    """Return whether the interval of the last change meets the labelled one, and its width in days."""
    order = sorted(truth)
    target = "absent" if "absent" in truth.values() else "leaving"
    starts = [d for d in order if truth[d] == target]
    before = [d for d in order if starts and d < starts[0] and truth[d] != target]
    spans = [s for s in status.spans if s.state == target and s.since[0] and s.since[1]]
    if not starts or not before:
        return None
    if not spans:
        return False, 0
    low, high = spans[-1].since
    if low is None or high is None:
        return False, 0
    width = (date.fromisoformat(high) - date.fromisoformat(low)).days + 1
    return low <= starts[0] and high >= before[-1], width


def contradiction_counts(case: Gold, found: Judgement) -> tuple[int, int, int, int, int]:
    """Return found, right, kind right, labelled and labelled that were found.

    A pair is right if its claims fit two different claims of one label: of kinds that may tell of one happening, from
    the same report or from one that carries the labelled origin.
    """
    index = {c.id: n for n, c in enumerate(case.claims)}
    labels = case.label["claims"]
    carried = {d["file"]: {d["file"], *d["origins"]} for d in case.label["documents"]}

    def fits(n: int, m: int) -> bool:
        said, told = (case.claims[k].mention.kind for k in (n, m))
        near = not carried[labels[n]["document"]].isdisjoint({labels[m]["document"], labels[m]["origin"]})
        return near and FAMILIES.get(said, said) == FAMILIES.get(told, told)

    hits: set[int] = set()
    right = kind = 0
    for pair in found.contradictions:
        a, b = (index[i] for i in pair.claims)
        got = [
            k
            for k, label in enumerate(case.label["contradictions"])
            if any(i != j and fits(a, i) and fits(b, j) for i in label["between"] for j in label["between"])
        ]
        right += bool(got)
        kind += any(case.label["contradictions"][k]["kind"] == pair.kind for k in got)
        hits |= set(got)
    return len(found.contradictions), right, kind, len(case.label["contradictions"]), len(hits)


def cases(folder: Path) -> dict[str, float]:
    """Return the figures on the labelled cases."""
    score, plain = Score(), {name: Score() for name in BASELINES}
    inside, widths, pairs, answers = [], [], [0] * 5, 0
    paths = sorted(folder.glob("*.json"))
    for path in paths:
        case = gold(path)
        truth = truth_of(case)
        found = case_judgement(case, truth)
        score.add(rows(found.statuses[0]), truth)
        for name, baseline in BASELINES.items():
            plain[name].add(baseline(case.reports, case.claims, sorted(truth)), truth)
        if (moved := change(found.statuses[0], truth)) is not None:
            inside.append(moved[0])
            widths.append(moved[1])
        pairs = [a + b for a, b in zip(pairs, contradiction_counts(case, found), strict=True)]
        answers += found.answers[0].state == truth[max(truth)]
    precision, recall = pairs[1] / max(1, pairs[0]), pairs[4] / max(1, pairs[3])
    return {
        **score.figures("cases"),
        **{k: v for name, s in plain.items() for k, v in s.figures(f"cases_{name}").items() if k.endswith("accuracy")},
        **{k: v for name, s in plain.items() for k, v in s.figures(f"cases_{name}").items() if k.endswith("brier")},
        "cases": len(paths),
        "cases_change_inside": sum(inside),
        "cases_change_width_median": statistics.median(widths) if widths else 0.0,
        "cases_answers": answers,
        "cases_contradictions_f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "cases_contradictions_precision": precision,
        "cases_contradictions_recall": recall,
        "cases_contradictions_kind": pairs[2] / max(1, pairs[1]),
    }


# ---- simulated worlds ------------------------------------------------------------------------------------------------

Lineages = Callable[[World], tuple[Sequence[Report], Sequence[Claim], Lineage]]


def true_lineage(world: World) -> tuple[Sequence[Report], Sequence[Claim], Lineage]:
    """Return the world with its true origins; only those that see for themselves are shown independent."""
    groups: dict[str, list[Claim]] = {}
    kept = [c for c in world.claims if c.id in world.truth.origin_of]
    for claim in kept:
        groups.setdefault(world.truth.origin_of[claim.id], []).append(claim)
    made = [_origin(name, claims) for name, claims in groups.items()]
    eyes = {"own-observation", "document", "video", "named-person"}
    shown = [
        Independence(a=a.id, b=b.id, verdict="shown", reason="both saw it")
        for a, b in combinations(sorted(made, key=lambda o: o.id), 2)
        if a.voice.kind in eyes and b.voice.kind in eyes and a.voice.name != b.voice.name
    ]
    return world.reports, kept, Lineage(origins=tuple(made), pairs=tuple(shown))


def _origin(name: str, claims: Sequence[Claim]) -> Origin:
    voiced = [c.attribution[0] for c in claims if c.attribution]
    voice = voiced[0] if voiced else Source(name=name, kind="outlet")
    return Origin(
        id=id_of("origin", name), root=claims[0].id, voice=voice, claims=tuple(c.id for c in claims), side=voice.ref
    )


def every_copy(world: World) -> tuple[Sequence[Report], Sequence[Claim], Lineage]:
    """Return the world with every claim of every report as an origin of its own, all shown independent."""
    reports, kept, lineage = true_lineage(world)
    of = {claim: o for o in lineage.origins for claim in o.claims}
    made = [replace(of[c.id], id=id_of("origin", c.id), root=c.id, claims=(c.id,), side=None) for c in kept]
    pairs = [
        Independence(a=a.id, b=b.id, verdict="shown", reason="counted so")
        for a, b in combinations(sorted(made, key=lambda o: o.id), 2)
    ]
    return reports, kept, Lineage(origins=tuple(made), pairs=tuple(pairs))


def unweighted(world: World) -> tuple[Sequence[Report], Sequence[Claim], Lineage]:
    """Return the world with its true origins, all of them voices of one unknown kind."""
    reports, kept, lineage = true_lineage(world)
    made = [replace(o, voice=replace(o.voice, kind="unknown")) for o in lineage.origins]
    return reports, kept, replace(lineage, origins=tuple(made))


MODELS: Mapping[str, Lineages] = {"worlds": true_lineage, "copies": every_copy, "unweighted": unweighted}


def simulated(n: int, seed: int = SEED) -> dict[str, float]:
    """Return the figures on n worlds, of the model, of the same model with less, and of the baselines."""
    scores = {name: Score() for name in (*MODELS, *BASELINES)}
    moved: list[tuple[bool, int]] = []
    for world in worlds(n, seed=seed):
        dated = [r.published_day for r in world.reports if r.published_day]
        truth = {d: s for d, s in world.truth.states.items() if d <= max(dated)}
        for name, lineage in MODELS.items():
            reports, claims, traced = lineage(world)
            options = Options(site=world.truth.site.name, actor=world.truth.actor.name)
            status = judgement(reports, claims, traced, options=options).statuses[0]
            scores[name].add(rows(status), truth)
            if name == "worlds" and (found := change(status, truth)) is not None:
                moved.append(found)
        for name, baseline in BASELINES.items():
            scores[name].add(baseline(world.reports, world.claims, sorted(truth)), truth)
    inside = {
        "worlds_change_inside": statistics.fmean(is_in for is_in, _ in moved) if moved else 0.0,
        "worlds_change_width_median": statistics.median(width for _, width in moved) if moved else 0.0,
    }
    return {k: v for name, s in scores.items() for k, v in s.figures(name).items()} | inside


def together(n: int, seed: int = SEED) -> dict[str, float]:
    """Return the figures of n piles of TOGETHER worlds at as many sites, each weighed as one pile and each world alone.

    What one desk collects is seldom about one matter: other matters, months away, should leave this one as it is.
    """
    scores = {name: Score() for name in ("together", "apart")}
    drawn = iter(worlds(n * TOGETHER * 10, seed=seed + 1))
    for _ in range(n):
        picked: dict[str, World] = {}
        while len(picked) < TOGETHER:
            world = next(drawn)
            picked.setdefault(world.truth.site.name, world)
        parts = [true_lineage(world) for world in picked.values()]
        lineage = Lineage(
            origins=tuple(o for _, _, traced in parts for o in traced.origins),
            pairs=tuple(p for _, _, traced in parts for p in traced.pairs),
        )
        reports = [report for told, _, _ in parts for report in told]
        claims = [claim for _, made, _ in parts for claim in made]
        for world, part in zip(picked.values(), parts, strict=True):
            dated = [r.published_day for r in world.reports if r.published_day]
            truth = {d: s for d, s in world.truth.states.items() if d <= max(dated)}
            options = Options(site=world.truth.site.name, actor=world.truth.actor.name, most_statuses=1)
            for name, pile in (("together", (reports, claims, lineage)), ("apart", part)):
                scores[name].add(rows(judgement(*pile, options=options).statuses[0]), truth)
    return {k: v for name, s in scores.items() for k, v in s.figures(name).items()}


def main(argv: Iterable[str] | None = None) -> int:
    """Print the figures, one JSON line last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with cases/ and corpora/, or corpora/ itself")
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args(list(argv) if argv is not None else None)
    figures: dict[str, float] = {}
    if asked.data:
        folder = next((f for f in (asked.data / "cases", asked.data.parent / "cases") if f.is_dir()), None)
        figures |= cases(folder) if folder else {}
    figures |= simulated(asked.worlds, asked.seed)
    figures |= together(max(1, asked.worlds // 6), asked.seed)
    for key, value in figures.items():
        print(f"{key:36s} {value:.4f}" if isinstance(value, float) else f"{key:36s} {value}")
    print(json.dumps({"eval": "weigh", **{k: round(v, 4) for k, v in figures.items()}}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
