"""Accounts that their own newsroom no longer holds, and who still carries them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id, Quote, Span
from firsthand.core.lineage import Derivation, Withdrawal, WithdrawalKind
from firsthand.trace.copies import Likeness
from firsthand.trace.credits import publisher
from firsthand.trace.inside import Inside
from firsthand.trace.near import are_near
from firsthand.trace.origins import Spoken
from firsthand.trace.same_voice import LONG_COPIED
from firsthand.trace.texts import numbered, stems_of
from firsthand.trace.tracing import Tracing
from firsthand.trace.upstream import may_precede

LEAST_MEANT = 4.0  # nats that the words of withdrawal have in common with what they are about

_ACCOUNT = r"(?:report|story|article|claim|account|statement|dispatch|item|post|tweet|video|version)s?"
_RETRACTS = re.compile(
    rf"\bretract\w*|\bwithdr[ae]w\w*\s+(?:\w+\s+){{0,2}}?{_ACCOUNT}\b|"
    rf"\b{_ACCOUNT}\s+(?:has|have|was|were)\s+(?:been\s+)?(?:withdrawn|deleted)\b|"
    rf"\bdeleted\s+(?:\w+\s+){{0,2}}?{_ACCOUNT}\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"^\W*corrections?\b|\bcorrects?\s+(?:\w+\s+){0,3}?(?:in|to|paragraph|headline|figure|number|name|day|date|story)\b|"
    r"\b(?:earlier|previous) version of this\b|\bthis (?:story|article|report) has been corrected\b",
    re.IGNORECASE,
)


def withdrawals(
    traced: Tracing, found: Sequence[Spoken], claims: Mapping[Id, Claim], derivations: Sequence[Derivation]
) -> tuple[Withdrawal, ...]:
    """Return what newsrooms withdrew, corrected or dropped, each followed into every copy.

    A withdrawal is meant for the earlier account of the same newsroom that its words have most in common with. A
    newsroom's later version that is no shorter drops what it does not tell any more.

    Cost: O(text), and for each withdrawal the reports of its newsroom.
    """
    copies: dict[Id, list[Id]] = defaultdict(list)
    for one in derivations:
        if one.source is not None and one.kind in {"same-text", "rewritten"}:
            copies[one.source].append(one.copy)
    of = {i: one for one in found for i in one.origin.claims}
    inside = Inside(claims.values())
    told: list[Withdrawal] = []
    of_room: dict[str, list[Id]] = defaultdict(list)
    for report in sorted(traced.texts):
        of_room[_room(traced, report) or ""].append(report)
    for by, kind, quote in _said(traced):
        target = _meant(traced, by, quote, of_room[_room(traced, by) or ""])
        if target is not None:
            gone = [claim for claim in inside.of(target) if _in_common(traced, quote.text, claim.quote.text) > 0]
            told.append(
                _followed(Withdrawal(report=target, by=by, kind=kind, proof=(quote,)), gone, of, (claims, copies))
            )
    for report, by, gone in _dropped(traced, inside):
        told.append(_followed(Withdrawal(report=report, by=by, kind="dropped"), gone, of, (claims, copies)))
    return tuple(sorted(told, key=lambda w: (w.report, w.by, w.kind)))


def _said(traced: Tracing) -> Iterator[tuple[Id, WithdrawalKind, Quote]]:
    """Yield reports that withdraw or correct an account, and the sentence that says so."""
    for i, text in sorted(traced.texts.items()):
        if not (_RETRACTS.search(text.report.text) or _CORRECTS.search(text.report.text)):
            continue
        for sentence in text.sentences:
            kinds: list[WithdrawalKind] = ["retracted"] if _RETRACTS.search(sentence.text) else []
            kinds += ["corrected"] if _CORRECTS.search(sentence.text) else []
            if kinds:
                yield i, kinds[0], text.report.quote(sentence.span)
                break


def _meant(traced: Tracing, by: Id, quote: Quote, own: Sequence[Id]) -> Id | None:
    """Return the earlier report of the same newsroom that the words of withdrawal are about."""
    later = traced.texts[by]
    best: tuple[float, Id] | None = None
    for i in own if _room(traced, by) is not None else ():
        text = traced.texts[i]
        if i == by or not may_precede(text, later):
            continue
        if not are_near(text.report.published_day, later.report.published_day, LONG_COPIED):
            continue
        shared = _in_common(traced, quote.text, text.report.text)
        if shared >= LEAST_MEANT and (best is None or shared > best[0]):
            best = (shared, i)
    return best[1] if best else None


def _room(traced: Tracing, report: Id) -> str | None:
    row = publisher(traced.texts[report].report)
    return row.ref if row is not None else traced.newsrooms[report].own


def _in_common(traced: Tracing, words: str, other: str) -> float:
    """Return the weight of the content words that two stretches share, in nats."""
    shared = sorted(numbered(stem) for stem in stems_of(words) & stems_of(other))
    return float(traced.weights.of(np.array(shared, dtype=np.uint32)).sum())


def _dropped(traced: Tracing, inside: Inside) -> Iterator[tuple[Id, Id, list[Claim]]]:
    """Yield an earlier version, the same newsroom's later one, and the claims that only the earlier one has."""
    for like in traced.likenesses:
        versions = _versions(traced, like)
        if versions is None:
            continue
        earlier, later = versions
        begin = 0 if earlier == like.a else 2
        kept = [Span(start=row[begin], end=row[begin + 1]) for row in like.rows.tolist()]
        gone = [c for c in inside.of(earlier) if not any(c.quote.span.meets(span) for span in kept)]
        if gone:
            yield earlier, later, gone


