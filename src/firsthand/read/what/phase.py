"""Phase: which part of an event the words tell of, by its verb, by the verb that governs it, by its tense."""

from __future__ import annotations

from functools import cache

from firsthand.core.claim import Phase
from firsthand.data.words import cues
from firsthand.read.tree.tree import Tree
from firsthand.read.what.forms import forms
from firsthand.read.what.mention import Mention

MOTION = ("withdraw", "evacuate", "transfer", "arrive", "deploy", "hand-over", "close", "reopen")


def phase(tree: Tree, mention: Mention) -> Phase:  # noqa: C901, PLR0911  # one return a cue
    """Return the phase of an event: of its own words, of the verb that governs it, or of its tense."""
    aspect = cues("aspect")
    i = mention.token
    governor = tree.head(i)
    for at in (mention.predicate, governor):
        relation = tree.rel(i)
        if (
            at is None
            or (at == i and mention.form != "noun")
            or (at == governor and relation not in {"xcomp", "obj", "nsubj", "nsubj:pass", "obl", "ccomp"})
        ):
            continue
        found = next(
            (
                p
                for p in ("begins", "continues", "ends")
                if tree.lemmas[at] in aspect[p] or tree.lower[at] in aspect_forms(p)
            ),
            None,
        )
        if found and tree.tokens[at].upos in {"VERB", "AUX"}:
            return found  # type: ignore[return-value]  # one of three literals
    if (staged := _stage(tree, mention)) is not None:
        return staged
    near = " ".join(tree.lower[max(0, i - 12) : i + 1])
    subject = tree.surface_subject(i)
    if mention.kind in MOTION[:5] and mention.phase == "whole":
        if subject is not None and any(tree.lower[k] in aspect["ends_subject"] for k in tree.subtree(subject)):
            return "ends"
        if tree.lower[i].endswith("ing") and any(tree.lemmas[k] == "be" for k in tree.kids(i, "aux")):
            return "continues"
        if "being" in tree.lower[max(0, i - 2) : i]:
            return "continues"
        if any(tree.lower[k] in aspect["ends_adverbs"] for k in tree.kids(i, "advmod")):
            return "ends"
    if mention.kind == "be-present" and "had" in {tree.lower[k] for k in tree.kids(i, "aux", "aux:pass", "cop")}:
        return "whole"  # "had been based there": of an earlier time, not of the day it is said
    if mention.kind in {"close", "detain", "hold", "seize"} and mention.phase == "whole" and _is_state(tree, i, near):
        return "continues"
    return mention.phase


def is_stuck(tree: Tree, i: int) -> bool:
    """Whether those meant could not do it: `were unable to leave`, `could not get out`."""
    head = tree.head(i)
    unable = head is not None and tree.rel(i) in {"xcomp", "advcl"} and tree.lower[head] == "unable"
    helpers = {tree.lower[k] for k in tree.kids(i, "aux")}
    return unable or (
        bool(helpers & {"could", "can", "cannot", "ca"})
        and bool({"not", "n't", "cannot"} & {tree.lower[k] for k in tree.kids(i, "advmod", "aux")})
    )


def _stage(tree: Tree, mention: Mention) -> Phase | None:
    """Return the phase that a noun above the event names: `the beginning of the exit`, `the process of leaving`."""
    nouns = cues("aspect")
    came = mention.token
    at = tree.head(came)
    passing = False
    while at is not None and tree.rel(came) in {"nmod", "acl"} and tree.preposition(came) in {"of", None}:
        if tree.lemmas[at] in nouns["begins_nouns"]:
            return "begins"
        if tree.lemmas[at] in nouns["ends_nouns"]:
            return "ends"
        if tree.lemmas[at] not in nouns["stage_nouns"]:
            return None
        passing = True
        came, at = at, tree.head(at)
    if not passing:
        return None
    if at is not None and tree.rel(came) in {"obj", "nsubj", "nsubj:pass"}:
        return next((part for part in _PARTS if tree.lower[at] in aspect_forms(part)), "continues")
    return "continues"


_PARTS: tuple[Phase, ...] = ("begins", "ends", "continues")


@cache
def aspect_forms(part: str) -> frozenset[str]:
    """Return every form of the verbs of one phase: of beginning, going on, ending."""
    return frozenset(form for verb in cues("aspect")[part] if " " not in verb for form in forms(verb))


def _is_state(tree: Tree, i: int, near: str) -> bool:
    """Whether a passive tells of a state: `has been closed since Tuesday`, `are being held`, `stays shut`."""
    after = tree.lower[i + 1 : i + 4]
    if "being" in tree.lower[max(0, i - 2) : i] or "since" in after:
        return True
    if tree.kids(i, "aux:pass", "cop") and (
        {"is", "are", "'s", "'re"} & {tree.lower[k] for k in tree.kids(i, "aux:pass", "cop")}
    ):
        return True
    return any(word in near.split() for word in ("stays", "stay", "remains", "remained", "remain", "stayed", "still"))
