"""What is known of each gold mention of ECB+ before pairs are scored: its words, arguments and document."""

from __future__ import annotations

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.loaders.ecb import Mention, Sentences, documents, mentions
from firsthand.core.parse import Parse, Sentence
from firsthand.data.common_words import common_words
from firsthand.read.reader.lemma import lemma
from firsthand.read.reader.model import OnnxReader

Array = NDArray[np.float64]
STEM = 5
WORD_KINDS = frozenset({"NOUN", "PROPN", "NUM", "VERB", "ADJ"})
NAMES_COUNT = (
    3  # what a name or a number counts in its document, against 1; train part: clusters of documents 0.88, 0.92
)
LIGHT = frozenset({"make", "take", "have", "give", "get", "do", "hold", "be", "go", "come", "put", "let"})
NEAR_WORDS = 5
AGENT = frozenset({"nsubj", "nmod:poss", "obl:agent"})
PATIENT = frozenset({"obj", "nsubj:pass", "iobj"})
LOOSE = frozenset({"obl", "nmod", "compound", "amod", "nummod"})
OTHER_CLAUSES = frozenset({"punct", "cc", "conj", "advcl", "parataxis", "ccomp"})
Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One mention: all words as stems, arguments by role (agent, patient, loose)."""

    mention: Mention
    base: str
    head: str
    words: Words
    families: frozenset[int]
    upos: str
    agents: Words
    patients: Words
    loose: Words
    governor: str
    names: Words
    numbers: Words
    around: Words
    near: Words
    negated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the corpus with what is looked up for its pairs."""

    told: tuple[Told, ...]
    documents: tuple[str, ...]
    alike: Array
    """[documents, documents]: cosine of the documents' weighed words and pairs of words."""
    rarity: Mapping[str, float]
    """Natural logarithm of the documents to those with the stem."""

    @property
    def chains(self) -> dict[int, str]:
        """The gold chain of each mention."""
        return {k: t.mention.chain for k, t in enumerate(self.told)}


@cache
def stem(word: str) -> str:
    """Return the first letters of the lemma: `acquired`, `acquisition` and `acquires` nearly meet."""
    return _base(word)[:STEM]


@cache
def _base(word: str) -> str:
    low = word.lower()
    return min((lemma(low, "VERB"), lemma(low, "NOUN")), key=len)


