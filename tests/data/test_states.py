from firsthand.data.actors import actors
from firsthand.data.states import state_of


def test_the_code_of_a_place_gives_the_state_that_it_lies_in() -> None:
    assert {code: getattr(state_of(code), "ref", None) for code in ("SY", "CD", "geonames:170063", None)} == {
        "SY": "actor:syria",
        "CD": "actor:democratic-republic-of-the-congo",
        "geonames:170063": None,
        None: None,
    }


def test_every_state_of_the_table_has_a_code() -> None:
    coded = {state.ref for code in _codes() if (state := state_of(code)) is not None}
    assert {row.ref for row in actors().rows if row.type == "state"} <= coded


def _codes() -> list[str]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [a + b for a in letters for b in letters]
