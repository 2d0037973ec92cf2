"""Silence and doubt: who declined to comment, and what could not be verified."""

from __future__ import annotations

import re
from functools import cache

from firsthand.core.evidence import Span
from firsthand.data.words import cues
from firsthand.read.reading import Node, Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention
from firsthand.read.who.participants import fits

ONE_REFUSAL = 12  # code points between two phrases that tell of the same silence
_NOT = r"(?:not|n['\u2019]t)"


@cache
def _pattern(which: str) -> re.Pattern[str]:
    joined = "|".join(sorted(cues("comment")[which]))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)".replace("NOT", _NOT), re.IGNORECASE)


def silences(reading: Reading) -> tuple[Mention, ...]:
    """Return a mention of `decline-comment` for each no-comment and each unverified claim, in order.

    `trigger` is the phrase's verb; the agent is who kept silent or could not verify, where the words say who.
    """
    found = []
    for s, tree in enumerate(reading.trees):
        words = reading.text[tree.sentence.start : tree.sentence.end]
        seen: list[Span] = []
        for which in ("unverified", "no_comment"):
            for match in _pattern(which).finditer(words):
                span = Span(start=tree.sentence.start + match.start(), end=tree.sentence.start + match.end())
                if any(span.meets(other) or 0 <= span.start - other.end < ONE_REFUSAL for other in seen):
                    continue
                seen.append(span)
                found.append(_mention(reading, s, tree, span))
    return tuple(found)


def _mention(reading: Reading, s: int, tree: Tree, span: Span) -> Mention:
    inside = tuple(i for i, t in enumerate(tree.tokens) if span.start <= t.start < span.end) or (0,)
    verb = next((i for i in inside if tree.tokens[i].upos == "VERB"), inside[0])
    agent = _agent(reading, s, tree, verb, inside)
    roles = {"agent": (agent,)} if agent is not None else {}
    return Mention(
        kind="decline-comment", sentence=s, token=verb, tokens=inside, predicate=verb, form="phrase", roles=roles
    )


def _agent(reading: Reading, s: int, tree: Tree, verb: int, inside: tuple[int, ...]) -> int | None:
    last = inside[-1]
    for i in range(last, min(len(tree), last + 7)):  # "no word from Pyongyang", "calls to the governor's office"
        if tree.lower[i] == "from" and (node := _noun_below(reading, s, tree, i)) is not None:
            return node
    subject = tree.doer(verb) if not tree.is_passive(verb) else None
    if tree.lower[verb] in {"reached", "contacted", "available"}:
        subject = tree.surface_subject(verb)
    if subject is None:
        subject = next(
            (
                tree.doer(at)
                for at in (verb, *tree.ancestors(verb))
                if tree.doer(at) is not None and not tree.is_passive(at)
            ),
            None,
        )
    if (
        subject is not None
        and tree.lower[subject]
        not in {
            "it",
            "that",
            "this",
            "which",
            "calls",
            "call",
            "requests",
            "request",
            "emails",
            "there",
            "claim",
            "claims",
            "report",
            "reports",
        }
        and fits(reading, Node(sentence=s, token=subject), "people")
    ):
        return subject
    if subject is not None and tree.lemmas[subject] in {"call", "request", "email", "message", "question", "letter"}:
        below = [k for k in (*tree.kids(subject, "nmod"), *tree.kids(verb, "obl")) if tree.preposition(k) == "to"]
        return below[0] if below else None
    return None


def _noun_below(reading: Reading, s: int, tree: Tree, i: int) -> int | None:
    for k in range(i + 1, min(len(tree), i + 7)):
        if (
            tree.tokens[k].upos in {"NOUN", "PROPN"}
            and tree.rel(k) not in {"compound", "nmod:poss", "amod", "flat"}
            and fits(reading, Node(sentence=s, token=k), "people")
        ):
            return k
    return None


def hidden(reading: Reading, mention: Mention, silence: Mention) -> bool:
    """Whether an event is only what a silence or a doubt is about: in its sentence, behind or below it."""
    if mention.sentence != silence.sentence or mention is silence:
        return False
    tree = reading.trees[mention.sentence]
    below = set(tree.subtree(silence.token))
    if mention.token in below and mention.token > silence.tokens[0] and not _is_free(tree, mention, silence):
        return True
    if mention.token in silence.tokens:
        return True
    behind = mention.token > silence.tokens[-1] and not any(
        tree.words[k] in {";", ","} or tree.lower[k] in {"but", "and"} for k in range(silence.tokens[-1], mention.token)
    )
    asked = tree.lower[0] in {"asked", "questioned"} and mention.token < silence.tokens[0]
    return behind or asked


def _is_free(tree: Tree, mention: Mention, silence: Mention) -> bool:
    """Whether the event stands in a clause of its own, coordinated with the silence."""
    path = [mention.token, *tree.ancestors(mention.token)]
    inner = path[: path.index(silence.token)] if silence.token in path else path
    return any(tree.rel(k) in {"conj", "parataxis"} and tree.tokens[k].upos in {"VERB", "AUX"} for k in inner)
