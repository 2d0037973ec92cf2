"""Which expression of time dates an event: by its clause, then the sentence, then the discourse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from firsthand.core.claim import WhenBasis
from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Sentence, Timex, Token
from firsthand.core.spacetime import TimeSpan
from firsthand.data.time import time_word_marks
from firsthand.read.when_scan import sentence_bounds
from firsthand.read.when_span import is_reversed
from firsthand.read.when_speech import dates_the_telling
from firsthand.read.when_tense import is_verb, verb_tense
from firsthand.read.when_tokens import Word, words

PRESENT = frozenset(("has", "have", "'ve", "is", "are", "am", "'s", "'re"))
DISCOURSE_SENTENCES = 2  # how far back a time carries; probes: farther is more often wrong than right
# Costs of what stands between a trigger and an expression, tuned by hand on the probes; flat within a third.
COST_VERB, COST_OPENER, COST_SEMICOLON, COST_COMMA, COST_WORD = 2.0, 1.5, 3.0, 0.6, 0.03
COST_OTHER_VERB = 1.0  # the expression follows another verb: "began on Monday and finished on Thursday"
COST_WHEN = 0.5  # "stood empty when a reporter looked in on Sunday": both at one time
COST_FRONTED = 0.25  # share of the cost where the expression opens the clause: it governs all that follows
COST_OF_A_NOUNS = 2.0  # the expression belongs to a noun: "last month's discovery"
GAIN_TREE = 2.0  # the expression hangs right on the trigger in the dependency tree; half of it through one noun
FRONT_WORDS = 2  # an expression this near the beginning governs the clause, whatever it stands before
LONGEST_WAY_UP = 3
LONGEST_PHRASE = 8  # words between "a day after" and the event that it names
OWN_CLAUSE, SAME_SENTENCE = 2.0, 7.0  # costs below which it dates the event by its words, and by the sentence


@dataclass(frozen=True, slots=True)
class _Scene:
    """One sentence: its words, the reader's tokens by first code point and sentences, and its expressions."""

    row: Sequence[Word]
    tags: Mapping[int, Token]
    sentences: Sequence[Sentence]
    timexes: Sequence[Timex]

    def index(self, at: int) -> int:
        """Return the word that holds a code point, or the next one."""
        return min(bisect_left([word.end for word in self.row], at + 1), len(self.row) - 1)


def event_time(
    trigger: Span, text: str, parse: Parse, timexes: Sequence[Timex]
) -> tuple[TimeSpan | None, WhenBasis | None]:
    """Return when an event happened and how that is known.

    Args:
        trigger: The words that name the event.
        text: The report's text.
        parse: Its sentences; without tokens the words around the expressions decide alone.
        timexes: What `timexes` found in the text.

    Returns:
        The span and `words` (the expression stands in the trigger's clause), `sentence` (in a clause beside it) or
        `discourse` (told in a sentence before it); (None, None) where nothing dates it.
    """
    bounds = _bounds(text)
    number = bisect_right([b.start for b in bounds], trigger.start) - 1
    if number < 0:
        return None, None
    posted = footage_time(trigger, text, parse, timexes)
    if posted is not None:
        return posted
    usable = [t for t in timexes if t.span is not None and t.type != "SET" and t.value != "PRESENT_REF"]
    scene = _scene(text, parse, bounds[number], usable)
    if not scene.row:
        return None, None
    at = scene.index(trigger.start)
    costs = [(cost, t) for t in scene.timexes if (cost := _cost(scene, at, trigger, t)) is not None]
    if costs:
        cost, best = min(costs, key=lambda pair: pair[0])
        if cost < SAME_SENTENCE:
            return best.span, "words" if cost < OWN_CLAUSE else "sentence"
    return _by_discourse(number, scene, at, text, parse, usable)


def _among(name: str) -> frozenset[str]:
    return time_word_marks()[name]


@lru_cache(maxsize=32)
def _bounds(text: str) -> tuple[Span, ...]:
    return tuple(sentence_bounds(text))


@lru_cache(maxsize=512)
def _row(text: str, start: int, end: int) -> tuple[Word, ...]:
    return tuple(words(text, start, end))


def _scene(text: str, parse: Parse, span: Span, usable: Sequence[Timex]) -> _Scene:
    starts = [s.start for s in parse.sentences]
    low = max(bisect_right(starts, span.start) - 1, 0)
    high = bisect_left(starts, span.end)
    sentences = parse.sentences[low:high]
    tags = {t.start: t for s in sentences for t in s.tokens}
    inside = [t for t in usable if span.start <= t.start < span.end]
    return _Scene(_row(text, span.start, span.end), tags, sentences, inside)


