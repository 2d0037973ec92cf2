"""Word scores -> entities of the twelve types, from two trained styles: names (news) and mentions (war reports)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from firsthand.read.chains import Stretch, best_paths, layer_steps, stretches_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from firsthand.read.weights import Floats, Weights

NAMED = ("PERSON", "ORG", "PLACE", "FACILITY", "NATIONALITY")
LAYER_KINDS = ("O", "B-X", "I-X", "E-X", "S-X")


def mentions(weights: Weights, tags: Sequence[Floats], forms: Sequence[Sequence[str]]) -> list[list[Stretch]]:
    """Return the entities of each chunk in the order of the text; of one type they may nest, never cross.

    A chunk is read in the style that the network finds in it: names only, as newspapers are annotated, or names and
    descriptions ("U.S. forces"), as war reports are.
    """
    news = best_paths([scores[:, weights.columns["news"]] for scores in tags], weights.arrays["news_steps"])
    found = []
    for scores, path, words in zip(tags, news, forms, strict=True):
        style = float(scores[:, weights.columns["style"]].mean())
        described = _layers(weights, scores)
        named = [span for span in stretches_of(path, weights.kinds["news"]) if span.kind != "OTHER"]
        spans = described if style > 0 else _joined(named, described, words)
        found.append(sorted({Stretch(s.first, s.last, refined(s.kind, words[s.first : s.last + 1])) for s in spans}))
    return found


def _layers(weights: Weights, scores: Floats) -> list[Stretch]:
    kinds = weights.kinds["war"]
    part = scores[:, weights.columns["war"]]
    steps = layer_steps()
    columns = [part[:, 5 * n : 5 * n + 5] for n in range(len(kinds) // 5)]
    busy = [n for n, column in enumerate(columns) if (column.argmax(1) > 0).any()]
    paths = best_paths([columns[n] for n in busy], steps)
    found = []
    for n, path in zip(busy, paths, strict=True):
        kind = kinds[5 * n].split("-", 1)[1].removesuffix("/in")
        found += [Stretch(first, last, kind) for first, last, _ in stretches_of(path, LAYER_KINDS)]
    return sorted(set(found))


def _joined(named: list[Stretch], described: list[Stretch], words: Sequence[str]) -> list[Stretch]:
    """Names as the news style has them; things, numbers and armed forces as the war style adds them."""
    taken = np.zeros(len(words), dtype=bool)
    for span in named:
        taken[span.first : span.last + 1] = True
    found = list(named)
    for span in described:
        is_free = not taken[span.first : span.last + 1].any()
        kind = refined(span.kind, words[span.first : span.last + 1])
        if is_free and (kind == "FORCE" or span.kind not in NAMED):
            found.append(span)
    return found


def refined(kind: str, words: Sequence[str]) -> str:
    """Part states and armed forces from other bodies, and built sites from other places, by the words in them."""
    low = [word.lower() for word in words]
    if kind == "ORG":
        whole = " ".join(low)
        if any(word in _words("force") for word in low) or whole in _words("force_names"):
            return "FORCE"
        if any(word in _words("state") for word in low) or whole in _words("state_names"):
            return "STATE"
    if kind == "PLACE" and any(word in _words("facility") for word in low):
        return "FACILITY"
    return kind


@cache
def _words(name: str) -> frozenset[str]:
    table = tomllib.loads(files("firsthand.data").joinpath("bodies.toml").read_text(encoding="utf-8"))
    return frozenset(table[name])
