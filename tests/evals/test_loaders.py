from __future__ import annotations

from typing import TYPE_CHECKING

from evals.loaders import certainty, entities, polnear, treebank
from evals.loaders.detokenise import joined

if TYPE_CHECKING:
    from pathlib import Path

CONLLU = """# newdoc id = one
# sent_id = 1
# text = They don't go.
1\tThey\tthey\tPRON\t_\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\t_\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\t_\t_\t0\troot\t_\t_
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

# newpar
# text = No.
1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\t_
2\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_

"""


def test_a_treebank_is_put_back_into_its_text(tmp_path: Path) -> None:
    path = tmp_path / "x.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    (text,) = treebank.ewt(path)
    assert text.text == "They don't go.\n\nNo."
    assert [text.text[w.start : w.end] for t in text.trees for w in t.words] == [
        "They", "do", "n't", "go", ".", "No", ".",
    ]  # fmt: skip
    assert [w.head for w in text.trees[0].words] == [3, 3, 3, -1, 3]
    assert [t.paragraph for t in text.trees] == [True, True]


def test_brat_marks_become_attributions(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a_0001.txt").write_text("“We left,” he said. “All of us.”", encoding="utf-8")
    (tmp_path / "attributions" / "a_0001.ann").write_text(
        "T1\tSource 11 13\the\nT2\tCue 14 18\tsaid\nT3\tContent 0 10;20 32\t...\nT4\tAttribution 14 18\tsaid\n"
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\nT5\tDiscard 0 2\t...\n",
        encoding="utf-8",
    )
    (article,) = polnear.articles(tmp_path)
    (attribution,) = article.attributions
    assert attribution.content == ((0, 10), (20, 32))
    assert article.spans("Source") == {(11, 13)}


def test_newswire_words_become_a_text_with_mentions(tmp_path: Path) -> None:
    rows = "The\tO\nSyrian\tB-NORP\narmy\tO\n.\tO\n\nRami\tB-Person\nAziz\tI-Person\n,\tO\nof\tO\nHoms\tB-Location\n"
    (tmp_path / "a.txt.tsv").write_text(rows, encoding="utf-8")
    (mentions,) = entities.newswire(tmp_path)
    assert mentions.text == "The Syrian army.\nRami Aziz, of Homs"
    assert [(e.type, mentions.text[e.start : e.end]) for e in mentions.entities] == [
        ("NATIONALITY", "Syrian"), ("PERSON", "Rami Aziz"), ("PLACE", "Homs"),
    ]  # fmt: skip


def test_a_name_inside_a_name_leaves_the_outer_one_whole(tmp_path: Path) -> None:
    rows = "Addis\tB-Organization\tB-Location\nAbaba\tI-Organization\tI-Location\nForum\tI-Organization\n"
    (tmp_path / "a.txt.tsv").write_text(rows, encoding="utf-8")
    (mentions,) = entities.newswire(tmp_path)
    assert mentions.entities == (entities.GoldEntity(start=0, end=17, type="ORG"),)


def test_treebank_spelling_is_written_as_people_write() -> None:
    text, places = joined(["``", "I", "do", "n't", "-LRB-", "yet", "-RRB-", "know", ",", "''", "he", "said", "."])
    assert text == '"I don\'t (yet) know," he said.'
    assert joined(["Christie", "’", "s", "sale"])[0] == "Christie’s sale"
    assert [text[s:e] for s, e in places][:4] == ['"', "I", "do", "n't"]


def test_certainty_rows_keep_their_order(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text('{"text": "It may go .", "targets": [{"span1": [2, 3], "label": 1}]}\n', encoding="utf-8")
    (sentence,) = certainty.sentences(path)
    assert sentence.words[2] == "go"
    assert sentence.targets == ((2, 3, 1.0),)


def test_our_development_split_never_moves() -> None:
    assert [entities.is_dev(name, 0.5) for name in ("a", "b", "c", "d")] == [False, True, True, True]
