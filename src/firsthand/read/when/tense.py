"""Whether an expression of time looks back or ahead, by the verb that it goes with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firsthand.core.parse import Token
from firsthand.data.time import time_word_marks
from firsthand.read.when.tokens import Word

SURE = frozenset(("will", "shall", "'ll", "wo"))
MODALS = frozenset(("would", "may", "might", "could", "should", "must", "can"))
WAS_DUE = frozenset(("due", "scheduled", "expected", "set", "slated", "planned", "supposed"))
DUE = 2
"""What was ahead for those of whom it is told, and may be past by the day of telling."""
SETTLED = frozenset(("scheduled", "slated"))
COPULAS = frozenset(("stay", "remain", "keep", "get", "be"))
HAVE = frozenset(("has", "have", "had", "'ve", "having"))
BE_NOW = frozenset(("is", "are", "am", "'s", "'re", "'m", "be"))
BE_THEN = frozenset(("was", "were", "been"))
REACH = 16  # words to look back; beyond that the verb is seldom the expression's own
REACH_AHEAD = 14
STOPS = frozenset((";", ":", "``", "\u201c", "\u201d", '"'))


def tense(row: Sequence[Word], first: int, after: int, tags: Mapping[int, Token]) -> int:
    """Return -1 (past), 1 (future), 2 (was due) or 0 (cannot tell) for the expression `row[first:after]`.

    Args:
        row: The sentence's words.
        first: Index of the expression's first word.
        after: Index after its last word.
        tags: The reader's tokens by their first code point; empty where there is no parse.
    """
    if after < len(row) and row[after].key == "'s":
        return 0
    is_deadline = first > 0 and row[first - 1].key in {"by", "until", "till"}
    for at in range(first - 1, max(-1, first - 1 - REACH), -1):
        if row[at].key in STOPS:
            break
        found = verb_tense(row, at, tags)
        if found is None and is_deadline and "to" in _before(row, at)[:2] and is_verb(row[at], tags):
            return 1
        if found is not None:
            # "a pull-out by the end of August": the past verb before it tells of another thing as often as not
            return min(found + 1, 1) if is_deadline and found != DUE else found
    if first > 0 and any(row[at].key in STOPS or is_verb(row[at], tags) for at in range(max(0, first - 3), first)):
        return 0
    for at in range(after, min(len(row), after + REACH_AHEAD)):
        found = verb_tense(row, at, tags)
        if found is not None:
            return found
    return 0


def is_verb(word: Word, tags: Mapping[int, Token]) -> bool:
    """Whether a word is a verb: as the reader tagged it, else by its form."""
    token = tags.get(word.start)
    if token is not None:
        return token.upos in {"VERB", "AUX"} and word.key not in time_word_marks()["capital"]
    marks = time_word_marks()
    return (
        word.key in SURE | MODALS | HAVE | BE_THEN
        or word.key in marks["past"]
        or (len(word.key) > len("need") and word.key.endswith("ed") and not word.key.endswith("eed"))
        or (word.key in marks["announcing"] and not word.has_capital)
    )


def verb_tense(row: Sequence[Word], at: int, tags: Mapping[int, Token]) -> int | None:
    """Return the tense of the verb at a word, with the auxiliaries before it; None where it is none or cannot tell."""
    word = row[at]
    before = _before(row, at)
    # Without a parse a bare verb shows by what stands before it.
    shows = not tags and bool(before) and before[0] in SURE | MODALS | {"to"}
    if not shows and not is_verb(word, tags):
        return None
    if word.key in SURE or SURE.intersection(before):
        return 1
    if HAVE.intersection(before):
        return _of_perfect(word, tags)
    if MODALS.intersection(before):
        return 1
    if before[:1] == ["to"] or (len(before) > 1 and before[0] in COPULAS and before[1] == "to"):
        return _infinitive(row, at)
    return _of_form(word, before, tags)


def _of_perfect(word: Word, tags: Mapping[int, Token]) -> int:
    """Read "has left" as past, "has scheduled a talk for Monday" as ahead, "has extended it to" as neither."""
    if word.key in SETTLED:
        return 1
    return 0 if _lemma(word, tags) in time_word_marks()["leading_on"] else -1


def _of_form(word: Word, before: Sequence[str], tags: Mapping[int, Token]) -> int | None:
    """Return the tense of a verb by its form and the forms of "be" before it."""
    marks = time_word_marks()
    key, lemma = word.key, _lemma(word, tags)
    is_now, is_then = bool(BE_NOW.intersection(before)), bool(BE_THEN.intersection(before))
    if key.endswith("ing"):
        return 1 if is_now else -1 if is_then else None
    if key in SETTLED | {"planned", "expected", "due", "set"} and not is_then:
        return 1
    if lemma in marks["leading_on"] or is_now:
        return 0
    is_other_form = key not in {lemma, lemma + "s", lemma + "es"} and not key.endswith("s") and key not in BE_NOW
    if is_then or key in BE_THEN or key in marks["past"] or key.endswith("ed") or is_other_form:
        return -1
    if key in marks["announcing"]:
        return 1
    return None if key in MODALS | BE_NOW | HAVE else 0


def _infinitive(row: Sequence[Word], at: int) -> int | None:
    """Read "plans to leave on Monday" and "a program to pay by February" as ahead; "went to leave" asks on.

    "Was due to leave on Sunday" lay ahead once: told on a Monday it is the day before, told on a Friday it is to come.
    """
    to = next(i for i in range(at - 1, -1, -1) if row[i].key == "to")
    governor = row[to - 1] if to else None
    if governor is None or governor.key not in time_word_marks()["ahead"]:
        return None
    was_so = governor.key in WAS_DUE and bool(BE_THEN.intersection(_before(row, to - 1)))
    return DUE if was_so and not SURE.intersection(_before(row, at)) else 1


def _before(row: Sequence[Word], at: int) -> list[str]:
    """Return the auxiliaries and `to` right before a verb, nearest first, adverbs skipped."""
    found = []
    for word in reversed(row[max(0, at - 6) : at]):
        is_adverb = word.key in time_word_marks()["adverbs"] or word.key.endswith("ly")
        if word.key in SURE | MODALS | HAVE | BE_NOW | BE_THEN | COPULAS | {"to", "did", "do", "does", "being"}:
            found.append(word.key)
        elif not is_adverb:
            break
    return found


def _lemma(word: Word, tags: Mapping[int, Token]) -> str:
    token = tags.get(word.start)
    return token.lemma.lower() if token is not None else word.key
