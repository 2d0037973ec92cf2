"""On whose word: for each passage, the kinds of the voices behind one event, nearest first."""

import pytest

from evals.claims import read


def chain_of(text, words, outlet="a regional daily"):
    """Return the chain of the claim whose trigger lies in `words`."""
    claims = read([{"id": "said", "text": text, "published": "2026-01-27", "outlet": outlet}])[0]
    start = text.index(words)
    found = [c for c in claims if start <= c.mention.trigger.start < start + len(words)]
    assert found, f"no claim at {words!r}: {[c.mention.trigger.of(text) for c in claims]}"
    return [(source.kind, source.name) for source in found[0].attribution]


def kinds_of(text, words, outlet="a regional daily"):
    return [kind for kind, _ in chain_of(text, words, outlet)]


SPEAKERS = [
    (
        "\u201cThe last plane has gone,\u201d a member of the border forces guarding the facility told AFP.",
        "gone",
        [("anonymous", "member of the border forces")],
    ),
    (
        (
            "Dispelling reports that the council had not been informed, ministry press secretary Jon Berg said the "
            "frigates had left the harbour."
        ),
        "left",
        [("official", "ministry press secretary Jon Berg")],
    ),
    (
        (
            "A Turkish source revealed that Ankara has begun to leave its base at Sirte, confirming that it moved "
            "tanks out of the hangars two days ago."
        ),
        "moved",
        [("anonymous", "Turkish source")],
    ),
    (
        '"They left the base at night," Haidari said, the Associated Press reported.',
        "left",
        [("named-person", "Haidari"), ("agency", "Associated Press")],
    ),
]
BODIES = [
    ("The Pentagon said it had vacated the airfield.", "vacated", ["official"]),
    ("The US said on Friday it had vacated the airfield.", "vacated", ["official"]),
    ("NATO said its troops had left the airfield.", "left", ["official"]),
    ("U.S. officials announced Friday that they had left the airfield.", "left", ["official"]),
    ("U.S. officials said Friday that the troops had left the airfield.", "left", ["anonymous"]),
    ("A U.S. official announced over tea that the troops had left the airfield.", "left", ["anonymous"]),
]
EYES = [
    ("Reuters correspondents note that French flags still fly at the Gao airport.", "fly", ["own-observation"]),
    ("According to Rudaw's correspondent, tanks were moved from Sirte to Misrata.", "moved", ["own-observation"]),
    (
        "On Jan. 26, Dana Barzan, Rudaw correspondent in Sirte, reported that Turkish troops had left the airport.",
        "left",
        ["own-observation"],
    ),
    ("A BBC team at the port said the frigates had left the harbour.", "left", ["own-observation"]),
    ("Local journalists said the soldiers had left Gao.", "left", ["anonymous"]),
    (
        (
            "Associated Press journalists visited a camp at Gao on Tuesday and found it guarded by militia fighters.\n"
            "The hangar was empty, with a few crates left behind."
        ),
        "empty",
        ["own-observation"],
    ),
    (
        (
            "Associated Press journalists visited a camp at Gao on Tuesday and found it guarded by militia fighters.\n"
            "The government in Bamako has closed the airport."
        ),
        "closed",
        [],
    ),
]
RUMOURS = [
    ("This comes after reports emerged that French troops flew out of Gao on Saturday.", "flew out", ["unknown"]),
    ("Reports said the troops had left Gao.", "left", ["unknown"]),
    ("Media reports said the troops had left Gao.", "left", ["unknown"]),
    ("A report by the auditor said the troops had left Gao.", "left", ["document"]),
]


def test_an_institutions_own_release_is_its_own_word():
    text = "The last convoy left Kidal on Tuesday."
    assert chain_of(text, "left", outlet="allAfrica / MINUSMA") == [("official", "MINUSMA")]
    assert chain_of(text, "left", outlet="allAfrica") == []


def test_a_speaker_between_commas_speaks():
    text = (
        "French forces are leaving the base at Gao, Rear Adm. Jon Berg, a military spokesperson, said in a statement."
    )
    assert kinds_of(text, "leaving") == ["official"]


NO_VOICES = [
    ("Idlib has seen more bloodshed as jets have bombed the villages.", "bombed", []),
    ("Haidari also said, without citing evidence, that the troops had left Gao.", "left", ["named-person"]),
    ("Jon Berg said that Kiev sees tanks leave Gao.", "leave", ["named-person"]),
]


@pytest.mark.parametrize(("text", "words", "kinds"), NO_VOICES)
def test_what_nobody_cites_and_cities_that_see_are_no_voices(text, words, kinds):
    assert kinds_of(text, words) == kinds


