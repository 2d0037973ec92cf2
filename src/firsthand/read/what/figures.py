"""Triggers and what fills their roles; which verbs and objects together mean no event: `take measures`."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.data.events import Frame
from firsthand.data.words import cues
from firsthand.read.tree.tree import Tree

_UNNAMED = frozenset({"anonymity", "identified", "named", "quoted"})
_UNNAMED_WITHIN = 6
_WITHIN = 12  # words behind a verb in which the word that turns its sense may stand
_NOTHING = cues("rules")["roles_nothing"]
_KEPT_THERE = cues("rules")["roles_kept_there"]
_NOWHERE = cues("rules")["roles_nowhere"]
_ANSWERABLE = frozenset({"accountable", "liable", "responsible"})
_CARRIERS = frozenset(
    {"aircraft", "airplane", "bus", "coach", "ferry", "flight", "helicopter", "jet", "plane", "train"}
)
_TAKEN_UP = frozenset({"case", "debate", "file", "inquiry", "investigation", "issue", "probe", "question", "wound"})
_RUBBLE = frozenset({"bomb", "debris", "explosive", "mine", "rubble", "wreckage"})

Roles = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Words that may name an event, before its roles are filled."""

    kind: str
    frame: Frame
    token: int
    tokens: tuple[int, ...]
    form: str
    """`verb`, `noun`, `adjective` or `copula`."""


def is_figurative(tree: Tree, trigger: Trigger, roles: Roles) -> bool:
    """Whether a verb and its object mean no event: `take measures`, `leave office`, `hold them accountable`."""
    if any(tree.lemmas[k] in _NOWHERE for role in ("from", "to", "at") for k in roles.get(role, ())):
        return True
    if tree.lower[trigger.token - 2 : trigger.token] == ["booby", "-"]:
        return True
    if any(tree.lower[k - 1 : k + 1] in (["white", "flags"], ["white", "flag"]) for k in roles.get("object", ())):
        return True  # "waving white flags": no sign of a side
    if trigger.form != "verb":
        return False
    left = roles.get("from", ())
    office = any(tree.lemmas[k] == "office" and not tree.kids(k, "det", "nmod:poss", "compound", "amod") for k in left)
    return office or _is_idle(tree, trigger, roles) or _is_otherwise(tree, trigger)


def _is_idle(tree: Tree, trigger: Trigger, roles: Roles) -> bool:
    """Whether what is moved is nothing that can be: `carry a message`, `clear mines`, `have the group banned`."""
    i, objects = trigger.token, [tree.lemmas[k] for k in roles.get("object", ())]
    if tree.lemmas[i] == "have" and trigger.kind == "be-present":
        done = [k for k in tree.kids(i, "xcomp", "ccomp") if tree.upos[k] == "VERB"]
        return any(tree.lemmas[k] not in _KEPT_THERE for k in done)
    if trigger.kind == "reopen":
        return bool(_TAKEN_UP.intersection(objects))
    if tree.lemmas[i] == "board":
        return bool(_CARRIERS.intersection(objects))  # passengers do
    if tree.lemmas[i] == "clear" and trigger.kind == "transfer":
        return bool(_RUBBLE.intersection(objects))
    return tree.lemmas[i] in {"take", "bring", "send", "carry"} and bool(_NOTHING.intersection(objects))


def _is_otherwise(tree: Tree, trigger: Trigger) -> bool:
    """Whether a word behind turns the sense: `hold them accountable`, `insisted on Wednesday that`."""
    i, last = trigger.token, trigger.tokens[-1]
    if tree.lemmas[i] == "hold" and trigger.kind == "detain" and tree.lower[i + 1 : i + 2] == ["up"]:
        return True  # "the aid has been held up"
    if tree.lemmas[i] == "hold":
        return bool(_ANSWERABLE & set(tree.lower[i + 1 : i + _WITHIN]))
    if tree.lemmas[i] in {"ask", "request"} and trigger.kind == "demand":
        return bool(_UNNAMED & set(tree.lower[i + 1 : i + _UNNAMED_WITHIN]))  # "asked not to be named"
    on = tree.lemmas[i] in {"insist", "call"} and tree.upos[last] == "ADP" and last + 1 < len(tree)
    return on and tree.tells_time(last + 1)
