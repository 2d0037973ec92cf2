"""Voices that point back: `This was reported by two agencies` is about the sentence or the paragraph before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.core.evidence import Span
from firsthand.read.reading import Reading
from firsthand.read.said.cited import Voice
from firsthand.read.said.denied import is_answer, is_confirmed
from firsthand.read.tree.tree import Tree

MOST_SENTENCES = 3  # of the paragraph before; a longer one is seldom one report
_POINTERS = frozenset({"this", "it", "that"})
_NEWS = frozenset({"news", "information", "development", "announcement", "fact", "statement", "account"})


def pointing_back(reading: Reading, found: Sequence[Voice]) -> list[Voice]:
    """Return the voices, those that point back covering what they point at as well.

    Who denies or confirms what somebody else has said is a voice of his own, not one more hop: see `said_denied`.

    A voice that opens a paragraph of its own is on the paragraph before, any other on the sentence before.

    Cost: O(number of voices).
    """
    return [replace(v, covers=(*v.covers, span)) if (span := _span_before(reading, v, found)) else v for v in found]


def _span_before(reading: Reading, voice: Voice, found: Sequence[Voice]) -> Span | None:
    if voice.cue is None or not voice.cue.sentence or voice.source is None or voice.manner != "said":
        return None
    s = voice.cue.sentence
    tree = reading.trees[s]
    if is_answer(reading, voice) or not _points_back(tree, voice.cue.token):
        return None
    if any(v.cue is not None and v.cue.sentence == s - 1 for v in found) and is_confirmed(reading, voice):
        return None
    last = reading.trees[s - 1].sentence
    start = last.start
    if "\n" in reading.text[last.end - 1 : tree.sentence.start + 1].rstrip(" "):
        paragraph = reading.text.rfind("\n", 0, last.end - 1) + 1
        firsts = [t.sentence.start for t in reading.trees[max(0, s - MOST_SENTENCES) : s]]
        start = min((at for at in firsts if at >= paragraph), default=start)
    return Span(start=start, end=last.end)


def _points_back(tree: Tree, i: int) -> bool:
    """Whether what is reported is a bare `this`: `This was reported by`, `The army announced this on Friday`."""
    told = tree.kids(i, "nsubj:pass") if tree.is_passive(i) else tree.kids(i, "obj")
    if not told or tree.kids(i, "ccomp", "xcomp", "expl"):
        return False
    word = told[0]
    chunk = tree.chunk_at[word]
    of_this = chunk is not None and tree.lower[chunk.start] == "this" and tree.lemmas[word] in _NEWS
    return of_this or (tree.lower[word] in _POINTERS and tree.upos[word] == "PRON")