AGAIN = [
    (
        "Press secretary Jon Berg said the frigates had sailed. Berg said the crews had left the harbour.",
        "left",
        [("official", "Press secretary Jon Berg")],
    ),
    (
        "Two sources said the frigates were ready. According to those accounts, the crews had left the harbour.",
        "left",
        [("anonymous", "Two sources")],
    ),
    (
        "General Omar Haidari spoke on Friday, officials said. He said the crews had left the harbour.",
        "left",
        [("official", "General Omar Haidari")],
    ),
    (
        "The district's administrator, Omar Haidari, told a radio station that the crews had left the harbour.",
        "left",
        [("official", "Omar Haidari")],
    ),
    (
        "A source in the Syrian coast guard, who asked for silence, said the crews had left the harbour.",
        "left",
        [("anonymous", "source in the Syrian coast guard")],
    ),
]
PAPERS = [
    ("About 250 patients left the hospital in Gao on Friday, according to a UN report.", "left", ["official"]),
    ("According to a report by AFP, the troops left Gao on Friday.", "left", ["agency"]),
    ("According to a report published by the New York Times, the troops left Gao on Friday.", "left", ["outlet"]),
    ("AFP learned at a ceremony that 700 soldiers had left Gao.", "left", ["anonymous", "agency"]),
    ("In that footage, soldiers leave the base at Gao.", "leave", ["video"]),
    (
        "Hundreds of people left the hospital in Gao, according to what an AFP journalist reported at the site.",
        "left",
        ["own-observation"],
    ),
    ("A United Nations team said the patients had left Gao.", "left", ["official"]),
    ("Medical professionals say the patients have left Gao.", "left", ["anonymous"]),
    ("Reuters' sources said the troops had left Gao.", "left", ["anonymous"]),
    ("Government forces under Omar Haidari captured the port of Tartus.", "captured", []),
]


NESTED = [
    (
        "The governor told the news agency that hospital staff had informed him of the arrival of patients in Gao.",
        "arrival",
        ["anonymous", "official"],
    ),
    ("Mobile-phone footage posted two days later shows a single guard at the gate in Gao.", "guard", ["video"]),
    (
        "Satellite pictures taken on 9 August show that the tents in Gao are gone, a mapping company said.",
        "gone",
        ["document", "official"],
    ),
]


@pytest.mark.parametrize(("text", "words", "kinds"), NESTED)
def test_each_hop_of_a_chain_is_told_apart(text, words, kinds):
    assert kinds_of(text, words) == kinds


CARRIED = [
    (
        "Colonel Ana Berg said two companies have left Gao. The bulk of the force will fly to Bamako.",
        "fly",
        ["official"],
    ),
    (
        "A spokesman said 12 soldiers had left Gao. They are stationed at the embassy in Bamako.",
        "stationed",
        ["official"],
    ),
    ("Two drivers said the tanks had left Gao. A number of lorries were also moved to Kati.", "moved", ["anonymous"]),
    ("A spokesman said 12 soldiers remain in Gao.\n\nFrance will close its embassy in Bamako.", "close", []),
    ("A spokesman said 12 soldiers remain in Gao. French troops entered the town in 2013.", "entered", []),
    ("Hundreds fled the hospital in Gao after the director said the army had ordered it.", "fled", []),
    ("The exit was called voluntary, but WHO said the patients had left the hospital in Gao.", "left", ["official"]),
]


@pytest.mark.parametrize(("text", "words", "kinds"), CARRIED)
def test_a_voice_goes_on_only_where_the_next_sentence_takes_it_up(text, words, kinds):
    assert kinds_of(text, words) == kinds


@pytest.mark.parametrize(("text", "words", "chain"), AGAIN)
def test_a_voice_named_before_is_taken_up_by_its_full_name(text, words, chain):
    assert chain_of(text, words) == chain


@pytest.mark.parametrize(("text", "words", "kinds"), PAPERS)
def test_papers_teams_and_what_a_newsroom_learned(text, words, kinds):
    assert kinds_of(text, words) == kinds


@pytest.mark.parametrize(("text", "words", "chain"), SPEAKERS)
def test_the_speaker_is_the_one_who_speaks_and_not_the_nearest_noun(text, words, chain):
    assert chain_of(text, words) == chain


@pytest.mark.parametrize(("text", "words", "kinds"), BODIES)
def test_a_body_speaks_as_an_official_and_unnamed_officials_only_in_an_announcement(text, words, kinds):
    assert kinds_of(text, words) == kinds


@pytest.mark.parametrize(("text", "words", "kinds"), EYES)
def test_a_newsrooms_journalists_tell_what_they_saw(text, words, kinds):
    assert kinds_of(text, words) == kinds


@pytest.mark.parametrize(("text", "words", "kinds"), RUMOURS)
def test_reports_of_nobody_are_an_unknown_voice(text, words, kinds):
    assert kinds_of(text, words) == kinds
