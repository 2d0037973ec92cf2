"""The sorts of statement: known by the first word of the trigger, each said in its own words."""

from firsthand.data.dealings import dealing_words, sort_of


def test_forms_of_one_verb_are_one_sort():
    assert {sort_of(word) for word in ("told", "without", "telling", "briefed")} == {"telling", None}


def test_a_sort_is_known_by_the_first_word():
    assert sort_of("found out about") == "finding"


def test_a_sort_has_words_of_its_own():
    words = dealing_words("met")
    assert words is not None
    assert words.past == "met"


def test_a_word_of_no_sort_has_none():
    assert sort_of("retreated") is None
    assert dealing_words("") is None
