"""Bytes of each kind of file -> the fields of the reports in it, row by row."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pypdfium2
import yaml

from firsthand.read.report.charset import decoded
from firsthand.read.report.fields import Fields

MOST_TEXT_BYTES = 20_000_000
"""A report's text beyond this is cut, and the cut is told."""

_KEYS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "maintext", "main_text", "article"),
    "url": ("url", "link", "source_url", "uri"),
    "outlet": ("outlet", "source", "publisher", "source_domain", "site", "publication"),
    "title": ("title", "headline"),
    "published": ("published", "date", "date_publish", "published_at", "publication_date", "pubdate", "datetime"),
    "updated": ("updated", "modified", "date_modify", "updated_at"),
    "language": ("language", "lang"),
    "byline": ("byline", "author", "authors"),
    "genre": ("genre",),
}  # fmt: skip

Row = tuple[int | None, Fields | str]
"""A row's number (None for a whole file) and its fields, or why there are none."""


def rows(media_type: str, body: bytes) -> Iterator[Row]:
    """Yield the reports of a file in their order; a row that cannot be used gives its fault in words instead."""
    if media_type == "application/pdf":
        yield None, _pdf(body)
    elif media_type == "message/rfc822":
        yield None, _mail(body)
    elif media_type in _OF_TEXT:
        table = media_type in {"application/x-ndjson", "text/csv", "text/tab-separated-values"}
        cut = len(body) > MOST_TEXT_BYTES and not table
        whole = decoded(body[:MOST_TEXT_BYTES] if cut else body)
        if whole is None:
            yield None, "no text in any charset that was tried"
            return
        text, guessed = whole
        odd = [f"charset guessed as {guessed}"] if guessed else []
        odd += [f"cut at {MOST_TEXT_BYTES // 1_000_000} MB"] if cut else []
        for number, found in _OF_TEXT[media_type](text):
            yield number, _with_problem(found, odd) if isinstance(found, Fields) else found


def _with_problem(fields: Fields, odd: list[str]) -> Fields:
    if not odd:
        return fields
    return replace(fields, problem="; ".join(([fields.problem] if fields.problem else []) + odd))


def without_row(media_type: str, body: bytes, row: int) -> bytes:
    """Return a file of rows with one of them blanked; the other rows keep their numbers and their words."""
    whole = decoded(body)
    text = whole[0] if whole else ""
    if media_type == "application/json":
        listed = json.loads(text.lstrip("\ufeff"), strict=False)
        listed[row] = {}
        return json.dumps(listed, ensure_ascii=False).encode("utf-8")
    if media_type == "application/x-ndjson":
        lines = text.split("\n")
        lines[row] = ""
        return "\n".join(lines).encode("utf-8")
    delimiter = "\t" if media_type == "text/tab-separated-values" else max(",;\t", key=text.split("\n", 1)[0].count)
    table = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    table[row + 1] = [""] * len(table[0])
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(table)
    return written.getvalue().encode("utf-8")


def fields_of(row: Mapping[str, Any]) -> Fields | str:
    """Take the fields of a report from a row with any of the usual names for them."""
    found: dict[str, Any] = {}
    lower = {str(key).strip().lower(): value for key, value in row.items() if key is not None}
    for field, names in _KEYS.items():
        found[field] = next((lower[name] for name in names if lower.get(name) not in (None, "")), None)
    text = found.pop("text")
    if not isinstance(text, str) or not text.strip():
        return "no text: the row has no field `text` with words in it"
    authors = found["byline"]
    found["byline"] = ", ".join(map(str, authors)) if isinstance(authors, list) else authors
    plain: dict[str, Any] = {
        key: str(value) if value is not None else None
        for key, value in found.items()
        if key not in {"published", "updated"}
    }
    fields = Fields(
        text=unicodedata.normalize("NFC", text), published=found["published"], updated=found["updated"], **plain
    )
    if len(fields.text) > MOST_TEXT_BYTES:
        return replace(fields, text=fields.text[:MOST_TEXT_BYTES], problem=f"cut at {MOST_TEXT_BYTES // 1_000_000} MB")
    return fields


def _plain(text: str) -> Iterator[Row]:
    yield None, Fields(text=text)


