"""Claims answered without being told again: `a charge the militants deny`, `The ministry denied this`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.core.claim import Claim
from firsthand.data.words import cues
from firsthand.read.reading import Node, Reading
from firsthand.read.said.cited import Voice
from firsthand.read.tree.tree import Tree
from firsthand.read.what.forms import forms

_POINTERS = frozenset({"this", "that", "it", "these", "them"})
_CHARGES = frozenset({"accusation", "allegation", "charge", "assertion"})
_ACCOUNTS = _CHARGES | {"claim", "report", "account", "statement", "suggestion", "rumour", "rumor"}
_CONFIRMS = frozenset({"confirm", "corroborate", "acknowledge", "admit"})
_NO_ACTS = frozenset({"decline-comment", "statement", "deny", "refuse"})
MOST_ANSWERED = 2  # claims that one denial is of; a list of charges is seldom denied word by word


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One claim as another voice answers it."""

    claim: Claim
    voice: Voice
    cue: Node
    denies: bool


def answers(reading: Reading, made: Sequence[Claim], known: Sequence[Voice]) -> Iterator[Answer]:
    """Yield each claim that a voice denies or confirms by pointing at it, in the order of the voices.

    Args:
        reading: The report.
        made: Its claims so far.
        known: Its voices.
    """
    for voice in known:
        cue = voice.cue
        if cue is None or voice.source is None or voice.manner != "said":
            continue
        tree = reading.trees[cue.sentence]
        word = tree.lower[cue.token]
        denies = word in _forms_of(cues("stance")["denied_verbs"])
        if not denies and word not in _forms_of(_CONFIRMS):
            continue
        pointer = _pointer(tree, cue.token)
        if pointer is not None:
            for claim in _pointed_at(reading, made, Node(sentence=cue.sentence, token=pointer)):
                yield Answer(claim=claim, voice=voice, cue=cue, denies=denies)


def is_answer(reading: Reading, voice: Voice) -> bool:
    """Whether a voice denies what it points back at; then it is no further voice for it."""
    cue = voice.cue
    if cue is None:
        return False
    tree = reading.trees[cue.sentence]
    word = tree.lower[cue.token]
    return word in _forms_of(cues("stance")["denied_verbs"]) and _pointer(tree, cue.token) is not None


def is_confirmed(reading: Reading, voice: Voice) -> bool:
    """Whether a voice only confirms."""
    cue = voice.cue
    return cue is not None and reading.trees[cue.sentence].lower[cue.token] in _forms_of(_CONFIRMS)


@cache
def _forms_of(verbs: frozenset[str]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in forms(verb))


def _pointer(tree: Tree, i: int) -> int | None:
    """Return the word by which a denial points at what was told: `this`, `the allegations`, `a charge`."""
    above = tree.head(i) if tree.rel(i) in {"acl:relcl", "acl"} else None
    objects = tree.kids(i, "nsubj:pass") if tree.is_passive(i) else tree.kids(i, "obj")
    for k in ([above] if above is not None else []) + list(objects):
        if tree.lower[k] in _POINTERS and tree.upos[k] == "PRON":
            return k
        chunk = tree.chunk_at[k]
        is_told = any(j != i for j in tree.kids(k, "acl", "ccomp", "nmod", "acl:relcl"))
        if tree.lemmas[k] in _ACCOUNTS and not is_told and chunk is not None:
            return k
    return None


def _pointed_at(reading: Reading, made: Sequence[Claim], pointer: Node) -> list[Claim]:
    """Return the claims that are meant: of the words before in the sentence, else of the sentence before."""
    tree = reading.trees[pointer.sentence]
    at = tree.tokens[pointer.token].start
    sentences = (pointer.sentence, pointer.sentence - 1)
    for s in sentences:
        found = [
            c
            for c in made
            if c.mention.kind not in _NO_ACTS
            and reading.sentence_at(c.mention.trigger.start) == s
            and c.mention.trigger.end <= at
        ]
        if tree.lemmas[pointer.token] in _ACCOUNTS:
            found = [c for c in found if c.attribution]
        if found:
            return found[:MOST_ANSWERED]
    return []
