"""Which body a report means, and who speaks for it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from firsthand.core.claim import Claim, EventMention, Source
from firsthand.core.codec import id_of
from firsthand.core.evidence import Capture, Id, Report, Span
from firsthand.core.lineage import Lineage
from firsthand.core.spacetime import TimeSpan
from firsthand.trace import lineage

MINISTRY = Source(name="Syrian defence ministry", kind="official", words="Syrian defence ministry said")
BARE = Source(name="ministry", kind="official", words="the ministry said")
SPOKESMAN = Source(name="UN spokesman Ada Reyes", kind="official", words="UN spokesman Ada Reyes said")
MEMBER = Source(name="United Nations", kind="official", words="the United Nations said")


def report(text: str, outlet: str, published: str = "2025-03-04") -> Report:
    body = hashlib.sha256(text.encode()).hexdigest()
    capture = Capture(body=body, media_type="text/plain", path=f"{outlet}.txt")
    return Report(
        id=id_of("report", text, outlet), text=text, capture=capture, outlet=outlet, published=published, language="en"
    )


def claim(of: Report, words: str, *hops: Source, kind: str = "withdraw") -> Claim:
    span = Span(start=of.text.index(words), end=of.text.index(words) + len(words))
    mention = EventMention(kind=kind, trigger=Span(start=span.start, end=span.start + 4))
    return Claim(id=id_of("claim", of.id, span.start, kind), quote=of.quote(span), mention=mention, attribution=hops)


def carried(found: Lineage, of: Report) -> set[Id]:
    return {origin.id for origin in found.origins if of.id in origin.reports}


def test_the_ministry_is_the_one_that_the_report_has_named() -> None:
    first = report("The Syrian defence ministry said the pier was free. Nobody was left, the ministry said.", "Mail")
    other = report("The pier stood open at dusk, the Syrian defence ministry said after the count.", "Post")
    claims = [
        claim(first, "The Syrian defence ministry said the pier was free.", MINISTRY),
        claim(first, "Nobody was left, the ministry said.", BARE),
        claim(other, other.text, MINISTRY),
    ]
    assert [len(o.claims) for o in lineage([first, other], claims).origins] == [3]


def test_two_reports_ministries_without_a_name_are_not_one() -> None:
    first = report("Nobody was left on the pier, the ministry said.", "Mail")
    other = report("Grain will be dearer in spring, the ministry said.", "Post")
    found = lineage([first, other], [claim(first, first.text, BARE), claim(other, other.text, BARE)])
    assert not carried(found, first) & carried(found, other)


def test_a_body_speaks_through_its_spokesman() -> None:
    only = report("The convoy is safe, the United Nations said. It was hit twice, UN spokesman Ada Reyes said.", "Mail")
    claims = [
        claim(only, "The convoy is safe, the United Nations said.", MEMBER),
        claim(only, "It was hit twice, UN spokesman Ada Reyes said.", SPOKESMAN, kind="attack"),
    ]
    assert len(lineage([only], claims).origins) == 1


def test_two_briefings_of_one_spokesman_are_two_origins() -> None:
    first = report("It was hit twice, UN spokesman Ada Reyes said on Monday.", "Mail", "2025-03-04")
    other = report("Nine were hurt, UN spokesman Ada Reyes said on Wednesday.", "Post", "2025-03-06")
    found = lineage([first, other], [claim(first, first.text, SPOKESMAN), claim(other, other.text, SPOKESMAN)])
    assert len(found.origins) == 2


def test_what_happened_after_a_statement_was_not_said_in_it() -> None:
    both = Source(name="Syrian defence ministry", kind="official", words="Syrian defence ministry stated")
    first = report("The pier is free, the Syrian defence ministry said on Monday.", "Mail", "2025-03-04")
    other = report("Two ships came in, the Syrian defence ministry stated.", "Post", "2025-03-05")

    later = replace(claim(other, other.text, both, kind="arrive"), when=TimeSpan.on("2025-03-05"))
    assert len(lineage([first, other], [claim(first, first.text, MINISTRY), later]).origins) == 2
