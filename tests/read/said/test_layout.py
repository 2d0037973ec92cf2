"""Voices that only the layout names: `Source:` and `Quote:` lines; and footage that is named beside who shared it."""

import pytest

from evals.claims import read
from tests.read.said.test_chains import chain_of

PAGE = (
    "Danish troops are retreating from Gao.\n\n"
    "Source: Southern Command on Facebook\n\n"
    'Quote: "As they completed the evacuation of personnel from Gao, the Danes destroyed equipment."\n\n'
    '"They have left Karsa for good."\n\n'
    "Background:\n\nRebels seized Karsa in 2019."
)
TWO = (
    "The general has announced a withdrawal.\n\n"
    "Source: Anders Holm on Telegram; Jon Berg, Commander of the Northern Group\n\n"
    'Quote from Berg: "Our units have left Karsa and hold the line behind it."\n'
)


def test_a_quotation_under_a_source_line_is_of_that_source():
    assert chain_of(PAGE, "evacuation") == [("official", "Southern Command")]


def test_a_paragraph_of_quotation_behind_it_goes_on_with_the_same_voice():
    assert chain_of(PAGE, "have left") == [("official", "Southern Command")]


def test_what_stands_below_the_background_is_the_outlets_own():
    assert chain_of(PAGE, "seized") == []


def test_the_label_says_which_of_two_sources_is_quoted():
    assert [name for _, name in chain_of(TWO, "have left")] == ["Jon Berg"]


SHOWN = [
    (
        "The general confirmed the army's withdrawal from Karsa after the Delta Force declared control of the city.",
        "declared",
        "official",
    ),
    (
        "Seven patients died after troops stormed the clinic in Karsa, Omar Saleh, a spokesman for the ministry, said.",
        "stormed",
        "official",
    ),
    (
        "Videos geolocated and reviewed by Delta Monitor confirm rebel fighters inside the Karsa barracks.",
        "fighters",
        "video",
    ),
    ("Families have begun to leave the clinic in Karsa, videos shared by nurses show.", "leave", "video"),
    ("Footage posted by soldiers shows that the rebels have left Karsa.", "left", "video"),
    (
        "On July 7, video of three soldiers raising a Danish flag on the island was posted.",
        "raising",
        "video",
    ),
    (
        "A lab in Utrecht confirmed through satellite imagery that the rebels advanced to the barracks.",
        "advanced",
        "document",
    ),
    ("Nurses said that the rebels have left Karsa.", "left", "anonymous"),
    ("Danish news agency Ritzau reported that the blasts damaged a radar station in Gao.", "damaged", "agency"),
    ("The Danish newspaper Havnebladet reported that the troops have left Gao.", "left", "outlet"),
]


@pytest.mark.parametrize(("text", "words", "kind"), SHOWN)
def test_footage_imagery_and_newsrooms_keep_their_kind(text, words, kind):
    assert chain_of(text, words)[0][0] == kind


def test_a_video_of_three_soldiers_is_one_video():
    text = SHOWN[3][0]
    claims = read([{"id": "said", "text": text, "published": "2026-01-27", "outlet": "a regional daily"}])[0]
    assert [c.attribution[0].count_low for c in claims] == [None]
