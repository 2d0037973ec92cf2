"""What the reader saw in one text -> the JSON line of `firsthand parse`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from firsthand.core.evidence import Report, Span
from firsthand.core.parse import Parse, Sentence, Timex, Toponym
from firsthand.write.rows import place_row


def seen(report: Report, parse: Parse, timexes: Sequence[Timex], toponyms: Sequence[Toponym]) -> dict[str, Any]:
    """Return the fields that DESIGN names for `parse`; offsets are code points of `text`."""
    return {
        "text": report.text,
        "published": report.published,
        "language": report.language,
        "sentences": [_sentence(sentence) for sentence in parse.sentences],
        "entities": [{"start": one.start, "end": one.end, "type": one.type} for one in parse.entities],
        "attributions": [
            {"source": _pairs(one.source), "cue": _pairs(one.cue), "content": _pairs(one.content)}
            for one in parse.attributions
        ],
        "timexes": [_timex(one) for one in timexes],
        "toponyms": [_toponym(one) for one in toponyms],
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "start": sentence.start,
        "end": sentence.end,
        "certainty": [{"start": c.start, "end": c.end, "value": c.value} for c in sentence.certainty],
        "tokens": [
            {
                "start": token.start,
                "end": token.end,
                "lemma": token.lemma,
                "upos": token.upos,
                "head": token.head,
                "deprel": token.deprel,
            }
            for token in sentence.tokens
        ],
    }


def _timex(one: Timex) -> dict[str, Any]:
    span = one.span
    return {
        "start": one.start,
        "end": one.end,
        "type": one.type,
        "value": one.value,
        "edtf": span.edtf if span else None,
        "span": {"begin": [span.begin_earliest, span.begin_latest], "end": [span.end_earliest, span.end_latest]}
        if span
        else None,
        "note": one.note,
    }


def _toponym(one: Toponym) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        **place_row(one.place),
        "why": [f"{c.place.name}: {c.why} ({c.score:.2f})" for c in one.candidates],
    }
