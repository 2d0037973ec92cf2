from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.core.claim import Claim, EventMention
from firsthand.core.codec import id_of
from firsthand.core.evidence import Capture, Id, Report, Span
from firsthand.keep.index import Index


def report_of(text: str) -> Report:
    capture = Capture(body="0" * 64, media_type="text/plain")
    return Report(id=id_of("report", text), text=text, capture=capture, title="Title")


def claim_of(report: Report, start: int) -> Claim:
    quote = report.quote(Span(start=start, end=len(report.text)))
    claim = id_of("claim", report.id, start)
    return Claim(id=claim, quote=quote, mention=EventMention(kind="withdraw", trigger=quote.span))


def test_claims_come_back_by_report_in_the_order_of_the_text(tmp_path: Path) -> None:
    report = report_of("They left on Monday.")
    claims = (claim_of(report, 0), claim_of(report, 5))
    index = Index(tmp_path / "i.sqlite", "r1")
    index.add([(report, claims)])
    index.close()
    assert Index(tmp_path / "i.sqlite", "r1").claims([report.id, Id("report:x")]) == {report.id: claims}


def test_claims_of_another_reading_are_not_used(tmp_path: Path) -> None:
    report = report_of("They left on Monday.")
    index = Index(tmp_path / "i.sqlite", "r1")
    index.add([(report, ())])
    index.close()
    assert Index(tmp_path / "i.sqlite", "r2").claims([report.id]) == {}


def test_a_broken_index_is_built_anew(tmp_path: Path) -> None:
    (tmp_path / "i.sqlite").write_bytes(b"no database at all" * 100)
    assert Index(tmp_path / "i.sqlite", "r1").claims([Id("report:x")]) == {}


@settings(max_examples=20, deadline=None)
@given(
    texts=st.lists(st.text(alphabet="abc é", min_size=1, max_size=20), min_size=1, max_size=6, unique=True),
    cuts=st.integers(1, 3),
)
def test_an_index_built_anew_equals_the_one_that_grew(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], cuts: int
) -> None:
    folder = tmp_path_factory.mktemp("index")
    readings = [(report, (claim_of(report, 0),)) for report in map(report_of, texts)]
    grown = Index(folder / "grown.sqlite", "r1")
    for start in range(0, len(readings), cuts):
        grown.add(readings[start : start + cuts])
        grown.add(readings[start : start + cuts])
    anew = Index(folder / "anew.sqlite", "r1")
    anew.add(readings)
    assert grown.content() == anew.content()


def test_what_is_dropped_is_gone_from_the_file(tmp_path: Path) -> None:
    report = report_of("A word nobody else has: xylograph.")
    index = Index(tmp_path / "i.sqlite", "r1")
    index.add([(report, (claim_of(report, 0),))])
    index.drop([report.id])
    index.close()
    assert b"xylograph" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_words_are_found_with_or_without_their_accents(tmp_path: Path) -> None:
    report = report_of("Kamışlı havaalanı ve Hmeimim")
    index = Index(tmp_path / "i.sqlite", "r1")
    index.add([(report, ())])
    assert [found for found, _ in index.find("hmeimim")] == [report.id]
    assert index.find('no"such') == ()
    assert index.find("  ") == ()
