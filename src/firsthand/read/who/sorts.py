"""What sort of actor one is, and whose armed forces a noun means."""

from __future__ import annotations

from firsthand.data.actors import Actor, actors
from firsthand.data.words import noun_classes

PEACE = frozenset({"peacekeeper", "peacekeepers"})
_POLICE = frozenset({"police", "gendarmerie", "guard", "coastguard"})


def is_group(actor: Actor) -> bool:
    """Whether an actor is a movement or a militia, no state's own army and no coalition of states."""
    if "coalition" in actor.name.casefold():
        return False
    known = any(alias.isupper() for alias in actor.aliases)  # "Kurdish forces" are no group of their own
    return actor.type == "group" or (actor.type == "force" and known and not is_army(actor))


def is_army(actor: Actor) -> bool:
    """Whether an actor is the armed forces of a state."""
    return actor in actors().forces.values()


def is_mission(actor: Actor) -> bool:
    """Whether an actor is one named mission of the United Nations."""
    return actor.type == "force" and actor.side == "actor:un" and "peacekeep" not in actor.name.casefold()


def is_of_un(actor: Actor) -> bool:
    """Whether an actor is a body of the United Nations, not the United Nations themselves."""
    return actor.type == "organisation" and actor.side == "actor:un" and actor.ref != "actor:un"


def is_body(actor: Actor) -> bool:
    """Whether an actor is an organisation or a mission, no state or its ministry, army or movement."""
    owner = actors().of(actor.side or "")
    if owner is not None and owner.type == "state":
        return False
    return actor.type == "organisation" or (actor.type == "force" and actor.side == "actor:un")


def has_forces(actor: Actor) -> bool:
    """Whether an actor may have armed forces of its own."""
    return actor.type in {"state", "force", "group"}


def is_force(lemma: str) -> bool:
    """Whether a noun means armed people, no police; the reader leaves `troops` as it is."""
    return lemma not in _POLICE and bool({lemma, lemma.removesuffix("s")} & noun_classes()["force"])


def forces_of(actor: Actor, lemma: str) -> Actor:
    """Return a state's armed forces where the noun speaks of such, else the actor itself."""
    if {lemma, f"{lemma}s"} & PEACE:
        own = (row for row in actors().rows if row.side == actor.ref and "peacekeep" in row.name.casefold())
        return next(own, actors().forces.get(actor.ref, actor))
    return actors().forces.get(actor.ref, actor) if is_force(lemma) else actor
