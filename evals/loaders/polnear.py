"""PolNeAR: news articles with attributions (source, cue, content), in brat's stand-off format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ROLES = ("Source", "Cue", "Content")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAttribution:
    """One attribution; each role is a tuple of half-open stretches, empty where the annotator gave none."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]

    def role(self, name: str) -> tuple[Stretch, ...]:
        """Return the stretches of `Source`, `Cue` or `Content`."""
        return {"Source": self.source, "Cue": self.cue, "Content": self.content}[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article and its attributions, as the first annotator (by file name) marked them."""

    name: str
    text: str
    attributions: tuple[GoldAttribution, ...]

    def spans(self, role: str) -> set[Stretch]:
        """Return every stretch of a role, each once."""
        return {stretch for attribution in self.attributions for stretch in attribution.role(role)}


def articles(folder: Path) -> tuple[GoldArticle, ...]:
    """Read `train` or `dev`: one article a text, in order of name.

    Sixteen texts have up to six annotators; the first file by name stands for all. The labels Discuss and Discard are
    left out; Attribution-no-source is an attribution without source.
    """
    files: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(re.sub(r"_[0-9a-f]{4}$", "", path.stem), path)
    found = []
    for path in sorted((folder / "text").iterdir()):
        marks = files.get(path.stem) or files.get(re.sub(r"_[0-9a-f]{4}$", "", path.stem))
        if marks is not None:
            text = path.read_bytes().decode("utf-8")
            found.append(GoldArticle(name=path.stem, text=text, attributions=_attributions(marks)))
    return tuple(found)


def _attributions(path: Path) -> tuple[GoldAttribution, ...]:
    spans: dict[str, tuple[str, tuple[Stretch, ...]]] = {}
    events = []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        if re.match(r"T\d+\t", line):
            number, mark = line.split("\t")[:2]
            label, offsets = mark.split(" ", 1)
            pairs = (pair.split() for pair in offsets.split(";"))
            spans[number] = (label, tuple((int(start), int(end)) for start, end in pairs))
        elif re.match(r"E\d+\t", line):
            events.append([part.split(":")[1] for part in line.split("\t")[1].split()[1:]])
    found = []
    for members in events:
        parts: dict[str, list[Stretch]] = {role: [] for role in ROLES}
        for member in members:
            label, stretches = spans[member]
            if label in parts:
                parts[label] += stretches
        if parts["Cue"]:
            source, cue, content = (tuple(sorted(set(parts[role]))) for role in ROLES)
            found.append(GoldAttribution(source=source, cue=cue, content=content))
    return tuple(sorted(found, key=lambda attribution: attribution.cue))
