from __future__ import annotations

import hashlib
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from evals.worlds import Manner, world
from firsthand.core.claim import Claim, EventMention, Source
from firsthand.core.codec import id_of
from firsthand.core.evidence import Capture, Report, Span
from firsthand.core.lineage import Independence, Lineage, Origin, origin_count
from firsthand.trace import lineage

SMALL = Manner(strands=(1, 3), copies=(1, 5))

STORY = (
    "Soldiers of the mission began leaving the camp at Hofra on Monday, two aid workers said. "
    "Eleven lorries loaded with tents rolled past the cemetery before noon. "
    "A flag that had hung over the gate since spring was folded and taken away. "
    "The mission's office in the capital did not answer questions."
)


def report(text: str, *, outlet: str, published: str | None = "2025-03-03", **more: str) -> Report:
    body = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        id=id_of("report", text, outlet, published),
        text=text,
        capture=Capture(body=body, media_type="text/plain", path=f"{outlet}.txt"),
        outlet=outlet,
        published=published,
        language=more.pop("language", "en"),
        **more,  # type: ignore[arg-type]
    )


def claim(of: Report, words: str, *hops: Source, kind: str = "withdraw") -> Claim:
    start = of.text.index(words)
    span = Span(start=start, end=start + len(words))
    return Claim(
        id=id_of("claim", of.id, span.start, span.end, kind),
        quote=of.quote(span),
        mention=EventMention(kind=kind, trigger=Span(start=start, end=start + 4)),
        attribution=hops,
    )


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), data=st.data())
def test_the_order_of_the_input_makes_no_difference(seed: int, data: st.DataObject) -> None:
    made = world(seed, SMALL)
    reports = data.draw(st.permutations(made.reports))
    claims = data.draw(st.permutations(made.claims))
    assert lineage(reports, claims) == lineage(made.reports, made.claims)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_every_claim_has_one_origin_and_counts_hold_their_order(seed: int) -> None:
    made = world(seed, SMALL)
    found = lineage(made.reports, made.claims)
    assert sorted(i for origin in found.origins for i in origin.claims) == sorted(c.id for c in made.claims)
    count = origin_count(found, made.truth.main)
    assert count.shown <= count.possible <= len(count.origins)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), data=st.data())
def test_an_exact_copy_never_raises_a_count(seed: int, data: st.DataObject) -> None:
    made = world(seed, SMALL)
    model = data.draw(st.sampled_from(made.reports))
    copy = report(model.text, outlet="The Copying Mail", published=model.published, credit=model.credit or "")
    echoes = {
        c.id: replace(c, id=id_of("claim", copy.id, c.id), quote=copy.quote(c.quote.span))
        for c in made.claims
        if c.report == model.id
    }
    before = lineage(made.reports, made.claims)
    after = lineage([*made.reports, copy], [*made.claims, *echoes.values()])
    main = [*made.truth.main, *(echoes[i].id for i in made.truth.main if i in echoes)]
    assert origin_count(after, main).shown <= origin_count(before, made.truth.main).shown


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000), data=st.data())
def test_naming_ones_upstream_never_raises_a_count(seed: int, data: st.DataObject) -> None:
    made = world(seed, SMALL)
    model = data.draw(st.sampled_from(made.reports))
    named = replace(model, credit="Reuters")
    before = lineage(made.reports, made.claims)
    after = lineage([named if r is model else r for r in made.reports], made.claims)
    main = made.truth.main
    assert origin_count(after, main).shown <= max(origin_count(before, main).shown, made.truth.origins)


@st.composite
def lineages(draw: st.DrawFn) -> Lineage:
    n = draw(st.integers(1, 7))
    voice = Source(name="somebody", kind="anonymous")
    ids = [id_of("origin", i) for i in range(n)]
    origins = tuple(Origin(id=i, root=id_of("claim", i), voice=voice, claims=(id_of("claim", i),)) for i in ids)
    pairs = []
    for i, a in enumerate(sorted(ids)):
        for b in sorted(ids)[i + 1 :]:
            verdict = draw(st.sampled_from(("shown", "not-established", "shown-dependent")))
            pairs.append(Independence(a=a, b=b, verdict=verdict, reason="drawn"))
    return Lineage(origins=origins, pairs=tuple(pairs))


