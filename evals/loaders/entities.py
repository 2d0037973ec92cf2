"""re3d (offsets) and the worldwide newswire (one word a line), mapped onto the reader's entity types."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evals.loaders.detokenise import joined

if TYPE_CHECKING:
    from pathlib import Path

RE3D = {
    "Organisation": "ORG", "Location": "PLACE", "Person": "PERSON", "Nationality": "NATIONALITY",
    "MilitaryPlatform": "PLATFORM", "Weapon": "WEAPON", "Vehicle": "VEHICLE", "Temporal": "TEMPORAL",
    "Quantity": "QUANTITY", "Money": "QUANTITY", "Frequency": "QUANTITY",
}  # fmt: skip
"""re3d's types; DocumentReference, Coordinate and CommsIdentifier have no counterpart and are left out."""

NEWSWIRE = {
    "Organization": "ORG", "Location": "PLACE", "Person": "PERSON", "NORP": "NATIONALITY", "Facility": "FACILITY",
    "Date": "TEMPORAL", "Money": "QUANTITY",
}  # fmt: skip
"""The newswire's types; Misc and Product have no counterpart and are left out."""

CLOSED_FOLDERS = ("BBC Online",)
"""Parts of re3d under a non-commercial licence: never trained on, measured only."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class GoldEntity:
    """A mention; `type` is one of the reader's."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMentions:
    """A text with its mentions; in re3d they nest."""

    name: str
    part: str
    text: str
    entities: tuple[GoldEntity, ...]
    others: tuple[GoldEntity, ...] = ()
    """Mentions of types that have no counterpart, under their corpus's own name."""


def re3d(folder: Path) -> tuple[GoldMentions, ...]:
    """Read every part that has documents, in order of part and id."""
    found = []
    for part in sorted(path for path in folder.iterdir() if path.is_dir()):
        documents = _rows(part / "documents.json")
        marks = _rows(part / "entities.json")
        for document in sorted(documents, key=lambda row: str(row["_id"])):
            own = [row for row in marks if row["documentId"] == document["_id"]]
            spans = [(int(row["begin"]), int(row["end"]), str(row["type"])) for row in own]
            found.append(_mentions(str(document["_id"]), part.name, str(document["text"]), spans, RE3D))
    return tuple(found)


def newswire(folder: Path) -> tuple[GoldMentions, ...]:
    """Read every article, in order of file name; the text is put together again from its words.

    Names inside names, from the third column on, are left out: what counts is the outermost.
    """
    return tuple(_article(path) for path in sorted(folder.glob("*.tsv")))


def is_dev(name: str, share: float = 0.15) -> bool:
    """Whether a document belongs to our own development split: by the hash of its name, the same for ever."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < share


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _mentions(
    name: str, part: str, text: str, spans: list[tuple[int, int, str]], types: dict[str, str]
) -> GoldMentions:
    known = sorted({GoldEntity(start=s, end=e, type=types[kind]) for s, e, kind in spans if kind in types and s < e})
    rest = sorted({GoldEntity(start=s, end=e, type=kind) for s, e, kind in spans if kind not in types and s < e})
    return GoldMentions(name=name, part=part, text=text, entities=tuple(known), others=tuple(rest))


def _article(path: Path) -> GoldMentions:
    lines: list[list[tuple[str, str]]] = [[]]
    for row in path.read_text(encoding="utf-8").split("\n"):
        word, tag, *_ = [*row.rstrip("\r").split("\t"), ""]
        if word.strip():
            lines[-1].append((word.strip(), tag.strip() or "O"))
        elif lines[-1]:
            lines.append([])
    text, spans = "", []
    for line in lines:
        if not line:
            continue
        words = [word for word, _ in line]
        sentence, places = joined(words)
        base = len(text) + (1 if text else 0)
        text = f"{text}\n{sentence}" if text else sentence
        spans += [(base + s, base + e, kind) for s, e, kind in _chunks(places, [tag for _, tag in line])]
    return _mentions(path.stem.removesuffix(".txt"), "newswire", text, spans, NEWSWIRE)


def _chunks(places: list[tuple[int, int]], tags: list[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    open_kind = ""
    for (start, end), tag in zip(places, tags, strict=True):
        mark, _, kind = tag.partition("-")
        if mark == "I" and kind == open_kind and found:
            found[-1] = (found[-1][0], end, kind)
        elif mark in ("B", "I"):
            found.append((start, end, kind))
        open_kind = kind if mark != "O" else ""
    return found
