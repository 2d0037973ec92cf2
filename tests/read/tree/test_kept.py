from typing import Any

from firsthand.read.tree.kept import kept


class Counting:
    def __init__(self) -> None:
        self.answers: dict[tuple[Any, ...], Any] = {}
        self.asked = 0

    @kept
    def words(self, number: int, *, loud: bool = False) -> list[str]:
        self.asked += 1
        return ["WORD" if loud else "word"] * number

    @kept
    def nothing(self, number: int) -> int | None:
        self.asked += 1
        return None if number else 0


def test_a_question_is_answered_once() -> None:
    tree = Counting()
    assert tree.words(2) == tree.words(2) == ["word", "word"]
    assert tree.asked == 1


def test_other_settings_are_another_question() -> None:
    tree = Counting()
    assert (tree.words(1), tree.words(1, loud=True)) == (["word"], ["WORD"])


def test_none_is_remembered_too() -> None:
    tree = Counting()
    assert tree.nothing(3) is tree.nothing(3) is None
    assert tree.asked == 1


def test_what_a_caller_does_to_its_list_is_its_own_affair() -> None:
    tree = Counting()
    tree.words(1).append("more")
    assert tree.words(1) == ["word"]


def test_two_trees_remember_apart() -> None:
    first, second = Counting(), Counting()
    first.words(1)
    assert second.words(1) == ["word"]
    assert second.asked == 1
