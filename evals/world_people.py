"""Who is in a simulated world: newsrooms, voices and what each says on a day, given what is true."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from evals.world_words import DETAILS
from firsthand.core.claim import Participant, Polarity, SourceKind, Stance
from firsthand.core.spacetime import Place

FactKind = Literal[
    "withdraw-begins", "withdraw-ends", "transfer", "be-present", "be-absent", "withdraw-planned", "withdraw-denied"
]

DETAILED = 0.6  # facts told with something noticed besides

AGENCIES = (
    ("Reuters", "reuters.com"),
    ("AFP", "afp.com"),
    ("AP", "apnews.com"),
    ("Anadolu Agency", "aa.com.tr"),
    ("Interfax", "interfax.com"),
    ("Shafaq News", "shafaq.com"),
    ("dpa", "dpa.com"),
    ("EFE", "efe.com"),
)
PAPERS = ("Herald", "Post", "Courier", "Mail", "Gazette", "Observer", "Chronicle", "Monitor Daily", "Examiner", "Star")
TOWNS = ("Harbour", "Northern", "Valley", "Lake", "Plains", "Bay", "Highland", "River", "Border", "Coastal", "Delta")
SITES = (
    ("Qamishli airport", 37.0206, 41.1914, "icao:OSKL"),
    ("Bagram airfield", 34.9461, 69.265, "icao:OAIX"),
    ("Agadez airfield", 16.966, 8.0, "icao:DRZA"),
    ("Faya airport", 17.917, 19.111, "icao:FTTY"),
    ("Kismayo port", -0.372, 42.546, "geonames:55671"),
    ("Stepanakert airport", 39.901, 46.787, "icao:UBBS"),
)
ACTORS = (
    ("Russian forces", "actor:russia"),
    ("American troops", "actor:united-states"),
    ("French soldiers", "actor:france"),
    ("Turkish forces", "actor:turkey"),
)
HOSTS = (
    ("Syrian", "actor:syria"),
    ("Afghan", "actor:afghanistan"),
    ("Nigerien", "actor:niger"),
    ("Chadian", "actor:chad"),
)
FIRST = (
    "Karim",
    "Leyla",
    "Omar",
    "Nadia",
    "Yusuf",
    "Hanna",
    "Darwin",
    "Salma",
    "Idris",
    "Rojin",
    "Pavel",
    "Mira",
    "Tariq",
)
LAST = (
    "Haddad",
    "Barzan",
    "Mahamat",
    "Osei",
    "Sorani",
    "Kovac",
    "Rahimi",
    "Toure",
    "Belov",
    "Nazari",
    "Duman",
    "Issaka",
)
_WHILE_LEAVING: tuple[FactKind, ...] = ("transfer", "be-present")
_ONCE_GONE: tuple[FactKind, ...] = ("be-absent", "transfer", "withdraw-begins")
_KINDS: tuple[SourceKind, ...] = ("anonymous", "own-observation", "official", "named-person", "document", "video")
WITNESS_TRADES = ("a taxi driver", "a shopkeeper", "a farmer", "a truck mechanic", "a teacher", "a guard at the gate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """A name under which reports appear."""

    name: str
    domain: str
    agency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who speaks to one newsroom, or whom all can hear."""

    key: str
    kind: SourceKind
    words: str
    side: str | None = None
    count: int | None = None
    eyes: bool = False
    """Whether it sees the site itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a voice says on a day; `origin` names the voice at that time."""

    kind: FactKind
    day: date
    origin: str
    voice: Voice
    count: int
    stance: Stance
    polarity: Polarity
    correct: bool
    detail: str | None = None
    """What the voice noticed besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody and everything in a world that does not change."""

    site: Place
    actor: Participant
    newsrooms: tuple[Newsroom, ...]
    voices: tuple[tuple[Voice, ...], ...]
    """Of each newsroom."""
    outlets: tuple[Newsroom, ...]
    """Those that copy."""
    spokesman: Voice
    """Whom all newsrooms can hear at one press conference."""


def cast(rng: random.Random, strands: int) -> Cast:
    """Draw who is in a world with so many newsrooms that report for themselves."""
    name, lat, lon, ref = rng.choice(SITES)
    actor, actor_ref = rng.choice(ACTORS)
    host = rng.choice(HOSTS)
    agencies = [Newsroom(name=n, domain=d, agency=True) for n, d in rng.sample(AGENCIES, min(4, strands))]
    papers = [
        Newsroom(name=f"{town} {paper}", domain=f"{town}{paper}.example".lower().replace(" ", ""))
        for town in TOWNS
        for paper in PAPERS
    ]
    rng.shuffle(papers)
    newsrooms = (agencies + papers)[:strands]
    people = [f"{first} {last}" for first in FIRST for last in LAST]
    rng.shuffle(people)
    voices = tuple(_voices(f"s{s}", room, (actor, actor_ref, host), (rng, people)) for s, room in enumerate(newsrooms))
    spokesman = Voice(key="p0", kind="official", words=f"{actor.split()[0]} spokesman {people.pop()}", side=actor_ref)
    place = Place(name=name, lat=lat, lon=lon, radius_m=3000.0, kind="airport", ref=ref)
    return Cast(
        site=place,
        actor=Participant(name=actor, role="agent", type="force", ref=actor_ref),
        newsrooms=tuple(newsrooms),
        voices=voices,
        outlets=tuple(papers[strands:]),
        spokesman=spokesman,
    )


