"""On whose word: the chain of voices behind each event, nearest first; empty = the outlet's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.core.claim import Source
from firsthand.core.evidence import Span
from firsthand.read.reading import Reading
from firsthand.read.said.again import taken_up
from firsthand.read.said.before import pointing_back
from firsthand.read.said.carried import carried
from firsthand.read.said.cited import Voice, in_sentence
from firsthand.read.said.groups import on_the_record
from firsthand.read.said.layout import by_layout
from firsthand.read.said.leads import leads
from firsthand.read.said.modelled import by_model
from firsthand.read.said.voices import own_order, source_of
from firsthand.read.what.mention import Mention

NEAR_SPEAKER = 400  # code points, about two sentences, between a speaker and a quotation of his


def voices(reading: Reading) -> tuple[Voice, ...]:
    """Return every attribution in a report: by its syntax, then by the reader's own spans where syntax found none.

    Cost: O(tokens times depth).
    """
    found = [
        voice
        for s, tree in enumerate(reading.trees)
        for voice in sorted((*in_sentence(reading, s, tree), *leads(reading, s, tree)), key=_place)
    ]
    found += by_model(reading, found)
    found += by_layout(reading)
    return tuple(pointing_back(reading, list(_over_quotations(reading, found))))


def _place(voice: Voice) -> int:
    return voice.cue.token if voice.cue is not None else 0


def chain(reading: Reading, mention: Mention, known: Sequence[Voice]) -> tuple[Source, ...]:
    """Return the voices that a mention rests on, nearest first, without the report's own credit.

    Where nobody in its own sentence speaks, a voice carries over if the sentences before and after have the same one.
    """
    span = mention.span(reading)
    over = [
        v
        for v in known
        if any(c.start <= span.start < c.end for c in v.covers)
        and not _is_of_itself(v, mention)
        and not _is_dateline(reading, v)
    ]
    over = sorted(
        over,
        key=lambda v: (
            v.rank,
            min(c.end - c.start for c in v.covers if c.start <= span.start < c.end),
            sum(_speaks_of(v, other) for other in over),
            -v.words.start,
        ),
    )
    if not over:
        over = carried(reading, mention, known)
    found: list[Source] = []
    for voice in _nested(over):
        source = resolved(reading, voice, known)
        if source is not None and not any(_same(source, other) for other in found):
            found.append(source)
    if len(found) > 1 and found[0].kind == "unknown" and not found[0].name:
        found = found[1:]  # `were reported hurt, according to a source`: the source is who reported
    if not found and (giver := own_order(reading, mention)) is not None:
        found = [giver]
    return tuple(found)


def _is_dateline(reading: Reading, voice: Voice) -> bool:
    """Whether what was taken for a voice is the place that the report opens with, as in `QAMISHLI: Troops left`."""
    head = reading.report.dateline
    return head is not None and voice.name is not None and voice.name.end <= reading.report.text.find(head) + len(head)


def _nested(over: Sequence[Voice]) -> list[Voice]:
    """Keep the nearest voice and those that speak of it: each further one must cover the words of the one before."""
    kept = list(over[:1])
    for voice in over[1:]:
        inner = kept[-1]
        told = _speaks_of(voice, inner)
        cited = (
            inner.rank == 0
            and voice.cue is not None
            and inner.cue is not None
            and voice.cue.sentence == inner.cue.sentence
        )
        if told or cited:
            kept.append(voice)
    return kept


def _speaks_of(voice: Voice, inner: Voice) -> bool:
    """Whether a voice tells that another one said it: `Haidari said, the agency reported`."""
    return voice is not inner and any(
        c.start <= at < c.end for c in voice.covers for at in (inner.words.start, inner.words.end - 1)
    )


def _is_of_itself(voice: Voice, mention: Mention) -> bool:
    """Whether the cue is the event's own trigger: `agreed`, `ordered` are deeds, not voices for themselves."""
    return voice.cue is not None and voice.cue.sentence == mention.sentence and voice.cue.token in mention.tokens


def _same(a: Source, b: Source) -> bool:
    return a.name.casefold() == b.name.casefold() and a.kind == b.kind


def _over_quotations(reading: Reading, found: Sequence[Voice]) -> Iterable[Voice]:
    """Let a speaker's voice cover the whole quotation that his content touches, and quotations that follow unsigned."""
    voices_found = list(found)
    signed: dict[Span, Voice] = {}
    for voice in voices_found:
        if voice.manner != "said":
            continue
        for quotation in reading.quotations:
            if any(
                c.meets(quotation) and not quotation.holds(voice.words) for c in voice.covers
            ) and not quotation.holds(voice.words):
                signed.setdefault(quotation, voice)
    for quotation in reading.quotations:
        if quotation not in signed and _is_whole(reading, quotation):
            speaker = _speaker(reading, quotation, signed, voices_found)
            if speaker is not None:
                signed[quotation] = speaker
    extra: dict[int, list[Span]] = {id(voice): [] for voice in voices_found}
    for quotation, voice in signed.items():
        extra[id(voice)].append(quotation)
    return [replace(v, covers=(*v.covers, *(q for q in extra[id(v)] if q not in v.covers))) for v in voices_found]


def _is_whole(reading: Reading, quotation: Span) -> bool:
    words = quotation.of(reading.text).split()
    return len(words) > 3  # noqa: PLR2004  # a word or two in marks is no speech


def _speaker(reading: Reading, quotation: Span, signed: dict[Span, Voice], found: Sequence[Voice]) -> Voice | None:
    """Return who speaks an unsigned quotation: the one of the last signed quotation, or who is named just before it."""
    earlier = [
        q
        for q in signed
        if q.end <= quotation.start and not re.search(r"\n\s*\n.*\n\s*\n", reading.text[q.end : quotation.start])
    ]
    near = [
        v
        for v in found
        if v.manner == "said" and v.words.end <= quotation.start and quotation.start - v.words.end < NEAR_SPEAKER
    ]
    if earlier and quotation.start - max(q.end for q in earlier) < 400:  # noqa: PLR2004  # about two sentences
        return signed[max(earlier, key=lambda q: q.end)]
    return near[-1] if near else None


def resolved(reading: Reading, voice: Voice, known: Sequence[Voice]) -> Source | None:
    """Return a voice as a record; pronouns and descriptions by the voice that they take up."""
    node = voice.source and taken_up(reading, voice.source, known)
    source = source_of(reading, node, voice.words, voice.manner, name=voice.name)
    if source is not None and on_the_record(reading, voice, source, known):
        return replace(source, kind="official")
    return source
