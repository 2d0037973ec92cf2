"""Which body a report means by `the ministry`, `the mission`, `a spokesman`, and who speaks for a body in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id
from firsthand.trace.near import are_near
from firsthand.trace.same_voice import Pair
from firsthand.trace.spoken_on import spoke_in
from firsthand.trace.texts import Text, stems_of
from firsthand.trace.voices import Voice, is_spokesman_by_name

_TAKES_UP = re.compile(
    r"\b(?:ministry|mission|organi[sz]ation|agency|statement|army|military|government|department|command|council|movement|"
    r"office|authorit(?:y|ies)|group|body|forces?|administration|communiqu\w+|release)$"
)
PUBLIC_OFFICE = r"(?:spokes\w+|press secretary|minister|president|commander-in-chief|army chief)"
WORDS_BESIDE = 4  # words behind an office in which its holder's last name stands
_OFFICE = re.compile(PUBLIC_OFFICE, re.IGNORECASE)
_SPOKESMAN = re.compile(r"spokes\w+|press secretary", re.IGNORECASE)
_BESIDE = 60  # code points
_BEFORE = re.compile(r"\b(?P<last>[\w'\u2019-]+),\s+(?:[\w'\u2019-]+\s+){0,5}$")
_ROLE = re.compile(
    r"\b(?:director|mayor|governor|minister|chief|head|commander|ambassador|chairman|administrator)$", re.IGNORECASE
)
_WORD = re.compile(r"[\w'\u2019-]+")
NEAR = 1_500  # code points between a name and the bare noun that takes it up
LEAST_NAME = 2  # content words of a name that may be a fuller one's short form


def settled(voices: Mapping[Id, Voice], claims: Mapping[Id, Claim], texts: Mapping[Id, Text]) -> dict[Id, Voice]:
    """Return the voices with bodies by one name each, and with the day on which each spoke in public.

    A bare noun (`the ministry`, `a statement`) takes the name of the nearest voice of its report that it can mean, and
    else is known in its own report alone; a name that is part of one fuller name alone is that (`Ministry of Health`).
    Where a report tells one day on which a voice spoke, all that it says there was said on that day.

    Cost: O(n log n), and in each report its bare nouns times its names.
    """
    fuller = _fuller(voices.values())
    inside: dict[Id, list[Voice]] = defaultdict(list)
    found = dict(voices)
    for i, voice in voices.items():
        if voice.standing == "body" and voice.name in fuller:
            found[i] = replace(voice, name=fuller[voice.name])
        if voice.standing == "person" and not voice.is_public and _speaks_in_office(voice, texts[voice.report]):
            found[i] = replace(voice, is_public=True)
        if voice.standing in {"body", "person"}:
            inside[voice.report].append(found[i])
    for report, own in inside.items():
        named = [voice for voice in own if not _is_bare(voice)]
        meant = [_taken_up(voice, _meant(voice, named, claims)) if _is_bare(voice) else voice for voice in own]
        found |= {voice.claim: voice for voice in _on_its_day(meant, texts[report])}
    return found


def _taken_up(voice: Voice, meant: Voice | None) -> Voice:
    if meant is None:
        return replace(voice, name=f"{voice.name} {voice.report}")
    return replace(
        voice, standing=meant.standing, name=meant.name, first=meant.first, called=meant.called, side=meant.side
    )


def _on_its_day(voices: Sequence[Voice], text: Text) -> Iterator[Voice]:
    """Yield the voices of one report, those heard in public with the one day on which the report says they spoke."""
    days: dict[tuple[str, str], set[str]] = defaultdict(set)
    bearers: dict[tuple[str, str], str] = {}
    for voice in voices:
        key = _known_as(voice)
        bearers.setdefault(key, voice.called.split()[-1] if voice.called else voice.source.name)
        if voice.spoke:
            days[key].add(voice.spoke)
    for voice in voices:
        key = _known_as(voice)
        if voice.spoke or not voice.is_public:
            yield voice
            continue
        told = days[key] or {day for day in (spoke_in(text, bearers[key]),) if day}
        if not told and voice.standing == "person" and _speaks_in_office(voice, text, spokesmen=True):
            told = {v.spoke for v in voices if v.spoke and _is_spoken_for(v, voice)}
        day = next(iter(told)) if len(told) == 1 else None
        yield replace(voice, spoke=day, around=day) if day else voice


def _is_spoken_for(body: Voice, person: Voice) -> bool:
    """Whether a body may be the one for which a spokesman speaks."""
    return body.standing == "body" and (is_spokesman_by_name(body.source) or person.side in {body.name, body.side})


@lru_cache(maxsize=512)
def officials_in(text: str, *, spokesmen: bool = False) -> frozenset[str]:
    """Return the words close behind an office that speaks in public, and `Reyes` of `Reyes, the UN spokesman`.

    Cost: 0.1 ms for 2,000 code points; the texts that were looked at last are known.
    """
    found: set[str] = set()
    for office in (_SPOKESMAN if spokesmen else _OFFICE).finditer(text):
        found.update(_WORD.findall(text[office.end() : office.end() + _BESIDE])[:WORDS_BESIDE])
    for office in _SPOKESMAN.finditer(text):
        named = _BEFORE.search(text[max(0, office.start() - _BESIDE) : office.start()])
        found |= {named["last"]} if named else set()
    return frozenset(found)


def _speaks_in_office(voice: Voice, text: Text, *, spokesmen: bool = False) -> bool:
    """Whether a report calls the person by an office that speaks in public."""
    last = voice.called.split()[-1:]
    return bool(last) and last[0] in officials_in(text.report.text, spokesmen=spokesmen)


def _known_as(voice: Voice) -> tuple[str, str]:
    """Return what one report calls a voice, so that `the ministry` is not taken for the state's president."""
    return voice.standing, voice.name if voice.standing == "person" else voice.source.name.casefold()


