"""Which words of a text name places: names that the gazetteer knows, and what the reader took for a place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from firsthand.core.parse import Entity, Parse, Sentence
from firsthand.read.where.fold import fold
from firsthand.read.where.names import Run, Word, first_run
from firsthand.read.where.words import words

PLACE_TYPES = frozenset({"PLACE", "FACILITY", "STATE"})
NAME_TYPES = frozenset({"PERSON", "ORG", "FORCE", "PLATFORM", "WEAPON", "VEHICLE", "NATIONALITY"})
_LONGEST_ACRONYM = 5
_FIRST = attrgetter("first")
_SMALL_TOWN = 20_000
_LARGE_TOWN = 300_000
_TOWN_IN_A_BODY = 10_000
"""People in a town whose name begins a body's: the Toronto Transit Commission."""
_POINTING = frozenset(
    {"this", "that", "these", "those", "its", "their", "his", "her", "our", "another", "every", "each"}
)
_OWN, _OWNED = "'s", "\u2019s"
_DOMAIN = 2  # letters in the country's part of a site's name: News.Az
_OF_GROUND = re.compile(r" (?:territor(?:y|ies)|soil|airspace|waters|side of the border)\b")
"""What makes a word of nationality the country itself: Azerbaijani territory."""
_LED = re.compile(
    r"\b(?:in|near|outside|around|inside|(?:residents?|people|inhabitants|towns?|cit(?:y|ies)|villages?|outskirts|suburbs?"
    r"|districts?|provinces?|countryside|cent(?:er|re)|neighbo(?:u)?rhoods?|areas?|north|south|east|west) of) $"
)
_LED_SURELY = re.compile(
    r"\b(?:near|outside|(?:residents|inhabitants|towns?|cit(?:y|ies)|villages?|outskirts|suburbs?) of) $"
)
"""What stands before no person's name."""
_LONGEST_LEAD = 16
_NOUNS_WITH_THE = frozenset({"coalition", "mission", "peninsula", "village"})
"""Nouns that, large at the beginning of a sentence, are some place's name: The Mission."""
_WAYS = frozenset({"Road", "Street", "Highway", "Avenue", "Boulevard", "Square"})
"""What is named after a town and lies elsewhere: the Castello Road."""
_AID = ("red crescent", "red cross")
_GOES_ON = re.compile(r"(?:[ -](?:al|el|ad|as|ar|az|an|ash|at|ul|es|ed)[ -]|-)[A-Z][\w'\u2019]+")
_GOES_ON_ANYHOW = re.compile(rf"{_GOES_ON.pattern}| [A-Z][\w'\u2019]+")
"""What belongs to the name before it, though a reader cut it off: `Maaret` of Maaret al-Nouman."""
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,20})? ?(?:\([A-Z]|--|[—–])")
_NEXT = re.compile(r" ([a-z]+)\b")
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th) $")
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th) [A-Z]")
_NUMBER_BEHIND = re.compile(r" [\"“”]?\d+[\"“”]?")
_SITE = re.compile(r"\b(?:hospital|camp|airport|base)\b")
_OF_A_SITE = re.compile(r" (?:military )?(?:air ?base|base|airport|airfield|dam|camp|crossing|pumping station)\b")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.? $")


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
    entities = _EntityMap([part for entity in _unjoined(text, parse) for part in _parts(text, entity)])
    taken: list[Mention] = []
    for run in found:
        names = [name for name in run.names if name.text in known]
        covered = 0
        for first, some in groupby(names, _FIRST):
            if first < covered:
                continue
            for _, behind, name in reversed(list(some)):
                if _is_place(text, (first, behind), run.words, entities, known):
                    start, end = run.words[first].start, run.words[behind - 1].end
                    kind = entities.type_over(start, end)
                    is_demonym = known[name].is_demonym and not _OF_GROUND.match(text, end)
                    taken.append(Mention(start=start, end=end, name=name, entity=kind, is_demonym=is_demonym))
                    covered = behind
                    break
    return _with_entities(text, entities, taken) if parse.entities else taken


