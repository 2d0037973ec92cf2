from __future__ import annotations

import csv
import io
import json
import re
import sys
from typing import Any

import pytest

from firsthand.core.errors import WrongSetting
from firsthand.write.export_tables import COLUMNS, brief_of, geo_precision, time_precision
from firsthand.write.exports import FORMATS, export


def _rows(brief: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(brief, "csv").decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_the_same_brief_gives_the_same_bytes(brief: dict[str, Any], name: str) -> None:
    assert export(brief, name) == export(brief, name)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_an_empty_brief_can_be_exported(empty: dict[str, Any], name: str) -> None:
    assert isinstance(export(empty, name), bytes)


def test_an_unknown_format_is_refused_with_those_that_are_known(brief: dict[str, Any]) -> None:
    with pytest.raises(WrongSetting, match="geojson"):
        export(brief, "docx")


def test_json_lines_lose_nothing(brief: dict[str, Any]) -> None:
    assert brief_of(export(brief, "jsonl")) == brief


def test_json_lines_keep_line_separators_within_a_text(brief: dict[str, Any]) -> None:
    brief["reports"][0]["title"] = "a\u2028b\nc\x85d"
    assert brief_of(export(brief, "jsonl")) == brief


def test_the_table_has_a_row_an_event_with_the_columns_of_event_data_sets(brief: dict[str, Any]) -> None:
    rows = _rows(brief)
    assert len(rows) == len(brief["events"])
    assert tuple(rows[0]) == COLUMNS
    leaving = next(row for row in rows if row["kind"] == "withdraw" and row["location"] == "Qamishli airport")
    assert (leaving["plover"], leaving["cameo"], leaving["event_type"]) == ("RETREAT", "0874", "Strategic developments")
    assert (leaving["actor1"], leaving["country"], leaving["geo_precision"]) == ("Russian forces", "SY", "1")


def test_no_cell_is_taken_for_a_formula(brief: dict[str, Any]) -> None:
    for event in brief["events"]:
        event["participants"][0]["name"] = "=HYPERLINK(1)"
    assert all(row["actor1"].startswith("'=") for row in _rows(brief) if row["actor1"])


def test_the_dead_are_counted_only_where_people_are_said_to_be_killed(brief: dict[str, Any]) -> None:
    event = brief["events"][0]
    event["participants"] = [{"name": "men", "role": "object", "type": "person", "ref": None, "count": [3, 5]}]
    assert _rows(brief)[0]["fatalities_low"] == ""
    event["kind"] = "casualties"
    assert (_rows(brief)[0]["fatalities_low"], _rows(brief)[0]["fatalities_high"]) == ("3", "5")


@pytest.mark.parametrize(
    ("begin", "told"),
    [
        (["2026-01-26", "2026-01-26"], 1),
        (["2026-01-20", "2026-01-26"], 2),
        (["2026-01-01", "2026-01-26"], 3),
        ([None, "2026-01-26"], 3),
    ],
)
def test_time_precision_follows_the_width_of_the_beginning(begin: list[str | None], told: int) -> None:
    assert time_precision({"when": {"begin": begin, "end": ["2026-01-26", "2026-01-26"], "edtf": ""}}) == told


def test_precision_of_what_is_not_known_is_not_known() -> None:
    assert time_precision({"when": None}) is None
    assert geo_precision({"lat": None, "radius_m": None}) is None


def test_geojson_keeps_to_rfc_7946(brief: dict[str, Any]) -> None:
    body = json.loads(export(brief, "geojson"))
    assert body["type"] == "FeatureCollection"
    for feature in body["features"]:
        assert feature["type"] == "Feature"
        geometry = feature["geometry"]
        points = (
            []
            if geometry is None
            else [geometry["coordinates"]]
            if geometry["type"] == "Point"
            else geometry["coordinates"]
        )
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points)
    assert {f["properties"]["record"] for f in body["features"]} == {"status", "event", "movement"}
    assert len([f for f in body["features"] if f["properties"]["record"] == "event"]) == len(brief["events"])


