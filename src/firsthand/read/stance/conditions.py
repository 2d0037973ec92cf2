"""Conditions: which clause is one, which events hang on it, and the weakest of the stances that were found."""

from __future__ import annotations

from firsthand.core.claim import Stance
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention

_FIRM: tuple[Stance, ...] = ("possible", "conditional", "expected", "planned")
_SUBORDINATE = frozenset({"if", "unless", "whether", "should", "provided", "in case", "lest"})


def weakest(tree: Tree, mention: Mention, stances: list[Stance]) -> Stance | None:
    """Join what was found: a condition makes any future conditional, else possible goes before expected and planned."""
    words = tree.lower
    conditional = has_condition(tree) and _condition_governs(tree, mention)
    if conditional and not stances:
        return "conditional"
    if "possible" in stances or "planned" in stances or "conditional" in stances:
        if conditional:
            return "conditional"
        if (
            "conditional" in stances
            and any(w in {"should", "must", "ought"} for w in words)
            and "possible" not in stances
            and "planned" not in stances
        ):
            return None
    for stance in _FIRM:
        if stance in stances:
            return stance
    return "asserted"


def _condition_governs(tree: Tree, mention: Mention) -> bool:
    """Whether the condition in the sentence belongs to this event's clause or one above it."""
    chain = {mention.token, mention.predicate}
    for at in tree.ancestors(mention.token):
        if tree.rel(mention.predicate).endswith("relcl"):
            break  # "doubts if the mine that hit them had lain there": it hit them
        chain.add(at)
    for k, word in enumerate(tree.lower):
        if word in {"if", "unless", "provided", "should"} or (word == "case" and k and tree.lower[k - 1] == "in"):
            clause = tree.head(k)
            above = tree.head(clause) if clause is not None else None
            if above is None or above in chain or tree.clause(above) in chain:
                return True
    return False


def is_condition(tree: Tree, at: int, came: int | None) -> bool:
    """Whether a clause is itself the condition: `if they leave`, `whether they left`."""
    if tree.rel(at) not in {"advcl", "ccomp", "acl", "csubj", "advcl:relcl", "conj", "parataxis", "root"}:
        return False
    marks = {tree.lower[k] for k in tree.kids(at, "mark")}
    return bool(marks & _SUBORDINATE) and not (came is not None and tree.rel(came) in {"advcl", "parataxis"})


def has_condition(tree: Tree) -> bool:
    """Whether a sentence holds a condition anywhere."""
    joined = f" {' '.join(tree.lower)} "
    return any(
        f" {word} " in joined
        for word in ("if", "unless", "provided that", "as long as", "in case", "should the", "were to")
    )
