"""The record of one voice: its name, kind, count, and whom it speaks for."""

from __future__ import annotations

import re

from firsthand.core.claim import Source
from firsthand.core.evidence import Span
from firsthand.data.actors import actors
from firsthand.data.outlets import outlets
from firsthand.data.words import voice_words
from firsthand.read.reading import Node, Reading
from firsthand.read.said.able import can_speak
from firsthand.read.said.kinds import has_office, kind_of
from firsthand.read.what.mention import Mention
from firsthand.read.who.counts import count
from firsthand.read.who.participants import PRONOUNS, actor_in, classes, meant, name_span

_NEWSROOM = re.compile(
    r"\b(?:our|(?:this|the|its) (?:newspaper|paper|agency|magazine|broadcaster|channel|station|website|network))\b",
    re.IGNORECASE,
)
_IN_APPOSITION = re.compile(
    r"(?:\s*,\s+|\s+)(?:(?:an?|the|its)\s+)?(?:[\w.'\u2019-]+\s+){0,4}(?:correspondent|reporter|journalist|photographer)s?\b"
)
_WRITES = re.compile(r"\b(?:writes|wrote|reports|reported)\b(?:, citing)?$")
_CITING = re.compile(r",? (?:citing|quoting|with reference to|its |their )")
_BESIDE = 40  # code points behind the verb in which the newsroom says whom it cites
_MAIN = frozenset({"root", "conj", "parataxis", "advcl"})
_SPEAKERS_OF_TEXT = frozenset({"i", "we", "us", "those", "these"})
_PAPERS = frozenset({"report", "statement", "communique", "communiqu\u00e9", "document", "bulletin", "update"})
_DECLARES = frozenset({"declare", "proclaim", "claim"})
_SPOKEN = re.compile(r"\b(?:says?|said|saying|tell|tells|told|add(?:s|ed)|recall(?:s|ed))\b", re.IGNORECASE)
_SETTING = re.compile(r",\s+(?:in|at|on|during|after|before|speaking|writing|who|which)\b|\s+(?:and|or)$")
_ANNOUNCED = re.compile(r"\b(?:announce[sd]?|declare[sd]?|proclaim(?:s|ed)?)\b", re.IGNORECASE)


def is_person(reading: Reading, node: Node) -> bool:
    """Whether a noun phrase may be somebody who sees with his own eyes."""
    return bool(classes(reading, node) & {"person", "force", "body", "pronoun"})


def source_of(
    reading: Reading, node: Node | None, words: Span, manner: str, *, name: Span | None = None
) -> Source | None:
    """Return the record of one voice; nobody named gives the kind `unknown`, a thing that cannot speak gives None."""
    cue = words.of(reading.text)
    if node is None or _is_pronoun(reading, node):
        called = name.of(reading.text) if name is not None and node is None else ""
        called = "" if called.casefold() in PRONOUNS else called
        return Source(name=called, kind="unknown", words=cue, span=name or words)
    if manner == "learnt":
        row = outlets().match(name=_whole_name(reading, node).of(reading.text))
        return Source(name="", kind="anonymous", words=cue, span=words, ref=row.ref if row else None)
    node = _owner_of_paper(reading, node) or node
    if not can_speak(reading, node) and _SPOKEN.search(cue) is None:
        return None
    person = _named_beside(reading, node)
    span = _without_setting(reading, _whole_name(reading, person or node))
    text = " ".join(span.of(reading.text).split())
    kind = "own-observation" if is_of_a_newsroom(reading, node) else kind_of(reading, node, text, manner)
    if kind == "anonymous" and _announces(reading, node, cue):
        kind = "official"
    if kind in {"named-person", "official"} and _cites(reading, node, words, cue):
        kind = "outlet"
    if kind is None:
        return None
    if kind == "anonymous" and person is not None:
        kind = "named-person"
    counted = text.split(" of ")[0] if kind in {"video", "document"} else text  # `video of three soldiers` is one
    low, high = _written_count(counted)
    return Source(name=text, kind=kind, words=cue, span=span, count_low=low, count_high=high, ref=_ref(text))


def _named_beside(reading: Reading, node: Node) -> Node | None:
    """Return the person named beside his office: `the district's administrator, Omar Haidari, said`."""
    tree = reading.trees[node.sentence]
    if tree.upos[node.token] != "NOUN":
        return None
    for k in tree.kids(node.token, "appos", "flat"):
        entity = reading.entity(node.sentence, k)
        if k > node.token and tree.upos[k] == "PROPN" and entity is not None and entity.type == "PERSON":
            return Node(sentence=node.sentence, token=k)
    return None


def _owner_of_paper(reading: Reading, node: Node) -> Node | None:
    """Return the body whose paper it is, and whose word therefore: `a UN report`, `the ministry's statement`."""
    tree = reading.trees[node.sentence]
    if tree.lemmas[node.token] not in _PAPERS:
        return None
    owners = [k for k in tree.kids(node.token, "nmod") if tree.preposition(k) in {"by", "from", "of"}]
    for k in (*tree.kids(node.token, "nmod:poss", "compound", "amod"), *owners):
        owner = Node(sentence=node.sentence, token=k)
        is_body = tree.upos[k] == "PROPN" and actors().match(_whole_name(reading, owner).of(reading.text)) is not None
        if is_body or tree.lemmas[k] in {"ministry", "army", "military", "government", "police", "command"}:
            return owner
    return None


