"""Who can be a voice at all: people, bodies and what they leave behind; an event or a reason cannot."""

from __future__ import annotations

from functools import cache

from firsthand.data.outlets import outlets
from firsthand.data.words import voice_words
from firsthand.read.reading import Node, Reading
from firsthand.read.who.participants import classes, meant, name_span

_SPEAKERS = frozenset({"person", "force", "body", "pronoun", "facility"})


@cache
def _named() -> frozenset[str]:
    return frozenset().union(*voice_words().values())


def can_speak(reading: Reading, node: Node) -> bool:
    """Whether a noun phrase may be a voice: somebody, a body, footage, a paper; a name of any kind may.

    Cost: a few look-ups.
    """
    tree = reading.trees[node.sentence]
    i = meant(reading, node)
    if tree.upos[i] == "NUM":
        return tree.words[i].isalpha()  # `One said`, not `800 to 900 were held`
    if tree.upos[i] in {"PROPN", "X"} or {tree.lemmas[i], tree.lower[i]} & _named():
        return True
    if classes(reading, node) & _SPEAKERS:
        return True
    return outlets().match(name=name_span(reading, node).of(reading.text)) is not None
