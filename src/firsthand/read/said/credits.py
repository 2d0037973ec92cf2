"""The report's own credit: `QAMISHLI (AP) -`, `Reuters` alone at the end, behind every claim's chain of voices."""

from __future__ import annotations

from firsthand.core.claim import Source
from firsthand.data.actors import actors
from firsthand.data.outlets import outlets
from firsthand.read.reading import Reading


def credited(reading: Reading, chain: tuple[Source, ...]) -> tuple[Source, ...]:
    """Return a chain with the agency that the report credits as its last hop, unless it is there already."""
    credit = reading.report.credit
    if not chain and (body := _institution(reading.report.outlet)) is not None:
        return (body,)
    if not credit:
        return chain
    outlet = outlets().match(name=credit)
    ref = outlet.ref if outlet is not None else None
    if any(source.name.casefold() == credit.casefold() or (ref is not None and source.ref == ref) for source in chain):
        return chain
    return (*chain, Source(name=credit, kind="agency", words=credit, ref=ref))


def _institution(outlet: str | None) -> Source | None:
    """Return the body whose own release it is (`MINUSMA`, `allAfrica / MINUSMA`): no newsroom stands behind it.

    Outlets of the table are left to it: theirs are the ones that print for others.
    """
    for part in (outlet or "").split(" / ")[::-1]:
        actor = actors().match(part)
        row = outlets().match(name=part)
        if actor is not None and actor.type in {"organisation", "force"} and (row is None or row.genre == "release"):
            return Source(name=part, kind="official", words=part, ref=actor.ref)
    return None
