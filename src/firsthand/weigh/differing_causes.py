"""Why they left: driven out, say some; of their own will, say others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.core.claim import Claim
from firsthand.core.event import Event
from firsthand.weigh.differences import Difference
from firsthand.weigh.differing_events import difference, met
from firsthand.weigh.naming import act
from firsthand.weigh.pairs import FAMILIES
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites

_FORCED = re.compile(
    r"\b(?:dr(?:ove|iven|iving)|forc(?:ed|ing)|expel(?:led|ling)?|oust(?:ed|ing)?|kick(?:ed|ing)|throw[n]?|push(?:ed|ing))"
    r"\b(?: \w+){0,4} (?:out|off|away|back|from|to (?:leave|flee|withdraw|retreat|evacuate|abandon|pull))\b"
    r"|\b(?:fled|flee(?:ing)?|routed|unable to (?:hold|withstand|resist))\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:good[- ]?will|voluntar\w+|of (?:their|its|his) own (?:accord|(?:free )?will)|by choice"
    r"|at (?:the|their|its) (?:own )?request|as (?:a|part of a) (?:gesture|planned (?:rotation|redeployment)))\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|n't|never|no|without|den(?:y|ies|ied))\b", re.IGNORECASE)


def of_causes(pile: Pile, event: Event, places: Sites) -> Iterator[Difference]:
    """Yield who says that they were driven out against who says that they went of their own will.

    Cost: O(n) in the claims of the event, O(k^2) in those that tell why.
    """
    held = [pile.by_id[c] for c in event.claims_for]
    left = [c for c in held if FAMILIES.get(c.mention.kind) == "departure"]
    forced, free = _telling(left, _FORCED), _telling(left, _FREE)
    free = [c for c in free if c not in forced]
    if (pair := met(pile, forced, free, places)) is None or pair[2]:
        return
    yield difference(
        pile,
        (forced, free),
        pair[:2],
        kind="conflict",
        about=f"why {act(event)}: driven out, or of their own will",
        places=places,
    )


def _telling(claims: Sequence[Claim], why: re.Pattern[str]) -> list[Claim]:
    """Return the claims whose words give a reason and do not take it back before it."""
    found = ((c, why.search(c.quote.text)) for c in claims)
    return [c for c, m in found if m is not None and not _DENIES.search(c.quote.text[: m.start()])]
