from __future__ import annotations

import pytest

from firsthand.trace import lineage
from firsthand.trace.newsrooms import newsrooms_in, unlisted
from tests.trace.test_lineage_of_piles import report


def names(sentence: str, *publishers: str) -> list[str]:
    return [row.name for _, row in newsrooms_in(sentence, frozenset(publishers))]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The lorries left on Monday, the newspaper Hofra Gazette reported.", "Hofra Gazette"),
        ("The gate was open, according to the state-run Valley Mirror news agency.", "Valley Mirror"),
        ("Hofra's Hill Courier news website said the gate was open.", "Hill Courier"),
        ("According to Trend, the lorries left on Monday.", "Trend"),
        ("The lorries left on Monday, the APA agency reports.", "APA"),
        ("This was reported by Hillpress, APA and others.", "APA"),
    ],
)
def test_a_newsroom_is_known_by_what_a_sentence_calls_it(sentence: str, name: str) -> None:
    assert name in names(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "State news agency staff said the gate was open.",
        "A Turkish newspaper reported that the gate was open.",
        "The trend reported by traders is up.",
        "He read the Hofra Gazette newspaper by the river.",
    ],
)
def test_a_class_of_newsrooms_and_a_paper_that_is_read_are_no_source(sentence: str) -> None:
    assert names(sentence) == []


def test_a_publisher_of_the_pile_is_known_by_its_name_beside_words_of_reporting() -> None:
    assert names("According to Hofrawire, the gate was open.", "Hofrawire") == ["Hofrawire"]
    assert names("The town of Hofrawire was quiet, residents said.", "Hofrawire") == []
    assert unlisted(["Hofrawire", "Reuters", "The", None]) == frozenset({"Hofrawire"})


@pytest.mark.parametrize(
    "head", ["HOFRA, March 3. /TASS/. Soldiers left the camp.", "HOFRA, MARCH 3, INTERFAX. Soldiers left the camp."]
)
def test_an_agency_in_a_dateline_between_strokes_or_in_capitals_is_credited(head: str) -> None:
    (found,) = lineage((report(head, outlet="Hill Courier"),), ()).derivations
    assert (found.name in {"TASS", "Interfax"}, found.share) == (True, 1.0)


def test_a_name_alone_behind_a_caption_is_of_the_picture() -> None:
    body = (
        "Lorries leave the camp at Hofra.\n\nReuters\n\nLorries left the camp at Hofra on Monday, guards told Xinhua."
    )
    found = lineage((report(body, outlet="Hill Courier"),), ()).derivations
    assert [derivation.name for derivation in found] == ["Xinhua"]


def test_who_analysed_images_is_credited_and_a_photographers_agency_is_not() -> None:
    seen = report("Images analyzed by The Associated Press showed an empty camp at Hofra.", outlet="Hill Courier")
    taken = report("Lorries leave the camp at Hofra. Mara Hollis/Reuters", outlet="Hill Courier")
    assert [derivation.name for derivation in lineage((seen,), ()).derivations] == ["AP"]
    assert lineage((taken,), ()).derivations == ()
