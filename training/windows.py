"""Gold documents -> windows of word pieces with the labels of whichever heads their corpus can teach."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from evals.loaders.detokenise import joined
from firsthand.read.reader.tokens import gaps, words
from firsthand.read.reader.windows import PARAGRAPH, breaks, stretches
from firsthand.read.reader.wordpiece import WordPiece, features
from training.labels import NEWS, ROLES, UPOS, WAR, bioes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evals.loaders.certainty import GoldCertainty
    from evals.loaders.entities import GoldMentions
    from evals.loaders.polnear import GoldArticle
    from evals.loaders.treebank import GoldMention, GoldTreeText, GoldWord

ABSENT = -100
RELAID = 0.5
"""Share of windows of the newswire and of re3d whose line breaks are changed."""
GUM = {"person": "PERSON", "organization": "ORG", "place": "PLACE", "time": "TEMPORAL"}
"""GUM's types of mentions that re3d has too."""
SHORT = 6
"""Most words of a GUM mention that is taught."""
UNCLEAR = frozenset(("PRON", "PUNCT", "VERB", "CCONJ"))
"""A GUM mention with such a word in it is not taught."""
WRAPPED = 0.12
"""Share of line breaks that training turns into weaker gaps, as in text that was wrapped or pasted."""


@dataclass(slots=True, kw_only=True)
class Document:
    """A text cut into words, with gold labels by word; a layer that its corpus does not mark is missing."""

    forms: list[str]
    gaps: list[int]
    breaks: list[int]
    """A sentence begins at each: 1 inside a paragraph, 2 at its start; 0 elsewhere."""
    layers: dict[str, np.ndarray] = field(default_factory=dict)
    links: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Gold (first word of a span, last word, first word of its cue, last word)."""
    source: str = ""
    name: str = ""


@dataclass(slots=True, kw_only=True)
class Window:
    """A stretch of one document, ready for the network; arrays are int64[pieces] or int64[words]."""

    ids: np.ndarray
    feats: np.ndarray
    firsts: np.ndarray
    lasts: np.ndarray
    layers: dict[str, np.ndarray]
    links: list[tuple[int, int, int, int]]
    source: str


def of_text(text: str, source: str, name: str = "") -> tuple[Document, list[tuple[int, int]]]:
    """Cut a raw text as the reader will at run time."""
    places = words(text)
    before = gaps(text, places)
    forms = [text[word.start : word.end] for word in places]
    document = Document(forms=forms, gaps=before, breaks=breaks(forms, before), source=source, name=name)
    return document, [(word.start, word.end) for word in places]


def cover(places: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """Return the first and last word that share a code point with a stretch."""
    starts = [place[0] for place in places]
    ends = [place[1] for place in places]
    first = int(np.searchsorted(ends, start, side="right"))
    last = int(np.searchsorted(starts, end, side="left")) - 1
    return (first, last) if first <= last else None


def mark(tags: np.ndarray, first: int, last: int, base: int) -> None:
    """Write B I E or S, numbered from `base`, over words `first` to `last`."""
    if first == last:
        tags[first] = base + 3
    else:
        tags[first], tags[last] = base, base + 2
        tags[first + 1 : last] = base + 1


def of_article(article: GoldArticle) -> Document:
    """PolNeAR: joint attribution tags and the cue of every span."""
    document, places = of_text(article.text, "polnear")
    tags = np.zeros(len(places), dtype=np.int64)
    for attribution in article.attributions:
        cue = cover(places, *attribution.cue[0])
        for number, role in enumerate(ROLES):
            for start, end in attribution.role(role):
                span = cover(places, start, end)
                if span is None or (tags[span[0] : span[1] + 1].any() and role != "Source"):
                    continue
                if not tags[span[0] : span[1] + 1].any():
                    mark(tags, *span, 1 + 4 * number)
                if role != "Cue" and cue is not None:
                    document.links.append((*span, *cue))
    document.layers["attribution"] = tags
    return document


def of_mentions(mentions: GoldMentions) -> Document:
    """re3d: one tag layer a type and an inner one for three; the newswire: one joint sequence."""
    document, places = of_text(mentions.text, mentions.part, mentions.name)
    spans = sorted({(*span, e.type) for e in mentions.entities if (span := cover(places, e.start, e.end))})
    if mentions.part == "newswire":
        spans += sorted({(*span, "OTHER") for e in mentions.others if (span := cover(places, e.start, e.end))})
        tags = np.zeros(len(places), dtype=np.int64)
        for first, last, kind in spans:
            if not tags[first : last + 1].any():
                mark(tags, first, last, 1 + 4 * NEWS.index(kind))
        document.layers["news"] = tags
        document.layers["style"] = np.zeros(len(places), dtype=np.int64)
        return document
    layered = np.zeros((len(places), len(WAR)), dtype=np.int64)
    for first, last, kind in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        for layer in (kind, f"{kind}/in"):
            if layer in WAR:
                column = layered[:, WAR.index(layer)]
                outer = layered[first : last + 1, WAR.index(kind)]
                if not column[first : last + 1].any() and (layer == kind or outer.all()):
                    mark(column, first, last, 1)
                    break
    document.layers["war"] = layered
    document.layers["style"] = np.ones(len(places), dtype=np.int64)
    return document


def of_trees(text: GoldTreeText, relations: dict[str, int], certain: dict[str, GoldCertainty]) -> Document:
    """Treebanks: UPOS, heads (index in the document; a root governs itself), relations, sentence starts, certainty."""
    rows = [(tree, word) for tree in text.trees for word in tree.words]
    places = [(word.start, word.end) for _, word in rows]
    forms = [word.form for _, word in rows]
    before, starts, heads, sure, base, last = [], [], [], [], 0, 0
    for tree in text.trees:
        known = certain.get(" ".join(word.form for word in tree.words))
        values = {first: value for first, _, value in known.targets} if known else {}
        for number, word in enumerate(tree.words):
            between = text.text[last : word.start]
            before.append(3 if not before or "\n" in between else 1 if between else 0)
            starts.append((2 if tree.paragraph else 1) if number == 0 else 0)
            heads.append(base + (number if word.head < 0 else word.head))
            sure.append(values.get(number, np.nan))
            last = word.end
        base += len(tree.words)
    document = Document(forms=forms, gaps=before, breaks=starts, source="trees")
    document.layers["upos"] = np.array([UPOS.index(word.upos) for _, word in rows], dtype=np.int64)
    document.layers["heads"] = np.array(heads, dtype=np.int64)
    document.layers["relations"] = np.array([relations.get(word.deprel, ABSENT) for _, word in rows], dtype=np.int64)
    document.layers["starts"] = np.minimum(np.array(starts, dtype=np.int64), 1)
    document.layers["certainty"] = np.array(sure, dtype=np.float32)
    document.layers["scale"] = np.ones(len(places), dtype=np.int64)
    if text.mentions:
        document.layers["war"] = _described([word for _, word in rows], text.mentions)
    return document


def _described(words: Sequence[GoldWord], mentions: Sequence[GoldMention]) -> np.ndarray:
    """GUM's mentions as re3d would mark them, int64[words, layers]; what re3d may mark otherwise is left untaught.

    Taught are short mentions that end with their head; several persons are an organisation, as in re3d. Pronouns and
    mentions with something after their head are neither taught nor denied.
    """
    layered = np.full((len(words), len(WAR)), ABSENT, dtype=np.int64)
    for kind in dict.fromkeys(GUM.values()):
        layered[:, WAR.index(kind)] = 0
    busy = {kind: np.zeros(len(words), dtype=bool) for kind in GUM.values()}
    for mention in sorted(mentions, key=lambda m: (m.first - m.last, m.first)):
        kind = GUM.get(mention.type, "")
        span = slice(mention.first, mention.last + 1)
        if not kind or busy[kind][span].any():
            continue
        busy[kind][span] = True
        last = words[mention.last]
        is_plural = last.upos == "NOUN" and last.form.lower() != last.lemma
        is_short = mention.last - mention.first < SHORT and last.upos in ("NOUN", "PROPN", "NUM")
        if is_short and not any(word.upos in UNCLEAR for word in words[span]):
            here = "ORG" if kind == "PERSON" and is_plural else kind
            mark(layered[:, WAR.index(here)], mention.first, mention.last, 1)
        else:
            for other in ("PERSON", "ORG") if kind == "PERSON" else (kind,):
                layered[span, WAR.index(other)] = ABSENT
    return layered


def of_certainty(sentence: GoldCertainty, *, spaced: bool) -> Document:
    """UW and MEANTIME: one sentence; `spaced` leaves blanks between all words, else they are joined as people write."""
    text, places = joined(sentence.words)
    if spaced:
        text = " ".join(sentence.words)
        ends = np.cumsum([len(word) + 1 for word in sentence.words])
        places = [(int(end) - len(word) - 1, int(end) - 1) for word, end in zip(sentence.words, ends, strict=True)]
    document, own = of_text(text, "uw")
    values = np.full(len(own), np.nan, dtype=np.float32)
    for first, _, value in sentence.targets:
        span = cover(own, *places[first])
        if span is not None:
            values[span[0]] = value
    document.layers["certainty"] = values
    document.layers["scale"] = np.zeros(len(own), dtype=np.int64)
    return document


def windows(
    document: Document, speller: WordPiece, limit: int, chance: random.Random | None = None
) -> Iterator[Window]:
    """Cut a document into windows of whole sentences of at most `limit` pieces, without overlap.

    With `chance` (training), a line break sometimes turns into a blank, as in text that was wrapped or pasted.
    """
    spelled = [speller.pieces(form) for form in document.forms]
    for first, last in stretches([len(pieces) for pieces in spelled], document.breaks, limit - 2):
        yield _window(document, speller, spelled, first, last, chance)


def _window(
    document: Document, speller: WordPiece, spelled: list[tuple[int, ...]], first: int, last: int,
    chance: random.Random | None,
) -> Window:  # fmt: skip
    ids, feats, firsts, lasts = [speller.first], [0], [], []
    relaid = chance is not None and "style" in document.layers and chance.random() < RELAID
    for number in range(first, last):
        gap = _relaid(document, number) if relaid else document.gaps[number]
        if chance is not None and gap >= PARAGRAPH and chance.random() < WRAPPED:
            gap -= 1
        firsts.append(len(ids))
        ids += spelled[number]
        feats += features(document.forms[number], gap, len(spelled[number]))
        lasts.append(len(ids) - 1)
    ids.append(speller.last)
    feats.append(0)
    layers = {name: values[first:last] for name, values in document.layers.items()}
    if "heads" in layers:
        heads = layers["heads"] - first
        layers["heads"] = np.where((heads >= 0) & (heads < last - first), heads, ABSENT)
    links = [
        (a - first, b - first, c - first, d - first)
        for a, b, c, d in document.links
        if min(a, c) >= first and max(b, d) < last
    ]
    return Window(
        ids=np.array(ids), feats=np.array(feats), firsts=np.array(firsts), lasts=np.array(lasts),
        layers=layers, links=links, source=document.source,
    )  # fmt: skip


def _relaid(document: Document, number: int) -> int:
    """Return the gap before a word if the newswire's sentences stood in paragraphs, and re3d's on lines of their own.

    Else the network tells the two styles of annotation by their line breaks.
    """
    gap = document.gaps[number]
    if document.source == "newswire":
        return 1 if gap == PARAGRAPH else gap
    return PARAGRAPH if gap == 1 and document.breaks[number] else gap


TAGS = {"attribution": bioes(ROLES), "news": bioes(NEWS)}
