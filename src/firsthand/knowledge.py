"""What a reading is made with: the digests of the package's tables, weights and rules, and of a case's own places."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from firsthand import __version__
from firsthand.core.codec import canonical


@cache
def knowledge() -> dict[str, str]:
    """Return the SHA-256 of every table, map and weight that the package carries, by name."""
    folder = files("firsthand.data")
    names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith(("_", ".")))
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in names
        if (folder / name).is_file() and not name.endswith((".py", ".pyc"))
    }


def places_of(folder: Path) -> Path | None:
    """Return a case folder if it has places of its own."""
    return folder if any(folder.glob("gazetteer*.bin")) or (folder / "aliases.toml").exists() else None


def reading_name(folder: Path) -> str:
    """Return what names a reading: the version, and a digest of what it is made with, a case's own places too."""
    own = hashlib.sha256(_rules().encode("ascii"))
    for path in sorted((*folder.glob("gazetteer*.bin"), *folder.glob("aliases.toml"))):
        own.update(path.read_bytes())
    return f"read@{__version__}+{own.hexdigest()[:16]}"


@cache
def _rules() -> str:
    digest = hashlib.sha256(canonical(knowledge()))
    for room in ("read", "data", "core"):
        folder = files(f"firsthand.{room}")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                digest.update(entry.read_bytes())
    return digest.hexdigest()
