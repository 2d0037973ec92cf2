"""What is counted in a claim, and how many: of its participants, and of those named beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from firsthand.core.claim import Claim, Participant
from firsthand.weigh.folding import words

UNBOUNDED = 10**9  # no number of people or things
Bounds = tuple[int, int]
_THINGS: Mapping[str, str] = {
    "staff": "staff worker medic medical health doctor nurse paramedic",
    "patients": "patient wounded injured sick",
    "people": "people person civilian citizen displaced refugee evacuee resident families family inhabitant individual",
    "soldiers": "soldier troop force personnel men serviceman servicemen fighter peacekeeper",
    "babies": "baby babies infant newborn",
    "vehicles": "vehicle truck lorry lorries bus buses car ambulance",
}
_THING_OF = {word: thing for thing, listed in _THINGS.items() for word in listed.split()}
_MANY: Mapping[str, Bounds] = {
    "dozens": (24, 199),
    "scores": (40, 199),
    "hundreds": (200, 1999),
    "thousands": (2000, 19999),
}
"""What a word for many may mean at most: who says "dozens" does not mean thousands."""
_FIRST = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_IN_WORDS: Mapping[str, int] = {
    **{word: n for n, word in enumerate(_FIRST.split(), start=1)},
    "a dozen": 12,
    "two dozen": 24,
    "a hundred": 100,
}
_ABOUT = "about|around|some|roughly|approximately|nearly|almost|an estimated|estimated|over|more than|at least|up to"
_NUMBER = rf"(?:(?P<how>{_ABOUT}) )?(?P<n>\d[\d,]*|{'|'.join(sorted(_IN_WORDS, key=len, reverse=True))})"
_COUNTED = rf"{_NUMBER} (?P<what>(?:[\w'-]+ ){{0,4}}?(?:{'|'.join(_THING_OF)})s?)\b"
_WITHIN = re.compile(_COUNTED, re.IGNORECASE)
_BEFORE = re.compile(rf"{_COUNTED},?(?: and| with| along with| plus| as well as) $", re.IGNORECASE)
_AFTER = re.compile(rf",?(?: and| with| along with| plus| as well as| carrying| comprising) {_COUNTED}", re.IGNORECASE)
_ROUNDING = 0.1  # what "about" allows on either side


def counts_of(claim: Claim) -> Iterator[tuple[Participant, str, Bounds]]:
    """Yield what a claim counts, with its participant: the numbers of participants, and those told in one breath.

    Of "130 patients and 15 medics remain" one is a participant; the other is told of the same.
    """
    text = claim.quote.text
    for p in claim.participants:
        bounds = _meant(p)
        if bounds is None:
            continue
        seen = {thing(p)}
        yield p, thing(p), bounds
        at = text.find(p.name)
        beside = [*_WITHIN.finditer(p.name)]
        if at >= 0:
            beside += [m for m in (_BEFORE.search(text[:at]), _AFTER.match(text[at + len(p.name) :])) if m]
        for m in beside:
            counted = thing_named(m["what"])
            if counted not in seen:
                seen.add(counted)
                yield p, counted, _read(m["n"], m["how"])


def _read(number: str, how: str | None) -> Bounds:
    n = _IN_WORDS.get(number.casefold()) or int(number.replace(",", ""))
    how = (how or "").casefold()
    if how in {"over", "more than", "at least"}:
        return n, UNBOUNDED
    if how == "up to":
        return 0, n
    return around(n) if how else (n, n)


def around(n: int) -> Bounds:
    """Return the bounds of "about" so many."""
    return round(n * (1 - _ROUNDING)), round(n * (1 + _ROUNDING))


def _meant(participant: Participant) -> Bounds | None:
    """Return the bounds of a participant's number, "dozens" and the like with an end."""
    many = next((found for word in words(participant.name)[:1] if (found := _MANY.get(word))), None)
    return many if many is not None and participant.count_low is not None else bounds_of(participant)


def bounds_of(participant: Participant) -> tuple[int, int] | None:
    """Return the lowest and highest number told of a participant, UNBOUNDED for "at least 14"; None where none is."""
    low, high = participant.count_low, participant.count_high
    if low is None and high is None:
        return None
    return (low if low is not None else 0), (high if high is not None else UNBOUNDED)


def thing(participant: Participant) -> str:
    """Return what is counted of a participant: the first known word of the name, else its last before a preposition."""
    return thing_named(participant.name.split(" from ")[0].split(" in ")[0])


def thing_named(text: str) -> str:
    """Return what is counted: the first known word, else the last one."""
    named = [w for w in words(text) if w.isalpha() and w not in {"and", "or"}]
    known = (_THING_OF.get(w) or _THING_OF.get(w.rstrip("s")) for w in named)
    return next((known_as for known_as in known if known_as), named[-1] if named else text)


def range_of(bounds: tuple[int, int]) -> str:
    """Return bounds in words: `at least 14`, `250`, `225 to 275`, `dozens`."""
    if (many := next((word for word, meant in _MANY.items() if meant == bounds), None)) is not None:
        return many
    if bounds[1] == UNBOUNDED:
        return f"at least {bounds[0]:,}"
    if bounds[0] == 0:
        return f"at most {bounds[1]:,}"
    return f"{bounds[0]:,}" if bounds[0] == bounds[1] else f"{bounds[0]:,} to {bounds[1]:,}"
