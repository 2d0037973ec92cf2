import json

import pytest

from evals import where
from evals.loaders.places import GoldToponym, PlacedText, event_sentences, placed_texts
from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Sentence
from firsthand.read.gazetteer.gazetteer import gazetteer

LGL = """<articles><article><text>Rain in Homs and Aleppo.</text><toponyms>
<toponym><start>8</start><end>12</end><phrase>Homs</phrase><gaztag><lat>34.73</lat><lon>36.72</lon></gaztag></toponym>
<toponym><start>99</start><end>105</end><phrase>Aleppo</phrase><gaztag><lat>36.2</lat><lon>37.16</lon></gaztag></toponym>
<toponym><start>0</start><end>4</end><phrase>Rain</phrase></toponym></toponyms></article></articles>"""
GEOVIRUS = """<articles><article number="0"><text>Rain in Homs.</text><locations><location><name>Homs</name>
<start>8</start><end>12</end><lat>34.73</lat><lon>36.72</lon></location></locations></article></articles>"""
WEBNEWS = """<articles><article file="0"><text>Rain in Homs.</text>
<toponyms><toponym><extractedName>Homs</extractedName>
<start>8</start><end>12</end><latitude>34.73</latitude><longitude>36.72</longitude></toponym></toponyms></article>
</articles>"""


@pytest.mark.parametrize(("xml", "names"), [(LGL, 2), (GEOVIRUS, 1), (WEBNEWS, 1)])
def test_every_form_of_the_field_is_read(tmp_path, xml, names):
    path = tmp_path / "x.xml"
    path.write_text(xml, encoding="utf-8")
    (text,) = placed_texts(path)
    assert len(text.toponyms) == names
    assert text.toponyms[0].span.of(text.text) == "Homs"


def test_a_name_with_broken_offsets_is_moved_to_where_it_stands(tmp_path):
    path = tmp_path / "x.xml"
    path.write_text(LGL, encoding="utf-8")
    (text,) = placed_texts(path)
    assert text.toponyms[1].span.of(text.text) == "Aleppo"


def test_scores_are_those_counted_by_hand():
    text = "Rain in Homs and in Aleppo. Mud in Idlib."
    gold = PlacedText(
        text=text,
        toponyms=(
            GoldToponym(span=Span(start=8, end=12), lat=34.73, lon=36.72),
            GoldToponym(span=Span(start=20, end=26), lat=0.0, lon=0.0),  # put wrong on purpose
            GoldToponym(span=Span(start=0, end=4), lat=0.0, lon=0.0),  # a name that no one would find
        ),
    )
    parse = Parse(sentences=(Sentence(start=0, end=len(text), tokens=()),))
    scores = where.raw([gold], [parse], gazetteer())
    assert scores["end_to_end"] == pytest.approx(1 / 3, abs=1e-4)
    assert scores["recall"] == pytest.approx(2 / 3, abs=1e-4)
    assert scores["precision"] == pytest.approx(2 / 3, abs=1e-4)
    assert scores["accuracy"] == pytest.approx(1 / 2)
    assert where.given([gold], [parse], gazetteer())["accuracy"] == pytest.approx(1 / 3, abs=1e-4)


def test_places_of_events_are_counted_once_a_sentence(tmp_path):
    row = {"text": "Rebels captured Homs.", "spans": [{"start": 7, "end": 15, "label": "VERB"},
                                                     {"start": 16, "end": 20, "label": "LOCATION"}]}  # fmt: skip
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (sentence,) = event_sentences(path)
    parse = Parse(sentences=(Sentence(start=0, end=len(sentence.text), tokens=()),))
    assert where.events([sentence], [parse], gazetteer())["f1"] == 1.0


def test_the_command_prints_one_line_of_json_last(tmp_path, capsys):
    (tmp_path / "place").mkdir()
    (tmp_path / "place" / "x.xml").write_text(LGL, encoding="utf-8")
    assert where.main(["--data", str(tmp_path), "--gold-toponyms"]) == 0
    scores = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert scores["x"]["accuracy"] == 1.0
