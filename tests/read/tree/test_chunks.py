"""Noun phrases by word class."""

from firsthand.read.tree.chunks import chunks


def heads(*tagged):
    words, upos = zip(*(item.split("/") for item in tagged), strict=True)
    return [(words[c.start : c.end], words[c.head]) for c in chunks([w.lower() for w in words], upos)]


def test_a_possessor_and_its_noun_are_one_phrase():
    assert heads("the/DET", "city/NOUN", "'s/PART", "main/ADJ", "hospital/NOUN") == [
        (("the", "city", "'s", "main", "hospital"), "hospital")
    ]


def test_an_article_opens_a_new_phrase():
    assert len(heads("high/ADJ", "commission/NOUN", "the/DET", "next/ADJ", "day/NOUN")) == 2


def test_a_bound_belongs_to_its_number():
    assert heads("at/ADP", "least/ADJ", "six/NUM", "tanks/NOUN")[0][0] == ("at", "least", "six", "tanks")


def test_a_participle_within_a_phrase_does_not_break_it():
    assert heads("the/DET", "flooded/VERB", "school/NOUN")[0][1] == "school"


def test_a_pronoun_stands_alone():
    assert heads("they/PRON", "camp/NOUN") == [(("they",), "they"), (("camp",), "camp")]
