from __future__ import annotations

import dataclasses
import json
import os
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.data.map import base_map
from firsthand.write.lineage import lineage
from firsthand.write.map import clipped_line, clipped_ring, frame, movements, spots, thinned
from firsthand.write.strip import says, strip
from firsthand.write.timeline import timeline
from firsthand.write.view import view

GOLDEN = Path(__file__).parent / "golden"


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return round(value, 2) if isinstance(value, float) else value


@pytest.mark.parametrize("name", ["strip", "movements", "frame", "timeline", "lineage"])
def test_the_geometry_of_the_example_is_as_it_was(brief: dict[str, Any], name: str) -> None:
    shown = view(brief)
    known = spots(shown)
    drawn = {
        "strip": lambda: strip(shown, shown.main or {}, left=0, right=1000),
        "movements": lambda: movements(shown, known),
        "frame": lambda: frame(known.values(), movements(shown, known), width=1040, height=580),
        "timeline": lambda: timeline(shown, left=0, right=1000),
        "lineage": lambda: lineage(shown),
    }
    text = json.dumps(_plain(drawn[name]()), ensure_ascii=False, indent=1) + "\n"
    path = GOLDEN / f"{name}.json"
    if os.environ.get("FIRSTHAND_GOLDEN"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_the_band_sums_to_one_on_every_day(brief: dict[str, Any]) -> None:
    shown = view(brief)
    layers = strip(shown, shown.main or {}, left=0, right=1000).layers
    for n in range(len(layers[0].points)):
        assert layers[0].points[n][1] == 0
        assert layers[-1].points[n][2] == pytest.approx(1, abs=0.01)


def test_the_band_fades_from_the_last_day_that_is_told_of(brief: dict[str, Any]) -> None:
    status = brief["statuses"][0]
    status["last_attested"] = "2026-02-01"
    shown = view(brief)
    drawn = strip(shown, status, left=0, right=1000)
    assert drawn.fade_from == pytest.approx(drawn.days.end("2026-02-01"))


def test_no_mark_of_a_row_lies_on_another(brief: dict[str, Any]) -> None:
    shown = view(brief)
    for row in strip(shown, shown.main or {}, left=0, right=1000).rows:
        for lane in range(row.lanes):
            marks = sorted((m for m in row.marks if m.lane == lane), key=lambda m: m.left)
            assert all(a.right <= b.left + 0.51 for a, b in pairwise(marks))


def test_what_is_said_of_the_town_stays_out_of_the_airports_strip(brief: dict[str, Any]) -> None:
    shown = view(brief)
    drawn = strip(shown, shown.main or {}, left=0, right=1000)
    told = {c for row in drawn.rows for mark in row.marks for c in mark.claims}
    town = {
        c["id"] for c in brief["claims"] if any(p["name"] == "Qamishli" and p["role"] == "at" for p in c["locations"])
    }
    assert town
    assert not told & town


def test_planned_claims_are_hollow_and_denied_ones_struck(brief: dict[str, Any]) -> None:
    claim = next(c for c in brief["claims"] if c["quote"]["exact"].startswith("Flags up"))
    claim["stance"] = "denied"
    shown = view(brief)
    marks = [m for row in strip(shown, shown.main or {}, left=0, right=1000).rows for m in row.marks]
    mark = next(m for m in marks if claim["id"] in m.claims)
    assert mark.hollow
    assert mark.denied


def test_a_mark_is_solid_only_on_days_that_are_sure(brief: dict[str, Any]) -> None:
    claim = next(c for c in brief["claims"] if c["quote"]["exact"].startswith("Flags up"))
    claim["when"] = {
        "edtf": "",
        "begin": ["2026-01-20", "2026-01-24"],
        "end": ["2026-01-20", "2026-01-24"],
        "basis": None,
    }
    shown = view(brief)
    marks = [m for row in strip(shown, shown.main or {}, left=0, right=1000).rows for m in row.marks]
    assert next(m for m in marks if claim["id"] in m.claims).core is None


def test_a_claim_says_the_state_that_its_kind_speaks_for(brief: dict[str, Any]) -> None:
    status = brief["statuses"][0]
    said = {c["kind"]: says(c, status) for c in brief["claims"]}
    assert (said["withdraw"], said["be-present"], said["be-absent"]) == ("leaving", "present", "absent")


def test_an_arrow_is_as_wide_as_its_shown_independent_origins_are_many(brief: dict[str, Any]) -> None:
    shown = view(brief)
    for moved in movements(shown, spots(shown)):
        facts = [c for c in moved.claims if shown.claims[c]["stance"] == "asserted"] or moved.claims
        assert (moved.shown, moved.possible) == (shown.count(facts).shown, shown.count(facts).possible)


def test_the_lineage_does_not_depend_on_the_order_of_the_records(brief: dict[str, Any]) -> None:
    before = lineage(view(brief))
    for report in brief["reports"]:
        report["origins"] = report["origins"][::-1]
    after = lineage(view(brief))
    assert {n.key: (n.x, n.y) for n in before.nodes} == {n.key: (n.x, n.y) for n in after.nodes}


BOX = (0.0, 0.0, 10.0, 10.0)
POINTS = st.lists(st.tuples(st.floats(-30, 40), st.floats(-30, 40)), min_size=3, max_size=12)


@given(POINTS)
def test_a_clipped_ring_lies_within_the_box(points: list[tuple[float, float]]) -> None:
    cut = clipped_ring(np.array(points), BOX)
    assert ((cut >= -1e-6) & (cut <= 10 + 1e-6)).all()


def test_a_ring_around_the_box_becomes_the_box() -> None:
    cut = clipped_ring(np.array([(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)]), BOX)
    assert {tuple(p) for p in cut.tolist()} == {(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)}


@given(POINTS)
def test_a_clipped_line_keeps_every_point_within_the_box(points: list[tuple[float, float]]) -> None:
    line = np.array(points)
    kept = {tuple(p) for part in clipped_line(line, BOX) for p in part.tolist()}
    inside = [p for p in line.tolist() if 0 <= p[0] <= 10 and 0 <= p[1] <= 10]
    assert {tuple(p) for p in inside} <= kept


@given(POINTS)
def test_a_thinned_line_keeps_its_ends(points: list[tuple[float, float]]) -> None:
    line = np.array(points)
    assert thinned(line)[[0, -1]].tolist() == line[[0, -1]].tolist()


def test_the_base_map_has_land_borders_water_and_towns_near_qamishli() -> None:
    ground = base_map((34.0, 32.0, 46.0, 39.0))
    assert {"Syria", "Turkey", "Iraq", "Lebanon"} <= {area.name for area in ground.countries}
    assert "Golan Heights" in {area.name for area in ground.disputed}
    assert "Damascus" in {town.name for town in ground.towns}
    assert ground.borders
    assert ground.coasts
    assert ground.rivers
    assert ground.lakes


def test_the_base_map_of_open_sea_is_empty_and_does_not_fail() -> None:
    ground = base_map((-140.0, -30.0, -139.0, -29.0))
    assert not ground.countries
    assert not ground.towns
