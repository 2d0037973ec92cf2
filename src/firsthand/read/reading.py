"""All that is known of one report's text before any claim is made: trees, entities, quotations, places, times."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from firsthand.core.evidence import Report, Span
from firsthand.core.parse import Entity, Parse, Timex, Toponym
from firsthand.data.actors import actors
from firsthand.data.equipment import equipment
from firsthand.data.words import noun_classes
from firsthand.read.tree.tree import Tree, trees

_OPENERS = '\u201c\u201e\u00ab"'
_CLOSERS = {"\u201c": "\u201d", "\u201e": "\u201c\u201d", "\u00ab": "\u00bb", '"': '"'}
_OWNED_FORCES = re.compile(
    r"['\u2019]s (?:\w+ )?(?:forces|troops|army|military|soldiers|government|navy|air force|ministry|defence|defense)\b"
)
_NO_NAMES = frozenset({"the", "a", "an", "this", "that"})
_LONGEST_QUOTATION = 3000  # code points; a mark that is never closed must not swallow the rest of the report


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A token of a report: sentence and index in it."""

    sentence: int
    token: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report with everything that the claim rules look at; made by `reading`."""

    report: Report
    text: str
    parse: Parse
    trees: tuple[Tree, ...]
    timexes: tuple[Timex, ...]
    toponyms: tuple[Toponym, ...]
    owners: tuple[Toponym, ...]
    """Names of countries that only say whose something is: `Mali's army`; nothing is told to be there."""
    quotations: tuple[Span, ...]
    starts: tuple[int, ...] = field(repr=False)
    entity_at: dict[int, Entity] = field(repr=False)
    toponym_at: dict[int, Toponym] = field(repr=False)
    timex_at: dict[int, Timex] = field(repr=False)

    def entity(self, sentence: int, token: int) -> Entity | None:
        """Return the entity that a token belongs to."""
        return self.entity_at.get(self.trees[sentence].tokens[token].start)

    def toponym(self, sentence: int, token: int) -> Toponym | None:
        """Return the place name that a token belongs to."""
        return self.toponym_at.get(self.trees[sentence].tokens[token].start)

    def is_time(self, sentence: int, token: int) -> bool:
        """Whether a token belongs to an expression of time."""
        return self.trees[sentence].tokens[token].start in self.timex_at

    def sentence_at(self, offset: int) -> int | None:
        """Return the index of the sentence that an offset lies in or behind."""
        at = bisect_right(self.starts, offset) - 1
        return at if at >= 0 else None

    def quotation_at(self, offset: int) -> Span | None:
        """Return the quotation that an offset lies in."""
        return next((span for span in self.quotations if span.start <= offset < span.end), None)


def reading(report: Report, parse: Parse, timexes: Sequence[Timex], toponyms: Sequence[Toponym]) -> Reading:
    """Index a report's parse, times and places by token.

    Cost: O(tokens).
    """
    text = report.text
    machines = equipment(text)
    made = trees(parse.sentences, text)
    starts = [t.start for tree in made for t in tree.tokens]
    adjectives = {t.end for tree in made for t in tree.tokens if t.upos == "ADJ"}
    owners = [t for t in toponyms if _OWNED_FORCES.match(text, t.end) and t.place.kind == "country"]
    toponyms = [
        t
        for t in toponyms
        if not _is_no_name(text[t.start : t.end].casefold())
        and not _OWNED_FORCES.match(text, t.end)  # "Kyiv's troops" are not in Kyiv
        and t.end not in adjectives  # "the West African country"
        and not _is_body(text[t.start : t.end])
        and not any(start < t.end and t.start < end for start, end, _ in machines)
    ]

    def by_token(spans: Sequence[Entity] | Sequence[Toponym] | Sequence[Timex]) -> dict[int, object]:
        found: dict[int, object] = {}
        for item in spans:
            for at in starts[
                max(0, bisect_right(starts, item.start) - 1) : bisect_right(starts, max(item.start, item.end - 1))
            ]:
                if at >= item.start or at + 1 > item.start:
                    found.setdefault(at, item)
        return found

    return Reading(
        report=report,
        text=text,
        parse=parse,
        trees=made,
        timexes=tuple(timexes),
        toponyms=tuple(toponyms),
        owners=tuple(owners),
        quotations=quotations(text),
        starts=tuple(s.start for s in parse.sentences),
        entity_at=by_token(parse.entities),  # type: ignore[arg-type]  # one helper for three record types
        toponym_at=by_token(toponyms),  # type: ignore[arg-type]
        timex_at=by_token(timexes),  # type: ignore[arg-type]
    )


def _is_no_name(words: str) -> bool:
    """Whether what was taken for a place name is an article, or a body with one: `the Mission`."""
    return words in _NO_NAMES or (words.startswith("the ") and words[4:] in noun_classes()["body"])


def _is_body(words: str) -> bool:
    """Whether what was taken for a place name is an organisation or a force: `the Palestinian Red Crescent`."""
    actor = actors().match(words) if " " in words else None
    return actor is not None and actor.type != "state"


def quotations(text: str) -> tuple[Span, ...]:
    """Return the stretches between quotation marks, marks included, in order.

    A paragraph that opens with a mark and does not close it runs to the paragraph's end, as the press prints quotations
    of several paragraphs. Marks within a word are none.
    """
    found: list[Span] = []
    at = 0
    for match in re.finditer(f"[{_OPENERS}]", text):
        start = match.start()
        if start < at or (start and text[start - 1].isalnum()):
            continue
        closers = _CLOSERS[match[0]]
        stop = re.compile(f"[{closers}]").search(text, start + 1, start + _LONGEST_QUOTATION)
        line = text.find("\n", start + 1)
        end = stop.end() if stop else -1
        if line != -1 and (end == -1 or line < end) and not (stop and _closes_below(text, line, stop.start())):
            end = line
        if end == -1:
            end = min(len(text), start + _LONGEST_QUOTATION) if match[0] == "\u201c" else start + 1
        found.append(Span(start=start, end=end))
        at = end
    return tuple(span for span in found if span.end - span.start > 1)


def _closes_below(text: str, line: int, stop: int) -> bool:
    """Whether a quotation broken once by a line's end closes in the next line: its mark follows a word or a stop."""
    below = text[line + 1 : stop]
    is_closing = not below[-1:].isspace() and not text[stop + 1 : stop + 2].isalnum()
    return bool(below) and is_closing and "\n" not in below and below[0] not in _OPENERS
