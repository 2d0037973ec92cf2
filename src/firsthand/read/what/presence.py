"""Who is there, told beside another event: `..., with hundreds of patients inside`."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.read.reading import Node, Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention, state
from firsthand.read.who.participants import fits

_NOMINAL = frozenset({"NOUN", "NUM", "PROPN"})
_STILL_THERE = frozenset(
    {"hiding", "left", "remaining", "sheltering", "staying", "stranded", "stuck", "trapped", "waiting"}
)
_IN = frozenset({"at", "in", "inside", "on", "within"})


def role_of_presence(reading: Reading, node: Node) -> str | None:
    """Return the role of who or what is there: people are agents, signs of them objects; None for anything else."""
    if fits(reading, node, "people", strict=True):
        return "agent"
    return "object" if fits(reading, node, "sign", strict=True) else None


def beside(reading: Reading, s: int, tree: Tree, i: int) -> Iterator[Mention]:
    """Find who is there, told beside another event: `..., with hundreds of patients inside`, `with 300 still there`."""
    chunk = tree.chunk_at[i]
    if tree.upos[i] not in _NOMINAL or chunk is None or chunk.head != i or not _is_accompanying(tree, chunk.start):
        return
    role, at = _row(reading, s, tree, i)
    told = at < len(tree) and tree.lower[at] in {"still", *_STILL_THERE}
    while at < len(tree) and tree.lower[at] in {"still", *_STILL_THERE}:
        if tree.lower[at] != "still" and tree.rel(at) in {"acl", "advcl"}:
            return  # a participle that tells it by itself
        at += 1
    place = _there(reading, s, at, told=told)
    if role is not None and place is not None:
        yield state("be-present", (s, i, i), {role: (i,), "at": (place,)})


def _is_accompanying(tree: Tree, start: int) -> bool:
    """Whether a noun phrase stands behind a comma and `with`: `, with only a few guards`."""
    if not start:
        return False
    first = start - 1 - (tree.lower[start - 1] in {"only", "just"})
    return first > 0 and tree.lower[first] == "with" and tree.words[first - 1] == ","


def _row(reading: Reading, s: int, tree: Tree, i: int) -> tuple[str | None, int]:
    """Return the role of the first of a row that has one, and where the row ends: `scores of staff and patients`."""
    role = role_of_presence(reading, Node(sentence=s, token=i))
    chunk = tree.chunk_at[i]
    at = chunk.end if chunk is not None else i + 1
    while at + 1 < len(tree) and (tree.lower[at] in {"of", "and"} or tree.words[at] == ","):
        row = tree.chunk_at[at + 1]
        if row is None or tree.rel(row.head) not in {"conj", "nmod"}:
            break
        role = role or role_of_presence(reading, Node(sentence=s, token=row.head))
        at = row.end
    return role, at


def _there(reading: Reading, s: int, at: int, *, told: bool) -> int | None:
    """Return the word that says where: `inside`, or the place of `still in the building`."""
    tree = reading.trees[s]
    if at >= len(tree):
        return None
    if tree.lower[at] in {"inside", "there"}:
        return at
    place = tree.chunk_at[at + 1] if told and tree.lower[at] in _IN and at + 1 < len(tree) else None
    if place is None or not fits(reading, Node(sentence=s, token=place.head), "place", strict=True):
        return None
    return place.head
