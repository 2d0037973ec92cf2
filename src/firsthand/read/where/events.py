"""Which places belong to an event: a weighing of how each name hangs on the event's word in the tree."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Toponym
from firsthand.read.where.event_signs import Signs, signs, signs_beside
from firsthand.read.where.event_tree import Named, Scene, scene
from firsthand.read.where.words import words

LEAST_CHANCE = 0.4
"""Chance, beside the likeliest place of the sentence, above which another is the event's too."""
LEAST_FOR_BEST = 0.05
"""Chance above which the likeliest place of a sentence is.

Cross-validated on 9,199 sentences of event-location: F1 on sentences with a place is flat to half a point for 0.35-0.5
and 0.02-0.1; a higher bound for the best one trades it against F1 on all.
"""


def event_places(trigger: Span, text: str, parse: Parse, toponyms: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """Return the places of an event in its sentence, the likeliest first.

    Each name is weighed by itself; then each is weighed again beside the likeliest ("in Homs and Hama": both; "in
    Karrada in Baghdad": the first alone).

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
    if not inside:
        return ()
    if not sentence.tokens:
        return tuple(sorted(inside, key=lambda place: (_words_between(text, trigger, place), place.start))[:1])
    seen = scene(trigger, text, parse, sentence, inside)
    first = [chance(signs(seen, name), words().events) for name in seen.names]
    best = likeliest(first)
    if first[best] < LEAST_FOR_BEST:
        return ()
    others = [
        (-beside, name.place.start, name.place)
        for name, beside in zip(seen.names, chances_beside(seen, first, best), strict=True)
        if beside >= LEAST_CHANCE
    ]
    return (seen.names[best].place, *(place for _, _, place in sorted(others, key=lambda row: row[:2])))


def likeliest(chances: Sequence[float]) -> int:
    """Return the number of the highest chance, the first of equals."""
    return max(range(len(chances)), key=lambda number: (chances[number], -number))


def chances_beside(seen: Scene, first: Sequence[float], best: int) -> list[float]:
    """Return the chance of each name beside the likeliest one, whose own is left at 0."""
    return [
        0.0 if number == best else chance(beside(seen, number, first, best), words().events_beside)
        for number in range(len(seen.names))
    ]


def beside(seen: Scene, number: int, first: Sequence[float], best: int) -> Signs:
    """Return the signs of one name beside the likeliest."""
    names: Sequence[Named] = seen.names
    return signs_beside(seen, names[number], names[best], (first[number], first[best]))


def chance(found: Signs, weights: Mapping[str, float]) -> float:
    """Return the chance that weighed signs give, 0 to 1."""
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-min(max(total, -30.0), 30.0)))


def _words_between(text: str, trigger: Span, place: Toponym) -> int:
    return text[min(trigger.end, place.end) : max(trigger.start, place.start)].count(" ")
