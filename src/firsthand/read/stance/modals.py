"""What the helpers of a verb say of it: `will`, `may`, `would`, and whether it is negated."""

from __future__ import annotations

from firsthand.core.claim import Stance
from firsthand.data.words import cues
from firsthand.read.stance.conditions import has_condition
from firsthand.read.tree.tree import Tree

_REPORTED_WOULD = cues("rules")["stance_reported_would"]


def modals(tree: Tree, at: int) -> list[Stance]:
    """Return what the helpers and adverbs of a verb say of it, in the order of its helpers."""
    stance = cues("stance")
    found: list[Stance] = []
    for k in (*tree.kids(at, "aux"), *tree.kids(at, "aux:pass")):
        word = tree.lower[k]
        if word in stance["planned_modals"] or word in {"wo", "'ll"}:
            found.append("planned")
        elif word in stance["possible_modals"]:
            found.append("possible")
        elif word in {"would", "'d"} and tree.lemmas[k] != "have":
            found.append(_would(tree, at))
        elif word in {"should", "must", "ought"}:
            found.append("conditional")
    if any(tree.lower[k] in stance["possible_adverbs"] for k in tree.kids(at, "advmod")):
        found.append("possible")
    return found


def _would(tree: Tree, at: int) -> Stance:
    """`would` in reported speech is the future (`said that guards would stay`); elsewhere it hangs on a condition."""
    above = [tree.lower[k] for k in tree.ancestors(at)]
    hoped = cues("stance")["expected_verbs"] | cues("stance")["expected_nouns"]
    if any(tree.lemmas[k] in hoped for k in range(at)):
        return "expected"
    reported = any(word in _REPORTED_WOULD for word in above) or any(
        tree.lower[k] in _REPORTED_WOULD for k in tree.kids(at, "parataxis")
    )
    return "planned" if reported and not has_condition(tree) else "conditional"


def negations(tree: Tree, at: int, came: int | None) -> int:
    """Return 1 where a verb or a noun is negated by its own words, 0 else; the child `came` has no say."""
    turned = 0
    for k in tree.kids_of[at]:
        word, relation = tree.lower[k], tree.rel(k)
        if k == came:
            continue
        if (
            word in {"not", "n't", "never", "hardly"} and relation in {"advmod", "aux", "cc:preconj", "det", "neg"}
        ) or (word == "longer" and relation == "advmod" and k and tree.lower[k - 1] == "no"):
            turned = 1
        if relation in {"nsubj", "nsubj:pass", "obj"} and any(
            tree.lower[d] in {"no", "neither", "not"} and d < k
            for d in tree.kids(k, "det", "advmod", "cc:preconj", "cc")
        ):
            turned = 1
        if relation in {"nsubj", "nsubj:pass", "obj"} and word in {"nobody", "none", "nothing", "neither", "no-one"}:
            turned = 1
        any_of = word == "any" and tree.upos[at] == "NOUN" and not tree.rel(at).startswith("nsubj")
        if relation == "det" and (word in {"no", "neither"} or any_of):
            turned = 1
        nearby = 0 < at - k <= 2  # noqa: PLR2004  # "without having closed"
        if word == "without" and (relation == "case" or (relation == "mark" and nearby)):
            turned = 1
    return turned