@settings(deadline=None)
@given(found=lineages(), data=st.data())
def test_showing_a_pair_dependent_never_raises_a_count(found: Lineage, data: st.DataObject) -> None:
    claims = [i for origin in found.origins for i in origin.claims]
    if not found.pairs:
        return
    chosen = data.draw(st.sampled_from(found.pairs))
    joined = Independence(a=chosen.a, b=chosen.b, verdict="shown-dependent", reason="found later")
    worse = Lineage(origins=found.origins, pairs=tuple(joined if p is chosen else p for p in found.pairs))
    before, after = origin_count(found, claims), origin_count(worse, claims)
    assert after.shown <= before.shown
    assert after.possible <= before.possible


@settings(deadline=None)
@given(found=lineages(), data=st.data())
def test_counting_more_claims_never_lowers_the_count(found: Lineage, data: st.DataObject) -> None:
    claims = [i for origin in found.origins for i in origin.claims]
    some = data.draw(st.lists(st.sampled_from(claims), unique=True))
    assert origin_count(found, some).shown <= origin_count(found, claims).shown


def test_a_cut_text_under_another_name_is_the_same_text() -> None:
    first = report(STORY, outlet="Harbour Post", published="2025-03-03")
    cut = report(STORY.rsplit(". ", 1)[0] + ".", outlet="Valley Mail", published="2025-03-04")
    found = lineage([first, cut], [])
    assert [(d.copy, d.source, d.kind) for d in found.derivations] == [(cut.id, first.id, "same-text")]
    quotes = found.derivations[0].proof
    assert quotes
    assert all(q.text == q.span.of({first.id: first, cut.id: cut}[q.report].text) for q in quotes)


def test_a_named_agency_is_the_nearest_upstream_and_its_picture_is_not() -> None:
    told = report("The camp is empty, Reuters reported on Monday. More is not known.", outlet="Valley Mail")
    picture = report("Nobody is left, says the mayor.\nPhoto: AFP\nHe had no time for us.", outlet="Harbour Post")
    found = lineage([told, picture], [])
    assert [(d.copy, d.name, d.kind) for d in found.derivations] == [(told.id, "Reuters", "credited")]


def test_one_spokesman_in_two_papers_is_one_origin() -> None:
    one = report("The camp is empty, mission spokesman Idris Haddad said.", outlet="Valley Mail")
    two = report("Spokesman Idris Haddad said that nobody was left there.", outlet="Harbour Post")
    voice = Source(name="Idris Haddad", kind="official", words="mission spokesman Idris Haddad said")
    found = lineage([one, two], [claim(one, "The camp is empty", voice), claim(two, "nobody was left", voice)])
    assert len(found.origins) == 1
    assert set(found.origins[0].reports) == {one.id, two.id}


def test_unnamed_voices_of_two_agencies_stay_apart_and_prove_nothing() -> None:
    one = report("The camp is empty, a security source told Reuters.", outlet="Reuters")
    two = report("Nobody was left there, a security source told AFP.", outlet="AFP")
    voice = Source(name="security source", kind="anonymous", words="a security source told")
    hops = [(voice, Source(name=name, kind="agency")) for name in ("Reuters", "AFP")]
    claims = [claim(one, "The camp is empty", *hops[0]), claim(two, "Nobody was left", *hops[1])]
    found = lineage([one, two], claims)
    count = origin_count(found, [c.id for c in claims])
    assert (count.shown, count.possible) == (1, 2)
    assert "unnamed" in found.pairs[0].reason


def test_own_eyes_of_two_newsrooms_are_shown_independent() -> None:
    one = report("A Reuters journalist saw the gate standing open.", outlet="Reuters")
    two = report("An AFP correspondent counted eleven lorries leaving.", outlet="AFP")
    claims = [
        claim(one, "the gate standing open", Source(name="Reuters journalist", kind="own-observation")),
        claim(two, "eleven lorries leaving", Source(name="AFP correspondent", kind="own-observation")),
    ]
    assert origin_count(lineage([one, two], claims), [c.id for c in claims]).shown == 2


