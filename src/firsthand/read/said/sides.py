"""Whom a voice speaks for, where its name alone does not tell: by its office, its description, or told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from firsthand.core.claim import Source
from firsthand.core.evidence import Span
from firsthand.data.actors import Actor, actors
from firsthand.data.words import voice_words
from firsthand.read.reading import Node, Reading
from firsthand.read.said.speaker import head_in
from firsthand.read.tree.tree import Tree
from firsthand.read.who.cast import Cast
from firsthand.read.who.participants import actor_in
from firsthand.read.who.reference import known_as

_KINDS = frozenset({"official", "named-person", "anonymous"})
_OWNERS = frozenset({"of", "for", "in", "from", "at"})
_OWNER_WORDS = 4  # of a name that opens an office: `Democratic Republic of Congo's`
_OF = re.compile(r"^(?P<body>.+?)\s+of\s+(?:the\s+)?(?P<owner>[A-Z].+)$")
_CHANGED = re.compile(r"\b(?:former|ex|then|late)\b|\bex-", re.IGNORECASE)


def with_side(reading: Reading, source: Source, people: Cast) -> Source:
    """Return a voice with the ref of the known actor that it speaks for; who held an office once speaks for nobody.

    Args:
        reading: The report.
        source: A voice of it.
        people: The known actors that the report names.

    Cost: a few look-ups; for a person named without an office, the persons of the report.
    """
    if source.kind not in _KINDS or source.span is None:
        return source
    if _CHANGED.search(source.name):
        return replace(source, ref=None)
    node = head_in(reading, source.span) if source.ref is None else None
    if node is None:
        return source
    actor = _of_owner(source.name) or _by_office(reading, node) or known_as(reading, node, people)
    if actor is None and source.kind != "anonymous":
        actor = _told_elsewhere(reading, node)
    return source if actor is None else replace(source, ref=actor.ref)


def _of_owner(name: str) -> Actor | None:
    """Return whose body a name tells behind it: `Ministry of Defence of the Russian Federation`."""
    found = _OF.match(name)
    while found is not None:
        owner = actors().match(found["owner"])
        if owner is not None:
            return actors().match(f"{owner.name} {found['body']}") or owner
        found = _OF.match(found["owner"])
    return None


def _by_office(reading: Reading, node: Node) -> Actor | None:
    """Return for whom somebody speaks by the office beside his name: `N, a spokeswoman for the Kerian army`."""
    tree = reading.trees[node.sentence]
    heads = [node.token, *_beside(tree, node.token)]
    if tree.rel(node.token) in {"appos", "flat"} and (above := tree.head(node.token)) is not None:
        heads += [above, *_beside(tree, above)]
    known = voice_words()["official"]
    for i in heads:
        if tree.lemmas[i] not in known and tree.lower[i] not in known:
            continue
        actor = _in_office(reading, tree, i)
        if actor is not None:
            return actor
    return None


def _beside(tree: Tree, i: int) -> Iterator[int]:
    """Yield what stands beside a name: its appositions, and the titles before it."""
    for k in tree.kids(i, "appos", "compound", "nmod:desc", "nmod", "flat"):
        if tree.preposition(k) is None:
            yield k


def _in_office(reading: Reading, tree: Tree, i: int) -> Actor | None:
    """Return the actor that an office is held in: `Kerian army chief`, `head of the Kerian general staff`."""
    chunk = tree.chunk_at[i]
    if chunk is not None:
        words = tree.words[chunk.start : i + 1]
        for start in range(len(words) - 1):
            for length in range(min(_OWNER_WORDS, len(words) - start - 1), 0, -1):
                owner = " ".join(words[start : start + length])
                actor = actors().match(owner) if owner[:1].isupper() else None
                if actor is not None:
                    return actors().match(" ".join(words[start:])) or actor
    for k in tree.kids(i, "nmod", "obl"):
        if tree.preposition(k) in _OWNERS and (own := tree.chunk_at[k]) is not None:
            name = reading.text[tree.tokens[own.start].start : tree.tokens[own.end - 1].end]
            actor = actor_in(name) or _of_owner(name)
            if actor is not None and (actor.type != "state" or tree.preposition(k) in {"of", "for"}):
                return actor
    return None


def _told_elsewhere(reading: Reading, node: Node) -> Actor | None:
    """Return for whom a person speaks by the office that the report gives the same name in another place."""
    tree = reading.trees[node.sentence]
    if tree.upos[node.token] != "PROPN":
        return None
    entity = reading.entity(node.sentence, node.token)
    last = (reading.text[entity.start : entity.end].split()[-1] if entity else tree.words[node.token]).casefold()
    found: dict[str, Actor] = {}
    for other in reading.parse.entities:
        words = reading.text[other.start : other.end].casefold().split()
        if other.type != "PERSON" or not words or words[-1].removesuffix("'s").removesuffix("\u2019s") != last:
            continue
        at = head_in(reading, Span(start=other.start, end=other.end))
        actor = _by_office(reading, at) if at is not None else None
        if actor is not None:
            found.setdefault(actor.side or actor.ref, actor)
    return next(iter(found.values())) if len(found) == 1 else None
