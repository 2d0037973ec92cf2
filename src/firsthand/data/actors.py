"""Known states, forces and groups: names, aliases, demonyms, capitals, and whose side each is on (`actors.toml`)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from firsthand.core.errors import BrokenData
from firsthand.data.words import cues

_FILE = "data/actors.toml"
_TYPES = {"state", "force", "group", "organisation"}
_LONGEST_ACRONYM = 5
_NAMES_KEPT = 16_384
_SHOUTED = 5  # letters from which capitals may be an ordinary name's: DAESH, HAMAS
_MOST_PEOPLES = 2  # words of a people and a faith before a movement's name
_PEOPLES = frozenset({"Islamist", "Kurdish", "Palestinian", "Shia", "Shiite", "Shi'ite", "Sunni", "Tuareg"})
_FORCE_WORDS = cues("rules")["actors_force_words"]
_BODY_WORDS = cues("rules")["actors_body_words"] | {
    "junta",
    "rulers",
    "chief",
    "director",
    "head",
    "secretary",
    "secretary-general",
    "sides",
}
_RULING = frozenset(
    {"ministry", "minister", "defence", "defense", "spokesman", "junta", "rulers", "leaders", "leader", "regime"}
    | {"government"}
)
"""Words beside `military` that make it the state, not its army: `Mali's military junta`."""
_RANKS = frozenset({"army", "corps", "force", "forces", "navy", "soldiers", "troops", "units"})
_STYLED = re.compile(
    r"^(?:(?:(?:federal|federative|islamic|united|hashemite|arab|bolivarian|people's) )*"
    r"(?:(?:democratic |socialist )*republic|kingdom)|sultanate|principality|grand duchy|commonwealth|union"
    r"|state) of (?:the )?(?=\w)"
)
"""What a state's full style has before its name: `Republic of Chad`, `Hashemite Kingdom of Jordan`."""
IRREGULAR_WORDS = frozenset({
    "gang", "insurgent", "insurgents", "jihadist", "jihadists", "mercenaries", "mercenary", "militia", "militias",
    "opposition", "paramilitaries", "paramilitary", "rebel", "rebels", "separatist", "separatists",
})  # fmt: skip
"""Armed people who are of a country and not its army."""
_PARTY_WORDS = frozenset(
    {"alliance", "convoy", "delegation", "experts", "faction", "fighters", "group", "gunmen", "insurgents", "members"}
    | {"militants", "militia", "militias", "movement", "peacekeepers", "rebels", "staff", "team", "teams", "workers"}
    | {"cell", "cells", "commandos", "elements", "extremists", "fighter", "gunman", "insurgent", "jihadists", "member"}
    | {"mercenaries", "militant", "militiamen", "operative", "operatives", "organisation", "organization", "partisans"}
    | {"remnants", "snipers", "squad", "terrorist", "terrorists"}
)
"""Nouns behind the name of a movement or an organisation that leave it the same actor: `M23 rebels`, `WHO team`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One row of `actors.toml`."""

    ref: str
    """`actor:russia`."""
    name: str
    type: str
    """`state`, `force`, `group` or `organisation`."""
    aliases: tuple[str, ...] = ()
    """Every other name in any script: demonyms, capitals that stand for a government, acronyms."""
    side: str | None = None
    """The ref of the command or government that it answers to; itself where it answers to none."""
    opposes: tuple[str, ...] = ()
    """Refs of sides whose interests are opposed to its own; agreement across them is the strongest."""
    demonyms: tuple[str, ...] = ()
    """Words for its people and what is theirs (`Syrian`, `Syrians`); also among the aliases."""
    government: tuple[str, ...] = ()
    """Capitals and seats that stand for its government; also among the aliases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """All known actors, found by name."""

    rows: tuple[Actor, ...]
    by_name: Mapping[str, Actor]
    forces: Mapping[str, Actor]
    """The armed forces of a state, by the state's ref."""
    _matched: dict[str, Actor | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `match` answered: a pile names the same few hundred again and again."""

    def of(self, ref: str) -> Actor | None:
        """Return the actor with this ref."""
        return self.by_name.get(ref)

    def match(self, name: str) -> Actor | None:
        """Return the actor that a name or description means, or None where nothing known is meant.

        `Russian soldiers`, `Russia's contingent` mean a state's armed forces, `Russian defence ministry` the state;
        `Russian tourists` mean nobody known. A short acronym must be in capitals (`IS`, not `is`).

        Cost: a few dictionary look-ups, one where the name was asked for before.
        """
        if name not in self._matched:
            if len(self._matched) > _NAMES_KEPT:
                self._matched.clear()
            self._matched[name] = self._meant(name)
        return self._matched[name]

    def _meant(self, name: str) -> Actor | None:
        words = _words(name)
        if not words:
            return None
        exact = self._named(words)
        if exact is not None:
            return exact
        inner = self._inner(words)
        return inner or self._of_owner(words) or self._of_owner_behind(words)

    def _inner(self, words: list[str]) -> Actor | None:
        """Return the body or force whose own name ends a description: `Sudan's paramilitary Rapid Support Forces`."""
        for first in range(1, min(len(words) - 1, _MOST_PEOPLES + 1)):  # "the Syrian Kurdish YPG militia"
            if not all(word in _PEOPLES or self._named([word]) is not None for word in words[:first]):
                break
            group = self._of_owner(words[first:])
            if group is not None and group.type in {"force", "group"} and set(words[first:]) & _PARTY_WORDS:
                return group
        for first in range(1, len(words) - 1):
            actor = self._named(words[first:])
            longer = (self._named(words[:k]) for k in range(first + 1, len(words)))  # "Equatorial Guinean army"
            if actor is not None and actor.type != "state" and not any(x and x.type == "state" for x in longer):
                return actor
        return None

    def _of_owner(self, words: list[str]) -> Actor | None:
        for length in range(min(len(words) - 1, 4), 0, -1):
            owner = self._named(words[:length])
            rest = {word.casefold() for word in words[length:]}
            if owner is None:
                continue
            if owner.type != "state":
                return owner if rest & (_FORCE_WORDS | _BODY_WORDS | _PARTY_WORDS) else None
            if rest & IRREGULAR_WORDS:
                return None  # "a Chadian rebel force" is no army
            if rest & _FORCE_WORDS and (not rest & _RULING or words[-1].casefold() in _RANKS):
                return self.forces.get(owner.ref, owner)
            return owner if rest & _BODY_WORDS else None
        return None

    def _of_owner_behind(self, words: list[str]) -> Actor | None:
        """Return the body of a state that stands behind it: `Armed Forces of Mali`, `Ministry of Defence of Chad`."""
        for at in range(len(words) - 2, 0, -1):
            if words[at] == "of" and (front := self._named(words[:at])) is not None and front.type != "state":
                return front  # "Islamic State of Iraq and the Levant"
            owner = self._named(words[at + 1 :]) if words[at] == "of" else None
            if owner is None or owner.type != "state":
                continue
            names = (*owner.demonyms, owner.name)
            exact = (self._named([*name.split(), *words[:at]]) for name in names)
            return next((row for row in exact if row is not None), None) or self._of_owner([owner.name, *words[:at]])
        return None

    def _named(self, words: list[str]) -> Actor | None:
        joined = " ".join(words)
        if _is_acronym(joined) and (joined in self.by_name or len(joined) < _SHOUTED):
            return self.by_name.get(joined)
        folded = fold(joined)
        return self.by_name.get(folded) or (self.by_name.get(_STYLED.sub("", folded)) if " of " in folded else None)


def fold(name: str) -> str:
    """Return a name without case, marks and a leading article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"^the ", "", " ".join(plain.casefold().replace("\u2019", "'").split()))


