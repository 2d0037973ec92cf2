"""Which event the words of a question mean: by what happened, who did it and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from firsthand.core.event import Event
from firsthand.data.actors import actors
from firsthand.data.events import event_kinds
from firsthand.weigh.differing_events import trigger
from firsthand.weigh.folding import words
from firsthand.weigh.parties import party_key
from firsthand.weigh.pile import Pile

NAMED, WORDED, PARTY, PLACE, THING = 2.0, 1.0, 2.0, 1.0, 0.5  # questions on the labelled cases; their order matters
LONGEST_NAME = 4
LEAST_STEM = 3
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_COMMON = frozenset({"ha", "had", "hav", "did", "do", "was", "were", "is", "ar", "be", "who", "when", "how", "many"})
_IRREGULAR: Mapping[str, str] = {
    "left": "leav", "took": "tak", "taken": "tak", "fled": "flee", "held": "hold", "gave": "giv", "given": "giv",
    "came": "com", "went": "go", "gone": "go", "shot": "shoot", "struck": "strik", "fell": "fall", "fallen": "fall",
    "lost": "los", "told": "tell", "said": "say", "sent": "send", "brought": "bring", "shut": "shut", "hit": "hit",
}  # fmt: skip


def stem(word: str) -> str:
    """Return the part of a word that its forms share, nearly: `order` for `ordered`, `ordering` and `orders`."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    cut = _ENDING.sub("", word)
    cut = cut if len(cut) >= LEAST_STEM else word
    return cut[:-1] if len(cut) > LEAST_STEM and cut[-1] == cut[-2] else cut


@cache
def _kinds_by_stem() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind in event_kinds().values():
        for frame in kind.frames:
            for said in (*frame.verbs, *frame.nouns):
                found.setdefault(stem(said.split()[0].casefold()), set()).add(kind.name)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def kinds_meant(said: Iterable[str]) -> frozenset[str]:
    """Return the kinds of event that some words may name."""
    return frozenset(kind for word in said for kind in _kinds_by_stem().get(stem(word), ()))


def parties_meant(text: str) -> frozenset[str]:
    """Return the keys of the known parties that a text names."""
    said = re.findall(r"[\w.'-]+", text)
    runs = (" ".join(said[k : k + n]) for n in range(LONGEST_NAME, 0, -1) for k in range(len(said) - n + 1))
    found = (actors().match(run) for run in runs)
    return frozenset(actor.side or actor.ref for actor in found if actor is not None)


def event_meant(pile: Pile, text: str, events: Sequence[Event]) -> Event | None:
    """Return the event that a question means, of several the one told by most origins; None where none fits.

    What happened must be named by a word of its own; a party or a place that the question names and the event has
    otherwise rules it out.

    Cost: O(n) in the events and their claims.
    """
    said = words(text)
    stems = {stem(word) for word in said} - _COMMON
    kinds, parties = kinds_meant(said), parties_meant(text)
    places = {word for e in events for loc in e.locations for word in words(loc.place.name)}
    best, found = 0.0, None
    for event in events:
        fit = _happening(pile, event, stems, kinds) + _who(event, stems, parties) + _where(event, set(said) & places)
        if fit > best:
            best, found = fit, event
    return found if best >= WORDED + THING else None


def _happening(pile: Pile, event: Event, stems: set[str], kinds: frozenset[str]) -> float:
    told = [pile.by_id[c] for c in (*event.claims_for, *event.claims_against, *event.claims_other)]
    triggers = {stem(word) for claim in told for word in words(trigger(pile, claim))[:1]}
    if triggers & stems:
        return NAMED
    return WORDED if event.kind in kinds else -PARTY - PLACE - NAMED


def _who(event: Event, stems: set[str], parties: frozenset[str]) -> float:
    acting = {party_key(p) for p in event.participants if p.role == "agent"}
    known = {key for key in acting if key.startswith("actor:")}
    every = {party_key(p) for p in event.participants}
    named = {stem(word) for p in event.participants for word in words(p.name)}
    shared = THING * len(named & stems)
    if parties and known and not every & parties:
        return -PARTY
    return shared + (PARTY if parties & acting else WORDED if parties & every else 0.0)


def _where(event: Event, asked: set[str]) -> float:
    if not asked:
        return 0.0
    told = {word for loc in event.locations for word in words(loc.place.name)}
    return PLACE if told & asked else -PLACE
