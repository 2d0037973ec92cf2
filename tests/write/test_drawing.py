from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from xml.dom import minidom

from hypothesis import given
from hypothesis import strategies as st

from firsthand.write.drawing import Days, clean, cut, isolated, tag, text_width, ticks


@given(st.text(), st.text())
def test_no_text_breaks_out_of_its_element(body: str, value: str) -> None:
    class Count(HTMLParser):
        tags = 0

        def handle_starttag(self, _tag: str, _attrs: object) -> None:
            self.tags += 1

    seen = Count()
    seen.feed(str(tag("p", body, title=value)))
    seen.close()
    assert seen.tags == 1


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_drawing_with_any_text_is_well_formed_xml(body: str) -> None:
    text = str(tag("text", body, class_="x")).translate({0xFFFE: None, 0xFFFF: None})
    minidom.parseString(text.encode())  # noqa: S318  # our own drawing


def test_control_characters_are_dropped_and_line_breaks_kept() -> None:
    assert clean("a\x00b\x1fc\nd\te\ud800") == "abc\nd\te"


@given(st.text(min_size=1), st.floats(20, 400))
def test_a_cut_text_fits_its_width(text: str, width: float) -> None:
    assert text_width(cut(text, width, 12), 12) <= max(width, text_width("…", 12))


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 5000), st.integers(200, 1200))
def test_labels_of_the_axis_never_meet(first: date, count: int, width: int) -> None:
    days = Days(first=first, last=date.fromordinal(first.toordinal() + count), left=0, right=width)
    shown = [t for t in ticks(days) if t.label]
    for a, b in pairwise(shown):
        assert a.x + text_width(a.label, 11) * 0.8 <= b.x + 0.01


def test_a_short_scale_shows_hours() -> None:
    days = Days(first=date(2026, 1, 26), last=date(2026, 1, 28), left=0, right=900)
    assert {"06:00", "12:00", "18:00"} <= {t.label for t in ticks(days)}


def test_an_instant_falls_within_its_day() -> None:
    days = Days(first=date(2026, 1, 26), last=date(2026, 1, 27), left=0, right=200)
    assert days.start("2026-01-26T12:00:00Z") == days.end("2026-01-26T12:00:00Z") == 50


def test_only_names_that_run_right_to_left_are_isolated() -> None:
    assert isolated("Qamishli") == "Qamishli"
    assert isolated("القامشلي") == "\u2068القامشلي\u2069"
