"""Reports whose own outlet says later that they were corrected or withdrawn."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id
from firsthand.weigh.differences import Difference
from firsthand.weigh.pile import Pile

RELEVANT = 2  # counts as told by two origins on each side: it is shown whatever the answer is about
RETRACTED = 9.0  # a retraction is shown before what its denial would look like, a conflict
_RETRACTS = re.compile(
    r"\b(retract\w*|withdr[ae]w\w* (?:its|the|an earlier) (?:report|story|claim)|correct(?:ion|ed|s)\b|deleted the|"
    r"an earlier version)",
    re.IGNORECASE,
)


def withdrawn(pile: Pile, told: Iterable[Difference]) -> frozenset[Id]:
    """Return the claims that their own outlet withdrew, and those that only say again what is withdrawn.

    Args:
        pile: What was known.
        told: Its retractions.
    """
    gone: set[Id] = set()
    for found in told:
        later = pile.by_id[found.claims[1]]
        gone.add(found.claims[0])
        if later.is_fact_like:
            gone.add(later.id)
    return frozenset(gone)


def retractions(pile: Pile) -> Iterator[Difference]:
    """Yield the claims of a report that its own outlet later corrects or withdraws, with the words that do so.

    Cost: O(n) in the claims.
    """
    by_outlet: dict[str, list[Claim]] = defaultdict(list)
    for claim in pile.claims:
        report = pile.reports.get(claim.report)
        if report and report.outlet:
            by_outlet[report.outlet].append(claim)
    for outlet, claims in by_outlet.items():
        for later in claims:
            if not _RETRACTS.search(later.quote.text):
                continue
            earlier = [c for c in claims if c.report != later.report and c.mention.kind == later.mention.kind]
            earlier = [c for c in earlier if (pile.published(c) or "") <= (pile.published(later) or "")]
            if earlier:
                yield Difference(
                    claims=(earlier[-1].id, later.id),
                    kind="retraction",
                    about=f"{outlet} corrects or withdraws what it reported",
                    weight=RETRACTED,
                    least=RELEVANT,
                )