def test_opposed_parties_that_agree_are_the_strongest() -> None:
    one = report("The camp is empty, said Syrian spokesman Omar Nazari.", outlet="Valley Mail")
    two = report("The Russians are gone, said SDF commander Rojin Sorani.", outlet="Harbour Post")
    claims = [
        claim(one, "The camp is empty", Source(name="Syrian spokesman Omar Nazari", kind="official")),
        claim(two, "The Russians are gone", Source(name="SDF commander Rojin Sorani", kind="official")),
    ]
    found = lineage([one, two], claims)
    assert found.pairs[0].verdict == "shown"
    assert "opposed" in found.pairs[0].reason


def test_a_tour_that_a_party_gave_is_no_access_of_ones_own() -> None:
    one = report("The army showed off the camp. A Reuters journalist saw bare rooms.", outlet="Reuters")
    two = report("The camp is empty, said Colonel Omar Issaka.", outlet="Harbour Post")
    claims = [
        claim(one, "saw bare rooms", Source(name="Reuters journalist", kind="own-observation")),
        claim(two, "The camp is empty", Source(name="Colonel Omar Issaka", kind="official")),
    ]
    assert origin_count(lineage([one, two], claims), [c.id for c in claims]).shown == 1


def test_a_name_in_another_script_carries_the_voice() -> None:
    english = report("Darwaish Raufi said the camp was stormed by looters.", outlet="Valley Mail")
    arabic = report(
        "قال درويش رؤوفي إن المعسكر خال",
        outlet="Harbour Post",
        language="ar",
    )
    voice = Source(name="Darwaish Raufi", kind="named-person", words="Darwaish Raufi said")
    found = lineage([english, arabic], [claim(english, "the camp was stormed", voice)])
    assert set(found.origins[0].reports) == {english.id, arabic.id}


def test_a_withdrawn_report_is_followed_into_its_copy_and_kept() -> None:
    words = "The mission's last soldiers left the camp at Hofra on Sunday, the harbour master said."
    first = report(f"{words} Eleven lorries loaded with tents rolled past the cemetery.", outlet="Harbour Post")
    copy = report(f"{words} Eleven lorries loaded with tents rolled past the cemetery.", outlet="Valley Mail")
    sorry = report(
        "The Harbour Post withdraws its report that the mission's last soldiers left the camp at Hofra on Sunday.",
        outlet="Harbour Post",
        published="2025-03-05",
    )
    voice = Source(name="harbour master", kind="anonymous", words="the harbour master said")
    claims = [claim(first, "last soldiers left", voice), claim(copy, "last soldiers left", voice)]
    found = lineage([first, copy, sorry], claims)
    assert [(w.report, w.by, w.kind) for w in found.withdrawals] == [(first.id, sorry.id, "retracted")]
    withdrawn = found.withdrawals[0]
    assert set(withdrawn.reports) == {first.id, copy.id}
    assert set(withdrawn.claims) == {c.id for c in claims}
    assert withdrawn.proof[0].text.startswith("The Harbour Post withdraws")


def test_what_a_later_longer_version_does_not_tell_is_dropped() -> None:
    more = " The mayor of Hofra asked for calm and for lamps along the harbour road before nightfall."
    early = report(f"{STORY} Forty men were drowned in the canal on Monday night.", outlet="Harbour Post")
    late = report(STORY + more + more.replace("mayor", "vicar"), outlet="Harbour Post", published="2025-03-04")
    told = [claim(early, "Forty men were drowned"), claim(early, "Soldiers of the mission began leaving")]
    found = lineage([early, late], told)
    assert [(w.report, w.by, w.kind, w.claims) for w in found.withdrawals] == [
        (early.id, late.id, "dropped", (told[0].id,))
    ]


