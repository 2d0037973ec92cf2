"""A day to come makes a plan of what is only named."""

import pytest

from evals.claims import read

DUE = [
    ("The mission is in the throes of a six-month exit from Mali by December 31.", "planned"),
    ("The mission is in the throes of a six-month exit from Mali.", "asserted"),
    ("On 1 October 2023 the junta announced the withdrawal of the mission from Mali by 31 October 2023.", "planned"),
    ("The army completed its exit from Mali by March 2022.", "asserted"),
]


@pytest.mark.parametrize(("text", "stance"), DUE)
def test_an_exit_by_a_day_to_come_is_planned(text, stance):
    claims = read([{"id": "due", "text": text, "published": "2023-11-03", "outlet": "a daily"}])[0]
    assert {c.shown_stance for c in claims if c.mention.kind == "withdraw"} <= {stance}
    assert claims or stance == "asserted"
