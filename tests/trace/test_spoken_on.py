"""On which day a voice spoke is told by the words beside its verb of speech."""

from __future__ import annotations

import pytest

from firsthand.core.claim import Claim, EventMention
from firsthand.core.codec import id_of
from firsthand.core.evidence import Capture, Id, Report, Span
from firsthand.trace.spoken_on import spoke_in, spoke_on
from firsthand.trace.texts import text_of


def report(text: str, published: str | None = "2025-03-07") -> Report:
    capture = Capture(body="0" * 64, media_type="text/plain", path="a")
    return Report(id=Id("report:a"), text=text, capture=capture, published=published, language="en")


def claim(of: Report) -> Claim:
    span = Span(start=0, end=len(of.text))
    mention = EventMention(kind="withdraw", trigger=Span(start=0, end=3))
    return Claim(id=id_of("claim", of.text), quote=of.quote(span), mention=mention)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The ministry said on Wednesday that the port was empty.", "2025-03-05"),
        ("The port was empty, the ministry said in a statement late Thursday.", "2025-03-06"),
        ("A harbour spokesman told reporters on Friday that nobody was left.", "2025-03-07"),
        ("On Tuesday, the U.S. Board of Harbours (Port) acknowledged that it had left.", "2025-03-04"),
        ("Earlier yesterday, the Harbour Board reported that a convoy had turned back.", "2025-03-06"),
        ("The Harbour Board said yesterday that a convoy had turned back.", "2025-03-06"),
        ("The Harbour Board said that yesterday's convoy had turned back.", None),
        ("Earlier on March 4, the ministry said it had left the port.", "2025-03-04"),
        ("The ministry announced on 3 March the end of the mission.", "2025-03-03"),
        ("A spokesman on Thursday denied that the port was empty.", "2025-03-06"),
        ("Since Wednesday, when the ministry said it had left, guards were seen at the port.", "2025-03-05"),
        ("On Thursday, the movement released a statement that the port was empty.", "2025-03-06"),
        ("The ministry said that on Monday the last lorry left.", None),
        ("The ministry said eleven guards hurt Monday were stable.", None),
        ("On Monday the last lorry left, the ministry said.", None),
        ("The port was empty, the ministry said.", None),
        ("The ministry announced on 31 November the end of the mission.", None),
    ],
)
def test_the_day_beside_the_verb_is_the_day_of_the_word_and_no_other(text: str, day: str | None) -> None:
    assert spoke_on(claim(report(text)), report(text)) == day


def test_an_undated_report_does_not_tell_which_wednesday() -> None:
    undated = report("The ministry said on Wednesday that the port was empty.", None)
    assert spoke_on(claim(undated), undated) is None


def test_a_name_spoke_on_the_one_day_that_its_report_gives() -> None:
    told = text_of(report("Ada Reyes told reporters on Monday it was over. The port is empty, Reyes said."))
    assert spoke_in(told, "Reyes") == "2025-03-03"
    assert spoke_in(told, "Mbeki") is None


def test_a_day_is_not_told_of_one_of_whom_others_spoke() -> None:
    told = text_of(
        report("Two guards said on Wednesday that lorries were held up in the hills by men of the Hofra Front.")
    )
    assert spoke_in(told, "Hofra Front") is None
    assert spoke_in(told, "guards") == "2025-03-05"
