"""Sieges told by how long they lasted or by whose they were: `after ten days of siege`, `amid an Israeli siege`."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.data.actors import actors
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention

_SPANS = frozenset({"day", "hour", "month", "week", "year"})
_LONG = frozenset({"long", "month-long", "monthlong", "week-long", "weeklong", "year-long", "yearlong"})
_BEHIND = frozenset({"after", "amid", "despite", "during", "following", "since", "under"})


def siege(s: int, tree: Tree, i: int) -> Iterator[Mention]:
    """Find the siege that a bare noun tells, where its length or its side stands beside it.

    Args:
        s: Index of the sentence.
        tree: Its tree.
        i: The token that may be `siege`.
    """
    if tree.lower[i] not in {"siege", "blockade"} or tree.upos[i] != "NOUN":
        return
    head = tree.head(i)
    span = head if tree.preposition(i) == "of" and head is not None and tree.lemmas[head] in _SPANS else None
    chunk = tree.chunk_at[i]
    words = range(chunk.start if chunk is not None else i, i)
    is_long = any(tree.lower[k] in _LONG for k in words) and any(
        tree.lower[k].split("-")[0] in _SPANS or tree.lower[k] in _LONG - {"long"} for k in words
    )
    sides = [k for k in words if (actor := actors().match(tree.words[k])) is not None and actor.type != "organisation"]
    top = span if span is not None else i
    if tree.preposition(top) not in _BEHIND or not (span is not None or is_long or sides):
        return
    roles = {"agent": (sides[-1],)} if sides else {}
    yield Mention(kind="attack", sentence=s, token=i, tokens=(i,), predicate=i, form="noun", roles=roles)
