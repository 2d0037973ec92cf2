from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.core.claim import Participant
from firsthand.core.review import Review
from firsthand.core.spacetime import Place, TimeSpan
from firsthand.weigh.clusters import clusters
from firsthand.weigh.events import event_of
from firsthand.weigh.pairs import APART_DAYS
from firsthand.weigh.pile import pile
from tests.weigh.piles import TOWN, PileOf, claim_ids, said

SYRIA = Participant(name="Syrian army", role="agent", type="force", ref="actor:syrian-army")
FAR = Place(name="Bagram airfield", lat=34.9461, lon=69.265, kind="airport", ref="icao:OAIX")
SAME = [
    said("a", "withdraw", "2026-01-26", phase="ends"),
    said("b", "withdraw", "2026-01-27", phase="ends"),
]


def _review(verdict: str, lines: list) -> Review:
    claims = [c for _, c, _ in lines]
    return Review(
        id="review:0",  # type: ignore[arg-type]
        verdict=verdict,  # type: ignore[arg-type]
        claims=tuple(c.id for c in claims),
        quotes=tuple(c.quote for c in claims),
        by="anna",
        at="2026-02-01T00:00:00Z",
    )


def test_claims_of_one_departure_make_one_event_with_the_range_of_its_days() -> None:
    event = PileOf(SAME).judged().events[0]
    assert set(event.claims_for) == set(claim_ids(SAME))
    assert event.when is not None
    assert (event.when.begin_earliest, event.when.end_latest) == ("2026-01-26", "2026-01-27")
    assert event.assessment.origins_for == 2


def test_an_event_that_nobody_dates_is_known_by_the_day_it_was_told() -> None:
    undated = [said("a", "arrive", None, published="2026-01-27")]
    event = PileOf(undated).judged().events[0]
    assert event.when is not None
    assert (event.when.begin_earliest, event.when.end_latest) == (None, "2026-01-27")


def test_another_place_another_party_or_another_month_is_another_event() -> None:
    others = [
        said("c", "withdraw", "2026-01-26", phase="ends", place=FAR),
        said("d", "withdraw", "2026-01-26", phase="ends", who=[SYRIA]),
        said("e", "withdraw", "2025-11-26", phase="ends"),
    ]
    found = PileOf([*SAME, *others]).judged().events
    assert len(found) == 4


def test_attacks_on_one_town_do_not_chain_into_one_of_months() -> None:
    days = [f"2026-{month:02}-{day:02}" for month in (1, 2, 3) for day in (1, 9, 17, 25)]
    shelled = [said(f"v{n}", "attack", day, place=TOWN, who=(), published="2026-04-01") for n, day in enumerate(days)]
    events = PileOf(shelled).judged(site=None, actor=None).events
    bounds = [(e.when.begin_earliest or "", e.when.end_latest or "") for e in events if e.when is not None]
    assert len(bounds) == len(events)
    assert max((date.fromisoformat(b) - date.fromisoformat(a)).days for a, b in bounds) <= APART_DAYS
    assert sum(len(e.claims_for) for e in events) == len(shelled)


def test_what_a_year_holds_somewhere_in_it_is_not_taken_for_the_deed_of_a_day() -> None:
    year = TimeSpan(
        begin_earliest="2025-01-01", begin_latest="2025-12-31", end_earliest="2025-01-01", end_latest="2025-12-31"
    )
    told = [
        said("a", "casualties", year, place=TOWN, who=()),
        said("b", "casualties", "2025-06-03", place=TOWN, who=()),
    ]
    assert len(PileOf(told).judged(site=None, actor=None).events) == 2


def test_a_denial_is_against_and_a_plan_is_neither_for_nor_against() -> None:
    denied = said("c", "withdraw", "2026-01-26", phase="ends", polarity="negated")
    planned = said("d", "withdraw", "2026-01-26", phase="ends", stance="planned")
    event = PileOf([*SAME, denied, planned]).judged().events[0]
    assert event.claims_against == (denied[1].id,)
    assert event.claims_other == (planned[1].id,)


def test_a_person_parts_and_joins_events_whatever_the_score() -> None:
    apart = PileOf(SAME).judged(reviews=(_review("different", SAME),)).events
    assert [len(e.claims_for) for e in apart] == [1, 1]
    far = [SAME[0], said("c", "withdraw", "2026-01-26", phase="ends", place=FAR)]
    together = PileOf(far).judged(reviews=(_review("same", far),)).events
    assert len(together) == 1


def test_a_rejected_claim_counts_for_nothing() -> None:
    found = PileOf(SAME).judged(reviews=(_review("reject", SAME[:1]),)).events
    assert [e.claims_for for e in found] == [(SAME[1][1].id,)]


def test_an_event_is_named_by_its_earliest_claim_so_that_new_claims_do_not_rename_it() -> None:
    plain = PileOf(SAME[:1]).judged().events[0]
    grown = (
        PileOf([*SAME, said("z", "withdraw", "2026-01-27", phase="ends", published="2026-02-01")]).judged().events[0]
    )
    assert (plain.id, plain.anchor) == (grown.id, grown.anchor) or grown.anchor == SAME[1][1].id


pairs = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]),
    st.floats(-5, 5, allow_nan=False),
    max_size=20,
)


@given(pairs)
@settings(max_examples=100, deadline=None)
def test_clusters_part_all_nodes_and_agree_better_than_leaving_all_alone(weights: dict[tuple[int, int], float]) -> None:
    groups = clusters(8, weights)
    assert sorted(k for g in groups for k in g) == list(range(8))
    inside = {(a, b) for g in groups for a in g for b in g if a < b}
    assert sum(w for p, w in weights.items() if p in inside) >= -1e-9


def test_what_is_moved_away_where_they_leave_is_a_part_of_the_leaving() -> None:
    left = [said("a", "withdraw", "2026-01-26"), said("b", "withdraw", "2026-01-26")]
    moved = [said(v, "transfer", "2026-01-26") for v in "cde"]
    made = PileOf([*moved, *left])
    known = pile(made.reports, made.claims, made.lineage)
    assert event_of(known, made.claims).kind == "transfer"
    assert event_of(known, made.claims[1:]).kind == "withdraw"


def test_who_told_and_who_met_are_two_happenings() -> None:
    told = [said(v, "statement", "2026-01-26", words=f"told the mayor, {v}") for v in "ab"]
    met = [said("c", "statement", "2026-01-26", words="met the mayor, c")]
    found = [e for e in PileOf([*told, *met]).judged().events if e.kind == "statement"]
    assert sorted(len(e.claims_for) for e in found) == [1, 2]
