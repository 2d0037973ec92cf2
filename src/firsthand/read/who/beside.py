"""A name right beside a noun: `the mission MINUSMA`, `a force known as UNIFIL`, `the Army of Islam`."""

from __future__ import annotations

from firsthand.data.actors import Actor, actors
from firsthand.data.words import noun_classes, voice_words
from firsthand.read.reading import Node, Reading
from firsthand.read.tree.chunks import Chunk
from firsthand.read.tree.tree import Tree
from firsthand.read.who.cast import name_of

_APPOSED = 4  # words of a name that stands beside a noun
_TITLED = frozenset({"armed", "forces", "defence", "defense", "the", "its", "their"})


def named_beside(tree: Tree, i: int, chunk: Chunk) -> Actor | None:
    """Return the actor that a name right beside a noun gives: `the mission MINUSMA`, `a force known as UNIFIL`."""
    if chunk.head != i:
        inner = tree.upos[chunk.head] == "PROPN" and chunk.start <= i < chunk.head and chunk.head - i <= _APPOSED
        return actors().match(" ".join(tree.words[i + 1 : chunk.end])) if inner else None
    at = chunk.end
    if tree.lower[at : at + 2] in (["known", "as"], ["called", "the"], ["dubbed", "the"]):
        at += 2
    elif tree.words[at : at + 1] in (["("], [","], ["called"], ["dubbed"]):
        at += 1
    else:
        return None
    behind = tree.chunk_at[at] if at < len(tree) else None
    if behind is None or tree.upos[behind.head] != "PROPN" or behind.end - behind.start > _APPOSED:
        return None
    closed = tree.words[at - 1] not in {"(", ","} or tree.words[behind.end : behind.end + 1] in ([")"], [","], ["."])
    actor = actors().match(name_of(tree, behind)) if closed else None
    return actor if actor is not None and actor.type != "state" else None


def in_office(tree: Tree, i: int) -> Actor | None:
    """Return whose head somebody is told to be right before his name: `the head of the World Bank, N`."""
    name = tree.chunk_at[i]
    body = tree.chunk_at[name.start - 2] if name is not None and name.start > 1 else None
    if name is None or body is None or tree.words[name.start - 1] != "," or body.end != name.start - 1:
        return None
    office = tree.chunk_at[body.start - 2] if body.start > 1 and tree.lower[body.start - 1] == "of" else None
    if office is None or tree.upos[i] != "PROPN" or not {tree.lemmas[office.head]} & voice_words()["official"]:
        return None
    return actors().match(name_of(tree, body))


def is_named(tree: Tree, chunk: Chunk) -> bool:
    """Whether a noun phrase has a name or a people in it.

    The first word of a sentence may be large for that alone, and `the Mission`, `the Armed Forces` are no names.
    """
    words = range(chunk.start, chunk.end)
    large = [k for k in words if tree.words[k][:1].isupper() and (k or (tree.upos[k] == "PROPN" and chunk.end > 1))]
    titled = tree.lower[chunk.end : chunk.end + 1] in (["of"], ["for"]) and tree.words[chunk.head][:1].isupper()
    if titled and chunk.head and any(word[:1].isupper() for word in tree.words[chunk.end + 1 : chunk.end + 3]):
        return True  # "the Army of Islam"
    plain = noun_classes()["force"] | noun_classes()["body"] | _TITLED
    return any(tree.words[k].isupper() or not {tree.lower[k], tree.lemmas[k]} & plain for k in large)


def is_of_a_name(reading: Reading, node: Node) -> bool:
    """Whether men are told to be somebody's by name: `the forces of Riek Machar` are no state's for their noun."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or tree.lower[chunk.end : chunk.end + 1] != ["of"]:
        return False
    owner = tree.chunk_at[chunk.end + 1] if chunk.end + 1 < len(tree) else None
    entity = reading.entity(node.sentence, owner.head) if owner is not None else None
    named = owner is not None and tree.upos[owner.head] == "PROPN" and not tree.tells_time(owner.head)
    return (entity is not None and entity.type == "PERSON") or named