def _is_acronym(name: str) -> bool:
    return len(name) <= _LONGEST_ACRONYM and name.isupper() and name.isalpha()


def _words(name: str) -> list[str]:
    clean = re.sub(r"['\u2019]s?(?=\s|$)", "", name.replace("\u2019s", "'s"))
    return [word for word in clean.split() if word.casefold() not in {"the", "a", "an"}]


@cache
def actors() -> Actors:
    """Return all known actors.

    Raises:
        BrokenData: A row lacks a field, repeats a ref, or names a side that is no row.

    Cost: about 10 ms once.
    """
    table = tomllib.loads((files("firsthand.data") / "actors.toml").read_text("utf-8"))
    return actors_of(table.get("actor", ()))


def actors_of(table: Iterable[Mapping[str, Any]]) -> Actors:
    """Check rows of the table and return them with their index; where two share a name, the first keeps it.

    Raises:
        BrokenData: As `actors`.
    """
    rows = tuple(_actor(row) for row in table)
    refs = {row.ref for row in rows}
    if len(refs) != len(rows):
        raise BrokenData(_FILE, "two rows share one ref")
    for row in rows:
        if unknown := {row.side or row.ref, *row.opposes} - refs:
            raise BrokenData(_FILE, f"{row.ref} names {sorted(unknown)}, which no row has")
    names: dict[str, Actor] = {row.ref: row for row in rows}
    for row in rows:
        for name in (row.name, *row.aliases):
            clean = " ".join(_words(name))
            names.setdefault(clean if _is_acronym(clean) else fold(clean), row)
    return Actors(rows=rows, by_name=MappingProxyType(names), forces=MappingProxyType(_forces(rows)))


def _forces(rows: tuple[Actor, ...]) -> dict[str, Actor]:
    """Return the armed forces of each state: the force called an army that is named after the state, else the first."""
    demonyms = {row.ref: row.demonyms for row in rows if row.type == "state"}
    found: dict[str, Actor] = {}
    for own in (True, False):
        for row in rows:
            called = row.type == "force" and any("army" in name.casefold() for name in (row.name, *row.aliases))
            named = row.name.startswith(demonyms.get(row.side or "", ()) or ("?",))
            if called and row.side in demonyms and named is own:
                found.setdefault(row.side, row)
    return found


def _actor(row: Mapping[str, Any]) -> Actor:
    try:
        demonyms, government = tuple(row.get("demonyms", ())), tuple(row.get("government", ()))
        actor = Actor(
            ref=row["ref"],
            name=row["name"],
            type=row["type"],
            aliases=(*demonyms, *government, *row.get("aliases", ())),
            side=row.get("side", row["ref"]),
            opposes=tuple(row.get("opposes", ())),
            demonyms=demonyms,
            government=government,
        )
    except KeyError as fault:
        raise BrokenData(_FILE, f"a row has no {fault}") from fault
    if actor.type not in _TYPES or not actor.ref.startswith("actor:"):
        raise BrokenData(_FILE, f"{actor.ref} has no such type ({actor.type}) or no ref that begins with actor:")
    return actor
