"""The answer as it would have stood after each report, and which report moved it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from firsthand.core.claim import Claim
from firsthand.core.errors import NoMatch
from firsthand.core.event import Answer
from firsthand.core.evidence import Id, Report
from firsthand.core.lineage import Lineage
from firsthand.weigh.grown import GrownCase
from firsthand.weigh.judgement import judgement
from firsthand.weigh.options import Options

STATUSES = 6  # the answer is told of the first; the others are weighed beside it
MOVED = 0.10  # a smaller move of the probability, with the state unchanged, is no move


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The answer once a report was in."""

    report: Id
    day: str | None
    answer: Answer | None
    """None as long as nothing in the reports so far answers."""
    moved: bool
    """Whether the state changed, or its probability by MOVED or more."""


def replay(
    reports: Sequence[Report], claims: Sequence[Claim], lineage: Lineage, *, options: Options | None = None
) -> Iterator[Step]:
    """Yield the answer after each dated report, in the order of publication.

    Where nothing is asked, the question that the whole pile raises first is followed through.

    Origins and derivations are those of the whole pile, cut to the reports so far: what is shown by hindsight about who
    copied whom is used, what was told later is not.

    Cost: what `weigh.grown` takes for each report.
    """
    options = replace(_followed(reports, claims, lineage, options or Options()), most_statuses=STATUSES)
    dated = sorted((r for r in reports if r.published), key=lambda r: (r.published or "", r.id))
    last: Answer | None = None
    case = GrownCase()
    for n, report in enumerate(dated, 1):
        known = dated[:n]
        ids = {r.id for r in known}
        told = [c for c in claims if c.report in ids]
        as_of = max(r.published_day or "" for r in known)
        answer = _answer(case, known, told, lineage, replace(options, as_of=as_of))
        yield Step(report=report.id, day=report.published_day, answer=answer, moved=_moved(last, answer))
        last = answer


def _followed(reports: Sequence[Report], claims: Sequence[Claim], lineage: Lineage, options: Options) -> Options:
    if options.question or options.site or options.actor:
        return options
    answers = judgement(reports, claims, lineage, options=options).answers
    first = next((answer for answer in answers if answer.about is not None), None)
    return replace(options, question=first.question) if first is not None else options


def _answer(
    case: GrownCase, reports: Sequence[Report], claims: Sequence[Claim], lineage: Lineage, options: Options
) -> Answer | None:
    try:
        found = case.judgement(reports, claims, lineage, options=options)
    except NoMatch:  # nobody has named the site or the actor yet
        return None
    return found.answers[0] if found.answers else None


def _moved(before: Answer | None, after: Answer | None) -> bool:
    if before is None or after is None:
        return before is not after
    return before.state != after.state or abs(before.probability - after.probability) >= MOVED
