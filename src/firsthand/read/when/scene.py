"""One sentence as the dating of events sees it: its words, the reader's tokens, and its expressions of time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Sentence, Timex, Token
from firsthand.data.time import time_word_marks
from firsthand.read.when.scan import sentence_bounds
from firsthand.read.when.speech import dates_the_telling
from firsthand.read.when.tense import is_verb, verb_tense
from firsthand.read.when.tokens import Word, row_of

PRESENT = frozenset(("has", "have", "'ve", "is", "are", "am", "'s", "'re"))
CONTENTS = frozenset(("ccomp", "parataxis", "ccomp:speech", "parataxis:speech"))
_START, _END = attrgetter("start"), attrgetter("end")
DEEPEST = 30  # steps up a tree: no sentence of news is deeper, and a broken tree must end


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence: its words, the reader's tokens by first code point and sentences, and its expressions."""

    row: Sequence[Word]
    tags: Mapping[int, Token]
    sentences: Sequence[Sentence]
    timexes: Sequence[Timex]

    def index(self, at: int) -> int:
        """Return the word that holds a code point, or the next one."""
        return min(bisect_left(self.row, at + 1, key=_END), len(self.row) - 1)

    def place(self, timex: Timex) -> tuple[int, int]:
        """Return the indexes of an expression's first word and after its last."""
        return self.index(timex.start), self.index(timex.end - 1) + 1

    def follows_length(self, index: int) -> bool:
        """Whether a length of time stands right before a word: "three days after the shutdown"."""
        return any(t.type == "DURATION" and self.place(t)[1] in {index, index + 1} for t in self.timexes)

    def is_verb(self, index: int) -> bool:
        """Whether a word is a verb."""
        return is_verb(self.row[index], self.tags)

    def is_noun(self, index: int) -> bool:
        """Whether the reader took a word for a noun, a name or an adjective."""
        token = self.tags.get(self.row[index].start)
        return token is not None and token.upos in {"NOUN", "ADJ", "PROPN"}

    def is_auxiliary(self, index: int) -> bool:
        """Whether a word is an auxiliary, or a form of "be"."""
        token = self.tags.get(self.row[index].start)
        return self.row[index].key in PRESENT | {"was", "were", "had", "be", "been", "will", "would"} or (
            token is not None and token.upos == "AUX"
        )

    def tense(self, index: int) -> int | None:
        """Return the tense of the verb at a word, None where it is no verb or cannot tell."""
        found = verb_tense(self.row, index, self.tags)
        return min(found, 1) if found else None

    def told_tense(self, index: int) -> int | None:
        """Return the tense of a verb, for a noun that of the verb over it: "have completed the withdrawal"."""
        if self.is_verb(index):
            return self.tense(index)
        place = self._token(self.row[index].start)
        if place is None:
            return None
        tokens, here = place
        for _ in range(DEEPEST):
            here = tokens[here].head
            if not 0 <= here < len(tokens):
                return None
            if tokens[here].upos == "VERB":
                return self.tense(self.index(tokens[here].start))
        return None

    def is_in_another_clause(self, timex: Timex, index: int) -> bool:
        """Whether the tree hangs an expression on a clause about a noun that does not hold a word."""
        mine, theirs = self._token(self.row[index].start), self._head_outside(timex)
        if mine is None or theirs is None or mine[0] is not theirs[0]:
            return False
        tokens, here = mine
        over = theirs[1]
        if tokens[over].upos != "VERB" or not tokens[over].deprel.startswith("acl"):
            return False
        for _ in range(DEEPEST):
            if here == over:
                return False
            here = tokens[here].head
            if not 0 <= here < len(tokens):
                return True
        return True

    def is_of_a_deed(self, timex: Timex, index: int) -> bool:
        """Whether the tree hangs an expression on a noun of doing other than a word: "heeding a decision in June"."""
        place = self._head_outside(timex)
        if place is None:
            return False
        token = place[0][place[1]]
        return token.lemma in time_word_marks()["deeds"] and token.start != self.row[index].start

    def _token(self, start: int) -> tuple[Sequence[Token], int] | None:
        """Return the tokens of the reader's sentence that holds a code point, and the token there."""
        for sentence in self.sentences:
            if sentence.start <= start < sentence.end:
                tokens = sentence.tokens
                here = next((i for i, t in enumerate(tokens) if t.start <= start < t.end), None)
                return None if here is None else (tokens, here)
        return None

    def _head_outside(self, timex: Timex) -> tuple[Sequence[Token], int] | None:
        """Return the tokens of its sentence and the one that an expression hangs on."""
        for sentence in self.sentences:
            if sentence.start <= timex.start < sentence.end:
                tokens = sentence.tokens
                inside = [i for i, t in enumerate(tokens) if t.start < timex.end and t.end > timex.start]
                head = next((tokens[i].head for i in inside if tokens[i].head not in inside), -1)
                return (tokens, head) if 0 <= head < len(tokens) else None
        return None

    def is_fronted(self, first: int) -> bool:
        """Whether no verb stands before an expression in its clause: "On Friday it closed, and staff left"."""
        for index in range(first - 1, -1, -1):
            if self.row[index].key in {";", ":", "but"}:
                return True
            if self.is_verb(index):
                return False
        return True

    def telling_verb(self, timex: Timex) -> int | None:
        """Return the verb of saying that an expression dates: right beside it, else by the tree; None = it dates none.

        By the tree it is "On Tuesday, the ministry acknowledged that ...".
        """
        first, after = self.place(timex)
        beside = dates_the_telling(self.row, first, after)
        if beside is not None:
            return beside
        place = self._head_outside(timex)
        if place is None or place[0][place[1]].upos != "VERB":
            return None
        at = self.index(place[0][place[1]].start)
        return at if self.row[at].key in time_word_marks()["saying"] else None

    def is_told_by(self, verb: int, at: int) -> bool:
        """Whether a word stands in what a verb of saying tells, by the tree; where there is none, anything does."""
        place = self._token(self.row[at].start)
        if place is None:
            return not self.tags
        tokens, here = place
        relation = ""
        for _ in range(DEEPEST):
            if not 0 <= here < len(tokens):
                return False
            if tokens[here].start == self.row[verb].start:
                return relation in CONTENTS
            relation, here = tokens[here].deprel, tokens[here].head
        return False


@lru_cache(maxsize=32)
def bounds_of(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text as `sentence_bounds` cuts them."""
    return tuple(sentence_bounds(text))


def number_at(text: str, at: int) -> int:
    """Return the number of the sentence that holds a code point; -1 before the first."""
    return bisect_right(bounds_of(text), at, key=_START) - 1


def scene(text: str, parse: Parse, number: int, timexes: Sequence[Timex]) -> Scene:
    """Return a sentence by its number, with the expressions that stand in it."""
    span = bounds_of(text)[number]
    low = max(bisect_right(parse.sentences, span.start, key=_START) - 1, 0)
    high = bisect_left(parse.sentences, span.end, key=_START)
    sentences = parse.sentences[low:high]
    tags = {t.start: t for s in sentences for t in s.tokens}
    inside = [t for t in timexes if span.start <= t.start < span.end]
    return Scene(row_of(text, span.start, span.end), tags, sentences, inside)
