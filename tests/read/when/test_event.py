from __future__ import annotations

import pytest

from firsthand.core.claim import WhenBasis
from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Sentence, Token
from firsthand.read.when.timexes import event_time, timexes

THURSDAY = "2026-01-22"


def when(
    text: str, trigger: str, published: str = THURSDAY, parse: Parse | None = None
) -> tuple[str | None, WhenBasis | None]:
    """Return the first and last day of the event, joined by a slash, and the basis."""
    parse = parse or Parse()
    start = text.index(trigger)
    found = timexes(text, parse, published=published)
    span, basis = event_time(Span(start=start, end=start + len(trigger)), text, parse, found)
    if span is None:
        return None, basis
    first, last = span.first_day, span.last_day
    return (first or "..") if first == last else f"{first or '..'}/{last or '..'}", basis


@pytest.mark.parametrize(
    ("text", "trigger", "published", "day", "basis"),
    [
        ("Engineers reopened the post on Tuesday.", "reopened", "2024-03-13", "2024-03-12", "words"),
        ("On Friday it closed the facility, and staff left the town.", "left", "2024-08-11", "2024-08-09", "words"),
        (
            "Police closed the market on Thursday, detained six traders and left.",
            "detained",
            "2023-10-20",
            "2023-10-19",
            "words",
        ),
        (
            "The office has been closed since Tuesday, and guards have left over the past two days.",
            "closed",
            "2025-05-16",
            "2025-05-13/..",
            "words",
        ),
        (
            "The office has been closed since Tuesday, and guards have left over the past two days.",
            "left",
            "2025-05-16",
            "2025-05-14/2025-05-16",
            "words",
        ),
        (
            "Rooms stood empty, beds stripped, when a reporter looked in on 11 October.",
            "stood",
            "2023-10-14",
            "2023-10-11",
            "sentence",
        ),
        (
            "They left on Sunday, a day after the closure of the hospital.",
            "closure",
            "2023-02-14",
            "2023-02-11",
            "words",
        ),
        ("They left on Sunday, a day after the closure of the hospital.", "left", "2023-02-14", "2023-02-12", "words"),
        ("Two boats had quit the bay on Friday, the captain said.", "quit", "2024-11-25", "2024-11-22", "words"),
    ],
)
def test_an_expression_in_its_clause_dates_an_event(
    text: str, trigger: str, published: str, day: str, basis: str
) -> None:
    assert when(text, trigger, published) == (day, basis)


def test_the_day_of_telling_does_not_date_what_was_told() -> None:
    text = "The agency said on Tuesday that lorries were waiting there."
    assert when(text, "waiting", "2024-09-12") == (None, None)
    assert when(text, "said", "2024-09-12") == ("2024-09-10", "words")


def test_a_sentence_without_a_time_goes_on_at_the_time_told_before() -> None:
    text = "Gunmen attacked a station on Thursday night. The station was badly damaged by fire."
    assert when(text, "damaged", "2022-11-18") == ("2022-11-17/2022-11-18", "discourse")


@pytest.mark.parametrize(
    ("second", "trigger"),
    [("The station has been rebuilt.", "rebuilt"), ("It is still closed.", "closed"), ("They had fled it.", "fled")],
)
def test_what_is_told_from_now_or_from_before_takes_no_time_over(second: str, trigger: str) -> None:
    assert when(f"Gunmen attacked a station on Thursday. {second}", trigger, "2022-11-18") == (None, None)


def test_a_time_is_not_taken_over_a_paragraph() -> None:
    assert when("They left on Monday.\n\nThe depot burned.", "burned") == (None, None)


def test_a_state_that_lasts_takes_no_time_from_a_clause_beside_it() -> None:
    text = "The terminal is still operating, but its hall stopped work on Sunday."
    assert when(text, "operating", "2023-09-12") == (None, None)
    assert when(text, "stopped", "2023-09-12") == ("2023-09-10", "words")


