"""A sentence as a tree that one can walk: children, subtrees, prepositions, clauses, and who does what in them.

The parse comes from a small model and is wrong at one word in seven, so nothing here assumes a well-formed tree: walks
are bounded, and what is missing is None or empty. Indices are those of the sentence's tokens.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from firsthand.core.evidence import Span
from firsthand.core.parse import Sentence, Token
from firsthand.data.words import cues
from firsthand.read.tree_chunks import chunks, heads_by_token
from firsthand.read.tree_kept import kept

CLAUSES = frozenset(
    {"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "conj", "acl:relcl", "advcl:relcl"}
)
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_NOUNISH = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_LOOSE = cues("rules")["tree_loose"]
_DEPTH = 60
_DEEPEST = 8
_LEAST_NAMED = 2  # tokens before a name in `the town Moscow`
_LEAST_INSERTION = 3  # tokens before the comma that closes a clause: a noun, a comma, who
_ACCUSED = cues("rules")["tree_accused"]
_OBJECT_CONTROL = cues("rules")["tree_object_control"]


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
        self.kids_of: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if 0 <= token.head < len(self.tokens) and token.head != i:
                self.kids_of[token.head].append(i)
        self.lemmas = [t.lemma.casefold() for t in self.tokens]
        self.upos = [t.upos for t in self.tokens]
        self.seen = self._seen()
        for i in self.seen:
            self.upos[i] = "VERB"
        self._rels = [t.deprel for t in self.tokens]
        self._wide = [_wide(t.deprel) for t in self.tokens]
        self.chunks = chunks(self._joined_words(text), self.upos)
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
        for i, token in enumerate(self.tokens):
            if self.words[i] in {"-", "\u2013"} and token.start and text[token.start - 1].isspace():
                found[i] = "\u2014"
        return found

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
        while len(found) > 1 and found[0] != i and (self.lower[found[0]] in _LEADING or self.words[found[0]] in _MARKS):
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
                if k not in found and inner and not (relation == "nmod" and k > i and self._is_time(k)):
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

    def _is_time(self, i: int) -> bool:
        return self.lower[i] in _DAYS or (self.tokens[i].upos == "NUM" and self.lower[i].isdigit())

    def _is_case_of(self, k: int, i: int) -> bool:
        return self.tokens[k].deprel == "case" and self.tokens[k].head == i and k < i

    @kept
    def is_passive(self, i: int, depth: int = 0) -> bool:  # noqa: PLR0911  # one return a construction
        """Whether a verb is in the passive, or a participle that stands for one (`shut in March`)."""
        if self.lower[i].endswith("ing") or self.is_misread(i) or self._named_doer(i) is not None:
            return False
        before = self._verb_group(i)
        be = any(self.lemmas[k] in {"be", "get"} or self.lower[k] in _BE for k in before)
        if before:
            return be and (self._is_participle(i) or self.lower[i].endswith(("ed", "en", "wn", "ght")))
        if self.kids(i, "aux:pass") or self._is_agentive(i):
            return True
        if self.kids(i, "nsubj:pass"):
            return self._near_subject(i) is None or self.rel(i) in {"acl", "acl:relcl"}
        if self.kids(i, "nsubj", "aux"):
            return False
        relation, head = self.rel(i), self.head(i)
        if relation in {"acl", "amod"} and not self.kids(i, "mark"):
            return self._is_participle(i)
        if relation == "advcl" and not self.kids(i, "mark", "obj"):
            return self._is_participle(i)
        if relation == "conj" and head is not None:
            return (
                depth < _DEEPEST
                and self.is_passive(head, depth + 1)
                and not self.kids(i, "obj")
                and self._is_participle(i)
            )
        if (
            relation == "xcomp"
            and head is not None
            and self.lemmas[head] in {"get", "have", "see", "be", "leave", "keep", "want", "need"}
        ):
            return self._is_participle(i)
        return False

    def is_misread(self, i: int) -> bool:
        """Whether a verb hung on the noun behind it tells of the noun before it: `the garrison left Fort Ross`."""
        before = self.chunk_at[i - 1] if i else None
        after = self.chunk_at[i + 1] if i + 1 < len(self.tokens) else None
        return (
            self.upos[i] == "VERB"
            and self.rel(i) in {"amod", "compound"}
            and before is not None
            and after is not None
            and before.end == i
            and after.start == i + 1
            and (self.upos[before.head] in {"NOUN", "PROPN"} or before.head == i - 1)
            and not self._is_time(before.head)
        )

    def _named_doer(self, i: int) -> int | None:
        """Return the name that does what a clause without `that` tells of a noun: `the only town Moscow captured`."""
        chunk = self.chunk_at[i - 1] if i > _LEAST_NAMED else None
        if self.rel(i) != "acl" or chunk is None or chunk.end != i or chunk.head != i - 1 or self._verb_group(i):
            return None
        named = self.upos[i - 1] == "PROPN" and self.upos[i - 2] == "NOUN" and self.lower[chunk.start] in _LEADING
        return i - 1 if named and not self._is_agentive(i) and self._near_object(i) is None else None

    def _is_agentive(self, i: int) -> bool:
        return any(self.rel(k) == "obl:agent" and self._is_by_phrase(k) for k in self.kids_of[i])

    def _is_by_phrase(self, k: int) -> bool:
        """Whether a noun may be the doer of a passive: `by` is before it, or nothing is and the tree says so."""
        preposition = self.preposition(k)
        return preposition == "by" or (preposition is None and self.rel(k) == "obl:agent" and k > (self.head(k) or 0))

    def _is_participle(self, i: int) -> bool:
        return self.lower[i] != self.lemmas[i] or self.lower[i] in {"shut", "hit", "cut", "put", "set", "split"}

    @kept
    def surface_subject(self, i: int, depth: int = 0) -> int | None:  # noqa: C901, PLR0911, PLR0912  # one return a construction
        """Return the subject of a predicate, looked up through coordination, control and relative clauses."""
        if i in self.seen and (seen := self.chunk_at[i - 1]) is not None:
            return seen.head
        if (named := self._named_doer(i)) is not None:
            return named
        if self.is_misread(i) and (before := self.chunk_at[i - 1]) is not None:
            return self._first_of(before.head)
        near = self._near_subject(i)
        own = [k for k in self.kids(i, "nsubj", "nsubj:pass", "nsubj:outer") if self.lower[k] != "there"]
        if near is not None:
            return next((k for k in own if k < near and self.rel(near) == "nmod" and k in self.ancestors(near)), near)
        head, relation = self.head(i), self.rel(i)
        if own:
            chosen = max((k for k in own if k < i), default=own[0])
            if self.lower[chosen] in RELATIVES and relation in {"acl:relcl", "acl"} and head is not None:
                return head
            return chosen
        if (over := self._over_insertion(i)) is not None:
            return over
        if head is None or depth > _DEEPEST:  # so many clauses deep there is no subject to be found
            return None
        if relation == "acl:relcl":
            return None if self.kids(i, "nsubj", "nsubj:pass") else head
        if relation == "acl":
            return self._subject_of_modifier(i, head)
        if relation == "xcomp" and self.lemmas[head] in _OBJECT_CONTROL and (objects := self.kids(head, "obj", "iobj")):
            return objects[0]
        accused = relation in {"xcomp", "advcl", "ccomp", "acl"} and self.lemmas[head] in _ACCUSED
        if accused and not self.is_passive(head) and (objects := self.kids(head, "obj", "iobj")):
            return objects[0]
        if relation == "xcomp" and self.tokens[head].upos == "VERB" and self.is_passive(head):
            return self.surface_subject(head, depth + 1)
        if relation in {"conj", "xcomp", "advcl", "parataxis", "ccomp", "dep"} and (
            relation != "ccomp" or self.lower[i].endswith("ing")
        ):
            return self.surface_subject(head, depth + 1)
        return None

    def _subject_of_modifier(self, i: int, head: int) -> int | None:
        """Return the subject of a participle or infinitive at a noun: the noun, or its owner (`its plan to leave`)."""
        if self.kids(i, "mark"):
            return next(iter(self.kids(head, "nmod:poss")), None)
        before = self.chunk_at[i - 1] if i else None
        if head < i or before is None:
            return head
        while before.start and self.lower[before.start - 1] == "of" and before.start > 1:
            outer = self.chunk_at[before.start - 2]
            if outer is None:
                break
            before = outer
        return before.head

    def _over_insertion(self, i: int) -> int | None:
        """Return the noun that a clause between commas parts from its verb: `the men, who were tired, left`."""
        group = self._verb_group(i)
        at = (group[-1] if group else i) - 1
        finite = bool(group) or (self.lower[i] != self.lemmas[i] and not self.lower[i].endswith("ing"))
        if at < _LEAST_INSERTION or self.words[at] != "," or self.upos[i] != "VERB" or not finite:
            return None
        opening = next((k for k in range(at - 1, 0, -1) if self.words[k] == ","), None)
        if opening is None or self.lower[opening + 1] not in RELATIVES | {"where", "whose"}:
            return None
        chunk = self.chunk_at[opening - 1]
        return chunk.head if chunk is not None and chunk.end == opening else None

    @kept
    def _verb_group(self, i: int) -> list[int]:
        """Return the auxiliaries right before a verb, over adverbs and `not`, nearest first."""
        found = []
        for k in range(i - 1, max(-1, i - 7), -1):
            if self.upos[k] == "AUX" or self.lower[k] in _BE:
                found.append(k)
            elif self.upos[k] not in {"ADV", "PART"} or self.lower[k] == "to":
                break
        return found

    @kept
    def _near_subject(self, i: int) -> int | None:  # noqa: C901, PLR0911, PLR0912  # one return a construction
        """Return the noun phrase right before a finite verb, over its auxiliaries and prepositional phrases."""
        if self.upos[i] not in {"VERB", "AUX"} and not self._verb_group(i):
            return None
        if i and self.lower[i - 1] in {"due", "set"} and self.upos[i] == "AUX":
            return None
        at = i - 1
        while at >= 0 and (
            (self.upos[at] in {"AUX", "ADV"} and self.lower[at] not in {"there", "when", "where", "why", "how"})
            or self.lower[at] in {"not", "n't", "n\u2019t"}
        ):
            at -= 1
        if at < 0 or (not self._verb_group(i) and (self.lower[i].endswith("ing") or self._is_agentive(i))):
            return None  # "taking off", "evacuated by the army": no finite verbs
        if self.lower[at] == "to" and self.upos[at] == "PART":
            return self._controlled(at)
        if self.lower[at] in RELATIVES and self.upos[at] in {"PRON", "DET"}:
            at -= 2 if at and self.words[at - 1] == "," else 1
            chunk = self.chunk_at[at] if at >= 0 else None
            while (
                chunk is not None
                and (self._is_time(chunk.head) or chunk.end - chunk.start == 1)
                and chunk.start > 1
                and self.upos[chunk.start - 1] == "ADP"
            ):
                chunk = self.chunk_at[chunk.start - 2]
            return chunk.head if chunk is not None else None
        for _ in range(4):
            chunk = self.chunk_at[at] if at >= 0 else None
            if chunk is None:
                return None
            before = chunk.start - 1
            opens = before >= 0 and self.lower[before] in {"after", "before", "since", "until"}
            if opens and chunk.end == i and not self._is_time(chunk.head):
                return self._first_of(chunk.head)  # "after the army left": no phrase, a clause
            if before >= 0 and self.upos[before] == "ADP" and self.rel(before) != "compound:prt":
                at = before - 1
                while at >= 0 and self.upos[at] == "ADP":
                    at -= 1
                continue
            if self._is_time(chunk.head) or self._is_bare_participle(i, before):
                return None
            return self._first_of(chunk.head)
        return None

    def _first_of(self, i: int) -> int:
        """Return the first of the nouns that one is coordinated with right before it: `equipment and weapons`."""
        at = i
        while (
            self.rel(at) == "conj"
            and (head := self.head(at)) is not None
            and head < at
            and self.chunk_at[head] is not None
        ):
            between = range(head + 1, at)
            if any(self.upos[k] in {"VERB", "AUX", "SCONJ"} and self.rel(k) != "amod" for k in between):
                break
            at = head
        return at

    def _controlled(self, at: int) -> int | None:
        """Return who is made to do it: the noun between a verb of forcing or asking and `to`."""
        before = at - 1
        while before > 0 and self.upos[before] == "ADV":
            before -= 1
        if (
            before > 0
            and self.upos[before] in {"ADJ", "VERB"}
            and (self.upos[before] == "ADJ" or self.lemmas[before] not in _OBJECT_CONTROL or self.is_passive(before))
        ):
            return self._near_subject(before)
        chunk = self.chunk_at[at - 1] if at else None
        if (
            chunk is not None
            and chunk.start
            and self.lower[chunk.start - 1] in {"and", "but", "while"}
            and "to" in self.lower[: chunk.start]
        ):
            return chunk.head  # "some are to stay and others to go"
        if chunk is None or not chunk.start or self.upos[chunk.start - 1] != "VERB":
            return None
        return chunk.head if self.lemmas[chunk.start - 1] in _OBJECT_CONTROL else None

    def _is_bare_participle(self, i: int, before: int) -> bool:
        """Whether the noun before a participle is the object of a verb before it: `shows vehicles parked outside`."""
        return not self._verb_group(i) and self.lower[i].endswith("ed") and before >= 0 and self.upos[before] == "VERB"

    def _near_object(self, i: int) -> int | None:
        """Return the noun phrase right behind a verb, over its particle."""
        at = i + 1
        while at < len(self.tokens) and (
            self.rel(at) == "compound:prt"
            or (self.upos[at] == "ADV" and self.rel(at) == "advmod" and at == i + 1 and self.lower[at] in _PARTICLES)
        ):
            at += 1
        chunk = self.chunk_at[at] if at < len(self.tokens) else None
        if (
            chunk is None
            or chunk.start != at
            or self._is_time(chunk.head)
            or self.lower[chunk.head] in RELATIVES - {"that"}
        ):
            return None
        return chunk.head

    @kept
    def phrases(self, i: int) -> list[tuple[str, int]]:
        """Return (preposition, noun) of the phrases behind a word up to the next clause, by word class alone."""
        found = []
        at = i + 1
        while at < len(self.tokens):
            if (
                (self.upos[at] in {"VERB", "AUX", "SCONJ"} and self.rel(at) != "amod")
                or self.words[at] in {";", ":", "\u201d", "\u201c", '"'}
                or self.lower[at] in {"who", "which", "whose", "where", "when"}
            ):
                break
            if self.upos[at] == "ADP" and self.rel(at) != "compound:prt":
                first = at
                while at + 1 < len(self.tokens) and self.upos[at + 1] == "ADP":
                    at += 1
                chunk = self.chunk_at[at + 1] if at + 1 < len(self.tokens) else None
                if chunk is not None and chunk.start == at + 1:
                    found.append((" ".join(self.lower[first : at + 1]), chunk.head))
                    at = chunk.end - 1
            at += 1
        return found

    @kept
    def doer(self, i: int) -> int | None:
        """Return who does it: the subject of an active verb, the by-phrase of a passive one."""
        if self.is_passive(i):
            agents = [k for k in self.kids(i, "obl") if self._is_by_phrase(k)]
            agents += [k for word, k in self.phrases(i) if word == "by"]
            return next((k for k in agents if not self._is_time(k)), None)
        return self.surface_subject(i)

    def _is_parted(self, i: int, k: int) -> bool:
        """Whether another verb or a sentence's end stands between a verb and its object."""
        low, high = sorted((i, k))
        return any(
            self.words[at] in {".", ";"} or (self.upos[at] == "VERB" and self.rel(at) not in {"amod", "acl"})
            for at in range(low + 1, high)
        )

    @kept
    def undergoer(self, i: int) -> int | None:
        """Return to whom or what it is done: the object of an active verb, the subject of a passive one."""
        if (named := self._named_doer(i)) is not None:
            return named - 1
        if self.is_passive(i):
            return self.surface_subject(i)
        if (near := self._near_object(i)) is not None:
            return near
        objects = self.kids(i, "obj")
        if self.rel(i) == "acl:relcl" and any(self.lower[k] in RELATIVES for k in objects):
            return self.head(i)
        return next((k for k in objects if not self._is_parted(i, k)), None)


_LEADING = cues("rules")["tree_leading"]
_MARKS = frozenset({",", "-", "\u201c", '"', "(", ")", "\u2013", "\u2014", ":", ";"})
_BE = cues("rules")["tree_be"]
_PARTICLES = cues("rules")["tree_particles"]
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
