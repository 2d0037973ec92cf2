"""Readers of corpora with resolved place names, and of sentences whose events have places."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from firsthand.core.evidence import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldToponym:
    """A place name with its point, degrees."""

    span: Span
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """A text with all place names that have a point; `skipped` counts those whose offsets are broken."""

    text: str
    toponyms: tuple[GoldToponym, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSentence:
    """A sentence with event words and, for all of them together, the names of their places."""

    text: str
    events: tuple[Span, ...]
    places: tuple[Span, ...]


def placed_texts(path: Path) -> Iterator[PlacedText]:
    """Read XML as LGL, TR-News, GeoVirus and GeoWebNews have it: `article`, with `toponym` or `location` below it.

    A point is `lat`/`lon` or `latitude`/`longitude`, anywhere below the name. Offsets that do not cover the written
    name are moved to the nearest place where it stands, else the name is skipped.
    """
    for article in ET.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        names, skipped = [], 0
        for element in (*article.iter("toponym"), *article.iter("location")):
            point = _point(element)
            if point is None:
                continue
            span = _span(element, text)
            if span is None:
                skipped += 1
            else:
                names.append(GoldToponym(span=span, lat=point[0], lon=point[1]))
        yield PlacedText(text=text, toponyms=tuple(names), skipped=skipped)


def _point(element: ET.Element) -> tuple[float, float] | None:
    for lat, lon in (("lat", "lon"), ("latitude", "longitude"), ("lat", "lng"), ("lat", "long")):
        first, second = element.findtext(f".//{lat}"), element.findtext(f".//{lon}")
        try:
            if first and second:
                return float(first), float(second)
        except ValueError:
            return None
    return None


def _span(element: ET.Element, text: str) -> Span | None:
    names = (element.findtext(tag) for tag in ("phrase", "extractedName", "name"))
    name = next((name for name in names if name), None)
    try:
        start, end = int(element.findtext("start") or -1), int(element.findtext("end") or -1)
    except ValueError:
        start = end = -1
    if 0 <= start < end <= len(text) and (name is None or text[start:end].strip(" .,") == name.strip(" .,")):
        return Span(start=start, end=end)
    if name is None or start < 0:
        return Span(start=start, end=end) if 0 <= start < end <= len(text) else None
    places = [at for at in range(len(text)) if text.startswith(name, at)] if name in text else []
    if places:
        near = min(places, key=lambda at: abs(at - start))
        return Span(start=near, end=near + len(name))
    return Span(start=start, end=end) if 0 <= start < end <= len(text) else None


def event_sentences(path: Path) -> Iterator[EventSentence]:
    """Read JSON Lines of the event-location corpus: spans with the labels VERB and LOCATION."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            spans = row.get("spans") or []
            events = tuple(Span(start=one["start"], end=one["end"]) for one in spans if one["label"] == "VERB")
            places = tuple(Span(start=one["start"], end=one["end"]) for one in spans if one["label"] == "LOCATION")
            if events:
                yield EventSentence(text=row["text"], events=events, places=places)
