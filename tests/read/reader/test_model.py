from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.core.errors import BrokenData
from firsthand.core.parse import ENTITY_TYPES, Parse
from firsthand.read.reader.model import OnnxReader, reader

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """Two officials told the agency on Monday that Russian forces had left Qamishli airport.

"We have seen no convoys since Sunday," said Rami Aziz, a farmer who lives near the runway. The ministry declined to
comment. An Il-76 transport aircraft was still parked there, according to a video published on Tuesday.
"""
STRANGE = {
    "emoji": "👩‍👩‍👧 left 🏳️‍🌈 the base 🇸🇾.",
    "combining": "e\u0301\u0301\u0301\u0301 said n\u0303o \u0301",
    "right to left": "قال الجيش إن القوات غادرت المطار. \u202eThe army left.\u202c",
    "nul": "\x00\x00 The army \x00left\x00.",
    "blank": " \t\r\n\u2028\u3000\u00a0",
    "surrogate": "\ud800 said \udfff",
    "one sign": "." * 5000,
    "no blanks": "base" * 5000,
    "quotes": '"' * 700,
    "lines": "\n".join("a" for _ in range(500)),
}


def check(text: str, parse: Parse) -> None:
    end = 0
    for sentence in parse.sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        end = sentence.end
        tokens = sentence.tokens
        assert (tokens[0].start, tokens[-1].end) == (sentence.start, sentence.end)
        assert all(a.end <= b.start for a, b in pairwise(tokens))
        assert sum(token.head == -1 for token in tokens) == 1
        assert all(-1 <= token.head < len(tokens) and token.head != n for n, token in enumerate(tokens))
        assert all((token.deprel == "root") == (token.head == -1) for token in tokens)
        assert all(-3 <= certainty.value <= 3 for certainty in sentence.certainty)
    assert not "".join(text[a:b] for a, b in uncovered(text, parse)).strip()
    for entity in parse.entities:
        assert entity.type in ENTITY_TYPES
        assert 0 <= entity.start < entity.end <= len(text)
    for attribution in parse.attributions:
        assert attribution.cue
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert span.start < span.end <= len(text)


def uncovered(text: str, parse: Parse) -> list[tuple[int, int]]:
    ends = [0, *(token.end for s in parse.sentences for token in s.tokens)]
    starts = [*(token.start for s in parse.sentences for token in s.tokens), len(text)]
    return list(zip(ends, starts, strict=True))


def test_an_article_is_read() -> None:
    (parse,) = reader(1).parses([ARTICLE])
    check(ARTICLE, parse)
    assert len(parse.sentences) == 4
    said = {ARTICLE[s.start : s.end] for a in parse.attributions for s in a.source}
    assert "Two officials" in said
    cues = {ARTICLE[s.start : s.end] for a in parse.attributions for s in a.cue}
    assert {"told", "said", "according to"} <= {cue.split(" the", 1)[0] for cue in cues}
    named = {ARTICLE[e.start : e.end].split(maxsplit=1)[0] for e in parse.entities if e.type in ("PLACE", "FACILITY")}
    assert "Qamishli" in named
    left = next(t for s in parse.sentences for t in s.tokens if ARTICLE[t.start : t.end] == "left")
    assert (left.lemma, left.upos) == ("leave", "VERB")


def test_texts_read_together_give_what_they_give_alone() -> None:
    texts = [ARTICLE, "", "The army left.", ARTICLE[:150]]
    together = reader(1).parses(texts)
    assert len(together) == len(texts)
    assert together[1] == Parse()
    for text, parse in zip(texts, together, strict=True):
        check(text, parse)
        assert [s.end for s in reader(1).parses([text])[0].sentences] == [s.end for s in parse.sentences]


def test_reading_twice_gives_the_same() -> None:
    assert reader(1).parses([ARTICLE]) == reader(1).parses([ARTICLE])


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE.keys())
def test_strange_text_is_read_without_a_crash(text: str) -> None:
    (parse,) = reader(1).parses([text])
    check(text, parse)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=300), max_size=4))
def test_any_strings_are_read_without_a_crash(texts: list[str]) -> None:
    parses = reader(1).parses(texts)
    assert len(parses) == len(texts)
    for text, parse in zip(texts, parses, strict=True):
        check(text, parse)


@pytest.mark.parametrize("unit", ["The army left the base. ", "x"])
def test_a_long_line_is_read(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    (parse,) = reader(1).parses([text])
    check(text, parse)


def test_missing_weights_are_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(BrokenData, match="missing"):
        OnnxReader(tmp_path / "none.zip").parses(["The army left."])


def test_bytes_that_are_no_archive_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "reader.zip"
    path.write_bytes(b"no archive")
    with pytest.raises(BrokenData, match="no archive of weights"):
        OnnxReader(path).parses(["The army left."])


def test_the_model_is_loaded_only_when_something_is_read() -> None:
    code = "import sys, firsthand.read.reader.model as r; r.reader(); sys.exit('onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
