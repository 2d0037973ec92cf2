"""Which words of a text name places: names that the gazetteer knows, and what the reader took for a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from firsthand.core.parse import Entity, Parse
from firsthand.read.where.fold import fold
from firsthand.read.where.words import words

LONGEST_NAME = 6
"""Words in the longest name that is looked up."""
PLACE_TYPES = frozenset({"PLACE", "FACILITY", "STATE"})
NAME_TYPES = frozenset({"PERSON", "ORG", "FORCE", "PLATFORM", "WEAPON", "VEHICLE", "NATIONALITY"})
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʻʼ`‘](?!s\b)[^\W\d_]+)*")
_ARTICLES = frozenset(
    ["al", "el", "ul", "ad", "as", "ash", "at", "az", "ar", "an", "ed", "es", "ez", "er", "et", "eş", "eş"]
)
_JOINTS = _ARTICLES | frozenset(
    [
        "of",
        "the",
        "de",
        "la",
        "le",
        "les",
        "los",
        "las",
        "del",
        "di",
        "da",
        "do",
        "dos",
        "du",
        "des",
        "des",
        "en",
        "sur",
        "upon",
        "on",
        "and",
        "ou",
        "i",
        "e",
        "y",
        "wa",
        "bin",
        "ben",
        "abu",
    ]
)
_START = attrgetter("start")
_LONGEST_ACRONYM = 5
_SMALL_TOWN = 20_000
_LARGE_TOWN = 300_000
_TOWN_IN_A_BODY = 10_000
"""People in a town whose name begins a body's: the Toronto Transit Commission."""
_CAPITAL = r"(?:(?:[^\W\d_]\.){2,}|[A-Z\u00c0-\u024f\u0370-\u04ff\u1e00-\u1eff][^\W_]*(?:['’ʻʼ`‘](?!s\b)[^\W\d_]+)*)"
_GAP = r"(?:[ \u00a0\n‑–-]|(?<=\bSt)\. |(?<=\bMt)\. |(?<=\bFt)\. |(?<=\bSte)\. )"
_SMALL = "|".join(sorted(_JOINTS, key=lambda word: (-len(word), word)))
_RUN = re.compile(
    rf"(?:(?<![\w-])(?:{'|'.join(sorted(_ARTICLES))})[-‑])?{_CAPITAL}"
    rf"(?:{_GAP}(?:(?:{_SMALL}){_GAP}){{0,3}}(?:[dl]['’])?(?:{_CAPITAL}|\d+\b))*"
)
_LED = re.compile(r"\b(?:in|near|outside) $")
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,20})? ?(?:\([A-Z]|--|[—–])")
_NEXT = re.compile(r" ([a-z]+)\b")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.? $")


class Word(NamedTuple):
    """A word of a run."""

    start: int
    end: int
    text: str
    is_capital: bool


Run = list[Word]
"""Capitalised words and the small ones between them, parted by nothing but a blank or a hyphen."""


def runs(text: str) -> list[Run]:
    """Find the stretches of a text that may hold names; apostrophes part no words, hyphens do."""
    found = []
    new = tuple.__new__  # past the named constructor, which takes a quarter of the time
    for match in _RUN.finditer(text):
        at = match.start()
        run: Run = []
        for word in _WORD.finditer(match.group()):
            start, end = word.span()
            written = word.group()
            run.append(new(Word, (at + start, at + end, written, written[0].isupper())))
        found.append(run)
    return found


def spans_of_names(run: Run) -> Iterator[tuple[int, int]]:
    """Yield the parts of a run, first to behind the last word, that have the shape of a name."""
    for first, word in enumerate(run):
        if not word.is_capital and word.text not in _ARTICLES:
            continue
        for behind in range(first + 1, min(first + LONGEST_NAME, len(run)) + 1):
            last = run[behind - 1]
            if last.is_capital or (behind - first > 1 and last.text[0].isdigit()) or last.text[1:2] in {"'", "’"}:
                yield first, behind


class Known(NamedTuple):
    """What the gazetteer has under a name."""

    people: float = 0.0
    """In the largest place of that name."""
    is_wide: bool = False
    """Whether a country, a first-level division or a region is called so."""
    is_demonym: bool = False
    """Whether it is a word of nationality, where those are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of the text that seems to name a place."""

    start: int
    end: int
    name: str
    entity: str | None = None
    """Type that the reader gave to these words, if any."""
    is_demonym: bool = False


def mentions(text: str, parse: Parse, known: Mapping[str, Known], found: Sequence[Run]) -> list[Mention]:
    """Choose the words that name places.

    Args:
        text: The report's text.
        parse: May hold sentences alone; entities decide where there are any.
        known: What the gazetteer has under each name that was looked up; absent where it has none.
        found: `runs(text)`.

    Returns:
        Mentions in the order of the text; none overlap.
    """
    verbs = [t.end for s in parse.sentences for t in s.tokens if t.upos == "VERB" and t.deprel in {"amod", "compound"}]
    seen = [_behind_verb(text, entity, verbs) for entity in parse.entities]
    entities = _EntityMap([part for entity in seen for part in _parts(text, entity)])
    taken: list[Mention] = []
    for run in found:
        by_start: dict[int, list[int]] = {}
        for first, behind in spans_of_names(run):
            if text[run[first].start : run[behind - 1].end] in known:
                by_start.setdefault(first, []).append(behind)
        covered = 0
        for first, ends in by_start.items():
            if first < covered:
                continue
            for behind in reversed(ends):
                if _is_place(text, (first, behind), run, entities, known):
                    start, end = run[first].start, run[behind - 1].end
                    kind = entities.type_over(start, end)
                    name = text[start:end]
                    taken.append(
                        Mention(start=start, end=end, name=name, entity=kind, is_demonym=known[name].is_demonym)
                    )
                    covered = behind
                    break
    return _with_entities(text, entities, taken) if parse.entities else taken


class _EntityMap:
    """Answers which entity lies over some words."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = sorted(entities, key=lambda entity: (entity.start, -entity.end))
        self._longest = max((entity.end - entity.start for entity in entities), default=0)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._entities)

    def over(self, start: int, end: int) -> Entity | None:
        """Return the entity that shares the most with a stretch; of nested ones the tightest."""
        best, fit = None, (0, 0)
        for entity in self._entities[bisect_right(self._entities, start - self._longest, key=_START) :]:
            if entity.start >= end:
                break
            if entity.end > start:
                own = (_shared(entity, start, end), entity.start - entity.end)
                if best is None or own > fit:
                    best, fit = entity, own
        return best

    def type_over(self, start: int, end: int) -> str | None:
        """Return the type of that entity."""
        entity = self.over(start, end)
        return entity.type if entity else None


def _shared(entity: Entity, start: int, end: int) -> int:
    return min(entity.end, end) - max(entity.start, start)


def _is_place(  # noqa: PLR0911  # one case a sort of words
    text: str, words_of: tuple[int, int], run: Run, entities: _EntityMap, known: Mapping[str, Known]
) -> bool:
    first, behind = words_of
    start, end = run[first].start, run[behind - 1].end
    lexicon = words()
    name = fold(text[start:end])
    is_one = behind - first == 1
    is_acronym = is_one and run[first].text.isupper()
    if is_acronym and name in lexicon.acronyms:
        return True
    if is_one and (name in lexicon.common or len(name) < 2):  # noqa: PLR2004
        return False
    entity = entities.over(start, end)
    what = known[text[start:end]]
    if entity is not None and entity.start > start and run[first].text == "The" and not is_one:
        return False
    if what.is_demonym:
        return entity is None or entity.type != "PERSON"
    if entity is not None and entity.type in PLACE_TYPES:
        is_whole = entity.end - entity.start <= end - start + len("the ")
        begins_a_body = entity.type == "STATE" and entity.start == start and what.is_wide
        return (
            is_whole
            or begins_a_body
            or _is_head(text, entity, start, end)
            or _is_half(text, entity, (start, end), known)
        )
    if _is_of_a_town(text, words_of, run, entity):
        return name not in lexicon.given
    if entity is not None and entity.type in NAME_TYPES:
        is_paper = fold(text[entity.start : entity.end].rpartition(" ")[2]) in lexicon.papers
        if is_paper and entity.end > end and not what.is_wide:
            return False
        is_after_of = text.endswith((" of ", " of the "), 0, start)
        return _is_place_after_all(entity, what, name, (start, end), is_after_of=is_after_of)
    is_given_name = is_one and name in lexicon.given and not what.is_wide
    if is_given_name or (is_acronym and len(name) <= _LONGEST_ACRONYM and not _is_shouted(first, run)):
        return False
    return _stands_alone(text, first, behind, run) or (what.is_wide and _names_a_body(behind, run))


def _is_of_a_town(text: str, words_of: tuple[int, int], run: Run, entity: Entity | None) -> bool:
    """Whether a name can only be a place's by what touches it, whatever the reader took it for.

    Oxford Police, a Camden man, LONDON (Reuters), "in Hayes".
    """
    first, behind = words_of
    start, end = run[first].start, run[behind - 1].end
    begins = entity is None or entity.start == start
    before = run[first - 1] if first else None
    if before is not None and before.is_capital and fold(before.text) not in words().around:
        return False
    if begins and behind < len(run) and fold(run[behind].text) in words().town_bodies:
        return True
    if begins and ((match := _NEXT.match(text, end)) and match[1] in words().town_bodies):
        return True
    if text[start:end].isupper() and end - start > _LONGEST_ACRONYM and _DATELINE.match(text, end):
        return True
    if entity is None or entity.type not in {"PERSON", "ORG"} or entity.end > end:
        return False
    return bool(_LED.search(text, max(0, start - len("outside ")), start))


def _is_half(text: str, entity: Entity, bounds: tuple[int, int], known: Mapping[str, Known]) -> bool:
    """Whether the rest of a place's entity is another place: Fargo-Moorhead, "Greece Italy" in a list."""
    start, end = bounds
    rest = [piece for piece in (text[entity.start : start], text[end : entity.end]) if piece.strip()]
    if len(rest) != 1:
        return False
    other = known.get(rest[0].strip(" -–/"))
    is_joined = rest[0].strip(" ") != rest[0].strip(" -–/")
    return other is not None and (other.is_wide or (is_joined and other.people >= _SMALL_TOWN))


def _is_head(text: str, entity: Entity, start: int, end: int) -> bool:
    """Whether the rest of a place's entity are words that leave the name one: North, County, the noun of a site."""
    rest = fold(f"{text[entity.start : start]} {text[end : entity.end]}").split()
    lexicon = words()
    return all(word in lexicon.around or word in lexicon.kinds or word in lexicon.modifiers for word in rest)


def _is_place_after_all(entity: Entity, known: Known, name: str, bounds: tuple[int, int], *, is_after_of: bool) -> bool:
    """Whether a name that the reader took for a body, a person or a nationality is a place's.

    Countries and large towns often stand for their governments and teams: the reader is split on them as readers are.
    """
    start, end = bounds
    lexicon = words()
    is_whole = entity.end <= end and entity.end - entity.start <= end - start + len("the ")
    if name in lexicon.given or name in lexicon.demonyms:
        return False
    if entity.type == "PERSON":
        return is_whole and (known.is_wide or known.people >= _LARGE_TOWN)
    if is_whole:
        return known.is_wide or known.people >= _SMALL_TOWN
    if entity.type not in {"ORG", "FORCE"}:
        return False
    return (entity.start == start and (known.is_wide or known.people >= _TOWN_IN_A_BODY)) or (
        is_after_of and (known.is_wide or known.people >= _SMALL_TOWN)
    )


def _stands_alone(text: str, first: int, behind: int, run: Run) -> bool:
    """Whether the words that touch a name leave it a name: not Paris Hilton, Mr. Paris, Washington Post."""
    lexicon = words()
    if first:
        low = fold(run[first - 1].text)
        opens = first == 1 and low in lexicon.common
        shouts = run[first - 1].text.isupper()
        if low in lexicon.titles or low in lexicon.given:
            return False
        if run[first - 1].is_capital and not shouts and low not in lexicon.around and not opens:
            return False
    else:
        match = _WORD_BEFORE.search(text, max(0, run[0].start - 25), run[0].start)
        if match and fold(match[1]) in lexicon.titles:
            return False
    if behind == len(run) or not run[behind].is_capital or run[behind].text.isupper():
        return True
    low = fold(run[behind].text)
    return low in lexicon.around or low in lexicon.after


def _names_a_body(behind: int, run: Run) -> bool:
    """Whether the word behind a country's name begins the name of its body: the Georgia Public Service Commission."""
    return behind < len(run) and fold(run[behind].text) in words().bodies


def _is_shouted(first: int, run: Run) -> bool:
    """Whether the words around are in capitals too, as in a headline."""
    around = [word.text for word in run[max(0, first - 2) : first + 3] if len(word.text) > 1]
    return sum(word.isupper() for word in around) > 2  # noqa: PLR2004 - itself and two more


def _behind_verb(text: str, entity: Entity, verbs: Sequence[int]) -> Entity:
    """Cut an entity that swallowed a clause: of `military left Bagram Airfield` the airfield is kept."""
    end = next((end for end in reversed(verbs) if entity.start < end < entity.end), None)
    if end is None or entity.type not in PLACE_TYPES or not text[end:].lstrip()[:1].isupper():
        return entity
    return Entity(start=end + len(text[end:]) - len(text[end:].lstrip()), end=entity.end, type=entity.type)


def _parts(text: str, entity: Entity) -> list[Entity]:
    """Cut an entity at its commas: `Fresno, Calif.` names two places."""
    written = text[entity.start : entity.end]
    if "," not in written or entity.type not in PLACE_TYPES:
        return [entity]
    parts, start = [], entity.start
    for piece in written.split(","):
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            parts.append(Entity(start=start + lead, end=start + len(piece.rstrip()), type=entity.type))
        start += len(piece) + 1
    return parts


def _with_entities(text: str, entities: _EntityMap, taken: Sequence[Mention]) -> list[Mention]:
    """Add the places that the reader saw and the gazetteer does not know, and abbreviated divisions."""
    lexicon = words()
    added = list(taken)
    for entity in sorted(entities, key=lambda one: one.start - one.end):
        if entity.type not in {"PLACE", "FACILITY"}:
            continue
        start, end = _trimmed(text, entity.start, entity.end)
        if any(mention.start < entity.end and entity.start < mention.end for mention in added):
            continue
        name = text[start:end]
        if end > start and name[0].isupper() and fold(name) not in lexicon.common | lexicon.demonyms.keys():
            added.append(Mention(start=start, end=end, name=name, entity=entity.type))
    return sorted(added, key=lambda mention: mention.start)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut what stands before and behind the name: `the nearby town of Taybat al-Imam`, `Hama's`."""
    if (match := _RUN.search(text, start, end)) and not re.search(
        r"\b(?:hospital|camp|airport|base)\b", text[match.end() : end]
    ):
        return match.start(), match.end()
    if match := re.match(r"(?:the|The|a|an)\s+", text[start:end]):
        start += match.end()
    while end > start and text[end - 1] in " .,;:'’\n":
        end -= 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    return start, end
