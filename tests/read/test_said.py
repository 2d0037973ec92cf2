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
        "Dispelling reports that the council had not been informed, ministry press secretary Jon Berg said the "
        "frigates had left the harbour.",
        "left",
        [("official", "ministry press secretary Jon Berg")],
    ),
    (
        "Dispelling talk that the council knew nothing about the departure of the frigates, press secretary Jon "
        "Berg praised the crews.",
        "departure",
        [],
    ),
    (
        "A Turkish source revealed that Ankara has begun to leave its base at Sirte, confirming that it moved "
        "tanks out of the hangars two days ago.",
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
        "Associated Press journalists visited a camp at Gao on Tuesday and found it guarded by militia fighters.\n"
        "The hangar was empty, with a few crates left behind.",
        "empty",
        ["own-observation"],
    ),
    (
        "Associated Press journalists visited a camp at Gao on Tuesday and found it guarded by militia fighters.\n"
        "The government in Bamako has closed the airport.",
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
