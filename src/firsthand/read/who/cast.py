"""The known actors that a report names, where it names them, and how near."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from firsthand.data.actors import Actor, actors
from firsthand.read.reading import Node, Reading
from firsthand.read.tree.chunks import Chunk
from firsthand.read.tree.tree import Tree
from firsthand.read.where.epithets import country_of
from firsthand.read.who.participants import actor_in, is_place_name

BACK = 4
"""Sentences in which a description looks for the one it takes up; a wrong link is worse than none."""
_LEAST_PLACES = 2  # named places from which they tell of a country that is not named itself
_MOST_OF_ALL = 0.7
_QUOTES = frozenset({'"', "\u201c", "'", "\u2018"})


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
    within: str | None = None
    """Code of that state, as places have it."""


def cast(reading: Reading, country: str | None) -> Cast:
    """Return the known actors of a report.

    Args:
        reading: The report.
        country: Name of the country that it tells of.

    Cost: O(noun phrases), a few dictionary look-ups each.
    """
    named = tuple(Named(node=node, actor=actor) for node, actor in _found(reading))
    if country is None and (code := _unnamed_country(reading)) is not None:
        state = country_of(code)
        return Cast(named=named, home=actors().match(state.name) if state is not None else None, within=code)
    places = (x.place for x in (*reading.toponyms, *reading.owners) if x.place.kind == "country")
    within = next((place.within for place in places if place.name == country), None)
    return Cast(named=named, home=actors().match(country) if country else None, within=within)


def _unnamed_country(reading: Reading) -> str | None:
    """Return the code of the country that nearly all towns and lands of a report lie in, though it never names it."""
    inside = (t for t in reading.toponyms if t.place.kind != "country" and is_place_name(t))
    votes = Counter(t.place.within for t in inside if t.place.within is not None)
    if not votes:
        return None
    code, count = votes.most_common(1)[0]
    return code if count >= max(_LEAST_PLACES, _MOST_OF_ALL * votes.total()) else None


def _found(reading: Reading) -> Iterator[tuple[Node, Actor]]:
    for s, tree in enumerate(reading.trees):
        for chunk in tree.chunks:
            if not any(tree.words[k][:1].isupper() for k in range(max(0, chunk.start - 2), chunk.end)):
                continue
            actor = actor_in(name_of(tree, chunk)) or quoted(tree, chunk)
            if actor is not None:
                yield Node(sentence=s, token=chunk.head), actor
                continue
            for k in range(chunk.start, chunk.end):  # "the WHO statement"
                part = actors().match(tree.words[k]) if tree.words[k].isupper() else None
                if part is not None and part.type != "state":
                    yield Node(sentence=s, token=k), part


def quoted(tree: Tree, chunk: Chunk) -> Actor | None:
    """Return whose a noun in marks of distance is: `Russian "peacekeepers"`."""
    owner = chunk.start - 2
    if owner < 0 or tree.words[owner + 1] not in _QUOTES or tree.upos[owner] not in {"ADJ", "PROPN"}:
        return None
    return actors().match(f"{tree.words[owner]} {' '.join(tree.words[chunk.start : chunk.end])}")


def name_of(tree: Tree, chunk: Chunk) -> str:
    """Return the words of a noun phrase."""
    return tree.span(list(range(chunk.start, chunk.end))).of(tree.text)


def lemma_of(reading: Reading, node: Node) -> str:
    """Return the dictionary form of a noun."""
    return reading.trees[node.sentence].lemmas[node.token]


def words_before(reading: Reading, node: Node) -> list[str]:
    """Return the words of a noun phrase before its noun, in small letters."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    return tree.lower[chunk.start : node.token] if chunk is not None else []


def is_before(named: Node, node: Node) -> bool:
    """Whether something is named before a noun."""
    return (named.sentence, named.token) < (node.sentence, node.token)


def is_near(named: Node, node: Node) -> bool:
    """Whether something is named within reach of a noun that takes it up, or behind it."""
    return node.sentence - named.sentence <= BACK


def is_just_before(named: Node, node: Node) -> bool:
    """Whether something is named before a noun and within reach."""
    return is_before(named, node) and is_near(named, node)


def last_near(earlier: Sequence[Named], node: Node, fits: Callable[[Actor], bool]) -> Actor | None:
    """Return the last actor of a sort that is named within reach."""
    return next((n.actor for n in reversed(earlier) if fits(n.actor) and is_near(n.node, node)), None)
