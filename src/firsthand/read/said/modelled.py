"""Voices that the reader's own attribution spans give where syntax found none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from firsthand.core.evidence import Span
from firsthand.core.parse import AttributionSpans
from firsthand.data.words import cues
from firsthand.read.reading import Node, Reading
from firsthand.read.said.cited import Voice, is_negated
from firsthand.read.said.speaker import head_in, opens_as_participle, speech_forms
from firsthand.read.what.forms import forms

LONGEST_WORDS = 160  # code points; a source parted far from its cue is named alone
LEAST_QUOTATION = 25  # code points; a word or two in marks is no speech
_TO_SAY = re.compile(r"\bto \w+$")


def by_model(reading: Reading, found: Sequence[Voice]) -> Iterable[Voice]:
    """Turn the reader's attribution spans into voices where syntax found none with that cue."""
    cues_found = [reading.trees[v.cue.sentence].tokens[v.cue.token].start for v in found if v.cue is not None]
    for item in reading.parse.attributions:
        if any(span.start <= at < span.end for span in item.cue for at in cues_found):
            continue
        if item.content and (item.source or item.cue) and _tells(reading, item):
            voice = _voice(reading, item)
            if voice is not None:
                yield voice


def _voice(reading: Reading, item: AttributionSpans) -> Voice | None:
    name = item.source[0] if item.source else None
    node = head_in(reading, name) if name is not None else None
    if node is not None and (opens_as_participle(reading, node) or _is_place_that_sees(reading, node, item.cue)):
        return None
    cue = head_in(reading, item.cue[0]) if item.cue else None
    if cue is not None and _is_no_speech(reading, cue, named=name is not None):
        return None
    if node is not None and cue is not None and _is_apart(reading, node, cue):
        return None
    spans = [*item.source, *item.cue]
    words = Span(start=min(x.start for x in spans), end=max(x.end for x in spans))
    content = _near(reading, item.content, cue)
    words = spans[0] if words.end - words.start > LONGEST_WORDS else words
    return Voice(source=node, name=name, words=words, cue=cue, covers=content) if content else None


def _tells(reading: Reading, item: AttributionSpans) -> bool:
    """Whether the cue is one of telling: a verb of speech, or of somebody named a word about words or a quotation."""
    if _is_deed(reading, item.cue):
        return False
    if not item.source and any(_TO_SAY.search(span.of(reading.text)) for span in item.cue):
        return False  # `it is fair to say`
    if _is_speech(reading, item.cue):
        return True
    if not item.source:
        return False
    return _is_quoted(reading, item.content) or _is_word(reading, item.cue) or _is_clause(reading, item.content)


def _near(reading: Reading, content: Sequence[Span], cue: Node | None) -> tuple[Span, ...]:
    """Return the stretches that are said by a cue: those of its own sentence, and quotations in any."""
    if cue is None:
        return tuple(content)
    sentence = reading.trees[cue.sentence].sentence
    own = Span(start=sentence.start, end=sentence.end)
    return tuple(c for c in content if c.meets(own) or any(c.meets(q) for q in reading.quotations))


def _is_no_speech(reading: Reading, cue: Node, *, named: bool) -> bool:
    """Whether nobody says it (`could not confirm`, `it is fair to say`), or syntax decides: verbs of seeing."""
    tree = reading.trees[cue.sentence]
    verb = speech_forms().get(tree.lower[cue.token])
    is_sight = verb in cues("said")["sees"] - cues("said")["verbs"]
    if not named and verb == "expect":
        return True
    return is_sight or (tree.upos[cue.token] in {"VERB", "AUX"} and is_negated(tree, cue.token))


def _is_deed(reading: Reading, cue: Sequence[Span]) -> bool:
    """Whether the cue is a plan or a demand: what a ministry plans to do is no report of the ministry's."""
    words = {word for span in cue for word in span.of(reading.text).casefold().split()}
    return bool(words & _deed_forms()) and not words & set(speech_forms())


def _is_quoted(reading: Reading, content: Sequence[Span]) -> bool:
    """Whether the words stand in quotation marks, whatever the verb: `..., the communique elaborated`."""
    whole = [q for q in reading.quotations if q.end - q.start >= LEAST_QUOTATION]
    return any(span.meets(quotation) for span in content for quotation in whole)


def _is_clause(reading: Reading, content: Sequence[Span]) -> bool:
    """Whether what is told is a clause of its own behind `that`: `made clear that they had left`."""
    for span in content:
        node = head_in(reading, span)
        tree = reading.trees[node.sentence] if node is not None else None
        if node is None or tree is None or tree.upos[node.token] not in {"VERB", "AUX", "ADJ", "NOUN"}:
            continue
        marks = {tree.lower[k] for k in tree.kids(node.token, "mark")}
        if "that" in marks and tree.kids(node.token, "nsubj", "nsubj:pass"):
            return True
    return False


def _is_apart(reading: Reading, node: Node, cue: Node) -> bool:
    """Whether a paragraph's end stands between a source and its cue."""
    first, last = sorted((node, cue), key=lambda n: (n.sentence, n.token))
    start = reading.trees[first.sentence].tokens[first.token].start
    return "\n\n" in reading.text[start : reading.trees[last.sentence].tokens[last.token].start]


def _is_word(reading: Reading, cue: Sequence[Span]) -> bool:
    """Whether a cue without a verb of speech is about words all the same: `according to`, `in a letter`."""
    words = [word for span in cue for word in span.of(reading.text).casefold().split()]
    return not words or bool(set(words) & (cues("said")["words"] | _denial_forms()))


@cache
def _denial_forms() -> frozenset[str]:
    return frozenset(form for verb in cues("stance")["denied_verbs"] for form in forms(verb))


def _is_place_that_sees(reading: Reading, node: Node, cue: Sequence[Span]) -> bool:
    """Whether it is a place to which things happen: `Idlib has seen more bombing`."""
    seen = {word for span in cue for word in span.of(reading.text).casefold().split()} & {"see", "sees", "saw", "seen"}
    return bool(seen) and reading.toponym(node.sentence, node.token) is not None


@cache
def _deed_forms() -> frozenset[str]:
    return frozenset(form for verb in cues("stance")["planned_verbs"] for form in forms(verb))


def _is_speech(reading: Reading, cue: Sequence[Span]) -> bool:
    return any(word in speech_forms() for span in cue for word in span.of(reading.text).casefold().split())
