import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.core.errors import BrokenData, PathNotFound, WrongInput
from firsthand.read.gazetteer.add import gazetteer_from
from firsthand.read.gazetteer.file import Entry, layer, opened, written
from firsthand.read.gazetteer.gazetteer import Gazetteer, gazetteer, metres_between
from firsthand.read.where.fold import fold, key, loose

HAMA = Entry(name="Ḩamāh", lat=35.13, lon=36.76, kind="town", country="SY", region="SY.10", population=400_000,
             ref="geonames:170017", names=("Hama", "Хама"), is_loose=True)  # fmt: skip
BASE = Entry(name="Hama Air Base", lat=35.118, lon=36.711, kind="base", country="SY", ref="icao:OS58", radius_m=3000)
FIELD = Entry(name="Sheldon Field", lat=1.5, lon=-2.5, kind="airport", country="GH", ref="icao:DGXX")


def test_a_place_is_found_by_every_spelling_whatever_its_case_and_accents():
    small = Gazetteer([layer([HAMA, BASE])])
    found = small.found(["hamah", "HAMA", "Хама", "Homs"])
    assert found.which.tolist() == [0, 1, 2]
    assert small.place(int(found.number[0])).ref == "geonames:170017"
    assert found.is_own.tolist() == [True, False, False]


def test_a_file_holds_what_was_written(tmp_path):
    path = written([HAMA, FIELD], tmp_path / "two.bin")
    back = Gazetteer([opened(path)])
    place = back.place(0)
    assert (place.name, place.kind, place.within) == ("Ḩamāh", "town", "SY")
    assert place.lat == pytest.approx(35.13, abs=1e-4)
    assert place.lon == pytest.approx(36.76, abs=1e-4)
    assert back.place(1).ref == "icao:DGXX"
    assert back.place(1).lon == pytest.approx(-2.5, abs=1e-4)


def test_the_same_entries_give_the_same_bytes(tmp_path):
    first, second = written([HAMA, BASE], tmp_path / "a.bin"), written([HAMA, BASE], tmp_path / "b.bin")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("content", [b"", b"not a gazetteer at all", b"FHGAZ1\n\0\xff\xff\0\0{"])
def test_a_file_that_is_no_gazetteer_is_refused(tmp_path, content):
    path = tmp_path / "cut.bin"
    path.write_bytes(content)
    with pytest.raises(BrokenData):
        opened(path)


def test_the_shipped_file_is_under_fifteen_megabytes_and_knows_every_spelling_of_the_table():
    from importlib.resources import files  # noqa: PLC0415

    data = files("firsthand.data")
    assert len((data / "gazetteer.bin").read_bytes()) < 15_000_000
    known = gazetteer()
    found = known.found(["Qamishlo", "Hmeimim", "Донбасс", "دير الزور", "Robotyne"])
    assert set(found.which.tolist()) == {0, 1, 2, 3, 4}


def test_the_compiled_aliases_are_those_of_the_table():
    from importlib.resources import files  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    data = Path(str(files("firsthand.data")))
    shipped = Gazetteer([opened(data / "gazetteer.bin")])
    assert opened(data / "aliases.bin").header["stamp"] == shipped.stamp(data / "aliases.toml"), (
        "run python -m training.gazetteer --aliases-only"
    )


def test_a_case_folder_adds_aliases_and_places(tmp_path):
    (tmp_path / "aliases.toml").write_text(
        '[same.SY]\n"Homs" = ["Emesa City"]\n[base]\n"Point Zulu" = {at = [35.0, 38.0], in = "SY", km = 2}\n',
        encoding="utf-8",
    )
    table = tmp_path / "own.csv"
    table.write_text("name,lat,lon,kind,country,names\nTell Own,36.5,40.5,town,SY,Til Own|Tal O\n", encoding="utf-8")
    gazetteer_from(table, tmp_path)
    known = gazetteer(tmp_path)
    found = known.found(["Emesa City", "Point Zulu", "Til Own"])
    places = [known.place(int(found.number[row])) for row in np.argsort(found.which, kind="stable")]
    assert [place.name for place in places] == ["Homs", "Homs", "Point Zulu", "Tell Own"]
    assert places[2].radius_m == pytest.approx(2000, rel=0.1)


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("this is no toml", "is no TOML"),
        ('[base]\n"X" = {in = "SY"}', "needs at"),
        ('[same.SY]\n"Nowhere At All" = ["X"]', "no place is called"),
    ],
)
def test_a_spoilt_table_of_aliases_is_named(tmp_path, table, complaint):
    path = tmp_path / "aliases.toml"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(BrokenData, match=complaint):
        Gazetteer([layer([HAMA])]).with_aliases(path)


def test_a_dump_of_geonames_becomes_a_gazetteer(tmp_path):
    row = ["99", "Al Qaryah", "Al Qaryah", "Qarya,القرية", "35.5", "38.5", "P", "PPL", "SY", "", "09", "", "", "", "12",
           "", "300", "Asia/Damascus", "2020-01-01"]  # fmt: skip
    dump = tmp_path / "SY.txt"
    dump.write_text("\t".join(row) + "\n", encoding="utf-8")
    small = Gazetteer([opened(gazetteer_from(dump, tmp_path / "case"))])
    assert small.place(int(small.found(["القرية"]).number[0])).ref == "geonames:99"


@pytest.mark.parametrize("table", ["", "name,x\nA,1\n", "name,lat,lon\nA,north,3\n"])
def test_a_table_that_cannot_be_used_is_refused(tmp_path, table):
    path = tmp_path / "bad.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(WrongInput):
        gazetteer_from(path, tmp_path)


def test_a_missing_dump_is_named(tmp_path):
    with pytest.raises(PathNotFound):
        gazetteer_from(tmp_path / "SY.txt", tmp_path)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Khmeimim", "Hmeimim"), ("Deir ez-Zor", "Deir az-Zur"), ("Хмеймим", "Khmeymim"), ("Qamishli", "Kamishly")],
)
def test_transliterations_of_one_name_sound_alike(one, other):
    assert loose(one) == loose(other) != ""


def test_names_of_different_places_do_not_sound_alike():
    names = ["Aleppo", "Homs", "Hama", "Idlib", "Damascus", "Latakia", "Tartus", "Daraa", "Palmyra", "Raqqa"]
    assert len({loose(name) for name in names}) == len(names)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=20))
def test_a_key_fits_into_its_bits(name):
    assert 0 <= key(name) < 2**40


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_survives_the_file_to_ten_metres(lat, lon):
    small = layer([Entry(name="x", lat=lat, lon=lon, kind="town")])
    rows = np.array([0])
    assert metres_between(lat, lon, small.lat(rows), small.lon(rows))[0] < 10


def test_distances_are_those_of_a_globe():
    assert metres_between(0, 0, np.array([0.0]), np.array([1.0]))[0] == pytest.approx(111_195, rel=0.001)


def test_other_spellings_belong_to_the_place_of_that_name_and_not_to_one_once_called_so() -> None:
    known = gazetteer()
    found = known.found(["Sloviansk", "Chernobyl"])
    assert {known.name(number).split(" (")[0] for number in found.number.tolist()} >= {"Slovyansk", "Chornobyl"}
    best = [found.number[found.which == which][0] for which in (0, 1)]
    assert [known.name(int(number)).split(" (")[0] for number in best] == ["Slovyansk", "Chornobyl"]
