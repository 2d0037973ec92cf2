from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.core.parse import Parse, Sentence, Timex
from firsthand.read.when.timexes import day_of, timexes

THURSDAY = "2026-01-22"


def read(text: str, published: str | None = THURSDAY, zone: int | None = None) -> list[tuple[str, Timex]]:
    found = timexes(text, Parse(), published=published, zone_offset_minutes=zone)
    return [(text[t.start : t.end], t) for t in found]


def only(text: str, published: str | None = THURSDAY, zone: int | None = None) -> Timex:
    ((_, timex),) = read(text, published, zone)
    return timex


def bounds(timex: Timex) -> tuple[str | None, str | None, str | None, str | None]:
    assert timex.span is not None
    return timex.span.begin_earliest, timex.span.begin_latest, timex.span.end_earliest, timex.span.end_latest


def days(timex: Timex) -> tuple[str | None, str | None]:
    assert timex.span is not None
    return timex.span.first_day, timex.span.last_day


# What FINDINGS lists as failing elsewhere: words, type, value, first and last day.
SENTENCES = [
    ("Guards left over the past two days.", "the past two days", "DURATION", "P2D", "2026-01-20", "2026-01-22"),
    (
        "It crossed at 04:00 local time on 3 October.",
        "04:00 local time on 3 October",
        "TIME",
        "2025-10-03T04:00",
        "2025-10-03",
        "2025-10-03",
    ),
    ("Shelling began at dawn on Wednesday.", "dawn on Wednesday", "TIME", "2026-01-21TMO", "2026-01-21", "2026-01-21"),
    (
        "The last plane left five or six days ago.",
        "five or six days ago",
        "DATE",
        "2026-01-17",
        "2026-01-16",
        "2026-01-17",
    ),
    ("The garrison withdrew last week.", "last week", "DATE", "2026-W03", "2026-01-12", "2026-01-18"),
    ("The crossing will reopen in March.", "March", "DATE", "2026-03", "2026-03-01", "2026-03-31"),
    ("The crossing was shut in March.", "March", "DATE", "2025-03", "2025-03-01", "2025-03-31"),
    (
        "The raid took place at about 6 a.m. last Tuesday.",
        "6 a.m. last Tuesday",
        "TIME",
        "2026-01-20T06:00",
        "2026-01-20",
        "2026-01-20",
    ),
    (
        "Last Tuesday at about 6 a.m. it was raided.",
        "Last Tuesday at about 6 a.m.",
        "TIME",
        "2026-01-20T06:00",
        "2026-01-20",
        "2026-01-20",
    ),
    ("Monitors will arrive on Monday.", "Monday", "DATE", "2026-01-26", "2026-01-26", "2026-01-26"),
    ("Monitors arrived on Monday.", "Monday", "DATE", "2026-01-19", "2026-01-19", "2026-01-19"),
    ("Drones struck the port overnight.", "overnight", "TIME", "2026-01-21TNI", "2026-01-21", "2026-01-22"),
    ("Columns have moved east in recent days.", "recent days", "DURATION", "PXD", "2026-01-17", "2026-01-22"),
    ("The order was given earlier this month.", "earlier this month", "DATE", "2026-01", "2026-01-01", "2026-01-22"),
    (
        "In the third quarter of 2025 imports fell.",
        "the third quarter of 2025",
        "DATE",
        "2025-Q3",
        "2025-07-01",
        "2025-09-30",
    ),
    (
        "The camp was cleared in the summer of 2014.",
        "the summer of 2014",
        "DATE",
        "2014-SU",
        "2014-06-01",
        "2014-08-31",
    ),
    ("The depot burned on Thursday night.", "Thursday night", "TIME", "2026-01-22TNI", "2026-01-22", "2026-01-23"),
    ("Two trucks left on Tuesday evening.", "Tuesday evening", "TIME", "2026-01-20TEV", "2026-01-20", "2026-01-20"),
    (
        "It was agreed two weeks before Christmas 2025.",
        "two weeks before Christmas 2025",
        "DATE",
        "2025-12-11",
        "2025-12-11",
        "2025-12-11",
    ),
    ("It will be done within 48 hours.", "48 hours", "DURATION", "PT48H", "2026-01-22", "2026-01-24"),
    ("The siege has gone on into its third week.", "its third week", "DATE", "2026-W04", "2026-01-05", None),
    ("The talks failed in the early '80s.", "the early '80s", "DATE", "198", "1980-01-01", "1983-05-01"),
    ("It was built in the 19th century.", "the 19th century", "DATE", "18", "1800-01-01", "1899-12-31"),
    (
        "He was seen the day before yesterday.",
        "the day before yesterday",
        "DATE",
        "2026-01-20",
        "2026-01-20",
        "2026-01-20",
    ),
    (
        "It happened on the night of 20 January.",
        "the night of 20 January",
        "TIME",
        "2026-01-20TNI",
        "2026-01-20",
        "2026-01-21",
    ),
    ("It is over, he said on Jan. 19, 2026.", "Jan. 19, 2026", "DATE", "2026-01-19", "2026-01-19", "2026-01-19"),
    (
        "The strike on Sunday, 18 January, killed four.",
        "Sunday, 18 January",
        "DATE",
        "2026-01-18",
        "2026-01-18",
        "2026-01-18",
    ),
    (
        "Hostages were freed more than a decade ago.",
        "more than a decade ago",
        "DATE",
        "201",
        "2010-01-01",
        "2019-12-31",
    ),
    ("They took the town in nineteen ninety-six.", "nineteen ninety-six", "DATE", "1996", "1996-01-01", "1996-12-31"),
    ("It was closed over the weekend.", "the weekend", "DATE", "2026-W03-WE", "2026-01-17", "2026-01-18"),
]


