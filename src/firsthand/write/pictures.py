"""Pictures for others: status strip, map, timeline and lineage as SVG files that stand alone."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from firsthand.write.lineage import lineage_svg
from firsthand.write.map_svg import map_svg
from firsthand.write.strip_svg import strip_svg
from firsthand.write.timeline import timeline_svg
from firsthand.write.view import Json, view

NOT_FOR_PICTURES = re.compile(r"[^{}]*(?:hover|focus|target|@|dialog|#tip|::|nav|header|main|button|table)[^{}]*")


def pictures(brief: Json) -> dict[str, bytes]:
    """Return SVG files by name, each with its own light colours and no links, for an article or a slide.

    A brief without states, places, events or lineage gives no such picture. Cost: as `page`.
    """
    shown = view(brief)
    drawn: dict[str, Markup] = {}
    if shown.main:
        drawn["status-strip.svg"] = strip_svg(shown, shown.main, name="strip")
    chart = map_svg(shown)
    if chart:
        drawn["map.svg"] = chart.svg
    if shown.events:
        drawn["timeline.svg"] = timeline_svg(shown)
    if shown.origins:
        drawn["lineage.svg"] = lineage_svg(shown)
    return {name: _alone(svg) for name, svg in drawn.items()}


def _alone(svg: Markup) -> bytes:
    """Return an SVG of the page as a file: links undone, page's attributes dropped, style and background put in."""
    text = re.sub(r"<a [^>]*>", "<g>", str(svg)).replace("</a>", "</g>")
    text = re.sub(r' (?:data-[a-z]+|role|aria-[a-z]+)="[^"]*"', "", text)
    head, _, rest = text.partition(">")
    style = f"<style>{picture_style()}</style>"
    paper = '<rect width="100%" height="100%" fill="#fff"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}>{style}{paper}{rest}\n'.encode()


@cache
def picture_style() -> str:
    """Return the page's rules for drawings, with its light colours put in for the variables."""
    css = re.sub(r"/\*.*?\*/", "", (files("firsthand.write") / "page.css").read_text("utf-8"), flags=re.DOTALL)
    first = css[: css.index("@media")]
    colours = dict(re.findall(r"--([\w-]+):([^;}]+)", first))
    start, end = css.index(".grid{"), css.index("ul.items{")
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", css[start:end])
    kept = [f"{names.strip()}{{{body}}}" for names, body in rules if not NOT_FOR_PICTURES.fullmatch(names.strip())]
    text = "".join(["svg{font-family:var(--sans)}", *kept])
    kinds = dict(re.findall(r"\.(k-[\w-]+)\{--k:var\(--(\w+)\)", text))
    for _ in range(2):  # a colour may be named by another
        text = re.sub(r"var\(--([\w-]+)\)", lambda m: colours.get(m[1], m[0]), text)
    text = re.sub(r"var\(--k,([^()]+)\)", r"\1", text)
    # the shorthand is not read by every program that draws SVG
    text = re.sub(r"font:(\d+) ([\d.]+px)(?:/[\d.]+)? ([^;}]+)", r"font-weight:\1;font-size:\2;font-family:\3", text)
    for kind, colour in kinds.items():
        own = colours[colour]
        text += (
            f".{kind}.core{{fill:{own}}}.{kind}.pale{{fill:{own};stroke:{own}}}"
            f".{kind}.hollow,.{kind}.struck,.lineage .carries.{kind},.lineage .dash.{kind}{{stroke:{own}}}"
        )
    return text.replace("<", "").replace("&", "")
