"""Whose `the troops`, `the peacekeepers`, `the militants` are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from firsthand.data.actors import Actor, actors
from firsthand.data.words import cues, noun_classes
from firsthand.read.reading import Node, Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.who.cast import Cast, Named, is_just_before, is_near, lemma_of, name_of, words_before
from firsthand.read.who.coref import antecedent
from firsthand.read.who.enemy import PREVAILS
from firsthand.read.who.participants import PRONOUNS, actor_in, classes
from firsthand.read.who.sorts import forces_of, has_forces, is_army, is_group

NAMED_FOR = frozenset({"terrorist", "terror", "jihadist", "extremist", "islamist"})
IRREGULAR = cues("rules")["who_groups"] | {
    "assailant", "attacker", "bandit", "cell", "extremist", "fighter", "gang", "gunman", "gunmen", "islamist",
    "jihadist", "militiaman", "militiamen", "operative", "paramilitary", "separatist", "squad", "terrorist",
}  # fmt: skip
"""Armed people who are no state's: `the militants` are never an army."""
_IRREGULAR_ADJECTIVES = frozenset(
    {"armed", "militant", "jihadist", "terrorist", "terror", "extremist", "islamist", "paramilitary", "rebel"}
)
_ANY_SIDE = frozenset({"group", "alliance", "faction", "movement"})
RULERS = frozenset({"junta", "ruler", "rulers"})  # of the country that a report tells of, where no other is named
STATES = cues("rules")["who_states"] | RULERS


def troops(reading: Reading, node: Node, found: Cast, *, definite: bool) -> Actor | None:
    """Return whose `the troops`, or bare `troops`, are.

    Bare ones that somebody sends are his. Else they are of the only force that the sentence names before, else of the
    only state whose body it names (`Russia's ministry says the troops ...`), else of the force that the report names
    most by far.
    """
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or (not definite and chunk.end - chunk.start > 1):
        return None
    if not definite and (doer := _doer(reading, node)) is not None:
        actor = _mover(reading, Node(sentence=node.sentence, token=doer))  # "Kerria sent troops"
        return forces_of(actor, tree.lemmas[node.token]) if actor is not None else None
    inside = [n for n in found.named if n.node.sentence == node.sentence and n.node.token < node.token]
    forces = {n.actor.ref: n.actor for n in inside if _may_rank(reading, node, n.actor)}
    if forces:
        return next(iter(forces.values())) if len(forces) == 1 else None
    owners = {state.ref: state for n in inside if (state := _state_of(tree, n)) is not None}
    if len(owners) == 1:
        return forces_of(next(iter(owners.values())), tree.lemmas[node.token])
    return _known_troops(reading, node, found, definite=definite)


def _may_rank(reading: Reading, node: Node, actor: Actor) -> bool:
    """Whether men may be of a force: `the army` is a state's own."""
    return actor.type == "force" and (is_army(actor) or lemma_of(reading, node) not in STATES)


def _known_troops(reading: Reading, node: Node, found: Cast, *, definite: bool) -> Actor | None:
    """Return the force that a report has told of so far: the only one near by, or the one that it names most by far."""
    ranks = [n for n in found.named if _may_rank(reading, node, n.actor)]
    near = {n.actor.ref: n.actor for n in ranks if is_just_before(n.node, node)}
    if definite:
        return next(iter(near.values())) if len(near) == 1 else _prevailing(ranks)
    if not _acts(reading.trees[node.sentence], node.token):
        return None
    most = _prevailing([n for n in ranks if is_army(n.actor)])
    return most if most is not None and most.ref in near else None


def _acts(tree: Tree, i: int) -> bool:
    """Whether bare men are told of as known: `troops searched the buildings`, not `troops from abroad`, `no troops`."""
    return tree.rel(i).startswith("nsubj") and not tree.kids(i, "nmod", "acl", "acl:relcl", "det", "nummod", "conj")


def _doer(reading: Reading, node: Node) -> int | None:
    """Return who does something to a noun that is the object of a verb: `Kerria sent troops`."""
    tree = reading.trees[node.sentence]
    verb = tree.head(node.token) if tree.rel(node.token) == "obj" else None
    doer = tree.doer(verb) if verb is not None else None
    if doer is None or tree.lower[doer] in PRONOUNS:
        return doer
    who = classes(reading, Node(sentence=node.sentence, token=doer))
    return doer if who & {"person", "force", "body"} else None  # not "the coup forced troops to leave"


def _mover(reading: Reading, node: Node) -> Actor | None:
    """Return the known actor that a noun phrase names, itself or what it takes up."""
    node = antecedent(reading, node) or node
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    actor = actor_in(name_of(tree, chunk)) if chunk is not None else None
    if actor is not None and actor.type == "organisation":
        actor = actors().of(actor.side or "")  # "the Pentagon sent troops"
    return actor if actor is not None and has_forces(actor) else None


def movement(reading: Reading, earlier: Sequence[Named], node: Node) -> Actor | None:
    """Return the movement that `the group` means: the only one named near by, or the one told of there.

    Of two or more that one which does something in the nearest sentence that names any, else the one that the report
    names most by far.
    """
    near = [n for n in earlier if is_group(n.actor) and is_near(n.node, node)]
    if lemma_of(reading, node) not in _ANY_SIDE:  # "the militants" are no army that has a name like a movement
        near = [n for n in near if n.actor.type == "group"] or near
    if len({n.actor.ref for n in near}) <= 1:
        return near[-1].actor if near else None
    last = [n for n in near if n.node.sentence == near[-1].node.sentence]
    acting = {
        n.actor.ref: n.actor for n in last if reading.trees[n.node.sentence].rel(n.node.token).startswith("nsubj")
    }
    if len(acting) == 1:
        return next(iter(acting.values()))
    only = {n.actor.ref: n.actor for n in last}
    most = _prevailing([n for n in earlier if is_group(n.actor)])
    if most is not None and most.ref in {n.actor.ref for n in near}:
        return most
    return near[-1].actor if len(only) == 1 and most is None else None


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
    if before - _IRREGULAR_ADJECTIVES or lemma_of(reading, node) == "alliance":
        return None  # an alliance against a movement is none
    if before & NAMED_FOR or {lemma_of(reading, node), lemma_of(reading, node).removesuffix("s")} & NAMED_FOR:
        groups = {n.actor.ref: n.actor for n in earlier if is_group(n.actor)}
        return next(iter(groups.values())) if len(groups) == 1 else None
    return movement(reading, earlier, node)


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
