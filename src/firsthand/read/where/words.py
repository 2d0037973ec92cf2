"""Words that stand around places' names, and words that only look like them (`data/where.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from firsthand.core.errors import BrokenData
from firsthand.read.where.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Epithet:
    """Nouns that stand for some places, with the words of which one must stand before them, if any must."""

    nouns: frozenset[str]
    beside: frozenset[str]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The tables of `where.toml`; all words are folded."""

    common: frozenset[str]
    """Ordinary words that are also names of places somewhere (Reading, Mobile, Police)."""
    titles: frozenset[str]
    """Words that announce a person."""
    given: frozenset[str]
    """Given names that are also places."""
    around: frozenset[str]
    """Capitalised words that may touch a place's name and leave it one: North, Greater, County."""
    after: frozenset[str]
    """Capitalised words behind a place's name that leave it a place: days, months, kinds of place."""
    bodies: frozenset[str]
    """Words that begin the name of a country's or region's body: Ministry, Public, Army."""
    town_bodies: frozenset[str]
    """The same for a town's: Police, County, Council."""
    shares: frozenset[str]
    """Words that speak of a place's ground, or a share of it, and leave its name: the former territory of, all of."""
    peoples: frozenset[str]
    """Names of peoples and faiths, which readers take for places."""
    others: frozenset[str]
    """Names of bodies, movements, agencies and networks that some place somewhere shares: Hamas, UN, Xinhua."""
    modifiers: frozenset[str]
    """Words between a name and the noun of its kind: `military` in Qamishli military airport."""
    openers: frozenset[str]
    """Words that open many places' names and are none alone where another name follows: Tal, Bab, Novaya."""
    acronyms: frozenset[str]
    """Acronyms of countries and unions."""
    kinds: Mapping[str, str]
    """Noun beside a name to kind of place: `governorate` to `region`, `airfield` to `airport`."""
    directions: Mapping[str, tuple[float, float]]
    """Word to (north, east), each -1 to 1: `northeastern` to (0.7, 0.7)."""
    demonyms: Mapping[str, str]
    """`syrian` to `SY`, `european` to `Europe`."""
    events: Mapping[str, float]
    """What speaks for a place being an event's, by name, in nats; written by training.event_places."""
    events_beside: Mapping[str, float]
    """The same beside the likeliest place of the sentence."""
    papers: frozenset[str]
    """Words that end a newspaper's name, which is not its town: Courier, Times."""
    beside_events: frozenset[str]
    """Words behind a name that tell what sort of place or whose it is."""
    lands: Mapping[str, tuple[str, ...]]
    """Code of a country that is told of by its parts to those parts."""
    epithets: tuple[Epithet, ...]
    """What lands are called for what they are: the enclave, the peninsula."""
    states: Mapping[str, str]
    """Abbreviation behind a comma to the code of a division: `Calif` to `US.CA`."""


_SETS = (
    "common", "titles", "given", "around", "after", "bodies", "town_bodies", "modifiers", "shares",
    "peoples", "others", "openers", "acronyms", "papers",
    "beside_events",
)  # fmt: skip


@cache
def words() -> Words:
    """Return the tables, read once.

    Raises:
        BrokenData: The file misses a table.
    """
    path = files("firsthand.data") / "where.toml"
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        sets = {name: frozenset(table[name].replace(".", "").split()) for name in _SETS}
        kinds = {noun: kind for kind, nouns in table["kinds"].items() for noun in nouns}
        directions = {word: (float(row[0]), float(row[1])) for word, row in table["directions"].items()}
        demonyms = {fold(word): code for code, row in table["demonyms"].items() for word in row}
        states = dict(table["states"])
        events = {name: float(weight) for name, weight in table["events"].items()}
        beside = {name: float(weight) for name, weight in table["events_beside"].items()}
        epithets = tuple(
            Epithet(
                nouns=frozenset(row["nouns"].split()),
                beside=frozenset(row.get("beside", "").split()),
                places=tuple(row["places"]),
            )
            for row in table["epithets"]
        )
        lands = {code: tuple(names) for code, names in table["lands"].items()}
        return Words(
            **sets, kinds=kinds, directions=directions, demonyms=demonyms, states=states, events=events,
            events_beside=beside, epithets=epithets, lands=lands,
        )  # fmt: skip
    except (KeyError, AttributeError, TypeError, ValueError) as broken:
        raise BrokenData(str(path), f"misses or spoils a table ({broken})") from broken