def test_a_plan_takes_no_time_from_what_is_past() -> None:
    text = "They visited the works on Monday and will visit it again on Monday."
    assert when(text, "visited", "2025-02-05")[0] == "2025-02-03"
    assert when(text, "visit it", "2025-02-05")[0] == "2025-02-10"


def test_the_posting_of_footage_bounds_what_it_shows_from_above() -> None:
    text = "A video shared online on Sunday shows armoured vehicles parked outside the station."
    assert when(text, "parked", "2022-04-11") == ("../2022-04-10", "posted")


def test_the_day_footage_was_taken_dates_what_it_shows() -> None:
    text = "Satellite pictures taken on 9 August show that the tents are gone."
    assert when(text, "gone", "2023-08-14") == ("2023-08-09", "words")


def test_an_event_in_a_text_without_times_has_none() -> None:
    assert when("The depot burned.", "burned") == (None, None)


def test_the_tree_decides_where_two_times_are_equally_near() -> None:
    text = "Monday raids killed guards Tuesday."
    tokens = [("Monday", "PROPN", 1, "compound"), ("raids", "NOUN", 2, "nsubj"), ("killed", "VERB", -1, "root"),
              ("guards", "NOUN", 2, "obj"), ("Tuesday", "PROPN", 2, "obl"), (".", "PUNCT", 2, "punct")]  # fmt: skip
    at = 0
    made = []
    for form, upos, head, deprel in tokens:
        start = text.index(form, at)
        at = start + len(form)
        made.append(Token(start=start, end=at, lemma=form.lower(), upos=upos, head=head, deprel=deprel))
    parse = Parse(sentences=(Sentence(start=0, end=len(text), tokens=tuple(made)),))
    assert when(text, "killed", parse=parse) == ("2026-01-20", "words")


@pytest.mark.parametrize("part", ["in the night", "in the dead of night", "by seven in the morning", "at dawn"])
def test_a_part_of_a_day_without_a_day_does_not_date_an_event_to_its_report(part: str) -> None:
    assert when(f"The garrison slipped away {part}.", "slipped", "2021-07-06") == (None, None)


def test_a_part_of_a_day_belongs_to_the_day_told_before() -> None:
    text = "The army declared on Friday that it was gone. By seven in the morning guards had entered the base."
    assert when(text, "entered", "2021-07-06") == ("2021-07-02", "words")


def test_the_small_hours_of_a_day_are_of_that_day() -> None:
    text = "They flew out in the early hours of Saturday morning."
    assert when(text, "flew", "2021-07-07") == ("2021-07-03", "words")


def test_what_was_over_when_something_else_happened_is_bounded_by_it_from_above() -> None:
    text = "Police entered the site on Tuesday after the garrison withdrew."
    assert when(text, "withdrew", "2026-02-06") == ("../2026-02-03", "sentence")
    assert when(text, "entered", "2026-02-06") == ("2026-02-03", "words")


def test_a_deadline_ahead_dates_nothing_past() -> None:
    text = "They vacated the base in advance of a final withdrawal by the end of August."
    start = text.index("vacated")
    found = timexes(text, Parse(), published="2021-07-06")
    trigger = Span(start=start, end=start + len("vacated"))
    assert event_time(trigger, text, Parse(), found, published="2021-07-06") == (None, None)


def test_the_attacks_of_a_day_long_past_lend_it_to_nothing_else() -> None:
    text = "They left the base from which they had hunted the men behind the attacks of 11 September 2001."
    found = timexes(text, Parse(), published="2021-07-02")
    start = text.index("left")
    trigger = Span(start=start, end=start + len("left"))
    assert event_time(trigger, text, Parse(), found, published="2021-07-02") == (None, None)


def test_what_was_seen_on_a_day_was_so_on_that_day() -> None:
    text = "On Monday, a reporter observed flags still flying at the airport."
    assert when(text, "flying", "2026-01-27") == ("2026-01-26", "words")
