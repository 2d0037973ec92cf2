from __future__ import annotations

import pytest

from firsthand.core.distance import metres_apart
from firsthand.core.spacetime import Place


def at(lat: float, lon: float) -> Place:
    return Place(name="somewhere", lat=lat, lon=lon)


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert metres_apart(at(10, 20), at(11, 20)) == pytest.approx(111_195, rel=1e-4)


def test_a_degree_of_longitude_shrinks_with_the_latitude() -> None:
    assert metres_apart(at(60, 20), at(60, 21)) == pytest.approx(111_195 / 2, rel=1e-3)


def test_places_on_both_sides_of_the_date_line_are_neighbours() -> None:
    assert metres_apart(at(0, 179.5), at(0, -179.5)) == pytest.approx(111_195, rel=1e-4)


def test_opposite_points_are_half_the_way_round() -> None:
    assert metres_apart(at(0, 0), at(0, 180)) == pytest.approx(20_015_087, rel=1e-6)


def test_a_place_without_a_point_is_at_no_distance() -> None:
    assert metres_apart(Place(name="somewhere"), at(0, 0)) is None
    assert metres_apart(at(0, 0), at(0, 0)) == 0.0
