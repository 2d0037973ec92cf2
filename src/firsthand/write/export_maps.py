"""GeoJSON (RFC 7946): sites with their states, events at their places, movements as lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from firsthand.write import words
from firsthand.write.map import movements, spots
from firsthand.write.timeline import title_of
from firsthand.write.view import Json, View, view

Feature = dict[str, Any]


def geojson(brief: Json) -> bytes:
    """Return a FeatureCollection; what has no resolved place has a null geometry, so that nothing drops out."""
    shown = view(brief)
    features = [*_sites(shown), *_events(shown), *_movements(shown)]
    body = {"type": "FeatureCollection", "features": features}
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _feature(ident: str, geometry: Feature | None, **properties: object) -> Feature:
    return {"type": "Feature", "id": ident, "geometry": geometry, "properties": properties}


def _point(lat: float | None, lon: float | None) -> Feature | None:
    if lat is None or lon is None:
        return None
    return {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}


def _sites(shown: View) -> Iterator[Feature]:
    for status in shown.statuses.values():
        site = status["site"]
        yield _feature(
            status["id"],
            _point(site["lat"], site["lon"]),
            record="status",
            name=site["name"],
            aspect=status["aspect"],
            actor=status["actor"],
            spans=status["spans"],
            last_attested=status["last_attested"],
            radius_m=site["radius_m"],
            probability=status["assessment"]["probability"],
            confidence=status["assessment"]["confidence"],
        )


def _events(shown: View) -> Iterator[Feature]:
    for event in shown.events.values():
        points = [p for p in event["locations"] if p["lat"] is not None]
        main = next((p for role in ("at", "from", "to") for p in points if p["role"] == role), None)
        when = event["when"]
        yield _feature(
            event["id"],
            _point(main["lat"], main["lon"]) if main else None,
            record="event",
            kind=event["kind"],
            title=title_of(event),
            place=main["name"] if main else None,
            radius_m=main["radius_m"] if main else None,
            edtf=when["edtf"] if when else None,
            begin=when["begin"] if when else None,
            end=when["end"] if when else None,
            origins_for=event["origins_for"],
            origins_possible=event["origins_possible"],
            origins_against=event["origins_against"],
            probability=event["assessment"]["probability"],
            confidence=event["assessment"]["confidence"],
            claims=[*event["claims_for"], *event["claims_other"]],
        )


def _movements(shown: View) -> Iterator[Feature]:
    for n, moved in enumerate(movements(shown, spots(shown)), 1):
        if moved.start and moved.end:
            line = [[round(s.lon, 6), round(s.lat, 6)] for s in (moved.start, moved.end)]
            yield _feature(
                f"movement:{n}",
                {"type": "LineString", "coordinates": line},
                record="movement",
                name=f"{moved.start.name} to {moved.end.name}",
                first=moved.first,
                last=moved.last,
                when=words.days(moved.first, moved.last) if moved.first or moved.last else None,
                origins_for=moved.shown,
                origins_possible=moved.possible,
                told_as_done=not moved.only_planned,
                claims=list(moved.claims),
            )
