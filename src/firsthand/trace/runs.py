"""Whose text a report has that names nobody: told by words in a row that two authors would not both write."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from firsthand.core.evidence import Id, Span
from firsthand.core.lineage import Derivation, Signal
from firsthand.data.actors import actors
from firsthand.data.common_words import common_words
from firsthand.trace.credits import Credit, institution
from firsthand.trace.foreign import is_read
from firsthand.trace.index import ALL_PAIRS
from firsthand.trace.near import are_near
from firsthand.trace.same_voice import LONG_COPIED
from firsthand.trace.texts import Text, folded, numbered
from firsthand.trace.tracing import Tracing
from firsthand.trace.upstream import carried, only_agency

IN_A_ROW = 9  # words; ten cases: of 52 pairs with as many outside quotations 45 have one upstream, with just 8 4 of 9
LEAST_LOWER = 2  # content words in lower case among them; without, it is a long name: `the Ministry of ... of ...`
RELEASE_IS_NEWS = 2  # days after a body's own words in which a report that names the body is about them
SHARE_NAMED = 0.3  # said of a report that tells of a release; how much of it that is, is not known
NATS_A_WORD = 0.3
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_QUOTED = re.compile(r"[\u201c\u00ab\u201e\"][^\u201c\u201d\u00ab\u00bb\u201e\"]{3,600}[\u201d\u00bb\"]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words in a row that stand in two reports."""

    copy: Span
    source: Span
    words: int


def by_runs(
    traced: Tracing, orphans: Collection[Id], carried_by: Mapping[Id, Collection[Id]]
) -> tuple[Derivation, ...]:
    """Return, for reports that name nobody, the agency or the body whose words in a row they have.

    Words outside quotation marks count, as what is quoted may have been heard; in a body's own release all words are
    its own. Who read which carrier of an agency cannot be known: the agency is the upstream.

    Args:
        traced: What is known of the reports; with more than `ALL_PAIRS` of them nothing is returned.
        orphans: Reports with no known upstream.
        carried_by: The reports that carry each origin.

    Cost: O(orphans x reports) look-ups of words, about 0.2 ms a pair.
    """
    if len(traced.texts) > ALL_PAIRS:
        return ()
    runs = _Runs(traced.texts)
    heard: dict[Id, set[Id]] = defaultdict(set)
    for origin, reports in carried_by.items():
        for report in reports:
            heard[report].add(origin)
    found: list[Derivation] = []
    for copy in sorted(orphans):
        if not traced.newsrooms[copy].is_told and institution(traced.texts[copy].report) is None:
            found += [one for one in (_released(runs, traced, copy, heard), _of_agency(runs, traced, copy)) if one][:1]
    return tuple(found)


def _of_agency(runs: _Runs, traced: Tracing, copy: Id) -> Derivation | None:
    """Return that a report has an agency's text, as it shares words in a row with reports that name that agency."""
    best: dict[str, tuple[int, Id, Run, Credit]] = {}
    for source, text in sorted(traced.texts.items()):
        credits_ = traced.credits[source]
        behind = carried(credits_)[-1:] or only_agency(credits_)
        if source == copy or not behind or not _may_be_told_again(text, traced.texts[copy]):
            continue
        run = runs.longest(copy, source)
        if run is not None and run.words > best.get(behind[0].name, (0,))[0]:
            best[behind[0].name] = run.words, source, run, behind[0]
    if not best:
        return None
    words, source, run, credit = max(best.values(), key=lambda b: (b[0], b[1]))
    note = f"{words} words in a row with a report that names {credit.name}"
    return _derivation(traced, (copy, source), run, name=credit.name, note=note)


