from __future__ import annotations

import copy
import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from firsthand.write.share import Override, Shared, SharedCopyLeaks, leaks, share, shared_files
from firsthand.write.share_names import private_names
from firsthand.write.share_text import Target, edits_in, redactor
from firsthand.write.view import view

SCHEMA = json.loads((files("firsthand.data") / "brief.schema.json").read_text("utf-8"))


def _say(brief: dict[str, Any], words: str) -> dict[str, Any]:
    """Put words into the first claim's quote and its paragraph."""
    claim, report = brief["claims"][0], brief["reports"][0]
    other = [c for c in brief["claims"] if c["report"] == report["id"] and c is not claim]
    brief["claims"] = [c for c in brief["claims"] if c not in other]
    report["claims"], report["passages"] = [claim["id"]], [{"start": 10, "end": 10 + len(words), "text": words}]
    claim["quote"] = {"exact": words, "start": 10, "end": 10 + len(words), "prefix": "", "suffix": ""}
    claim["trigger"] = {"start": 10, "end": 12}
    gone = {c["id"] for c in other}
    for row in (*brief["origins"], *brief["events"], *(d for s in brief["statuses"] for d in s["days"])):
        for key in ("claims", "claims_for", "claims_other"):
            row[key] = [c for c in row.get(key, ()) if c not in gone] if key in row else row.get(key)
            if row[key] is None:
                del row[key]
    return brief


def _all(shared: Shared) -> str:
    return b"".join(shared_files(shared).values()).decode()


def test_a_shared_copy_still_fits_the_schema(brief: dict[str, Any]) -> None:
    jsonschema.validate(share(brief).brief, SCHEMA)


def test_a_junior_person_stands_by_role_everywhere(brief: dict[str, Any]) -> None:
    body = _all(share(_say(brief, "The last plane left, said Jamil Qaso, a guard at the gate; Qaso saw it go.")))
    assert "Jamil" not in body
    assert "Qaso" not in body
    assert "a guard, name withheld" in body


@pytest.mark.parametrize("spelling", ["JAMIL QASO", "Jamîl Qaso", "jamil-qaso"])
def test_no_spelling_of_a_withheld_name_slips_through(brief: dict[str, Any], spelling: str) -> None:
    brief["reports"][1]["title"] = f"What {spelling} saw"
    brief["reports"][1]["url"] = f"https://news.example/{spelling.replace(' ', '-')}-saw"
    shared = share(_say(brief, "The last plane left, said Jamil Qaso, a guard at the gate."))
    for body in shared_files(shared).values():
        assert not leaks(body, ["Jamil Qaso"])


@pytest.mark.parametrize(
    "words",
    [
        "Farhan Haq, the UN deputy spokesman, said a convoy had come.",
        "President Ahmed al-Sharaa said the base was empty.",
        "The governor of Hasakah, Nour al-Din Ahmad, said so.",
    ],
)
def test_office_holders_stand_by_name(brief: dict[str, Any], words: str) -> None:
    shared = share(_say(brief, words))
    assert shared.brief["claims"][0]["quote"]["exact"] == words


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Layla Hesso, 34, said the soldiers had gone.", "Layla Hesso"),
        ("A resident, Layla Hesso, said the soldiers had gone.", "Layla Hesso"),
        ("One of the guards, a fighter named Layla Hesso, said so.", "Layla Hesso"),
        ("Layla Hesso, a mother of three, said the soldiers had gone.", "Layla Hesso"),
    ],
)
def test_private_people_are_found_by_how_they_are_introduced(brief: dict[str, Any], words: str, name: str) -> None:
    assert name in private_names(view(_say(brief, words)))


def test_every_quote_of_a_shared_copy_is_still_cut_from_its_paragraph(brief: dict[str, Any]) -> None:
    shared = share(_say(brief, "The plane left, said Jamil Qaso, a guard, and Jamil Qaso waved.")).brief
    passages = {r["id"]: r["passages"] for r in shared["reports"]}
    for claim in shared["claims"]:
        quote = claim["quote"]
        assert any(
            p["text"][quote["start"] - p["start"] : quote["end"] - p["start"]] == quote["exact"]
            for p in passages[claim["report"]]
        )


def test_only_the_quoted_words_of_a_report_leave_the_desk(brief: dict[str, Any]) -> None:
    assert "rests on nobody" in json.dumps(brief)
    assert "rests on nobody" not in _all(share(brief))


def test_descriptors_of_an_unnamed_voice_are_not_pooled_across_outlets(brief: dict[str, Any]) -> None:
    pooled = "five Syrian sources"
    assert any(pooled in c["quote"]["exact"] for c in brief["claims"])
    assert pooled not in _all(share(brief))


