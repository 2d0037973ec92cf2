"""Claim, Report -> Derivation -> Origin: who has it from whom, and how many voices there are."""

from firsthand.trace.assembly import Tracing, lineage

__all__ = ["Tracing", "lineage"]
