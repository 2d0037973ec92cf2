from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from firsthand.write.prose import escaped, markdown

GOLDEN = Path(__file__).parent / "qamishli.brief.md"


def test_the_prose_of_the_example_is_as_it_was(brief: dict[str, Any]) -> None:
    text = markdown(brief)
    if os.environ.get("FIRSTHAND_GOLDEN"):
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")


def test_every_footnote_is_cited_and_every_citation_has_one(brief: dict[str, Any]) -> None:
    text = markdown(brief)
    notes = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    cited = re.findall(r"\[\^(\d+)\](?!:)", text)
    assert notes == [str(n) for n in range(1, len(notes) + 1)]
    assert set(cited) == set(notes)
    assert list(dict.fromkeys(cited)) == notes


def test_markdown_and_html_in_a_report_are_only_text() -> None:
    assert escaped("<b>*x*</b> [a](b) `c` | # _d_") == r"&lt;b&gt;\*x\*&lt;/b&gt; \[a\](b) \`c\` \| \# \_d\_"


def test_a_sentence_that_is_not_borne_out_is_left_out_and_counted(brief: dict[str, Any]) -> None:
    brief["answer"]["print_safe"] = "Wagner left on 3 March 2021."
    text = markdown(brief)
    assert "Wagner" not in text
    assert "One sentence was left out" in text


def test_an_empty_pile_is_told_as_such(empty: dict[str, Any]) -> None:
    assert "The pile holds no claim that answers this." in markdown(empty)


def test_likelihood_and_confidence_stand_in_paragraphs_of_their_own(brief: dict[str, Any]) -> None:
    for block in markdown(brief).split("\n\n"):
        assert not ("likelihood" in block.casefold() and "confidence" in block.casefold())


def test_confidence_that_is_low_for_what_is_unsettled_says_so(brief: dict[str, Any]) -> None:
    brief["answer"]["confidence"] = "low"
    about = next(s for s in brief["statuses"] if s["id"] == brief["answer"]["about"])
    thin = {"what": "Confidence is low: nobody was there.", "origin": None, "effect": None}
    about["assessment"]["reasons"] = [thin]
    assert "The grounds are thin" in markdown(brief)
    lower = {
        "what": "Confidence is one step lower, low, for what is unresolved: the day.",
        "origin": None,
        "effect": None,
    }
    about["assessment"]["reasons"] = [lower, thin]
    assert "is not settled: read the differences" in markdown(brief)


def test_a_pile_on_many_matters_is_told_without_a_likelihood_or_a_course(brief: dict[str, Any]) -> None:
    told = "These 40 reports tell of many matters, most of all of Qamishli."
    open_ = {**brief["answer"], "question": "What do these reports tell of?", "sentence": told, "state": "unknown"}
    survey = {**brief, "question": None, "answer": {**open_, "about": None, "grounds": [], "print_safe": None}}
    text = markdown(survey)
    assert "Likelihood" not in text
    assert "## The course of it" not in text
    assert "## What is told most" in text
    assert text.startswith("# What do these reports tell of?")