class _EntityMap:
    """Answers which entity lies over some words."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = sorted(entities, key=lambda entity: (entity.start, -entity.end))
        self._starts = [entity.start for entity in self._entities]
        self._longest = max((entity.end - entity.start for entity in entities), default=0)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._entities)

    def over(self, start: int, end: int) -> Entity | None:
        """Return the entity that shares the most with a stretch; of nested ones the tightest."""
        best, fit = None, (0, 0)
        for number in range(bisect_right(self._starts, start - self._longest), bisect_left(self._starts, end)):
            entity = self._entities[number]
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
    text: str, words_of: tuple[int, int], run: Sequence[Word], entities: _EntityMap, known: Mapping[str, Known]
) -> bool:
    first, behind = words_of
    start, end = run[first].start, run[behind - 1].end
    lexicon = words()
    name = fold(text[start:end])
    is_one = behind - first == 1
    is_acronym = is_one and run[first].text.isupper()
    if is_acronym and name in lexicon.acronyms:
        return True
    entity = entities.over(start, end)
    if _is_no_name(text, words_of, run, entity):
        return False
    what = known[text[start:end]]
    if entity is not None and run[first].text == "The" and not is_one and (entity.start, entity.end) != (start, end):
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
            or (entity.type == "PLACE" and not is_one and _is_parted(words_of, run))
            or _is_half(text, entity, (start, end), known)
        )
    if _is_of_a_town(text, words_of, run, entity):
        return name not in lexicon.given
    if entity is not None and entity.type in NAME_TYPES:
        is_paper = fold(text[entity.start : entity.end].rpartition(" ")[2]) in lexicon.papers
        if is_paper and entity.end > end and not what.is_wide:
            return False
        is_after_of = text.endswith((" of ", " of the "), 0, start)
        article = len("the ") if text.startswith(("The ", "the "), entity.start) and entity.start < start else 0
        entity = Entity(start=entity.start + article, end=entity.end, type=entity.type)
        return _is_place_after_all(entity, what, name, (start, end), is_after_of=is_after_of)
    is_given_name = is_one and name in lexicon.given and not what.is_wide
    is_bare = is_acronym and len(name) <= _LONGEST_ACRONYM and not _OF_A_SITE.match(text, end)
    if is_given_name or (is_bare and not _is_shouted(first, run)):
        return False
    return _stands_alone(text, first, behind, run) or (what.is_wide and _names_a_body(behind, run))


def _is_of_a_town(text: str, words_of: tuple[int, int], run: Sequence[Word], entity: Entity | None) -> bool:
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
    return bool(_LED.search(text, max(0, start - _LONGEST_LEAD), start))


def _is_no_name(text: str, words_of: tuple[int, int], run: Sequence[Word], entity: Entity | None) -> bool:
    """Whether words are no place's name, though some place is called so: bodies, nouns, the Tal of Tal Abiad."""
    first, behind = words_of
    start, end = run[first].start, run[behind - 1].end
    lexicon, name = words(), fold(text[start:end])
    if name in lexicon.others:
        return True
    if run[first].text == "The" and name in _NOUNS_WITH_THE:
        return True
    if behind < len(run) and run[behind].text in _WAYS and _is_of_a_way(entity, end):
        return True
    if behind - first > 1:
        return False
    is_short = len(name) < 2 or _is_domain(text, start, end)  # noqa: PLR2004
    is_common = name in lexicon.common and not _is_led(text, entity, start)
    return is_short or is_common or (name in lexicon.openers and behind < len(run))


def _is_of_a_way(entity: Entity | None, end: int) -> bool:
    """Whether the reader saw a place that a road's noun belongs to: `the Castello Road`, not `Aleppo Road closures`."""
    return entity is not None and entity.type in PLACE_TYPES and entity.end > end


def _is_led(text: str, entity: Entity | None, start: int) -> bool:
    """Whether a word that is also an ordinary one stands where only a place can: `near Muse`."""
    seen = entity is not None and entity.type == "PLACE" and entity.start == start
    return seen and _LED_SURELY.search(text, max(0, start - _LONGEST_LEAD), start) is not None


def _is_parted(words_of: tuple[int, int], run: Sequence[Word]) -> bool:
    """Whether no other name touches this one: "the southern Gaza city of Khan Younis" has two names, each whole."""
    first, behind = words_of
    return not (first and run[first - 1].is_capital) and not (behind < len(run) and run[behind].is_capital)


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
    rest = fold(
        f"{text[entity.start : start]} {text[end : entity.end].removeprefix(_OWN).removeprefix(_OWNED)}"
    ).split()
    lexicon = words()
    return all(
        word in lexicon.around or word in lexicon.kinds or word in lexicon.modifiers or word in lexicon.shares
        for word in rest
    )


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


def _stands_alone(text: str, first: int, behind: int, run: Sequence[Word]) -> bool:
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
    return not low or low in lexicon.around or low in lexicon.after  # an article begins a new sentence