def test_one_recording_by_its_address_is_same_footage() -> None:
    one = report(
        "A film of the gate stands at https://x.com/hofra_eye/status/12345678 since noon.", outlet="Valley Mail"
    )
    two = report(
        "We saw the gate in a clip, twitter.com/hofra_eye/status/12345678, and nobody in it.",
        outlet="Harbour Post",
        published="2025-03-05",
    )
    found = [d for d in lineage([one, two], []).derivations if d.kind == "same-footage"]
    assert {(d.copy, d.source, d.name) for d in found} == {
        (one.id, None, "x.com/hofra_eye/status/12345678"),
        (two.id, None, "x.com/hofra_eye/status/12345678"),
        (two.id, one.id, None),
    }
    assert all("status/12345678" in quote.text for d in found for quote in d.proof)


def test_a_bodys_own_release_is_the_source_of_its_copies_though_dated_later() -> None:
    release = report(STORY, outlet="allAfrica / AFRICOM", published="2025-03-04")
    told = report(STORY, outlet="Valley Mail", published="2025-03-03")
    found = lineage([release, told], [])
    assert [(d.copy, d.source) for d in found.derivations] == [(told.id, release.id)]


def test_a_spokesman_on_two_days_is_two_origins_and_one_quotation_is_one() -> None:
    voice = Source(name="Idris Haddad", kind="official", words="mission spokesman Idris Haddad said on Monday")
    again = Source(name="Idris Haddad", kind="official", words="mission spokesman Idris Haddad said on Thursday")
    one = report("The camp is empty, mission spokesman Idris Haddad said on Monday.", outlet="Valley Mail")
    two = report(
        "The lorries are gone too, mission spokesman Idris Haddad said on Thursday.",
        outlet="Harbour Post",
        published="2025-03-07",
    )
    claims = [claim(one, "The camp is empty", voice), claim(two, "The lorries are gone", again)]
    assert len(lineage([one, two], claims).origins) == 2
    said = "“We have left the camp and shall not come back to it before the rains,” said Idris Haddad."
    one, two = report(said, outlet="Valley Mail"), report(said, outlet="Harbour Post", published="2025-03-09")
    person = Source(name="Idris Haddad", kind="named-person", words="said Idris Haddad")
    claims = [claim(one, "We have left the camp", person), claim(two, "We have left the camp", person)]
    assert len(lineage([one, two], claims).origins) == 1


def test_nobody_carries_what_was_said_later() -> None:
    early = report(STORY, outlet="Valley Mail", published="2025-03-01")
    late = report(STORY, outlet="Harbour Post", published="2025-03-09")
    voice = Source(name="two aid workers", kind="anonymous", words="two aid workers said")
    found = lineage([early, late], [claim(late, "Soldiers of the mission began leaving", voice)])
    assert early.id not in found.origins[0].reports


def test_nothing_gives_nothing() -> None:
    assert lineage([], []) == Lineage()


def test_one_person_under_two_first_names_is_not_two_voices() -> None:
    told = "The general took over the base."
    first = report(f"{told} The gate was open.", outlet="Hill Courier", published="2025-03-03")
    second = report(f"{told} The market was shut.", outlet="Valley Mirror", published="2025-03-05")
    names = ("Gen. Asad Kohran", "General Mir Asad Kohran")
    claims = [
        claim(one, told, Source(name=name, kind="named-person", words=f"{name} said"))
        for one, name in zip((first, second), names, strict=True)
    ]
    assert {pair.verdict for pair in lineage((first, second), claims).pairs} <= {"shown-dependent"}


def test_a_text_that_lost_the_blanks_between_its_sentences_is_the_same_text() -> None:
    told = [
        "The last lorries left the depot at Hofra on Monday and went north with the guns.",
        "The colonel said that forty of his men would stay behind until the keys were given over.",
        "Farmers who had sold them bread for years stood along the road and waved at the drivers.",
    ]
    one = report(" ".join(told), outlet="Hofra Post")
    other = report("".join(told), outlet="Valley Mirror", published="2025-03-04")
    found = lineage([one, other], [])
    assert [(d.copy, d.source, d.kind) for d in found.derivations] == [(other.id, one.id, "same-text")]
