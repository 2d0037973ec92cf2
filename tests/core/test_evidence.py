from __future__ import annotations

import pytest
from hypothesis import given

from firsthand.core.errors import QuoteNotInReport
from firsthand.core.evidence import Capture, Id, Report, Span, day_of
from tests import strategies


def report_of(text: str) -> Report:
    return Report(id=Id("report:0"), text=text, capture=Capture(body="0" * 64, media_type="text/plain"))


def test_a_quote_holds_exactly_the_words_of_its_span() -> None:
    quote = report_of("The flag 🏴 is still up.").quote(Span(start=4, end=10))
    assert quote.text == "flag 🏴"


def test_a_quote_behind_the_end_is_refused() -> None:
    with pytest.raises(QuoteNotInReport, match="refused"):
        report_of("short").quote(Span(start=2, end=9))


def test_a_selector_has_the_words_around_the_quote() -> None:
    report = report_of("a" * 50 + "QUOTE" + "b" * 50)
    quote = report.quote(Span(start=50, end=55))
    assert (quote.prefix(report.text), quote.suffix(report.text)) == ("a" * 32, "b" * 32)


def test_a_span_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        Span(start=3, end=2)


@given(strategies.reports, strategies.spans())
def test_every_quote_equals_its_span(report: Report, span: Span) -> None:
    if span.end <= len(report.text):
        assert report.quote(span).text == report.text[span.start : span.end]


def test_the_day_of_publication_is_the_local_one() -> None:
    assert day_of("2026-01-25T22:30:00Z", 180) == "2026-01-26"
    assert day_of("2026-01-25T22:30:00Z") == "2026-01-25"
    assert day_of("2026-01-25") == "2026-01-25"
