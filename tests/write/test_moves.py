"""What moved is told in blocks, and a replay tells only what differs."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.write.moves import SHOWN, Replayed, moves_told


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    what: str = "status"
    name: str = "The guards at the mill"
    before: str | None = "present"
    after: str | None = "absent"
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    day: str | None
    moved: bool


def test_before_and_after_stand_under_one_another_with_the_reports() -> None:
    told = moves_told([Moved(by=("The Herald, 3 May 2026",))])
    assert told.splitlines() == [
        "States",
        "  The guards at the mill",
        "    was   present",
        "    now   absent",
        "    by    The Herald, 3 May 2026",
    ]


def test_what_is_new_has_no_before_and_what_is_gone_no_after() -> None:
    assert "    new   absent" in moves_told([Moved(before=None)])
    assert "    now   gone" in moves_told([Moved(after=None)])
    assert moves_told([]) == "Nothing moved."


def test_of_many_changes_the_rest_is_counted() -> None:
    assert moves_told([Moved()] * (SHOWN + 3)).endswith("  and 3 more")


def test_an_answer_that_stands_is_not_told_again_nor_its_question_or_day() -> None:
    told = Replayed()
    first = list(told.lines(Step(day="2026-05-03", moved=True), "The Herald", "Who holds the mill?", "Nobody does."))
    then = list(told.lines(Step(day="2026-05-03", moved=False), "The Post", "Who holds the mill?", "Nobody does."))
    assert first == ["Who holds the mill?", "\n3 May 2026", "> The Herald: Nobody does."]
    assert then == ["  The Post: as before"]
    last = told.lines(Step(day="2026-05-03", moved=True), "The Mail", "Who holds the mill?", "Nobody does.")
    assert list(last) == ["> The Mail: as before, but surer or less sure"]
