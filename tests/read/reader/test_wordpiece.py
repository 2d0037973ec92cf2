from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firsthand.read.reader.wordpiece import FEATURES, WordPiece, case, features

PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "air", "##port", "##s", "-", "cafe", "軍")


def speller() -> WordPiece:
    return WordPiece(PIECES)


def spelled(word: str) -> list[str]:
    return [PIECES[n] for n in speller().pieces(word)]


def test_the_longest_pieces_are_taken_first() -> None:
    assert spelled("Airports") == ["air", "##port", "##s"]


def test_accents_are_dropped_and_signs_parted() -> None:
    assert spelled("CAFÉ-air") == ["cafe", "-", "air"]


def test_what_cannot_be_spelled_is_unknown() -> None:
    assert spelled("zebra") == ["[UNK]"]
    assert spelled("\u200b") == ["[UNK]"]
    assert spelled("\x00") == ["[UNK]"]


def test_shapes_of_words_are_told_apart() -> None:
    assert [case(word) for word in ("base", "Base", "SDF", "iPhone", "A", "T-72", ",", "قاعدة")] == list(range(8))


@given(st.text(min_size=1), st.integers(0, 3))
def test_any_word_has_pieces_and_features_in_range(word: str, gap: int) -> None:
    pieces = speller().pieces(word)
    assert 1 <= len(pieces) <= 24
    found = features(word, gap, len(pieces))
    assert len(found) == len(pieces)
    assert all(0 <= feature < FEATURES for feature in found)
