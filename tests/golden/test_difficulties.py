"""Small piles, each in a folder named for what is hard in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from firsthand.pipeline import Asked, brief
from firsthand.settings import Settings

HERE = Path(__file__).parent
Brief = Mapping[str, Any]
Run = Callable[..., Brief]
LEFT = {"withdraw", "evacuate", "be-absent"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a function that runs one folder once and hands out its brief."""
    done: dict[tuple[str, Asked], Brief] = {}

    def ran(name: str, **asked: str) -> Brief:
        key = (name, Asked(**asked))
        if key not in done:
            briefed = brief([HERE / name], Settings(case=tmp_path_factory.mktemp(name) / "case"), key[1])
            done[key] = json.loads((briefed.folder / "brief.json").read_bytes())
        return done[key]

    return ran


def _presence(found: Brief, site: str) -> Mapping[str, Any]:
    return next(s for s in found["statuses"] if s["aspect"] == "presence" and site in s["site"]["name"].casefold())


def _on(status: Mapping[str, Any], date: str) -> Mapping[str, Any]:
    return next(day for day in status["days"] if day["date"] == date)


def _of(found: Brief, stem: str) -> list[Mapping[str, Any]]:
    ids = {r["id"] for r in found["reports"] if Path(r["file"]).stem == stem}
    return [c for c in found["claims"] if c["report"] in ids]


def test_flag_still_up(run: Run) -> None:
    status = _presence(run("flag-still-up"), "airport")
    assert _on(status, "2026-01-26")["absent"] < 0.5
    assert run("flag-still-up")["answer"]["state"] == "absent"


def test_wire_under_other_names(run: Run) -> None:
    found = run("wire-under-other-names")
    left = [e for e in found["events"] if e["kind"] in LEFT]
    assert left
    assert {e["origins_for"] for e in left} == {1}
    assert {e["origins_possible"] for e in left} == {1}


def test_announced_demand(run: Run) -> None:
    found = run("announced-demand")
    assert not [c for c in found["claims"] if c["kind"] in LEFT | {"demand"} and c["stance"] == "asserted"]
    assert found["answer"]["state"] != "absent"


def test_exit_denied(run: Run) -> None:
    found = run("exit-denied")
    assert {c["stance"] for c in _of(found, "a") if c["kind"] in LEFT} == {"denied"}
    denied = {c["id"] for c in _of(found, "a")}
    assert not [e for e in found["events"] if e["kind"] in LEFT and denied & set(e["claims_for"])]
    assert found["answer"]["probability"] < 0.9


def test_town_and_airport(run: Run) -> None:
    found = run("town-and-airport", site="Qamishli airport", actor="Russian forces")
    assert found["answer"]["state"] == "absent"
    assert not [c for c in found["contradictions"] if c["kind"] == "conflict"]


def test_undated_rewrite(run: Run) -> None:
    found = run("undated-rewrite")
    assert {c["origin"] for c in _of(found, "a") if c["kind"] in LEFT} == {
        c["origin"] for c in _of(found, "b") if c["kind"] in LEFT
    }
    assert [p for p in found["problems"] if "date" in p["what"]]


def test_not_yet(run: Run) -> None:
    found = run("not-yet")
    assert found["answer"]["state"] == "present"
    assert not [c for c in found["claims"] if c["kind"] in LEFT and c["polarity"] == "affirmed"]


def test_forecast_that_failed(run: Run) -> None:
    found = run("forecast-that-failed")
    assert not [c for c in _of(found, "a") if c["kind"] in LEFT and c["stance"] == "asserted"]
    assert found["answer"]["state"] == "absent"
    assert found["answer"]["since"]["latest"] <= "2024-08-07"


def test_order_and_movement(run: Run) -> None:
    found = run("order-and-movement")
    assert not [c for c in _of(found, "a") if c["kind"] in LEFT and c["stance"] == "asserted"]
    assert found["answer"]["state"] == "present"


@pytest.mark.parametrize("name", ["no-claims", "language-not-read"])
def test_nothing_to_go_by(run: Run, name: str) -> None:
    found = run(name)
    assert not found["claims"]
    assert not found["events"]
    assert found["answer"]["state"] in {"unknown", "unattested", "not-known"}
    assert found["answer"]["sentence"]
    assert not found["answer"]["grounds"]


def test_satire_and_opinion(run: Run) -> None:
    found = run("satire-and-opinion", site="Hmeimim air base", actor="Russian forces")
    genres = {Path(r["file"]).stem: r["genre"] for r in found["reports"]}
    assert genres == {"a": "satire", "b": "opinion", "c": "news"}
    assert not [c for c in _of(found, "a") + _of(found, "b") if c["weighed"]]
    assert found["answer"]["state"] != "absent"


def test_three_unrelated_places(run: Run) -> None:
    found = run("three-unrelated-places")
    assert {r["read"] for r in found["reports"]} == {True}
    assert not found["contradictions"]
    assert not [
        e for e in found["events"] if len(e["claims_for"]) > 1 and len({_report(found, c) for c in e["claims_for"]}) > 1
    ]


def _report(found: Brief, claim: str) -> str:
    return next(c["report"] for c in found["claims"] if c["id"] == claim)


def test_joint_statement(run: Run) -> None:
    found = run("joint-statement", site="Air Base 101", actor="US forces")
    assert found["answer"]["state"] == "absent"
    assert max(e["origins_for"] for e in found["events"]) == 1
    assert "highly confirmed" not in found["answer"]["sentence"]


def test_withdrawn_and_copied(run: Run) -> None:
    found = run("withdrawn-and-copied")
    reports = {row["id"]: row["outlet"] for row in found["reports"]}
    assert found["answer"]["state"] != "absent"
    (change,) = found["changes"]
    assert (change["kind"], reports[change["report"]]) == ("retracted", "Harbour Times")
    assert [reports[report] for report in change["still_carried_by"]] == ["Valley Mail"]


def test_withdrawn_report(run: Run) -> None:
    found = run("withdrawn-report")
    assert found["answer"]["state"] != "absent"
    assert "retraction" in {c["kind"] for c in found["contradictions"]}
