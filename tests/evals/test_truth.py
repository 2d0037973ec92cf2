from __future__ import annotations

import pytest

from evals.loaders.truth import fit_of_sets, surnames
from evals.truth_baselines import BASELINES
from firsthand.weigh.discovery import Told


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Haag, Stephen; Perry, James T.", {"haag", "perry"}),
        ("Timothy J O'Leary, Linda I O'Leary", {"oleary"}),
        ("HAAG, STEPHEN PERRY, JAMES T. SOSINSKY, BARRIE", {"haag", "perry", "sosinsky"}),
        ("CONKLIN/WHITE", {"conklin", "white"}),
        ("Conklin, Wm Arthur (Author) and White, Gregory B. (Author)", {"conklin", "white"}),
    ],
)
def test_surnames_are_read_however_authors_are_listed(written: str, read: set[str]) -> None:
    assert surnames(written) == read


@pytest.mark.parametrize("name", sorted(BASELINES))
def test_every_baseline_holds_what_nearly_all_tell(name: str) -> None:
    told = [Told(source=s, thing=t, value=t if s != "liar" else "x") for s in ("a", "b", "c", "liar") for t in "pqr"]
    assert BASELINES[name](told, fit_of_sets) == {"p": "p", "q": "q", "r": "r"}
