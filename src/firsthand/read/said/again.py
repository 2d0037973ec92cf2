"""Which voice is taken up again: `he said`, `those accounts`, `the spokesman`, `Berg`, `the same sources`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand.core.evidence import Span
from firsthand.data.outlets import outlets
from firsthand.data.words import voice_words
from firsthand.read.reading import Node, Reading
from firsthand.read.said.cited import TEMPORARY, Voice
from firsthand.read.said.groups import named_later
from firsthand.read.said.speaker import head_in
from firsthand.read.who.coref import antecedent
from firsthand.read.who.participants import classes, name_span

_BACK_PERSON = 8  # sentences between `he` and who he is
_BACK = 4  # between `they`, `it` or `the agency` and who is meant
_AS_SUBJECT = {"them": "they", "him": "he", "her": "she", "us": "we"}  # `according to them`
_AGAIN = frozenset({"same", "those", "these", "such"})
_ANY = frozenset({"account", "report", "source", "claim", "information", "accounts", "reports"})
_PRESS = frozenset({"agency", "outlet", "newspaper", "service", "channel", "broadcaster", "paper", "website"})
_BODIES = frozenset(
    {
        "agency",
        "organization",
        "organisation",
        "ministry",
        "statement",
        "body",
        "department",
        "office",
        "company",
        "group",
    }
)


def taken_up(reading: Reading, node: Node, known: Sequence[Voice]) -> Node | None:
    """Return the voice that a pronoun or a description takes up, the node itself where it takes up none.

    None is returned for a pronoun that fits no voice before it: then nobody is named.
    """
    tree = reading.trees[node.sentence]
    word = _AS_SUBJECT.get(tree.lower[node.token], tree.lower[node.token])
    if word in TEMPORARY:
        return _of_pronoun(reading, node, word, known)
    found = _of_description(reading, node, known) or _of_surname(reading, node, known)
    return found or named_later(reading, node, known) or node


def _before(reading: Reading, node: Node, known: Sequence[Voice], sentences: int) -> Iterator[Node]:
    """Yield the voices named before a node, nearest sentence first, in it the voice of the whole sentence first."""
    here = (node.sentence, node.token)
    found = [
        (v.source, _is_main(reading, v))
        for v in known
        if v.source is not None
        and node.sentence - sentences <= v.source.sentence
        and (v.source.sentence, v.source.token) < here
        and reading.trees[v.source.sentence].lower[v.source.token] not in TEMPORARY
    ]
    ordered = sorted(found, key=lambda pair: (pair[0].sentence, pair[1], pair[0].token), reverse=True)
    yield from (source for source, _ in ordered)


def _is_main(reading: Reading, voice: Voice) -> bool:
    """Whether it is the voice of the whole sentence: `The Sun wrote that the spies had told`."""
    return voice.cue is not None and reading.trees[voice.cue.sentence].rel(voice.cue.token) == "root"


def _of_pronoun(reading: Reading, node: Node, word: str, known: Sequence[Voice]) -> Node | None:
    back = _BACK_PERSON if word in {"he", "she"} else _BACK
    fallback: Node | None = None
    for other in _before(reading, node, known, back):
        found = classes(reading, other)
        plural = _is_plural(reading, other)
        if word in {"he", "she"} and not plural and found & {"person", "unknown"}:
            return other
        if word == "they" and plural:
            return other
        if word == "it" and not plural and found & {"body", "force", "facility", "sign", "thing"}:
            return other
        if word in {"i", "we"}:
            return other
        if fallback is None and other.sentence >= node.sentence - 1 and not (plural and word in {"he", "she"}):
            fallback = other
    if fallback is None and word in {"he", "she"}:
        return antecedent(reading, node) or _last_person(reading, node)
    return fallback


def _last_person(reading: Reading, node: Node) -> Node | None:
    """Return the last person named as a subject in the two sentences before."""
    for s in range(node.sentence - 1, max(-1, node.sentence - 3), -1):
        tree = reading.trees[s]
        for i in range(len(tree)):
            entity = reading.entity(s, i)
            if entity is not None and entity.type == "PERSON" and tree.rel(i).startswith("nsubj"):
                return Node(sentence=s, token=i)
    return None


def _is_plural(reading: Reading, node: Node) -> bool:
    tree = reading.trees[node.sentence]
    word, lemma = tree.lower[node.token], tree.lemmas[node.token]
    if tree.upos[node.token] == "PROPN" and not tree.kids(node.token, "conj"):
        return False
    return (word != lemma and word.endswith("s")) or bool(tree.kids(node.token, "conj"))


def _of_description(reading: Reading, node: Node, known: Sequence[Voice]) -> Node | None:
    """Return the voice before that has the same noun, for `the same sources`, `the spokesman`, `those accounts`."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or tree.upos[node.token] != "NOUN":
        return None
    words = set(tree.lower[chunk.start : chunk.end])
    lemma = tree.lemmas[node.token]
    is_again, is_bare = bool(words & _AGAIN), words <= {"the", tree.lower[node.token]} and "the" in words
    if not is_again and not is_bare:
        return None
    for other in _before(reading, node, known, _BACK if is_bare else len(reading.trees)):
        head = reading.trees[other.sentence]
        title = {head.lemmas[k] for k in head.kids(other.token, "compound", "appos", "nmod:desc")}
        if lemma == head.lemmas[other.token] or (lemma in title and lemma in voice_words()["official"]):
            return other
        if is_again and lemma in _ANY:
            return other
        named = name_span(reading, other).of(reading.text)
        row = outlets().match(name=named)
        is_press = row is not None and row.genre != "release"
        is_meant = lemma in _PRESS if is_press else lemma in _BODIES and "body" in classes(reading, other)
        if is_bare and is_meant and head.upos[other.token] == "PROPN":
            return other
    return None


def _of_surname(reading: Reading, node: Node, known: Sequence[Voice]) -> Node | None:
    """Return the voice that was named in full before its surname alone: `ministry spokesman Jon Berg`, then `Berg`."""
    tree = reading.trees[node.sentence]
    if tree.upos[node.token] != "PROPN" or len(tree.noun_phrase(node.token)) > 1:
        return None
    for other in reversed(list(_before(reading, node, known, len(reading.trees)))):
        head = reading.trees[other.sentence]
        names = [head.lower[k] for k in (other.token, *head.kids(other.token, "flat"))]
        if head.upos[other.token] == "PROPN" and len(names) > 1 and names[-1] == tree.lower[node.token]:
            return other
    return _person_in_full(reading, node, tree.lower[node.token])


def _person_in_full(reading: Reading, node: Node, surname: str) -> Node | None:
    """Return the first person named in full before whose last name it is, be he quoted there or not."""
    at = reading.trees[node.sentence].tokens[node.token].start
    for entity in reading.parse.entities:
        if entity.end > at or entity.type != "PERSON":
            continue
        words = reading.text[entity.start : entity.end].casefold().split()
        if len(words) > 1 and words[-1] == surname:
            return head_in(reading, Span(start=entity.start, end=entity.end))
    return None
