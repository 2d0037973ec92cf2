"""Words that hold no event to be so: questions, suppositions, ideas, comparisons, the hour of what is to come."""

from __future__ import annotations

import re

from firsthand.data.words import cues
from firsthand.read.reading import Reading
from firsthand.read.stance.governors import is_past
from firsthand.read.stance.modals import modals
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention

_WISHES = re.compile(r"^(?:suppose|imagine|let's say|what if|picture|assume|say that)\b", re.IGNORECASE)
_CLAUSE = 12  # words between `the hour at which` and its verb
_MARKS = frozenset({'"', "\u201c", "\u2018", "'", "\u00ab"})
_NEAR = 6  # words between `than` and what is compared


def is_unreal(reading: Reading, mention: Mention, path: list[tuple[int, int | None]]) -> bool:
    """Whether an event is only asked, supposed, thought of or compared.

    Args:
        reading: The report.
        mention: The event.
        path: Its nodes from the trigger to the root, each with the child that one came from.
    """
    tree = reading.trees[mention.sentence]
    return (
        _is_supposed(reading, mention)
        or _is_idea(tree, mention)
        or _is_bidden(reading, mention, path)
        or _is_open_time(tree, path)
        or _is_preferred(tree, path)
        or _is_compared(tree, path)
    )


def _is_bidden(reading: Reading, mention: Mention, path: list[tuple[int, int | None]]) -> bool:
    """Whether it is what a speaker tells others to do: `"Proceed with the withdrawal of troops."`."""
    tree = reading.trees[mention.sentence]
    for at, came in path:
        if came is not None and tree.rel(came) in {"advcl", "parataxis", "conj", "ccomp"}:
            return False
        bare = (
            tree.upos[at] == "VERB" and tree.lower[at] == tree.lemmas[at] and not tree.kids(at, "nsubj", "aux", "mark")
        )
        opens = at == 0 or tree.words[at - 1] in _MARKS
        if bare and opens and reading.quotation_at(tree.tokens[at].start) is not None:
            return True
    return False


def _is_preferred(tree: Tree, path: list[tuple[int, int | None]]) -> bool:
    """Whether it is only what somebody would like better: `would rather that they died there`."""
    return any(
        tree.lower[k - 1 : k + 1] == ["would", "rather"] for at, _ in path for k in range(max(1, at - _NEAR), at + 3)
    )


def _is_open_time(tree: Tree, path: list[tuple[int, int | None]]) -> bool:
    """Whether it only says of what an hour is the hour: `the hour at which they would leave`."""
    i = path[0][0]
    near = tree.lower[max(0, i - _CLAUSE) : i]
    for k in range(len(near) - 2):
        if near[k + 1 : k + 3] == ["at", "which"] and near[k] in cues("stance")["time_nouns"] and "would" in near[k:]:
            return True
    moments = [k for k in range(i) if tree.lower[k] in {"moment", "minute"} and i - k <= _NEAR]
    if any(tree.lower[k - 1] == "the" and tree.lower[k + 1] != "of" for k in moments if k) and not is_past(tree, i):
        return True  # "the moment those forces are withdrawn"
    return any(
        came is not None
        and tree.rel(came).endswith("relcl")
        and tree.lemmas[at] in cues("stance")["time_nouns"]
        and any(tree.lower[k] in {"would", "will", "should"} for k in tree.kids(came, "aux"))
        for at, came in path
    )


def _is_compared(tree: Tree, path: list[tuple[int, int | None]]) -> bool:
    """Whether it only is what something is more than: `more afraid of prison than of being attacked`."""
    return any(
        tree.lower[k] == "than" and k < at and at - k <= _NEAR
        for at, _ in path[:2]
        for k in tree.kids(at, "mark", "case")
    )


def _is_idea(tree: Tree, mention: Mention) -> bool:
    """Whether an infinitive is only thought of: `To keep a consulate there is a luxury`."""
    i = mention.predicate
    if tree.lower[i].endswith("ing") and mention.form == "verb" and not tree.kids(i, "aux", "mark"):
        subject = tree.rel(i) in {"csubj", "csubj:pass", "nsubj", "nsubj:pass"}
        if subject and _is_judged(tree, i):
            return False
        if subject or (
            i == 0 and any(tree.upos[k] in {"AUX", "VERB"} for k in tree.ancestors(i)[:1]) and "," not in tree.words[:8]
        ):
            return True
    marked = i and tree.lower[i - 1] == "to" and tree.upos[i - 1] == "PART"
    head = tree.head(i)
    takes = head is not None and tree.lemmas[head] == "take"  # "it would take a week to leave"
    return bool(marked) and not takes and (tree.rel(i) in {"csubj", "csubj:pass"} or not _words_before(tree, i - 1))


def _words_before(tree: Tree, i: int) -> bool:
    """Whether a word of weight stands before another: `To keep ...` and `But to keep ...` open the sentence."""
    return any(tree.upos[k] not in {"ADV", "CCONJ", "PUNCT"} for k in range(i))


def _is_judged(tree: Tree, i: int) -> bool:
    """Whether what is done is the subject of a judgement, so that it was done: `losing the base is a setback`."""
    head = tree.head(i)
    if head is None or modals(tree, head):
        return False
    if tree.upos[head] == "VERB":
        return is_past(tree, head)
    return bool(tree.kids(head, "cop")) and tree.lemmas[head] in cues("stance")["judged_nouns"]


def _is_supposed(reading: Reading, mention: Mention) -> bool:
    tree = reading.trees[mention.sentence]
    text = tree.sentence
    words = reading.text[text.start : text.end].strip(" \u201c\u201d\"'")
    if words.endswith("?") or _WISHES.match(words):
        return True
    # what follows "Suppose ...": the supposition holds on as long as the sentences say "would"
    before = reading.trees[mention.sentence - 1].sentence if mention.sentence else None
    if (
        before is not None
        and _WISHES.match(reading.text[before.start : before.end].strip(' \u201c"'))
        and "would" in tree.lower
    ):
        return True
    joined = " ".join(tree.lower)
    return bool(
        re.search(r"\b(?:anyone|those|visitors|travellers|travelers|you) (?:\w+ing |who )?.*\bshould\b", joined)
    )
