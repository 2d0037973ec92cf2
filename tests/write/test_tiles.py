"""Tiles lie where the map's own places lie, and only a page that was asked for them lets their server in."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import pytest

from firsthand.core.errors import WrongSetting
from firsthand.settings import settings
from firsthand.write.map import Frame
from firsthand.write.page import page
from firsthand.write.tiles import MOST, Tiles, tile_images

BRIEF = json.loads((Path(__file__).parent / "qamishli.brief.json").read_text("utf-8"))
SERVER = Tiles(address="https://tiles.example:8080/base/{z}/{x}/{y}.png", credit="the makers of the tiles")
IMAGE = re.compile(r'<image href="\S+?/(\d+)/(\d+)/(\d+)\.png" x="(\S+?)" y="(\S+?)" width="(\S+?)"')


def corner(z: int, x: int, y: int) -> tuple[float, float]:
    """Return longitude and latitude of a tile's north-west corner, by the scheme's own formula."""
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / 2**z))))
    return x / 2**z * 360.0 - 180.0, lat


@pytest.mark.parametrize(
    ("west", "north", "scale"), [(40.0, 38.0, 6000.0), (-70.0, -20.0, 900.0), (3.0, 48.0, 90000.0)]
)
def test_each_tile_stands_on_its_own_corner(west: float, north: float, scale: float) -> None:
    window = Frame(west=west, north=north, pixels_per_radian=scale, width=1040.0, height=580.0)
    found = [tuple(map(float, match)) for match in IMAGE.findall(tile_images(window, SERVER))]
    assert 0 < len(found) <= MOST
    for z, column, row, x, y, width in found:
        here = window.at(*corner(int(z), int(column), int(row)))
        assert here == pytest.approx((x, y), abs=0.06)
        assert 128 <= width <= 515
    assert min(x for _, _, _, x, _, _ in found) <= 0
    assert max(x + width for _, _, _, x, _, width in found) >= window.width


def test_only_a_page_that_was_asked_for_tiles_lets_their_server_in() -> None:
    plain, tiled = page(BRIEF), page(BRIEF, SERVER)
    assert "img-src" not in plain
    assert "<image" not in plain
    assert "img-src https://tiles.example:8080;" in tiled
    assert "the makers of the tiles" in tiled
    assert set(re.findall(r'<image href="(https?://[^/"]+)', tiled)) == {"https://tiles.example:8080"}


def test_an_address_of_tiles_comes_from_flag_variable_or_file(tmp_path: Path) -> None:
    (tmp_path / "firsthand.toml").write_text('tiles = "https://a.example/{z}/{x}/{y}.png"\n')
    assert settings({}, {}, tmp_path).tiles == "https://a.example/{z}/{x}/{y}.png"
    variable = {"FIRSTHAND_TILES": "https://b.example/{z}/{x}/{y}.png"}
    assert settings({}, variable, tmp_path).tiles == "https://b.example/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    "address", ["https://a.example/{z}/{x}.png", "javascript:{z}{x}{y}", "https://a b/{z}/{x}/{y}"]
)
def test_what_is_no_address_of_tiles_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="write https"):
        settings({"tiles": address}, {}, tmp_path)
