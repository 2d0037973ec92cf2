"""What kind of voice a noun phrase is: official, anonymous, video, document, outlet, own observation."""

from __future__ import annotations

import re

from firsthand.core.claim import Source, SourceKind
from firsthand.core.evidence import Span
from firsthand.data.outlets import outlets
from firsthand.data.words import voice_words
from firsthand.read.reading import Node, Reading
from firsthand.read.who import actor_in, classes, meant, name_span
from firsthand.read.who_counts import count

_OFFICIAL_TITLES = re.compile(
    r"\b(?:Gen|General|Col|Colonel|Maj|Lt|Brig|Adm|Capt|President|Minister|Ambassador|Mayor|Governor|Secretary|Premier"
    r"|Chancellor|King|Senator|Sheikh|Commander|Spokes(?:man|woman|person))\b"
)
_UNNAMED = re.compile(
    r"\b(?:sources?|anonymous|unnamed|anonymity|insiders?|on condition|(?:eye)?witness(?:es)?|residents?|locals?)\b",
    re.IGNORECASE,
)


_MUTE = frozenset({"vehicle", "weapon", "abstract", "time", "thing", "sign"})


def is_person(reading: Reading, node: Node) -> bool:
    """Whether a noun phrase may be somebody who sees with his own eyes."""
    return bool(classes(reading, node) & {"person", "force", "body", "pronoun"})


def source_of(
    reading: Reading, node: Node | None, words: Span, manner: str, *, name: Span | None = None
) -> Source | None:
    """Return the record of one voice; nobody named gives the kind `unknown`, a thing that cannot speak gives None."""
    cue = words.of(reading.text)
    if node is None:
        return Source(name=name.of(reading.text) if name else "", kind="unknown", words=cue, span=name or words)
    span = _whole_name(reading, node)
    text = span.of(reading.text)
    kind = kind_of(reading, node, text, manner)
    if kind is None:
        return None
    low, high = _written_count(text)
    return Source(name=text, kind=kind, words=cue, span=span, count_low=low, count_high=high, ref=_ref(text))


def _whole_name(reading: Reading, node: Node) -> Span:
    return name_span(reading, node)


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


def kind_of(reading: Reading, node: Node, text: str, manner: str) -> SourceKind | None:  # noqa: PLR0911  # one return a kind
    """Return the kind of voice that a noun phrase is, None where it cannot be one (`reports of a fuel shortage`)."""
    tree = reading.trees[node.sentence]
    i = meant(reading, node)
    lists = voice_words()
    lemma, low = tree.lemmas[i], tree.lower[i]
    named = {lemma, low}
    before = [tree.lower[k] for k in tree.kids(i, "compound", "amod")]
    pair = {f"{b} {w}" for b in before for w in named}
    mute = low in {"nobody", "none", "nothing"} or classes(reading, node) <= _MUTE
    if mute and not named & (lists["video"] | lists["document"] | lists["outlet"]):
        return None
    if named & lists["video"]:
        return "video"
    if pair & lists["agency"] or (
        named & lists["agency"] and (set(before) & {"news", "state", "press", "wire"} or low == "newswire")
    ):
        return "agency"
    known = outlets().match(name=text)
    if known is not None:
        return "agency" if known.kind == "agency" else "outlet"
    if manner == "seen" or (manner == "said" and "for this" in text):
        return "own-observation" if named & lists["own"] else _person(tree.words[i], text, named, lists["official"])
    if (named & lists["document"] and manner in {"shown", "said"} and not tree.words[i][:1].isupper()) or (
        named & lists["document"] and manner == "shown"
    ):
        return "document"
    if named & lists["outlet"]:
        return "outlet"
    if "agency" in named and not before:
        return "agency"
    return _speaker(reading, node, i, text)


def _speaker(reading: Reading, node: Node, i: int, text: str) -> SourceKind | None:  # noqa: C901, PLR0911  # a return a kind
    tree = reading.trees[node.sentence]
    lists = voice_words()
    named = {tree.lemmas[i], tree.lower[i]}
    pair = {f"{tree.lower[k]} {w}" for k in tree.kids(i, "compound", "amod") for w in named}
    entity = reading.entity(node.sentence, i)
    if _UNNAMED.search(text):
        return "anonymous"
    if tree.tokens[i].upos != "PROPN":
        if pair & lists["official"]:
            return "official"
        if pair & lists["anonymous"] or (named & lists["anonymous"] and not named & {"head"}):
            return "official" if "liaison" in text else "anonymous"
        if named & lists["official"]:
            return "official"
    appositive = [k for k in tree.kids(i, "appos", "flat", "compound") if tree.tokens[k].upos in {"PROPN", "NOUN"}]
    if tree.tokens[i].upos == "PROPN" and entity is not None and entity.type == "PERSON":
        office = any({tree.lemmas[k]} & lists["official"] for k in appositive) or _OFFICIAL_TITLES.search(text)
        return "official" if office else "named-person"
    actor = actor_in(text)
    if actor is not None:
        return "official"
    found = classes(reading, node)
    if found & {"body", "force", "place"} and tree.tokens[i].upos == "PROPN":
        return "official"
    if tree.tokens[i].upos == "PROPN":
        return "named-person" if "person" in found or entity is None else "official"
    if found & {"person", "force"}:
        return "anonymous"
    return "official" if found & {"body", "facility"} else "anonymous" if "unknown" in found else None


def _person(word: str, text: str, named: set[str], official: frozenset[str]) -> SourceKind:
    if named & official:
        return "official"
    return "named-person" if word[:1].isupper() and not _UNNAMED.search(text) else "anonymous"
