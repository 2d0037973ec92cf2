"""Whom `the enemy` means: the side that is opposed to the one that speaks, else to the country told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from firsthand.data.actors import Actor, actors
from firsthand.data.words import cues
from firsthand.read.tree.tree import Tree

NOUNS = frozenset({"enemy", "foe", "invader", "occupier"})
_SAYING = cues("said")["verbs"]
PREVAILS = (
    0.7  # share of the namings of forces that makes one the enemy, or the report's own; by hand, flat within 0.6-0.8
)


def says(tree: Tree, i: int) -> bool:
    """Whether a noun is the subject of what is said: `the Kenyan command reported`."""
    head = tree.head(i)
    return head is not None and tree.rel(i).startswith("nsubj") and tree.lemmas[head] in _SAYING


def opponent(speaking: Sequence[Actor], named: Sequence[Actor], home: Actor | None) -> Actor | None:
    """Return the armed forces of the side that is meant by `the enemy`; None where no side is sure.

    Args:
        speaking: Actors that said something before, the last one first.
        named: Every known actor of the report.
        home: The state in which most of what is told lies.

    Cost: O(actors named).
    """
    for speaker in (*speaking, *([home] if home is not None else [])):
        own = speaker.side or speaker.ref
        if not _has_forces(own):
            continue  # an agency or a charity has no enemy
        rest = [n for n in named if (n.side or n.ref) != own]
        armed = [n for n in rest if _fights(n)] or [n for n in rest if n.type == "state"]
        others = Counter(n.side or n.ref for n in armed)
        known = Counter({side: count for side, count in others.items() if _are_opposed(own, side)})
        sides = known or others
        if not sides:
            continue
        top, count = sides.most_common(1)[0]
        return actors().forces.get(top, actors().of(top)) if known or count >= PREVAILS * sides.total() else None
    return None


def occupier(named: Sequence[Actor], home: Actor | None) -> Actor | None:
    """Return the armed forces that `the occupation forces` are: of the only other state, or the one opposed to home.

    Args:
        named: Every known actor of the report.
        home: The state in which most of what is told lies; None where that is no state that is known.
    """
    own = (home.side or home.ref) if home is not None else ""
    states = Counter(
        n.side or n.ref for n in named if (n.side or n.ref) in actors().forces and (n.side or n.ref) != own
    )
    known = Counter({side: count for side, count in states.items() if _are_opposed(own, side)})
    sides = known or states
    if not sides:
        return None
    top, count = sides.most_common(1)[0]
    return actors().forces[top] if count >= PREVAILS * sides.total() else None


def _has_forces(side: str) -> bool:
    actor = actors().of(side)
    return actor is not None and (side in actors().forces or _fights(actor))


def _fights(actor: Actor) -> bool:
    return actor.type in {"force", "group"}


def _are_opposed(one: str, other: str) -> bool:
    first, second = actors().of(one), actors().of(other)
    return first is not None and second is not None and (other in first.opposes or one in second.opposes)
