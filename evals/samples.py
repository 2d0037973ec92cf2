"""Passages of our own with hand-made marks, small enough for every run of the tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evals import spans

if TYPE_CHECKING:
    from firsthand.read.reader.model import Reader

FILE = Path(__file__).with_name("samples_reader.txt")
ROLES = {"S": "source", "C": "cue", "K": "content"}
KINDS = {
    "PERSON": "P", "PLACE": "L", "FACILITY": "L", "NATIONALITY": "L", "ORG": "O", "FORCE": "O", "STATE": "O",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A passage and its marks, with their letters as types."""

    text: str
    marks: tuple[spans.Span, ...]


def samples() -> tuple[Sample, ...]:
    """Read the passages, in the order of the file."""
    rows = FILE.read_text(encoding="utf-8").split("\n")
    return tuple(_parsed(row) for row in rows if row and not row.startswith("#"))


def _parsed(row: str) -> Sample:
    text, begun, marks = "", list[tuple[int, str]](), list[spans.Span]()
    at = 0
    while at < len(row):
        if row[at] == "{":
            begun.append((len(text), row[at + 1]))
            at += 4
        elif row[at] == "}":
            start, kind = begun.pop()
            marks.append((start, len(text), kind))
            at += 1
        else:
            text += row[at]
            at += 1
    return Sample(text=text, marks=tuple(sorted(marks)))


def measured(reader: Reader) -> dict[str, float]:
    """Return strict F1, 0 to 1, of attributions (source, cue, content) and of the mentions marked."""
    attribution, mentions = spans.Counts(), spans.Counts()
    given = samples()
    for sample, parse in zip(given, reader.parses([sample.text for sample in given]), strict=True):
        found = {
            (span.start, span.end, letter)
            for letter, role in ROLES.items()
            for one in parse.attributions
            for span in getattr(one, role)
        }
        attribution += spans.strict((mark for mark in sample.marks if mark[2] in ROLES), found)
        named = {(e.start, e.end, KINDS[e.type]) for e in parse.entities if e.type in KINDS}
        gold = {mark for mark in sample.marks if mark[2] not in ROLES}
        mentions += spans.Counts(right=len(gold & named), found=len(gold), gold=len(gold))
    return {"attribution": attribution.f1, "mentions_recall": mentions.recall}
