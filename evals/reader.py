"""`python -m evals reader --data DIR`: the reader against the development parts of public corpora.

Prints one JSON line last: scores in per cent (certainty: mean absolute error and Pearson's r). Of corpora with parts,
every part but `train` is measured, under a name of its own where it is not `dev` (`attribution.test`); of the newswire
and re3d, which have none, every document that the weights were not trained on (`evals/trained_on.txt`). A corpus that
is not there is passed over.
"""

from __future__ import annotations

import argparse
import json
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evals import layout, spans, trees
from evals.loaders import certainty, entities, polnear, treebank
from firsthand.core.evidence import Span
from firsthand.core.parse import AttributionSpans
from firsthand.read.reader.chains import Stretch
from firsthand.read.reader.links import link_scores
from firsthand.read.reader.model import OnnxReader, sentence_starts, word_classes
from firsthand.read.reader.model import trees as parsed
from firsthand.read.reader.scores import Chunk, Scored, chunks, scored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from firsthand.core.parse import Parse

ORGANISATIONS = ("STATE", "FORCE", "ORG")
CLASSIC = ("PERSON", "PLACE", "ORG")
SPLIT = ("attribution/polnear", "syntax/ewt", "syntax/gum", *(f"certainty/{name}" for name in certainty.CORPORA))
"""Corpora that come in parts."""
Result = dict[str, float]