def footage_time(trigger: Span, text: str, parse: Parse, timexes: Sequence[Timex]) -> tuple[TimeSpan, WhenBasis] | None:
    """Return when what footage shows happened: on the day it was taken, else not after the day it was posted."""
    bounds = _bounds(text)
    number = bisect_right([b.start for b in bounds], trigger.start) - 1
    scene = _scene(text, parse, bounds[max(number, 0)], [t for t in timexes if t.span is not None and t.type != "SET"])
    if not scene.row:
        return None
    at = scene.index(trigger.start)
    shows = next((i for i, w in enumerate(scene.row[:at]) if w.key in _among("showing")), None)
    if shows is None or not any(word.key in _among("footage") for word in scene.row[:shows]):
        return None
    for timex in scene.timexes:
        first = scene.index(timex.start)
        if first >= shows or timex.span is None:
            continue
        words_before = {word.key for word in scene.row[:first]}
        if words_before & _among("posted"):
            return TimeSpan(end_latest=timex.span.end_latest), "posted"
        return timex.span, "words"
    return None


def _cost(scene: _Scene, at: int, trigger: Span, timex: Timex) -> float | None:  # noqa: PLR0911  # one case a place
    """Return how far an expression is from dating the trigger; None where it dates something else."""
    row, tags = scene.row, scene.tags
    first, after = scene.index(timex.start), scene.index(timex.end - 1) + 1
    if first <= at < after:
        return None
    from_event = _counts_from_event(row, first, after, timex)
    if from_event is not None and from_event != _is_its_event(scene, after, at):
        return None
    noun = _own_noun(scene, first, after)
    if noun is not None and after <= at <= noun:
        return 0.0
    own = COST_OF_A_NOUNS if noun is not None and first > FRONT_WORDS else 0.0
    if _is_of_telling(scene, first, after, at) or _clashes(scene, first, after, at):
        return None
    if at < first:
        return own + _between(scene, at + 1, first) - _tree_gain(scene, trigger, timex)
    if _is_fronted(row, first, tags):
        return COST_FRONTED * _between(scene, after, at) - _tree_gain(scene, trigger, timex)
    return own + COST_OTHER_VERB + _between(scene, after, at) - _tree_gain(scene, trigger, timex)


def _own_noun(scene: _Scene, first: int, after: int) -> int | None:
    """Return the last word of the phrase that the expression belongs to: "last month's discovery", "the 2015 accord".

    None where it stands for itself.
    """
    row, tags = scene.row, scene.tags
    if after >= len(row):
        return None
    is_owner = row[after].key == "'s"
    led = first > 0 and row[first - 1].key in _among("before_a_noun")
    token = tags.get(row[after].start)
    if not is_owner and not (led and token is not None and token.upos in {"NOUN", "ADJ", "PROPN"}):
        return None
    end = after
    while end + 1 < len(row) and end - after < LONGEST_PHRASE and row[end + 1].key.isalpha():
        following = tags.get(row[end + 1].start)
        if following is None or following.upos not in {"NOUN", "ADJ", "PROPN"}:
            break
        end += 1
    return end if not is_owner or end > after else min(after + 3, len(row) - 1)


def _between(scene: _Scene, low: int, high: int) -> float:
    """Return the cost of the words between a trigger and an expression."""
    cost = 0.0
    for index in range(low, high):
        word = scene.row[index]
        cost += COST_WORD
        if word.key in {";", ":"}:
            cost += COST_SEMICOLON
        elif word.key == ",":
            cost += COST_COMMA
        elif word.key == "when":
            cost += COST_WHEN
        elif word.key in _among("openers"):
            cost += COST_OPENER
        elif is_verb(word, scene.tags) and not _is_auxiliary(scene, index):
            cost += COST_WHEN if any(w.key == "when" for w in scene.row[low:index]) else COST_VERB
    return cost


def _is_auxiliary(scene: _Scene, index: int) -> bool:
    token = scene.tags.get(scene.row[index].start)
    return scene.row[index].key in PRESENT | {"was", "were", "had", "be", "been", "will", "would"} or (
        token is not None and token.upos == "AUX"
    )


def _is_fronted(row: Sequence[Word], first: int, tags: Mapping[int, Token]) -> bool:
    """Whether no verb stands before the expression in its clause: "On Friday it closed, and staff left"."""
    for index in range(first - 1, -1, -1):
        if row[index].key in {";", ":", "but"}:
            return True
        if is_verb(row[index], tags):
            return False
    return True


def _counts_from_event(row: Sequence[Word], first: int, after: int, timex: Timex) -> bool | None:
    """Return None for a plain expression; True where "a day after X", right behind a date, dates X; else False."""
    if timex.type != "DURATION" or after >= len(row) or row[after].key not in {"after", "before", "following"}:
        return None
    return is_reversed(row, first)


