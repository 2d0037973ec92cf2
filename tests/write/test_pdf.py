from __future__ import annotations

import sys
from html.parser import HTMLParser
from typing import Any

import pytest

from firsthand.core.errors import WrongSetting
from firsthand.write.pdf import html_of, pdf


class Text(HTMLParser):
    """The words and the elements of a document."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words, self.tags = "", set()
        self.feed(text)

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_every_footnote_of_the_document_has_its_end(brief: dict[str, Any]) -> None:
    text = html_of(brief)
    assert 'href="#n1"' in text
    assert 'id="n1"' in text
    assert text.count("data:image/svg+xml") == 2


def test_a_hostile_quote_is_only_text(brief: dict[str, Any]) -> None:
    bad = '<script>x</script> **bold** [^1] &amp; `c` <img src="http://x.example">'
    brief["problems"] = [{"subject": "f", "stage": "read", "severity": "info", "what": bad, "remedy": "none"}]
    seen = Text(html_of(brief))
    assert bad in seen.words
    assert not seen.tags & {"script", "iframe", "link"}


def test_without_its_extra_the_remedy_is_named(brief: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(WrongSetting, match=r"firsthand\[pdf\]"):
        pdf(brief)


@pytest.mark.filterwarnings("ignore")
def test_the_document_is_a_pdf(brief: dict[str, Any]) -> None:
    pytest.importorskip("weasyprint")
    assert pdf(brief).startswith(b"%PDF-")
