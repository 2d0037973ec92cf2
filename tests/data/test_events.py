"""The table of event kinds, and what is refused in it."""

import pytest

from firsthand.core.errors import BrokenData
from firsthand.data.events import event_kinds, kind_of, slot

KINDS = {
    "withdraw", "arrive", "transfer", "hand-over", "be-present", "be-absent", "seize", "lose", "hold", "close",
    "reopen", "operate", "evacuate", "attack", "clash", "casualties", "damage", "demand", "order", "agree", "refuse",
    "plan", "deny", "decline-comment", "visit", "deploy", "detain", "statement",
}  # fmt: skip


def test_every_kind_of_the_contract_is_there():
    assert set(event_kinds()) == KINDS


def test_every_kind_but_silence_has_a_frame():
    assert all(kind.frames for name, kind in event_kinds().items() if name != "decline-comment")


def test_kinds_that_move_or_hold_say_what_they_do_to_fluents():
    silent = {
        "attack",
        "casualties",
        "demand",
        "order",
        "agree",
        "refuse",
        "plan",
        "deny",
        "decline-comment",
        "detain",
        "statement",
    }
    assert {name for name, kind in event_kinds().items() if not kind.effects} == silent


def test_a_slot_is_read_from_its_words():
    found = slot("obl:out of@place")
    assert (found.relation, found.preposition, found.filler) == ("obl", "out of", "place")


@pytest.mark.parametrize(
    "table",
    [
        {},
        {
            "gloss": "x",
            "effects": [{"phase": "whole", "aspect": "presence", "of": "agent", "at": ["at"], "after": "merry"}],
        },
        {
            "gloss": "x",
            "effects": [{"phase": "middle", "aspect": "presence", "of": "agent", "at": ["at"], "after": "absent"}],
        },
        {"gloss": "x", "effects": [{"phase": "whole", "aspect": "presence", "of": "agent"}]},
        {"gloss": "x", "frames": [{"verb": ["leave"]}]},
        {"gloss": "x", "frames": [{"verbs": ["leave"], "phase": "middle"}]},
    ],
)
def test_a_faulty_table_is_refused(table):
    with pytest.raises(BrokenData):
        kind_of("leave", table)
