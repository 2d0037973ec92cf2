from __future__ import annotations

import re
from typing import Any
from xml.dom import minidom

from firsthand.write.pictures import picture_style, pictures


def test_every_picture_is_well_formed_and_stands_alone(brief: dict[str, Any]) -> None:
    drawn = pictures(brief)
    assert set(drawn) == {"status-strip.svg", "map.svg", "timeline.svg", "lineage.svg"}
    for body in drawn.values():
        minidom.parseString(body)  # noqa: S318  # our own drawing
        text = body.decode()
        assert not re.search(r"<(?:script|a|image|foreignObject)\b|href=|\son\w+=|url\((?!#)", text)
        assert "<style>" in text


def test_the_style_of_a_picture_names_every_colour_itself() -> None:
    assert set(re.findall(r"var\([^)]*\)", picture_style())) <= {"var(--k)"}
    assert not re.search(r"font:\d", picture_style())


def test_a_brief_with_nothing_in_it_gives_no_picture(empty: dict[str, Any]) -> None:
    assert pictures(empty) == {}
