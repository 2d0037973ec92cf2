"""Who is harmed where words are left out: `five were killed and 40 others injured`, `no casualties were reported`."""

from __future__ import annotations

from firsthand.read.tree.tree import Tree
from firsthand.read.what.phrases import carrier
from firsthand.read.who.participants import is_quantity

_HARMED = frozenset({"dead", "die", "hurt", "injure", "kill", "wound"})
_RECORDED = frozenset({"confirm", "record", "report"})
_BEFORE = 12  # words before a figure in which the first harm is told


def elided(tree: Tree, i: int) -> int | None:
    """Return who is harmed, told without a helper: `five were killed and 40 others injured`."""
    chunk = tree.chunk_at[i - 1] if i else None
    start = chunk.start if chunk is not None else i - 1
    if start < 1 or (chunk is not None and chunk.end != i) or tree.kids(i, "aux", "aux:pass"):
        return None
    if tree.lower[start - 1] not in {"and", ",", "while"} or tree.lower[i].endswith("ing"):
        return None
    counted = any(is_quantity(tree, k) for k in range(start, i))
    before = {tree.lemmas[k] for k in range(max(0, start - _BEFORE), start)}
    return (chunk.head if chunk is not None else i - 1) if counted and before & _HARMED else None


def is_none_recorded(tree: Tree, i: int) -> bool:
    """Whether it is told that nobody was harmed: `no casualties were reported`."""
    light = carrier(tree, i)
    none = any(tree.lower[k] == "no" for k in tree.kids(i, "det"))
    return none and light is not None and tree.lemmas[light] in _RECORDED
