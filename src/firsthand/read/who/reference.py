"""The known actor that words without a name mean: `its forces`, `the troops`, `the group`, `government forces`."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.data.actors import Actor, actors
from firsthand.data.words import cues
from firsthand.read.reading import Node, Reading
from firsthand.read.who.beside import is_named, is_of_a_name, named_beside
from firsthand.read.who.cast import Cast, Named, is_before, is_near, last_near, lemma_of, quoted, words_before
from firsthand.read.who.enemy import NOUNS as ENEMIES
from firsthand.read.who.enemy import occupier, opponent, says
from firsthand.read.who.owned import POSSESSIVE, is_of_country, may_be_owned, of_country, of_same_noun, owned
from firsthand.read.who.participants import meant
from firsthand.read.who.sorts import PEACE, forces_of, is_army, is_body, is_force, is_group, is_mission, is_of_un
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
_CALLED = NAMED_FOR | {
    "insurgent",
    "jihadi",
    "militant",
    "militia",
    "opposition",
    "paramilitary",
    "rebel",
    "separatist",
}
_RULING = frozenset({"regime"})
_UNNAMED = frozenset(
    {"assailant", "attacker", "cell", "gunman", "gunmen", "militant", "operative", "squad", "terrorist"}
)
"""Armed people who are named afterwards where a report knows of one movement alone."""
_OCCUPYING = frozenset({"occupation", "occupying", "occupier", "invading"})
_UN = frozenset({"UN", "U.N."})
_COUNTRIES = frozenset({"country", "nation", "republic", "kingdom"})
_BESIDE = 2  # sentences before a noun in which a state must be named where another one is
_MISSION = frozenset({"mission", "operation"})


def known_as(reading: Reading, node: Node, found: Cast) -> Actor | None:
    """Return the known actor that a noun phrase without a name of its own takes up; None where none is sure."""
    tree = reading.trees[node.sentence]
    node = Node(sentence=node.sentence, token=meant(reading, node))  # "two of its soldiers"
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
    if _OCCUPYING & {*words_before(reading, node), lemma} and found.within is not None:
        return occupier([n.actor for n in found.named], found.home)
    if definite and {lemma, lemma.removesuffix("s")} & ENEMIES:
        return _enemy(reading, node, found, earlier)
    if is_of_country(reading, node):
        return of_country(reading, node, found)
    if definite and (taken := _taken_up(reading, node, found, earlier)) is not None:
        return taken
    if lemma in PEACE:
        return peacekeepers(earlier, found)
    if set(words_before(reading, node)) & _MISSION and is_force(lemma):
        return next((n.actor for n in earlier if is_mission(n.actor)), None)
    if definite and lemma == "force" and _is_told_apart(reading, node):
        return _of_home(reading, node, found, first)
    return _of_home(reading, node, found, first) or _by_sort(reading, node, found, definite=definite)


def _enemy(reading: Reading, node: Node, found: Cast, earlier: Sequence[Named]) -> Actor | None:
    """Return whom `the enemy` means: who is opposed to the one that spoke last, else to the country told of."""
    near = [n for n in reversed(earlier) if is_near(n.node, node)]
    said = [n.actor for n in near if says(reading.trees[n.node.sentence], n.node.token)]
    return opponent(said, [n.actor for n in found.named], found.home)


def _taken_up(reading: Reading, node: Node, found: Cast, earlier: Sequence[Named]) -> Actor | None:
    """Return whom a definite noun takes up: the mission, the only force of the sentence, the last one of that noun."""
    lemma = lemma_of(reading, node)
    if lemma in _MISSION and (mission := next((n.actor for n in earlier if is_mission(n.actor)), None)):
        return mission
    if is_force(lemma) and not _is_called(reading, node):
        inside = _only_force(earlier, node, national=lemma in STATES)
        if inside is not None:
            return inside
    same = [n.actor for n in earlier if lemma_of(reading, n.node) == lemma and is_near(n.node, node)]
    if same and _is_told_apart(reading, node):
        return None
    return same[-1] if same else of_same_noun(reading, node, found)


def _is_told_apart(reading: Reading, node: Node) -> bool:
    """Whether a clause behind a noun says which ones: `the forces present at the base` are not the last named ones."""
    tree = reading.trees[node.sentence]
    comma = tree.words[node.token + 1 : node.token + 2] == [","]  # "the convoy, comprising 143 lorries"
    return not comma and any(k > node.token for k in tree.kids(node.token, "acl", "acl:relcl", "amod"))


def _of_home(reading: Reading, node: Node, found: Cast, first: str) -> Actor | None:
    """Return the government or the army of the country that the report tells of: `the junta`, `government soldiers`."""
    lemma = lemma_of(reading, node)
    ruling = first == "government" or _RULING & set(words_before(reading, node))
    home = lemma in _HOME and (ruling or lemma in STATES)
    home = home or (first in _DEFINITE and lemma in _COUNTRIES and _acts(reading, node))
    home = home or (lemma == "leader" and bool({"coup", "junta"} & set(words_before(reading, node))))
    if not home or found.home is None or _is_called(reading, node):
        return None
    if first in _DEFINITE and has_foreign_namesake(reading, found, lemma):
        return None
    return forces_of(found.home, lemma) if lemma == "regime" or not _is_abroad(reading, node, found) else None


def _acts(reading: Reading, node: Node) -> bool:
    """Whether a country does something: `the West African nation ended the accord`, not what happens in it."""
    tree = reading.trees[node.sentence]
    return tree.rel(node.token) == "nsubj" and tree.preposition(node.token) is None


def _by_sort(reading: Reading, node: Node, found: Cast, *, definite: bool) -> Actor | None:
    """Return which movement, body or army `the militants`, `the agency`, `the troops` are."""
    lemma = lemma_of(reading, node)
    earlier = [n for n in found.named if is_before(n.node, node)]
    if _is_called(reading, node):
        groups = [n for n in found.named if is_group(n.actor)]
        only = len(groups) > 1 and len({n.actor.ref for n in groups}) == 1 and lemma in _UNNAMED
        return irregulars(reading, node, groups if only else earlier) if definite else None
    if definite and lemma in _BODIES and reading.trees[node.sentence].lower[node.token] == lemma:
        return last_near(earlier, node, is_body)
    return troops(reading, node, found, definite=definite) if is_force(lemma) else None


def _is_called(reading: Reading, node: Node) -> bool:
    """Whether a noun or a word before it says that they are no state's: `the militants`, `that terror army`."""
    lemma = lemma_of(reading, node)
    return bool({lemma, lemma.removesuffix("s")} & IRREGULAR or set(words_before(reading, node)) & _CALLED)


