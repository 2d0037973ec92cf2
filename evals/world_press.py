"""How reports are made in a simulated world: told first-hand, copied, or told again."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from evals import world_words as words
from evals.world_people import Cast, Fact, Newsroom, Voice
from firsthand.core.evidence import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a draft; with a fact it holds a claim."""

    text: str
    fact: Fact | None = None
    voice: Voice | None = None
    """The voice that the sentence names; None = the outlet's own words."""
    via: str | None = None
    """The newsroom that the sentence names as having heard it."""
    template: str | None = None
    """How the fact is told; who tells it anew tells it another way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report before it is written out."""

    key: str
    root: str
    """Key of the original that it goes back to (the first of them)."""
    wording: str
    """Key of the draft whose words it has."""
    outlet: Newsroom
    day: date
    title: str
    sentences: tuple[Sentence, ...]
    credit: str | None = None
    dateline: str | None = None
    sources: tuple[str, ...] = ()
    """Keys of the drafts that it was made from, nearest first."""
    names: tuple[str, ...] = ()
    """Agencies behind those."""

    def text(self) -> tuple[str, list[Span]]:
        """Return the text, two or three sentences a paragraph, and the span of each sentence."""
        parts, spans, at = [], [], 0
        if self.dateline:
            parts.append(f"{self.dateline} ")
            at = len(parts[0])
        for i, sentence in enumerate(self.sentences):
            spans.append(Span(start=at, end=at + len(sentence.text)))
            gap = "\n\n" if i % 3 == 2 else " "  # noqa: PLR2004  # every third ends a paragraph
            parts.append(sentence.text + gap)
            at += len(sentence.text) + len(gap)
        return "".join(parts).rstrip(), spans


def original(key: str, room: Newsroom, day: date, facts: list[Fact], people: Cast, rng: random.Random) -> Draft:
    """Return a newsroom's own report of what its voices told it."""
    told = [_told(fact, fact.voice, room.name, (people, rng)) for fact in facts]
    extra = _background(people, rng, rng.randint(2, 5))
    speakers = [fact.voice for fact in facts if fact.voice.kind in {"anonymous", "official", "named-person"}]
    quoted = [_quotation(rng.choice(speakers), rng) for _ in range(rng.randint(0, 2)) if speakers]
    body = [told[0], *_shuffled([*told[1:], *quoted], rng), *extra]
    return Draft(
        key=key,
        root=key,
        wording=key,
        outlet=room,
        day=day,
        title=_title(people, rng),
        sentences=tuple(body),
        dateline=f"{people.site.name.split()[0].upper()}, {day:%B} {day.day} ({room.name}) -" if room.agency else None,
        credit=room.name if room.agency else None,
    )


def copied(key: str, source: Draft, outlet: Newsroom, day: date, draw: tuple[Cast, random.Random, bool]) -> Draft:
    """Return the source's text cut, spun, or with paragraphs added, its credit kept or not."""
    people, rng, named = draw
    body = list(source.sentences)
    if rng.random() < 0.5:  # noqa: PLR2004  # a coin: cut from the end, as desks do
        body = body[: max(2, round(len(body) * rng.uniform(0.5, 0.9)))]
    if rng.random() < 0.35:  # noqa: PLR2004  # a third add background of their own
        body += _background(people, rng, rng.randint(1, 2))
    if rng.random() < 0.25:  # noqa: PLR2004  # a quarter run it through a spinner
        body = [replace(s, text=words.spun(s.text, rng, 0.6)) for s in body]
    return replace(
        source,
        key=key,
        outlet=outlet,
        day=day,
        title=_title(people, rng) if rng.random() < 0.6 else source.title,  # noqa: PLR2004  # most change the headline
        sentences=tuple(body),
        dateline=source.dateline if named else None,
        credit=(source.credit or source.outlet.name) if named else None,
        sources=(source.key, *source.sources),
        names=_behind(source),
    )


