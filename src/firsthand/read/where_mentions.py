"""Which words of a text name places: names that the gazetteer knows, and what the reader took for a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.core.parse import Entity, Parse
from firsthand.read.where_fold import fold
from firsthand.read.where_words import Words, words

LONGEST_NAME = 6
"""Words in the longest name that is looked up."""
PLACE_TYPES = frozenset({"PLACE", "FACILITY", "STATE"})
NAME_TYPES = frozenset({"PERSON", "ORG", "FORCE", "PLATFORM", "WEAPON", "VEHICLE", "NATIONALITY"})
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʻʼ`‘](?!s\b)[^\W\d_]+)*|\d+")
_GAPS = frozenset({" ", "-", "–", "‑", "\u00a0", "\n"})
_ABBREVIATED = frozenset({"St", "Ste", "Mt", "Ft", "Dr", "Pt"})
_ARTICLES = frozenset("al el ul ad as ash at az ar an ed es ez er et eş eş".split())
_JOINTS = _ARTICLES | frozenset("of the de la le les los las del di da do dos du des des en sur upon on and ou i e y wa bin ben abu".split())
_ORG_HOLDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of the text: offsets, and whether it may be part of a name."""

    start: int
    end: int
    text: str
    is_capital: bool
    is_joined: bool
    """Only a blank or a hyphen parts it from the word before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of the text that seems to name a place."""

    start: int
    end: int
    name: str
    entity: str | None = None
    """Type that the reader gave to these words, if any."""
    before: tuple[str, ...] = ()
    """Up to three words before it, nearest last, as written."""
    after: tuple[str, ...] = ()
    """Up to three words behind it that nothing but blanks or hyphens parts from it, nearest first, as written."""


def text_words(text: str) -> list[Word]:
    """Cut a text into words; hyphens part words, apostrophes do not."""
    found: list[Word] = []
    end = -1
    for match in _WORD.finditer(text):
        start = match.start()
        gap = text[end:start] if end >= 0 else ""
        joined = gap in _GAPS or (gap == ". " and found[-1].text in _ABBREVIATED)
        word = match.group()
        found.append(Word(start=start, end=match.end(), text=word, is_capital=word[0].isupper(), is_joined=joined))
        end = match.end()
    return found


def spans_of_names(found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the runs of words, first to behind the last, that have the shape of a name."""
    for first, word in enumerate(found):
        starts_small = not word.is_capital
        if starts_small and (word.text not in _ARTICLES or first + 1 >= len(found) or not found[first + 1].is_joined):
            continue
        for last in range(first, min(first + LONGEST_NAME, len(found))):
            if last > first and not found[last].is_joined:
                break
            inner = found[last]
            if inner.is_capital:
                yield first, last + 1
            elif last > first and inner.text.lower() not in _JOINTS and not inner.text.startswith(("d'", "d’", "l'")):
                break
            elif inner.text.startswith(("d'", "d’", "l'", "l’")) and last > first:
                yield first, last + 1


def mentions(text: str, parse: Parse, known: Mapping[str, bool], found: Sequence[Word]) -> list[Mention]:
    """Choose the words that name places.

    Args:
        text: The report's text.
        parse: May hold sentences alone; entities decide where there are any.
        known: For each name that was looked up, whether the gazetteer has it.
        found: `text_words(text)`.

    Returns:
        Mentions in the order of the text; none overlap.
    """
    lexicon = words()
    entities = _EntityMap(parse.entities)
    taken: list[Mention] = []
    covered = 0
    by_start: dict[int, list[int]] = {}
    for first, behind in spans_of_names(found):
        by_start.setdefault(first, []).append(behind)
    ends = [word.end for word in found]
    for first in sorted(by_start):
        if found[first].start < covered:
            continue
        for behind in sorted(by_start[first], reverse=True):
            start, end = found[first].start, found[behind - 1].end
            if not known.get(text[start:end]):
                continue
            if not _is_place(first, behind, found, entities, lexicon):
                continue
            taken.append(mention_at(text, start, end, found, ends, entities.type_over(start, end)))
            covered = end
            break
    if parse.entities:
        taken = _with_entities(text, parse.entities, taken, found, ends)
    return taken


def mention_at(
    text: str, start: int, end: int, found: Sequence[Word], ends: Sequence[int], entity: str | None = None
) -> Mention:
    """Return a mention with the words around it."""
    behind = bisect_right(ends, end)
    before = bisect_right(ends, start)
    after = []
    for word in found[behind : behind + 3]:
        if not word.is_joined:
            break
        after.append(word.text)
    return Mention(
        start=start, end=end, name=text[start:end], entity=entity,
        before=tuple(word.text for word in found[max(0, before - 3) : before]), after=tuple(after),
    )  # fmt: skip


class _EntityMap:
    """Answers which entity lies over some words."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = sorted(entities, key=lambda entity: (entity.start, -entity.end))
        self.is_empty = not entities

    def over(self, start: int, end: int) -> Entity | None:
        best = None
        for entity in self._entities:
            if entity.start >= end:
                break
            if entity.end > start and (best is None or _shared(entity, start, end) > _shared(best, start, end)):
                best = entity
        return best

    def type_over(self, start: int, end: int) -> str | None:
        entity = self.over(start, end)
        return entity.type if entity else None


def _shared(entity: Entity, start: int, end: int) -> int:
    return min(entity.end, end) - max(entity.start, start)


def _is_place(first: int, behind: int, found: Sequence[Word], entities: _EntityMap, lexicon: Words) -> bool:
    start, end = found[first].start, found[behind - 1].end
    entity = entities.over(start, end)
    if entity is not None:
        if entity.type in PLACE_TYPES:
            return True
        if entity.type in NAME_TYPES:
            return False
    name = fold(" ".join(word.text for word in found[first:behind]))
    previous = found[first - 1] if first and found[first].is_joined else None
    following = found[behind] if behind < len(found) and found[behind].is_joined else None
    if behind - first == 1 and (name in lexicon.common or len(name) < 2):  # noqa: PLR2004
        return False
    if previous is not None:
        low = fold(previous.text)
        if low in lexicon.titles or low in lexicon.given:
            return False
        if previous.is_capital and not previous.text.isupper() and low not in lexicon.around and low not in lexicon.common:
            return False
    if following is not None and following.is_capital and not following.text.isupper():
        low = fold(following.text)
        if low not in lexicon.around and low not in lexicon.common and low not in lexicon.after:
            return False
    return not (behind - first == 1 and name in lexicon.given)


def _with_entities(
    text: str, entities: Sequence[Entity], taken: list[Mention], found: Sequence[Word], ends: Sequence[int]
) -> list[Mention]:
    """Add the places that the reader saw and the gazetteer does not know."""
    added = list(taken)
    for entity in entities:
        if entity.type not in PLACE_TYPES:
            continue
        if any(mention.start < entity.end and entity.start < mention.end for mention in taken):
            continue
        start, end = _trimmed(text, entity.start, entity.end)
        if end > start and any(char.isupper() for char in text[start:end]):
            added.append(mention_at(text, start, end, found, ends, entity.type))
    return sorted(added, key=lambda mention: mention.start)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    if match := re.match(r"(?:the|The|a|an)\s+", text[start:end]):
        start += match.end()
    while end > start and text[end - 1] in " .,;:'’\n":
        end -= 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    return start, end
