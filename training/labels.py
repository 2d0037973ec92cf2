"""The label sets of every head, in the order in which the network and the exported weights number them."""

from __future__ import annotations

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X",
)  # fmt: skip

ROLES = ("Source", "Cue", "Content")
"""Attribution: one sequence of BIOES tags over three roles; in PolNeAR they do not overlap (25 letters in 3.8 M)."""

NEWS = ("PERSON", "ORG", "PLACE", "FACILITY", "NATIONALITY", "TEMPORAL", "QUANTITY", "OTHER")
"""Names as the newswire marks them: flat, one sequence of BIOES tags; OTHER stands for Misc and Product."""

WAR = (
    "PERSON", "ORG", "PLACE", "NATIONALITY", "PLATFORM", "WEAPON", "VEHICLE", "TEMPORAL", "QUANTITY",
    "PERSON/in", "ORG/in", "PLACE/in",
)  # fmt: skip
"""Mentions as re3d marks them: names and descriptions, nested; one independent sequence of BIOES tags for each; `/in`
is the layer of mentions inside one of the same type."""


def bioes(types: tuple[str, ...]) -> tuple[str, ...]:
    """Return `O` and four tags for each type."""
    return ("O", *(f"{mark}-{kind}" for kind in types for mark in "BIES"))