def _names_a_body(behind: int, run: Sequence[Word]) -> bool:
    """Whether the word behind a country's name begins the name of its body: the Georgia Public Service Commission."""
    return behind < len(run) and fold(run[behind].text) in words().bodies


def _is_shouted(first: int, run: Sequence[Word]) -> bool:
    """Whether the words around are in capitals too, as in a headline."""
    around = [word.text for word in run[max(0, first - 2) : first + 3] if len(word.text) > 1]
    return sum(word.isupper() for word in around) > 2  # noqa: PLR2004 - itself and two more


def _unjoined(text: str, parse: Parse) -> list[Entity]:
    """Cut entities that swallowed a clause: of `military left Bagram Airfield` the airfield is kept."""
    starts = [sentence.start for sentence in parse.sentences]
    seen = []
    for entity in parse.entities:
        cut = None
        if entity.type in PLACE_TYPES and " " in text[entity.start : entity.end]:
            first = max(0, bisect_right(starts, entity.start) - 1)
            cut = _last_verb(parse.sentences[first : bisect_left(starts, entity.end)], entity)
        behind = text[cut : entity.end].lstrip() if cut is not None else ""
        is_name = behind[:1].isupper()
        seen.append(Entity(start=entity.end - len(behind), end=entity.end, type=entity.type) if is_name else entity)
    return seen


def _last_verb(sentences: Sequence[Sentence], entity: Entity) -> int | None:
    """Return where the last verb within an entity ends that the parse holds for a part of its name."""
    ends = [
        token.end
        for sentence in sentences
        for token in sentence.tokens
        if entity.start < token.end < entity.end and token.upos == "VERB" and token.deprel in {"amod", "compound"}
    ]
    return ends[-1] if ends else None


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
    added = list(taken)
    covered = bytearray(len(text))
    for mention in taken:
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for entity in sorted(entities, key=lambda one: one.start - one.end):
        start, end = _trimmed(text, entity.start, entity.end)
        if covered.find(1, entity.start, entity.end) >= 0 or not _is_taken(text, entity, start):
            continue
        goes_on = _GOES_ON_ANYHOW if fold(text[start:end]) in words().openers else _GOES_ON
        if (more := goes_on.match(text, end)) and covered.find(1, end, more.end()) < 0:
            end = more.end()
        name = text[start:end]
        if _is_name(name) and not _is_domain(text, start, end):
            covered[start:end] = b"\1" * (end - start)
            added.append(Mention(start=start, end=end, name=name, entity=entity.type))
    return sorted(added, key=lambda mention: mention.start)


def _is_taken(text: str, entity: Entity, start: int) -> bool:
    """Whether an unknown name is a place's: the reader says so, or what stands before it."""
    if entity.type in {"PLACE", "FACILITY"}:
        return True
    surely = _LED_SURELY.search(text, max(0, start - _LONGEST_LEAD), start) is not None
    return entity.type == "PERSON" and surely


def _is_domain(text: str, start: int, end: int) -> bool:
    return end - start == _DOMAIN and text.startswith(".", start - 1) and text[start - 2 : start - 1].isalnum()


def _is_name(name: str) -> bool:
    """Whether what the reader took for a place has a name, and not just a noun: not "The", "Air Base", "Kurds"."""
    lexicon = words()
    low = fold(name)
    if len(low) < 2 or not (name[0].isupper() or _NUMBERED.match(name)):  # noqa: PLR2004
        return False
    if low.endswith(_AID):
        return False
    no_places = (lexicon.common, lexicon.demonyms, lexicon.peoples, lexicon.others)
    return not _is_noun(name) and not any(low in some for some in no_places)


def _is_noun(name: str) -> bool:
    lexicon = words()
    return all(word in lexicon.kinds or word in lexicon.modifiers or word in _POINTING for word in fold(name).split())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut what stands before and behind the name: `the nearby town of Taybat al-Imam`, `Hama's`."""
    if (run := first_run(text, start, end)) and not _SITE.search(text, run[1], end):
        ordinal = _ORDINAL.search(text, start, run[0])
        number = _NUMBER_BEHIND.match(text, run[1]) if _is_noun(text[slice(*run)]) else None
        return ordinal.start() if ordinal else run[0], number.end() if number else run[1]
    if match := re.match(r"(?:the|The|a|an)\s+", text[start:end]):
        start += match.end()
    while end > start and text[end - 1] in " .,;:'’\n":
        end -= 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    return start, end
