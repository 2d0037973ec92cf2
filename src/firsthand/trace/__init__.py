"""Claim, Report -> Derivation -> Origin: who has it from whom, and how many voices there are."""

from firsthand.trace.assembly import lineage
from firsthand.trace.dating import datings
from firsthand.trace.growing import GrowingPile
from firsthand.trace.index import Index
from firsthand.trace.texts import text_of

__all__ = ["GrowingPile", "Index", "datings", "lineage", "text_of"]