def _released(runs: _Runs, traced: Tracing, copy: Id, heard: Mapping[Id, Collection[Id]]) -> Derivation | None:
    """Return that a report rests on a body's own words: by words in a row, or by the body's name in the days after."""
    report = traced.texts[copy].report
    best: tuple[int, Id, Run] | None = None
    named: Id | None = None
    for source, text in sorted(traced.texts.items()):
        body = institution(text.report)
        if source == copy or body is None or not are_near(text.report.published_day, report.published_day, LONG_COPIED):
            continue
        run = runs.longest(copy, source, quoted_too=True)
        if run is not None and (best is None or run.words > best[0]):
            best = run.words, source, run
        days = text.report.published_day, report.published_day
        is_told = None not in days and are_near(*days, RELEASE_IS_NEWS) and _names(report.text, body)
        if is_told and (not is_read(traced.texts[copy]) or set(heard[copy]) & set(heard[source])):
            named = named or source
    if best is not None:
        return _derivation(traced, (copy, best[1]), best[2], note=f"{best[0]} words in a row of the body's own words")
    if named is None:
        return None
    signal = Signal(name="names the body", weight=2.0, note="in the days after its own words")
    return Derivation(copy=copy, source=named, kind="same-voice", share=SHARE_NAMED, signals=(signal,))


def _names(text: str, body: str) -> bool:
    row = actors().match(body)
    names = {body, *((row.name, *row.aliases) if row is not None else ())}
    return any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in sorted(names))


def _may_be_told_again(source: Text, copy: Text) -> bool:
    same = source.report.language == copy.report.language
    return same and are_near(source.report.published_day, copy.report.published_day, LONG_COPIED)


def _derivation(traced: Tracing, pair: tuple[Id, Id], run: Run, *, name: str | None = None, note: str) -> Derivation:
    copy, source = pair
    report = traced.texts[copy].report
    return Derivation(
        copy=copy,
        source=None if name else source,
        name=name,
        kind="rewritten",
        share=round(min(1.0, run.words / max(1, int(traced.texts[copy].words.sum()))), 3),
        proof=(report.quote(run.copy), traced.texts[source].report.quote(run.source)),
        signals=(Signal(name="words in a row", weight=round(NATS_A_WORD * run.words, 2), note=note),),
    )


class _Runs:
    """The words of some texts, made ready to be looked for in one another when they are first asked for."""

    def __init__(self, texts: Mapping[Id, Text]) -> None:
        self._texts = texts
        self._words: dict[Id, tuple[list[re.Match[str]], list[str]]] = {}
        self._places: dict[tuple[Id, bool], dict[int, int]] = {}

    def longest(self, copy: Id, source: Id, *, quoted_too: bool = False) -> Run | None:
        """Return the longest run of a report that stands in another, if there is one; of two as long the first."""
        mine, theirs = (self._starts(report, quoted_too=quoted_too) for report in (copy, source))
        best: Run | None = None
        after = 0
        for start, place in sorted(((place, run) for run, place in mine.items() if run in theirs)):
            run = self._run((copy, start), (source, theirs[place])) if start >= after else None
            after = start + run.words if run is not None else after
            if run is not None and (best is None or run.words > best.words):
                best = run
        return best

    def _run(self, mine: tuple[Id, int], theirs: tuple[Id, int]) -> Run | None:
        (places, words), (others, other) = (self._words[report] for report, _ in (mine, theirs))
        a, b = mine[1], theirs[1]
        n = 0
        while a + n < len(words) and b + n < len(other) and words[a + n] == other[b + n]:
            n += 1
        lower = [p[0] for p in places[a : a + n] if p[0].islower() and folded(p[0]) not in common_words().stop]
        if n < IN_A_ROW or len(lower) < LEAST_LOWER:
            return None
        return Run(
            copy=Span(start=places[a].start(), end=places[a + n - 1].end()),
            source=Span(start=others[b].start(), end=others[b + n - 1].end()),
            words=n,
        )

    def _starts(self, report: Id, *, quoted_too: bool) -> dict[int, int]:
        """Return each `IN_A_ROW` words of a report, by number, with the word at which they first begin."""
        key = report, quoted_too
        if key not in self._places:
            text = self._texts[report].report.text
            if report not in self._words:
                found = list(_WORD.finditer(text))
                self._words[report] = found, [folded(word[0]) for word in found]
            places, words = self._words[report]
            barred = [] if quoted_too else [found.span() for found in _QUOTED.finditer(text)]
            is_open = [not any(a <= place.start() < b for a, b in barred) for place in places]
            starts: dict[int, int] = {}
            for start in range(len(words) - IN_A_ROW + 1):
                if all(is_open[start : start + IN_A_ROW]):
                    starts.setdefault(numbered(" ".join(words[start : start + IN_A_ROW])), start)
            self._places[key] = starts
        return self._places[key]
