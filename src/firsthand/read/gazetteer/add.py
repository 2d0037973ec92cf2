"""A gazetteer of one's own: a dump of GeoNames or a table -> a file that is opened beside the shipped one."""

from __future__ import annotations

import csv
import io
import math
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from firsthand.core.errors import PathNotFound, WrongInput
from firsthand.read.gazetteer.file import Entry, written

GEONAMES_COLUMNS = 19
_KINDS: Mapping[str, str] = {
    "P": "town", "H": "water", "T": "mountain", "L": "area", "V": "area", "R": "area", "S": "site", "U": "water",
    "AIRP": "airport", "AIRF": "airport", "AIRB": "base", "AIRQ": "airport", "MILB": "base", "NVB": "base",
    "HSP": "hospital", "HSPC": "hospital", "CMP": "camp", "CMPRF": "camp", "DAM": "dam", "PRN": "prison",
    "BDG": "bridge", "PRT": "port", "HBR": "port", "ISL": "island", "ISLS": "island", "ADM1": "region",
    "ADM2": "district", "ADM3": "district", "ADM4": "district", "PCLI": "country", "PCLD": "country",
    "PSTB": "crossing", "BDY": "crossing", "UNIV": "university", "SCH": "school", "MSQE": "mosque", "CH": "church",
    "PS": "plant", "OILR": "plant", "OILF": "field", "GASF": "field",
}  # fmt: skip
"""Feature codes of GeoNames, else classes, to kinds of place."""
_REACH_M: Mapping[str, float] = {
    "region": 80_000,
    "district": 20_000,
    "country": 300_000,
    "area": 10_000,
    "water": 5_000,
}
_SITE_M = 1_000.0


def gazetteer_from(file: Path, folder: Path) -> Path:
    """Write a gazetteer of the places in a file, and return its path: `gazetteer-NAME.bin` in the folder.

    Args:
        file: A dump of GeoNames (`SY.txt` or `SY.zip`: 19 columns, parted by tabs), or a CSV whose first row names its
            columns: `name`, `lat`, `lon`, and as far as wanted `kind`, `country` (ISO 3166 alpha-2), `population`,
            `radius_km`, `ref`, `names` (parted by `|`).
        folder: A case folder, or the user's own data folder; the gazetteer of a case opens what lies there.

    Raises:
        PathNotFound: There is no such file.
        WrongInput: A row cannot be used; the message names it.

    Cost: about 20 s for a million places.
    """
    if not file.exists():
        raise PathNotFound(str(file))
    text = _text(file)
    first = text.partition("\n")[0]
    rows = _geonames(text, file) if first.count("\t") == GEONAMES_COLUMNS - 1 else _table(text, file)
    entries = list(rows)
    if not entries:
        msg = f"{file}: holds no place; give a GeoNames dump, or a CSV with the columns name, lat and lon"
        raise WrongInput(msg)
    folder.mkdir(parents=True, exist_ok=True)
    return written(entries, folder / f"gazetteer-{file.stem}.bin")


def _text(file: Path) -> str:
    if file.suffix != ".zip":
        return file.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()]
        if not names:
            msg = f"{file}: holds no .txt; give the archive of a country as GeoNames offers it"
            raise WrongInput(msg)
        return archive.read(names[0]).decode("utf-8")


def _geonames(text: str, file: Path) -> Iterator[Entry]:
    for number, line in enumerate(text.splitlines(), 1):
        row = line.split("\t")
        if len(row) != GEONAMES_COLUMNS:
            msg = f"{file}, line {number}: {len(row)} columns, not {GEONAMES_COLUMNS}; fetch the dump again"
            raise WrongInput(msg)
        kind = _KINDS.get(row[7]) or _KINDS.get(row[6], "area")
        people = int(row[14] or 0)
        reach = 1_000 + 12 * math.sqrt(people) if kind == "town" else _REACH_M.get(kind, _SITE_M)
        names = (row[2], *row[3].split(","))
        yield Entry(
            name=row[1],
            lat=_number(row[4], file, number),
            lon=_number(row[5], file, number),
            kind=kind,
            country=row[8],
            region=f"{row[8]}.{row[10]}" if row[10] else "",
            population=people,
            radius_m=reach,
            ref=f"geonames:{row[0]}",
            names=tuple(name for name in names if name and name != row[1]),
            is_loose=True,
        )


def _table(text: str, file: Path) -> Iterator[Entry]:
    reader = csv.DictReader(io.StringIO(text))
    if not {"name", "lat", "lon"} <= set(reader.fieldnames or ()):
        msg = (
            f"{file}: needs the columns name, lat and lon, has {', '.join(reader.fieldnames or ())}; name them in row 1"
        )
        raise WrongInput(msg)
    for number, row in enumerate(reader, 2):
        kind = row.get("kind") or "town"
        radius = row.get("radius_km")
        yield Entry(
            name=row["name"],
            lat=_number(row["lat"], file, number),
            lon=_number(row["lon"], file, number),
            kind=kind,
            country=(row.get("country") or "").upper(),
            population=int(_number(row.get("population") or "0", file, number)),
            radius_m=_number(radius, file, number) * 1000 if radius else _REACH_M.get(kind, _SITE_M),
            ref=row.get("ref") or "",
            names=tuple(name for name in (row.get("names") or "").split("|") if name),
            is_loose=True,
        )


def _number(written_as: str | None, file: Path, line: int) -> float:
    try:
        return float(written_as or "")
    except ValueError as broken:
        msg = f"{file}, line {line}: {written_as!r} is no number; write degrees as 36.51"
        raise WrongInput(msg) from broken
