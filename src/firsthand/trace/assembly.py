"""Trace a whole pile: derivations, voices, origins, and what is known of each pair of origins."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.core.claim import Claim
from firsthand.core.evidence import Report
from firsthand.core.lineage import Lineage
from firsthand.trace.growing import GrowingPile


def lineage(reports: Sequence[Report], claims: Sequence[Claim]) -> Lineage:
    """Find who has it from whom, and group the claims by the voices that they go back to.

    Args:
        reports: In any order; those whose language is not read too: they are traced by names, figures and credits.
        claims: Of those reports, in any order.

    Returns:
        Derivations by copy, nearest upstream first; origins earliest first; pairs by id. The order of the input
        makes no difference.

    Cost: near-linear in the reports: about 3 ms each (docs/explain/independence.md has the curve).
    """
    return GrowingPile(reports, claims).lineage()