def _is_its_event(scene: _Scene, after: int, at: int) -> bool:
    """Whether the trigger is what a length is counted from: the first noun or verb behind "a day after"."""
    if at <= after:
        return False
    return (
        not any(is_verb(scene.row[i], scene.tags) or scene.row[i].key in {",", ";"} for i in range(after + 1, at))
        and at - after <= LONGEST_PHRASE
    )


def _is_of_telling(scene: _Scene, first: int, after: int, at: int) -> bool:
    """Whether the expression says when somebody spoke ("said on Friday") and the trigger is what was said."""
    verb = dates_the_telling(scene.row, first, after)
    return verb is not None and verb != at and scene.row[at].key not in _among("saying")


def _clashes(scene: _Scene, first: int, after: int, at: int) -> bool:
    """Whether the trigger's clause and the expression's are told in different times."""
    row, tags = scene.row, scene.tags
    own = _time_of(scene, at)
    low, high = (after, at) if at >= after else (at + 1, first)
    if _is_going_on(row, at) and any(_parts(scene, i) for i in range(low, high - 1)):
        return True
    if own is None:
        return False
    for index in range(first - 1, -1, -1):
        if index == at:
            return False
        if is_verb(row[index], tags) and not _is_auxiliary(scene, index):
            other = _time_of(scene, index)
            if other is not None:
                return other != own and not _is_fronted(row, first, tags)
    return False


def _parts(scene: _Scene, index: int) -> bool:
    """Whether a word stands between clauses, or is another verb."""
    return scene.row[index].key in _among("openers") | {",", ";"} or is_verb(scene.row[index], scene.tags)


def _is_going_on(row: Sequence[Word], at: int) -> bool:
    """Whether the trigger tells of a state that lasts at the time of telling ("is still open", "stays closed")."""
    return any(word.key in _among("going_on") for word in row[max(0, at - 3) : at + 1])


def _time_of(scene: _Scene, at: int) -> int | None:
    """Return the tense of the verb at a word, None where it is no verb or cannot tell."""
    return verb_tense(scene.row, at, scene.tags) or None


def _tree_gain(scene: _Scene, trigger: Span, timex: Timex) -> float:
    """Return what it counts that the expression hangs on the trigger in the dependency tree."""
    for sentence in scene.sentences:
        if sentence.start <= timex.start < sentence.end:
            steps = _steps_up(sentence.tokens, trigger, timex)
            return GAIN_TREE / steps if steps else 0.0
    return 0.0


def _steps_up(tokens: Sequence[Token], trigger: Span, timex: Timex) -> int:
    """Return how many steps up the tree lead from the expression to the trigger, through nouns only; 0 = none do."""
    inside = {i for i, t in enumerate(tokens) if t.start < timex.end and t.end > timex.start}
    head = next((tokens[i].head for i in inside if tokens[i].head not in inside), -1)
    for steps in range(1, LONGEST_WAY_UP + 1):
        if not 0 <= head < len(tokens):
            return 0
        if tokens[head].start < trigger.end and tokens[head].end > trigger.start:
            return steps
        if tokens[head].upos in {"VERB", "AUX"}:
            return 0
        head = tokens[head].head
    return 0


def _by_discourse(
    number: int, scene: _Scene, at: int, text: str, parse: Parse, usable: Sequence[Timex]
) -> tuple[TimeSpan | None, WhenBasis | None]:
    """Take the time that the story stands at: the last one told in the sentences just before, in one paragraph."""
    if not _goes_on(scene, at):
        return None, None
    bounds = _bounds(text)
    for back in range(number - 1, max(-1, number - 1 - DISCOURSE_SENTENCES), -1):
        if "\n\n" in text[bounds[back].end : bounds[back + 1].start]:
            break
        before = _scene(text, parse, bounds[back], usable)
        told = [t for t in before.timexes if t.type in {"DATE", "TIME"} and t.value[:1].isdigit()]
        told = [t for t in told if not _is_told_of_telling(before, t)]
        if told:
            return told[-1].span, "discourse"
    return None, None


def _is_told_of_telling(scene: _Scene, timex: Timex) -> bool:
    first, after = scene.index(timex.start), scene.index(timex.end - 1) + 1
    return dates_the_telling(scene.row, first, after) is not None


def _goes_on(scene: _Scene, at: int) -> bool:
    """Whether the clause tells the next step of a story: a past tense; not a perfect, present, future or "still"."""
    row, tags = scene.row, scene.tags
    index: int | None = at if is_verb(row[at], tags) else None
    if index is None:
        after = next((i for i in range(at, len(row)) if is_verb(row[i], tags)), None)
        before = next((i for i in range(at, -1, -1) if is_verb(row[i], tags)), None)
        index = after if after is not None else before
    if index is None:
        return True
    around = {word.key for word in row[max(0, index - 4) : index + 2]}
    if around & (PRESENT | _among("going_on") | {"had", "will", "would", "may", "might", "could", "can"}):
        return False
    return verb_tense(row, index, tags) == -1