def main(argv: list[str] | None = None) -> int:
    """Measure, print, return 0."""
    parser = argparse.ArgumentParser(prog="python -m evals reader", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora")
    parser.add_argument("--weights", type=Path, help="another archive than the shipped one")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--only", choices=tuple(PARTS), action="append", help="measure only this; may be repeated")
    options = parser.parse_args(argv)
    reader = OnnxReader(options.weights, threads=options.threads)
    found: dict[str, Result] = {}
    data = layout.corpora(options.data)
    split = layout.parts(data / folder for folder in SPLIT) or (layout.DEV,)
    for part in split:
        for name, measure in PARTS.items():
            if (options.only and name not in options.only) or (name in WHOLE and part != split[0]):
                continue
            began = time.monotonic()
            figures = {key: round(value, 3) for key, value in measure(reader, data, part).items()}
            if figures:
                label = name if part == layout.DEV or name in WHOLE else f"{name}.{part}"
                found[label] = figures
                print(f"{label} ({time.monotonic() - began:.0f} s): {figures}", flush=True)
    print(json.dumps({"reader": found}))
    return 0


def attribution(reader: OnnxReader, data: Path, part: str) -> Result:
    """PolNeAR: spans by role, and the cue of each span."""
    folder = data / "attribution/polnear" / part
    if not folder.is_dir():
        return {}
    articles = polnear.articles(folder)
    parses = reader.parses([article.text for article in articles])
    result: Result = {}
    everything = {"strict": spans.Counts(), "partial": spans.Counts()}
    for role in polnear.ROLES:
        for name, score in (("strict", spans.strict), ("partial", spans.partial)):
            counts = spans.total(
                score([(*s, role) for s in article.spans(role)], _roles(parse.attributions, role))
                for article, parse in zip(articles, parses, strict=True)
            )
            result[f"{role.lower()}_{name}"] = 100 * counts.f1
            everything[name] += counts
    result |= {f"all_{name}": 100 * counts.f1 for name, counts in everything.items()}
    pairs = spans.total(
        spans.strict(_pairs(article), _found_pairs(parse.attributions))
        for article, parse in zip(articles, parses, strict=True)
    )
    return result | {"pairs_end_to_end": 100 * pairs.f1, "cue_of_gold_span": 100 * _cue_accuracy(reader, articles)}


def _roles(attributions: Iterable[AttributionSpans], role: str) -> Iterator[spans.Span]:
    for attribution_ in attributions:
        for span in _role(attribution_, role):
            yield span.start, span.end, role


def _role(attribution_: AttributionSpans, role: str) -> tuple[Span, ...]:
    return {"Source": attribution_.source, "Cue": attribution_.cue, "Content": attribution_.content}[role]


def _pairs(article: polnear.GoldArticle) -> Iterator[spans.Span]:
    for gold in article.attributions:
        for role in ("Source", "Content"):
            for start, end in gold.role(role):
                yield start, end, f"{role} of {gold.cue[0]}"


def _found_pairs(attributions: Iterable[AttributionSpans]) -> Iterator[spans.Span]:
    for one in attributions:
        for role in ("Source", "Content"):
            for span in _role(one, role):
                if one.cue:
                    yield span.start, span.end, f"{role} of {(one.cue[0].start, one.cue[0].end)}"


def _cue_accuracy(reader: OnnxReader, articles: Sequence[polnear.GoldArticle]) -> float:
    right = seen = 0
    given = (chunk for number, article in enumerate(articles) for chunk in chunks(number, article.text))
    for group in scored(reader.weights, given):
        for one in group:
            article = articles[one.chunk.text]
            cues = sorted({c for a in article.attributions for c in a.cue if _words(one, *c)})
            owners: dict[tuple[int, int], set[int]] = {}
            for gold in article.attributions:
                for place in (*gold.source, *gold.content):
                    if _words(one, *place) and gold.cue[0] in cues:
                        owners.setdefault(place, set()).add(cues.index(gold.cue[0]))
            if not owners:
                continue
            places = [_stretch(one, place) for place in owners]
            table = link_scores(reader.weights, one.halves, places, [_stretch(one, cue) for cue in cues])
            right += sum(int(row.argmax()) in own for row, own in zip(table, owners.values(), strict=True))
            seen += len(owners)
    return right / max(1, seen)


def _stretch(one: Scored, place: tuple[int, int]) -> Stretch:
    first, last = _words(one, *place) or (0, 0)
    return Stretch(first, last, "")


def _words(one: Scored, start: int, end: int) -> tuple[int, int] | None:
    """Return the first and last word of a stretch of text, if the chunk has them."""
    first = int(np.searchsorted([place[1] for place in one.chunk.places], start, side="right"))
    last = int(np.searchsorted([place[0] for place in one.chunk.places], end, side="left")) - 1
    return (first, last) if first <= last < len(one.chunk.places) else None


def syntax(reader: OnnxReader, data: Path, part: str) -> Result:
    """EWT and GUM (open genres): on gold words and sentences, and from raw text."""
    result: Result = {}
    for name, path, load in (
        ("ewt", data / f"syntax/ewt/{part}.conllu", treebank.ewt),
        ("gum", data / "syntax/gum" / part, treebank.gum),
    ):
        if not path.exists():
            continue
        texts = load(path)
        gold = [_gold_nodes(text) for text in texts]
        for way, found in (
            ("gold", _on_gold_words(reader, texts)),
            ("raw", [list(_raw_nodes(parse)) for parse in reader.parses([text.text for text in texts])]),
        ):
            parts = [trees.scores(g, f) for g, f in zip(gold, found, strict=True)]
            for key in parts[0]:
                if way == "raw" or key not in ("words", "sentences"):
                    result[f"{name}_{way}_{key}"] = 100 * spans.total(part[key] for part in parts).f1
    return result


def _gold_nodes(text: treebank.GoldTreeText) -> list[trees.Node]:
    nodes: list[trees.Node] = []
    for tree in text.trees:
        base = len(nodes)
        nodes += [
            trees.Node(
                start=word.start,
                end=word.end,
                upos=word.upos,
                head=word.head + base if word.head >= 0 else -1,
                deprel=word.deprel,
                opens=number == 0,
            )
            for number, word in enumerate(tree.words)
        ]
    return nodes


def _on_gold_words(reader: OnnxReader, texts: Sequence[treebank.GoldTreeText]) -> list[list[trees.Node]]:
    found = []
    given = (_gold_chunk(number, text) for number, text in enumerate(texts))
    for group in scored(reader.weights, given):
        for one in group:
            edges = sentence_starts(reader.weights, one)
            heads, relations = parsed(reader.weights, one, edges)
            classes = word_classes(reader.weights, one)
            opening = set(edges)
            found.append(
                [
                    trees.Node(
                        start=start,
                        end=end,
                        upos=classes[n],
                        head=int(heads[n]) if heads[n] != n else -1,
                        deprel=relations[n],
                        opens=n in opening,
                    )
                    for n, (start, end) in enumerate(one.chunk.places)
                ]
            )
    return found


def _gold_chunk(number: int, text: treebank.GoldTreeText) -> Chunk:
    words = [word for tree in text.trees for word in tree.words]
    places = [(word.start, word.end) for word in words]
    between = [text.text[a.end : b.start] for a, b in pairwise(words)]
    return Chunk(
        text=number, forms=[word.form for word in words], places=places,
        gaps=[3, *(3 if "\n" in gap else 1 if gap else 0 for gap in between)],
        starts=[int(n == 0) for tree in text.trees for n in range(len(tree.words))],
    )  # fmt: skip


def _raw_nodes(parse: Parse) -> Iterator[trees.Node]:
    base = 0
    for sentence in parse.sentences:
        for number, token in enumerate(sentence.tokens):
            yield trees.Node(
                start=token.start, end=token.end, upos=token.upos, head=token.head + base if token.head >= 0 else -1,
                deprel=token.deprel, opens=number == 0,
            )  # fmt: skip
        base += len(sentence.tokens)


def war(reader: OnnxReader, data: Path, _part: str) -> Result:
    """re3d, the documents that were not trained on: all types, nested mentions too."""
    folders = sorted((data / "entities").glob("re3d*"))
    texts = [text for folder in folders for text in entities.re3d(folder) if not _seen(text.name)]
    kinds = ("PLATFORM", "WEAPON", "ORG", "PLACE", "PERSON", "NATIONALITY", "TEMPORAL", "QUANTITY", "VEHICLE")
    return _mentions(reader, texts, {kind: kind.lower() for kind in kinds}) if texts else {}


def news(reader: OnnxReader, data: Path, _part: str) -> Result:
    """The worldwide newswire, the articles that were not trained on: names of persons, places, organisations."""
    folders = sorted((data / "entities").glob("worldwide-newswire*"))
    texts = [text for folder in folders for text in entities.newswire(folder) if not _seen(text.name)]
    shown = {kind: kind.lower() for kind in (*CLASSIC, "NATIONALITY", "TEMPORAL")}
    return _mentions(reader, texts, shown, CLASSIC) if texts else {}


def _seen(name: str) -> bool:
    return layout.digest(name) in layout.trained_on()


def _mentions(
    reader: OnnxReader, texts: Sequence[entities.GoldMentions], shown: dict[str, str], kept: tuple[str, ...] = ()
) -> Result:
    parses = reader.parses([text.text for text in texts])
    facility = any(e.type == "FACILITY" for text in texts for e in text.entities)
    result: Result = {}
    rows = []
    for text, parse in zip(texts, parses, strict=True):
        gold = [(e.start, e.end, e.type) for e in text.entities if not kept or e.type in kept or e.type in shown]
        found = [(e.start, e.end, _coarse(e.type, facility=facility)) for e in parse.entities]
        rows.append((gold, [span for span in found if not kept or span[2] in kept or span[2] in shown]))
    for name, score in (("strict", spans.strict), ("partial", spans.partial)):
        main = [
            ([s for s in g if not kept or s[2] in kept], [s for s in f if not kept or s[2] in kept]) for g, f in rows
        ]
        result[f"all_{name}"] = 100 * spans.total(score(g, f) for g, f in main).f1
    for kind, label in shown.items():
        own = [([s for s in g if s[2] == kind], [s for s in f if s[2] == kind]) for g, f in rows]
        result[f"{label}_strict"] = 100 * spans.total(spans.strict(g, f) for g, f in own).f1
    return result


def _coarse(kind: str, *, facility: bool) -> str:
    """Return the type that corpora know: they have no states or forces, and re3d no facilities."""
    if kind in ORGANISATIONS:
        return "ORG"
    return "PLACE" if kind == "FACILITY" and not facility else kind


def factuality(reader: OnnxReader, data: Path, part: str) -> Result:
    """UW, MEANTIME and UDS: mean absolute error and Pearson's r, read from the parse of the raw sentence."""
    result: Result = {}
    for corpus in certainty.CORPORA:
        path = data / "certainty" / corpus / f"{part}.jsonl"
        if not path.exists():
            continue
        sentences = certainty.sentences(path)
        gold, found = [], []
        missing = 0
        for sentence, parse in zip(sentences, reader.parses([" ".join(s.words) for s in sentences]), strict=True):
            starts = np.cumsum([0, *(len(word) + 1 for word in sentence.words)])
            values = {c.start: c.value for s in parse.sentences for c in s.certainty}
            for first, _, value in sentence.targets:
                gold.append(value)
                missing += int(starts[first]) not in values
                found.append(values.get(int(starts[first]), 3.0))
        result[f"{corpus}_mae"] = float(np.abs(np.array(gold) - np.array(found)).mean())
        result[f"{corpus}_r"] = float(np.corrcoef(gold, found)[0, 1])
        result[f"{corpus}_missing"] = missing / len(gold)
    return result


WHOLE = ("war", "news")
"""Corpora without parts: measured once, on what was not trained on."""
PARTS = {"attribution": attribution, "syntax": syntax, "war": war, "news": news, "certainty": factuality}
