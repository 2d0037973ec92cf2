"""The known actor that words without a name mean: `its forces`, `the troops`, `the group`, `government forces`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from firsthand.data.actors import Actor, actors
from firsthand.data.words import cues, noun_classes
from firsthand.read.reading import Node, Reading
from firsthand.read.tree.chunks import Chunk
from firsthand.read.tree.tree import Tree
from firsthand.read.who.coref import antecedent
from firsthand.read.who.enemy import NOUNS as ENEMIES
from firsthand.read.who.enemy import PREVAILS, opponent, says
from firsthand.read.who.participants import actor_in, classes

_RULES = cues("rules")
_GROUPS = _RULES["who_groups"]
_BODIES = frozenset({"organisation", "organization", "agency", "body", "charity", "mission"})
_RULERS = frozenset({"junta", "ruler", "rulers"})  # of the country that a report tells of, where no other is named
_HOME = _RULES["who_home"] | _RULERS
_STATES = _RULES["who_states"] | _RULERS
_POSSESSIVE = frozenset({"its", "their", "his", "her"})
_DEFINITE = frozenset({"the", "these", "those", "that", "this"})
_TITLED = frozenset({"armed", "forces", "defence", "defense", "the", "its", "their"})
_ADVERSE = frozenset({"enemy", "rival", "foe", "opponent", "ally", "neighbour", "neighbor", "victim", "critic"})
_BELONGINGS = frozenset({"vehicle", "weapon", "thing", "presence", "sign", "facility", "abstract"})
_POLICE = frozenset({"police", "gendarmerie", "guard", "coastguard"})
_OF_THINGS = frozenset({"its", "their"})
_IRREGULAR = _GROUPS | {
    "attacker", "bandit", "extremist", "fighter", "gang", "gunman", "gunmen", "islamist", "jihadist", "paramilitary",
    "separatist", "terrorist",
}  # fmt: skip
"""Armed people who are no state's: `the militants` are never an army."""
_NAMED_FOR = frozenset({"terrorist", "terror", "jihadist", "extremist", "islamist"})
_IRREGULAR_ADJECTIVES = frozenset(
    {"armed", "militant", "jihadist", "terrorist", "terror", "extremist", "islamist", "paramilitary", "rebel"}
)
_CALLED = _NAMED_FOR | {"paramilitary", "militia", "rebel"}
_UN = frozenset({"UN", "U.N."})
_MISSION = frozenset({"mission", "operation"})
_PEACE = frozenset({"peacekeeper", "peacekeepers"})
_QUOTES = frozenset({'"', "\u201c", "'", "\u2018"})
_APPOSED = 4  # words of a name that stands beside a noun
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
            if not any(tree.words[k][:1].isupper() for k in range(max(0, chunk.start - 2), chunk.end)):
                continue
            actor = actor_in(_name(tree, chunk)) or _quoted(tree, chunk)
            if actor is not None:
                yield Node(sentence=s, token=chunk.head), actor
                continue
            for k in range(chunk.start, chunk.end):  # "the WHO statement"
                part = actors().match(tree.words[k]) if tree.words[k].isupper() else None
                if part is not None and part.type != "state":
                    yield Node(sentence=s, token=k), part