def spoken_for(voices: Sequence[Voice], texts: Mapping[Id, Text]) -> Iterator[Pair]:
    """Yield claims of a body with one of the person who speaks for it, in the same report or alone on that day."""
    sides: dict[tuple[str, str], set[str]] = defaultdict(set)
    for voice in voices:
        if voice.standing == "person" and voice.side:
            sides[voice.name, voice.first].add(voice.side)
    inside: dict[Id, list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.standing in {"body", "person"} and voice.is_public:
            inside[voice.report].append(voice)
    for report, own in inside.items():
        persons = {voice.name: voice for voice in own if voice.standing == "person"}
        speaking = [p for p in persons.values() if _speaks_in_office(p, texts[report], spokesmen=True)]
        for body in own if speaking else ():
            for person in speaking if body.standing == "body" else ():
                side = person.side or next(iter(sides[person.name, person.first]), None)
                if side in {body.name, body.side} and (body.spoke or person.spoke) == (person.spoke or body.spoke):
                    yield body.claim, person.claim
                    break
    yield from _same_day(voices, sides)
    yield from _same_spokesman(voices, sides)
    yield from _by_role(voices)


def _same_day(voices: Sequence[Voice], sides: Mapping[tuple[str, str], set[str]]) -> Iterator[Pair]:
    """Yield claims of a state with one of the only person in its office who is said to have spoken on that day."""
    speaking: dict[tuple[str, str], dict[tuple[str, str], Id]] = defaultdict(dict)
    for voice in voices:
        if voice.standing == "person" and voice.is_public and voice.spoke:
            for side in sides.get((voice.name, voice.first), ()):
                speaking[side, voice.spoke].setdefault((voice.name, voice.first), voice.claim)
    for voice in voices:
        if voice.standing == "body" and voice.is_public and voice.spoke:
            persons = speaking.get((voice.name, voice.spoke), {})
            if len(persons) == 1:
                yield voice.claim, next(iter(persons.values()))


def _same_spokesman(voices: Sequence[Voice], sides: Mapping[tuple[str, str], set[str]]) -> Iterator[Pair]:
    """Yield claims of a state with those of the only spokesman of it whom reports of that day quote."""
    speaking: dict[tuple[str, str], dict[tuple[str, str], Id]] = defaultdict(dict)
    for voice in voices:
        if voice.standing == "person" and voice.around and is_spokesman_by_name(voice.source):
            for side in sides.get((voice.name, voice.first), ()):
                speaking[side, voice.around].setdefault((voice.name, voice.first), voice.claim)
    for voice in voices:
        if voice.standing == "body" and voice.is_public and voice.around:
            persons = speaking.get((voice.name, voice.around), {})
            if len(persons) == 1:
                yield voice.claim, next(iter(persons.values()))


def _by_role(voices: Sequence[Voice]) -> Iterator[Pair]:
    """Yield claims of `the hospital director` with one of the only person whom another report calls so at that time."""
    persons: dict[str, list[tuple[frozenset[str], Voice]]] = defaultdict(list)
    for voice in voices:
        if voice.standing == "person":
            words = stems_of(voice.source.name)
            for word in words:
                persons[word].append((words, voice))
    for voice in voices:
        if voice.standing != "body" or not _ROLE.search(voice.source.name) or voice.called:
            continue
        role = stems_of(voice.source.name)
        scarce = min(role, key=lambda word: (len(persons[word]), word), default="")
        near = [
            person
            for words, person in persons[scarce]
            if role <= words and person.report != voice.report and are_near(person.around, voice.around)
        ]
        if len(role) >= LEAST_NAME and len({person.name for person in near}) == 1:
            yield voice.claim, min(person.claim for person in near)


def _is_bare(voice: Voice) -> bool:
    """Whether a body has no name: a noun alone, that stands for one told before."""
    return voice.standing == "body" and voice.name == voice.source.name.casefold() == voice.source.name


def _meant(voice: Voice, named: Sequence[Voice], claims: Mapping[Id, Claim]) -> Voice | None:
    """Return the nearest voice of the report that a bare noun can mean; one that stands before it is nearer."""
    at = claims[voice.claim].quote.span.start
    spokes = is_spokesman_by_name(voice.source)
    if not spokes and not _TAKES_UP.search(voice.name):
        return None
    best: tuple[int, Id, Voice] | None = None
    for other in named:
        if (other.standing == "person") != spokes or (spokes and not other.is_public):
            continue
        if not spokes and voice.name.startswith("minist") and not _may_have_ministries(other):
            continue
        place = claims[other.claim].quote.span.start
        apart = at - place if place <= at else 2 * (place - at)
        if apart <= NEAR and (best is None or (apart, other.claim) < best[:2]):
            best = apart, other.claim, other
    return best[2] if best else None


def _may_have_ministries(voice: Voice) -> bool:
    return "minist" in voice.source.name.casefold() or voice.name == voice.side


def _fuller(voices: Iterable[Voice]) -> dict[str, str]:
    """Return, for names of bodies that are part of one other name alone, that name."""
    words: dict[str, frozenset[str]] = {}
    for voice in voices:
        if voice.standing == "body" and not _is_bare(voice):
            words.setdefault(voice.name, stems_of(voice.source.name))
    holding: dict[str, list[str]] = defaultdict(list)
    for name, own in words.items():
        for word in own:
            holding[word].append(name)
    found = {}
    for name, own in words.items():
        if len(own) < LEAST_NAME or name.startswith("actor:"):
            continue
        scarce = min(own, key=lambda word: (len(holding[word]), word))
        wider = [other for other in holding[scarce] if other != name and own <= words[other]]
        if len(wider) == 1:
            found[name] = wider[0]
    return found
