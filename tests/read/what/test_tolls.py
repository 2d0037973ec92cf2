"""How many have died in all, told as a figure."""

import pytest

from evals.claims import read

TOLLS = [
    (
        "The death toll from clashes that grew out of protests by friends of the mayor on Friday in Wau rose to five.",
        (5, 5),
    ),
    ("The death toll in Wau rose to at least 112 on Sunday.", (112, None)),
    ("Shells hit the market in Wau, bringing the toll to 40.", (40, 40)),
    ("The death toll in Wau has reached 51 people, a nurse said.", (51, 51)),
    ("The army charges a toll of 40 dollars on the road to Wau.", None),
]


@pytest.mark.parametrize(("text", "bounds"), TOLLS)
def test_a_death_toll_is_a_claim_of_the_dead_with_its_figure(text, bounds):
    claims = read([{"id": "own", "text": text, "published": "2024-05-08", "outlet": "a regional daily"}])[0]
    found = [c.participants[0] for c in claims if c.mention.kind == "casualties"]
    assert [(p.count_low, p.count_high) for p in found] == ([bounds] if bounds else [])
