"""Events inside events: what is demanded, ordered, refused or denied is the deed's content, and no claim of its own."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.read.reading import Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.what.dealings import is_news_to_some, is_talked_twice
from firsthand.read.what.mention import Mention

_SWALLOWS = frozenset({"demand", "order", "refuse"})
_YIELDS = frozenset({"deny", "plan", "statement"})


def without_contents(reading: Reading, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Drop the events that another one is about, and the talk that is only about a listed event.

    A demand, an order or a refusal keeps its own claim and drops what it asks for. A denial or a plan of a listed event
    is told by that event, denied or planned, and dropped itself; an agreement keeps both.
    """
    kept = []
    for mention in found:
        others = [m for m in found if m.sentence == mention.sentence and m is not mention]
        tree = reading.trees[mention.sentence]
        inner = [m for m in others if _below(reading, mention, m)]
        if mention.kind in _YIELDS and not is_news_to_some(tree, mention) and any(m.kind not in _YIELDS for m in inner):
            continue
        if is_talked_twice(tree, mention, others):
            continue
        if mention.form == "noun" and any(mention.token in m.roles.get("object", ()) for m in others):
            continue
        if _is_kept_out(tree, mention) and any(mention.token in tree.ancestors(m.token) for m in others):
            continue
        if any(m.kind in _SWALLOWS and not _is_kept_out(tree, m) and _is_content(reading, m, mention) for m in others):
            continue
        if (
            mention.kind == "refuse"
            and mention.token + 1 < len(tree)
            and "comment" in tree.lower[mention.token : mention.token + 4]
        ):
            continue
        kept.append(mention)
    return tuple(kept)


def _is_kept_out(tree: Tree, mention: Mention) -> bool:
    """Whether somebody was kept from doing something, which then was not done: `were barred from entering the ward`."""
    marks = {tree.lower[m] for k in tree.kids(mention.token, "advcl") for m in tree.kids(k, "mark")}
    return mention.kind == "order" and tree.lemmas[mention.token] in {"ban", "bar"} and "from" in marks


def _below(reading: Reading, outer: Mention, inner: Mention) -> bool:
    tree = reading.trees[outer.sentence]
    heads = {k for role in ("object", "recipient") for k in outer.roles.get(role, ())}
    branches = {i for k in heads for i in tree.subtree(k)}
    branches |= {i for k in tree.kids(outer.token, "xcomp", "ccomp", "acl", "obj") for i in tree.subtree(k)}
    return inner.token in branches or inner.predicate in branches


def _is_content(reading: Reading, outer: Mention, inner: Mention) -> bool:
    """Whether an event is what another demands: below it as its complement, object or infinitive."""
    if inner.token == outer.token or inner.token in outer.tokens:
        return False
    tree = reading.trees[outer.sentence]
    path = [inner.token, *tree.ancestors(inner.token)]
    for at in (outer.token, outer.predicate):
        if at in path:
            branch = path[path.index(at) - 1] if path.index(at) else None
            if any(tree.rel(k) == "acl:relcl" for k in path[: path.index(at)]):
                return False  # "ordered those who had taken shelter there to leave"
            if (
                branch is not None
                and tree.rel(branch) in {"xcomp", "ccomp", "obj", "obl", "acl", "nmod", "nsubj:pass", "advcl"}
                and branch > at
            ):
                return tree.rel(branch) != "advcl" or "to" in {tree.lower[k] for k in tree.kids(branch, "mark")}
    return False
