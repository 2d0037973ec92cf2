"""The known actor that words without a name mean: `its forces`, `the troops`, `the group`, `government forces`."""

from __future__ import annotations

from firsthand.data.actors import Actor
from firsthand.data.words import cues
from firsthand.read.reading import Node, Reading
from firsthand.read.who.beside import is_named, is_of_a_name, named_beside
from firsthand.read.who.cast import Cast, is_before, is_near, last_near, lemma_of, quoted, words_before
from firsthand.read.who.enemy import NOUNS as ENEMIES
from firsthand.read.who.enemy import opponent, says
from firsthand.read.who.owned import POSSESSIVE, may_be_owned, of_same_noun, owned
from firsthand.read.who.sorts import PEACE, forces_of, is_body, is_force, is_mission, is_of_un
from firsthand.read.who.troops import (
    IRREGULAR,
    NAMED_FOR,
    RULERS,
    STATES,
    has_foreign_namesake,
    irregulars,
    peacekeepers,
    troops,
)

_BODIES = frozenset({"organisation", "organization", "agency", "body", "charity", "mission"})
_HOME = cues("rules")["who_home"] | RULERS
_DEFINITE = frozenset({"the", "these", "those", "that", "this"})
_CALLED = NAMED_FOR | {"paramilitary", "militia", "rebel"}
_UN = frozenset({"UN", "U.N."})
_MISSION = frozenset({"mission", "operation"})


def known_as(reading: Reading, node: Node, found: Cast) -> Actor | None:
    """Return the known actor that a noun phrase without a name of its own takes up; None where none is sure."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None:
        return None
    if (beside := named_beside(tree, node.token, chunk) or quoted(tree, chunk)) is not None:
        return beside
    lemma = tree.lemmas[node.token]
    if chunk.head == node.token and lemma in _BODIES and tree.words[node.token - 1] in _UN:
        return last_near([n for n in found.named if is_before(n.node, node)], node, is_of_un)
    if chunk.head != node.token or is_named(tree, chunk):
        return None
    owner = next((k for k in tree.kids(node.token, "nmod:poss") if tree.lower[k] in POSSESSIVE), None)
    if owner is None:
        return _by_noun(reading, node, found, tree.lower[chunk.start])
    pronoun = Node(sentence=node.sentence, token=owner)
    return owned(reading, pronoun, lemma, found) if may_be_owned(reading, node, tree.lower[owner]) else None


def _by_noun(  # noqa: PLR0911  # one return a sort of noun
    reading: Reading, node: Node, found: Cast, first: str
) -> Actor | None:
    """Return whom a common noun means, `first` being the first word of its phrase; `the two forces` are nobody sure."""
    lemma, definite = lemma_of(reading, node), first in _DEFINITE
    if _is_counted(reading, node) or is_of_a_name(reading, node):
        return None
    earlier = [n for n in found.named if is_before(n.node, node)]
    if definite and {lemma, lemma.removesuffix("s")} & ENEMIES:
        near = [n for n in reversed(earlier) if is_near(n.node, node)]
        said = [n.actor for n in near if says(reading.trees[n.node.sentence], n.node.token)]
        return opponent(said, [n.actor for n in found.named], found.home)
    if definite and lemma in _MISSION and (mission := next((n.actor for n in earlier if is_mission(n.actor)), None)):
        return mission
    same = [n.actor for n in earlier if lemma_of(reading, n.node) == lemma and is_near(n.node, node)]
    if definite and (taken := same[-1] if same else of_same_noun(reading, node, found)) is not None:
        return taken
    if lemma in PEACE:
        return peacekeepers(earlier, found)
    if set(words_before(reading, node)) & _MISSION and is_force(lemma):
        return next((n.actor for n in earlier if is_mission(n.actor)), None)
    home = lemma in _HOME and (first == "government" or lemma in STATES)
    home = home or (lemma == "leader" and bool({"coup", "junta"} & set(words_before(reading, node))))
    if home and found.home is not None and not (definite and has_foreign_namesake(reading, found, lemma)):
        return forces_of(found.home, lemma)
    called = {lemma, lemma.removesuffix("s")} & IRREGULAR or (set(words_before(reading, node)) & _CALLED)
    if called:
        return irregulars(reading, node, earlier) if definite else None
    if definite and lemma in _BODIES:
        return last_near(earlier, node, is_body)
    return troops(reading, node, found, definite=definite) if is_force(lemma) else None


def _is_counted(reading: Reading, node: Node) -> bool:
    """Whether a definite phrase has a number in it: `the two forces` are of two sides."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or tree.lower[chunk.start] not in _DEFINITE:
        return False
    return bool({"two", "three", "four", "both"} & set(tree.lower[chunk.start : node.token]))
