"""Word scores -> entities of the twelve types, from two trained styles: names (news) and mentions (war reports)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from firsthand.core.parse import Entity
from firsthand.data.equipment import equipment
from firsthand.read.reader.chains import Stretch, layer_paths, stretches_of
from firsthand.read.reader.names import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from firsthand.read.reader.chains import Tags
    from firsthand.read.reader.weights import Floats, Weights

NAMED = ("PERSON", "ORG", "PLACE", "FACILITY", "NATIONALITY")
STYLE, SHARE = -3.2, 90
"""A text is read as a war report if a tenth of its words have a style score above this. Development documents: reports
of war and of its refugees have -2.7 and more, all but two of 73 newswire articles (one on Syria) less than -3.7.
"""
PRONOUNS = {"he": "PERSON", "she": "PERSON", "i": "PERSON", "me": "PERSON", "we": "ORG", "they": "ORG", "us": "ORG"}
"""Pronouns that war reports are annotated with more often than not (re3d: 178 of 214); `it`, `you`, `his` are not."""
MODIFIERS = frozenset(("ADJ", "NOUN", "PROPN"))
LAYER_KINDS = ("O", "B-X", "I-X", "E-X", "S-X")


def mentions(
    weights: Weights, tags: Sequence[Floats], forms: Sequence[Sequence[str]], paths: Sequence[Tags]
) -> list[list[Stretch]]:
    """Return the entities of each chunk in the order of the text; of one type they may nest, never cross.

    A chunk is read in the style that the network finds in it: names only, as newspapers are annotated, or names and
    descriptions ("U.S. forces"), as war reports are.

    Args:
        weights: What the columns mean.
        tags: float32[words, k] for each chunk.
        forms: Its words.
        paths: Its best tags in the news style, int64[words].
    """
    part, kinds = weights.columns["news"], weights.kinds["news"]
    news = names(paths, [scores[:, part] for scores in tags], forms, kinds)
    found = []
    for scores, own, words in zip(tags, news, forms, strict=True):
        style = float(np.percentile(scores[:, weights.columns["style"]], SHARE))
        classes = [weights.kinds["upos"][n] for n in scores[:, weights.columns["upos"]].argmax(1)]
        described = [span for span in _layers(weights, scores) if not _is_pronoun(span, classes)]
        described += pronouns(words, classes)
        described = [peopled(span, words, classes) for span in described]
        named = [span for span in own if span.kind != "OTHER"]
        spans = described if style > STYLE else _joined(named, described, words)
        spans = [*spans, *arms(words, classes, spans)]
        found.append(sorted({Stretch(s.first, s.last, refined(s.kind, words[s.first : s.last + 1])) for s in spans}))
    return found


def _layers(weights: Weights, scores: Floats) -> list[Stretch]:
    kinds = weights.kinds["war"]
    part = scores[:, weights.columns["war"]]
    found = []
    for n, path in enumerate(layer_paths([part[:, 5 * n : 5 * n + 5] for n in range(len(kinds) // 5)])):
        kind = kinds[5 * n].split("-", 1)[1].removesuffix("/in")
        found += [Stretch(first, last, kind) for first, last, _ in stretches_of(path, LAYER_KINDS)]
    return sorted(set(found))


def _is_pronoun(span: Stretch, classes: Sequence[str]) -> bool:
    return span.first == span.last and classes[span.first] in ("PRON", "DET")


def pronouns(words: Sequence[str], classes: Sequence[str]) -> list[Stretch]:
    """Return the pronouns that war reports are annotated with."""
    return [
        Stretch(n, n, kind)
        for n, word in enumerate(words)
        if (kind := PRONOUNS.get(word.lower())) and classes[n] == "PRON" and word != "US"
    ]


def peopled(span: Stretch, words: Sequence[str], classes: Sequence[str]) -> Stretch:
    """Take `the Syrians` for a body of people, not for a nationality, as war reports are annotated."""
    low = words[span.last].lower()
    is_plural = classes[span.last] in ("NOUN", "PROPN") and low.endswith("s") and not low.endswith("ss")
    return span._replace(kind="ORG") if span.kind == "NATIONALITY" and is_plural else span


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


def arms(words: Sequence[str], classes: Sequence[str], known: Sequence[Stretch]) -> list[Stretch]:
    """Return weapons and platforms named by a plain noun (`heavy machine guns`, `HMS Ocean`) that no mention covers."""
    taken = {n for span in known if span.kind in ("WEAPON", "PLATFORM", "VEHICLE") for n in range(span[0], span[1] + 1)}
    found = []
    for n, word in enumerate(words):
        low = word.lower()
        kind = "WEAPON" if low in _words("weapon_heads") else "PLATFORM" if _is_platform(words, n) else ""
        if low in _words("ship_prefixes") and word.isupper() and classes[n + 1 : n + 2] == ["PROPN"]:
            found.append(Stretch(n, n + 1, "PLATFORM"))
        elif kind and n not in taken and classes[n] in MODIFIERS and (kind == "WEAPON" or not _heads_on(classes, n)):
            first = n
            while first and classes[first - 1] in MODIFIERS and words[first - 1] != "%":
                first -= 1
            found.append(Stretch(first, n, kind))
    return [span for span in found if taken.isdisjoint(range(span.first, span.last + 1))]


def _is_platform(words: Sequence[str], n: int) -> bool:
    """Whether a word names a platform: `tank`, and `vehicle` after `armoured` or the like."""
    if words[n].lower() in ("vehicle", "vehicles"):
        return n > 0 and words[n - 1].lower() in _words("vehicle_marks")
    return words[n].lower() in _words("platform_heads")


def with_equipment(text: str, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Add military equipment that the table of families names (`Il-76MD`), and drop what stands inside its name.

    Names of letters alone (`Grad`, `Tiger`) mean too many other things and are left to the model.
    """
    named = [
        Entity(start=start, end=end, type="WEAPON" if item.category == "missile" else "PLATFORM")
        for start, end, item in equipment(text)
        if any(letter.isdigit() for letter in text[start:end])
    ]
    if not named:
        return tuple(entities)
    armed = [(e.start, e.end) for e in entities if e.type in ("PLATFORM", "WEAPON")]
    fresh = [e for e in named if not any(start < e.end and e.start < end for start, end in armed)]
    kept = [e for e in entities if not any(n.start <= e.start and e.end <= n.end for n in fresh)]
    return tuple(sorted([*kept, *fresh], key=lambda e: (e.start, e.end, e.type)))


def _heads_on(classes: Sequence[str], n: int) -> bool:
    """Whether a noun follows, so that this one only modifies it (`rocket attack`)."""
    return classes[n + 1 : n + 2] in (["NOUN"], ["PROPN"])


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
