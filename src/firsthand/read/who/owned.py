"""Whose forces and things are, by a possessive: `its forces`, `their equipment`."""

from __future__ import annotations

from firsthand.data.actors import Actor, actors
from firsthand.read.reading import Node, Reading
from firsthand.read.who.cast import BACK, Cast, Named, is_before, lemma_of, name_of, words_before
from firsthand.read.who.coref import antecedent
from firsthand.read.who.participants import actor_in, classes
from firsthand.read.who.sorts import PEACE, forces_of, has_forces, is_force

POSSESSIVE = frozenset({"its", "their", "his", "her"})
_OF_THINGS = frozenset({"its", "their"})
_ADVERSE = frozenset({"enemy", "rival", "foe", "opponent", "ally", "neighbour", "neighbor", "victim", "critic"})
_OFFICES = frozenset({"military", "army", "defence", "defense", "foreign", "interior", "armed", "navy", "security"})
_BELONGINGS = frozenset({"vehicle", "weapon", "thing", "presence", "sign", "facility", "abstract"})


def owned(reading: Reading, pronoun: Node, lemma: str, found: Cast) -> Actor | None:
    """Return whose forces `its forces` are."""
    owner = antecedent(reading, pronoun)
    tree = reading.trees[(owner or pronoun).sentence]
    chunk = tree.chunk_at[owner.token] if owner is not None else None
    actor = actor_in(name_of(tree, chunk)) if chunk is not None else None
    impersonal = reading.trees[pronoun.sentence].lower[pronoun.token] in _OF_THINGS
    if impersonal and (actor is None or not has_forces(actor)) and is_force(lemma):
        inside = [n for n in found.named if n.node.sentence == pronoun.sentence and n.node.token < pronoun.token]
        inside = [n for n in inside if not is_scene(reading, n)]
        actor = next((n.actor for n in reversed(inside) if has_forces(n.actor)), None)
    return forces_of(actor, lemma) if actor is not None else None


def may_be_owned(reading: Reading, node: Node, pronoun: str) -> bool:
    """Whether what is owned acts for its owner: `its forces`, `its equipment`, not `his wife`, `its enemies`."""
    lemma, found = lemma_of(reading, node), classes(reading, node)
    if lemma in _ADVERSE:
        return False
    if found & {"person"} and not found & {"force", "body"}:
        return bool(set(words_before(reading, node)[1:]) & _OFFICES)  # "his military chief", not "his wife"
    return bool(found & {"force", "body"}) or (pronoun in _OF_THINGS and bool(found & _BELONGINGS))


def is_of_country(reading: Reading, node: Node) -> bool:
    """Whether a noun is told to be a country's: `the country's army`, `the country's authorities`."""
    words = words_before(reading, node)
    owned_by = "country" in words and bool({"'s", "\u2019s"} & set(words))
    return owned_by and bool(classes(reading, node) & {"force", "body"})


def of_country(reading: Reading, node: Node, found: Cast) -> Actor | None:
    """Return whose `the country's army` is: of the only state that the sentence names before it.

    Where it names two, to whom something is given is of the one that is the scene: `the US gave its base in Niger to
    the country's authorities`.
    """
    tree = reading.trees[node.sentence]
    near = [n for n in found.named if is_before(n.node, node) and n.node.sentence == node.sentence]
    if len({n.actor.side for n in near}) > 1:
        given = tree.preposition(node.token) in {"to", "with"}
        near = [n for n in near if is_scene(reading, n)] if given else []
    states = [state for n in near if (state := actors().of(n.actor.side or "")) is not None and state.type == "state"]
    return forces_of(states[-1], lemma_of(reading, node)) if states else None


def of_same_noun(reading: Reading, node: Node, found: Cast) -> Actor | None:
    """Return whose `the peacekeepers` are where a sentence before spoke of `its peacekeepers`."""
    if not is_force(lemma_of(reading, node)) and lemma_of(reading, node) not in PEACE:
        return None
    for s in range(node.sentence, max(-1, node.sentence - BACK - 1), -1):
        tree = reading.trees[s]
        for i in range(len(tree) - 1, 0, -1):
            other = Node(sentence=s, token=i)
            if not is_before(other, node) or tree.lemmas[i] != lemma_of(reading, node):
                continue
            owner = next((k for k in tree.kids(i, "nmod:poss") if tree.lower[k] in POSSESSIVE), None)
            if owner is not None:
                return owned(reading, Node(sentence=s, token=owner), tree.lemmas[i], found)
    return None


def is_scene(reading: Reading, named: Named) -> bool:
    """Whether a country is named as a place: `in north-eastern Syria`; `from Kyiv` is its government."""
    tree = reading.trees[named.node.sentence]
    chunk = tree.chunk_at[named.node.token]
    if chunk is None or not chunk.start or tree.words[named.node.token] in named.actor.government:
        return False
    return tree.lower[chunk.start - 1] in {"in", "at", "from", "to", "near"}
