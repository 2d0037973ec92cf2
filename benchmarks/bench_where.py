"""How fast places are found and resolved: `pytest benchmarks/bench_where.py`; a place in every eighth word.

Real reports have one in fifteen or less: bench_articles.py measures those.
"""

from firsthand.core.parse import Parse, Sentence
from firsthand.read.gazetteer.gazetteer import gazetteer
from firsthand.read.where.toponyms import toponyms

PARAGRAPH = (
    "Convoys left Qamishli airport in northeastern Syria on Monday, residents of Hasakah and Amuda said. Two aircraft "
    "flew to Hmeimim air base near Latakia. Officials in Damascus, Moscow and Ankara did not comment. In Deir ez-Zor "
    "province a bridge over the Euphrates was closed, and 35 km south of Raqqa a patrol was hit. The ministry in "
    "Paris, France, said that talks in Geneva would go on. Aid reached Kobani from Suruc in Turkey and Erbil in Iraq. "
)


def test_an_article_of_five_hundred_words(benchmark):
    text = PARAGRAPH * 6
    known = gazetteer()
    parse = Parse(sentences=(Sentence(start=0, end=len(text), tokens=()),))
    found = benchmark(toponyms, text, parse, known)
    benchmark.extra_info["words_a_second"] = round(len(text.split()) / benchmark.stats["min"])
    assert len(found) > 60


def test_opening(benchmark):
    benchmark(gazetteer.__wrapped__)
