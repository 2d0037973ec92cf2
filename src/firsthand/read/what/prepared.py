"""Attacks that are made ready: `is preparing for a counteroffensive`, `is regrouping for an assault on the town`."""

from __future__ import annotations

from firsthand.read.reading import Node, Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention
from firsthand.read.who.participants import classes, fits

_READYING = frozenset({"gear", "mobilise", "mobilize", "plan", "poise", "prepare", "ready", "regroup"})
_READINESS = frozenset({"plan", "preparation"})
_ATTACKS = frozenset({
    "assault", "attack", "counterassault", "counterattack", "counteroffensive", "incursion", "invasion", "offensive",
    "onslaught", "push",
})  # fmt: skip


def prepared(reading: Reading, s: int, tree: Tree, i: int) -> Mention | None:
    """Return an attack that somebody prepares for, by those who prepare.

    Args:
        reading: The report.
        s: Index of the sentence.
        tree: Its tree.
        i: The token that may name the attack.

    Returns:
        The attack, in the form of what is awaited, so that it is planned; None where nobody armed is told to prepare.
    """
    if tree.upos[i] != "NOUN" or tree.lemmas[i] not in _ATTACKS or tree.preposition(i) != "for":
        return None
    head = tree.head(i)
    if head is None or tree.lemmas[head] not in _READYING | _READINESS:
        return None
    verb = head if tree.upos[head] == "VERB" else tree.clause(head)
    doer = tree.surface_subject(verb) if tree.upos[verb] == "VERB" else None
    if tree.lower[verb] == tree.lemmas[verb] and not tree.kids(verb, "nsubj"):
        return None  # "it made the army fall back and prepare for an attack": whose it is, the tree seldom knows
    owner = tree.kids(head, "nmod:poss") if tree.upos[head] == "NOUN" else []
    side = owner[0] if owner else doer
    if side is None or not _is_armed(reading, Node(sentence=s, token=side)):
        return None
    roles = {"agent": (side,)}
    aims = [k for k in tree.kids(i, "nmod") if tree.preposition(k) in {"on", "against", "to"}]
    if aims and fits(reading, Node(sentence=s, token=aims[0]), "target", strict=True):
        roles["object"] = (aims[0],)
    return Mention(kind="attack", sentence=s, token=i, tokens=(i,), predicate=head, form="awaited", roles=roles)


def _is_armed(reading: Reading, node: Node) -> bool:
    """Whether it is a side of a war that prepares, and no residents who brace themselves."""
    if reading.trees[node.sentence].lower[node.token] in {"it", "its"}:
        return False  # as often the place as its army
    return fits(reading, node, "force") or "body" in classes(reading, node)
