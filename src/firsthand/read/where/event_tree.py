"""A sentence as the weighing of an event's places sees it: where the names hang, and on what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from firsthand.core.evidence import Span
from firsthand.core.parse import Entity, Parse, Sentence, Toponym

_DEEPEST = 40
_END = attrgetter("end")
_START = attrgetter("start")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A place's name in the tree."""

    place: Toponym
    token: int
    """Head of the name's tokens."""
    up: tuple[int, ...]
    """Tokens from the event's word to below the turning point."""
    down: tuple[int, ...]
    """Tokens from the name to below the turning point, the name first."""
    top: int
    """Where the way turns: the lowest token above both."""
    entity: Entity | None
    """What the reader took the name's words for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An event's word, its sentence, and the names of places in it, in the order of the text."""

    text: str
    sentence: Sentence
    trigger: Span
    event: int
    cases: dict[int, str]
    """Token to the lemma of its preposition."""
    names: tuple[Named, ...]
    told: dict[int, Mapping[str, float]] = field(default_factory=dict, compare=False, repr=False)
    """First code point of a name to its signs, once asked for: each name is weighed twice."""


def scene(trigger: Span, text: str, parse: Parse, sentence: Sentence, inside: Sequence[Toponym]) -> Scene:
    """Return the sentence of an event with its names. Cost: O(names x depth + tokens + entities)."""
    event = token_at(sentence, trigger.start)
    cases: dict[int, str] = {}
    for one in sentence.tokens:
        if one.deprel == "case":
            cases.setdefault(one.head, one.lemma)
    entities = [one for one in parse.entities if one.start < sentence.end and one.end > sentence.start]
    names = []
    for place in sorted(inside, key=_START):
        token = token_at(sentence, place.start, place.end)
        up, down, top = _path(sentence, event, token)
        names.append(Named(place=place, token=token, up=up, down=down, top=top, entity=_over(entities, place)))
    return Scene(text=text, sentence=sentence, trigger=trigger, event=event, cases=cases, names=tuple(names))


def _over(entities: Sequence[Entity], place: Toponym) -> Entity | None:
    """Return the entity that shares the most with a name; of nested ones the tightest."""
    shared = [
        (min(one.end, place.end) - max(one.start, place.start), one.start - one.end, number)
        for number, one in enumerate(entities)
        if one.start < place.end and one.end > place.start
    ]
    return entities[max(shared)[2]] if shared else None


def token_at(sentence: Sentence, start: int, end: int | None = None) -> int:
    """Return the token at an offset, or the head of the tokens in a stretch."""
    tokens, behind = sentence.tokens, end or start + 1
    first = bisect_right(tokens, start, key=_END)
    inside = []
    for number in range(first, len(tokens)):
        if tokens[number].start >= behind:
            break
        inside.append(number)
    for number in inside:
        if sentence.tokens[number].head not in inside:
            return number
    return inside[0] if inside else 0


def above(sentence: Sentence, number: int) -> list[int]:
    """Return the governors of a token, nearest first."""
    chain: list[int] = []
    number = sentence.tokens[number].head
    while number >= 0 and number not in chain and len(chain) < _DEEPEST:
        chain.append(number)
        number = sentence.tokens[number].head
    return chain


def _path(sentence: Sentence, event: int, name: int) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    from_event, from_name = [event, *above(sentence, event)], [name, *above(sentence, name)]
    shared = next((number for number in from_event if number in from_name), from_event[-1])
    up = from_event[: from_event.index(shared)]
    down = from_name[: from_name.index(shared)] if shared in from_name else from_name
    return tuple(up), tuple(down), shared
