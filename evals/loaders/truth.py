"""Book authors and city populations: values of many sources with known truth (corpora/truth)."""

from __future__ import annotations

import csv
import html
import re
from pathlib import Path

from firsthand.weigh.discovery import Fit, Told
from firsthand.weigh.folding import words

_ASIDE = re.compile(r"\((?:author|editor|[^)]*)\)|\bet al\.?|\bunknown\b|\bnot available\b|\bnone\b", re.IGNORECASE)
_PARTS = re.compile(r";|/|\||&|\band\b|\bwith\b", re.IGNORECASE)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "phd", "md", "dr", "prof", "ed", "eds", "author", "editor", "by"})
NEAR = 0.01


def books(folder: Path) -> tuple[tuple[Told, ...], dict[str, frozenset[str]]]:
    """Return what bookshops tell of books' authors, as sets of surnames, and the truth of a hundred books."""
    told = []
    for line in (folder / "book.txt").read_text("utf-8", errors="replace").split("\n"):
        cells = line.split("\t")
        if len(cells) > 3 and (names := surnames(cells[3])):  # noqa: PLR2004  # source, ISBN, title, authors
            told.append(Told(source=cells[0], thing=cells[1], value=names))
    truth = {}
    for line in (folder / "book_golden.txt").read_text("utf-8", errors="replace").split("\n"):
        isbn, _, authors = line.strip().partition("\t")
        if authors:
            truth[isbn] = surnames(authors)
    return tuple(told), truth


def surnames(authors: str) -> frozenset[str]:
    """Return the surnames in a list of authors, however it is written: `Haag, Stephen; Perry, James`, `HAAG/PERRY`."""
    clean = _ASIDE.sub(" ", html.unescape(authors).replace("andapos;", "'").replace("'", ""))
    found: set[str] = set()
    for part in _PARTS.split(clean):
        chunks = [w for chunk in part.split(",") if (w := [x for x in words(chunk) if x not in _SUFFIXES])]
        if not chunks:
            continue
        if len(chunks[0]) == 1 and len(chunks) > 1:  # "Haag, Stephen Perry, James": a surname first, a first name last
            found.add(chunks[0][-1])
            found |= {chunk[-1] for chunk in chunks[1:-1]}
        else:
            found |= {chunk[-1] for chunk in chunks}
    return frozenset(name for name in found if len(name) > 1)


def populations(folder: Path) -> tuple[tuple[Told, ...], dict[str, float]]:
    """Return what editors told of cities' populations, and the truth of some three hundred."""
    told = []
    with (folder / "population_claims.csv").open(encoding="utf-8", errors="replace") as lines:
        for row in csv.DictReader(lines):
            value = _number(row["PropertyValue"])
            if value is not None:
                thing = f"{row['ObjectID']} {row['PropertyID']}"
                told.append(Told(source=row["SourceID"], thing=thing, value=value))
    truth = {}
    with (folder / "population_truth.csv").open(encoding="utf-8", errors="replace") as lines:
        for row in csv.DictReader(lines):
            value = _number(row["PropertyValue"])
            if value is not None:
                truth[f"{row['ObjectID']} {row['PropertyID']}"] = value
    return tuple(told), truth


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def fit_of_sets(value: object, truth: object) -> Fit:
    """Return how a told list of authors stands to the true one."""
    if value == truth:
        return "same"
    return "part" if isinstance(value, frozenset) and isinstance(truth, frozenset) and value < truth else "other"


def fit_of_numbers(value: object, truth: object) -> Fit:
    """Return how a told number stands to the true one."""
    if value == truth:
        return "same"
    if isinstance(value, float) and isinstance(truth, float) and abs(value - truth) <= NEAR * abs(truth):
        return "near"
    return "other"