def _versions(traced: Tracing, like: Likeness) -> tuple[Id, Id] | None:
    """Return the earlier and later version where two texts are versions of one newsroom's story."""
    if like.kind != "same-text" or _room(traced, like.a) is None or _room(traced, like.a) != _room(traced, like.b):
        return None
    first, second = sorted((like.a, like.b), key=lambda i: (traced.texts[i].report.published or "", i))
    a, b = traced.texts[first].report, traced.texts[second].report
    if a.published is None or b.published is None or a.published == b.published or len(b.text) < len(a.text):
        return None
    return first, second


def _followed(
    one: Withdrawal,
    gone: Sequence[Claim],
    of: Mapping[Id, Spoken],
    known: tuple[Mapping[Id, Claim], Mapping[Id, Collection[Id]]],
) -> Withdrawal:
    """Return the withdrawal with every copy that carries the account, and all claims in them that go back to it."""
    claims, copies = known
    reports, todo = {one.report}, [one.report]
    while todo:
        for copy in copies.get(todo.pop(), ()):
            if copy != one.by and copy not in reports:
                reports.add(copy)
                todo.append(copy)
    behind = {of[claim.id].origin.id: of[claim.id] for claim in gone if claim.id in of}
    told = [stems_of(claim.quote.text) for claim in gone]
    held = {
        voice.claim
        for spoken in behind.values()
        for voice in spoken.voices
        if voice.report != one.by
        and (voice.report in reports or _is_sole(spoken, one.report))
        and any(_is_told(stems_of(claims[voice.claim].quote.text), words) for words in told)
    }
    reports |= {voice.report for spoken in behind.values() for voice in spoken.voices if voice.claim in held}
    return Withdrawal(
        report=one.report,
        by=one.by,
        kind=one.kind,
        proof=one.proof,
        reports=tuple(sorted(reports)),
        claims=tuple(sorted(held)),
        origins=tuple(sorted(behind)),
    )


def _is_told(words: frozenset[str], gone: frozenset[str]) -> bool:
    """Whether a sentence says what another says, by at least half of the content words of the shorter."""
    return 2 * len(words & gone) >= min(len(words), len(gone))


def _is_sole(spoken: Spoken, report: Id) -> bool:
    """Whether the voice was first carried by that report, so that all who have it have it from there."""
    first = min(spoken.voices, key=lambda v: (v.day or "9999", v.report != report, v.report))
    return first.report == report