@pytest.mark.parametrize(("text", "words", "kind", "value", "first", "last"), SENTENCES)
def test_what_fails_elsewhere_is_read(
    text: str, words: str, kind: str, value: str, first: str, last: str | None
) -> None:
    ((found, timex),) = read(text)
    assert (found, timex.type, timex.value) == (words, kind, value)
    assert days(timex) == (first, last)


def test_since_a_year_has_a_beginning_and_no_end() -> None:
    timex = only("The base has been closed since 2019.")
    assert bounds(timex) == ("2019-01-01", "2019-12-31", None, None)
    assert timex.span is not None
    assert timex.span.edtf == "2019/.."


def test_until_a_month_has_an_end_and_no_beginning() -> None:
    assert bounds(only("Its guards stayed on until June.", "2025-08-12")) == (None, None, "2025-06-01", "2025-06-30")


def test_a_stay_that_lasts_until_a_day_ahead_has_begun_when_it_is_told() -> None:
    assert bounds(only("Schools will stay shut until Sunday.")) == (None, THURSDAY, "2026-01-25", "2026-01-25")


def test_by_the_end_of_a_year_bounds_only_the_end() -> None:
    timex = only("By the end of 2024 the camp was empty.")
    assert timex.value == "2024"
    assert bounds(timex) == (None, None, None, "2024-12-31")


def test_not_before_a_month_bounds_the_beginning() -> None:
    assert bounds(only("The branch may not reopen before July.", "2025-05-07")) == ("2025-07-01", None, None, None)


def test_after_a_day_lies_between_it_and_the_report_when_told_in_the_past() -> None:
    assert days(only("They fled after Monday.")) == ("2026-01-19", THURSDAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Trucks left on Tuesday. The day before, crews had packed up.", "2026-01-19"),
        ("Troops reached it on 14 January. Three days later they were gone.", "2026-01-17"),
        ("The bridge was hit on Monday. The same day a depot burned.", "2026-01-19"),
        ("The bridge was hit on Monday. That evening a depot burned.", "2026-01-19TEV"),
        ("Drivers set off on Saturday. They arrived the next evening.", "2026-01-18TEV"),
        ("A joint post opened on 1 July 2022. They had left their own a month before.", "2022-06"),
        ("It opened in January 2024. A year later it was closed.", "2025"),
        ("The city fell in 1941. The following year it was retaken.", "1942"),
    ],
)
def test_an_expression_goes_on_from_the_time_told_before_it(text: str, value: str) -> None:
    assert read(text)[-1][1].value == value


def test_a_step_back_does_not_move_the_story() -> None:
    text = (
        "Engineers shut the gates on 14 July. The day before, they had moved out; three days after it they came back."
    )
    assert days(read(text, "2024-07-24")[-1][1]) == ("2024-07-17", "2024-07-17")


def test_a_length_behind_a_date_dates_the_event_after_it() -> None:
    found = read("They left on Sunday, a day after the closure of the hospital.", "2023-02-14")
    assert [(t.value, days(t)[0]) for _, t in found] == [("2023-02-12", "2023-02-12"), ("P1D", "2023-02-11")]


@pytest.mark.parametrize(
    ("when", "last"),
    [("early last Friday", "2026-01-16"), ("at 6 a.m. on Friday", "2026-01-16"), ("on Friday", "2026-01-17")],
)
def test_overnight_behind_a_morning_is_the_night_before_it(when: str, last: str) -> None:
    *_, (name, night) = read(f"Looters broke in {when}, after the guards had left overnight.")
    assert name == "overnight"
    assert days(night) == ("2026-01-15", last)


def test_a_day_takes_the_morning_that_an_after_follows() -> None:
    names = [name for name, _ in read("Looters broke in on Friday morning after the guards had left.")]
    assert names == ["Friday morning"]


