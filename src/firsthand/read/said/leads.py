"""Attributions without a verb of speech: `according to two diplomats`, `citing three guards`, `in the video`."""

from __future__ import annotations

from collections.abc import Iterable

from firsthand.core.evidence import Span
from firsthand.data.outlets import outlets
from firsthand.data.words import voice_words
from firsthand.read.reading import Node, Reading
from firsthand.read.said.cited import Voice
from firsthand.read.said.speaker import speech_forms
from firsthand.read.tree.tree import Tree

_LEADS = frozenset(
    {
        ("according", "to"),
        ("judging", "by"),
        ("judging", "from"),
        ("judge", "by"),
        ("going", "by"),
        ("based", "on"),
        ("per", "the"),
        ("reference", "to"),
        ("referring", "to"),
    }
)


_THROUGH = frozenset({"through", "via", "using", "from"})
_POSTS = frozenset(
    {"post", "share", "publish", "release", "circulate", "emerge", "surface", "appear", "upload", "air", "broadcast"}
)
_LEADING = frozenset({word for word, _ in _LEADS} | {"in", "on", "citing", "quoting", "of"} | _THROUGH)
"""Words that a lead begins with."""


_WEAK_LEADS = frozenset({"judging", "judge", "going", "based", "per"})


def leads(reading: Reading, s: int, tree: Tree) -> Iterable[Voice]:
    """Yield every attribution of one sentence that a preposition or a participle introduces, in order."""
    for i, word in enumerate(tree.lower):
        if word in _LEADING:
            yield from _lead(reading, s, tree, i)


def _lead(reading: Reading, s: int, tree: Tree, i: int) -> Iterable[Voice]:
    """Find `according to two diplomats`, `citing three border guards`, `quoting an unsigned memo`."""
    word = tree.lower[i]
    is_lead = i + 1 < len(tree) and (word, tree.lower[i + 1]) in _LEADS
    if word == "per" and i + 1 < len(tree) and outlets().match(name=tree.words[i + 1]) is not None:
        cover = Span(start=tree.sentence.start, end=tree.tokens[i].start)
        node = Node(sentence=s, token=i + 1)
        yield Voice(source=node, name=None, words=tree.span([i, i + 1]), cue=Node(sentence=s, token=i), covers=(cover,))
        return
    if is_lead and i + 2 < len(tree) and tree.lower[i + 2] == "what":
        source = next((tree.doer(k) for k in range(i + 3, len(tree)) if tree.lower[k] in speech_forms()), None)
    elif is_lead:
        source = _noun_after(tree, i + 2)
    elif word in {"in", "on"} and (seen := _footage_after(tree, i)) is not None:
        yield from _in_footage(s, tree, i, seen)
        return
    elif word in {"citing", "quoting"} and not (i and tree.lower[i - 1] == "without"):
        source = next(iter(tree.kids(i, "obj", "nsubj")), None)
        source = source if source is not None else _noun_after(tree, i + 1)
    else:
        yield from _by_imagery(s, tree, i)
        return
    if source is None or (is_lead and word in _WEAK_LEADS and not _can_tell(reading, Node(sentence=s, token=source))):
        return
    held = i + 2 if is_lead and tree.lower[i + 2] == "what" else source
    head = tree.head(held if is_lead else i)
    cover = _clause_span(tree, head if head is not None else (source if is_lead else i), source)
    if is_lead and _closes_alone(tree, i, source):
        cover = Span(start=tree.sentence.start, end=tree.sentence.end)
    yield Voice(
        source=Node(sentence=s, token=source),
        name=None,
        words=tree.span([i, *tree.noun_phrase(source)]),
        cue=Node(sentence=s, token=i),
        covers=(cover,),
        rank=1 if is_lead and word not in {"reference", "referring"} else 0,
    )


