from __future__ import annotations

from pathlib import Path

from evals.when import (
    Expression,
    Score,
    dated_events,
    event_time_counts,
    is_held,
    marked_text,
    matches,
    timeml,
    timex2,
)
from firsthand.core.parse import Parse
from firsthand.read.when.timexes import timexes


def mark(start: int, end: int, value: str, kind: str = "DATE") -> Expression:
    return Expression(start=start, end=end, type=kind, value=value)


def test_the_figures_of_a_case_worked_out_by_hand() -> None:
    # Three gold, four found: one exact and right, one overlapping with the wrong value, one missed, two invented.
    gold = [mark(0, 6, "2013-03-22"), mark(10, 20, "P2D", "DURATION"), mark(30, 34, "2012")]
    found = [mark(0, 6, "2013-03-22"), mark(14, 20, "P3D", "DURATION"), mark(40, 44, "2011"), mark(50, 53, "PAST_REF")]
    score = Score()
    score.add("a", gold, found)
    figures = score.figures()
    assert (score.strict, score.relaxed, score.type, score.value) == (1, 2, 2, 1)
    assert figures["strict_f1"] == 28.57  # 2 * 1 / (3 + 4)
    assert figures["relaxed_f1"] == 57.14  # 2 * 2 / (3 + 4); precision 1/2, recall 2/3
    assert figures["value_f1"] == 28.57  # relaxed F1 times accuracy: 57.14 * 1/2
    assert figures["value_accuracy"] == 50.0


def test_an_exact_partner_is_preferred_and_none_is_used_twice() -> None:
    gold = [mark(0, 10, "A"), mark(0, 4, "B")]
    pairs = matches(gold, [mark(0, 4, "B")])
    assert sorted(pairs, key=str) == [(mark(0, 10, "A"), None), (mark(0, 4, "B"), mark(0, 4, "B"))]


def test_nothing_found_and_nothing_to_find_is_no_error() -> None:
    score = Score()
    score.add("a", [], [])
    assert score.figures()["value_f1"] == 0.0


def test_mark_up_leaves_the_text_and_the_spans_in_code_points() -> None:
    text, spans = marked_text('Fish &amp; <E x="1">chips</E> on <TIMEX3 value="2013">the <B/>day</TIMEX3>.', "TIMEX3")
    assert text == "Fish & chips on the day."
    assert spans == [(16, 23, {"value": "2013"})]


def test_a_timeml_file_gives_its_text_day_and_expressions(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text(
        '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2013-03-22" functionInDocument="CREATION_TIME">March 22'
        '</TIMEX3></DCT><TEXT>It <EVENT eid="e1">fell</EVENT> <TIMEX3 tid="t1" type="DATE" value="2013-03-21">Thursday'
        "</TIMEX3>.</TEXT></TimeML>",
        "utf-8",
    )
    document = timeml(path)
    assert (document.text, document.published) == ("It fell Thursday.", "2013-03-22")
    assert [(g.start, g.end, g.type, g.value) for g in document.gold] == [(8, 16, "DATE", "2013-03-21")]


def test_events_are_scored_by_the_expression_they_are_linked_to(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text(
        '<TimeML><TEXT>They <EVENT eid="e1">left</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2013-03-18">Monday'
        '</TIMEX3>, he <EVENT eid="e2">said</EVENT> <TIMEX3 tid="t2" type="DATE" value="2013-03-19">Tuesday</TIMEX3>.'
        '</TEXT><MAKEINSTANCE eventID="e1" eiid="i1"/><MAKEINSTANCE eventID="e2" eiid="i2"/>'
        '<TLINK relType="IS_INCLUDED" eventInstanceID="i1" relatedToTime="t2"/>'
        '<TLINK relType="BEFORE" eventInstanceID="i2" relatedToTime="t1"/>'
        '<TLINK relType="SIMULTANEOUS" eventInstanceID="i2" relatedToTime="t2"/></TimeML>',
        "utf-8",
    )
    text = timeml(path).text
    found = timexes(text, Parse(), published="2013-03-22")
    counts = event_time_counts(text, Parse(), found, dated_events(path))
    assert dict(counts) == {"other": 1, "right": 1}  # "left" is linked to Tuesday here, which nobody would say


def test_a_timex2_file_gives_nested_expressions_and_leaves_out_those_without_a_value(tmp_path: Path) -> None:
    path = tmp_path / "a.sgm"
    path.write_text(
        '<DOC><DATETIME><TIMEX2 val="2009-12-19">2009-12-19</TIMEX2></DATETIME><TEXT>It began <TIMEX2 val="1939-09-01">'
        'on <TIMEX2 val="1939">1939</TIMEX2>-09-01</TIMEX2>, <TIMEX2>some time</TIMEX2> ago.</TEXT></DOC>',
        "utf-8",
    )
    document = timex2(path)
    assert (document.text, document.published) == ("It began on 1939-09-01, some time ago.", "2009-12-19")
    assert [(document.text[g.start : g.end], g.value) for g in document.gold] == [
        ("on 1939-09-01", "1939-09-01"),
        ("1939", "1939"),
    ]


def test_a_document_stays_in_its_half() -> None:
    names = ("wsj_0006.tml", "wsj_0068.tml", "NYT19990505.0443.tml")
    assert [is_held(name) for name in names] == [False, True, True]
