"""Where: the places that a text names, and the ones that belong to an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.core.evidence import Span
from firsthand.core.parse import Candidate, Parse, Toponym
from firsthand.core.spacetime import Place
from firsthand.read.gazetteer import Gazetteer
from firsthand.read.where_events import event_places
from firsthand.read.where_fold import fold
from firsthand.read.where_mentions import Mention, mention_at, mentions, spans_of_names, text_words
from firsthand.read.where_resolve import Asked, ranked
from firsthand.read.where_words import words

MOST_SHOWN = 5
"""Candidates that a toponym carries."""


def toponyms(text: str, parse: Parse, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Find and resolve the places that a text names.

    Args:
        text: The report's text, English.
        parse: Sentences are enough; entities make it surer.
        gazetteer: Where names are looked up.

    Returns:
        Toponyms in the order of the text, none overlapping; lat, lon and ref are None where nothing fits.

    Cost: about 2 ms for a report of 500 words.
    """
    found = text_words(text)
    runs = {text[found[first].start : found[behind - 1].end] for first, behind in spans_of_names(found)}
    names = sorted(runs)
    hits = gazetteer.found(names)
    strength = dict.fromkeys(names, 0.0)
    for which, people in zip(hits.which.tolist(), hits.population.tolist(), strict=True):
        strength[names[which]] = max(strength[names[which]], people + 1)
    chosen = mentions(text, parse, {name: value > 0 for name, value in strength.items()}, found)
    return _resolved(text, chosen, gazetteer)


def resolved(text: str, spans: Sequence[Span], parse: Parse, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Resolve given mentions, whatever they are called; one toponym for each span, in the order given.

    Args:
        text: The report's text.
        spans: Where names of places stand.
        parse: Not needed for more than `toponyms` needs.
        gazetteer: Where names are looked up.
    """
    found = text_words(text)
    ends = [word.end for word in found]
    return _resolved(text, [mention_at(text, span.start, span.end, found, ends) for span in spans], gazetteer)


def _resolved(text: str, chosen: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    names: dict[str, int] = {}
    for mention in chosen:
        names.setdefault(fold(mention.name), len(names))
    if not names:
        return ()
    candidates = gazetteer.found([_in_full(mention_name) for mention_name in _as_written(chosen, names)])
    asked = _asked(text, chosen, names)
    result = ranked(asked, candidates, gazetteer)
    best: dict[str, tuple[Candidate, ...]] = {}
    for name, number in names.items():
        rows = result.of(number)[:MOST_SHOWN]
        best[name] = tuple(
            Candidate(
                place=gazetteer.place(int(result.found.number[row])),
                score=round(float(result.score[row]), 2),
                why=result.why(int(row)),
            )
            for row in rows
        )
    return tuple(_toponym(mention, best[fold(mention.name)]) for mention in chosen)


def _toponym(mention: Mention, candidates: tuple[Candidate, ...]) -> Toponym:
    if not candidates:
        return Toponym(start=mention.start, end=mention.end, place=Place(name=mention.name))
    place = replace(candidates[0].place, name=mention.name)
    return Toponym(start=mention.start, end=mention.end, place=place, candidates=candidates)


def _as_written(chosen: Sequence[Mention], names: dict[str, int]) -> list[str]:
    written = {fold(mention.name): mention.name for mention in reversed(chosen)}
    return [written[name] for name in names]


def _in_full(name: str) -> str:
    """Return what an abbreviation or a word of nationality stands for: `W.Va.` is US.WV, `Syrian` is SY."""
    lexicon = words()
    short = name.rstrip(".").replace(" ", "")
    if name.endswith(".") or short.isupper():
        code = lexicon.states.get(short) or lexicon.states.get(short.replace(".", ""))
        if code:
            return f"={code}"
    code = lexicon.demonyms.get(fold(name))
    return f"={code}." if code else name


def _asked(text: str, chosen: Sequence[Mention], names: dict[str, int]) -> list[Asked]:
    lexicon = words()
    count = [0] * len(names)
    kinds: list[set[str]] = [set() for _ in names]
    holders: list[set[int]] = [set() for _ in names]
    codes: list[set[str]] = [set() for _ in names]
    for place, mention in enumerate(chosen):
        number = names[fold(mention.name)]
        count[number] += 1
        for word in mention.after[:1]:
            if kind := lexicon.kinds.get(fold(word)):
                kinds[number].add(kind)
        tail = text[mention.end : mention.end + 2]
        if tail == ", ":
            if place + 1 < len(chosen) and chosen[place + 1].start == mention.end + 2:
                holders[number].add(names[fold(chosen[place + 1].name)])
            short = text[mention.end + 2 : mention.end + 8].split(" ")[0].rstrip(".,;:)")
            if code := lexicon.states.get(short):
                codes[number].add(code)
    return [
        Asked(name=name, count=count[number], kinds=frozenset(kinds[number]), holders=frozenset(holders[number]), codes=frozenset(codes[number]))
        for name, number in names.items()
    ]


__all__ = ["event_places", "resolved", "toponyms"]