def retold(
    key: str,
    sources: tuple[Draft, ...],
    outlet: Newsroom,
    day: date,
    draw: tuple[Cast, random.Random, bool, float, float],
) -> Draft:
    """Return a report in its own words: facts told anew, voices kept or lost, the upstream named or not, slips made."""
    people, rng, named, unvoiced, errors = draw
    body: list[Sentence] = []
    for source in sources:
        via = _behind(source)[0] if _behind(source) and rng.random() < 0.6 else source.outlet.name  # noqa: PLR2004
        kept = [s for s in source.sentences if s.fact or rng.random() < 0.4]  # noqa: PLR2004  # little background is kept
        for i, sentence in enumerate(kept):
            if sentence.fact is None:
                body.append(
                    sentence
                    if sentence.text.startswith(("“", '"'))
                    else replace(sentence, text=words.spun(sentence.text, rng, 0.5))
                )
                continue
            fact = _slipped(sentence.fact, rng) if rng.random() < errors else sentence.fact
            if fact.detail is not None:
                kept_detail = words.spun(fact.detail, rng, 0.5) if rng.random() < 0.75 else None  # noqa: PLR2004  # a quarter drop it
                fact = replace(fact, detail=kept_detail)
            voice = None if rng.random() < unvoiced else sentence.voice
            telling = _told(fact, voice, via if named else None, (people, rng), sentence.template)
            if named and i == 0 and via not in telling.text:
                telling = replace(telling, text=f"{telling.text[:-1]}, {via} reported.", via=via)
            body.append(telling)
    body += _background(people, rng, rng.randint(0, 3))
    lead, rest = body[0], body[1:]
    if rng.random() < 0.3:  # noqa: PLR2004  # a third change the order
        rest = _shuffled(rest, rng)
    return Draft(
        key=key,
        root=sources[0].root,
        wording=key,
        outlet=outlet,
        day=day,
        title=_title(people, rng),
        sentences=(lead, *rest),
        sources=tuple(dict.fromkeys(k for s in sources for k in (s.key, *s.sources))),
        names=tuple(dict.fromkeys(name for s in sources for name in _behind(s))),
    )


def _behind(source: Draft) -> tuple[str, ...]:
    """Return the agencies that a report made from this one goes back to."""
    return source.names or ((source.outlet.name,) if source.outlet.agency else ())


def _told(
    fact: Fact, voice: Voice | None, via: str | None, draw: tuple[Cast, random.Random], told_before: str | None = None
) -> Sentence:
    people, rng = draw
    day = f"{fact.day:%B} {fact.day.day}"
    slots = {
        "actor": people.actor.name,
        "site": people.site.name,
        "day": day,
        "on_day": f"on {day}",
        "count": str(fact.count),
    }
    template = rng.choice([way for way in words.TELL[fact.kind] if way != told_before])
    told = words.filled(template, slots, rng)
    if fact.detail is not None:
        told = f"{told}, {fact.detail}"
    if voice is None:
        frame = rng.choice(words.UNATTRIBUTED)
    elif voice.kind == "own-observation":
        frame = rng.choice(words.OWN_EYES)
    else:
        frame = rng.choice(words.INTRODUCE[: None if via else 4])
    named = "{via}" in frame
    text = words.filled(frame, {"fact": told, "voice": voice.words if voice else "", "via": via or ""}, rng)
    return Sentence(text=words.capitalised(text), fact=fact, voice=voice, via=via if named else None, template=template)


def _slipped(fact: Fact, rng: random.Random) -> Fact:
    """Return the fact as a careless copier has it."""
    if rng.random() < 0.5:  # noqa: PLR2004  # a coin
        return replace(fact, count=fact.count + rng.choice((-1, 1, 10)))
    return replace(fact, day=fact.day + timedelta(days=rng.choice((-1, 1))), correct=False)


def _background(people: Cast, rng: random.Random, n: int) -> list[Sentence]:
    """Return n sentences that no voice stands behind."""
    found = []
    for _ in range(n):
        slots = {
            "actor": people.actor.name,
            "site": people.site.name,
            "years": str(rng.randint(2, 19)),
            "km": str(rng.randint(11, 89)),
            "decade": str(rng.choice((1950, 1960, 1970, 1980))),
        }
        parts = [words.filled(rng.choice(part), slots, rng) for part in words.BACKGROUND]
        found.append(Sentence(text=f"{' '.join(parts)}."))
    return found


def _quotation(voice: Voice, rng: random.Random) -> Sentence:
    slots = {"years": str(rng.randint(2, 19)), "km": str(rng.randint(11, 89)), "hour": f"{rng.randint(1, 11)} o'clock"}
    return Sentence(text=f"“{words.filled(rng.choice(words.QUOTES), slots, rng)},” {voice.words} said.")


def _title(people: Cast, rng: random.Random) -> str:
    return words.filled(rng.choice(words.TITLES), {"actor": people.actor.name, "site": people.site.name}, rng)


def _shuffled(sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
    return rng.sample(sentences, len(sentences))
