"""Who speaks: the subject of a verb of speech, where the tree, the nearest noun and the reader's spans may differ."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from firsthand.core.evidence import Span
from firsthand.data.words import cues, voice_words
from firsthand.read.reading import Node, Reading
from firsthand.read.tree import RELATIVES, Tree
from firsthand.read.what_forms import forms

_FAR = 10  # tokens between footage and what it shows


@cache
def speech_forms() -> Mapping[str, str]:
    """Return every form of the verbs of saying, showing and seeing, with its verb."""
    lists = cues("said")
    return forms_of(lists["verbs"] | lists["shows"] | lists["sees"])


def forms_of(verbs: frozenset[str]) -> Mapping[str, str]:
    """Return every form of some verbs of one word, with its verb."""
    return {form: verb for verb in sorted(verbs, reverse=True) if " " not in verb for form in forms(verb)}


def speaker(reading: Reading, s: int, tree: Tree, i: int) -> int | None:
    """Return the token of who speaks by the verb of speech `i`, None where nobody is told.

    The noun right before the verb is right more often than the tree; a speaker whose phrase holds that noun (`a member
    of the forces guarding the gate said`), as the reader's attribution span has it, is right more often still.
    """
    if (outer := _of_upper_clause(reading, s, tree, i)) is not None:
        return outer
    named_who = next(
        (k for k in tree.kids(i, "nsubj") if tree.lower[k] in RELATIVES and not _is_relative(tree, k)), None
    )
    source = tree.doer(i) if named_who is None else named_who
    if source is None and not tree.is_passive(i):
        source = _inverted(tree, i)
    if source is not None and _is_relative(tree, source) and (head := tree.head(i)) is not None:
        source = head
    if source is not None and opens_as_participle(reading, Node(sentence=s, token=source)):
        return None
    if source is not None:
        source = _whose_member(tree, source)
    if source is None:
        source = _recording_before(tree, i)
    whole = _modelled(reading, s, tree, i)
    if source is None or whole is None or source == whole[1]:
        return source
    is_agreed = whole[1] in tree.kids(i, "nsubj")  # the tree and the reader's span against the nearest noun
    return whole[1] if is_agreed or whole[0].holds(tree.span([source])) else source


def _of_upper_clause(reading: Reading, s: int, tree: Tree, i: int) -> int | None:
    """Return who goes on speaking in a participle: `A source revealed that they left, confirming that ...`."""
    goes_on = tree.lower[i].endswith("ing") and i and tree.words[i - 1] in {",", "and"}
    if not goes_on or tree.rel(i) not in {"advcl", "xcomp", "conj"} or tree.kids(i, "nsubj", "aux"):
        return None
    for at in tree.ancestors(i):
        if at < i and tree.lower[at] in speech_forms() and tree.upos[at] == "VERB":
            return speaker(reading, s, tree, at)
    return None


def _inverted(tree: Tree, i: int) -> int | None:
    """Return the speaker behind the verb (`..., said a caretaker`) where the parse made it an object."""
    after = [k for k in tree.kids(i, "obj", "nsubj", "obl") if k > i]
    return after[0] if after and tree.preposition(after[0]) is None else None


def _recording_before(tree: Tree, i: int) -> int | None:
    """Return the footage that a verb of showing follows, over how it came: `pictures taken in May show`."""
    if tree.upos[i] != "VERB" or speech_forms().get(tree.lower[i]) not in cues("said")["shows"] or tree.is_passive(i):
        return None
    for k in range(i - 1, max(-1, i - _FAR), -1):
        if tree.words[k] in {",", ";", ":"}:
            return None
        if tree.upos[k] == "NOUN" and tree.lemmas[k] in voice_words()["video"] | voice_words()["document"]:
            return k
    return None


def _is_relative(tree: Tree, i: int) -> bool:
    """Whether a word is a relative pronoun; `WHO` in capitals is the World Health Organization."""
    return tree.lower[i] in RELATIVES and not (tree.words[i].isupper() and len(tree.words[i]) > 1)


def _whose_member(tree: Tree, i: int) -> int:
    """Return the person that a body stands behind: `a source in the ministry, who said` speaks, not the ministry."""
    chunk = tree.chunk_at[i]
    if chunk is None or chunk.start < 2 or tree.upos[chunk.start - 1] != "ADP":  # noqa: PLR2004  # a noun and a preposition
        return i
    before = tree.chunk_at[chunk.start - 2]
    persons = voice_words()["anonymous"] | {"spokesman", "spokeswoman", "spokesperson", "chief", "head", "director"}
    is_one = before is not None and tree.lemmas[before.head] in persons and tree.upos[before.head] == "NOUN"
    return before.head if before is not None and is_one else i


def opens_as_participle(reading: Reading, node: Node) -> bool:
    """Whether what was taken for a subject is a participle that opens the sentence: `Dismissing reports that ...`."""
    tree, i = reading.trees[node.sentence], node.token
    if any(word.isalnum() for word in tree.words[:i]) or not tree.lower[i].endswith("ing"):
        return False
    entity = reading.entity(node.sentence, i)  # the model takes any capitalised word for a person
    return reading.toponym(node.sentence, i) is None and (entity is None or entity.type == "PERSON")


def _modelled(reading: Reading, s: int, tree: Tree, i: int) -> tuple[Span, int] | None:
    """Return the reader's span of who speaks by a verb, and its head."""
    at = tree.tokens[i].start
    for item in reading.parse.attributions:
        if item.source and any(span.start <= at < span.end for span in item.cue):
            node = head_in(reading, item.source[0])
            if node is not None and node.sentence == s:
                return item.source[0], node.token
    return None


def head_in(reading: Reading, span: Span) -> Node | None:
    """Return the token of a stretch of text that all others in it hang from, None where there is none."""
    s = reading.sentence_at(span.start)
    if s is None:
        return None
    tree = reading.trees[s]
    inside = [i for i, t in enumerate(tree.tokens) if span.start <= t.start < span.end]
    heads = [i for i in inside if tree.head(i) not in inside]
    owned = [i for i in heads[1:] if any(tree.rel(k) == "case" for k in range(heads[0], i)) and tree.upos[i] == "NOUN"]
    return Node(sentence=s, token=(owned or heads)[0]) if heads else None  # `Reuters' sources` are the sources