def is_of_a_newsroom(reading: Reading, node: Node) -> bool:
    """Whether it is a journalist of a named newsroom: `a Reuters reporter`, `Ana Lee, the BBC's correspondent`."""
    tree = reading.trees[node.sentence]
    span = _whole_name(reading, node)
    text = span.of(reading.text)
    lemma = tree.lemmas[meant(reading, node)]
    if lemma in voice_words()["own"]:
        desk = text
    else:
        behind = _IN_APPOSITION.match(reading.text, span.end, tree.sentence.end)
        if behind is None or ("," not in text and "," not in behind[0]):
            return False
        desk = text + behind[0]
    return _NEWSROOM.search(desk) is not None or any(row.genre != "release" for _, row in outlets().named_in(desk))


def _cites(reading: Reading, node: Node, words: Span, cue: str) -> bool:
    """Whether a single name writes and cites others, as only a newsroom does: `Mussadat writes, citing its sources`."""
    tree = reading.trees[node.sentence]
    is_name = tree.upos[node.token] == "PROPN" and len(tree.noun_phrase(node.token)) == 1 and actor_in(cue) is None
    behind = reading.text[words.end : words.end + _BESIDE]
    return is_name and _WRITES.search(cue) is not None and _CITING.match(behind) is not None


def _announces(reading: Reading, node: Node, cue: str) -> bool:
    """Whether several officials make something known to all: an announcement is the body's, whoever reads it out."""
    word = reading.trees[node.sentence].lower[meant(reading, node)]
    return word == "officials" and _ANNOUNCED.search(cue) is not None


def _whole_name(reading: Reading, node: Node) -> Span:
    """Return the name's span; where a broken phrase leaves an article or a possessive, the words around it."""
    span = name_span(reading, node)
    text = span.of(reading.text)
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    phrase = [k for k, token in enumerate(tree.tokens) if span.start <= token.start < span.end]
    cut = next((k for k in phrase if k > node.token and tree.upos[k] == "VERB" and tree.rel(k) != "amod"), None)
    if cut is not None:
        return Span(start=span.start, end=tree.tokens[cut - 1].end)  # `member of the forces guarding the gate`
    names = chunk is not None and all(tree.upos[k] in {"PROPN", "DET"} for k in range(chunk.start, chunk.end))
    is_cut = " " not in text and chunk is not None and chunk.end - chunk.start > 1 and names
    is_broken = text.casefold() in {"the", "a", "an", "both"} or text.endswith(("'s", "\u2019s", "s\u2019")) or is_cut
    if chunk is None or not is_broken:
        return span
    first = chunk.start + (tree.lower[chunk.start] in {"the", "a", "an"} and chunk.end - chunk.start > 1)
    return Span(start=tree.tokens[first].start, end=tree.tokens[chunk.end - 1].end)


def _is_pronoun(reading: Reading, node: Node) -> bool:
    """Whether a voice is still a pronoun: it has no name then, but its words stand."""
    word = reading.trees[node.sentence].words[node.token]
    is_body = word.isupper() and len(word) > 1  # `WHO`
    return word.casefold() in PRONOUNS - _SPEAKERS_OF_TEXT and not is_body


def _without_setting(reading: Reading, span: Span) -> Span:
    """Return a name without where and when its bearer spoke: `Ann Cole, in a speech` is Ann Cole."""
    found = _SETTING.search(span.of(reading.text))
    return span if found is None else Span(start=span.start, end=span.start + found.start())


def _written_count(text: str) -> tuple[int | None, int | None]:
    if re.match(r"(?:a|an|the|one of|its|their)\b", text, re.IGNORECASE):
        return None, None
    return count(text)


def _ref(text: str) -> str | None:
    outlet = outlets().match(name=text)
    if outlet is not None:
        return outlet.ref
    actor = actor_in(text)
    return actor.ref if actor is not None else None


def own_order(reading: Reading, mention: Mention) -> Source | None:
    """Return whose own word an order or a demand is: of a person named in office, or of a body that is quoted.

    `The defence minister, Ann Cole, ordered`, `The agency called for "the release of all"`; and so is who `declared
    control of the town`.
    """
    tree = reading.trees[mention.sentence]
    agents = mention.roles.get("agent", ())
    is_boast = mention.kind in {"seize", "hold"} and tree.lemmas[mention.token] in _DECLARES
    if not agents or not (is_boast or (mention.kind in {"order", "demand"} and mention.form == "verb")):
        return None
    node = Node(sentence=mention.sentence, token=agents[0])
    trigger = tree.tokens[mention.token].end
    is_quoted = mention.kind == "demand" and any(trigger <= q.start < trigger + _BESIDE for q in reading.quotations)
    is_in_person = mention.kind == "order" and has_office(reading, node)
    if not is_boast and (tree.rel(mention.token) not in _MAIN or not (is_in_person or is_quoted)):
        return None
    found = source_of(reading, node, tree.span([*tree.noun_phrase(node.token), mention.token]), "said")
    return found if found is not None and found.kind in {"official", "named-person"} else None
