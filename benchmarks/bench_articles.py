"""From text to claims on one thread, stage by stage, in seconds of the processor.

    .venv/bin/pytest benchmarks/bench_articles.py --benchmark-only     # articles written for it
    .venv/bin/python benchmarks/bench_articles.py PILE ...             # any files that firsthand reads

An article has `ARTICLE` words (parted by blanks): the median of 813 English reports (249 of a newspaper, median 783;
173 of many outlets on the same events, 423; 391 of outlets on a war, 265). Half of all reports are longer, so words a
second are told too. Other work on the machine slows the processor itself: each stage counts with the least that it
took for a report in `ROUNDS` rounds over the pile.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from firsthand import pipeline
from firsthand.read.claims import claims
from firsthand.read.gazetteer.gazetteer import gazetteer
from firsthand.read.reader.model import reader
from firsthand.read.reader.scores import chunks, scored
from firsthand.read.report.reports import LANGUAGES_READ
from firsthand.read.when.timexes import timexes
from firsthand.read.where.toponyms import NATIONALITY, toponyms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from firsthand.core.evidence import Report

ARTICLE = 406
"""Words of an article."""
ROUNDS = 3
STAGES = ("network", "decoding", "when", "where", "claims")
SENTENCES = (
    "Two officials told the agency on Monday that Russian forces had begun to leave the airport near Qamishli.",
    '"We have seen no convoys since Sunday," said Rami Aziz, a farmer who lives beside the runway.',
    "The ministry declined to comment, and the claim could not be verified independently.",
    "Prices in the covered market had gone up again, and most shops closed before noon because of the heat.",
    "An Il-76 transport aircraft was still parked on the apron on 24 January, according to a video shared widely.",
    "The road to the coast runs through hills where olive trees have been cut for firewood in the last years.",
    "A spokesman for the Syrian Democratic Forces denied reports that 120 vehicles had crossed into Iraq.",
    "Teachers said that half of the pupils of the town's two schools had not come back after the holidays.",
    "The commander of the garrison is expected to visit Damascus next week for talks on the base's future.",
    "Few people here remember a winter with so little rain, and the river is lower than at any time since 2009.",
)


def seconds_of(reports: Sequence[Report], rounds: int = ROUNDS) -> dict[str, float]:
    """Return the seconds of the processor that each stage takes on one thread, least of some rounds for each report.

    The network runs twice, once by itself; the reader's time less that is its decoding.
    """
    least = [dict.fromkeys(STAGES, float("inf")) for _ in reports]
    for _ in range(rounds):
        for known, report in zip(least, reports, strict=True):
            for stage, seconds in _seconds(report).items():
                known[stage] = min(known[stage], seconds)
    return {stage: sum(known[stage] for known in least) for stage in STAGES}


def _seconds(report: Report) -> dict[str, float]:
    one, text, marks = reader(1), report.text, [time.process_time()]

    def mark() -> None:
        marks.append(time.process_time())

    list(scored(one.weights, chunks(0, text)))
    mark()
    (parse,) = one.parses([text])
    mark()
    times = timexes(text, parse, published=report.published)
    mark()
    places = toponyms(text, parse, gazetteer(), with_demonyms=True)
    mark()
    claims(report, parse, times, tuple(place for place in places if place.place.kind != NATIONALITY))
    mark()
    network, whole, *rest = (after - before for before, after in pairwise(marks))
    return dict(zip(STAGES, (network, max(0.0, whole - network), *rest), strict=True))


def told(reports: Sequence[Report], spent: dict[str, float]) -> dict[str, float]:
    """Return words and articles a second, of all and of each stage, and what share of the time each takes."""
    words = sum(len(report.text.split()) for report in reports)
    total = sum(spent.values())
    row = {"reports": len(reports), "words": words, "words_a_second": round(words / total)}
    row["articles_a_second"] = round(words / total / ARTICLE, 1)
    row |= {f"{stage}_articles_a_second": round(words / spent[stage] / ARTICLE, 1) for stage in STAGES}
    return row | {f"{stage}_share": round(spent[stage] / total, 3) for stage in STAGES}


def articles(count: int) -> Iterator[str]:
    """Yield articles of about `ARTICLE` words."""
    for number in range(count):
        sentences = [SENTENCES[(number + n) % 10].replace("24", str(1 + (number + n) % 28)) for n in range(23)]
        yield "\n\n".join(" ".join(sentences[n : n + 3]) for n in range(0, 23, 3))


def test_text_to_claims(benchmark, tmp_path: Path) -> None:
    for number, text in enumerate(articles(20)):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    reports = pipeline.loose_pile([tmp_path], pipeline.Asked()).reports
    seconds_of(reports[:2], rounds=1)
    spent = benchmark.pedantic(seconds_of, args=(reports,), rounds=1)
    benchmark.extra_info.update(told(reports, spent))


def test_opening_the_gazetteer(benchmark) -> None:
    benchmark(gazetteer.__wrapped__)


def main(paths: Sequence[str]) -> None:
    """Print one line of JSON for the reports in some files, and the peak of memory."""
    pile = pipeline.loose_pile([Path(path) for path in paths], pipeline.Asked())
    reports = [report for report in pile.reports if report.language in LANGUAGES_READ]
    seconds_of(reports[:2], rounds=1)
    row = told(reports, seconds_of(reports))
    row["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
