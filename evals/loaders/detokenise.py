"""Words of a tokenised corpus -> text as people write it, with every word's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WRITTEN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_LEFT = frozenset(".,;:!?%)]}’”…") | {"n't", "n’t", "...", "''", "'s", "’s", "'re", "'ve", "'ll", "'d", "'m", "’re"}
_LEFT |= {"’ve", "’ll", "’d", "’m"}
_RIGHT = frozenset("([{$£€“‘#")
_BOTH = frozenset("-/–")
_APOSTROPHES = ("’", "'")
_TAILS = frozenset(("s", "t", "re", "ve", "ll", "d", "m"))  # of a clitic that the corpus parts in two: `’`, `s`


def joined(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Write words as a sentence; returns it and each word's half-open place, in code points."""
    text, places, is_open, glued = "", list[tuple[int, int]](), False, True
    for word in words:
        written = _WRITTEN.get(word, word)
        straight = written == '"'
        closing = word == "''" or (straight and word != "``" and is_open)
        tail = text.endswith(_APOSTROPHES) and written in _TAILS
        tight = glued or tail or written in _LEFT or written.lower() in _LEFT or closing or written in _BOTH
        start = len(text) + (0 if tight else 1)
        text += ("" if tight else " ") + written
        places.append((start, len(text)))
        is_open = (not closing) if straight else is_open
        glued = written in _RIGHT or (straight and not closing) or written in _BOTH
    return text, places
