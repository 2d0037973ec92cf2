"""Events across documents on ECB+ with gold mentions: `python -m evals events --data DIR` prints one JSON line last.

Every pair of mentions has a score that is a sum of reasons (words, kinds of `data/events.toml`, the sentences around
them, their documents), as `weigh.pairs` has for claims; `weigh.clusters` groups them. The weights of the reasons are
fitted on the train part by logistic regression; the development part is only scored.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.coreference import Scores, scores
from evals.loaders.ecb import Mention, Sentences, documents, mentions
from firsthand.data.events import event_kinds
from firsthand.read.reader_lemma import lemma
from firsthand.weigh.clusters import clusters

Array = NDArray[np.float64]
Vector = Mapping[str, float]
_STOP_TEXT = """
    a an the of to in on at for with by from as and or but is are was were be been being has have had do does did will
    would can could may might must shall should not no it its his her their our my your this that these those he she
    they we i you who which what there up out off over into after before about said say says more than also
"""
STOP = frozenset(_STOP_TEXT.split())
STEM = 5
NEAR = 0.10  # cosine of two documents below which no pair is scored
ONE_STORY = 0.24  # cosine from which the baseline takes two documents for one story; best of 0.12-0.3 on the dev part
SHIFT = (0.0, 0.5, 1.0, 1.5)
STEPS, RATE, RIDGE = 600, 0.5, 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the corpus with what is looked up for its pairs."""

    mentions: tuple[Mention, ...]
    stems: tuple[frozenset[str], ...]
    heads: tuple[str, ...]
    kinds: tuple[frozenset[str], ...]
    around: tuple[Vector, ...]
    document_of: Mapping[str, Vector]
    rarity: Mapping[str, float]


@cache
def stem(word: str) -> str:
    """Return the first letters of the lemma: `acquired`, `acquisition` and `acquires` nearly meet."""
    low = word.lower()
    base = min((lemma(low, "VERB"), lemma(low, "NOUN")), key=len)
    return base[:STEM]


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    """Return the event kinds by the stem of each word that names them."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, kind in event_kinds().items():
        for frame in kind.frames:
            for word in (*frame.verbs, *frame.nouns):
                if " " not in word:
                    found[stem(word)].add(name)
    return {word: frozenset(names) for word, names in found.items()}


def part(folder: Path, name: str) -> Part:
    """Return one part, `Dev` or `Train`."""
    found = mentions(folder / f"ECB_{name}_Event_gold_mentions.json")
    texts = documents(folder / f"ECB_{name}_corpus.txt")
    bags = {d: Counter(w for s in text.values() for w in _content(s.values())) for d, text in texts.items()}
    seen = Counter(w for bag in bags.values() for w in bag)
    rarity = {w: math.log(len(bags) / n) for w, n in seen.items()}
    stems = tuple(frozenset(_content(m.text.split())) or frozenset({stem(m.text)}) for m in found)
    return Part(
        mentions=found,
        stems=stems,
        heads=tuple(_head(m) for m in found),
        kinds=tuple(frozenset(k for s in words for k in _kinds().get(s, ())) for words in stems),
        around=tuple(_unit(Counter(_around(texts[m.document], m)), rarity) for m in found),
        document_of={d: _unit(bag, rarity) for d, bag in bags.items()},
        rarity=rarity,
    )


def _content(tokens: Iterable[str]) -> list[str]:
    return [stem(t) for t in tokens if t.lower() not in STOP and any(c.isalnum() for c in t)]


def _head(mention: Mention) -> str:
    """Return the stem of the word that names the event: the last of the mention that is no function word."""
    named = [w for w in mention.text.split() if w.lower() not in STOP] or mention.text.split()
    return stem(named[-1])


def _around(text: Sentences, mention: Mention) -> list[str]:
    sentence = text.get(mention.sentence, {})
    return _content(word for n, word in sentence.items() if n not in mention.tokens)


def _unit(bag: Mapping[str, int], rarity: Mapping[str, float]) -> Vector:
    weighed = {w: (1 + math.log(n)) * rarity.get(w, 0.0) for w, n in bag.items()}
    length = math.sqrt(sum(x * x for x in weighed.values())) or 1.0
    return {w: x / length for w, x in weighed.items()}


def _cosine(a: Vector, b: Vector) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(x * b[w] for w, x in a.items() if w in b)


def reasons(whole: Part) -> tuple[list[tuple[int, int]], Array]:
    """Return the pairs of mentions in documents that are near one another, and their reasons [pairs, reasons]."""
    near: dict[tuple[str, str], float] = {}
    by_document: dict[str, list[int]] = defaultdict(list)
    for k, m in enumerate(whole.mentions):
        by_document[m.document].append(k)
    names = sorted(by_document)
    pairs, rows = [], []
    for n, one in enumerate(names):
        for other in names[n:]:
            alike = 1.0 if one == other else _cosine(whole.document_of[one], whole.document_of[other])
            if alike < NEAR:
                continue
            near[one, other] = alike
            for a in by_document[one]:
                for b in by_document[other]:
                    if a < b or one != other:
                        pairs.append((min(a, b), max(a, b)))
                        rows.append(_reasons(whole, a, b, alike))
    return pairs, np.array(rows)


def _reasons(whole: Part, a: int, b: int, alike: float) -> list[float]:
    shared = whole.stems[a] & whole.stems[b]
    same = float(whole.heads[a] == whole.heads[b])
    overlap = len(shared) / len(whole.stems[a] | whole.stems[b])
    around = _cosine(whole.around[a], whole.around[b])
    kind = float(bool(whole.kinds[a] & whole.kinds[b]))
    rare = max((whole.rarity.get(s, 0.0) for s in shared), default=0.0)
    one = float(whole.mentions[a].document == whole.mentions[b].document)
    here = 0.0 if one else alike
    any_ = max(same, float(bool(shared)))
    return [
        1.0, same, overlap, kind, around, here, one, rare, any_,
        any_ * around, any_ * here, any_ * one, any_ * here * here, any_ * rare * here, kind * around, kind * here,
        around * here, (1 - any_) * kind * around,
    ]  # fmt: skip


def fitted(rows: Array, together: NDArray[np.bool_]) -> Array:
    """Return the weights of the reasons by logistic regression, plain gradient descent on scaled columns."""
    scale = rows.std(axis=0)
    scale[scale == 0] = 1.0
    x, y = rows / scale, together.astype(float)
    w, momentum = np.zeros(rows.shape[1]), np.zeros(rows.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        momentum = 0.9 * momentum + x.T @ (p - y) / len(y) + RIDGE * w
        w -= RATE * momentum
    return np.asarray(w / scale)


def grouped(whole: Part, pairs: Sequence[tuple[int, int]], weights: Array) -> dict[int, int]:
    """Return the group of each mention, by `weigh.clusters` on the pairs' summed reasons."""
    told = {pair: float(w) for pair, w in zip(pairs, weights, strict=True)}
    groups = clusters(len(whole.mentions), told)
    return {k: n for n, group in enumerate(groups) for k in group}


