"""Claims on short passages with gold labels: what is found, how it is held, and on whose word.

`python -m evals claims --data DIR` scores `read.claims` on `probes/dev.jsonl` below DIR (or DIR/corpora) and on the
repository's own passages (`tests/probes`), class by class, and prints one JSON line last. `--failing FILE` writes the
ids of the passages that do not pass, one a line, with what fails: the tests hold them as strict expected failures.

A claim matches a gold claim when its kind is compatible and its trigger overlaps the gold evidence; one to one, the
best matching of all. Figures are shares of the matched claims unless they are called precision or recall. A passage
passes if every gold claim is matched, nothing else is found, and stance and voice are right.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from evals import layout
from firsthand.core.claim import Claim
from firsthand.core.evidence import Capture, Id, Report
from firsthand.core.parse import Parse
from firsthand.read.claims import claims
from firsthand.read.gazetteer.gazetteer import gazetteer
from firsthand.read.reader.model import reader
from firsthand.read.report.credit import credit_of, dateline_of
from firsthand.read.when.timexes import timexes
from firsthand.read.where.toponyms import toponyms

OWN = Path(__file__).resolve().parent.parent / "tests" / "probes"
FLOORS = Path(__file__).resolve().parent / "floors.json"
NO_CLAIM = "no-claim-at-all"
NEAR: dict[str, str] = {
    "withdraw": "evacuate transfer be-absent", "transfer": "withdraw arrive deploy evacuate",
    "evacuate": "withdraw transfer", "arrive": "deploy transfer visit", "deploy": "arrive transfer",
    "be-present": "operate hold", "be-absent": "withdraw close",
    "close": "operate be-absent", "reopen": "operate", "operate": "reopen close be-present", "hand-over": "seize",
    "seize": "hold", "hold": "seize be-present", "lose": "withdraw", "attack": "clash casualties damage",
    "casualties": "attack", "damage": "attack", "demand": "order", "order": "demand", "refuse": "deny",
    "visit": "arrive",
}  # fmt: skip
"""Kinds that count as found for a gold kind, beside itself."""
VOICES: dict[str, set[str]] = {
    "named-person": {"named-person", "official"}, "official": {"official", "named-person"},
    "anonymous": {"anonymous", "unknown"}, "unknown": {"unknown", "anonymous"},
    "own-observation": {"own-observation", "outlet"}, "agency": {"agency", "outlet"}, "outlet": {"outlet", "agency"},
}  # fmt: skip
Json = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts over passages, and the passages that do not pass with the reasons why."""

    classes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    figures: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    asserted_though_not: int = 0
    failing: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, *, right: bool) -> bool:
        """Count one figure of one matched claim."""
        self.figures[name][0] += right
        self.figures[name][1] += 1
        return right


def main(argv: list[str]) -> int:
    """Score the passages; returns 0, or 1 where a figure is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m evals claims", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds probes/dev.jsonl or corpora/probes")
    parser.add_argument("--failing", type=Path, help="write the passages that do not pass to this file")
    options = parser.parse_args(argv)
    sets = {name: passages(file) for name, file in probes(options.data).items()} | {"own": passages(OWN / "own.jsonl")}
    result: Json = {}
    lines = []
    for name, rows in sets.items():
        tally = score(rows)
        result |= {f"{name}_{key}": value for key, value in figures(tally).items()}
        lines += [f"{key}\t{why}" for key, why in tally.failing.items()]
        for key, (matched, found, gold) in sorted(tally.classes.items()):
            print(f"{name:7s}{key:34s} P {share(matched, found)}  R {share(matched, gold)}  gold {gold} found {found}")
    if options.failing:
        options.failing.write_text("".join(f"{line}\n" for line in sorted(lines)), "utf-8")
    sunk = below(result)
    for line in sunk:
        print(f"below its floor: {line}")
    print(json.dumps(result, sort_keys=True))
    return 1 if sunk else 0


def below(result: Json) -> list[str]:
    """Return the figures that are under their floors (`floors.json`), or over what may be at most."""
    floors: Json = json.loads(FLOORS.read_text("utf-8")).get("claims", {})
    sunk = []
    for name, floor in floors.items():
        if name.endswith("_most"):
            over = sum(result.get(f"{group}_{name.removesuffix('_most')}", 0) for group in ("probes", "own"))
            sunk += [f"{name}: {over}, at most {floor}"] if over > floor else []
        elif name in result and result[name] < floor:
            sunk.append(f"{name}: {result[name]}, floor {floor}")
    return sunk


def probes(data: Path) -> dict[str, Path]:
    """Return the files of passages below a data folder: `probes` for the development part, others by their names."""
    folder = layout.corpora(data) / "probes"
    files = sorted((folder if folder.is_dir() else OWN).glob("*.jsonl"))
    return {"probes" if file.stem == "dev" else file.stem: file for file in files if file.stem != "own"}


def passages(file: Path) -> list[Json]:
    """Read passages, one JSON object a line."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def report_of(row: Json) -> Report:
    """Return a passage as a report."""
    text = row["text"]
    return Report(
        id=Id(f"report:{row['id']}"), text=text, capture=Capture(body="", media_type="text/plain"),
        outlet=row["outlet"], published=row["published"], dateline=dateline_of(text), credit=credit_of(text),
    )  # fmt: skip


