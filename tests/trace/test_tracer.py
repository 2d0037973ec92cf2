"""A pile that grows says of a new report what the pile as a whole says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from evals.worlds import Manner, world
from firsthand.trace import Tracer
from firsthand.trace.tracing import tracing
from firsthand.trace.upstream import derivations

SMALL = Manner(strands=(1, 3), copies=(1, 6))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), data=st.data())
def test_a_report_that_is_added_has_the_derivations_that_the_whole_pile_gives_it(
    seed: int, data: st.DataObject
) -> None:
    made = world(seed, SMALL)
    new = data.draw(st.sampled_from(made.reports))
    whole = tracing(made.reports)
    wanted = derivations(whole.texts, whole.credits, whole.likenesses)
    grown = Tracer([report for report in made.reports if report is not new])
    assert grown.added(new) == tuple(derivation for derivation in wanted if derivation.copy == new.id)


def test_a_report_that_is_known_adds_nothing() -> None:
    made = world(3, SMALL)
    assert Tracer(made.reports).added(made.reports[0]) == ()
