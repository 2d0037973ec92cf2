"""How far two places lie apart: one rule for every part of the program."""

from __future__ import annotations

import math

from firsthand.core.spacetime import Place

EARTH_M = 6_371_000.0
"""Mean radius; a sphere is within 0.6 % of the ellipsoid."""


def metres_apart(a: Place, b: Place) -> float | None:
    """Return the great-circle distance of two places' points, metres; None where one has no point.

    Points are compared, not areas: two regions that touch may lie hundreds of kilometres apart.
    """
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return great_circle_m((a.lat, a.lon), (b.lat, b.lon))


def great_circle_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two points (latitude, longitude in degrees), metres (haversine)."""
    rise, turn = math.radians(b[0] - a[0]), math.radians(b[1] - a[1])
    share = math.cos(math.radians(a[0])) * math.cos(math.radians(b[0])) * math.sin(turn / 2) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(min(1.0, math.sin(rise / 2) ** 2 + share)))
