"""Opens the page in a headless Chromium at a desk's and a phone's width, light and dark, and tries it.

Run with `make look`. The axe rules are those of the npm package axe-core, looked for in `$AXE_CORE`,
`node_modules/axe-core/axe.min.js` and `/usr/share/javascript/axe-core/axe.min.js`; without it that test is skipped.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from firsthand.write.page import page
from tests.write.crowd import crowd

pytestmark = [pytest.mark.look, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]

DESK, PHONE = (1400, 900), (390, 844)
LOOKS = [(size, scheme) for size in (DESK, PHONE) for scheme in ("light", "dark")]
REAL_CONNECT = socket.socket.connect


@pytest.fixture
def file(brief: dict[str, Any], tmp_path: Path) -> Path:
    path = tmp_path / "brief.html"
    path.write_text(page(brief), "utf-8")
    return path


@pytest.fixture
def opened(browser: Any, file: Path) -> Iterator[Any]:
    """Open the page as asked; every message of the console and every request that leaves it fails the test."""
    contexts, faults = [], []

    def open_at(size: tuple[int, int] = DESK, scheme: str = "light", path: Path = file) -> Any:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda m: faults.append(m.text) if m.type in {"error", "warning"} else None)
        tab.on("pageerror", lambda e: faults.append(str(e)))
        tab.on("request", lambda r: None if r.url.startswith("file:") else faults.append(r.url))
        tab.goto(path.as_uri())
        return tab

    yield open_at
    for context in contexts:
        context.close()
    assert not faults


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_nothing_runs_over_the_edge(opened: Any, size: tuple[int, int], scheme: str) -> None:
    tab = opened(size, scheme)
    assert tab.evaluate("document.documentElement.scrollWidth") <= size[0]
    outside = """() => [...document.querySelectorAll('main svg text')].filter((t) => {
        const svg = t.ownerSVGElement.getBoundingClientRect(), box = t.getBoundingClientRect();
        return svg.width && box.width && !t.closest('.map') && (box.left < svg.left - 2 || box.right > svg.right + 2);
    }).map((t) => t.textContent)"""
    assert tab.evaluate(outside) == []


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_no_label_of_the_map_lies_on_another(opened: Any, size: tuple[int, int]) -> None:
    tab = opened(size)
    meeting = """() => {
        const boxes = [...document.querySelectorAll('svg.map .pin text')]
            .map((t) => [t.textContent, t.getBoundingClientRect()]).filter(([, b]) => b.width);
        const out = [];
        boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
            const across = p.left + 2 < q.right && q.left + 2 < p.right;
            if (across && p.top + 3 < q.bottom && q.top + 3 < p.bottom) out.push([a, b]);
        }));
        return out;
    }"""
    assert tab.evaluate(meeting) == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_no_serious_fault(opened: Any, size: tuple[int, int], scheme: str) -> None:
    places = [
        os.environ.get("AXE_CORE", ""),
        "node_modules/axe-core/axe.min.js",
        "/usr/share/javascript/axe-core/axe.min.js",
    ]
    path = next((p for p in places if p and Path(p).is_file()), None)
    if path is None:
        pytest.skip("axe-core is not here; `npm install --no-save axe-core`, or name axe.min.js in $AXE_CORE")
    tab = opened(size, scheme)
    tab.evaluate("document.querySelectorAll('details').forEach((d, n) => { if (n < 6) d.open = true; })")
    tab.evaluate(Path(path).read_text("utf-8"))
    found = tab.evaluate("async () => (await axe.run(document)).violations")
    serious = [
        (v["id"], v["help"], [n["target"] for n in v["nodes"]][:5])
        for v in found
        if v["impact"] in {"serious", "critical"}
    ]
    assert serious == []


def test_a_mark_shows_its_quote_while_the_pointer_is_on_it(opened: Any, brief: dict[str, Any]) -> None:
    tab = opened()
    mark = tab.locator("svg.strip.wide a.mark").nth(2)
    mark.hover()
    shown = tab.locator("#tip q").first.inner_text()
    assert shown in {c["quote"]["exact"] for c in brief["claims"]}


def test_a_mark_shows_its_quote_when_it_is_reached_by_keyboard(opened: Any) -> None:
    tab = opened()
    tab.locator("svg.strip.wide a.mark").first.focus()
    tab.keyboard.press("Tab")
    assert tab.locator("#tip").is_visible()
    tab.keyboard.press("Escape")
    assert tab.locator("#tip").is_hidden()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_click_on_a_mark_shows_the_words_in_their_paragraph(
    opened: Any, brief: dict[str, Any], size: tuple[int, int]
) -> None:
    tab = opened(size)
    kind = "wide" if size == DESK else "narrow"
    tab.locator(f"svg.strip.{kind} a.mark").nth(3).click()
    dialog = tab.locator("#context")
    assert dialog.is_visible()
    now = "".join(dialog.locator("section").first.locator("mark.now").all_inner_texts())
    assert now in {c["quote"]["exact"] for c in brief["claims"]}
    assert "rests on nobody's word" in dialog.locator(".passage").first.inner_text()
    tab.keyboard.press("Escape")
    assert dialog.is_hidden()


def test_a_ground_of_the_answer_leads_to_its_words(opened: Any, brief: dict[str, Any]) -> None:
    tab = opened()
    tab.locator(".answer .ref").first.click()
    wanted = next(c for c in brief["claims"] if c["id"] == brief["answer"]["grounds"][0])
    assert tab.locator("#context mark.now").first.inner_text() == wanted["quote"]["exact"]


def test_events_are_filtered_by_kind_origin_stance_and_number(opened: Any) -> None:
    tab = opened()
    every = tab.locator("#list-events .event").count()
    for field in ("#event-kind", "#event-origin", "#event-stance", "#event-voice"):
        tab.locator(field).select_option(index=1)
        told = tab.locator("[data-for=events] output").inner_text()
        assert " of " in told
        assert tab.locator("#list-events .event").count() < every
        tab.locator(field).select_option("")
    tab.locator("[data-least]").check()
    assert all(int(n) >= 2 for n in tab.locator("#list-events .event").evaluate_all("es => es.map((e) => e.dataset.n)"))


def test_claims_are_found_by_their_words_and_sorted_both_ways(opened: Any) -> None:
    tab = opened()
    tab.locator("[data-words]").fill("flag")
    rows = tab.locator("#list-claims tr")
    assert rows.count() >= 2
    assert all("flag" in text.casefold() for text in rows.all_inner_texts())
    tab.locator("[data-words]").fill("")
    tab.locator("[data-sort=kind]").click()
    first = rows.first.get_attribute("data-kind")
    tab.locator("[data-sort=kind]").click()
    assert first < rows.first.get_attribute("data-kind")


def test_a_link_to_a_claim_on_another_page_of_the_table_turns_to_it(
    opened: Any, brief: dict[str, Any], file: Path
) -> None:
    tab = opened()
    at = {tab.locator("#list-claims tr").nth(n).get_attribute("id") for n in range(40)}
    away = next(f"c{n}" for n in range(1, len(brief["claims"]) + 1) if f"c{n}" not in at)
    tab.goto(f"{file.as_uri()}#{away}")
    assert tab.locator(f"#{away}").is_visible()


def test_the_map_zooms_moves_and_comes_back(opened: Any) -> None:
    tab = opened()
    ground = tab.locator("svg.map.wide .ground")
    before = ground.get_attribute("transform")
    scale = tab.locator("svg.map.wide text.scale").inner_html()
    tab.locator("[data-zoom=in]").click()
    tab.locator("[data-zoom=in]").click()
    assert ground.get_attribute("transform") != before
    assert tab.locator("svg.map.wide text.scale").inner_html() != scale
    closer = ground.get_attribute("transform")
    tab.locator("[data-zoom=in]").press("ArrowLeft")
    assert ground.get_attribute("transform") != closer
    tab.locator("[data-zoom=all]").click()
    assert ground.get_attribute("transform") == before


def test_dragging_the_map_moves_it_and_opens_nothing(opened: Any) -> None:
    tab = opened()
    ground = tab.locator("svg.map.wide")
    ground.scroll_into_view_if_needed()
    box = ground.bounding_box()
    before = tab.locator("svg.map.wide .ground").get_attribute("transform")
    tab.mouse.move(box["x"] + 300, box["y"] + 300)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 360, box["y"] + 330, steps=4)
    tab.mouse.up()
    assert tab.locator("svg.map.wide .ground").get_attribute("transform") != before
    assert tab.locator("#context").is_hidden()


def test_pointing_at_a_voice_lights_all_that_rests_on_it(opened: Any) -> None:
    tab = opened()
    tab.locator("svg.lineage.wide [data-node^=o]").first.hover()
    assert tab.locator("svg.lineage.wide.lit").count() == 1
    assert tab.locator("svg.lineage.wide path.on").count() >= 1


def test_light_and_dark_can_be_chosen_by_hand(opened: Any) -> None:
    tab = opened(scheme="dark")
    dark = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    tab.locator("#theme").click()
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") != dark


def test_the_page_can_be_read_without_script(browser: Any, file: Path, brief: dict[str, Any]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1400, "height": 900})
    tab = context.new_page()
    tab.goto(file.as_uri())
    assert tab.locator("#list-claims tr").count() == 40
    assert tab.locator(".noscript").first.is_visible()
    assert tab.locator(".answer").inner_text().startswith(brief["answer"]["sentence"])
    context.close()


def test_a_hostile_page_runs_nothing(browser: Any, brief: dict[str, Any], tmp_path: Path) -> None:
    bad = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
    brief["reports"][0]["title"] = brief["question"] = bad
    for claim in brief["claims"]:
        for hop in claim["attribution"]:
            hop["name"] = bad
    path = tmp_path / "hostile.html"
    path.write_text(page(brief), "utf-8")
    tab = browser.new_page()
    tab.goto(path.as_uri())
    tab.locator("#list-claims .q").first.click()
    assert tab.title() != "run"
    assert tab.locator("main img, dialog img").count() == 0
    tab.close()


def test_a_thousand_reports_are_usable(browser: Any, brief: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "crowd.html"
    path.write_text(page(crowd(brief, 1000)), "utf-8")
    tab = browser.new_page(viewport={"width": 1400, "height": 900})
    tab.goto(path.as_uri())
    assert tab.locator("#list-claims tr").count() == 40
    tab.locator(".turner[data-for=claims] button").last.click()
    assert tab.locator("#list-claims tr").count() == 40
    tab.locator(".answer .ref").first.click()
    assert tab.locator("#context mark.now").count() >= 1
    tab.close()
