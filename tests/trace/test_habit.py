"""An outlet's usual agency is told as a perhaps: only where nothing is known, and never as a reason to join voices."""

from __future__ import annotations

from firsthand.core.evidence import Report
from firsthand.core.lineage import Lineage
from firsthand.trace import lineage
from tests.trace.test_lineage_of_piles import report

PLAIN = "The last lorries left the camp at Hofra on Monday. Nobody was in the yard by noon. The gate stood open."


def upstreams(found: Lineage, one: Report) -> list[tuple[str | None, str]]:
    return [(d.name, d.kind) for d in found.derivations if d.copy == one.id]


def test_a_paper_that_prints_an_agency_as_a_rule_perhaps_has_it_from_there() -> None:
    one = report(PLAIN, outlet="Manila Bulletin")
    assert upstreams(lineage([one], []), one) == [("AFP", "habitual")]


def test_what_a_report_tells_of_its_source_comes_before_habit() -> None:
    one = report(f"HOFRA (Reuters) - {PLAIN}", outlet="Manila Bulletin")
    assert upstreams(lineage([one], []), one) == [("Reuters", "credited")]


def test_two_papers_of_one_habit_share_nothing_by_it() -> None:
    one = report(PLAIN, outlet="Manila Bulletin")
    other = report("A column of cars was seen on the road to Sirte. Its drivers waved.", outlet="Barron's")
    found = lineage([one, other], [])
    assert {d.source for d in found.derivations} == {None}
    assert {d.share for d in found.derivations} == {0.0}


def test_an_outlet_with_reporters_has_no_habit() -> None:
    one = report(PLAIN, outlet="The Guardian")
    assert upstreams(lineage([one], []), one) == []
