"""A case that grows is weighed as the whole pile is, whatever came in before and in whatever way."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.core.claim import Claim, Location, Participant, Source
from firsthand.core.errors import NoMatch
from firsthand.core.evidence import Id, Report
from firsthand.core.lineage import Independence, Lineage, Origin, Withdrawal
from firsthand.core.review import Review
from firsthand.core.spacetime import Place, TimeSpan
from firsthand.weigh import Options, judgement
from firsthand.weigh.grown import GrownCase
from tests.weigh.piles import AIRPORT, FORCES, TOWN, said

COUNTRY = Place(name="Syria", lat=35.0, lon=38.0, radius_m=300_000, kind="country", ref="country:SY")
SAME_FIELD = replace(AIRPORT, name="Kamishly airport")
UNRESOLVED = Place(name="the Syria airport", kind="airport")
TOWER = Place(name="control tower", kind="facility", within=AIRPORT.ref, lat=37.02, lon=41.19)
KINDS = (
    "withdraw",
    "transfer",
    "be-present",
    "be-absent",
    "attack",
    "casualties",
    "seize",
    "close",
    "decline-comment",
    "arrive",
)
WHO = (
    FORCES,
    Participant(name="Syrian army", role="agent", type="force", ref="actor:syrian-army"),
    Participant(name="the troops", role="agent", type="force"),
    Participant(name="gate", role="object", type="facility"),
)
TEXTS = (None, None, None, "A correction: an earlier version was wrong.", "They left the base at the airport.")
WHEN: tuple[TimeSpan | None, ...] = (None, TimeSpan(end_latest="2026-01-20"), TimeSpan(begin_earliest="2026-01-09"))
OPTIONS = (
    Options(),
    Options(site="Qamishli airport", actor="Russian forces"),
    Options(question="Has Russia left Qamishli airport?", as_of="2026-02-05"),
    Options(question="Who was asked?"),
)
Told = tuple[Report, Claim, Source]


def line(rng: random.Random, n: int) -> Told:
    """Return one report of some kind, with a number, a plan, a denial or a correction here and there."""
    day = f"2026-01-{rng.randint(1, 28):02d}"
    published = f"2026-02-{rng.randint(1, 9):02d}"
    stance = rng.choice(["asserted"] * 5 + ["planned", "expected"])
    if stance != "asserted":
        day = f"2026-02-{rng.randint(8, 27):02d}"
    report, claim, voice = said(
        f"v{n}",
        rng.choice(KINDS),
        rng.choice([day, day, day, *WHEN]),
        phase=rng.choice(["whole", "begins", "ends", "continues"]),
        seen_as=rng.choice(["anonymous", "own-observation", "official", "outlet"]),
        published=published,
        place=rng.choice([AIRPORT, AIRPORT, SAME_FIELD, TOWN, COUNTRY, UNRESOLVED, TOWER]),
        outlet=f"Outlet {rng.randint(0, 5)}",
        words=(text := rng.choice(TEXTS)) and f"{text} {n}",
        stance=stance,
        polarity=rng.choice(["affirmed", "affirmed", "affirmed", "negated"]),
    )
    nowhere: tuple[Location, ...] = ()
    who = [replace(p, count_low=c, count_high=c) for p in WHO if rng.random() < 0.4 for c in (rng.choice(COUNTS),)]
    return (
        report,
        replace(claim, participants=tuple(who), locations=claim.locations if rng.random() < 0.8 else nowhere),
        voice,
    )


COUNTS = (None, None, 20, 50, 200)


def traced(rng: random.Random, told: Sequence[Told], *, is_regrouped: bool) -> Lineage:
    """Return who stands behind whom: groups of up to three in the order told, or others once that is known better."""
    rest, groups = list(told), []
    if is_regrouped:
        rng.shuffle(rest)
    while rest:
        groups.append(rest[:3])
        rest = rest[3:]
    origins = []
    for group in groups:
        root = min(claim.id for _, claim, _ in group)
        side = rng.choice([None, "actor:russia"]) if is_regrouped else None
        origins.append(
            Origin(id=root, root=root, voice=group[0][2], claims=tuple(c.id for _, c, _ in group), side=side)
        )
    pairs = [
        Independence(a=a.id, b=b.id, verdict=rng.choice(["shown", "shown-dependent"]), reason="test")
        for a in origins
        for b in origins
        if a.id < b.id and rng.random() < 0.2
    ]
    gone = [Withdrawal(report=r.id, by=r.id, kind="retracted", claims=(c.id,)) for r, c, _ in told[3:4] if is_regrouped]
    return Lineage(origins=tuple(origins), pairs=tuple(pairs), withdrawals=tuple(gone))


def ids(told: Sequence[Told]) -> tuple[list[Report], list[Claim]]:
    """Return the reports and the claims of some lines."""
    return list({r.id: r for r, _, _ in told}.values()), list({c.id: c for _, c, _ in told}.values())


@given(
    seed=st.integers(0, 100_000),
    steps=st.lists(st.integers(1, 12), min_size=2, max_size=6),
    asked=st.sampled_from(OPTIONS),
    is_regrouped=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_what_grew_is_weighed_as_the_whole_is(
    seed: int, steps: Sequence[int], asked: Options, *, is_regrouped: bool
) -> None:
    rng = random.Random(seed)  # noqa: S311  # a simulation
    told = [line(rng, n) for n in range(sum(steps))]
    case = GrownCase()
    for n in range(1, len(steps) + 1):
        known = told[: sum(steps[:n])]
        reports, claims = ids(known)
        lineage = traced(random.Random(seed + n * is_regrouped), known, is_regrouped=is_regrouped)  # noqa: S311
        try:
            whole = judgement(reports, claims, lineage, options=asked)
        except NoMatch:
            with pytest.raises(NoMatch):
                case.judgement(reports, claims, lineage, options=asked)
            continue
        assert case.judgement(reports, claims, lineage, options=asked) == whole


@given(seed=st.integers(0, 100_000), size=st.integers(3, 25))
@settings(max_examples=15, deadline=None)
def test_what_is_taken_away_or_decided_by_people_leaves_no_trace(seed: int, size: int) -> None:
    rng = random.Random(seed)  # noqa: S311  # a simulation
    told = [line(rng, n) for n in range(size)]
    case = GrownCase()
    for known, as_of in ((told, None), (told[1:], None), (told, "2026-02-04"), (told, "2026-02-09")):
        reports, claims = ids(known)
        lineage = traced(rng, known, is_regrouped=True)
        options = Options(as_of=as_of)
        assert case.judgement(reports, claims, lineage, options=options) == judgement(
            reports, claims, lineage, options=options
        )
    claim = told[0][1]
    rejected = Review(
        id=Id("0" * 64), verdict="reject", claims=(claim.id,), quotes=(claim.quote,), by="a", at="2026-02-09"
    )
    options = Options(reviews=(rejected,))
    assert case.judgement(reports, claims, lineage, options=options) == judgement(
        reports, claims, lineage, options=options
    )


@given(seed=st.integers(0, 100_000), size=st.integers(3, 25))
@settings(max_examples=15, deadline=None)
def test_a_pile_is_weighed_alike_in_any_order(seed: int, size: int) -> None:
    rng = random.Random(seed)  # noqa: S311  # a simulation
    told = [line(rng, n) for n in range(size)]
    lineage = traced(rng, told, is_regrouped=False)
    first = judgement(*ids(told), lineage)
    rng.shuffle(told)
    assert judgement(*ids(told), lineage) == first
