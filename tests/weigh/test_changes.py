from __future__ import annotations

from dataclasses import replace
from typing import Any

from firsthand.core.claim import Claim
from firsthand.core.evidence import Quote, Span
from firsthand.core.review import Review
from firsthand.weigh import Options, attached, changes, replay
from tests.weigh.piles import PileOf, said

OLD: dict[str, Any] = {
    "answer": {"sentence": "They are there.", "state": "present", "grounds": ["claim:1"]},
    "reports": [{"id": "report:1", "claims": ["claim:1"], "title": "One", "outlet": "A", "published": "2026-01-20"}],
    "statuses": [
        {
            "id": "status:1",
            "aspect": "presence",
            "actor": "They",
            "site": {"name": "the base"},
            "days": [{"date": "2026-01-20", "claims": ["claim:1"]}],
            "spans": [{"state": "present", "from": [None, None]}],
            "assessment": {"probability": 0.9, "words": "very likely", "origins_for": 1, "origins_against": 0},
        }
    ],
}
NEW: dict[str, Any] = {
    **OLD,
    "answer": {"sentence": "They have left.", "state": "absent", "grounds": ["claim:2"]},
    "reports": [*OLD["reports"], {"id": "report:2", "claims": ["claim:2"], "title": "Two", "outlet": "B"}],
    "statuses": [
        {
            **OLD["statuses"][0],
            "days": [{"date": "2026-01-21", "claims": ["claim:2"]}],
            "spans": [{"state": "absent", "from": ["2026-01-21", "2026-01-22"]}],
        }
    ],
}


def test_nothing_changes_between_equal_briefs() -> None:
    assert changes(OLD, OLD) == ()


def test_a_change_names_the_report_that_it_is_because_of() -> None:
    found = {c.what: c for c in changes(OLD, NEW)}
    assert found["answer"].because == ("report:2",)
    assert found["status"].because == ("report:2",)
    assert found["status"].name == "They at the base"
    assert (
        found["status"].after
        == "absent since 21\N{EN DASH}22 January 2026, very likely (0.90), 1 voice shown independent"
    )
    assert found["status"].by == ("B, undated",)
    assert found["report"].before is None


def _with_since(days: list[str]) -> dict[str, Any]:
    spans = [{"state": "present", "from": [None, None]}, {"state": "absent", "from": days}]
    return {**OLD, "statuses": [{**OLD["statuses"][0], "spans": spans}]}


def test_a_bound_that_moves_by_a_day_is_no_change_and_one_that_moves_by_three_is() -> None:
    old = _with_since(["2026-01-21", "2026-01-22"])
    assert changes(old, _with_since(["2026-01-20", "2026-01-22"])) == ()
    assert changes(old, _with_since(["2026-01-18", "2026-01-22"]))


def test_replay_follows_the_question_that_the_whole_pile_raises() -> None:
    lines = [
        said("a", "be-present", "2026-01-20", phase="continues", seen_as="own-observation", published="2026-01-20"),
        said("b", "withdraw", "2026-01-23", phase="ends", seen_as="own-observation", published="2026-01-25"),
        said("c", "be-absent", "2026-01-26", phase="continues", seen_as="own-observation", published="2026-01-26"),
    ]
    pile = PileOf(lines)
    asked = {s.answer.question for s in replay(pile.reports, pile.claims, pile.lineage) if s.answer}
    assert asked == {pile.judged(site=None, actor=None).answers[0].question}


def test_replay_tells_which_report_moved_the_answer() -> None:
    lines = [
        said("a", "be-present", "2026-01-20", phase="continues", seen_as="own-observation", published="2026-01-20"),
        said("b", "be-present", "2026-01-21", phase="continues", seen_as="own-observation", published="2026-01-21"),
        said("c", "withdraw", "2026-01-23", phase="ends", seen_as="own-observation", published="2026-01-25"),
        said("d", "be-absent", "2026-01-26", phase="continues", seen_as="own-observation", published="2026-01-26"),
    ]
    pile = PileOf(lines)
    options = Options(site="Qamishli airport", actor="Russian forces")
    steps = list(replay(pile.reports, pile.claims, pile.lineage, options=options))
    assert [s.answer.state for s in steps if s.answer] == ["present", "present", "absent", "absent"]
    assert steps[0].moved
    assert not steps[1].moved
    assert steps[2].moved


def _review(claim: Claim) -> Review:
    return Review(
        id="review:0",  # type: ignore[arg-type]
        verdict="reject",
        claims=(claim.id,),
        quotes=(claim.quote,),
        by="anna",
        at="2026-02-01T00:00:00Z",
    )


def test_a_review_finds_its_claim_again_by_quote_and_is_lost_if_the_words_are_gone() -> None:
    claim = said("a", "withdraw", "2026-01-26")[1]
    renamed = replace(claim, id="claim:other")  # type: ignore[arg-type]
    kept, lost = attached([_review(claim)], [renamed])
    assert (kept[0].claims, lost) == (("claim:other",), ())
    gone = replace(renamed, quote=Quote(report=claim.report, span=Span(start=500, end=505), text="quite others"))
    assert attached([_review(claim)], [gone])[0] == ()


def test_a_review_follows_its_words_into_a_new_capture_if_only_one_claim_has_them() -> None:
    claim = said("a", "withdraw", "2026-01-26")[1]
    moved = replace(claim, id="claim:b", quote=replace(claim.quote, report="report:new"))  # type: ignore[arg-type]
    assert attached([_review(claim)], [moved])[0][0].claims == ("claim:b",)
    twice = replace(moved, id="claim:c")  # type: ignore[arg-type]
    assert attached([_review(claim)], [moved, twice])[0] == ()


def _event(id_: str, *claims: str, shown: int = 1) -> dict[str, Any]:
    graded = {"words": "very likely", "probability": 0.9}
    return {"id": id_, "kind": "attack", "claims_for": list(claims), "origins_for": shown, "assessment": graded}


def test_an_event_that_an_older_report_renames_is_the_same_event() -> None:
    report = {"id": "report:2", "claims": ["claim:0"], "outlet": "B", "published": "2026-01-19"}
    old = {**OLD, "events": [_event("event:1", "claim:1", "claim:2")]}
    new = {
        **OLD,
        "reports": [*OLD["reports"], report],
        "events": [_event("event:0", "claim:0", "claim:1", "claim:2", shown=2)],
    }
    found = [c for c in changes(old, new) if c.what == "event"]
    assert [(c.before is None, c.after is None, c.by) for c in found] == [(False, False, ("B, 19 January 2026",))]


def test_events_that_are_only_joined_or_parted_otherwise_are_no_news() -> None:
    old = {**OLD, "events": [_event("event:1", "claim:1"), _event("event:2", "claim:2")]}
    new = {**OLD, "events": [_event("event:1", "claim:1", "claim:2")]}
    assert changes(old, new) == ()
    assert changes(new, old) == ()
