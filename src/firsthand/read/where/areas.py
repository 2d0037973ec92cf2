"""Places that are made from others: a site in a town, a part of a country, a point some way off."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from firsthand.core.parse import Candidate
from firsthand.core.spacetime import Place
from firsthand.read.gazetteer.gazetteer import Gazetteer
from firsthand.read.where.bare import bare
from firsthand.read.where.context import Context
from firsthand.read.where.fold import fold
from firsthand.read.where.words import words

SITE_WITHIN_M = 40_000.0
"""How far from a town's middle its airport or base may lie; the largest cities' farthest airports do."""
_SAME_USE = {
    "airport": ("airport", "base"),
    "base": ("base", "airport"),
    "barracks": ("base",),
    "field": ("field", "base"),
}
WIDE = frozenset({"country", "region", "district", "area", "continent", "water", "mountain", "island"})
_PART_SHIFT = 0.5  # share of a place's reach from its middle to the middle of one of its sides
_MOST_SHIFT_M = 100_000.0  # a place's stored reach is that of a disc; long countries are none
_BESIDE_M = 8_000.0
_LEAST_RADIUS_M = 2_000.0
_METRES_A_DEGREE = 111_200.0


def made(host: Place, seen: Context, name: str, gazetteer: Gazetteer) -> tuple[Place, str] | None:
    """Return the place that the words around a name speak of, and why, where it is not the named place itself.

    Args:
        host: The named place, resolved.
        seen: What the words beside it say.
        name: The whole phrase as written.
        gazetteer: Where built sites are looked up.
    """
    if host.lat is None or host.lon is None:
        return None
    if seen.is_site and host.kind not in {*WIDE, seen.kind}:
        return site(host, str(seen.kind), name, gazetteer)
    if seen.direction is not None:
        return moved(host, seen, name)
    return None


def site(host: Place, kind: str, name: str, gazetteer: Gazetteer) -> tuple[Place, str]:
    """Return the built site of a kind that is nearest to a town, or a place of that kind somewhere in the town."""
    kinds = frozenset(_SAME_USE.get(kind, (kind,)))
    near = gazetteer.sites_near(host.lat or 0.0, host.lon or 0.0, kinds, SITE_WITHIN_M)
    fit = [
        row for row in near if gazetteer.kind(row[1]) == kind or str(gazetteer.place(row[1]).ref).startswith("icao:")
    ]
    if fit and kind in {"airport", "base", "crossing"}:
        metres, number = min(fit, key=lambda row: row[0] + (0 if gazetteer.kind(row[1]) == kind else 5_000))
        return gazetteer.place(number, name), f"the {kind} nearest to {host.name}, {metres / 1000:.0f} km off"
    reach = max(5_000.0, 2 * (host.radius_m or 0.0))
    place = Place(
        name=name, lat=host.lat, lon=host.lon, radius_m=reach, kind=kind, ref=f"{kind}:{host.ref}", within=host.within
    )
    return place, f"a {kind} that the gazetteer does not hold, somewhere in {host.name}"


def moved(host: Place, seen: Context, name: str) -> tuple[Place, str] | None:
    """Return a side of a place, or a point at a distance from it."""
    shares = words().directions.get(seen.direction or "")
    if shares is None or host.lat is None or host.lon is None:
        return None
    reach = max(host.radius_m or 0.0, _LEAST_RADIUS_M)
    if seen.distance_m is not None:
        metres, radius, why = seen.distance_m, max(_LEAST_RADIUS_M, 0.25 * seen.distance_m), "at a distance from"
    elif seen.is_part or host.kind in WIDE:
        metres, radius, why = min(_PART_SHIFT * reach, _MOST_SHIFT_M), 0.6 * reach, "a part of"
        radius = max(radius, reach - metres) if metres < _PART_SHIFT * reach else radius
    else:
        metres, radius, why = reach + _BESIDE_M, reach + _BESIDE_M, "beside"
    lat = host.lat + shares[0] * metres / _METRES_A_DEGREE
    lon = host.lon + shares[1] * metres / (_METRES_A_DEGREE * max(0.1, math.cos(math.radians(host.lat))))
    suffix = f"{seen.direction}" + (f"+{seen.distance_m / 1000:g}km" if seen.distance_m is not None else "")
    if seen.distance_m is None and not seen.is_part and host.kind not in WIDE:
        suffix = f"beside-{suffix}"
    place = Place(
        name=name, lat=round(max(-90.0, min(90.0, lat)), 4), lon=round((lon + 180) % 360 - 180, 4),
        radius_m=float(f"{radius:.2g}"), kind="area", ref=f"{host.ref}/{suffix}", within=host.within,
    )  # fmt: skip
    return place, f"{why} {host.name}"


def somewhere(name: str, kind: str | None, hosts: Sequence[Place], own: str = "") -> Place:
    """Return a place that the gazetteer does not know, somewhere by the first of its hosts.

    The radius is the honest part: twice the reach of the host and never below 30 km, or 5 km for a site in a town.
    A site's reference holds its kind, its host and the words of its name; any other place has none.

    Args:
        name: As written.
        kind: Of the site; None for a place that no noun tells of.
        hosts: Where it may stand, the surest first.
        own: The words of the site's name that are its own; the name without its nouns if none are given.
    """
    for host in hosts:
        if host.lat is not None:
            least = 5_000.0 if kind is not None and host.kind not in WIDE else 30_000.0
            ref = f"{kind}:{host.ref}/{own or fold(bare(name)[0])}" if kind is not None and host.ref else None
            return Place(
                name=name, lat=host.lat, lon=host.lon, radius_m=max(least, 2 * (host.radius_m or 0.0)), kind=kind,
                ref=ref, within=host.within,
            )  # fmt: skip
    return Place(name=name, kind=kind)


def with_first(place: Place, why: str, others: Sequence[Candidate], most: int) -> tuple[Candidate, ...]:
    """Return candidates with a made place before the one that it was made from."""
    score = others[0].score if others else 0.0
    return (Candidate(place=replace(place), score=score, why=why), *others)[:most]
