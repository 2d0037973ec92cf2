"""How fast time is read after parsing: `pytest benchmarks/bench_when.py --benchmark-only`; articles of 700 words."""

from __future__ import annotations

import pytest

from firsthand.core.evidence import Span
from firsthand.core.parse import Parse
from firsthand.read.when.timexes import event_time, timexes

SENTENCES = (
    "The column left the airport at about 6 a.m. on {day} and reached the coast two days later.",
    "A farmer who lives beside the runway said that he had seen no aircraft there since last week.",
    "The ministry declined to comment, and the account of the two officials could not be verified.",
    "Between {day} and the end of the month four trains carried fuel from the depot to the crossing.",
    "Engineers had taken the radar down earlier this year, according to a person who worked with them.",
    "A spokesman denied reports that vehicles had crossed the river and called them an invention.",
    "Residents said that lights in the barracks had been off for three nights and that dogs ran about.",
)  # fmt: skip
MONTHS = ("January", "March", "June", "October", "December")


def article(number: int) -> str:
    sentences = []
    for place in range(43):  # 43 sentences of 16 words
        day = f"{1 + (number * 7 + place) % 28} {MONTHS[(number + place) % 5]}"
        sentences.append(SENTENCES[(number + place) % 7].format(day=day))
    return " ".join(sentences)


ARTICLES = [article(number) for number in range(300)]


def test_articles(benchmark) -> None:
    benchmark.extra_info["words"] = sum(len(text.split()) for text in ARTICLES)
    benchmark.pedantic(
        lambda: [timexes(text, Parse(), published="2026-01-22") for text in ARTICLES], rounds=3, warmup_rounds=1
    )
    benchmark.extra_info["words_a_second"] = round(benchmark.extra_info["words"] / benchmark.stats["min"])


@pytest.mark.parametrize("triggers", [20])
def test_event_times(benchmark, triggers: int) -> None:
    text = ARTICLES[0]
    found = timexes(text, Parse(), published="2026-01-22")
    starts = [at * len(text) // triggers for at in range(triggers)]
    benchmark(lambda: [event_time(Span(start=at, end=at + 4), text, Parse(), found) for at in starts])