def test_the_day_of_telling_does_not_move_the_story() -> None:
    text = "The post fell on 14 January, officials said on Tuesday. The next day it was retaken."
    assert read(text)[-1][1].value == "2026-01-15"


def test_words_in_quotation_marks_count_from_the_day_they_were_said() -> None:
    found = dict(read('"We left yesterday," he said on Tuesday.'))
    assert found["yesterday"].value == "2026-01-19"


def test_outside_quotation_marks_yesterday_counts_from_the_report() -> None:
    assert dict(read("They left yesterday, he said on Tuesday."))["yesterday"].value == "2026-01-21"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Between 9 and 12 October trains ran.", ("2025-10-09", "2025-10-12", "2025-10-09", "2025-10-12")),
        ("From 9 to 12 October trains ran.", ("2025-10-09", "2025-10-09", "2025-10-12", "2025-10-12")),
        ("The road was shut from Monday to Friday.", ("2026-01-12", "2026-01-12", "2026-01-16", "2026-01-16")),
        ("The road will be shut from Monday to Friday.", ("2026-01-26", "2026-01-26", "2026-01-30", "2026-01-30")),
        ("It lasted from March 2019 to June 2021.", ("2019-03-01", "2019-03-31", "2021-06-01", "2021-06-30")),
        ("It lasted from 3 March to 5 April 2020.", ("2020-03-03", "2020-03-03", "2020-04-05", "2020-04-05")),
        ("The blockade (2014-2017) failed.", ("2014-01-01", "2014-12-31", "2017-01-01", "2017-12-31")),
        ("The hearings of 12-15 May 2018 failed.", ("2018-05-12", "2018-05-12", "2018-05-15", "2018-05-15")),
    ],
)
def test_both_ends_of_a_range_carry_the_whole_of_it(
    text: str, expected: tuple[str | None, str | None, str | None, str | None]
) -> None:
    first, second = read(text)
    assert bounds(first[1]) == bounds(second[1]) == expected


def test_an_ambiguous_numeric_date_says_so() -> None:
    assert only("The hearing is on 03/04/2026.").note == "ambiguous: 2026-04-03 or 2026-03-04"
    assert only("The hearing was on 26/01/2026.").note is None
    assert only("The hearing was on 26.01.2026.").value == "2026-01-26"


def test_dates_of_other_calendars_are_converted_and_named() -> None:
    hijri, persian = only("It is dated 12 Ramadan 1445."), only("It is dated 6 Bahman 1404.")
    assert (hijri.value, hijri.note) == ("2024-03-22", "hijri")
    assert (persian.value, persian.note) == ("2026-01-26", "persian")


def test_without_a_report_date_relative_expressions_stay_relative() -> None:
    timex = only("They left yesterday.", None)
    assert (timex.value, timex.span, timex.note) == ("XXXX-XX-XX", None, "no anchor")
    assert only("They left on Friday.", None).value == "XXXX-WXX-5"
    assert only("They left on 3 October.", None).value == "XXXX-10-03"


def test_without_a_report_date_full_dates_still_anchor_what_follows() -> None:
    found = read("They left on 3 October 2025. Two days later it burned.", None)
    assert [t.value for _, t in found] == ["2025-10-03", "2025-10-05"]


def test_a_clock_time_with_a_zone_is_an_instant() -> None:
    assert days(only("It crossed at 0400 GMT on 3 October 2025."))[0] == "2025-10-03"
    assert bounds(only("It crossed at 0400 GMT on 3 October 2025."))[0] == "2025-10-03T04:00:00Z"
    assert bounds(only("It crossed at 2 p.m. EST on Oct. 3, 2025."))[0] == "2025-10-03T19:00:00Z"
    assert bounds(only("It crossed at 04:00 local time on 3 October 2025.", zone=180))[0] == "2025-10-03T01:00:00Z"


def test_a_clock_time_without_a_zone_stays_a_day() -> None:
    timex = only("It crossed at 10.30pm on Sunday.")
    assert (timex.value, timex.note) == ("2026-01-18T22:30", "clock time without zone")
    assert days(timex) == ("2026-01-18", "2026-01-18")


def test_what_comes_again_is_a_set() -> None:
    found = read("Patrols pass every Monday and twice a day, and daily since.")
    assert [(words, t.type, t.value) for words, t in found] == [
        ("every Monday", "SET", "XXXX-WXX-1"),
        ("twice a day", "SET", "P1D"),
        ("daily", "SET", "P1D"),
    ]


def test_a_price_by_the_year_is_a_set_and_a_stay_of_a_year_a_length() -> None:
    assert only("It costs $500 million a year.").type == "SET"
    assert only("He stayed for a year.").type == "DURATION"