def known_as(reading: Reading, node: Node, found: Cast) -> Actor | None:
    """Return the known actor that a noun phrase without a name of its own takes up; None where none is sure."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None:
        return None
    if (beside := _named_beside(tree, node.token, chunk) or _quoted(tree, chunk)) is not None:
        return beside
    lemma = tree.lemmas[node.token]
    if chunk.head == node.token and lemma in _BODIES and tree.words[node.token - 1] in _UN:
        return _last_near([n for n in found.named if _is_before(n.node, node)], node, _is_of_un)
    if chunk.head != node.token or _is_named(tree, chunk):
        return None
    owner = next((k for k in tree.kids(node.token, "nmod:poss") if tree.lower[k] in _POSSESSIVE), None)
    if owner is None:
        return _by_noun(reading, node, found, tree.lower[chunk.start])
    pronoun = Node(sentence=node.sentence, token=owner)
    return _owned(reading, pronoun, lemma, found) if _may_be_owned(reading, node, tree.lower[owner]) else None


def _by_noun(  # noqa: PLR0911  # one return a sort of noun
    reading: Reading, node: Node, found: Cast, first: str
) -> Actor | None:
    """Return whom a common noun means, `first` being the first word of its phrase; `the two forces` are nobody sure."""
    lemma, definite = _lemma(reading, node), first in _DEFINITE
    if _is_counted(reading, node) or _is_of_a_name(reading, node):
        return None
    earlier = [n for n in found.named if _is_before(n.node, node)]
    if definite and {lemma, lemma.removesuffix("s")} & ENEMIES:
        near = [n for n in reversed(earlier) if _is_near(n.node, node)]
        said = [n.actor for n in near if says(reading.trees[n.node.sentence], n.node.token)]
        return opponent(said, [n.actor for n in found.named], found.home)
    if definite and lemma in _MISSION and (mission := next((n.actor for n in earlier if _is_mission(n.actor)), None)):
        return mission
    same = [n.actor for n in earlier if _lemma(reading, n.node) == lemma and _is_near(n.node, node)]
    if definite and (taken := same[-1] if same else _of_same_noun(reading, node, found)) is not None:
        return taken
    if lemma in _PEACE:
        return _peacekeepers(earlier, found)
    if set(_before(reading, node)) & _MISSION and _is_force(lemma):
        return next((n.actor for n in earlier if _is_mission(n.actor)), None)
    home = lemma in _HOME and (first == "government" or lemma in _STATES)
    home = home or (lemma == "leader" and bool({"coup", "junta"} & set(_before(reading, node))))
    if home and found.home is not None and not (definite and _has_foreign_namesake(reading, found, lemma)):
        return _forces(found.home, lemma)
    called = {lemma, lemma.removesuffix("s")} & _IRREGULAR or (set(_before(reading, node)) & _CALLED)
    if called:
        return _irregulars(reading, node, earlier) if definite else None
    if definite and lemma in _BODIES:
        return _last_near(earlier, node, _is_body)
    return _troops(reading, node, found, definite=definite) if _is_force(lemma) else None


def _named_beside(tree: Tree, i: int, chunk: Chunk) -> Actor | None:
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
    actor = actors().match(_name(tree, behind)) if closed else None
    return actor if actor is not None and actor.type != "state" else None


def _quoted(tree: Tree, chunk: Chunk) -> Actor | None:
    """Return whose a noun in marks of distance is: `Russian "peacekeepers"`."""
    owner = chunk.start - 2
    if owner < 0 or tree.words[owner + 1] not in _QUOTES or tree.upos[owner] not in {"ADJ", "PROPN"}:
        return None
    return actors().match(f"{tree.words[owner]} {' '.join(tree.words[chunk.start : chunk.end])}")


def _peacekeepers(earlier: Sequence[Named], found: Cast) -> Actor | None:
    """Return whose peacekeepers a report means: the last named ones, else the mission of the body that sends some."""
    named = [n.actor for n in (*reversed(earlier), *found.named) if "peacekeep" in n.actor.name.casefold()]
    named += [n.actor for n in (*reversed(earlier), *found.named) if n.actor.side == "actor:un"]
    if named and named[0].side == "actor:un" and named[0].type != "force":
        return actors().of("actor:un-peacekeepers")
    return named[0] if named else None


def _has_foreign_namesake(reading: Reading, found: Cast, lemma: str) -> bool:
    """Whether the report names another state's forces by this very noun and never the country's own."""
    sides = {n.actor.side for n in found.named if _lemma(reading, n.node) == lemma and n.actor.type == "force"}
    return bool(sides) and found.home is not None and found.home.side not in sides


def _troops(reading: Reading, node: Node, found: Cast, *, definite: bool) -> Actor | None:
    """Return whose `the troops`, or bare `troops`, are.

    The only force that the sentence names before, else the only state whose body it names (`Russia's ministry says the
    troops ...`), else, for a definite phrase, the force that the report names most by far.
    """
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or (not definite and chunk.end - chunk.start > 1):
        return None
    national = tree.lemmas[node.token] in _STATES  # "the army" is a state's own
    ranks = [n for n in found.named if n.actor.type == "force" and (_is_army(n.actor) or not national)]
    inside = [n for n in found.named if n.node.sentence == node.sentence and n.node.token < node.token]
    forces = {n.actor.ref: n.actor for n in inside if n in ranks}
    if len(forces) == 1:
        return next(iter(forces.values()))
    if forces:
        return None
    owners = {state.ref: state for n in inside if (state := _state_of(tree, n)) is not None}
    if len(owners) == 1:
        return _forces(next(iter(owners.values())), tree.lemmas[node.token])
    if not definite:
        return None
    near = {n.actor.ref: n.actor for n in ranks if _is_just_before(n.node, node)}
    return next(iter(near.values())) if len(near) == 1 else _prevailing(ranks)


def _irregulars(reading: Reading, node: Node, earlier: Sequence[Named]) -> Actor | None:
    """Return which movement `the militants` are: the last one named near by.

    `The terrorists`, `the jihadists` call names, so they are known only where a single movement is named before.
    """
    before = set(_before(reading, node)[1:])
    if before - _IRREGULAR_ADJECTIVES:
        return None
    if before & _NAMED_FOR or {_lemma(reading, node), _lemma(reading, node).removesuffix("s")} & _NAMED_FOR:
        groups = {n.actor.ref: n.actor for n in earlier if _is_group(n.actor)}
        return next(iter(groups.values())) if len(groups) == 1 else None
    return _last_near(earlier, node, _is_group)


def _is_of_a_name(reading: Reading, node: Node) -> bool:
    """Whether men are told to be somebody's by name: `the forces of Riek Machar` are no state's for their noun."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or tree.lower[chunk.end : chunk.end + 1] != ["of"]:
        return False
    owner = tree.chunk_at[chunk.end + 1] if chunk.end + 1 < len(tree) else None
    entity = reading.entity(node.sentence, owner.head) if owner is not None else None
    return entity is not None and entity.type == "PERSON"


