"""A pile that grows has the events of the pile weighed whole."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.core.claim import Claim, Location
from firsthand.core.lineage import Independence, Lineage, Origin
from firsthand.core.spacetime import Place
from firsthand.weigh.events import events
from firsthand.weigh.grown_events import GrownEvents
from firsthand.weigh.observations import places_of
from firsthand.weigh.pile import Pile, pile
from firsthand.weigh.sites import Sites, sites
from tests.weigh.piles import AIRPORT, FORCES, TOWN, said

COUNTRY = Place(name="Syria", lat=35.0, lon=38.0, radius_m=300_000, kind="country", ref="country:SY")
KINDS = ("withdraw", "transfer", "be-present", "attack")


def grown(seed: int, size: int = 60) -> tuple[Pile, Sites]:
    rng = random.Random(seed)  # noqa: S311  # a simulation
    told = []
    for n in range(size):
        day = f"2026-01-{rng.randint(1, 28):02d}"
        when = rng.choice([day, day, None])
        place = rng.choice([AIRPORT, TOWN, COUNTRY])
        report, claim, voice = said(
            f"v{n}", rng.choice(KINDS), when, published=f"2026-02-{rng.randint(1, 9):02d}", place=place
        )
        nowhere: tuple[Location, ...] = ()
        claim = replace(
            claim,
            participants=(FORCES,) if rng.random() < 0.8 else (),
            locations=claim.locations if rng.random() < 0.8 else nowhere,
        )
        told.append((report, claim, voice))
    origins, rest = [], list(told)
    while rest:
        group, rest = rest[: rng.randint(1, 3)], rest[3:]
        ids = tuple(claim.id for _, claim, _ in group)
        origins.append(Origin(id=ids[0], root=ids[0], voice=group[0][2], claims=ids))
    pairs = [
        Independence(a=min(a.id, b.id), b=max(a.id, b.id), verdict="shown", reason="test") for a, b in pairwise(origins)
    ]
    whole = pile([r for r, _, _ in told], [c for _, c, _ in told], Lineage(origins=tuple(origins), pairs=tuple(pairs)))
    return whole, sites(p for c in whole.claims for p in places_of(c))


def shuffled(whole: Pile, seed: int) -> list[Claim]:
    claims = list(whole.claims)
    random.Random(seed).shuffle(claims)  # noqa: S311  # a simulation
    return claims


@given(seed=st.integers(0, 10_000), first=st.integers(0, 60), at_once=st.integers(1, 9))
@settings(max_examples=25, deadline=None)
def test_claims_put_in_one_after_another_give_the_events_of_the_whole_pile(seed: int, first: int, at_once: int) -> None:
    whole, places = grown(seed)
    claims = shuffled(whole, seed)
    kept = GrownEvents(whole, places, claims[:first])
    for k in range(first, len(claims), at_once):
        kept.changed(whole, places, (), claims[k : k + at_once], ())
    assert kept.events == events(whole, places)


@given(seed=st.integers(0, 10_000), gone=st.integers(1, 59))
@settings(max_examples=25, deadline=None)
def test_claims_taken_out_leave_the_events_of_the_others(seed: int, gone: int) -> None:
    whole, places = grown(seed)
    claims = shuffled(whole, seed)
    kept = GrownEvents(whole, places, claims)
    kept.changed(whole, places, [c.id for c in claims[:gone]], (), ())
    left = {c.id for c in claims[gone:]}
    assert kept.events == events(replace(whole, claims=tuple(c for c in whole.claims if c.id in left)), places)


def test_only_the_events_that_changed_are_returned() -> None:
    whole, places = grown(7)
    claims = shuffled(whole, 7)
    kept = GrownEvents(whole, places, claims[:-1])
    before = {e.id: e for e in kept.events}
    moved = kept.changed(whole, places, (), claims[-1:], ())
    assert moved.made
    after = {e.id: e for e in kept.events}
    assert {e.id for e in moved.made} == {i for i, e in after.items() if before.get(i) != e}


def test_an_origin_that_is_known_otherwise_tells_its_events_anew() -> None:
    whole, places = grown(3)
    kept = GrownEvents(whole, places, whole.claims)
    origin = next(o for o in whole.origins.values() if len(o.claims) > 1)
    louder = replace(origin, voice=replace(origin.voice, kind="own-observation"))
    origins = {**whole.origins, origin.id: louder}
    known = replace(whole, origins=origins, origin_of={c: o for o in origins.values() for c in o.claims})
    kept.changed(known, places, (), (), origin.claims)
    assert kept.events == events(known, places)
