"""The known actor that words without a name mean: `its forces`, `the troops`, `the group`, `government forces`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.data.actors import Actor, actors
from firsthand.data.words import cues, noun_classes
from firsthand.read.reading import Node, Reading
from firsthand.read.tree import Tree
from firsthand.read.tree_chunks import Chunk
from firsthand.read.who import actor_in
from firsthand.read.who_coref import antecedent

_RULES = cues("rules")
_GROUPS = _RULES["who_groups"]
_BODIES = frozenset({"organisation", "organization", "agency", "body", "charity", "mission"})
_HOME = _RULES["who_home"]
_POSSESSIVE = frozenset({"its", "their", "his", "her"})
_DEFINITE = frozenset({"the", "these", "those", "that", "this"})
_BACK = 4
"""Sentences in which a description looks for the one it takes up; a wrong link is worse than none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A known actor where it is named."""

    node: Node
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The known actors that a report names, in the order of the text."""

    named: tuple[Named, ...] = ()
    home: Actor | None = None
    """The state in which most of what is told lies."""


def cast(reading: Reading, country: str | None) -> Cast:
    """Return the known actors of a report.

    Args:
        reading: The report.
        country: Name of the country that it tells of.

    Cost: O(noun phrases), a few dictionary look-ups each.
    """
    named = tuple(Named(node=node, actor=actor) for node, actor in _found(reading))
    return Cast(named=named, home=actors().match(country) if country else None)


def _found(reading: Reading) -> Iterator[tuple[Node, Actor]]:
    for s, tree in enumerate(reading.trees):
        for chunk in tree.chunks:
            if not any(tree.words[k][:1].isupper() for k in range(chunk.start, chunk.end)):
                continue
            actor = actor_in(_name(tree, chunk))
            if actor is not None:
                yield Node(sentence=s, token=chunk.head), actor


def known_as(  # noqa: PLR0911  # one return a sort of description
    reading: Reading, node: Node, found: Cast
) -> Actor | None:
    """Return the known actor that a noun phrase without a name of its own takes up; None where none is sure."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or chunk.head != node.token or _is_named(tree, chunk):
        return None
    lemma = tree.lemmas[node.token]
    owner = next((k for k in tree.kids(node.token, "nmod:poss") if tree.lower[k] in _POSSESSIVE), None)
    if owner is not None:
        return _owned(reading, Node(sentence=node.sentence, token=owner), lemma)
    first = tree.lower[chunk.start]
    earlier = [n for n in found.named if _is_before(n.node, node)]
    same = [n.actor for n in earlier if reading.trees[n.node.sentence].lemmas[n.node.token] == lemma]
    if first in _DEFINITE and same:
        return same[-1]
    if lemma in _HOME and (first == "government" or lemma in _RULES["who_states"]) and found.home is not None:
        return _forces(found.home, lemma)
    if first in _DEFINITE and lemma in _GROUPS:
        return next((n.actor for n in reversed(earlier) if _is_group(n.actor)), None)
    if first in _DEFINITE and lemma in _BODIES:
        return next((n.actor for n in reversed(earlier) if n.actor.type != "state" and not _is_army(n.actor)), None)
    if first in _DEFINITE and lemma in noun_classes()["force"]:
        forces = [n.actor for n in earlier if n.actor.type == "force"]
        return forces[-1] if len({actor.ref for actor in forces}) == 1 else None
    return None


def _is_group(actor: Actor) -> bool:
    """Whether an actor is a movement or a militia, no state's own army."""
    return actor.type == "group" or (actor.type == "force" and not _is_army(actor))


def _is_army(actor: Actor) -> bool:
    return actor in actors().forces.values()


def _name(tree: Tree, chunk: Chunk) -> str:
    return tree.span(list(range(chunk.start, chunk.end))).of(tree.text)


def _is_named(tree: Tree, chunk: Chunk) -> bool:
    """Whether a noun phrase has a name or a people in it; the first word of a sentence may be large for that alone."""
    words = range(max(1, chunk.start), chunk.end)
    return any(tree.words[k][:1].isupper() for k in words)


def _is_before(named: Node, node: Node) -> bool:
    return (named.sentence, named.token) < (node.sentence, node.token) and node.sentence - named.sentence <= _BACK


def _owned(reading: Reading, pronoun: Node, lemma: str) -> Actor | None:
    """Return whose forces `its forces` are."""
    owner = antecedent(reading, pronoun)
    if owner is None:
        return None
    tree = reading.trees[owner.sentence]
    chunk = tree.chunk_at[owner.token]
    actor = actor_in(_name(tree, chunk) if chunk is not None else tree.words[owner.token])
    return _forces(actor, lemma) if actor is not None else None


def _forces(actor: Actor, lemma: str) -> Actor:
    """Return a state's armed forces where the noun speaks of such, else the actor itself."""
    armed = lemma in noun_classes()["force"]
    return actors().forces.get(actor.ref, actor) if armed else actor