def _is_counted(reading: Reading, node: Node) -> bool:
    """Whether a definite phrase has a number in it: `the two forces` are of two sides."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or tree.lower[chunk.start] not in _DEFINITE:
        return False
    return bool({"two", "three", "four", "both"} & set(tree.lower[chunk.start : node.token]))


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


def _last_near(earlier: Sequence[Named], node: Node, fits: Callable[[Actor], bool]) -> Actor | None:
    """Return the last actor of a sort that is named within reach."""
    return next((n.actor for n in reversed(earlier) if fits(n.actor) and _is_near(n.node, node)), None)


def _is_body(actor: Actor) -> bool:
    """Whether an actor is an organisation or a mission, no state or its ministry, army or movement."""
    owner = actors().of(actor.side or "")
    if owner is not None and owner.type == "state":
        return False
    return actor.type == "organisation" or (actor.type == "force" and actor.side == "actor:un")


def _of_same_noun(reading: Reading, node: Node, found: Cast) -> Actor | None:
    """Return whose `the peacekeepers` are where a sentence before spoke of `its peacekeepers`."""
    if not _is_force(_lemma(reading, node)) and _lemma(reading, node) not in _PEACE:
        return None
    for s in range(node.sentence, max(-1, node.sentence - _BACK - 1), -1):
        tree = reading.trees[s]
        for i in range(len(tree) - 1, 0, -1):
            other = Node(sentence=s, token=i)
            if not _is_before(other, node) or tree.lemmas[i] != _lemma(reading, node):
                continue
            owner = next((k for k in tree.kids(i, "nmod:poss") if tree.lower[k] in _POSSESSIVE), None)
            if owner is not None:
                return _owned(reading, Node(sentence=s, token=owner), tree.lemmas[i], found)
    return None


def _is_mission(actor: Actor) -> bool:
    """Whether an actor is one named mission of the United Nations."""
    return actor.type == "force" and actor.side == "actor:un" and "peacekeep" not in actor.name.casefold()


def _is_of_un(actor: Actor) -> bool:
    """Whether an actor is a body of the United Nations, not the United Nations themselves."""
    return actor.type == "organisation" and actor.side == "actor:un" and actor.ref != "actor:un"


def _before(reading: Reading, node: Node) -> list[str]:
    """Return the words of a noun phrase before its noun, in small letters."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    return tree.lower[chunk.start : node.token] if chunk is not None else []


