"""The brief for other programs: one function, a format by name; what each loses stands in docs/explain/exports.md."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from firsthand.core.errors import WrongSetting
from firsthand.write.export_graphs import ftm, prov, stix
from firsthand.write.export_maps import geojson
from firsthand.write.export_tables import csv_table, jsonl, parquet
from firsthand.write.export_times import ics, timelinejs
from firsthand.write.view import Json

FORMATS: MappingProxyType[str, Callable[[Json], bytes]] = MappingProxyType(
    {
        "geojson": geojson,
        "csv": csv_table,
        "jsonl": jsonl,
        "parquet": parquet,
        "ics": ics,
        "timelinejs": timelinejs,
        "stix": stix,
        "ftm": ftm,
        "prov": prov,
    }
)


def export(brief: Json, format: str) -> bytes:  # noqa: A002  # the flag's own name
    """Return the brief in another format; the same brief gives the same bytes.

    Args:
        brief: As in brief.json.
        format: A key of `FORMATS`.

    Raises:
        WrongSetting: No such format, or it needs an extra that is not installed.
    """
    if format not in FORMATS:
        msg = f"no format {format!r}; choose one of {', '.join(FORMATS)}"
        raise WrongSetting(msg)
    return FORMATS[format](brief)
