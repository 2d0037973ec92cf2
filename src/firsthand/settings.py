"""One frozen record of settings: flag, then environment, then firsthand.toml, then default; read once, passed down."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from firsthand.core.errors import WrongSetting

FILE = "firsthand.toml"
PREFIX = "FIRSTHAND_"
CASE = "brief"
_TILES = re.compile(r"https?://[\w.-]+(?::\d+)?/(?=.*\{z\})(?=.*\{x\})(?=.*\{y\})[\w./{}@?&=-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What may be set for a run."""

    case: Path = Path(CASE)
    """The case folder."""
    threads: int = 0
    """Cores that reading may use; 0 = all."""
    batch: int = 32
    """Reports read at a time: a killed run reads at most this many again."""
    tiles: str | None = None
    """Address of map tiles, with `{z}`, `{x}` and `{y}`; whoever opens a page then asks that server for them."""
    tiles_credit: str | None = None
    """Whom the tiles are owed to; shown below the map."""

    def __post_init__(self) -> None:
        if self.threads < 0 or self.batch < 1:
            msg = "threads must be 0 or more and batch 1 or more; mend the flag, the variable or firsthand.toml"
            raise WrongSetting(msg)
        if self.tiles is not None and not _TILES.fullmatch(self.tiles):
            msg = f"tiles {self.tiles!r} is no address of tiles; write https://HOST/.../{{z}}/{{x}}/{{y}}.png"
            raise WrongSetting(msg)


def settings(
    flags: Mapping[str, Any], environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Settings:
    """Join the layers of settings.

    Args:
        flags: Values from the command line by field name; None = not given.
        environment: `FIRSTHAND_CASE`, `FIRSTHAND_THREADS`, `FIRSTHAND_BATCH`; default the process's own.
        folder: Where `firsthand.toml` may stand; default the working folder.

    Raises:
        WrongSetting: A value or a name cannot be used.
    """
    environment = os.environ if environment is None else environment
    known = {f.name for f in fields(Settings)}
    found: dict[str, Any] = {**_file((folder or Path.cwd()) / FILE, known)}
    found |= {name: value for name in known if (value := environment.get(PREFIX + name.upper())) is not None}
    found |= {name: value for name, value in flags.items() if value is not None}
    plain = Settings()
    try:
        return Settings(
            case=Path(found.get("case", CASE)),
            threads=int(found.get("threads", plain.threads)),
            batch=int(found.get("batch", plain.batch)),
            tiles=found.get("tiles"),
            tiles_credit=found.get("tiles_credit"),
        )
    except ValueError as fault:
        msg = f"{fault}; give a whole number"
        raise WrongSetting(msg) from fault


def _file(path: Path, known: set[str]) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        msg = f"{path}: no TOML ({fault}); mend the file"
        raise WrongSetting(msg) from fault
    if strange := sorted(set(found) - known):
        msg = f"{path}: unknown {', '.join(strange)}; known are {', '.join(sorted(known))}"
        raise WrongSetting(msg)
    return found
