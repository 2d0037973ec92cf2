from __future__ import annotations

from pathlib import Path

from firsthand.core.distance import metres_apart
from firsthand.core.evidence import Span
from firsthand.core.parse import Parse
from firsthand.core.spacetime import Place
from firsthand.read.gazetteer.gazetteer import gazetteer
from firsthand.read.where.toponyms import resolved

LEAST_SHARE = 0.97
NEAR_M = 50_000.0


def test_spellings_of_conflict_areas_lie_within_fifty_kilometres() -> None:
    lines = (Path(__file__).parent / "spellings.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    away = []
    for name, lat, lon in rows:
        (found,) = resolved(name, [Span(start=0, end=len(name))], Parse(), gazetteer())
        metres = metres_apart(found.place, Place(name=name, lat=float(lat), lon=float(lon)))
        if metres is None or metres > NEAR_M:
            away.append(name)
    assert 1 - len(away) / len(rows) >= LEAST_SHARE, away
