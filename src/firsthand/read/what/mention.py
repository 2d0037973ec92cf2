"""An event as named at one point of a text, before it is a claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from firsthand.core.claim import Phase
from firsthand.core.evidence import Span
from firsthand.read.reading import Reading
from firsthand.read.tree.tree import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An event as named at one point of the text, with the words in its roles."""

    kind: str
    sentence: int
    token: int
    tokens: tuple[int, ...]
    predicate: int
    """The verb from which stance and voice are read: the trigger itself, or the light verb that carries it."""
    phase: Phase = "whole"
    form: str = "verb"
    roles: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    negated: bool = False
    """Where a denial turns the sense round: those who are unable to leave are there."""
    opens: bool = False
    """Whether another word completes the trigger (`left ... dead`)."""
    borrowed: Mention | None = None
    """The mention that an anaphor (`the operation`) takes up; its roles hold where this one has none."""

    def span(self, reading: Reading) -> Span:
        """Return the trigger's place in the text."""
        return reading.trees[self.sentence].span(list(self.tokens))


def state(
    kind: str, where: tuple[int, int, int], roles: Mapping[str, tuple[int, ...]], phase: Phase = "continues"
) -> Mention:
    """Return a state that one noun tells; `where` is its sentence, the noun, and where its stance is read from."""
    s, token, predicate = where
    return Mention(
        kind=kind,
        sentence=s,
        token=token,
        tokens=(token,),
        predicate=predicate,
        form="copula",
        phase=phase,
        roles=roles,
    )


def is_over(tree: Tree, mention: Mention) -> bool:
    """Whether a state is told as past: `where the radar used to stand`."""
    before = tree.lower[max(0, mention.token - 3) : mention.token]
    return before[-2:] == ["used", "to"]


def is_outside(tree: Tree, mention: Mention) -> bool:
    """Whether a place is told not to be held: `the town is out of the army's control`, `is beyond their control`."""
    if mention.kind != "hold" or mention.form != "copula":
        return False
    near = tree.lower[max(0, mention.token - _LEAD) : mention.token]
    return bool({"outside", "beyond"} & set(near)) or any(near[k : k + 2] == ["out", "of"] for k in range(len(near)))


_LEAD = 5  # words from `out of` to `control`


def is_ended(tree: Tree, mention: Mention) -> bool:
    """Whether a state is told to be no more: `no longer functional`, `does not work any more`."""
    near = tree.lower[max(0, mention.token - 3) : mention.token + 4]
    return "anymore" in near or any(
        pair in (("no", "longer"), ("any", "more"), ("any", "longer")) for pair in pairwise(near)
    )


def is_of_none(tree: Tree, mention: Mention) -> bool:
    """Whether those who stay are none: `not a single soldier remained`, `no guards stayed behind`."""
    if tree.lemmas[mention.token] not in {"remain", "stay"}:
        return False
    chunks = [tree.chunk_at[k] for k in mention.roles.get("agent", ())]
    return any(
        {"no", "not", "none"} & set(tree.lower[max(0, c.start - 1) : c.head + 1]) for c in chunks if c is not None
    )