def test_a_shelter_is_given_by_district(brief: dict[str, Any]) -> None:
    place = {
        "role": "at",
        "name": "Wasshukanni camp",
        "lat": 36.6543,
        "lon": 40.4321,
        "radius_m": 500.0,
        "ref": "x:1",
        "kind": "camp",
        "within": "SY",
    }
    brief["claims"][5]["locations"] = [place]
    shared = share(brief)
    assert "Wasshukanni" not in _all(shared)
    blurred = shared.brief["claims"][5]["locations"][0]
    assert (blurred["lat"], blurred["lon"], blurred["radius_m"], blurred["ref"]) == (36.75, 40.5, 25_000.0, None)


def test_the_site_of_the_case_is_named_even_if_it_is_a_hospital(brief: dict[str, Any]) -> None:
    brief["statuses"][0]["site"]["name"] = "Qamishli hospital"
    for claim in brief["claims"]:
        for place in claim["locations"]:
            if place["name"] == "Qamishli airport":
                place["name"] = "Qamishli hospital"
    assert "Qamishli hospital" in json.dumps(share(brief).brief)


def test_a_movement_of_the_last_three_days_is_given_by_district_and_an_old_one_by_name(brief: dict[str, Any]) -> None:
    moved = next(c for c in brief["claims"] if any(p["name"] == "Tartus" for p in c["locations"]))
    at = brief["claims"].index(moved)
    fresh = share(brief, today="2026-01-27").brief["claims"][at]
    old = share(brief, today="2026-02-21").brief["claims"][at]
    assert "Tartus" not in json.dumps(fresh["locations"])
    assert "Tartus" in json.dumps(old["locations"])


def test_an_override_keeps_a_name_and_is_written_down_with_its_reason(brief: dict[str, Any]) -> None:
    shared = share(brief, overrides=[Override(name="Ahmed Ali", reason="he agreed in writing")])
    assert "Ahmed Ali" in json.dumps(shared.brief, ensure_ascii=False)
    assert "he agreed in writing" in shared_files(shared)["withheld.json"].decode()


def test_an_override_without_a_reason_is_refused(brief: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="reason"):
        share(brief, overrides=[Override(name="Ahmed Ali", reason=" ")])


def test_a_leak_stops_the_copy(brief: dict[str, Any]) -> None:
    shared = share(brief)
    broken = Shared(brief=brief, withheld=shared.withheld, overrides=(), secrets=shared.secrets)
    with pytest.raises(SharedCopyLeaks):
        shared_files(broken)


def test_the_brief_at_the_desk_is_left_as_it_was(brief: dict[str, Any]) -> None:
    before = json.dumps(brief, sort_keys=True)
    share(brief)
    assert json.dumps(brief, sort_keys=True) == before


def test_longer_targets_win_and_edits_do_not_meet() -> None:
    targets = [Target(words="Ali", instead="[x]", whole_case=True), Target(words="Ahmed Ali", instead="[y]")]
    assert redactor(targets)("AHMED ALI met Ali, not Alim") == "[y] met [x], not Alim"
    edits = edits_in("Ahmed Ali met Ali", 100, targets)
    assert [(e.start, e.end) for e in edits] == [(100, 109), (114, 117)]


def test_a_withheld_holder_of_a_place_is_withheld_in_the_days_of_its_status(brief: dict[str, Any]) -> None:
    status = copy.deepcopy(brief["statuses"][0])
    status["states"] = ["Jamil Qaso", "unknown"]
    status["days"] = [{**d, "Jamil Qaso": 0.9, "unknown": 0.1} for d in status["days"][:3]]
    brief["statuses"].append(status)
    shared = share(_say(brief, "The last plane left, said Jamil Qaso, a guard at the gate."))
    assert "Jamil" not in _all(shared)


def test_a_camp_without_a_name_loses_its_point_and_the_word_stays(brief: dict[str, Any]) -> None:
    place = brief["claims"][5]["locations"][0] | {
        "name": "camp",
        "kind": "camp",
        "ref": "x:2",
        "lat": 36.65,
        "lon": 40.4,
    }
    brief["claims"][5]["locations"] = [place]
    brief["reports"][1]["title"] = "A camp by the river"
    shared = share(brief)
    assert shared.brief["claims"][5]["locations"][0]["lat"] == 36.75
    assert shared.brief["reports"][1]["title"] == "A camp by the river"


def test_somebody_who_is_called_like_a_word_of_the_page_does_not_stop_the_copy(brief: dict[str, Any]) -> None:
    shared = share(_say(brief, "The last plane left, said Reports Claims, a guard at the gate."))
    assert "Reports Claims" not in shared_files(shared)["brief.json"].decode()
