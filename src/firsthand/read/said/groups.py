"""Groups and descriptions that the report puts a name to elsewhere: `officials said`, `his mother said`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.core.claim import Source
from firsthand.data.actors import Actor
from firsthand.data.words import voice_words
from firsthand.read.reading import Node, Reading
from firsthand.read.said.cited import Voice
from firsthand.read.said.kinds import has_office
from firsthand.read.who.participants import actor_in, name_span

_HIDDEN = re.compile(r"anonym|not (?:be )?(?:authori[sz]ed|named|identified)|declined to be", re.IGNORECASE)
_GROUPS = frozenset({"official", "authority", "commander", "officer", "leader"})


def on_the_record(reading: Reading, voice: Voice, source: Source, known: Sequence[Voice]) -> bool:
    """Whether unnamed officials are a side that speaks openly: one of it is quoted by name and office.

    Not where they are counted, where no side is named (`officials said`) or where the report tells of anonymity.
    """
    node = voice.source
    if node is None or source.count_low is not None or source.kind != "anonymous":
        return False
    tree = reading.trees[node.sentence]
    if tree.lemmas[node.token] not in _GROUPS or tree.lower[node.token] == tree.lemmas[node.token]:
        return False
    if _HIDDEN.search(reading.text) is not None:
        return False
    side = actor_in(source.name)
    return side is not None and any(_is_of(reading, other, side) for other in known if other is not voice)


def _is_of(reading: Reading, voice: Voice, side: Actor) -> bool:
    """Whether a voice is a named official and of no other side than the one asked for."""
    node = voice.source
    if node is None or not has_office(reading, node):
        return False
    tree = reading.trees[node.sentence]
    around = {tree.words[k] for k in tree.subtree(node.token)} | set(name_span(reading, node).of(reading.text).split())
    sides = {actor.ref for word in around if (actor := actor_in(word)) is not None and actor.type == "state"}
    return not sides or side.ref in sides


def named_later(reading: Reading, node: Node, known: Sequence[Voice]) -> Node | None:
    """Return the voice that gives a description its name further down: `his mother`, then `His mother, Ann Cole,`.

    Only where one name alone does so.
    """
    tree = reading.trees[node.sentence]
    lemma, i = tree.lemmas[node.token], node.token
    chunk = tree.chunk_at[i]
    known_words = voice_words()
    if chunk is None or tree.upos[i] != "NOUN" or tree.lower[i] != lemma:
        return None
    if lemma not in known_words["anonymous"] | known_words["official"] or lemma in {"source", "official"}:
        return None
    is_definite = tree.lower[chunk.start] in {"the", "his", "her", "their"} or bool(tree.kids(i, "nmod:poss"))
    if not is_definite or any(tree.upos[k] == "PROPN" for k in tree.kids(i, "appos", "flat")):
        return None
    found: dict[str, Node] = {}
    for voice in known:
        other = voice.source
        if other is None or (other.sentence, other.token) <= (node.sentence, node.token):
            continue
        head = reading.trees[other.sentence]
        if head.lemmas[other.token] == lemma and head.upos[other.token] == "NOUN":
            for k in head.kids(other.token, "appos", "flat"):
                entity = reading.entity(other.sentence, k)
                if head.upos[k] == "PROPN" and entity is not None and entity.type == "PERSON":
                    found.setdefault(head.lower[k], other)
    return next(iter(found.values())) if len(found) == 1 else None
