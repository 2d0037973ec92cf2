"""Bytes -> text: short texts of Latin script are not taken for Chinese."""

import pytest

from firsthand.read.report.charset import decoded

SHORT = [
    "Die Truppen räumten den Stützpunkt am Dienstag. Für die Übergabe gibt es keinen Termin.",
    "Les forces françaises ont quitté la base de Gao, a déclaré le porte-parole de l’armée.",
    "Las tropas salieron de la base el sábado, según el ministerio. ¿Volverán en otoño?",
    "Die Straße ist gesperrt.",
]
OTHERS = [
    ("Российские войска покинули аэропорт во вторник, сообщил источник агентству.", "cp1251"),
    ("القوات الروسية غادرت المطار يوم الثلاثاء وفق مصدر أمني تحدث للوكالة", "cp1256"),
    ("俄罗斯军队星期二撤离了机场，一名安全消息人士告诉通讯社，飞机已经离开。", "gb18030"),
]


@pytest.mark.parametrize("text", SHORT)
def test_a_short_western_text_is_read_as_cp1252(text):
    assert decoded(text.encode("cp1252"))[0] == text


@pytest.mark.parametrize(("text", "charset"), OTHERS)
def test_other_scripts_are_not_taken_for_western_text(text, charset):
    assert decoded(text.encode(charset))[1] != "cp1252"


def test_utf8_is_read_without_a_guess():
    assert decoded("Stützpunkt geräumt".encode()) == ("Stützpunkt geräumt", None)
