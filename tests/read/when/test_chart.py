from __future__ import annotations

from firsthand.read.when.chart import Grammar

NUMBERS = {"one": 1, "two": 2, "three": 3}


def lexicon(key: str, has_capital: bool) -> list[tuple[str, int]]:  # noqa: FBT001  # the shape of a lexicon
    del has_capital
    return [("N", NUMBERS[key])] if key in NUMBERS else []


def found(rules: list[tuple[str, str, object]], text: str) -> dict[tuple[str, int, int], object]:
    keys = [(word, False) for word in text.split()]
    return {(c.category, c.start, c.end): c.meaning for c in Grammar(rules, lexicon).constituents(keys)}  # type: ignore[arg-type]


def test_a_rule_that_holds_itself_composes_as_deep_as_the_words_go() -> None:
    rules = [("S", "N", lambda n: n), ("S", "N and S", lambda n, s: n + s)]
    assert found(rules, "one and two and three")["S", 0, 5] == 6


def test_a_rule_may_begin_with_what_it_makes() -> None:
    rules = [("S", "N", lambda n: n), ("S", "S and N", lambda s, n: s * 10 + n)]
    assert found(rules, "one and two and three")["S", 0, 5] == 123


def test_an_absent_optional_part_is_none_and_an_absent_literal_is_nothing() -> None:
    rules = [("S", "the? N N?", lambda a, b: (a, b))]
    result = found(rules, "the one two")
    assert result["S", 0, 3] == result["S", 1, 3] == (1, 2)
    assert result["S", 0, 2] == (1, None)


def test_alternatives_stand_for_one_another() -> None:
    rules = [("S", "N or|and N", lambda a, b: (a, b))]
    assert found(rules, "one or two")["S", 0, 3] == found(rules, "one and two")["S", 0, 3] == (1, 2)


def test_an_action_that_returns_none_refuses() -> None:
    rules = [("S", "N", lambda n: n if n > 1 else None)]
    assert ("S", 0, 1) not in found(rules, "one")


def test_of_two_readings_the_rule_given_first_wins() -> None:
    rules = [("S", "N", lambda _: "first"), ("S", "N", lambda _: "second")]
    assert found(rules, "one")["S", 0, 1] == "first"
