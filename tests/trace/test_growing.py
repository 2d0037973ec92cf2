"""A pile that grows has the lineage of a pile that was there at once, byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from evals.worlds import Manner, world
from firsthand.core.claim import Claim, Location
from firsthand.core.codec import encode
from firsthand.core.evidence import Report
from firsthand.core.lineage import Lineage, origin_count
from firsthand.core.spacetime import Place
from firsthand.trace import GrowingPile, lineage, text_of
from firsthand.trace.cut import Cut
from tests.trace.test_lineage_of_piles import STORY, claim, report

SMALL = Manner(strands=(1, 3), copies=(1, 4))
LARGE = "firsthand.trace.growing.ALL_PAIRS"


def piles(seeds: Sequence[int], sites: int) -> tuple[list[Report], dict[str, list[Claim]]]:
    """Return the reports of some worlds, their sites told apart, and the claims of each."""
    reports: list[Report] = []
    claims: dict[str, list[Claim]] = {}
    for number, seed in enumerate(seeds):
        made = world(seed, SMALL)
        reports += made.reports
        claims |= {one.id: [] for one in made.reports}
        for told in made.claims:
            place = replace(told.locations[0].place, ref=f"made-up:{number % sites}")
            claims[told.report].append(replace(told, locations=(replace(told.locations[0], place=place),)))
    return list({one.id: one for one in reports}.values()), claims


def written(found: Lineage) -> list[str]:
    return [encode(one) for part in (found.derivations, found.origins, found.pairs, found.withdrawals) for one in part]


@settings(max_examples=20, deadline=None)
@given(seeds=st.lists(st.integers(0, 10_000), min_size=1, max_size=4), sites=st.integers(1, 3), data=st.data())
def test_however_a_pile_came_to_be_its_lineage_is_the_same(seeds: list[int], sites: int, data: st.DataObject) -> None:
    reports, claims = piles(seeds, sites)
    order = data.draw(st.permutations(reports))
    looked = data.draw(st.sets(st.integers(0, len(reports)), max_size=6))
    with patch(LARGE, 2):
        grown = GrowingPile()
        for number, one in enumerate(order):
            grown.add(one, claims[one.id])
            if number in looked:
                grown.lineage()
        whole = lineage(reports, [claim for own in claims.values() for claim in own])
        assert written(grown.lineage()) == written(whole)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000), data=st.data())
def test_an_exact_copy_never_raises_a_count_in_a_large_pile(seed: int, data: st.DataObject) -> None:
    reports, claims = piles([seed, seed + 1], 2)
    copied = data.draw(st.sampled_from(reports))
    twin = report(copied.text, outlet="Hill Courier", published=copied.published)
    every = [claim for own in claims.values() for claim in own]
    with patch(LARGE, 2):
        before, after = lineage(reports, every), lineage([*reports, twin], every)
    ids = [claim.id for claim in every]
    assert origin_count(after, ids).shown <= origin_count(before, ids).shown


def test_a_report_that_is_known_adds_nothing() -> None:
    made = world(3, SMALL)
    grown = GrowingPile(made.reports, made.claims)
    before = grown.lineage()
    grown.add(made.reports[0])
    assert grown.lineage() == before


def test_reports_on_one_site_long_apart_are_two_chapters_until_one_between_joins_them() -> None:
    days = ("2025-03-01", "2025-04-05", "2025-03-18")
    words = ("Bread was dear in the valley.", "The river rose to the mill by noon.", "A roof was mended at the school.")
    told = [report(text, outlet="Hill Courier", published=day) for text, day in zip(words, days, strict=True)]
    at = Location(role="at", place=Place(name="Hofra"))
    claims = {one.id: [replace(claim(one, one.text), locations=(at,))] for one in told}
    cut = Cut()
    for one in told[:2]:
        cut.add(text_of(one), claims[one.id])
    assert sorted(map(len, cut.members.values())) == [1, 1]
    cut.add(text_of(told[2]), claims[told[2].id])
    assert sorted(map(len, cut.members.values())) == [3]


def test_copies_are_in_one_chapter_wherever_their_claims_are() -> None:
    first = report(STORY, outlet="Hill Courier")
    copy = report(STORY + " The market was open.", outlet="Valley Mirror")
    cut = Cut()
    for one, site in ((first, "Hofra"), (copy, "Upper Hofra")):
        at = Location(role="at", place=Place(name=site))
        cut.add(text_of(one), [replace(claim(one, "Soldiers"), locations=(at,))])
    assert sorted(map(len, cut.members.values())) == [2]
