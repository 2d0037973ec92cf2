"""Houses that work or do not, told without a verb of their own: `is out of service`, `no functioning clinics`."""

from __future__ import annotations

from dataclasses import replace

from firsthand.read.reading import Node, Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention, state
from firsthand.read.who.participants import fits

_OUT_OF = frozenset({"action", "commission", "operation", "order", "service", "use"})
_WORKING = frozenset({"functional", "functioning", "operating", "operational", "working"})


def at_work(reading: Reading, s: int, tree: Tree, i: int) -> Mention | None:
    """Return that a house works, told beside a noun: `it is one of the last functioning hospitals`."""
    of = [k for k in tree.kids(i, "nmod") if tree.preposition(k) == "of"] if tree.upos[i] == "NUM" else []
    noun = of[0] if of else i
    subject = tree.kids(i, "nsubj")[0]
    if tree.lower[i] == "home" and (inside := _at_home(reading, s, tree, i)) is not None:
        return state("be-present", (s, i, i), {"agent": (inside,), "at": (subject,)})
    working = any(tree.lower[k] in _WORKING for k in tree.kids(noun, "amod"))
    if not working or not all(fits(reading, Node(sentence=s, token=k), "site", strict=True) for k in (subject, noun)):
        return None
    return state("operate", (s, i, i), {"object": (subject,)})


def _at_home(reading: Reading, s: int, tree: Tree, i: int) -> int | None:
    """Return who lives in a place: `the camp is home to 70,000 people`."""
    told = [k for k in tree.kids(i, "nmod", "obl") if tree.preposition(k) == "to"]
    return next((k for k in told if fits(reading, Node(sentence=s, token=k), "people", strict=True)), None)


def out_of(reading: Reading, s: int, tree: Tree, i: int) -> Mention | None:
    """Return what a house is without: `the ward is out of service`, `the hospital is out of fuel`."""
    if tree.preposition(i) not in {"out of", "without"} and tree.lower[max(0, i - 2) : i] != ["out", "of"]:
        return None
    subject = tree.kids(i, "nsubj")[0]
    without = fits(reading, Node(sentence=s, token=i), "utility", strict=True)
    if without and fits(reading, Node(sentence=s, token=subject), "people", strict=True):
        return state("be-absent", (s, i, i), {"object": (i,), "recipient": (subject,)})
    if not fits(reading, Node(sentence=s, token=subject), "works", strict=True):
        return None
    if tree.lower[i] in _OUT_OF and tree.preposition(i) != "without":
        return state("close", (s, i, i), {"object": (subject,)})
    if without:
        return state("be-absent", (s, i, i), {"object": (i,), "at": (subject,)})
    return None


def no_house_works(reading: Reading, s: int, tree: Tree, i: int, subject: int) -> Mention | None:
    """Return that no house works any more: `there are no functioning hospitals in the north`."""
    chunk = tree.chunk_at[subject]
    none = "no" in tree.lower[max(0, chunk.start - 1) if chunk is not None else i : subject]
    working = any(tree.lower[k] in _WORKING for k in tree.kids(subject, "amod"))
    if not none or not working or not fits(reading, Node(sentence=s, token=subject), "site", strict=True):
        return None
    closed = state("close", (s, subject, i), {"object": (subject,)})
    return replace(closed, negated=True)


def nothing_of(reading: Reading, s: int, tree: Tree, i: int, subject: int) -> Mention | None:
    """Return what there is none of: `there is no electricity at the hospital`."""
    chunk = tree.chunk_at[subject]
    none = "no" in tree.lower[max(0, chunk.start - 1) if chunk is not None else i : subject]
    if not none or not fits(reading, Node(sentence=s, token=subject), "utility", strict=True):
        return None
    where = [
        k
        for k in (*tree.kids(i, "obl"), *tree.kids(subject, "nmod", "obl"))
        if tree.preposition(k) in {"at", "in", "inside"} and fits(reading, Node(sentence=s, token=k), "place")
    ]
    roles = {"object": (subject,)} | ({"at": (where[0],)} if where else {})
    return replace(state("be-absent", (s, subject, i), roles), negated=True)
