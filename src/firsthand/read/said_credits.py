"""The report's own credit: `QAMISHLI (AP) -`, `Reuters` alone at the end, behind every claim's chain of voices."""

from __future__ import annotations

from firsthand.core.claim import Source
from firsthand.data.outlets import outlets
from firsthand.read.reading import Reading


def credited(reading: Reading, chain: tuple[Source, ...]) -> tuple[Source, ...]:
    """Return a chain with the agency that the report credits as its last hop, unless it is there already."""
    credit = reading.report.credit
    if not credit:
        return chain
    outlet = outlets().match(name=credit)
    ref = outlet.ref if outlet is not None else None
    if any(source.name.casefold() == credit.casefold() or (ref is not None and source.ref == ref) for source in chain):
        return chain
    return (*chain, Source(name=credit, kind="agency", words=credit, ref=ref))
