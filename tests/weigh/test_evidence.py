from __future__ import annotations

import numpy as np
import pytest

from firsthand.core.claim import Participant
from firsthand.core.codec import id_of
from firsthand.weigh.days import Window, number
from firsthand.weigh.evidence import likelihood
from firsthand.weigh.fluents import model
from firsthand.weigh.observations import Fluent, Observation
from tests.weigh.piles import TOWN, PileOf, said


def observation(first: str, last: str) -> Observation:
    """A departure at some time within two days, told by a voice that knows well."""
    low, high = number(first), number(last)
    return Observation(
        fluent=Fluent(aspect="presence", party="actor:x", site="s"),
        claim=id_of("claim", first, last),
        origin="o",
        before="there",
        during="leaving",
        after="absent",
        denied=False,
        window=Window(begin_first=low, begin_last=high, end_first=low, end_last=high),
        knows=0.7,
        direct=False,
        party="actor:x",
    )


@pytest.mark.parametrize("first", ["2021-06-01", "2020-01-01", "2001-07-06"])
def test_a_vague_departure_is_one_statement_however_wide_its_window(first: str) -> None:
    chain = model("presence")
    told = likelihood(observation(first, "2021-07-06"), chain, number("2021-03-03"), number("2021-07-20"))
    sharp = likelihood(observation("2021-07-06", "2021-07-06"), chain, number("2021-03-03"), number("2021-07-20"))
    assert told is not None
    assert sharp is not None
    absent, present = chain.states.index("absent"), chain.states.index("present")
    vague = np.abs(told[1][:, absent] - told[1][:, present]).sum()
    exact = np.abs(sharp[1][:, absent] - sharp[1][:, present]).sum()
    assert vague < 3 * exact


def test_news_of_an_arrival_without_a_day_is_of_the_days_before_it_is_told() -> None:
    rebels = Participant(name="M23 rebels", role="agent", type="group", ref="actor:m23")
    came = [
        said(v, "arrive", None, place=TOWN, who=[rebels], published=f"2026-01-{27 + n}") for n, v in enumerate("abc")
    ]
    status = PileOf(came).judged(site=None, actor=None).statuses[0]
    told = {d.date: dict(d.probabilities) for d in status.days}
    assert told["2026-01-15"]["present"] < 0.25
    assert told["2026-01-24"]["absent"] > 0.7
    assert told["2026-01-29"]["present"] > 0.6
