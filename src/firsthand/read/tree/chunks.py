"""Noun phrases and prepositional phrases by word class alone, for where the tree is wrong.

The model tags nineteen words in twenty rightly but attaches one in seven wrongly, so what stands right beside a verb is
believed before what hangs on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.data.words import cues

_INNER = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "SYM"})
_HEADS = frozenset({"NOUN", "PROPN", "NUM", "SYM"})
_JOINTS = frozenset({"-", "\u2013", "'s", "\u2019s", "'", "\u2019", "/", "&"})
_POSSESSIVES = cues("rules")["chunks_possessives"]
_COMPASS = frozenset({"north", "south", "east", "west", "eastern", "western"})
_TIMES = cues("rules")["tree_days"] | {"days", "weeks", "months", "years", "hours", "nights"}
_OPENING = cues("rules")["chunks_opening"]
_TIMES_AND_JOINTS = _TIMES | _JOINTS
_OPENING_AND_OWNING = _OPENING | _POSSESSIVES


_BOUNDS = {
    2: frozenset({"at least", "more than", "up to", "fewer than", "less than", "at most", "close to"}),
    3: frozenset({"as many as", "no fewer than", "no less than", "no more than"}),
    1: frozenset({"about", "around", "nearly", "almost", "over", "roughly", "approximately"}),
}


_ROUND = (["dozen"], ["hundred"], ["thousand"], ["million"], ["quarter"], ["third"])
_FIRST_OF_BOUNDS = frozenset(phrase.split()[0] for phrases in _BOUNDS.values() for phrase in phrases)
_OPENERS = _FIRST_OF_BOUNDS | _COMPASS | _POSSESSIVES
"""Words of any class that a noun phrase may begin with."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A noun phrase without what follows its head: tokens `start` to `end`, half-open, and the head among them."""

    start: int
    end: int
    head: int


def chunks(words: Sequence[str], upos: Sequence[str]) -> tuple[Chunk, ...]:
    """Return the noun phrases of a sentence, left to right; a pronoun is one by itself.

    Args:
        words: n words, lower case.
        upos: n word classes.
    """
    found: list[Chunk] = []
    i = 0
    while i < len(words):
        if upos[i] == "PRON" and words[i] not in _POSSESSIVES:
            found.append(Chunk(i, i + 1, i))
            i += 1
            continue
        if upos[i] not in _INNER and words[i] not in _OPENERS:
            i += 1
            continue
        lead = _quantity_lead(words, upos, i)
        end = _end(words, upos, i + lead)
        if end == i:
            i += 1
            continue
        head = next(
            (k for k in range(end - 1, i - 1, -1) if upos[k] in _HEADS or (words[k] in _COMPASS and k > i)), None
        )
        if words[end - 1] == "military" and upos[end - 1] == "ADJ" and end - 1 > i:
            head = end - 1  # "the US military"
        if head is None and end > i and upos[end - 1] == "ADJ" and words[i] in _OPENING:
            head = end - 1  # "the wounded", "the former"
        if head is not None:
            found.append(Chunk(i, end, head))
        i = max(end, i + 1)
    return tuple(found)


def _quantity_lead(words: Sequence[str], upos: Sequence[str], at: int) -> int:
    """Return how many words before a number belong to it: 2 for `at least six`, `more than 100`, `up to 30`."""
    if words[at] not in _FIRST_OF_BOUNDS:
        return 0
    for lead, phrases in _BOUNDS.items():
        follows = at + lead < len(words) and (
            upos[at + lead] == "NUM"
            or words[at + lead] in {"half", "dozens", "two", "hundreds"}
            or (words[at + lead] == "a" and words[at + lead + 1 : at + lead + 2] in _ROUND)
        )
        if follows and " ".join(words[at : at + lead]) in phrases:
            return lead
    return 0


def _end(words: Sequence[str], upos: Sequence[str], start: int) -> int:
    at = start
    while at < len(words):
        if at > start and words[at - 1] in _TIMES and words[at] not in _TIMES_AND_JOINTS:
            break  # "in recent days heavy weapons"
        compass = words[at] in _COMPASS and (
            (at + 1 < len(words) and words[at + 1] == "-") or (at > start and words[at - 1] == "-")
        )
        inner = (
            upos[at] in _INNER
            or compass
            or words[at] in _POSSESSIVES
            or (
                words[at] in _JOINTS
                and at > start
                and at + 1 < len(words)
                and (upos[at + 1] in _INNER or (words[at] == "-" and upos[at + 1] == "VERB"))
            )
        )
        if (
            not inner
            and upos[at] == "VERB"
            and at > start
            and at + 1 < len(words)
            and (upos[at + 1] in _HEADS or upos[at + 1] == "ADJ")
            and (words[at - 1] in _OPENING or upos[at - 1] in {"NUM", "ADJ"})
            and words[at].endswith(("ed", "ing"))
        ):
            inner = True  # "the flooded school"
        if not inner and upos[at] == "VERB" and at > start + 1 and words[at - 1] == "-":
            inner = True  # "the Kurdish-led forces"
        if (
            upos[at] == "NUM"
            and at > start
            and upos[at - 1] == "NOUN"
            and at + 1 < len(words)
            and upos[at + 1] == "NOUN"
        ):
            break  # "a bus 25 km south"
        if not inner or (at > start and words[at] in _OPENING_AND_OWNING and upos[at - 1] in _HEADS):
            break
        if words[at] in {"'", "\u2019"} and upos[at] == "PUNCT" and at > start and not words[at - 1].endswith("s"):
            break
        at += 1
    return at


def heads_by_token(found: Sequence[Chunk], length: int) -> list[Chunk | None]:
    """Return for each token the chunk that it stands in."""
    table: list[Chunk | None] = [None] * length
    for chunk in found:
        table[chunk.start : chunk.end] = [chunk] * (chunk.end - chunk.start)
    return table
