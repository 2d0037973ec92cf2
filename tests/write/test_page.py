from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from firsthand.write.page import page
from tests.write.crowd import crowd

HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)">\'"&\x00\x1f'


KEPT = """
id report origin root anchor about kind stance phase date verdict independent confidence aspect published updated
as_of
said_on polarity role state last_attested firsthand sha256 severity stage basis copy source type first by
earliest latest
"""


class Seen(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def _hostile(value: Any, key: str = "") -> Any:
    keep = set(KEPT.split())
    if isinstance(value, str):
        is_id = re.fullmatch(r"[a-z]+:[0-9a-f]{20}|\d{4}-\d\d-\d\d", value)
        return value if key in keep or is_id else f"{value}{HOSTILE}"
    if isinstance(value, list):
        return [_hostile(item, key) for item in value]
    if isinstance(value, dict):
        return {name: _hostile(item, name) for name, item in value.items()}
    return value


def test_a_hostile_report_puts_no_element_and_no_handler_into_the_page(brief: dict[str, Any]) -> None:
    brief["statuses"] = [{**s, "states": s["states"]} for s in brief["statuses"]]
    states = {s["id"]: (s["states"], s["days"], s["spans"]) for s in brief["statuses"]}
    bad = _hostile(brief)
    for status in bad["statuses"]:
        status["states"], status["days"], status["spans"] = states[status["id"]]
    tame, wild = Seen(page(brief)), Seen(page(bad))
    scripts = [attrs.get("type") for tag, attrs in wild.tags if tag == "script"]
    assert scripts == ["application/json", None]  # data, which no browser runs, and our own
    assert {tag for tag, _ in wild.tags} <= {tag for tag, _ in tame.tags} | {"bdi"}
    assert not [name for _, attrs in wild.tags for name in attrs if name.startswith("on")]
    assert not [attrs for _, attrs in wild.tags if (attrs.get("href") or "#")[0] != "#"]


def test_the_policy_names_the_hash_of_the_one_script_and_the_one_style(brief: dict[str, Any]) -> None:
    text = page(brief)
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1])
    for element in ("script", "style"):
        bodies = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        assert len(bodies) == 1
        digest = base64.b64encode(hashlib.sha256(bodies[0].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_the_page_asks_nothing_of_any_network(brief: dict[str, Any]) -> None:
    for tag, attrs in Seen(page(brief)).tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
        assert not {"src", "srcset", "style", "xlink:href"} & set(attrs), (tag, attrs)


def _data(text: str) -> dict[str, Any]:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1])


def test_every_link_inside_the_page_has_an_end_on_it_or_in_its_data(brief: dict[str, Any]) -> None:
    text = page(brief)
    seen, data = Seen(text), _data(text)
    ends = {attrs["id"] for _, attrs in seen.tags if "id" in attrs}
    ends |= {f"{table[0]}{n}" for table in ("claims", "events", "reports") for n in data[table]["id"]}
    assert {attrs["href"][1:] for tag, attrs in seen.tags if tag == "a" and attrs.get("href")} <= ends
    assert {c for _, attrs in seen.tags for c in (attrs.get("data-claims") or "").split()} <= ends


def test_no_two_elements_share_an_id(brief: dict[str, Any]) -> None:
    ids = [attrs["id"] for _, attrs in Seen(page(brief)).tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_the_same_brief_gives_the_same_bytes(brief: dict[str, Any]) -> None:
    assert page(brief) == page(brief)


def test_every_quote_stands_in_the_page_letter_for_letter_and_marked(brief: dict[str, Any]) -> None:
    text = page(brief)
    for number, claim in enumerate(brief["claims"], 1):
        marked = re.findall(rf'<mark data-c="(?:c\d+ )*c{number}(?: c\d+)*">(.*?)</mark>', text, re.DOTALL)
        assert html.unescape("".join(marked)) == claim["quote"]["exact"]


def test_every_quote_is_cut_from_the_data_letter_for_letter(brief: dict[str, Any]) -> None:
    first = brief["claims"][0]
    for report in brief["reports"]:  # beyond the plane in which the script counts one unit a letter
        report["passages"] = [{**p, "text": "𝔄" + p["text"][1:]} for p in report["passages"]]
    passage = next(p for r in brief["reports"] if r["id"] == first["report"] for p in r["passages"][:1])
    quotes = {f"c{n}": c["quote"] for n, c in enumerate(brief["claims"], 1)}
    data = _data(page(brief))
    assert passage["text"].startswith("𝔄")
    for n, ident in enumerate(data["claims"]["id"]):
        cut = data["claims"]["quote"][n]
        if data["claims"]["passage"][n] >= 0:
            text = data["reports"]["passages"][data["claims"]["report"][n]][data["claims"]["passage"][n]]
            units = text.encode("utf-16-le")
            cut = units[2 * data["claims"]["start"][n] : 2 * data["claims"]["end"][n]].decode("utf-16-le")
        assert cut == quotes[f"c{ident}"]["exact"]


def test_an_empty_pile_gives_a_page_that_says_so(empty: dict[str, Any]) -> None:
    text = page(empty)
    assert "The pile holds no claim that answers this." in text
    assert "No claim was found in these reports." in text
    assert "No answer" in text


def test_a_right_to_left_title_stands_in_an_element_of_its_own(brief: dict[str, Any]) -> None:
    brief["reports"][0]["title"] = "صور أقمار صناعية"
    assert "<bdi>صور أقمار صناعية</bdi>" in page(brief)


def test_likelihood_and_confidence_never_share_a_sentence(brief: dict[str, Any]) -> None:
    words = "almost no chance|very unlikely|unlikely|roughly even chance|likely|almost certain"
    text = re.sub(r"<(?:script|style)>.*?</(?:script|style)>", "", page(brief), flags=re.DOTALL)
    text = re.sub(r"</(?:p|span|li|b|div|h\d|dd|summary|td)>", ". ", text)
    for sentence in re.split(r"[.!?]\s", html.unescape(re.sub(r"<[^>]+>", "", text))):
        assert not (
            re.search(rf"\b({words})\b", sentence, re.IGNORECASE)
            and re.search(r"\b(low|moderate|high) confidence\b", sentence, re.IGNORECASE)
        )


def test_a_hundred_reports_stay_below_three_megabytes(brief: dict[str, Any]) -> None:
    assert len(page(crowd(brief, 100)).encode()) < 3_000_000


@pytest.mark.parametrize("field", ["published", "outlet", "title", "url", "file"])
def test_a_report_that_lacks_a_field_still_has_its_place(brief: dict[str, Any], field: str) -> None:
    for report in brief["reports"]:
        report[field] = None
    assert 'id="r24"' in page(brief)


def test_a_sentence_that_its_quotes_do_not_bear_out_is_not_shown_as_the_answer(brief: dict[str, Any]) -> None:
    brief["answer"]["sentence"] = "It is likely that 700 men under Ivan Petrov left on 3 March 2021."
    text = page(brief)
    assert "Petrov" not in text
    assert "do not bear out" in text


def test_a_line_for_print_that_says_too_much_gives_way_to_the_words_of_a_ground(brief: dict[str, Any]) -> None:
    brief["answer"]["print_safe"] = "Russian forces left by 3 March 2026, as seen by AFP."
    text = page(brief)
    assert "3 March 2026" not in text
    assert "“Troops and gear left on Tuesday, according to AFP correspondent at the airport.”" in text