@pytest.mark.parametrize(
    "text",
    [
        "May he rest in peace.",
        "Theresa May met troops.",
        "Troops march on the second bridge.",
        "The 25th brigade fought.",
        "The 52-year-old died.",
        "As soon as it stops, they go.",
        "Three-quarters of the food is gone.",
        "Resolution 1701 failed.",
        "High Noon was shown.",
        "Sun Microsystems fell.",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str) -> None:
    assert read(text) == []


def test_history_is_dated_by_the_year_told_last() -> None:
    text = (
        "War broke out in 1939. The city was taken in 1940. On 22 June 1941 the front opened. In August the river was "
        "crossed. On 2 December the advance stopped. The next day snow fell. In February it turned. It ended in 1945."
    )
    values = [t.value for _, t in read(text, "2009-05-01")]
    assert values == ["1939", "1940", "1941-06-22", "1941-08", "1941-12-02", "1941-12-03", "1942-02", "1945"]


def test_sentence_bounds_of_a_parse_cut_no_expression() -> None:
    text = "It ends at 5 p.m. EST Nov. 9."
    cut = Parse(sentences=(Sentence(start=0, end=16, tokens=()), Sentence(start=17, end=len(text), tokens=())))
    (timex,) = timexes(text, cut, published="1989-11-02")
    assert (text[timex.start : timex.end], timex.value) == ("5 p.m. EST Nov. 9", "1989-11-09T17:00")


def test_the_day_of_an_instant_is_the_day_at_the_site() -> None:
    assert str(day_of("2026-01-22T23:30:00Z", 180)) == "2026-01-23"
    assert str(day_of("2026-01-22T23:30:00Z", None)) == THURSDAY
    assert day_of(None, 180) is None


WORDS = [
    "last",
    "the",
    "week",
    "two",
    "days",
    "ago",
    "3",
    "October",
    "2025",
    "on",
    "Monday",
    "at",
    "noon",
    "since",
    "before",
    "and",
    "to",
    "a",
    "year",
    "later",
    "early",
    "'s",
    ",",
    "12:30",
    "p.m.",
    "third",
    "quarter",
    "of",
    "every",
    "Friday",
    "night",
    "Ramadan",
    "1990s",
    "half",
    "past",
    "until",
    "recent",
    "-",
    "troops",
    "left",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from([None, THURSDAY, "0001-01-01", "9999-12-31"]))
def test_any_row_of_words_gives_ordered_spans_inside_the_text(row: list[str], published: str | None) -> None:
    text = " ".join(row)
    end = 0
    for timex in timexes(text, Parse(), published=published):
        assert end <= timex.start < timex.end <= len(text)
        end = timex.end
        if timex.span is not None and timex.span.first_day and timex.span.last_day:
            assert timex.span.first_day <= timex.span.last_day


@given(st.dates().map(str), st.sampled_from(["yesterday", "last week", "next month", "the past 3 years", "Monday"]))
def test_any_report_day_anchors_without_trouble(published: str, words: str) -> None:
    (timex,) = timexes(f"They came {words}.", Parse(), published=published)
    assert timex.span is not None


def test_what_only_names_something_older_does_not_move_the_story() -> None:
    text = (
        "War broke out on 22 September 1980 after tension since 1975. In October the city was surrounded. In 1981 and "
        "1982 it went on. On 10 June the treaty of 6 March 1975 was torn up. Two days later they met. It ended in 1988."
    )
    values = [t.value for _, t in read(text, "2009-05-01")]
    assert values[2] == "1980-10"
    assert values[5:8] == ["1982-06-10", "1975-03-06", "1982-06-12"]


def test_a_clock_time_on_the_morning_of_a_day_is_one_expression() -> None:
    assert only("It fell at 04:30 on the morning of 20 January.").value == "2026-01-20T04:30"
    assert only("It was said at 14:30 (11:30 GMT) on Wednesday.").span == only("It was at 11:30 GMT on Wednesday.").span


def test_the_fall_of_a_city_is_no_season() -> None:
    assert read("They fled after the fall of the city.") == []
    assert only("They fled in the fall of 2024.").value == "2024-FA"


def test_weeks_of_a_month_are_counted_from_its_first_day() -> None:
    assert days(only("They left in the second week of January.")) == ("2026-01-08", "2026-01-14")
    assert days(only("They left in the last week of December.")) == ("2025-12-25", "2025-12-31")


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("A last flight was due to leave late Sunday.", "2024-07-08", "2024-07-07"),
        ("The talks were scheduled to open on Thursday.", "2024-07-10", "2024-07-11"),
        ("They are due to leave on Sunday.", "2024-07-08", "2024-07-14"),
    ],
)
def test_what_was_due_on_a_weekday_is_the_nearer_one(text: str, published: str, day: str) -> None:
    assert only(text, published).value == day
