"""Which places belong to an event: a weighing of how each name hangs on the event's word in the tree."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from operator import attrgetter

from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Sentence, Toponym
from firsthand.read.where_words import words

LEAST_CHANCE = 0.4
"""Chance above which a place is the event's."""
LEAST_FOR_BEST = 0.1
"""Chance above which the likeliest place of a sentence is.

Cross-validated on 3,067 sentences of event-location: F1 on sentences with a place is flat to half a point for 0.4-0.5
and 0.05-0.1; a higher bound for the best one trades it against F1 on all.
"""
_LOCATIVE = frozenset(
    [
        "in",
        "at",
        "near",
        "on",
        "inside",
        "outside",
        "around",
        "across",
        "throughout",
        "along",
        "off",
        "within",
        "between",
    ]
)
_MOTION = frozenset(["to", "into", "toward", "towards", "from", "through", "over", "onto"])
_DEEPEST = 40
_END = attrgetter("end")


def event_places(trigger: Span, text: str, parse: Parse, toponyms: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """Return the places of an event in its sentence, the likeliest first.

    Args:
        trigger: The word that tells of the event.
        text: The report's text.
        parse: Sentences; with tokens the tree decides, else the nearest name does.
        toponyms: Of the whole text.

    Returns:
        Toponyms of the trigger's sentence that belong to it; empty where it names none that does.
    """
    sentence = next((one for one in parse.sentences if one.start <= trigger.start < one.end), None)
    if sentence is None:
        return ()
    inside = [place for place in toponyms if sentence.start <= place.start < sentence.end]
    if not sentence.tokens:
        return tuple(sorted(inside, key=lambda place: (_words_between(text, trigger, place), place.start))[:1])
    weights = words().events
    scored = []
    for place in inside:
        parts = features(trigger, place, text, sentence, inside)
        chance = 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in parts.items())))
        scored.append((-chance, place.start, place))
    scored.sort(key=lambda row: row[:2])
    chosen = [
        place for rank, (chance, _, place) in enumerate(scored) if -chance >= (LEAST_CHANCE if rank else LEAST_FOR_BEST)
    ]
    return tuple(chosen)


def features(
    trigger: Span, place: Toponym, text: str, sentence: Sentence, others: Sequence[Toponym]
) -> Mapping[str, float]:
    """Return what speaks for and against a place being an event's, by name: 1 or 0, or a small number."""
    tokens = sentence.tokens
    event, name = _token_at(sentence, trigger.start), _token_at(sentence, place.start, place.end)
    up, down, top = _path(sentence, event, name)
    cases = {token.lemma for token in tokens if token.head == name and token.deprel == "case"}
    cases |= {word for word in (_word_before(text, place.start),) if word in _LOCATIVE | _MOTION}
    chain = _above(sentence, name)
    between = [number for number in (*up[1:], *down[1:]) if tokens[number].upos == "VERB"]
    first = tokens[down[-1]].deprel.partition(":")[0] if down else "self"
    own = len(up) + len(down) + 0.05 * _words_between(text, trigger, place)
    found = {
        "always": 1.0,
        "steps": float(min(8, len(up) + len(down))),
        "steps up": float(min(5, len(up))),
        "words between": math.log1p(_words_between(text, trigger, place)),
        f"relation {tokens[name].deprel}": 1.0,
        f"branch {first}": 1.0,
        f"kind {place.place.kind}": 1.0,
        f"turns at {tokens[top].upos}": 1.0,
        "behind the event": float(place.start > trigger.start),
        "under the event": float(not up),
        "verbs between": float(min(3, len(between))),
        "other names": float(min(4, len(others) - 1)),
        "only name": float(len(others) == 1),
        "locative": float(bool(cases & _LOCATIVE)),
        "motion": float(bool(cases & _MOTION)),
        "of": float("of" in cases),
        "no case": float(not cases),
        "possessive": float(text[place.end : place.end + 2] in {"'s", "’s"}),
        "noun's modifier": float(tokens[name].deprel in {"compound", "amod", "nmod:poss"}),
        "locative above": float(any(_has_case(sentence, number, _LOCATIVE) for number in chain[:2])),
        "dateline": float(place.start - sentence.start < _DATELINE and place.end < trigger.start),
        "holds another": float(any(_holds(other, place, text) for other in others)),
        "held by another": float(any(_holds(place, other, text) for other in others)),
        "nearest": float(all(own <= _near(sentence, text, trigger, one) for one in others if one is not place)),
    }
    return {key: value for key, value in found.items() if value}


_DATELINE = 12  # characters from the sentence's beginning


def _near(sentence: Sentence, text: str, trigger: Span, place: Toponym) -> float:
    up, down, _ = _path(sentence, _token_at(sentence, trigger.start), _token_at(sentence, place.start, place.end))
    return len(up) + len(down) + 0.05 * _words_between(text, trigger, place)


def _holds(inner: Toponym, outer: Toponym, text: str) -> bool:
    """Whether words say that one place lies in another: Nablus, West Bank; the West Bank city of Nablus; X in Y."""
    if inner.start < outer.start:
        gap = text[inner.end : outer.start]
        return gap.strip() in {",", "in", "of"} or (gap.startswith(",") and len(gap) < _NEAR_GAP and " in " in gap)
    gap = text[outer.end : inner.start]
    return outer.end <= inner.start and len(gap) < _NEAR_GAP and (" of " in gap or gap.startswith(("'s", "’s")))


_NEAR_GAP = 28  # characters between two names that one phrase joins


def _words_between(text: str, trigger: Span, place: Toponym) -> int:
    return text[min(trigger.end, place.end) : max(trigger.start, place.start)].count(" ")


def _word_before(text: str, start: int) -> str:
    before = text[max(0, start - 20) : start].lower().split()
    before = [word for word in before if word not in {"the", "a", "an"}]
    return before[-1] if before else ""


def _has_case(sentence: Sentence, number: int, cases: frozenset[str]) -> bool:
    return any(one.head == number and one.deprel == "case" and one.lemma in cases for one in sentence.tokens)


def _token_at(sentence: Sentence, start: int, end: int | None = None) -> int:
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


def _above(sentence: Sentence, number: int) -> list[int]:
    """Return the governors of a token, nearest first."""
    chain: list[int] = []
    number = sentence.tokens[number].head
    while number >= 0 and number not in chain and len(chain) < _DEEPEST:
        chain.append(number)
        number = sentence.tokens[number].head
    return chain


def _path(sentence: Sentence, event: int, name: int) -> tuple[list[int], list[int], int]:
    """Return the tokens on the way: up from the event, down to the name (from the name on), and where it turns."""
    from_event, from_name = [event, *_above(sentence, event)], [name, *_above(sentence, name)]
    shared = next((number for number in from_event if number in from_name), from_event[-1])
    up = from_event[: from_event.index(shared)]
    down = from_name[: from_name.index(shared)] if shared in from_name else from_name
    return up, down, shared
