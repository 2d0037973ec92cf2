"""Voices that only the layout names: a line `Source: the ministry`, with `Quote:` and its words further down."""

from __future__ import annotations

import re
from collections.abc import Iterable

from firsthand.core.evidence import Span
from firsthand.read.reading import Reading
from firsthand.read.said.cited import Voice
from firsthand.read.said.speaker import head_in

_SOURCE = re.compile(r"^[ \t]*Sources?:[ \t]*(?P<name>[^\n]{3,160})$", re.MULTILINE)
_ENDS = re.compile(r"^[ \t]*(?:Background|Reminder|Previously|Sources?|Read also|Why it matters):", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]*(?:Direct )?Quote(?: from (?P<whose>[^:\n]{2,60}))?:[ \t]*", re.MULTILINE)
_TAIL = re.compile(r"(?:,|;|\(|\[ed|\bon (?:Facebook|Telegram|X|Twitter|Instagram)\b|\bin an? |\bvia\b|\bat an? ).*$")


def by_layout(reading: Reading) -> Iterable[Voice]:
    """Yield the source that a line names, over the quotations that follow it under `Quote:`.

    Of several sources that stand in one line, the one whom the label names (`Quote from Berg:`), else the first.

    Cost: a search of the text.
    """
    text = reading.text
    for line in _SOURCE.finditer(text):
        ends = _ENDS.search(text, line.end())
        end = ends.start() if ends is not None else len(text)
        for label in _QUOTE.finditer(text, line.end(), end):
            named = _named(line, label["whose"])
            node = head_in(reading, named)
            first = next((q for q in reading.quotations if label.end() - 1 <= q.start <= label.end() + 1), None)
            if node is not None and first is not None:
                covers = (first, *_following(reading, first, end))
                yield Voice(source=node, name=None, words=named, covers=covers, rank=0)


def _named(line: re.Match[str], whose: str | None) -> Span:
    """Return where the name stands: without the medium, the occasion and the sources behind it."""
    start, names = line.start("name"), line["name"]
    if whose is not None:
        for part in re.finditer(r"[^;]+", names):
            if whose.split()[-1] in part[0]:
                start, names = start + part.start() + len(part[0]) - len(part[0].lstrip()), part[0].strip()
                break
    kept = _TAIL.sub("", names).rstrip(" .")
    return Span(start=start, end=start + max(1, len(kept)))


def _following(reading: Reading, first: Span, end: int) -> list[Span]:
    """Return the quotations that go on as paragraphs of their own, with nothing between them."""
    found: list[Span] = []
    last = first
    for quotation in reading.quotations:
        between = reading.text[last.end : quotation.start]
        if last.end <= quotation.start < end and not between.strip(' \n"\u201c\u201d.'):
            found.append(quotation)
            last = quotation
    return found
