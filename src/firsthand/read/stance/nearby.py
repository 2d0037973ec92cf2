"""What the words just before an event say of it, where the tree may be wrong: `is due to`, `an operation to`."""

from __future__ import annotations

import re

from firsthand.core.claim import Stance
from firsthand.data.words import cues
from firsthand.read.stance.governors import came_about, is_made, is_ranked
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention
from firsthand.read.what.roles import joining_verb

_TO_BE = re.compile(r"\b(?:is|are|was|were|'s|'re) (?:now |also |both |all |first |then |not )?to (?:be )?$")
_YET = re.compile(r"\b(?:has|have|had) (?:yet|still) to (?:be )?$|\b(?:is|are|was|were) yet to (?:be )?$")
_GOING = re.compile(
    r"\bgoing to (?:be )?$|\babout to (?:be )?$|\b(?:due|set|scheduled|slated|poised|ready) to (?:be )?$"
)
_NEAR = 6  # words before a trigger in which a modal or negation is believed against the tree
_STOPS = cues("rules")["stance_stops"] | set(',;:\u201c\u201d"\u2013\u2014-')
_CAME_ABOUT = cues("rules")["stance_came_about"]
_MADE_TO = frozenset({"first", "last", "only", "force", "make", "cause", "compel"})


def nearby(tree: Tree, mention: Mention) -> tuple[list[Stance], int]:
    """Read the words just before the predicate, up to a comma or a conjunction: the tree's safety net."""
    if mention.form == "noun" and mention.predicate == mention.token:
        return [], 0
    i = _first_word(tree, mention)
    words: list[str] = []
    for k in range(i - 1, max(-1, i - 1 - _NEAR), -1):
        if tree.lower[k] in _STOPS:
            break
        words.insert(0, tree.lower[k])
    before = " ".join(words) + " "
    found: list[Stance] = []
    if _YET.search(before):
        return [], 1
    if _TO_BE.search(before) or _GOING.search(before):
        found.append("planned")
    if re.search(r"\b(?:expected|likely|projected|forecast|anticipated) to (?:be |have )?$", before):
        found.append("expected")
    if re.search(r"\b(?:will|shall|wo)\s(?:not |n't |also |then |soon |now |be |have |\w+ly )*$", before):
        found.append("planned")
    if re.search(r"\b(?:may|might|could)\s(?:not |also |soon |be |have |already |\w+ly )*(?:been )?$", before):
        found.append("possible")
    if not found and _is_aim(tree, _first_of_row(tree, i), mention):
        found.append("planned")
    negative = 1 if re.search(r"(?:\b(?:not|never)\b|n't)\s(?:yet |been |be |\w+ly |even |so far )*$", before) else 0
    return found, negative


def _first_of_row(tree: Tree, i: int) -> int:
    """Return the infinitive that bears the `to` of a row: `working to protect civilians, ease their return`."""
    head = tree.head(i)
    bare = tree.rel(i) == "conj" and tree.upos[i] == "VERB" and tree.lower[i] == tree.lemmas[i]
    if not bare or head is None or head > i or tree.kids(i, "nsubj", "aux", "mark") or tree.lower[i - 1] == "to":
        return i
    row = [k for k in range(head, i) if tree.lower[k - 1] == "to" and tree.upos[k] == "VERB"]
    return row[-1] if row and (row[-1] == head or tree.lower[head] != tree.lemmas[head]) else i


def _first_word(tree: Tree, mention: Mention) -> int:
    """Return where the predicate begins, with the verb that joins a state to its subject: `to stay shut`."""
    if mention.form == "noun":
        return mention.predicate
    i = min(mention.tokens[0], mention.predicate)
    joint = joining_verb(tree, i)
    return i if joint is None else joint


def _is_aim(tree: Tree, i: int, mention: Mention) -> bool:
    """Whether a verb is an infinitive whose governor does not say that it came about: `an operation to seize it`."""
    at = i - 1
    while at > 0 and tree.lower[at] in {"be", "also", "fully", "finally", "now"}:
        at -= 1
    if at < 1 or tree.lower[at] != "to" or tree.upos[at] not in {"PART", "ADP"}:
        return False
    words = [tree.lemmas[k] for k in range(max(0, at - 4), at)]
    head = tree.head(i)
    if is_ranked(tree, i) or is_made(tree, i) or (head is not None and head < at and came_about(tree, head, mention)):
        return False
    return not (words[-1:] and words[-1] in _CAME_ABOUT) and not set(words) & _MADE_TO
