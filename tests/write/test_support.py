from __future__ import annotations

from typing import Any

import pytest

from firsthand.write.sentences import Sentence, sentences
from firsthand.write.support import SentenceNotSupported, check, demand_support, unsupported
from firsthand.write.view import view

FLAG = "Flags up and Russian planes on the runway"


def _claim(brief: dict[str, Any], start: str) -> str:
    return next(c["id"] for c in brief["claims"] if c["quote"]["exact"].startswith(start))


def _why(brief: dict[str, Any], text: str, start: str = FLAG, **fields: Any) -> str | None:
    fault = check(Sentence(text=text, claims=(_claim(brief, start),), **fields), view(brief))
    return fault.why if fault else None


def test_every_sentence_of_the_example_is_supported(brief: dict[str, Any]) -> None:
    assert unsupported(brief) == ()
    demand_support(brief)


def test_a_name_that_no_quote_holds_is_refused(brief: dict[str, Any]) -> None:
    assert "Wagner" in (_why(brief, "On 26 January 2026 Wagner planes stood at Qamishli airport.") or "")


def test_another_form_of_a_known_name_is_borne_out(brief: dict[str, Any]) -> None:
    assert _why(brief, "On 26 January 2026 planes of Russia stood at Qamishli airport.") is None


def test_a_number_that_no_quote_holds_is_refused(brief: dict[str, Any]) -> None:
    assert "7" in (_why(brief, "On 26 January 2026 7 Russian planes stood at Qamishli airport.") or "")
    assert "7" in (_why(brief, "On 26 January 2026 seven Russian planes stood at Qamishli airport.") or "")


def test_a_number_that_the_run_counted_may_stand(brief: dict[str, Any]) -> None:
    assert _why(brief, "Seven origins say that Russian planes stood at Qamishli airport.", counts=(7,)) is None


@pytest.mark.parametrize("day", ["25 March 2026", "2026-03-25", "March 2026", "3–5 March 2026", "25 March"])
def test_a_day_of_which_no_cited_claim_speaks_is_refused(brief: dict[str, Any], day: str) -> None:
    assert "no cited claim speaks of" in (_why(brief, f"On {day} Russian planes stood at Qamishli airport.") or "")


@pytest.mark.parametrize("day", ["26 January 2026", "2026-01-26", "January 2026", "25–26 January", "26 January"])
def test_a_day_of_which_a_cited_claim_speaks_may_stand(brief: dict[str, Any], day: str) -> None:
    assert _why(brief, f"On {day} Russian planes stood at Qamishli airport.") is None


def test_a_plan_told_as_done_is_refused(brief: dict[str, Any]) -> None:
    plan = "Oil fields to follow"
    assert "reads as a fact" in (_why(brief, "The SDF handed over the oil fields.", plan) or "")
    assert _why(brief, "The SDF plans to hand over the oil fields.", plan) is None


def test_a_denial_told_as_done_is_refused(brief: dict[str, Any]) -> None:
    claim = next(c for c in brief["claims"] if c["id"] == _claim(brief, FLAG))
    claim["stance"], claim["polarity"] = "denied", "negated"
    assert "denials" in (_why(brief, "Russian planes stood at Qamishli airport.") or "")
    assert _why(brief, "Reuters denies that Russian planes stood at Qamishli airport.") is None


def test_a_denial_that_nobody_made_is_refused(brief: dict[str, Any]) -> None:
    assert "no cited claim denies" in (
        _why(brief, "Reuters denies that Russian planes stood at Qamishli airport.") or ""
    )


def test_a_sentence_without_claims_may_give_no_date_and_no_uncounted_number(brief: dict[str, Any]) -> None:
    shown = view(brief)
    assert check(Sentence(text="Nothing is known."), shown) is None
    assert check(Sentence(text="They left on 3 March 2026."), shown)
    assert check(Sentence(text="They lost 40 men."), shown)


def test_demand_raises_with_the_sentence_and_the_reason(brief: dict[str, Any]) -> None:
    brief["answer"]["sentence"] = "It is likely that Wagner left on 3 March 2021."
    with pytest.raises(SentenceNotSupported, match=r"Wagner|2021"):
        demand_support(brief)


def test_every_sentence_of_the_world_cites_a_claim(brief: dict[str, Any]) -> None:
    assert all(sentence.claims for sentence in sentences(view(brief)))


def test_an_open_end_bears_out_no_day_after_the_report(brief: dict[str, Any]) -> None:
    claim = next(c for c in brief["claims"] if c["id"] == _claim(brief, FLAG))
    claim["when"] = {"edtf": "", "begin": ["2026-01-20", "2026-01-20"], "end": [None, None], "basis": None}
    assert _why(brief, "On 25 January 2026 Russian planes stood at Qamishli airport.") is None
    assert _why(brief, "On 20 February 2026 Russian planes stood at Qamishli airport.")
