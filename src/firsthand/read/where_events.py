"""Which places belong to an event: by the tree, then by the words between."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Sentence, Toponym

FARTHEST = 6.0
"""Cost beyond which a place of the sentence is left out where a nearer one is there."""


def event_places(trigger: Span, text: str, parse: Parse, toponyms: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """Return the places of an event in its sentence, nearest in the tree first.

    Args:
        trigger: The word that tells of the event.
        text: The report's text.
        parse: Sentences; with tokens the tree decides, else the distance in words.
        toponyms: Of the whole text.

    Returns:
        Toponyms of the trigger's sentence that may belong to it; empty where it names none.
    """
    sentence = next((one for one in parse.sentences if one.start <= trigger.start < one.end), None)
    if sentence is None:
        return ()
    inside = [place for place in toponyms if sentence.start <= place.start < sentence.end]
    costs = [(cost(trigger, place, text, sentence), place.start, place) for place in inside]
    return tuple(place for _, _, place in sorted(costs, key=lambda row: row[:2]))


def cost(trigger: Span, place: Toponym, text: str, sentence: Sentence) -> float:
    """Return how far a place is from an event: steps in the tree, and a little for the words between."""
    between = text[min(trigger.end, place.end) : max(trigger.start, place.start)]
    words_between = between.count(" ")
    if not sentence.tokens:
        return 0.3 * words_between
    event = _token_at(sentence, trigger.start)
    name = _token_at(sentence, place.start, place.end)
    return _steps(sentence, event, name) + 0.05 * words_between


def _token_at(sentence: Sentence, start: int, end: int | None = None) -> int:
    """Return the token at an offset, or the head of the tokens in a stretch."""
    inside = [n for n, token in enumerate(sentence.tokens) if token.start < (end or start + 1) and start < token.end]
    for number in inside:
        if sentence.tokens[number].head not in inside:
            return number
    return inside[0] if inside else 0


def _steps(sentence: Sentence, one: int, other: int) -> float:
    above: dict[int, int] = {}
    depth, node = 0, one
    while node >= 0 and node not in above:
        above[node] = depth
        depth, node = depth + 1, sentence.tokens[node].head
    steps, node, seen = 0, other, set[int]()
    while node >= 0 and node not in seen:
        if node in above:
            return float(steps + above[node])
        seen.add(node)
        steps, node = steps + 1, sentence.tokens[node].head
    return float(len(sentence.tokens))
