"""firsthand: what was reported about a place, who said it, and how sure one may be.

The records stand here; the verbs in `firsthand.pipeline`, which is imported only when needed, since it brings the
model's run time with it.
"""

from __future__ import annotations

import logging

from firsthand.core.claim import Claim, EventMention, Location, Participant, Source
from firsthand.core.codec import decode, encode, id_of
from firsthand.core.errors import FirsthandError, NotRead, Problem
from firsthand.core.event import Answer, Assessment, Contradiction, Event, Judgement, Status
from firsthand.core.evidence import Capture, Id, Quote, Report, Span
from firsthand.core.lineage import Derivation, Independence, Lineage, Origin, OriginCount, origin_count
from firsthand.core.parse import Parse
from firsthand.core.review import Review
from firsthand.core.spacetime import Place, TimeSpan

__version__ = "0.1.0"

logging.getLogger(__name__).addHandler(logging.NullHandler())  # the library is silent unless its user listens

__all__ = [
    "Answer",
    "Assessment",
    "Capture",
    "Claim",
    "Contradiction",
    "Derivation",
    "Event",
    "EventMention",
    "FirsthandError",
    "Id",
    "Independence",
    "Judgement",
    "Lineage",
    "Location",
    "NotRead",
    "Origin",
    "OriginCount",
    "Parse",
    "Participant",
    "Place",
    "Problem",
    "Quote",
    "Report",
    "Review",
    "Source",
    "Span",
    "Status",
    "TimeSpan",
    "decode",
    "encode",
    "id_of",
    "origin_count",
]
