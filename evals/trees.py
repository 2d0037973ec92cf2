"""Scores of parses: on gold words, and on raw text, where words are matched by place as in the CoNLL 2018 task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.spans import Counts, strict

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A word of a parsed text; `head` is an index in the whole text, -1 for a root."""

    start: int
    end: int
    upos: str
    head: int
    deprel: str
    opens: bool
    """Whether it is the first of its sentence."""


def scores(gold: Sequence[Node], found: Sequence[Node]) -> dict[str, Counts]:
    """Count words, sentences, UPOS, UAS, LAS (relations without subtype) and LAS with subtypes.

    Words match if their places are the same. A head is right if both words' heads match, or both are roots.
    """
    places = {(node.start, node.end): number for number, node in enumerate(found)}
    partner = [places.get((node.start, node.end)) for node in gold]
    right = dict.fromkeys(("words", "upos", "uas", "las", "las_subtypes"), 0)
    for node, number in zip(gold, partner, strict=True):
        if number is None:
            continue
        other = found[number]
        right["words"] += 1
        right["upos"] += node.upos == other.upos
        attached = other.head == -1 if node.head == -1 else partner[node.head] == other.head and other.head != -1
        right["uas"] += attached
        right["las"] += attached and node.deprel.split(":")[0] == other.deprel.split(":")[0]
        right["las_subtypes"] += attached and node.deprel == other.deprel
    sizes = {"found": len(found), "gold": len(gold)}
    counts = {name: Counts(right=value, **sizes) for name, value in right.items()}
    return counts | {"sentences": strict(_sentences(gold), _sentences(found))}


def _sentences(nodes: Sequence[Node]) -> list[tuple[int, int, str]]:
    found = []
    begin = 0
    for number, node in enumerate(nodes):
        if number + 1 == len(nodes) or nodes[number + 1].opens:
            found.append((nodes[begin].start, node.end, "sentence"))
            begin = number + 1
    return found
