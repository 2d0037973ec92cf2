"""What the words above an event say of it."""

import pytest

from evals.claims import read

HELD = [
    ("This doesn’t mean that the army has left Derna, Ann Cole said.", "withdraw", "denied"),
    ("The empty depot means that the army has left Derna, Ann Cole said.", "withdraw", "asserted"),
    ("Ann Cole dismissed as idle the idea the army might attack the port of Derna.", "attack", "denied"),
]


@pytest.mark.parametrize(("text", "kind", "stance"), HELD)
def test_an_event_is_held_as_its_governor_holds_it(text, kind, stance):
    claims = read([{"id": "held", "text": text, "published": "2026-01-27", "outlet": "a daily"}])[0]
    assert [c.shown_stance for c in claims if c.mention.kind == kind] == [stance]


def test_what_an_announcement_said_was_coming_is_planned():
    text = "The handover began soon after the announcement in April that the army was withdrawing its forces from Gao."
    claims = read([{"id": "announced", "text": text, "published": "2026-01-27", "outlet": "a daily"}])[0]
    assert {c.stance for c in claims if c.mention.kind == "withdraw"} == {"planned"}
