"""Map tiles of somebody's server under the map, where a user has asked for them; none otherwise."""

from __future__ import annotations

import math
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from firsthand.write.drawing import tag
from firsthand.write.map import PAN_ROOM, Frame

TILE = 256.0  # pixels of a tile at its own size
DEEPEST = 18
MOST = 160  # tiles; a page that asks for more is rude to the server


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """A server of web Mercator tiles."""

    address: str
    """With `{z}`, `{x}` and `{y}`."""
    credit: str | None = None

    @property
    def host(self) -> str:
        """What the page's policy has to let in: scheme, host and port."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    def at(self, z: int, x: int, y: int) -> str:
        """Return the address of one tile."""
        return self.address.replace("{z}", str(z)).replace("{x}", str(x)).replace("{y}", str(y))


def tile_images(window: Frame, tiles: Tiles) -> Markup:
    """Return the tiles that cover a drawing and the room around it, at the zoom that comes nearest to their own size.

    Source: the slippy map's scheme, 2^z tiles around the earth, rows from north.
    """
    around = 2 * math.pi * window.pixels_per_radian
    z = min(DEEPEST, max(0, round(math.log2(around / TILE))))
    while z > 0 and _many(window, around / 2**z) > MOST:
        z -= 1
    side = around / 2**z
    left = math.radians(window.west + 180.0) * window.pixels_per_radian
    top = around / 2 - window.from_equator
    columns = _covering(left, window.width, side)
    rows = _covering(top, window.height, side)
    return Markup("").join(
        tag(
            "image",
            href=tiles.at(z, x % 2**z, y),
            x=round(x * side - left, 2),
            y=round(y * side - top, 2),
            width=round(side + 0.5, 2),  # a hair more, so that no seam shows
            height=round(side + 0.5, 2),
        )
        for y in rows
        if 0 <= y < 2**z
        for x in columns
    )


def _covering(start: float, length: float, side: float) -> range:
    first = math.floor((start - length * PAN_ROOM) / side)
    return range(first, math.floor((start + length * (1 + PAN_ROOM)) / side) + 1)


def _many(window: Frame, side: float) -> int:
    across = (1 + 2 * PAN_ROOM) / side
    return math.ceil(window.width * across + 1) * math.ceil(window.height * across + 1)