def _markdown(text: str) -> Iterator[Row]:
    """Read a text with YAML front matter between two lines of `---`."""
    match = re.match(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", text, re.DOTALL)
    if match is None:
        yield None, Fields(text=text)
        return
    body = text[match.end() :].lstrip("\r\n")
    try:
        front = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError) as fault:
        where = str(fault).splitlines()[0]
        yield None, Fields(text=body or text, problem=f"front matter is not YAML ({where})")
        return
    if not isinstance(front, dict):
        yield None, Fields(text=body or text, problem="front matter is no table of fields")
        return
    yield None, fields_of({**front, "text": body})


def _json(text: str) -> Iterator[Row]:
    """Read one report, or a list of them, as JSON."""
    try:
        value = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as fault:
        yield None, f"no JSON ({fault})"
        return
    if isinstance(value, list):
        for number, row in enumerate(value):
            yield number, fields_of(row) if isinstance(row, dict) else "the row is no object with fields"
    else:
        yield None, fields_of(value) if isinstance(value, dict) else "the file is no object with fields"


def _json_lines(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.lstrip("\ufeff").split("\n")):
        if not line.strip():
            continue
        try:
            row = json.loads(line, strict=False)
        except (ValueError, RecursionError) as fault:
            yield number, f"no JSON ({fault})"
            continue
        yield number, fields_of(row) if isinstance(row, dict) else "the row is no object with fields"


def _table(text: str, delimiter: str | None = None) -> Iterator[Row]:
    csv.field_size_limit(MOST_TEXT_BYTES)
    text = text.lstrip("\ufeff")
    delimiter = delimiter or max(",;\t", key=text.split("\n", 1)[0].count)
    reader = csv.DictReader(io.StringIO(text.replace("\0", "")), delimiter=delimiter)
    number = 0
    try:
        for row in reader:
            yield number, fields_of(row)
            number += 1
    except csv.Error as fault:
        yield number, f"no table from here on ({fault})"


def _tabs(text: str) -> Iterator[Row]:
    yield from _table(text, "\t")


def _page(text: str) -> Iterator[Row]:
    from firsthand.read.report.page import fields_of_page  # noqa: PLC0415  # trafilatura takes 0.4 s to import

    yield None, fields_of_page(text) or "no readable text in the page"


_OF_TEXT: dict[str, Callable[[str], Iterator[Row]]] = {
    "text/plain": _plain,
    "text/markdown": _markdown,
    "application/json": _json,
    "application/x-ndjson": _json_lines,
    "text/csv": _table,
    "text/tab-separated-values": _tabs,
    "text/html": _page,
}


def _pdf(body: bytes) -> Fields | str:
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as fault:
        return f"no PDF that can be opened ({fault}); save it again without a password"
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
        title = document.get_metadata_dict().get("Title") or None
    except pypdfium2.PdfiumError as fault:
        return f"a page of the PDF cannot be read ({fault})"
    finally:
        document.close()
    text = _unwrapped("\n\n".join(pages))
    if not text.strip():
        return "the PDF holds pictures of text only; run text recognition on it first"
    return Fields(text=unicodedata.normalize("NFC", text), title=title)


def _unwrapped(text: str) -> str:
    """Join the lines of a paragraph, which a PDF breaks at the margin, and words parted by a hyphen there."""
    text = text.replace("\r\n", "\n").replace("\ufffe", "-")
    text = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)
    return re.sub(r"(?<![.!?:\n\"”])\n(?!\n)", " ", text)


def _mail(body: bytes) -> Fields | str:
    message = email.message_from_bytes(body, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        return "no e-mail message"
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return "the message has no text part"
    try:
        text = str(part.get_content())
    except (LookupError, ValueError):
        whole = decoded(part.get_payload(decode=True) or b"")  # type: ignore[arg-type]  # bytes for a leaf part
        if whole is None:
            return "the message's text is in no charset that was tried"
        text = whole[0]
    if part.get_content_type() == "text/html":
        from firsthand.read.report.page import fields_of_page  # noqa: PLC0415  # trafilatura takes 0.4 s to import

        page = fields_of_page(text)
        if page is None:
            return "no readable text in the message"
        text = page.text
    if not text.strip():
        return "the message is empty"
    return Fields(
        text=unicodedata.normalize("NFC", text),
        title=str(message["subject"]) if message["subject"] else None,
        byline=str(message["from"]) if message["from"] else None,
        published=str(message["date"]) if message["date"] else None,
    )
