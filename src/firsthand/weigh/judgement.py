"""From claims and origins to events, statuses, contradictions and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from firsthand.core.claim import Claim
from firsthand.core.event import Event, Judgement
from firsthand.core.evidence import Report
from firsthand.core.lineage import Lineage
from firsthand.data.events import event_kinds
from firsthand.weigh.conflicts import Conflicts, conflicts, first_day_of, unresolved
from firsthand.weigh.events import events
from firsthand.weigh.focus import Focus, as_asked, focus
from firsthand.weigh.grades import confident
from firsthand.weigh.hindsight import in_hindsight
from firsthand.weigh.leading import behind_it, led, to_show
from firsthand.weigh.meant import meant
from firsthand.weigh.observations import Observation, observations, places_of
from firsthand.weigh.options import Options
from firsthand.weigh.parties import Party, parties
from firsthand.weigh.pile import Pile, pile
from firsthand.weigh.questions import Question, question
from firsthand.weigh.raised import answers_of
from firsthand.weigh.reliability import Reliability, reliability, with_grades
from firsthand.weigh.retractions import retractions, withdrawn
from firsthand.weigh.reviews import attached
from firsthand.weigh.sites import Sites, sites
from firsthand.weigh.status import Weighed, by_fluent, ranked, weighed, with_nested
from firsthand.weigh.survey import is_on_many_matters, survey


def judgement(
    reports: Sequence[Report], claims: Sequence[Claim], lineage: Lineage, *, options: Options | None = None
) -> Judgement:
    """Weigh a pile: what happened, what state each place is in, what does not go together, and the answers.

    Args:
        reports: All reports of the pile.
        claims: All claims of those reports.
        lineage: What trace found in them.
        options: Question, focus, day and reviews; None = nothing is asked.

    Returns:
        The same for the same input in any order. The best answer stands first.

    Raises:
        NoMatch: `site` or `actor` names nothing in the pile.

    Cost: near-linear in the claims; the shown statuses cost O(days) for each of their origins.
    """
    options = options or Options()
    reviews, _ = attached(options.reviews, claims)
    filled = meant(reports, claims, event_kinds())
    known = pile(reports, filled.claims, lineage, as_of=options.as_of, reviews=reviews)
    as_told = {c.id: c for c in claims if c.id in filled.inferred}
    known = replace(known, inferred=filled.inferred, as_told=MappingProxyType(as_told))
    places = sites(place for c in known.claims for place in places_of(c))
    actors = parties(p for c in known.claims for p in c.participants)
    asked = question(options.question) if options.question else None
    about = focus(options, asked, places, actors)
    actors = as_asked(options, about, actors)
    told_back = tuple(retractions(known))
    gone = withdrawn(known, told_back) | {claim for one in lineage.withdrawals for claim in one.claims}
    told = (o for o in observations(known, event_kinds(), places) if o.claim not in gone)
    observed = in_hindsight(known, tuple(told))
    statuses = statuses_of(known, observed, places, actors, (about, options.most_statuses))
    happened = events(known, places, reviews)
    contrary = conflicts(known, statuses, happened, places, told_back)
    return judged(known, places, statuses, happened, contrary, (asked, about))


def judged(
    known: Pile,
    places: Sites,
    statuses: Sequence[Weighed],
    happened: tuple[Event, ...],
    contrary: Conflicts,
    asked: tuple[Question | None, Focus],
) -> Judgement:
    """Return the judgement: statuses with what is unresolved about them and what their sources are worth, and answers.

    Args:
        known: What was known.
        places: The sites of the pile.
        statuses: Those to show, that of the answer first.
        happened: All events.
        contrary: What does not go together.
        asked: The question, and what the answer is about.
    """
    question_, about = asked
    graded = {r.source: r for r in reliability(known, (o for w in statuses for o in w.outcomes))}
    statuses = [_with_grades(_with_conflicts(w, contrary), known, graded) for w in statuses]
    answers = answers_of(known, statuses, happened, contrary, question_, about)
    if question_ is None and about == Focus() and is_on_many_matters(known, statuses):
        answers.insert(0, survey(known, places))
    return Judgement(
        events=happened,
        statuses=tuple(w.status for w in statuses),
        contradictions=contrary.shown,
        answers=tuple(answers),
    )


def statuses_of(
    known: Pile,
    observed: Sequence[Observation],
    places: Sites,
    actors: Mapping[str, Party],
    asked: tuple[Focus, int | None],
) -> list[Weighed]:
    """Return the statuses to show, those of the focus first, of the others the best told; as many as are asked for."""
    about, most = asked
    groups = by_fluent(observed)
    order = ranked(known, groups, actors)
    found = []
    for fluent in to_show(order, about, most):
        site = places.by_key[fluent.site].place
        made = weighed(known, fluent, with_nested(fluent, groups, places), site, actors)
        if made is not None:
            found.append(replace(made, behind=behind_it(known, made)))
    return led(known, found, about)


def _with_conflicts(weighed_: Weighed, found: Conflicts) -> Weighed:
    """Lower the confidence of a status on whose claims the evidence could not settle a conflict."""
    claims = {o.claim for v in weighed_.voices for o in v.observations}
    open_ones = unresolved(found, claims, first_day_of(weighed_))
    if not open_ones:
        return weighed_
    status = replace(weighed_.status, assessment=confident(weighed_.status.assessment, open_ones))
    return replace(weighed_, status=status)


def _with_grades(weighed_: Weighed, known: Pile, graded: Mapping[str, Reliability]) -> Weighed:
    assessment = weighed_.status.assessment
    reasons = with_grades(assessment.reasons, known, graded)
    return replace(weighed_, status=replace(weighed_.status, assessment=replace(assessment, reasons=reasons)))
