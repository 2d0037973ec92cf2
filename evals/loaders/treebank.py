"""Universal Dependencies in CoNLL-U: documents of sentences of words, the raw text, every word's place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPEN_GENRES = ("news", "bio", "interview", "academic", "speech", "court", "voyage")
"""GUM's genres whose texts are under open licences; the others are partly non-commercial."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldWord:
    """A syntactic word; `start` and `end` count code points of the document's raw text."""

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    head: int
    """Index in the sentence, -1 for the root."""
    deprel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTree:
    """A sentence; `paragraph` says that it opens one."""

    text: str
    words: tuple[GoldWord, ...]
    paragraph: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """A mention of an entity, as GUM has them: nested names, descriptions and pronouns; words count from the text's."""

    first: int
    last: int
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTreeText:
    """A document: sentences joined by a space, paragraphs by an empty line."""

    name: str
    text: str
    trees: tuple[GoldTree, ...]
    mentions: tuple[GoldMention, ...] = ()


def ewt(path: Path) -> tuple[GoldTreeText, ...]:
    """Read one file of English EWT."""
    return tuple(_documents(path))


def gum(folder: Path, genres: tuple[str, ...] = OPEN_GENRES) -> tuple[GoldTreeText, ...]:
    """Read GUM documents of the genres given, in order of name."""
    paths = sorted(folder.glob("*.conllu"))
    return tuple(text for path in paths if path.stem.split("_")[1] in genres for text in _documents(path))


def _documents(path: Path) -> Iterator[GoldTreeText]:
    name, blocks, paragraph = path.stem, list[tuple[bool, list[str], str]](), True
    rows: list[str] = []
    text = ""
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# newdoc"):
            if blocks:
                yield _document(name, blocks)
            name, blocks, paragraph = line.partition("=")[2].strip() or path.stem, [], True
        elif line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# text ="):
            text = line[len("# text =") :].strip()
        elif line and not line.startswith("#"):
            rows.append(line)
        elif not line and rows:
            blocks.append((paragraph, rows, text))
            rows, paragraph = [], False
    if blocks:
        yield _document(name, blocks)


def _document(name: str, blocks: list[tuple[bool, list[str], str]]) -> GoldTreeText:
    parts: list[str] = []
    trees, at = [], 0
    for number, (paragraph, rows, text) in enumerate(blocks):
        joint = "" if number == 0 else "\n\n" if paragraph else " "
        at += len(joint)
        trees.append(GoldTree(text=text, words=_words(rows, text, at), paragraph=paragraph))
        parts += [joint, text]
        at += len(text)
    mentions = tuple(_mentions([row for _, rows, _ in blocks for row in rows]))
    return GoldTreeText(name=name, text="".join(parts), trees=tuple(trees), mentions=mentions)


_BRACKETS = re.compile(r"\(([^()]+)\)|\(([^()]+)|([^()]+)\)")


def _mentions(rows: list[str]) -> Iterator[GoldMention]:
    """Read `Entity=(1-person-new-...(2-place-...)` from the last column; parts of broken mentions are left out."""
    begun: dict[str, list[tuple[int, str]]] = {}
    at = -1
    for row in rows:
        columns = row.split("\t")
        if not columns[0].isdigit():
            continue
        at += 1
        found = next((part[7:] for part in columns[9].split("|") if part.startswith("Entity=")), "")
        for whole, opened, closed in _BRACKETS.findall(found):
            name, _, rest = (whole or opened).partition("-")
            kind = rest.partition("-")[0]
            if whole:
                yield GoldMention(first=at, last=at, type=kind)
            elif opened:
                begun.setdefault(name, []).append((at, kind))
            elif begun.get(closed):
                first, kind = begun[closed].pop()
                yield GoldMention(first=first, last=at, type=kind)


def _words(rows: list[str], text: str, base: int) -> tuple[GoldWord, ...]:
    """Place words in their sentence; parts of a token that are not spelled in it (`du`) share its place."""
    found = []
    cursor, inside = 0, (0, 0)
    for row in rows:
        number, form, lemma, upos, _, _, head, deprel = row.split("\t")[:8]
        if "." in number:
            continue
        if "-" in number:
            start = text.find(form, cursor)
            inside = (start, start + len(form))
            continue
        start = text.find(form, cursor)
        gap = text[cursor:start] if start >= 0 else "?"
        if gap.strip():
            start, end = (cursor, inside[1]) if cursor < inside[1] else (cursor, min(cursor + len(form), len(text)))
        else:
            end = start + len(form)
        cursor = max(cursor, end)
        place = {"start": base + start, "end": base + max(end, start)}
        found.append(GoldWord(**place, form=form, lemma=lemma, upos=upos, head=int(head) - 1, deprel=deprel))
    return tuple(found)
