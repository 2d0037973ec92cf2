"""How fast the reader is: `pytest benchmarks/bench_reader.py --benchmark-only`; rounds of 40 articles of 680 words.

What an article is elsewhere, and all the way to claims: bench_articles.py.
"""

from __future__ import annotations

import pytest

from firsthand.read.reader.model import OnnxReader

SENTENCES = (
    "Two officials told the agency on Monday that Russian forces had begun to leave the airport near Qamishli.",
    '"We have seen no convoys since Sunday," said Rami Aziz, a farmer who lives beside the runway.',
    "The ministry declined to comment, and the claim could not be verified independently.",
    "An Il-76 transport aircraft was still parked on the apron on 24 January, according to a video shared widely.",
    "A spokesman for the Syrian Democratic Forces denied reports that 120 vehicles had crossed into Iraq.",
)


def article(number: int) -> str:
    days = [f"{1 + (number * place) % 28} May" for place in range(8)]
    paragraph = " ".join(SENTENCES[(number + n) % 5].replace("Monday", day) for n, day in enumerate(days))
    return "\n\n".join([paragraph] * 5)


ARTICLES = [article(number) for number in range(40)]


@pytest.mark.parametrize("threads", [1, 2])
def test_articles(benchmark, threads: int) -> None:
    reader = OnnxReader(threads=threads)
    reader.parses(ARTICLES[:1])
    benchmark.extra_info["words"] = sum(len(text.split()) for text in ARTICLES)
    benchmark.pedantic(lambda: reader.parses(ARTICLES), rounds=3)
    benchmark.extra_info["words_a_second"] = round(benchmark.extra_info["words"] / benchmark.stats["min"])