def read(rows: Sequence[Json]) -> list[tuple[Claim, ...]]:
    """Return the claims of each passage, by the shipped reader."""
    found = []
    for row in rows:
        report = report_of(row)
        parse: Parse = reader().parses([report.text])[0]  # one by one: what is read together sways int8 scores
        when = timexes(report.text, parse, published=report.published)
        found.append(claims(report, parse, when, toponyms(report.text, parse, gazetteer())))
    return found


def score(rows: Sequence[Json], found: Sequence[tuple[Claim, ...]] | None = None) -> Tally:
    """Score passages class by class."""
    tally = Tally()
    for row, got in zip(rows, found if found is not None else read(rows), strict=True):
        gold = row["claims"]
        pairs = matching(weights(row, got))
        for key in (row["class"], "all"):
            tally.classes[key][0] += len(pairs)
            tally.classes[key][1] += len(got)
            tally.classes[key][2] += len(gold)
        faults = [f"missed {gold[i]['kind']}" for i in range(len(gold)) if i not in pairs]
        faults += [f"extra {got[j].mention.kind}" for j in range(len(got)) if j not in pairs.values()]
        for i, j in pairs.items():
            faults += judged(tally, gold[i], got[j])
        if faults:
            tally.failing[row["id"]] = "; ".join(faults)
    return tally


def judged(tally: Tally, gold: Json, claim: Claim) -> list[str]:
    """Count the figures of one matched claim and return what is wrong in it."""
    faults = []
    stance = claim.shown_stance
    tally.put("kind", right=claim.mention.kind == gold["kind"])
    tally.put("phase", right=claim.mention.phase == gold["phase"])
    if not tally.put("stance", right=stance == gold["stance"]):
        faults.append(f"{gold['kind']} is {gold['stance']}, not {stance}")
    tally.asserted_though_not += gold["stance"] != "asserted" and stance == "asserted"
    kinds = [source.kind for source in claim.attribution[:1]]
    if gold["voice"]:
        wanted = VOICES.get(gold["voice"]["kind"], {gold["voice"]["kind"]})
        if not tally.put("voice", right=bool(set(kinds) & wanted)):
            faults.append(f"{gold['kind']} is by {gold['voice']['kind']}, not {kinds}")
    else:
        tally.put("own_words", right=not kinds or kinds[0] in {"outlet", "agency"})
    if gold["actor"]:
        tally.put("actor", right=any(alike(gold["actor"], x.name) for x in claim.participants))
    if gold["locations"]:
        tally.put(
            "place", right=any(alike(g["name"], x.place.name) for g in gold["locations"] for x in claim.locations)
        )
    return faults


def weights(row: Json, got: Sequence[Claim]) -> list[list[float]]:
    """Return how well each found claim fits each gold claim, 0 where it cannot: float[gold][found]."""
    table = []
    for gold in row["claims"]:
        start = row["text"].find(gold["evidence"])
        end = start + len(gold["evidence"])
        kinds = {gold["kind"], *NEAR.get(gold["kind"], "").split()}
        line = []
        for claim in got:
            span = claim.mention.trigger
            overlap = max(0, min(end, span.end) - max(start, span.start))
            fits = claim.mention.kind in kinds and overlap
            better = 0.5 * (claim.mention.kind == gold["kind"]) + 0.2 * (claim.shown_stance == gold["stance"])
            line.append(overlap / max(1, span.end - span.start) + better + 0.01 if fits else 0.0)
        table.append(line)
    return table


def matching(table: list[list[float]]) -> dict[int, int]:
    """Return the one-to-one matching of the greatest weight, gold index to found index."""

    @cache
    def best(i: int, used: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if i == len(table):
            return 0.0, ()
        options = [best(i + 1, used)]
        for j, weight in enumerate(table[i]):
            if weight > 0 and not used >> j & 1:
                rest = best(i + 1, used | 1 << j)
                options.append((rest[0] + weight, ((i, j), *rest[1])))
        return max(options, key=lambda option: option[0])

    return dict(best(0, 0)[1])


def alike(a: str, b: str) -> bool:
    """Whether two names are one, or one stands within the other by words."""
    x, y = (
        {w for w in name.casefold().replace("'s", "").split() if w not in {"the", "a", "an", "of"}} for name in (a, b)
    )
    return bool(x) and bool(y) and (x <= y or y <= x)


def figures(tally: Tally) -> Json:
    """Return the figures in per cent."""
    matched, found, gold = tally.classes["all"]
    per_cent: Callable[[int, int], float | None] = lambda a, b: round(100 * a / b, 2) if b else None  # noqa: E731
    shares: Iterable[tuple[str, list[int]]] = tally.figures.items()
    total = sum(1 for _ in tally.failing)
    return {
        "precision": per_cent(matched, found), "recall": per_cent(matched, gold), "failing": total,
        "in_no_claim_class": tally.classes[NO_CLAIM][1], "asserted_though_not": tally.asserted_though_not,
        **{name: per_cent(right, of) for name, (right, of) in shares},
    }  # fmt: skip


def share(part: int, whole: int) -> str:
    """Return a share in per cent, right-aligned; a dash where there is nothing to share."""
    return f"{100 * part / whole:5.1f}" if whole else "    -"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
