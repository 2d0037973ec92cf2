"""A sentence as a tree that one can walk: children, subtrees, prepositions, phrases.

The parse comes from a small model and is wrong at one word in seven, so nothing here assumes a well-formed tree: walks
are bounded, and what is missing is None or empty. Indices are those of the sentence's tokens.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from firsthand.core.evidence import Span
from firsthand.core.parse import Sentence, Token
from firsthand.data.words import cues
from firsthand.read.tree import clauses
from firsthand.read.tree.chunks import chunks, heads_by_token
from firsthand.read.tree.kept import kept

CLAUSES = frozenset(
    {"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "conj", "acl:relcl", "advcl:relcl"}
)
RELATIVES = clauses.RELATIVES
_NOUNISH = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_LOOSE = cues("rules")["tree_loose"]
_DEPTH = 60


class Tree:
    """One parsed sentence.

    Args:
        sentence: The sentence.
        text: The whole text that its offsets count in.
    """

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.sentence = sentence
        self.text = text
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.words = [text[t.start : t.end] for t in self.tokens]
        self.lower = [_folded(word) for word in self.words]
        self._rels = [t.deprel for t in self.tokens]
        self._wide = [_wide(relation) for relation in self._rels]
        self.kids_of: list[list[int]] = [[] for _ in self.tokens]
        self._below: list[set[str]] = [set() for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if 0 <= token.head < len(self.tokens) and token.head != i:
                self.kids_of[token.head].append(i)
                self._below[token.head] |= {self._rels[i], self._wide[i]}
        self.lemmas = [t.lemma.casefold() for t in self.tokens]
        self.upos = [t.upos for t in self.tokens]
        self.seen = self._seen()
        for i in self.seen:
            self.upos[i] = "VERB"
        self.chunks = chunks(self._joined_words(text), self._joined_upos())
        self.chunk_at = heads_by_token(self.chunks, len(self.tokens))
        self.answers: dict[tuple[Any, ...], Any] = {}
        """What was asked before; see `kept`."""
        self.kept: dict[tuple[str, int], list[tuple[str, int]]] = {}
        """Phrases found before, by relation and token: the same question comes from every frame of a word."""

    def _seen(self) -> frozenset[int]:
        """Return the participles that were read as nouns in `saw the army shipping goods out`."""
        return frozenset(
            i
            for i, token in enumerate(self.tokens)
            if i > 1
            and token.upos == "NOUN"
            and token.deprel == "compound"
            and self.lower[i].endswith("ing")
            and self.tokens[i - 1].upos in {"NOUN", "PROPN"}
            and 0 <= self.tokens[token.head].head < i - 1
            and self.tokens[token.head].deprel == "obj"
            and self.lemmas[self.tokens[token.head].head] in cues("said")["sees"]
        )

    def __len__(self) -> int:
        return len(self.tokens)

    def _joined_words(self, text: str) -> list[str]:
        """Return the words with dashes between blanks as marks that join nothing: `Damascus - Russian forces`."""
        found = list(self.lower)
        if "-" not in found and "\u2013" not in found:
            return found
        for i, token in enumerate(self.tokens):
            if self.words[i] in {"-", "\u2013"} and token.start and text[token.start - 1].isspace():
                found[i] = "\u2014"
        return found

    def _joined_upos(self) -> list[str]:
        """Return the word classes with small words between hyphens as nouns: `Commander-in-Chief` is one noun."""
        found = list(self.upos)
        for i in range(2, len(self.tokens) - 2):
            if self.words[i - 1] == "-" == self.words[i + 1] and found[i] == "ADP" and self._is_glued(i - 2, i + 2):
                found[i] = "NOUN"
        return found

    def _is_glued(self, first: int, last: int) -> bool:
        """Whether no blank stands between any of some tokens."""
        return all(self.tokens[k].end == self.tokens[k + 1].start for k in range(first, last))

    def rel(self, i: int) -> str:
        """Return the relation of a token to its governor."""
        return self.tokens[i].deprel

    def head(self, i: int) -> int | None:
        """Return the governor, None for the root."""
        head = self.tokens[i].head
        return head if 0 <= head < len(self.tokens) and head != i else None

    def kids(self, i: int, *relations: str) -> list[int]:
        """Return the children with one of the relations; `obl` also means its subtypes, `nsubj` not `nsubj:pass`."""
        own = self.kids_of[i]
        if not own or not relations:
            return own.copy()
        if self._below[i].isdisjoint(relations):
            return []  # most questions end here
        rels, wide = self._rels, self._wide
        return [k for k in own if rels[k] in relations or wide[k] in relations]

    @kept
    def subtree(self, i: int, *, without: frozenset[str] = frozenset()) -> list[int]:
        """Return a token and all below it, in order; branches with a relation of `without` are left out."""
        found, todo = {i}, [(i, 0)]
        while todo:
            at, depth = todo.pop()
            for k in self.kids_of[at]:
                if k not in found and depth < _DEPTH and self.tokens[k].deprel not in without:
                    found.add(k)
                    todo.append((k, depth + 1))
        return sorted(found)

    def span(self, indices: list[int]) -> Span:
        """Return the stretch of text from the first to the last of some tokens."""
        return Span(start=self.tokens[min(indices)].start, end=self.tokens[max(indices)].end)

    def ancestors(self, i: int) -> list[int]:
        """Return the governors of a token, nearest first."""
        found: list[int] = []
        at = self.head(i)
        while at is not None and at not in found and len(found) < _DEPTH:
            found.append(at)
            at = self.head(at)
        return found

    @kept
    def clause(self, i: int) -> int:
        """Return the predicate of the clause that a token stands in (itself, if it heads one)."""
        for at in (i, *self.ancestors(i)):
            relation = self.tokens[at].deprel
            if relation in CLAUSES and (relation != "conj" or self._heads_clause(at)):
                return at
        return i

    def _heads_clause(self, i: int) -> bool:
        return self.tokens[i].upos in {"VERB", "AUX"} or bool(self.kids(i, "cop", "nsubj", "nsubj:pass"))

    @kept
    def preposition(self, i: int) -> str | None:
        """Return the case words of a noun as one string (`out of`), lower case; None where it has none."""
        cases = [k for k in self.kids_of[i] if self.tokens[k].deprel == "case" and self.lower[k] not in {"'s", "'"}]
        if not cases:
            return None
        words = sorted({w for k in cases for w in (k, *self.kids(k, "fixed"))})
        return " ".join(self.lower[w] for w in words)

    @kept
    def conjuncts(self, i: int) -> list[int]:
        """Return a token and what is coordinated below it."""
        found, todo = [i], [i]
        while todo:
            for k in self.kids(todo.pop(), "conj"):
                if k not in found:
                    found.append(k)
                    todo.append(k)
        return sorted(found)

    @kept
    def noun_phrase(self, i: int, *, whole: bool = True) -> list[int]:
        """Return a noun with its modifiers but without clauses, appositions and a leading article.

        `whole` keeps what is coordinated with it (`the Poles and the Slovaks`).
        """
        loose = _LOOSE - {"cc", "conj", "cc:preconj"} if whole and self._plain_conjuncts(i) else _LOOSE
        found = [k for k in self._phrase(i, loose) if not self._is_case_of(k, i)]
        while (
            len(found) > 1
            and found[0] != i
            and (self.lower[found[0]] in clauses.LEADING or self.words[found[0]] in _MARKS)
        ):
            found = found[1:]
        opening = next((k for k in found if k > i and self.words[k] == "("), None)
        if opening is not None:
            found = [k for k in found if k < opening]
        while len(found) > 1 and found[-1] != i and not any(c.isalnum() for c in self.words[found[-1]]):
            found = found[:-1]
        return found

    def _plain_conjuncts(self, i: int) -> bool:
        return all(
            self.tokens[k].upos in _NOUNISH and not self.kids(k, "nsubj", "nsubj:pass", "cop")
            for k in self.conjuncts(i)
        )

    def _phrase(self, i: int, loose: frozenset[str]) -> list[int]:
        found, todo = {i}, [i]
        while todo and len(found) < _DEPTH:
            at = todo.pop()
            for k in self.kids_of[at]:
                relation = self.tokens[k].deprel
                inner = (
                    relation not in loose
                    or (relation == "advmod" and k < i)
                    or (relation == "punct" and self.words[k] in {"-", "'", "\u2019"})
                )
                if k not in found and inner and not (relation == "nmod" and k > i and self.tells_time(k)):
                    found.add(k)
                    todo.append(k)
        chunk = self.chunk_at[i]
        if chunk is not None:  # the words right before a noun are its own, whatever the tree says
            found = {k for k in found if k >= chunk.start} | set(range(chunk.start, i + 1))
        return sorted(self._joined(found, i))

    def _joined(self, found: set[int], i: int) -> set[int]:
        """Keep only the run of tokens around `i` without a gap of more than a mark."""
        run = {i}
        for step in (-1, 1):
            at = i + step
            while 0 <= at < len(self.tokens) and (at in found or (not self.words[at].isalnum() and at + step in found)):
                run.add(at)
                at += step
        return run

    def tells_time(self, i: int) -> bool:
        """Whether a word is a day, a month or a figure."""
        return self.lower[i] in _DAYS or (self.tokens[i].upos == "NUM" and self.lower[i].isdigit())

    def _is_case_of(self, k: int, i: int) -> bool:
        return self.tokens[k].deprel == "case" and self.tokens[k].head == i and k < i

    is_passive = clauses.is_passive
    is_misread = clauses.is_misread
    surface_subject = clauses.surface_subject
    phrases = clauses.phrases
    doer = clauses.doer
    undergoer = clauses.undergoer


_MARKS = frozenset({",", "-", "\u201c", '"', "(", ")", "\u2013", "\u2014", ":", ";"})
_DAYS = cues("rules")["tree_days"]


_WORDS_KEPT = 16_384  # the commonest words of a pile


@lru_cache(maxsize=_WORDS_KEPT)
def _folded(word: str) -> str:
    """Return a word in small letters; `US` and `WHO` as abbreviations, that they are not taken for pronouns."""
    small = word.casefold().replace("\u2019", "'")
    return f"{'.'.join(small)}." if small in {"us", "who"} and word.isupper() else small


@lru_cache(maxsize=_WORDS_KEPT)
def _wide(relation: str) -> str:
    """Return the relation that a subtype also counts as: `obl` for `obl:tmod`, nothing for `nsubj:pass`."""
    base, _, subtype = relation.partition(":")
    return "" if subtype in {"pass", "poss", "prt", "relcl"} else base


def trees(sentences: tuple[Sentence, ...], text: str) -> tuple[Tree, ...]:
    """Return the trees of all sentences of a text."""
    return tuple(Tree(sentence, text) for sentence in sentences)
