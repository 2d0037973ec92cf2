"""The labelled cases: documents, claims and lineage from DIR/cases, and their texts from a folder of one's own.

The texts are not part of the data (docs/explain/limits.md says how to find them again); what needs none works without.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firsthand.core.evidence import Capture, Report
from firsthand.read.report.reports import reports

_SEARCH_DATE = re.compile(r"^\s*date \d{4}(?:-\d\d){0,2}\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One labelled document."""

    file: str
    outlet: str
    language: str
    url: str
    published: str | None
    """The day shown, else the annotator's."""
    derives_from: tuple[str, ...]
    """Files or names, nearest first."""
    same_text_as: frozenset[str]
    origins: frozenset[str]
    """Without the outlets' own background (`desk`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledCase:
    """One hand-labelled case."""

    name: str
    documents: Mapping[str, Document]
    claims: Sequence[Mapping[str, Any]]
    origins: Mapping[str, Mapping[str, Any]]
    independent: int
    """Independent origins of the main event."""
    label: Mapping[str, Any]
    """Everything else, as labelled."""


def labelled_cases(data: Path) -> tuple[LabelledCase, ...]:
    """Return the cases under DIR/cases, or beside DIR where that is the folder of the corpora."""
    folder = next((f for f in (data / "cases", data.parent / "cases") if f.is_dir()), None)
    return tuple(_case(path) for path in sorted(folder.glob("*.json"))) if folder else ()


def texts_of(case: LabelledCase, texts: Path) -> dict[str, Report]:
    """Return a report for each document whose text is there, at TEXTS/<case>/NN.json, as the program reads it."""
    found = {}
    for file, document in case.documents.items():
        path = texts / case.name / file
        if not path.exists():
            continue
        given = json.loads(path.read_text("utf-8"))
        fields = {key: given.get(key) for key in ("url", "outlet", "title", "language")}
        body = fields | {"text": _SEARCH_DATE.sub("", given["text"]), "published": document.published}
        capture = Capture(body="0" * 64, media_type="application/json", path=file)
        found[file] = reports(capture, json.dumps(body, ensure_ascii=False).encode()).reports[0]
    return found


def _case(path: Path) -> LabelledCase:
    label = json.loads(path.read_text("utf-8"))
    documents = [
        Document(
            file=row["file"],
            outlet=row["outlet"],
            language=row["language"],
            url=row["url"],
            published=row.get("published") or row.get("published_inferred"),
            derives_from=tuple(row["derives_from"]),
            same_text_as=frozenset(row["same_text_as"]),
            origins=frozenset(o for o in row["origins"] if o != "desk" and not o.startswith("desk-")),
        )
        for row in label["documents"]
    ]
    return LabelledCase(
        name=label["case"],
        documents={document.file: document for document in documents},
        claims=label["claims"],
        origins={origin["id"]: origin for origin in label["origins"]},
        independent=label["independent_origins_of_main_event"]["count"],
        label=label,
    )
