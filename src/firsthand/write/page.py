"""The page: one HTML file that opens from disk with no network, drawn from brief.json alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from firsthand.write.drawing import tag
from firsthand.write.packed import data_block
from firsthand.write.page_answer import answer_section, header
from firsthand.write.page_events import event_rows, timeline_section
from firsthand.write.page_findings import contradictions_section, first_section, gaps_section
from firsthand.write.page_pictures import lineage_section, map_section, strip_section
from firsthand.write.page_records import claims_section, method_section, reports_section
from firsthand.write.tiles import Tiles
from firsthand.write.view import Json, View, view

SECTIONS: tuple[tuple[str, str, Callable[[View], Markup] | None], ...] = (
    ("days", "Days", strip_section),
    ("map", "Map", map_section),
    ("events", "Events", None),
    ("voices", "Voices", lineage_section),
    ("differences", "Differences", contradictions_section),
    ("gaps", "Not known", gaps_section),
    ("first", "First", first_section),
    ("claims", "Claims", claims_section),
    ("reports", "Reports", reports_section),
    ("method", "Method", method_section),
)


def page(brief: Json, tiles: Tiles | None = None) -> str:
    """Return the brief as one HTML file.

    Everything that comes from a report is escaped text; a Content-Security-Policy allows the page's own style and
    script, by their hashes, and nothing else: no request ever leaves the page, unless a user has asked for map tiles,
    whose server alone is let in.

    Cost: about 0.4 s for the base map, then linear.
    """
    shown = replace(view(brief), tiles=tiles)
    events = event_rows(shown)
    drawn = [
        (anchor, name, section(shown) if section else timeline_section(shown, events))
        for anchor, name, section in SECTIONS
    ]
    kept = [(anchor, name, part) for anchor, name, part in drawn if part]
    links = [tag("a", name, href=f"#{anchor}") for anchor, name, _ in kept]
    main = tag("main", answer_section(shown), *(part for _, _, part in kept), id="top")
    nav = tag("nav", tag("div", *links, class_="links"), aria_label="Sections")
    skip = tag("a", "Skip to the answer", href="#top", class_="skip")
    data = data_block(shown, events.rows)
    script = tag("script", Markup(_asset("page.js")))  # noqa: S704  # our own
    body = tag("body", skip, header(shown), nav, main, _furniture(), data, script)
    return f"<!doctype html>\n{tag('html', _head(shown), body, lang='en')}\n"


def _head(shown: View) -> Markup:
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'; "
        + (f"img-src {shown.tiles.host}; " if shown.tiles else "")
        + "base-uri 'none'; form-action 'none'"
    )
    title = shown.brief["question"] or shown.brief["answer"]["question"] or "Brief"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="generator", content=f"firsthand {shown.brief['firsthand']}"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"{title} · firsthand"),
        tag("style", Markup(style)),  # noqa: S704  # our own file
    )


def _furniture() -> Markup:
    """Return the dialogue that shows a quote in its context, and the box that follows the pointer."""
    close = tag("button", "Close", type="button", class_="close", aria_label="Close")
    dialog = tag("dialog", close, tag("div", class_="inside"), id="context", aria_label="The words in their context")
    return dialog + tag("div", id="tip", role="status", hidden=True)


@cache
def _asset(name: str) -> str:
    return (files("firsthand.write") / name).read_text("utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
