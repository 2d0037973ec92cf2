"""Withholding words in reports so that every offset still fits the text around it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Words to withhold and what stands instead; `whole_case` = only as written, for single words."""

    words: str
    instead: str
    whole_case: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """That a stretch of a report, in code points, was replaced."""

    start: int
    end: int
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Targets:
    """Targets by the longest of their bare words, so that a text is searched only for those whose words it holds."""

    by_word: Mapping[str, tuple[Target, ...]]


def indexed(targets: Iterable[Target]) -> Targets:
    """Return the targets ready to be looked for in many texts."""
    found: dict[str, dict[Target, None]] = defaultdict(dict)
    for target in targets:
        found[max(_words(target.words), key=lambda w: (len(w), w), default="")][target] = None
    return Targets(by_word={word: tuple(rows) for word, rows in found.items()})


def redactor(targets: Sequence[Target] | Targets) -> Callable[[str], str]:
    """Return a function that withholds the targets in a text, longest first."""
    ready = targets if isinstance(targets, Targets) else indexed(targets)

    @lru_cache(maxsize=100_000)
    def clean(text: str) -> str:
        out, at = [], 0
        for edit in edits_in(text, 0, ready):
            out += [text[at : edit.start], edit.instead]
            at = edit.end
        return "".join([*out, text[at:]])

    return clean


def edits_in(text: str, offset: int, targets: Sequence[Target] | Targets) -> list[Edit]:
    """Return the edits of a text that begins at `offset` of its report, in order, none meeting another."""
    ready = targets if isinstance(targets, Targets) else indexed(targets)
    bare, back = _bare(text)
    there = frozenset(_WORD.findall(bare))
    near = {t for word in there for t in ready.by_word.get(word, ()) if _words(t.words) <= there}
    found: list[Edit] = []
    taken: list[tuple[int, int]] = []
    for target in sorted(near, key=lambda t: (-len(t.words), t.words)):
        for hit in _pattern(target).finditer(text if target.whole_case else bare):
            start, end = hit.span() if target.whole_case else (back[hit.start()], back[hit.end()])
            if not any(start < b and a < end for a, b in taken):
                taken.append((start, end))
                found.append(Edit(start=offset + start, end=offset + end, instead=target.instead))
    return sorted(found, key=lambda e: e.start)


_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    """Return the bare words of a target: only texts that hold them all are searched for it."""
    return frozenset(_WORD.findall(_bare(text)[0]))


@lru_cache(maxsize=20_000)
def _pattern(target: Target) -> re.Pattern[str]:
    words = target.words if target.whole_case else _bare(target.words)[0]
    loose = r"[\W_]+".join(re.escape(part) for part in re.split(r"[\W_]+", words) if part)
    tail = r"\)?" if words.endswith(")") else ""
    return re.compile(rf"(?<!\w){loose}(?!\w){tail}")


def _bare(text: str) -> tuple[str, Sequence[int]]:
    """Return text without case and accents, and for each of its characters (and its end) where it stood."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    out: list[str] = []
    back: list[int] = []
    for n, c in enumerate(text):
        for d in _folds(c):
            out.append(d)
            back.append(n)
    back.append(len(text))
    return "".join(out), back


@lru_cache(maxsize=5000)
def _folds(c: str) -> tuple[str, ...]:
    return tuple(d for d in unicodedata.normalize("NFKD", c.casefold()) if not unicodedata.combining(d))


def redacted_report(
    report: dict[str, Any],
    claims: Sequence[dict[str, Any]],
    targets: Targets,
    local: Mapping[str, Sequence[Target]],
) -> None:
    """Cut a report's passages to its quotes and withhold the targets in them; every offset is moved to fit.

    Changes the report and the claims in place: they are a copy. `local` has targets that hold in one claim only.
    """
    stretches = _joined([(c["quote"]["start"], c["quote"]["end"]) for c in claims])
    texts = {a: text for a, b in stretches if (text := _cut(report["passages"], claims, a, b)) is not None}
    edits = [edit for a, text in texts.items() for edit in edits_in(text, a, targets)]
    for c in claims:
        near = edits_in(c["quote"]["exact"], c["quote"]["start"], local.get(c["id"], ()))
        edits += [e for e in near if not any(e.start < o.end and o.start < e.end for o in edits)]
    edits.sort(key=lambda e: e.start)
    starts = [e.start for e in edits]
    gained = [0]
    for e in edits:
        gained.append(gained[-1] + len(e.instead) - (e.end - e.start))

    def moved(at: int, *, is_end: bool) -> int:
        n = bisect_right(starts, at)
        inside = n and at < edits[n - 1].end
        if inside and at > edits[n - 1].start:
            edit = edits[n - 1]
            return edit.start + gained[n - 1] + (len(edit.instead) if is_end else 0)
        if n and at == edits[n - 1].start:
            return at + gained[n - 1]
        return at + gained[n]

    passages: list[dict[str, Any]] = []
    for a, text in texts.items():
        out, at = [], a
        for e in edits:
            if a <= e.start and e.end <= a + len(text):
                out += [text[at - a : e.start - a], e.instead]
                at = e.end
        whole = "".join([*out, text[at - a :]])
        start = moved(a, is_end=False)
        passages.append({"start": start, "end": start + len(whole), "text": whole})
    report["passages"] = passages
    for c in claims:
        quote = c["quote"]
        start, end = moved(quote["start"], is_end=False), moved(quote["end"], is_end=True)
        holder = next((p for p in passages if p["start"] <= start and end <= p["end"]), None)
        exact = (
            holder["text"][start - holder["start"] : end - holder["start"]]
            if holder
            else redactor(targets)(quote["exact"])
        )
        c["quote"] = {"exact": exact, "start": start, "end": end, "prefix": "", "suffix": ""}
        trigger = c["trigger"]
        c["trigger"] = {"start": moved(trigger["start"], is_end=False), "end": moved(trigger["end"], is_end=True)}


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans that overlap as one, in order."""
    out: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], b))
        else:
            out.append((a, b))
    return out


def _cut(passages: Sequence[dict[str, Any]], claims: Sequence[dict[str, Any]], a: int, b: int) -> str | None:
    """Return the words from a to b, from the passage that holds them, else from a claim with just these."""
    for p in passages:
        if p["start"] <= a and b <= p["end"]:
            return str(p["text"][a - p["start"] : b - p["start"]])
    return next((str(c["quote"]["exact"]) for c in claims if (c["quote"]["start"], c["quote"]["end"]) == (a, b)), None)