def _by_imagery(s: int, tree: Tree, i: int) -> Iterable[Voice]:
    """Find imagery by which somebody knows, and footage that is named for what it shows.

    `The lab confirmed through satellite imagery that ...`; `video of soldiers raising a flag was posted`.
    """
    known = voice_words()
    chunk = tree.chunk_at[i + 1] if i + 1 < len(tree) else None
    if chunk is None:
        return
    if tree.lower[i] in _THROUGH:
        above = tree.head(chunk.head)
        told = tree.kids(above, "ccomp") if above is not None and tree.lower[above] in speech_forms() else ()
        if told and tree.lower[chunk.head - 1] == "satellite" and tree.lemmas[chunk.head] in known["document"]:
            words, cover = tree.span([i, *range(chunk.start, chunk.head + 1)]), tree.span(tree.subtree(told[0]))
            yield _shown(s, i, chunk.head, words, cover)
        return
    seen, shown = tree.head(chunk.head), tree.kids(chunk.head, "acl")
    above = tree.head(seen) if seen is not None else None
    if seen is None or above is None or not shown or tree.lower[i] != "of" or tree.lemmas[above] not in _POSTS:
        return
    if tree.lemmas[seen] in known["video"] and tree.rel(seen).startswith("nsubj"):
        yield _shown(s, i, seen, tree.span([seen]), tree.span(tree.subtree(chunk.head)))


def _shown(s: int, i: int, source: int, words: Span, cover: Span) -> Voice:
    node, cue = Node(sentence=s, token=source), Node(sentence=s, token=i)
    return Voice(source=node, name=None, words=words, cue=cue, covers=(cover,), rank=0, manner="shown")


def _closes_alone(tree: Tree, i: int, source: int) -> bool:
    """Whether `, according to the ministry` ends a sentence in which nobody else speaks: then it is on all of it."""
    if not i or tree.words[i - 1] != "," or ";" in tree.words:
        return False
    inside = set(tree.subtree(source)) | {source}
    is_last = all(k in inside or not tree.words[k].isalnum() for k in range(i + 2, len(tree)))
    return is_last and not any(tree.lower[k] in speech_forms() and tree.kids(k, "nsubj") for k in range(i))


def _footage_after(tree: Tree, i: int) -> int | None:
    """Return the footage of `in the video`, where it opens the sentence or follows `seen`."""
    chunk = tree.chunk_at[i + 1] if i + 1 < len(tree) else None
    if chunk is None or chunk.start != i + 1 or tree.lemmas[chunk.head] not in voice_words()["video"]:
        return None
    opens = not any(word.isalnum() for word in tree.words[:i])
    return chunk.head if opens or tree.lower[i - 1] in {"seen", "visible", "shown", "heard"} else None


def _in_footage(s: int, tree: Tree, i: int, source: int) -> Iterable[Voice]:
    yield Voice(
        source=Node(sentence=s, token=source),
        name=None,
        words=tree.span([i, *tree.noun_phrase(source)]),
        cue=Node(sentence=s, token=i),
        covers=(Span(start=tree.sentence.start, end=tree.sentence.end),),
        manner="shown",
    )


def _can_tell(reading: Reading, node: Node) -> bool:
    """Whether a noun phrase after `judging by`, `based on` is a voice: footage, a document, data."""
    tree = reading.trees[node.sentence]
    known = voice_words()
    tellers = known["video"] | known["document"] | {"account", "statement", "testimony"}
    if node.token > 1 and "per" in tree.lower[max(0, node.token - 4) : node.token]:
        tellers |= known["official"]  # `per the governor`
    return bool({tree.lemmas[node.token], tree.lower[node.token]} & tellers)


def _noun_after(tree: Tree, start: int) -> int | None:
    for k in range(start, min(len(tree), start + 8)):
        if tree.tokens[k].upos in {"NOUN", "PROPN", "PRON", "NUM"} and tree.rel(k) not in {
            "compound",
            "nummod",
            "nmod:poss",
            "flat",
            "amod",
        }:
            chunk = tree.chunk_at[k]
            return chunk.head if chunk is not None and tree.rel(k) == "conj" and chunk.head > k else k
    return None


def _clause_span(tree: Tree, at: int, source: int) -> Span:
    """Return the stretch of the clause that an adjunct belongs to: from the last semicolon to the next."""
    top = tree.clause(at)
    words = tree.subtree(top) if len(tree.subtree(top)) > len(tree) // 3 else list(range(len(tree)))
    low = max((k for k in range(source) if tree.words[k] == ";"), default=-1)
    high = min((k for k in range(source, len(tree)) if tree.words[k] == ";"), default=len(tree))
    kept = [k for k in words if low < k < high]
    return tree.span(kept or words)
