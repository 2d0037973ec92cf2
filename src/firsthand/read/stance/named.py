"""Events that are only named or carried by an `-ing`: `the planned withdrawal`, `bent on taking it`, `false talk`."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.core.claim import Stance
from firsthand.data.words import cues
from firsthand.read.stance.modals import negations
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention

Path = Sequence[tuple[int, int | None]]
_BEHIND = 12  # words behind a noun in which `, announced by` may stand
_TOLD_LATER = frozenset({"by", "in", "on", "last", "this", "earlier", "yesterday"})


def of_adjectives(tree: Tree, mention: Mention) -> list[Stance]:
    """Return what the words beside a named event say of it, where no verb tells of its course.

    `the planned withdrawal` is planned; `the planned withdrawal began on Monday` is left to its verb.
    """
    i = mention.token
    is_told = mention.predicate != i and tree.lower[mention.predicate] != "announced"
    if mention.form != "noun" or is_told or mention.phase != "whole":
        return []
    words = {tree.lower[k] for k in tree.kids(i, "amod") if k < i}
    lists = cues("named")
    found: list[Stance] = []
    if words & lists["possible"]:
        found.append("possible")
    if words & lists["expected"]:
        found.append("expected")
    if words & lists["planned"] or _is_announced(tree, mention):
        found.append("planned")
    return found


def _is_announced(tree: Tree, mention: Mention) -> bool:
    """Whether a leaving is told of as what somebody announced: `the withdrawal, announced by the president,`."""
    i = mention.token
    if mention.kind not in {"withdraw", "evacuate", "hand-over", "transfer"}:
        return False
    return any(
        tree.lower[k] == "announced" and tree.words[k - 1] == "," and tree.lower[k + 1] in _TOLD_LATER
        for k in range(i + 1, min(len(tree) - 1, i + _BEHIND))
        if not any(tree.upos[j] in {"VERB", "AUX"} for j in range(i + 1, k))
    )


def of_preposition(tree: Tree, at: int, came: int) -> tuple[list[Stance], int] | None:
    """Return what a word says of the event behind its preposition: stances and how often negated; None = no claim.

    `bent on taking it`, `committed to leaving`, `on the verge of taking it`, `talks about moving them`.
    """
    marks = {tree.lower[k] for k in (*tree.kids(came, "mark"), *tree.kids(came, "case"))}
    if not marks or (tree.lower[came] == tree.lemmas[came] and tree.upos[came] == "VERB"):
        return [], 0
    lists = cues("named")
    pairs = {f"{word} {mark}" for word in {tree.lower[at], tree.lemmas[at]} for mark in marks}
    if pairs & lists["unheld_by"]:
        return None
    if pairs & lists["planned_by"]:
        return ["planned"], negations(tree, at, came)
    if pairs & lists["expected_by"]:
        return ["expected"], 0
    return [], 0


def is_false_talk(tree: Tree, path: Path) -> bool:
    """Whether it is what the speaker calls untrue: `a misleading campaign suggesting that this means the town's fall`.

    What the false talk starts from, as the subject of `means`, is not called untrue.
    """
    lists = cues("named")
    for at, came in path:
        if came is None:
            continue
        if tree.rel(came).startswith(("nsubj", "csubj")):
            return False
        is_told = any(tree.lower[k] == "that" for k in tree.kids(came, "mark"))
        if is_told and tree.lemmas[at] in lists["false_nouns"]:
            return True
        if is_told and tree.lemmas[at] in lists["suggests"]:
            return any(_is_untrue(tree, k) for k in range(at))
    return _is_told_falsely(tree, path[0][0])


def _is_told_falsely(tree: Tree, i: int) -> bool:
    """Whether the words alone say so, where marks of quotation break the tree: `the assumption "that this means`."""
    suggests = cues("named")["suggests"]
    for k in range(i - 1, 1, -1):
        if tree.words[k] in {",", ";", ":"}:
            return False
        if tree.lower[k] == "that" and {tree.lemmas[k - 1], tree.lemmas[k - 2]} & suggests:
            is_start = "mean" in tree.lemmas[i:]
            return not is_start and any(_is_untrue(tree, j) for j in range(k))
    return False


def _is_untrue(tree: Tree, i: int) -> bool:
    """Whether a noun is talk that is called untrue: `disinformation`, `a misleading media campaign`."""
    lists = cues("named")
    if tree.upos[i] not in {"NOUN", "PROPN"}:
        return False
    return tree.lemmas[i] in lists["false_nouns"] or (
        tree.lemmas[i] in lists["talk_nouns"]
        and any(tree.lower[k] in lists["false_adjectives"] for k in tree.kids(i, "amod"))
    )


def of_risk(tree: Tree, came: int) -> list[Stance]:
    """Return what holds for a deed whose doer hangs from a noun: `a risk of rebel forces capturing the town`."""
    doer = tree.head(came)
    is_deed = tree.rel(came) == "acl" and tree.lower[came].endswith("ing") and not tree.kids(came, "mark", "nsubj")
    if not is_deed or doer is None or tree.rel(doer) != "nmod" or tree.preposition(doer) != "of":
        return []
    above = tree.head(doer)
    lists = cues("stance")
    if above is None:
        return []
    if tree.lemmas[above] in lists["possible_nouns"]:
        return ["possible"]
    return ["expected"] if tree.lemmas[above] in lists["expected_nouns"] else []
