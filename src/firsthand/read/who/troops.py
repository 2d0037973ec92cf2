"""Whose `the troops`, `the peacekeepers`, `the militants` are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from firsthand.data.actors import Actor, actors
from firsthand.data.words import cues, noun_classes
from firsthand.read.reading import Node, Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.who.cast import Cast, Named, is_just_before, last_near, lemma_of, words_before
from firsthand.read.who.enemy import PREVAILS
from firsthand.read.who.sorts import forces_of, is_army, is_group

NAMED_FOR = frozenset({"terrorist", "terror", "jihadist", "extremist", "islamist"})
IRREGULAR = cues("rules")["who_groups"] | {
    "attacker", "bandit", "extremist", "fighter", "gang", "gunman", "gunmen", "islamist", "jihadist", "paramilitary",
    "separatist", "terrorist",
}  # fmt: skip
"""Armed people who are no state's: `the militants` are never an army."""
_IRREGULAR_ADJECTIVES = frozenset(
    {"armed", "militant", "jihadist", "terrorist", "terror", "extremist", "islamist", "paramilitary", "rebel"}
)
RULERS = frozenset({"junta", "ruler", "rulers"})  # of the country that a report tells of, where no other is named
STATES = cues("rules")["who_states"] | RULERS


def troops(reading: Reading, node: Node, found: Cast, *, definite: bool) -> Actor | None:
    """Return whose `the troops`, or bare `troops`, are.

    The only force that the sentence names before, else the only state whose body it names (`Russia's ministry says the
    troops ...`), else, for a definite phrase, the force that the report names most by far.
    """
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or (not definite and chunk.end - chunk.start > 1):
        return None
    national = tree.lemmas[node.token] in STATES  # "the army" is a state's own
    ranks = [n for n in found.named if n.actor.type == "force" and (is_army(n.actor) or not national)]
    inside = [n for n in found.named if n.node.sentence == node.sentence and n.node.token < node.token]
    forces = {n.actor.ref: n.actor for n in inside if n in ranks}
    if len(forces) == 1:
        return next(iter(forces.values()))
    if forces:
        return None
    owners = {state.ref: state for n in inside if (state := _state_of(tree, n)) is not None}
    if len(owners) == 1:
        return forces_of(next(iter(owners.values())), tree.lemmas[node.token])
    if not definite:
        return None
    near = {n.actor.ref: n.actor for n in ranks if is_just_before(n.node, node)}
    return next(iter(near.values())) if len(near) == 1 else _prevailing(ranks)


def peacekeepers(earlier: Sequence[Named], found: Cast) -> Actor | None:
    """Return whose peacekeepers a report means: the last named ones, else the mission of the body that sends some."""
    named = [n.actor for n in (*reversed(earlier), *found.named) if "peacekeep" in n.actor.name.casefold()]
    named += [n.actor for n in (*reversed(earlier), *found.named) if n.actor.side == "actor:un"]
    if named and named[0].side == "actor:un" and named[0].type != "force":
        return actors().of("actor:un-peacekeepers")
    return named[0] if named else None


def irregulars(reading: Reading, node: Node, earlier: Sequence[Named]) -> Actor | None:
    """Return which movement `the militants` are: the last one named near by.

    `The terrorists`, `the jihadists` call names, so they are known only where a single movement is named before.
    """
    before = set(words_before(reading, node)[1:])
    if before - _IRREGULAR_ADJECTIVES:
        return None
    if before & NAMED_FOR or {lemma_of(reading, node), lemma_of(reading, node).removesuffix("s")} & NAMED_FOR:
        groups = {n.actor.ref: n.actor for n in earlier if is_group(n.actor)}
        return next(iter(groups.values())) if len(groups) == 1 else None
    return last_near(earlier, node, is_group)


def has_foreign_namesake(reading: Reading, found: Cast, lemma: str) -> bool:
    """Whether the report names another state's forces by this very noun and never the country's own."""
    sides = {n.actor.side for n in found.named if lemma_of(reading, n.node) == lemma and n.actor.type == "force"}
    return bool(sides) and found.home is not None and found.home.side not in sides


def _state_of(tree: Tree, named: Named) -> Actor | None:
    """Return the state whose body a noun phrase names: `Russia's ministry`, `the Pentagon`; not a state by itself."""
    if named.actor.type == "organisation":
        owner = actors().of(named.actor.side or "")
        return owner if owner is not None and owner.type == "state" else None
    body = tree.lemmas[named.node.token] in noun_classes()["body"] | noun_classes()["person"]
    return named.actor if named.actor.type == "state" and body else None


def _prevailing(named: Sequence[Named]) -> Actor | None:
    """Return the actor that most namings are of; None where two are named about as often."""
    votes = Counter(n.actor.ref for n in named)
    if not votes:
        return None
    ref, count = votes.most_common(1)[0]
    return actors().of(ref) if count >= PREVAILS * votes.total() else None