def _only_force(earlier: Sequence[Named], node: Node, *, national: bool) -> Actor | None:
    """Return the only force that the sentence names before; `those forces` are not the last ones of that noun."""
    inside = {n.actor.ref: n.actor for n in earlier if n.node.sentence == node.sentence and n.actor.type == "force"}
    if national and not all(is_army(actor) for actor in inside.values()):
        return None
    return next(iter(inside.values())) if len(inside) == 1 else None


def _is_abroad(reading: Reading, node: Node, found: Cast) -> bool:
    """Whether the sentences around name another state and nothing of the one that most of the report tells of."""
    first = max(0, node.sentence - _BESIDE)
    start, end = reading.trees[first].sentence.start, reading.trees[node.sentence].sentence.end
    told = (x for x in (*reading.toponyms, *reading.owners) if start <= x.start < end)
    if found.home is None or any(x.place.within == found.within for x in told):
        return False
    near = {n.actor.side for n in found.named if first <= n.node.sentence <= node.sentence}
    owners = (actors().of(side) for side in near if side is not None and side != found.home.ref)
    return found.home.ref not in near and any(state is not None and state.type == "state" for state in owners)


def _is_counted(reading: Reading, node: Node) -> bool:
    """Whether a definite phrase has a number in it: `the two forces` are of two sides."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or tree.lower[chunk.start] not in _DEFINITE:
        return False
    return bool({"two", "three", "four", "both"} & set(tree.lower[chunk.start : node.token]))