def by_lemma(whole: Part, pairs: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return the baseline's groups: one head lemma in documents that are near one another."""
    close = [p for p in pairs if whole.heads[p[0]] == whole.heads[p[1]]]
    alike = [
        1.0 if _cosine(*(whole.document_of[whole.mentions[k].document] for k in p)) >= ONE_STORY else -0.1
        for p in close
    ]
    return grouped(whole, close, np.array(alike))


def scored(whole: Part, told: Mapping[int, int]) -> Scores:
    """Return the scores of some groups against the gold chains."""
    gold = {k: m.chain for k, m in enumerate(whole.mentions)}
    return scores(gold, told)


def figures(folder: Path) -> dict[str, float]:
    """Return CoNLL F1 and its parts on the development part, of the fitted reasons and of the lemma baseline."""
    train, dev = part(folder, "Train"), part(folder, "Dev")
    pairs, rows = reasons(train)
    together = np.array([train.mentions[a].chain == train.mentions[b].chain for a, b in pairs])
    weights = fitted(rows, together)
    best = max(SHIFT, key=lambda s: scored(train, grouped(train, pairs, rows @ weights + s)).conll)
    held, held_rows = reasons(dev)
    ours = scored(dev, grouped(dev, held, held_rows @ weights + best))
    plain = scored(dev, by_lemma(dev, held))
    return {
        "conll": 100 * ours.conll,
        "muc": 100 * ours.muc[2],
        "b_cubed": 100 * ours.b_cubed[2],
        "ceaf_e": 100 * ours.ceaf_e[2],
        "lemma_conll": 100 * plain.conll,
        "shift": best,
        "mentions": len(dev.mentions),
    }


def main(argv: Iterable[str] | None = None) -> int:
    """Print the figures, one JSON line last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with corpora/, or corpora/ itself")
    asked = parser.parse_args(list(argv) if argv is not None else None)
    places = (asked.data / "corpora" / "coreference" / "ecbplus", asked.data / "coreference" / "ecbplus")
    found = figures(next(f for f in places if f.is_dir()))
    for key, value in found.items():
        print(f"{key:24s} {value:.2f}")
    print(json.dumps({"eval": "events", **{k: round(v, 2) for k, v in found.items()}}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
