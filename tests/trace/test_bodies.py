"""Which body a report means, and who speaks for it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from firsthand.core.claim import Claim, EventMention, Participant, Source
from firsthand.core.codec import id_of
from firsthand.core.evidence import Capture, Id, Report, Span
from firsthand.core.lineage import Lineage
from firsthand.core.spacetime import TimeSpan
from firsthand.trace import lineage
from firsthand.trace.names import person_of

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


def test_a_spokesman_is_one_by_his_family_name_with_its_article_or_without() -> None:
    full = Source(name="spokesman Tahir al-Barazi", kind="official", words="spokesman Tahir al-Barazi said")
    short = Source(name="Al-Barazi", kind="official", words="spokesman Al-Barazi said")
    first = report("The pier was given up, spokesman Tahir al-Barazi said on Monday.", "Mail")
    other = report("Cranes stand idle there, spokesman Al-Barazi said on Monday.", "Post")
    found = lineage([first, other], [claim(first, first.text, full), claim(other, other.text, short)])
    assert len(found.origins) == 1


def test_a_body_is_no_person_though_its_name_looks_like_one() -> None:
    society = Source(name="Hofra Pilots Society", kind="official", words="The Hofra Pilots Society said")
    reader = Source(name="Ali Sockut", kind="named-person", words="Ali Sockut said")
    first = report("No ship sailed, the Hofra Pilots Society said.", "Mail")
    other = report("Bread is dear, baker Ali Sockut said.", "Post")
    found = lineage([first, other], [claim(first, first.text, society), claim(other, other.text, reader)])
    assert not carried(found, first) & carried(found, other)


def test_what_a_states_television_says_its_army_has_not_said() -> None:
    army = Source(name="Syrian army", kind="official", words="the Syrian army said")
    screen = Source(name="Syrian state television", kind="official", words="Syrian state television said")
    first = report("Two columns came down the road, the Syrian army said on Monday.", "Mail")
    other = report("Shops opened as ever, Syrian state television said on Monday.", "Post")
    found = lineage([first, other], [claim(first, first.text, army), claim(other, other.text, screen)])
    assert not carried(found, first) & carried(found, other)


def test_a_term_of_a_bodys_own_is_said_once_however_late_it_is_printed() -> None:
    first = report('It left as a "gesture of goodwill", the Syrian defence ministry said.', "Mail", "2025-03-01")
    other = report('The Syrian defence ministry said then it had gone "as a sign of goodwill".', "Post", "2025-03-08")
    plain = report("The Syrian defence ministry said that it had gone for good.", "Star", "2025-03-08")
    claims = [claim(one, one.text, MINISTRY) for one in (first, other, plain)]
    found = lineage([first, other, plain], claims)
    assert carried(found, first) & carried(found, other)
    assert not carried(found, first) & carried(found, plain)


def test_a_body_and_the_only_spokesman_quoted_for_it_on_that_day_are_one() -> None:
    speaker = Source(
        name="UN spokesman Ada Reyes", kind="official", words="UN spokesman Ada Reyes said", ref="actor:un"
    )
    first = report("The convoy came through, the United Nations said.", "Mail")
    other = report("Nine lorries were counted, UN spokesman Ada Reyes said.", "Post")
    found = lineage([first, other], [claim(first, first.text, MEMBER), claim(other, other.text, speaker)])
    assert carried(found, first) & carried(found, other)


def test_a_recording_that_all_could_see_is_one_through_whatever_newsroom() -> None:
    clip = Source(name="video", kind="video", words="A video posted online shows")
    other_clip = Source(name="footage", kind="video", words="Footage circulating on social media shows")
    first = report("A video posted online shows Rapid Support Forces men at the harbour gate.", "Mail")
    other = report("Footage circulating on social media shows Rapid Support Forces fighters on the quay.", "Post")
    men = Participant(role="agent", name="Rapid Support Forces", ref="actor:rsf")
    claims = [
        replace(claim(first, first.text, clip, kind="be-present"), participants=(men,)),
        replace(claim(other, other.text, other_clip, kind="be-present"), participants=(men,)),
    ]
    found = lineage([first, other], claims)
    assert carried(found, first) & carried(found, other)


def test_an_unsaid_day_of_print_joins_a_bodys_words_of_two_days_on_like_acts_alone() -> None:
    first = report("The pier was empty, the Syrian defence ministry said.", "Mail", "2025-03-04")
    other = report("Bread was brought in, the Syrian defence ministry said.", "Post", "2025-03-05")
    alike = [claim(first, first.text, MINISTRY), claim(other, other.text, MINISTRY)]
    apart = [alike[0], claim(other, other.text, MINISTRY, kind="transfer")]
    assert len(lineage([first, other], alike).origins) == 1
    assert len(lineage([first, other], apart).origins) == 2


def test_a_quotation_of_a_spokesman_was_said_when_it_first_was_printed() -> None:
    words = '"There are still four hundred crates in the shed and nobody comes for them", UN spokesman Ada Reyes said.'
    first = report(words, "Mail", "2025-03-04")
    other = report(f"{words} The gate is shut, UN spokesman Ada Reyes said.", "Post", "2025-03-06")
    later = report("Nine ships came, UN spokesman Ada Reyes said on Thursday.", "Star", "2025-03-06")
    claims = [
        claim(first, first.text, SPOKESMAN, kind="be-present"),
        claim(other, words, SPOKESMAN, kind="be-present"),
        claim(other, "The gate is shut, UN spokesman Ada Reyes said.", SPOKESMAN, kind="close"),
        claim(later, later.text, SPOKESMAN, kind="arrive"),
    ]
    found = lineage([first, other, later], claims)
    assert sorted(len(origin.claims) for origin in found.origins) == [1, 3]


def test_a_director_general_of_a_ministry_is_no_person() -> None:
    office = Source(name="Director General of the Harbour Board", kind="official", words="its Director General said")
    run = Source(name="Hofra's Union-run harbour board", kind="official", words="Hofra's Union-run harbour board said")
    assert person_of(office) is None
    assert person_of(run) is None


def test_a_name_with_the_same_consonants_is_another_name() -> None:
    reporter = Source(name="Adam Sharif", kind="named-person", words="Adam Sharif said")
    other_man = Source(name="Ashraf Bilal", kind="named-person", words="Ashraf Bilal said")
    first = report("Nobody was left on the pier, Adam Sharif said.", "Mail")
    other = report("Bread is dear, Ashraf Bilal said.", "Post")
    found = lineage([first, other], [claim(first, first.text, reporter), claim(other, other.text, other_man)])
    assert not carried(found, first) & carried(found, other)
