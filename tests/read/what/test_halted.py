"""What somebody put a stop to is denied, not done."""

import pytest

from evals.claims import read

STOPPED = [
    ("The evacuation of the wounded from Wau was suspended on Friday.", ("evacuate", "denied")),
    ("The agency postponed the mission to the hospital in Wau.", ("visit", "denied")),
    ("The delivery of fuel to the hospital in Wau was blocked.", ("transfer", "denied")),
]


@pytest.mark.parametrize(("text", "shown"), STOPPED)
def test_a_journey_that_was_put_off_is_denied(text, shown):
    claims = read([{"id": "own", "text": text, "published": "2024-05-08", "outlet": "a regional daily"}])[0]
    assert shown in [(c.mention.kind, c.shown_stance) for c in claims]
