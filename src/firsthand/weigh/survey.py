"""What a pile on many matters answers when nothing is asked: that it is one, and what it tells of most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from firsthand.core.event import Answer
from firsthand.core.evidence import Id
from firsthand.weigh.observations import places_of
from firsthand.weigh.phrases import listed
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites, is_called, kind_of
from firsthand.weigh.status import Weighed
from firsthand.weigh.words import phrase

LEAST_SHARE = 0.125
"""Of the reports that tell anything, those that must tell of a matter before it leads unasked: 0.35 to 0.83 on five
piles collected about one matter, 0.01 to 0.07 on three of many."""
NAMED = 3  # places that the answer names


def is_on_many_matters(pile: Pile, statuses: Sequence[Weighed]) -> bool:
    """Whether the status that would lead is told of by too few of the reports to be what the pile is about."""
    telling = {c.report for c in pile.claims}
    behind = {pile.by_id[o.claim].report for w in statuses[:1] for v in w.voices for o in v.observations}
    return bool(telling) and len(behind) < LEAST_SHARE * len(telling)


def survey(pile: Pile, places: Sites) -> Answer:
    """Return the answer of a pile on many matters: the places that most reports tell of, no state of any of them."""
    first = _most_told(pile, places)
    names = [name for name, _ in first]
    most = f", most of all of {listed(names)}" if names else ""
    told = len({c.report for c in pile.claims})
    return Answer(
        question="What do these reports tell of?",
        state="unknown",
        probability=0.5,
        words=phrase(0.5),
        since=None,
        sentence=f"These {len(pile.reports)} reports tell of many matters{most}.",
        grounds=tuple(claim for _, claim in first),
        not_known=(f"Any one matter that holds {told} reports together: none is told of by an eighth of them.",),
        next_check="Ask about one of them, with --question or --site." if names else None,
    )


def _most_told(pile: Pile, places: Sites) -> list[tuple[str, Id]]:
    """Return the sites, wide ones aside, that most reports tell of, each with a claim whose words name it."""
    reports: dict[str, set[Id]] = defaultdict(set)
    named: dict[str, Id] = {}
    for claim in pile.claims:
        for place in places_of(claim):
            site = places.of(place)
            if kind_of(site.place) == "wide" or not is_called(site.place):
                continue
            reports[site.key].add(claim.report)
            if site.place.name in claim.quote.text:
                named.setdefault(site.key, claim.id)
    most = sorted((key for key in reports if key in named), key=lambda key: (-len(reports[key]), key))
    return [(places.by_key[key].place.name, named[key]) for key in most[:NAMED]]
