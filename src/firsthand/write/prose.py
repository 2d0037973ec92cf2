"""The brief in prose: Markdown with numbered footnotes, every sentence built from records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand.write import words
from firsthand.write.drawing import isolated
from firsthand.write.page_answer import confidence_words, plain_answer, quoted_line
from firsthand.write.page_findings import no_comments, not_read, problems, silent_days, to_look_for, unresolved
from firsthand.write.sentences import Sentence, sentences
from firsthand.write.support import check
from firsthand.write.view import Json, View, view

HEADINGS = {
    "state": "The course of it",
    "event": "What is told, on the question",
    "also": "Also told",
    "difference": "Where the reports differ",
    "other": "Other answers that the pile gives",
}


class Notes:
    """Numbers claims in the order in which they are first cited."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._numbers: dict[str, int] = {}

    def cite(self, claims: tuple[str, ...]) -> str:
        """Return the footnote marks of some claims."""
        return "".join(f"[^{self._numbers.setdefault(c, len(self._numbers) + 1)}]" for c in claims)

    def lines(self) -> Iterator[str]:
        """Return the footnotes: exact words, chain of voices, when published, where they stand."""
        for c, n in self._numbers.items():
            claim = self._view.claims[c]
            report = self._view.report_of(claim)
            chain = " ← ".join(isolated(escaped(hop)) for hop in words.chain(claim, words.outlet_of(report)))
            published = words.day(report["published"][:10]) if report["published"] else "undated"
            file = escaped(report["file"] or report["url"] or report["id"])
            row = f", row {report['row']}" if report["row"] is not None else ""
            quote = escaped(" ".join(claim["quote"]["exact"].split()))
            place = f"{file}{row}, characters {claim['quote']['start']}–{claim['quote']['end']}"
            yield f"[^{n}]: “{isolated(quote)}” {chain}, {published} ({claim['stance']}; {place})."


def escaped(text: str) -> str:
    """Return text in which nothing can be read as Markdown or HTML."""
    plain = text.replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([`*_\[\]#|~])", r"\\\1", plain)


def markdown(brief: Json) -> str:
    """Return the brief in prose; a sentence that its quotes do not support is left out and counted at the end.

    Cost: linear in sentences.
    """
    shown = view(brief)
    notes = Notes(shown)
    said = sentences(shown)
    refused = [fault for s in said if (fault := check(s, shown))]
    bad = {fault.sentence.text for fault in refused}
    kept = [s for s in said if s.text not in bad]
    blocks = [*_top(shown, kept, notes), *_parts(shown, kept, notes), *_lists(shown), *_method(shown, len(refused))]
    return "\n\n".join([*blocks, *notes.lines()]) + "\n"


def _top(shown: View, kept: list[Sentence], notes: Notes) -> Iterator[str]:
    brief = shown.brief
    answer, counts = brief["answer"], brief["counts"]
    yield f"# {escaped(brief['question'] or answer['question'] or 'What happened, according to these reports?')}"
    cited = tuple(c for c in answer["grounds"] if c in shown.claims)
    if not any(s.part == "answer" for s in kept):
        yield f"**{escaped(plain_answer(shown))}**{notes.cite(cited)}"
    for s in kept:
        if s.part == "answer":
            yield f"**{escaped(s.text)}**{notes.cite(s.claims)}"
        if s.part == "print":
            yield f"The line that can be printed now: {escaped(s.text)}{notes.cite(s.claims)}"
    if answer["print_safe"] and not any(s.part == "print" for s in kept) and (line := quoted_line(shown)):
        yield f"The line that can be printed now: {escaped(line)}"
    if brief["claims"] and not shown.is_survey:
        yield f"Likelihood on this pile: {answer['words']} ({words.percent(answer['probability'])})."
        yield f"{answer['confidence'].capitalize()} confidence. {confidence_words(shown)}"
    as_of = brief["options"]["as_of"]
    day = f" (as of {words.day(as_of)})" if as_of else ""
    n_claims, n_origins = words.counted(counts["claims"], "claim"), words.counted(counts["origins"], "origin")
    voices = words.counted(counts["voices"], "voice speaks", "voices speak")
    few = f", {words.number(counts['independent'])} of them shown independent" if counts["voices"] > 1 else ""
    yield f"{words.counted(counts['reports'], 'report').capitalize()}{day}: {n_claims}, from {n_origins} in all."
    if not shown.is_survey:
        yield f"To the question itself {voices}{few}."
    if answer["next_check"]:
        yield f"Next check: {escaped(answer['next_check'].rstrip('.'))}."
    if answer["would_change"]:
        yield "What would change the answer:\n\n" + _bullets(answer["would_change"])


def _parts(shown: View, kept: list[Sentence], notes: Notes) -> Iterator[str]:
    headings = {**HEADINGS, "event": "What is told most"} if shown.is_survey else HEADINGS
    for part, heading in headings.items():
        lines = [f"- {escaped(s.text)}{notes.cite(s.claims)}" for s in kept if s.part == part]
        if lines:
            yield f"## {heading}"
            yield "\n".join(lines)


def _lists(shown: View) -> Iterator[str]:
    gaps = [
        *shown.brief["answer"]["not_known"],
        *(f"No report speaks of {line}" if line[:1].isdigit() else line for line in silent_days(shown)),
        *_joined("No comment", [_text(str(line)) for line in no_comments(shown)]),
        *(f"To look for: {line}" for line in to_look_for(shown)),
        *_joined("Places not resolved", unresolved(shown)),
        *(f"Not read: {line}" for line in not_read(shown)),
        *problems(shown),
    ]
    if gaps:
        yield "## What is not known"
        yield _bullets(gaps)
    changes = [
        f"{row['kind'].capitalize()}: {words.changed(row, shown.reports)}"
        for row in shown.brief["changes"]
        if row["report"] in shown.reports
    ]
    if changes:
        yield "## Changed or withdrawn since"
        yield _bullets(changes)


def _joined(name: str, rows: list[str]) -> list[str]:
    """Return one line for many short rows; none for none."""
    return [f"{name}: {'; '.join(rows)}"] if rows else []


def _text(markup: str) -> str:
    from markupsafe import Markup  # noqa: PLC0415

    return Markup(markup).striptags()  # noqa: S704  # made by us


def _bullets(lines: list[str]) -> str:
    return "\n".join(f"- {escaped(line)}" for line in lines)


def _method(shown: View, refused: int) -> Iterator[str]:
    brief = shown.brief
    yield "## Method"
    kinds = "; ".join(f"{name.lower()}: {gloss}" for name, gloss in words.DIFFERENCES.values())
    lines = [
        f"Made by firsthand {brief['firsthand']} with {brief['method']['reader']}, from brief.json alone.",
        f"Kinds of difference: {kinds}.",
        "Every footnote is cut from its report letter for letter; characters are counted in the report's text.",
    ]
    if refused:
        left_out = words.counted(refused, "sentence was", "sentences were").capitalize()
        lines.append(f"{left_out} left out, as the cited quotes did not bear out all of it.")
    yield " ".join(lines)
