"""Whether an expression of time looks back or ahead, by the verb that it goes with."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.core.parse import Token
from firsthand.read.when_tokens import Word

AHEAD = frozenset("due scheduled planned expected expects expect plans plan slated set going upcoming forthcoming".split())
"""Words that put what follows ahead, most of them only before `to`, `for` or another preposition."""
WEAK_NOUNS = frozenset(("upcoming", "forthcoming"))
MODALS = frozenset("will shall 'll wo would may might could should must can".split())
BACK = frozenset("was were had did been said told ago since after began left went came took made got became".split())
SURE = frozenset("will shall 'll wo".split())
REACH = 14  # words to look back within the sentence


def tense(parse_tokens: Sequence[Token], index: int | None, text: str, row: Sequence[Word], at: int) -> int:
    """Return -1 (past), 1 (future) or 0 (cannot tell) for the expression at a token or word.

    Args:
        parse_tokens: The sentence's tokens, empty where there is no parse.
        index: Which of them is the expression's head.
        text: The whole text.
        row: The sentence's words.
        at: Which of them the expression begins with.
    """
    if parse_tokens and index is not None:
        found = _by_tree(parse_tokens, index, text)
        if found:
            return found
    return _by_words(row, at)


def _by_tree(tokens: Sequence[Token], index: int, text: str) -> int:
    """Climb to the first clause and read its auxiliaries and its form."""
    seen = 0
    at = index
    while at >= 0 and seen < len(tokens):
        token = tokens[at]
        if token.upos in {"VERB", "AUX"} or any(t.head == at and t.deprel == "cop" for t in tokens):
            found = _of_clause(tokens, at, text)
            if found:
                return found
        at = token.head
        seen += 1
    return 0


def _of_clause(tokens: Sequence[Token], verb: int, text: str) -> int:
    """Return the tense of one clause, 0 for a bare infinitive whose governor must decide."""
    auxiliaries = [text[t.start : t.end].lower() for t in tokens if t.head == verb and t.deprel.startswith(("aux", "cop"))]
    marks = [text[t.start : t.end].lower() for t in tokens if t.head == verb and t.deprel == "mark"]
    form = text[tokens[verb].start : tokens[verb].end].lower()
    lemma = tokens[verb].lemma.lower()
    if SURE.intersection(auxiliaries):
        return 1
    if {"have", "has", "had", "'ve", "was", "were", "did", "been"}.intersection(auxiliaries):
        return 1 if "be" in auxiliaries else -1
    if MODALS.intersection(auxiliaries):
        return 1
    if "to" in marks:
        return _infinitive(tokens, verb)
    if lemma in {"schedule", "expect", "plan", "slate", "set"} and auxiliaries:
        return 1
    if {"is", "are", "am", "'s", "'re", "'m"}.intersection(auxiliaries):
        return 1 if form.endswith("ing") else 0
    if form.endswith("ing"):
        return 0
    if tokens[verb].upos == "VERB" and form not in {lemma, lemma + "s", lemma + "es"}:
        return -1
    return 0


def _infinitive(tokens: Sequence[Token], verb: int) -> int:
    """Read "plans to leave on Monday" as ahead; after a past governor the infinitive lies ahead of that, so: unknown."""
    governor = tokens[verb].head
    if governor < 0:
        return 1
    lemma = tokens[governor].lemma.lower()
    ahead = {"plan", "expect", "intend", "hope", "schedule", "agree", "want", "due", "set", "decide", "promise", "vow", "be"}
    return 1 if lemma in ahead else 0


def _by_words(row: Sequence[Word], at: int) -> int:
    """Look for the nearest telling word before the expression, or after one that opens its sentence."""
    for back in range(at - 1, max(-1, at - 1 - REACH), -1):
        found = _of_word(row, back)
        if found:
            return found
        if row[back].key in {";", ".", '"', "\u201c", "\u201d"}:
            return 0
    if at > 2:  # "On Friday," opens its clause; farther in, what follows belongs to others  # noqa: PLR2004
        return 0
    for ahead in range(at + 1, min(len(row), at + 1 + REACH)):
        found = _of_word(row, ahead)
        if found:
            return found
    return 0


def _of_word(row: Sequence[Word], at: int) -> int:
    key = row[at].key
    after = row[at + 1].key if at + 1 < len(row) else ""
    if key in SURE or key == "would" or (key in AHEAD and (after in {"to", "for", "on", "by", "in"} or key in WEAK_NOUNS)):
        return 1
    if key in BACK or (len(key) > 4 and key.endswith("ed") and not key.endswith("eed")):  # noqa: PLR2004  # "killed"
        return -1
    return 0