@cache
def _families() -> Mapping[str, frozenset[int]]:
    """Return the families of `event_words.toml` by word and by stem."""
    table = tomllib.loads((files("evals") / "event_words.toml").read_text("utf-8"))
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(table["families"]):
        for word in line.split():
            found[word].add(number)
            found[stem(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def part(folder: Path, name: str) -> Part:
    """Return one part, `Dev` or `Train`.

    Cost: one parse of all its documents: 15 s of one core for `Dev`, 50 s for `Train`.
    """
    texts = {d: _text(sentences) for d, sentences in documents(folder / f"ECB_{name}_corpus.txt").items()}
    parses = dict(zip(texts, OnnxReader(threads=1).parses([text for text, _ in texts.values()]), strict=True))
    found = mentions(folder / f"ECB_{name}_Event_gold_mentions.json")
    order = tuple(sorted(texts))
    seen = Counter(
        s for d in order for s in {stem(t.lemma) for sentence in parses[d].sentences for t in sentence.tokens}
    )
    return Part(
        told=tuple(_told(m, parses[m.document], *texts[m.document]) for m in found),
        documents=order,
        alike=_alike([_bag(parses[d]) for d in order]),
        rarity={s: math.log(len(order) / n) for s, n in seen.items()},
    )


Places = Mapping[tuple[int, int], tuple[int, int]]
"""Start and end of each token by sentence and number."""


def _text(sentences: Sentences) -> tuple[str, Places]:
    """Return the document's text, a line a sentence, and where its tokens stand."""
    text, places = "", {}
    for number in sorted(sentences):
        for n in sorted(sentences[number]):
            places[number, n] = (len(text), len(text) + len(sentences[number][n]))
            text += f"{sentences[number][n]} "
        text = f"{text.rstrip()}\n"
    return text, places


def _is_word(word: str) -> bool:
    return word.lower() not in common_words().stop and any(c.isalnum() for c in word)


def _bag(parse: Parse) -> Counter[str]:
    """Return a document's words and pairs of neighbouring words, function words left out."""
    bag: Counter[str] = Counter()
    for sentence in parse.sentences:
        kept = [t for t in sentence.tokens if t.upos in WORD_KINDS and _is_word(t.lemma)]
        for token in kept:
            bag[token.lemma.lower()] += NAMES_COUNT if token.upos in {"PROPN", "NUM"} else 1
        bag.update(f"{a.lemma.lower()} {b.lemma.lower()}" for a, b in pairwise(kept))
    return bag


def _alike(bags: Sequence[Counter[str]]) -> Array:
    seen = Counter(w for bag in bags for w in bag)
    column = {w: k for k, w in enumerate(w for w in seen if seen[w] > 1)}
    rows = np.zeros((len(bags), len(column)))
    for k, bag in enumerate(bags):
        for word, n in bag.items():
            if word in column:
                rows[k, column[word]] = (1 + math.log(n)) * math.log(len(bags) / seen[word])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    return np.asarray(rows @ rows.T)


def _told(mention: Mention, parse: Parse, text: str, places: Places) -> Told:
    spans = [places[mention.sentence, n] for n in mention.tokens if (mention.sentence, n) in places]
    for sentence in parse.sentences:
        hit = [k for k, t in enumerate(sentence.tokens) if any(t.start < e and t.end > s for s, e in spans)]
        if hit:
            return _in_sentence(mention, sentence, hit, text)
    word = mention.text.split()[-1]
    nothing: Words = frozenset()
    return Told(
        mention=mention, base=_base(word), head=stem(word), words=frozenset({stem(word)}), families=frozenset(),
        upos="X", agents=nothing, patients=nothing, loose=nothing, governor="", names=nothing, numbers=nothing,
        around=nothing, near=nothing, negated=False,
    )  # fmt: skip


def _in_sentence(mention: Mention, sentence: Sentence, hit: Sequence[int], text: str) -> Told:
    tokens = sentence.tokens
    head = _head(sentence, hit)
    token = tokens[head]
    base = min(_base(text[token.start : token.end]), token.lemma.lower(), key=len)
    words = frozenset(stem(text[tokens[k].start : tokens[k].end]) for k in hit if _is_word(tokens[k].lemma))
    words = words or frozenset({base[:STEM]})
    outside = [k for k in range(len(tokens)) if k not in hit]
    told = [k for k in outside if tokens[k].upos in WORD_KINDS and _is_word(tokens[k].lemma)]
    agents, patients, loose = _arguments(sentence, head, frozenset(hit))
    return Told(
        mention=mention,
        base=base,
        head=base[:STEM],
        words=words,
        families=frozenset(n for w in {*words, base, base[:STEM]} for n in _families().get(w, ())),
        upos=token.upos,
        agents=agents,
        patients=patients,
        loose=loose,
        governor=stem(tokens[token.head].lemma) if token.head >= 0 else "ROOT",
        names=_stems(sentence, (k for k in outside if tokens[k].upos == "PROPN")),
        numbers=frozenset(t.lemma for t in tokens if t.upos == "NUM"),
        around=_stems(sentence, told),
        near=_stems(sentence, (k for k in told if abs(k - head) <= NEAR_WORDS)),
        negated=any(t.head == head and t.lemma in {"not", "no", "n't"} for t in tokens),
    )


def _head(sentence: Sentence, hit: Sequence[int]) -> int:
    """Return the word of the mention that names the event: what governs the others; of `took a walk` the noun."""
    tokens = sentence.tokens
    tops = [k for k in hit if tokens[k].head not in hit]
    head = next((k for k in tops if _is_word(tokens[k].lemma)), (tops or hit)[0])
    nouns = [k for k in hit if tokens[k].upos in {"NOUN", "PROPN"}]
    return nouns[-1] if tokens[head].lemma in LIGHT and nouns else head


def _stems(sentence: Sentence, at: Iterable[int]) -> Words:
    return frozenset(stem(sentence.tokens[k].lemma) for k in at)


def _arguments(sentence: Sentence, head: int, hit: frozenset[int]) -> tuple[Words, Words, Words]:
    """Return the stems of who did it, whom it was done to, and what else hangs on the head."""
    tokens = sentence.tokens
    found: dict[str, set[str]] = defaultdict(set)
    for k, token in enumerate(tokens):
        relation = token.deprel
        if token.head != head or k in hit:
            continue
        role = (
            "agent" if relation in AGENT
            else "patient" if relation in PATIENT
            else "loose" if relation.split(":")[0] in LOOSE
            else None
        )  # fmt: skip
        if role:
            inside = (j for j in _below(sentence, k, hit) if tokens[j].upos in WORD_KINDS)
            found[role] |= _stems(sentence, inside)
    governor, relation = tokens[head].head, tokens[head].deprel
    if governor >= 0 and not found["agent"] and relation.split(":")[0] in {"conj", "xcomp", "advcl"}:
        shared = [k for k, t in enumerate(tokens) if t.head == governor and t.deprel in {"nsubj", "nsubj:pass"}]
        inside = (j for k in shared for j in _below(sentence, k, hit) if tokens[j].upos in {"NOUN", "PROPN"})
        found["agent"] |= _stems(sentence, inside)
    if governor >= 0 and relation.startswith("acl"):
        found["patient"].add(stem(tokens[governor].lemma))
    return frozenset(found["agent"]), frozenset(found["patient"]), frozenset(found["loose"])


def _below(sentence: Sentence, top: int, hit: frozenset[int]) -> set[int]:
    """Return a word and what hangs on it, other clauses left out."""
    found, open_ = {top}, [top]
    while open_:
        k = open_.pop()
        for j, token in enumerate(sentence.tokens):
            if token.head == k and j not in found | hit and token.deprel.split(":")[0] not in OTHER_CLAUSES:
                found.add(j)
                open_.append(j)
    return found
