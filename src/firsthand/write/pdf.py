"""The brief in prose as PDF, with its pictures; needs the extra `pdf` (WeasyPrint)."""

from __future__ import annotations

import base64
import re
from importlib import import_module

from markupsafe import Markup

from firsthand.core.errors import WrongSetting
from firsthand.write.drawing import joined, tag
from firsthand.write.pictures import pictures
from firsthand.write.prose import markdown
from firsthand.write.view import Json

STYLE = """
@page { size: A4; margin: 22mm 20mm; @bottom-right { content: counter(page); font: 9pt sans-serif; color: #666 } }
body { font: 10.5pt/1.5 "Noto Serif", Georgia, serif; color: #1b1a17 }
h1 { font-size: 20pt; line-height: 1.25 } h2 { font-size: 13.5pt; margin-top: 18pt; page-break-after: avoid }
img { width: 100%; margin: 6pt 0 12pt } li { margin-bottom: 3pt } sup a { color: #0b4f86; text-decoration: none }
sup + sup::before { content: " " } .note { font-size: 8.5pt; line-height: 1.4; margin: 0 0 3pt }
p, li { orphans: 3; widows: 3 }
"""
PICTURES = (("status-strip.svg", "What each voice says, of which days"), ("map.svg", "Where, and what moved"))
_TOKEN = re.compile(r"\\(.)|\*\*(.+?)\*\*|\[\^(\d+)\]|&(amp|lt|gt);", re.DOTALL)
_ENTITY = {"amp": "&", "lt": "<", "gt": ">"}


def pdf(brief: Json) -> bytes:
    """Return brief.md as PDF, with the strip and the map after the answer.

    Nothing is fetched: the pictures are part of the document, and a fetch of anything else is refused.

    Raises:
        WrongSetting: WeasyPrint is not installed.
    """
    try:
        weasyprint = import_module("weasyprint")
    except (ImportError, OSError) as fault:
        msg = f"a PDF needs WeasyPrint and Pango ({fault}); `pip install 'firsthand[pdf]'`, or print brief.html"
        raise WrongSetting(msg) from fault

    inside_only = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    document = weasyprint.HTML(string=html_of(brief), url_fetcher=inside_only)
    body: bytes = document.write_pdf()
    return body


def html_of(brief: Json) -> str:
    """Return the prose as one HTML document: the few forms of Markdown that `prose` writes, and the pictures."""
    blocks = markdown(brief).rstrip("\n").split("\n\n")
    drawn = pictures(brief)
    figures = [
        tag("h2", title)
        + tag("img", src=f"data:image/svg+xml;base64,{base64.b64encode(drawn[name]).decode()}", alt=title)
        for name, title in PICTURES
        if name in drawn
    ]
    at = next((n for n, block in enumerate(blocks) if block.startswith("## ")), len(blocks))
    parts = [_block(block) for block in blocks]
    body = joined([*parts[:at], *figures, *parts[at:]])
    head = tag("head", tag("meta", charset="utf-8"), tag("title", "firsthand"), tag("style", Markup(STYLE)))  # noqa: S704  # our own
    return f"<!doctype html>{tag('html', head, tag('body', body), lang='en')}"


def _block(block: str) -> Markup:
    note = re.match(r"\[\^(\d+)\]: ", block)
    if note:
        number = note.group(1)
        return tag("p", tag("b", number), " ", _inline(block[note.end() :]), id=f"n{number}", class_="note", dir="auto")
    for mark, name in (("## ", "h2"), ("# ", "h1")):
        if block.startswith(mark):
            return tag(name, _inline(block.removeprefix(mark)), dir="auto")
    if block.startswith("- "):
        return tag("ul", *(tag("li", _inline(line.removeprefix("- ")), dir="auto") for line in block.split("\n")))
    return tag("p", _inline(block), dir="auto")


def _inline(text: str) -> Markup:
    """Return a line with its bold words, footnote marks and escapes as HTML; all else is text."""
    parts: list[Markup] = []
    at = 0
    for found in _TOKEN.finditer(text):
        parts.append(Markup.escape(text[at : found.start()]))
        escape, bold, note, entity = found.groups()
        if note:
            parts.append(tag("sup", tag("a", note, href=f"#n{note}")))
        elif bold:
            parts.append(tag("b", _inline(bold)))
        else:
            parts.append(Markup.escape(escape or _ENTITY[entity]))
        at = found.end()
    return joined([*parts, Markup.escape(text[at:])])