def test_lines_of_the_calendar_are_folded_at_75_octets_and_unfold_to_themselves(brief: dict[str, Any]) -> None:
    brief["events"][0]["participants"][0]["name"] = "القوات الروسية" * 9
    body = export(brief, "ics")
    lines = body.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode("utf-8") is not None for line in lines)
    assert "القوات الروسية" * 9 in body.replace(b"\r\n ", b"").decode("utf-8")


def test_an_uncertain_day_spans_all_days_that_may_be_it(brief: dict[str, Any]) -> None:
    brief["events"] = brief["events"][:1]
    brief["events"][0]["when"] = {
        "edtf": "",
        "begin": ["2026-01-21", "2026-01-23"],
        "end": ["2026-01-21", "2026-01-23"],
        "basis": None,
    }
    body = export(brief, "ics").decode()
    assert "DTSTART;VALUE=DATE:20260121" in body
    assert "DTEND;VALUE=DATE:20260124" in body


def test_texts_of_the_timeline_are_escaped(brief: dict[str, Any]) -> None:
    brief["events"][0]["participants"][0]["name"] = "<img src=x onerror=alert(1)>"
    body = json.loads(export(brief, "timelinejs"))
    assert not [e for e in body["events"] if "<img" in e["text"]["headline"] + e["text"]["text"] + e["display_date"]]
    assert all(set(e["start_date"]) == {"year", "month", "day"} for e in body["events"])


def test_stix_ids_are_of_their_type_and_every_reference_has_an_end(brief: dict[str, Any]) -> None:
    objects = json.loads(export(brief, "stix"))["objects"]
    ids = [row["id"] for row in objects]
    assert len(ids) == len(set(ids))
    for row in objects:
        assert re.fullmatch(
            rf"{row['type']}--[0-9a-f]{{8}}-[0-9a-f]{{4}}-5[0-9a-f]{{3}}-[89ab][0-9a-f]{{3}}-[0-9a-f]{{12}}", row["id"]
        )
        refs = [v for k, v in row.items() if k.endswith("_ref")] + row.get("object_refs", [])
        assert set(refs) <= set(ids)


def test_stix_passes_the_reference_parser(brief: dict[str, Any]) -> None:
    stix2 = pytest.importorskip("stix2")
    assert stix2.parse(export(brief, "stix").decode(), allow_custom=False).objects


def test_entities_of_followthemoney_refer_only_to_one_another(brief: dict[str, Any]) -> None:
    rows = [json.loads(line) for line in export(brief, "ftm").decode().splitlines()]
    ids = {row["id"] for row in rows}
    for row in rows:
        for name in ("involved", "document", "entity"):
            assert set(row["properties"].get(name, ())) <= ids
    assert {row["schema"] for row in rows} >= {"Article", "Event", "Documentation", "Organization"}


def test_provenance_names_only_what_it_defines(brief: dict[str, Any]) -> None:
    body = json.loads(export(brief, "prov"))
    known = set(body["entity"]) | set(body["agent"])
    for row in (*body["wasDerivedFrom"].values(), *body["wasAttributedTo"].values()):
        used = {v for k, v in row.items() if k.startswith("prov:") and isinstance(v, str)}
        assert used <= known
    quoted = [row for row in body["wasDerivedFrom"].values() if "prov:type" in row]
    assert len(quoted) == len(brief["claims"])


def test_parquet_without_its_extra_names_the_remedy(brief: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(WrongSetting, match=r"pip install 'firsthand\[parquet\]'"):
        export(brief, "parquet")


def test_parquet_holds_the_rows_of_the_table(brief: dict[str, Any]) -> None:
    pytest.importorskip("pyarrow")
    from pyarrow import parquet  # noqa: PLC0415

    table = parquet.read_table(io.BytesIO(export(brief, "parquet")))
    assert (table.num_rows, tuple(table.column_names)) == (len(brief["events"]), COLUMNS)