def _lemma(reading: Reading, node: Node) -> str:
    return reading.trees[node.sentence].lemmas[node.token]


def _is_group(actor: Actor) -> bool:
    """Whether an actor is a movement or a militia, no state's own army and no coalition of states."""
    if "coalition" in actor.name.casefold():
        return False
    known = any(alias.isupper() for alias in actor.aliases)  # "Kurdish forces" are no group of their own
    return actor.type == "group" or (actor.type == "force" and known and not _is_army(actor))


def _is_army(actor: Actor) -> bool:
    return actor in actors().forces.values()


def _name(tree: Tree, chunk: Chunk) -> str:
    return tree.span(list(range(chunk.start, chunk.end))).of(tree.text)


def _is_named(tree: Tree, chunk: Chunk) -> bool:
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


def _is_before(named: Node, node: Node) -> bool:
    return (named.sentence, named.token) < (node.sentence, node.token)


def _is_just_before(named: Node, node: Node) -> bool:
    return _is_before(named, node) and _is_near(named, node)


def _is_near(named: Node, node: Node) -> bool:
    return node.sentence - named.sentence <= _BACK


def _may_be_owned(reading: Reading, node: Node, pronoun: str) -> bool:
    """Whether what is owned acts for its owner: `its forces`, `its equipment`, not `his wife`, `its enemies`."""
    lemma, found = _lemma(reading, node), classes(reading, node)
    if lemma in _ADVERSE or (found & {"person"} and not found & {"force", "body"}):
        return False
    return bool(found & {"force", "body"}) or (pronoun in _OF_THINGS and bool(found & _BELONGINGS))


def _owned(reading: Reading, pronoun: Node, lemma: str, found: Cast) -> Actor | None:
    """Return whose forces `its forces` are."""
    owner = antecedent(reading, pronoun)
    tree = reading.trees[(owner or pronoun).sentence]
    chunk = tree.chunk_at[owner.token] if owner is not None else None
    actor = actor_in(_name(tree, chunk)) if chunk is not None else None
    impersonal = reading.trees[pronoun.sentence].lower[pronoun.token] in _OF_THINGS
    if impersonal and (actor is None or not _has_forces(actor)) and _is_force(lemma):
        inside = [n for n in found.named if n.node.sentence == pronoun.sentence and n.node.token < pronoun.token]
        inside = [n for n in inside if not _is_scene(reading, n)]
        actor = next((n.actor for n in reversed(inside) if _has_forces(n.actor)), None)
    return _forces(actor, lemma) if actor is not None else None


def _is_scene(reading: Reading, named: Named) -> bool:
    """Whether a country is named as a place: `in north-eastern Syria`; `from Kyiv` is its government."""
    tree = reading.trees[named.node.sentence]
    chunk = tree.chunk_at[named.node.token]
    if chunk is None or not chunk.start or tree.words[named.node.token] in named.actor.government:
        return False
    return tree.lower[chunk.start - 1] in {"in", "at", "from", "to", "near"}


def _has_forces(actor: Actor) -> bool:
    return actor.type in {"state", "force", "group"}


def _forces(actor: Actor, lemma: str) -> Actor:
    """Return a state's armed forces where the noun speaks of such, else the actor itself."""
    if {lemma, f"{lemma}s"} & _PEACE:
        own = (row for row in actors().rows if row.side == actor.ref and "peacekeep" in row.name.casefold())
        return next(own, actors().forces.get(actor.ref, actor))
    return actors().forces.get(actor.ref, actor) if _is_force(lemma) else actor


def _is_force(lemma: str) -> bool:
    """Whether a noun means armed people, no police; the reader leaves `troops` as it is."""
    return lemma not in _POLICE and bool({lemma, lemma.removesuffix("s")} & noun_classes()["force"])
