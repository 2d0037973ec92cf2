"""What moved, as text for a terminal: between two briefs, and from one report of a case to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from textwrap import fill as filled
from typing import Protocol

from firsthand.write import words

fill = partial(filled, break_on_hyphens=False, break_long_words=False)
SHOWN = 12  # changes of one kind; the rest is counted
TITLES = {
    "answer": "The answer",
    "status": "States",
    "event": "What is told",
    "contradiction": "What does not go together",
    "report": "Reports",
}


class Move(Protocol):
    """One thing that moved."""

    @property
    def what(self) -> str:
        """Answer, status, event, contradiction or report."""

    @property
    def name(self) -> str:
        """What it is, in words."""

    @property
    def before(self) -> str | None:
        """As it was; None = it was not there."""

    @property
    def after(self) -> str | None:
        """As it is; None = it is gone."""

    @property
    def by(self) -> Sequence[str]:
        """The reports because of which it moved, by outlet and day."""


def moves_told(moved: Sequence[Move], *, width: int = 80) -> str:
    """Return what moved in blocks of one kind each, before and after under one another.

    Args:
        moved: Of one kind in a row.
        width: Columns to fill.
    """
    if not moved:
        return "Nothing moved."
    blocks = []
    for what, group in groupby(moved, key=lambda one: one.what):
        every = list(group)
        lines = [TITLES[what]]
        for one in every[:SHOWN]:
            lines += _lines(one, width)
        if len(every) > SHOWN:
            lines.append(f"  and {len(every) - SHOWN} more")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _lines(one: Move, width: int) -> list[str]:
    if one.what == "report":
        return [_filled("new   " if one.before is None else "gone  ", f"{one.after or one.before}: {one.name}", width)]
    told = [] if one.what == "answer" else [fill(one.name, width, initial_indent="  ", subsequent_indent="  ")]
    if one.before is None:
        told.append(_filled("new   ", one.after or "", width))
    else:
        told.append(_filled("was   ", one.before, width))
        told.append(_filled("now   ", one.after or "gone", width))
    if one.by:
        told.append(_filled("by    ", "; ".join(one.by), width))
    return told


def _filled(mark: str, text: str, width: int) -> str:
    return fill(text, width, initial_indent=f"    {mark}", subsequent_indent=" " * (4 + len(mark)))


class Step(Protocol):
    """The answer once a report was in."""

    @property
    def day(self) -> str | None:
        """The day of the report."""

    @property
    def moved(self) -> bool:
        """Whether the answer is another than before."""


class Replayed:
    """Tells the steps of a replay one after another: the question once, each day once, the answer where it differs."""

    def __init__(self, *, width: int = 80) -> None:
        """Begin with nothing told; `width` in columns."""
        self._width = width
        self._question: str | None = None
        self._day: str | None = None
        self._sentence: str | None = None

    def lines(self, step: Step, outlet: str, question: str | None, sentence: str) -> Iterator[str]:
        """Yield the lines of one step.

        Args:
            step: The day of the report, and whether it moved the answer.
            outlet: Whose report it is.
            question: What is answered; None as long as nothing answers.
            sentence: The answer.
        """
        if question is not None and question != self._question:
            yield from ([""] if self._question else [])
            yield question
            self._question = question
        if step.day != self._day:
            yield f"\n{words.day(step.day) if step.day else 'undated'}"
            self._day = step.day
        mark = "> " if step.moved else "  "
        stands = sentence == self._sentence
        how = ("as before, but surer or less sure" if step.moved else "as before") if stands else sentence
        told = f"{outlet}: {how}"
        yield fill(told, self._width, initial_indent=mark, subsequent_indent="    ")
        self._sentence = sentence