def _voices(
    key: str, room: Newsroom, parties: tuple[str, str, tuple[str, str]], draw: tuple[random.Random, list[str]]
) -> tuple[Voice, ...]:
    """Draw one to three voices of a newsroom, no two of which it describes alike."""
    rng, _ = draw
    found: list[Voice] = []
    for n in range(rng.choice((1, 1, 2, 2, 3))):
        voice = _voice(f"{key}.v{n}", room, parties, draw)
        alike = {_described(other) for other in found}
        if _described(voice) not in alike:
            found.append(voice)
    return tuple(found)


def _described(voice: Voice) -> str:
    """Return what a reader tells a newsroom's voices by: a name, else the kind and the trade of an unnamed one."""
    if voice.kind == "anonymous":
        return next(noun for noun in ("security", "military", "diplomatic", "administration") if noun in voice.words)
    return voice.words if voice.kind in {"official", "named-person"} else "own eyes"


def _voice(
    key: str, room: Newsroom, parties: tuple[str, str, tuple[str, str]], draw: tuple[random.Random, list[str]]
) -> Voice:
    """Draw a voice; the shares are those of the 56 labelled origins: a third unnamed, a fifth own eyes."""
    actor, actor_ref, host = parties
    rng, people = draw
    at = rng.choice(("near the site", "in the provincial capital", "with knowledge of the matter", "on the coast"))
    kind: SourceKind = rng.choices(_KINDS, (7, 4, 5, 4, 1, 1))[0]
    if kind == "anonymous":
        count = rng.choice((None, None, 2, 3))
        noun = rng.choice((f"{host[0]} security", f"{host[0]} military", "diplomatic", "local administration"))
        words = f"{_number(count)} {noun} source{'s' if count else ''} {at}"
        side = host[1] if host[0] in noun else None
        return Voice(key=key, kind=kind, words=words, count=count, side=side)
    if kind == "official":
        side, word = (actor_ref, actor.split()[0]) if rng.random() < 0.5 else (host[1], host[0])  # noqa: PLR2004  # a coin
        office = rng.choice(("spokesman", "general", "defence ministry official"))
        return Voice(key=key, kind=kind, words=f"{word} {office} {people.pop()}", side=side)
    sights: dict[SourceKind, str] = {
        "own-observation": f"a {room.name} {rng.choice(('correspondent', 'journalist', 'reporter'))} at the site",
        "named-person": f"{people.pop()}, {rng.choice(WITNESS_TRADES)}",
        "document": f"satellite imagery examined by {room.name}",
        "video": f"footage verified by {room.name}",
    }
    return Voice(key=key, kind=kind, words=sights[kind], eyes=True)


def _number(count: int | None) -> str:
    return {None: "a", 2: "two", 3: "three"}[count]


def saying(voice: Voice, day: date, leaving: tuple[date, date] | None, draw: tuple[random.Random, float]) -> list[Fact]:
    """Return one to three facts that a voice tells on a day; who has no eyes on the site may be wrong."""
    rng, wrong = draw
    mistaken = not voice.eyes and rng.random() < wrong
    seen = leaving
    if mistaken:  # it takes a plan for the act, or is days off
        seen = None if leaving and rng.random() < 0.3 else (day - timedelta(days=2), day - timedelta(days=1))  # noqa: PLR2004
    kinds = _kinds(day, seen, voice, rng)
    facts = []
    for kind in kinds:
        told = _day(kind, day, seen, rng)
        facts.append(
            Fact(
                kind=kind,
                day=told,
                origin=f"{voice.key}@{day.isoformat()}",
                voice=voice,
                count=rng.choice((2, 3, 4, 5, 7, 9, 11, 12, 14, 17, 20, 23, 30, 35, 40)),
                stance="planned" if kind == "withdraw-planned" else "asserted",
                polarity="negated" if kind == "withdraw-denied" else "affirmed",
                correct=not mistaken or _holds(kind, told, leaving),
                detail=rng.choice(DETAILS) if rng.random() < DETAILED else None,
            )
        )
    return facts


def _kinds(day: date, leaving: tuple[date, date] | None, voice: Voice, rng: random.Random) -> list[FactKind]:
    if leaving is None or day < leaving[0]:
        pool: list[FactKind] = ["be-present"] if voice.eyes else ["be-present", "withdraw-planned", "withdraw-denied"]
        return [rng.choice(pool)]
    if day < leaving[1]:
        return ["withdraw-begins", *rng.sample(_WHILE_LEAVING, rng.randint(0, 2))]
    if voice.kind == "document":
        return ["be-absent", "withdraw-ends"]
    return ["withdraw-ends", *rng.sample(_ONCE_GONE, rng.randint(0, 2))]


def _day(kind: FactKind, day: date, leaving: tuple[date, date] | None, rng: random.Random) -> date:
    if leaving is None or kind in {"be-present", "be-absent", "withdraw-planned", "withdraw-denied"}:
        return day
    if kind == "withdraw-begins":
        return leaving[0]
    if kind == "withdraw-ends":
        return min(leaving[1], day)
    return leaving[0] + timedelta(days=rng.randint(0, max(0, (min(leaving[1], day) - leaving[0]).days)))


def _holds(kind: FactKind, day: date, leaving: tuple[date, date] | None) -> bool:
    """Whether a mistaken voice is right by accident."""
    if kind in {"withdraw-planned", "withdraw-denied", "be-present"}:
        return leaving is None or day <= leaving[1]
    return leaving is not None and leaving[0] <= day <= leaving[1]
