"""On which day a voice first said what is printed again later: by its quotations, and by a term of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id
from firsthand.trace.inside import Inside
from firsthand.trace.near import days_between
from firsthand.trace.same_voice import LONG_COPIED, QUOTED_KEPT, QUOTED_WORDS
from firsthand.trace.texts import Text, numbered, stems_of
from firsthand.trace.voices import Voice

MOST_TERM = 6  # words of a quoted term; longer ones are quotations
_TERM = re.compile('[\u201c"]([^\u201c\u201d"]{3,60}?),?[\u201d"]')
_WORD = re.compile(r"\w+")


def as_first_said(of: Mapping[Id, Claim], voices: Sequence[Voice], texts: Mapping[Id, Text]) -> list[Voice]:
    """Return the voices, what persons and bodies are quoted with dated as when they were first.

    However late a quotation is printed again, it was said once; so was a term of a body's own on one kind of act
    (`a "gesture of goodwill"`). What else a report has that voice say, without a day, was said with it.

    Cost: O(n log n) in the voices, and the words of their quotations.
    """
    spoken = {v.claim: v for v in voices if v.standing in {"person", "body"} and v.is_public and v.around}
    quoted = _first_days(_quotations(of, spoken, texts))
    told = _first_days(_terms(of, spoken)) | quoted
    beside: dict[tuple[Id, str, str], set[str]] = defaultdict(set)
    for claim, day in quoted.items():
        beside[spoken[claim].report, spoken[claim].standing, spoken[claim].name].add(day)
    return [_dated(voice, told, beside) for voice in voices]


def _first_days(said: Iterable[tuple[Voice, int]]) -> dict[Id, str]:
    """Return the claims that repeat what the same voice said in another report, and the first day of it."""
    again: dict[tuple[str, str, int], list[Voice]] = defaultdict(list)
    for voice, what in said:
        again[voice.standing, voice.name, what].append(voice)
    told: dict[Id, str] = {}
    for same in again.values():
        first = min(same, key=lambda v: (v.around or "", v.claim))
        for voice in same:
            if voice.report != first.report and days_between(first.around or "", voice.around or "") <= LONG_COPIED:
                for claim in (first.claim, voice.claim):
                    told[claim] = min(told.get(claim, "9999"), first.around or "9999")
    return told


def _dated(voice: Voice, told: Mapping[Id, str], beside: Mapping[tuple[Id, str, str], set[str]]) -> Voice:
    days = {told[voice.claim]} if voice.claim in told else beside.get((voice.report, voice.standing, voice.name), set())
    if len(days) != 1 or (voice.spoke and voice.claim not in told):
        return voice
    (day,) = days
    return replace(voice, spoke=day, around=day)


def _quotations(
    of: Mapping[Id, Claim], voices: Mapping[Id, Voice], texts: Mapping[Id, Text]
) -> Iterator[tuple[Voice, int]]:
    """Yield voices with numbers for eight words in a row of what they are quoted with, every fourth or so."""
    inside = Inside(of[i] for i in voices)
    for report, text in sorted(texts.items()):
        for span in text.quotes:
            claims = inside.on(report, span)
            words = _WORD.findall(span.of(text.report.text).casefold()) if claims else []
            for start in range(len(words) - QUOTED_WORDS + 1):
                said = numbered(" ".join(words[start : start + QUOTED_WORDS]))
                if not start or said % QUOTED_KEPT == 0:
                    yield from ((voices[claim.id], said) for claim in claims)


def _terms(of: Mapping[Id, Claim], voices: Mapping[Id, Voice]) -> Iterator[tuple[Voice, int]]:
    """Yield bodies with numbers for the content words of the terms that they are quoted with, and the kind of act."""
    for voice in voices.values():
        found = _TERM.findall(of[voice.claim].quote.text) if voice.standing == "body" else ()
        for stem in sorted({stem for term in found if len(term.split()) <= MOST_TERM for stem in stems_of(term)}):
            yield voice, numbered(f"{voice.kind} {stem}")
