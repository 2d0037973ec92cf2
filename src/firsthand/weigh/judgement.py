"""From claims and origins to events, statuses, contradictions and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.core.claim import Claim
from firsthand.core.event import Contradiction, Judgement
from firsthand.core.evidence import Report
from firsthand.core.lineage import Lineage
from firsthand.data.events import event_kinds
from firsthand.weigh.answers import answers_of
from firsthand.weigh.conflicts import contradictions, unresolved
from firsthand.weigh.events import events
from firsthand.weigh.grades import confident
from firsthand.weigh.observations import Fluent, Observation, observations, places_of
from firsthand.weigh.options import Options
from firsthand.weigh.parties import Party, parties, party_named
from firsthand.weigh.pile import Pile, pile
from firsthand.weigh.sites import Site, Sites, site_named, sites
from firsthand.weigh.status import STATUSES_SHOWN, Weighed, by_fluent, ranked, weighed, with_nested


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What the answer is about, as far as the options tell."""

    site: Site | None = None
    party: Party | None = None


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
    known = pile(reports, claims, lineage, as_of=options.as_of, reviews=options.reviews)
    places = sites(place for c in known.claims for place in places_of(c))
    actors = parties(p for c in known.claims for p in c.participants)
    focus = Focus(
        site=site_named(options.site, places) if options.site else None,
        party=party_named(options.actor, actors) if options.actor else None,
    )
    observed = observations(known, event_kinds(), places)
    statuses = statuses_of(known, observed, places, actors, focus)
    happened = events(known, places, options.reviews)
    contrary = contradictions(known, statuses, happened)
    statuses = [_with_conflicts(w, contrary) for w in statuses]
    answers = answers_of(known, statuses, happened, contrary, options.question)
    return Judgement(
        events=happened,
        statuses=tuple(w.status for w in statuses),
        contradictions=contrary,
        answers=tuple(answers),
    )


def statuses_of(
    known: Pile, observed: Sequence[Observation], places: Sites, actors: Mapping[str, Party], focus: Focus
) -> list[Weighed]:
    """Return the statuses to show, that of the focus first, then those on which most origins speak."""
    groups = by_fluent(observed)
    order = ranked(known, groups)
    asked = [f for f in order if _fits(f, focus)]
    if focus.site and focus.party:
        exact = Fluent(aspect="presence", party=focus.party.key, site=focus.site.key)
        asked = [exact, *(f for f in asked if f != exact)]
    chosen = list(dict.fromkeys([*asked, *order]))[:STATUSES_SHOWN]
    found = []
    for fluent in chosen:
        site = places.by_key[fluent.site].place
        made = weighed(known, fluent, with_nested(fluent, groups, places), site, actors)
        if made is not None:
            found.append(made)
    return found


def _fits(fluent: Fluent, focus: Focus) -> bool:
    if focus.site is None and focus.party is None:
        return False
    right_site = focus.site is None or fluent.site == focus.site.key
    right_party = focus.party is None or fluent.party == focus.party.key or fluent.aspect != "presence"
    return right_site and right_party


def _with_conflicts(weighed_: Weighed, found: Sequence[Contradiction]) -> Weighed:
    """Lower the confidence of a status on whose claims the evidence could not settle a conflict."""
    claims = {o.claim for v in weighed_.voices for o in v.observations}
    open_ones = unresolved(found, claims)
    if not open_ones:
        return weighed_
    status = replace(weighed_.status, assessment=confident(weighed_.status.assessment, open_ones))
    return replace(weighed_, status=status)
