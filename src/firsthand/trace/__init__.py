"""Claim, Report -> Derivation -> Origin: who has it from whom, and how many voices there are."""

from firsthand.trace.assembly import lineage
from firsthand.trace.dating import datings
from firsthand.trace.index import Index
from firsthand.trace.texts import text_of
from firsthand.trace.tracer import Tracer

__all__ = ["Index", "Tracer", "datings", "lineage", "text_of"]
