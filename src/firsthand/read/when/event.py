"""Which expression of time dates an event: by its clause, then the sentence, then the discourse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from firsthand.core.claim import WhenBasis
from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Timex, Token
from firsthand.core.spacetime import DATE_LENGTH, TimeSpan
from firsthand.data.time import time_word_marks
from firsthand.read.when.calendar import days_later
from firsthand.read.when.resolve import DAY_NOT_TOLD
from firsthand.read.when.scene import PRESENT, Scene, bounds_of, number_at, scene
from firsthand.read.when.span import is_reversed
from firsthand.read.when.speech import dates_the_telling
from firsthand.read.when.tense import BE_THEN, is_verb, verb_tense
from firsthand.read.when.tokens import Word

LONGEST_DISCOURSE = 31  # days: a year told before dates nothing that goes on from it
DISCOURSE_SENTENCES = 2  # how far back a time carries; probes: farther is more often wrong than right
# Costs of what stands between a trigger and an expression, tuned by hand on the probes; flat within a third.
COST_VERB, COST_OPENER, COST_SEMICOLON, COST_COMMA, COST_WORD = 2.0, 1.5, 3.0, 0.6, 0.03
COST_OTHER_VERB = 1.0  # the expression follows another verb: "began on Monday and finished on Thursday"
COST_WHEN = 0.5  # "stood empty when a reporter looked in on Sunday": both at one time
COST_FRONTED = 0.25  # share of the cost where the expression opens the clause: it governs all that follows
COST_OF_A_NOUNS = 2.0  # the expression belongs to a noun: "last month's discovery"
COST_OF_A_CLAUSE = 1.5  # by the tree it belongs to a clause about a noun: "flags spotted the day before"
GAIN_TREE = 2.0  # the expression hangs right on the trigger in the dependency tree; half of it through one noun
FRONT_WORDS = 2  # an expression this near the beginning governs the clause, whatever it stands before
LONGEST_WAY_UP = 3
LONGEST_PHRASE = 8  # words between "a day after" and the event that it names
OWN_CLAUSE, SAME_SENTENCE = 2.0, 7.0  # costs below which it dates the event by its words, and by the sentence
BACKGROUND_DAYS = 400  # news does not borrow a time this long past from another clause ("the attacks of 2001")


def event_time(
    trigger: Span, text: str, parse: Parse, timexes: Sequence[Timex], *, published: str | None = None
) -> tuple[TimeSpan | None, WhenBasis | None]:
    """Return when an event happened and how that is known.

    Args:
        trigger: The words that name the event.
        text: The report's text.
        parse: Its sentences; without tokens the words around the expressions decide alone.
        timexes: What `timexes` found in the text.
        published: The report's day, if known; what lies long before it is borrowed from no other clause.

    Returns:
        The span and `words` (the expression stands in the trigger's clause), `sentence` (in a clause beside it) or
        `discourse` (told in a sentence before it); (None, None) where nothing dates it. "The guards came in on Monday
        after the garrison had left" bounds the leaving from above alone.
    """
    number = number_at(text, trigger.start)
    if number < 0:
        return None, None
    posted = footage_time(trigger, text, parse, timexes)
    if posted is not None:
        return posted
    usable = [t for t in timexes if _can_date(t)]
    here = scene(text, parse, number, usable)
    if not here.row:
        return None, None
    at = here.index(trigger.start)
    costs = [(cost, t) for t in here.timexes if (cost := _cost(here, at, trigger, t, published)) is not None]
    costs = [(cost, t) for cost, t in costs if cost < OWN_CLAUSE or not _is_background(t, published)]
    if costs:
        cost, best = min(costs, key=lambda pair: pair[0])
        if cost < SAME_SENTENCE:
            is_counted = _counts_from_event(here.row, *here.place(best), best)  # "a day after the closure" dates it
            span = best.span if is_counted else _beside(here, at, best.span, here.place(best)[0])
            return span, "words" if cost < OWN_CLAUSE and span is best.span else "sentence"
    return _by_discourse(number, here, at, (text, parse, usable), published)


def _can_date(timex: Timex) -> bool:
    """Whether an expression can date an event: not "every Monday", "now", or a part of a day that nothing tells."""
    is_dated = timex.span is not None and timex.note != DAY_NOT_TOLD
    return is_dated and timex.type != "SET" and timex.value != "PRESENT_REF"


def _is_background(timex: Timex, published: str | None) -> bool:
    last = timex.span.last_day if timex.span else None
    if published is None or last is None:
        return False
    return (date.fromisoformat(published[:DATE_LENGTH]) - date.fromisoformat(last)).days > BACKGROUND_DAYS


def _is_ahead(timex: Timex, published: str | None) -> bool:
    """Whether a time lies behind the report's day, or is a deadline there: nothing told as past happened then."""
    if published is None or timex.span is None:
        return False
    first, last = timex.span.first_day, timex.span.last_day
    limit = days_later(date.fromisoformat(published[:DATE_LENGTH]), 1).isoformat()
    return (last or first or "") > limit and (first is None or first >= published[:DATE_LENGTH])


def _beside(here: Scene, at: int, span: TimeSpan | None, first: int) -> TimeSpan | None:
    """Bound an event of an `after` or `before` clause by a time that is told outside of it."""
    for index in range(at - 1, -1, -1):
        if index <= first or here.row[index].key in {",", ";"}:
            return span
        if here.row[index].key in {"after", "before"} and not here.follows_length(index):
            if span is None or any(here.is_verb(i) and not here.is_auxiliary(i) for i in range(index + 1, at)):
                return span
            is_after = here.row[index].key == "after"
            bound = TimeSpan(end_latest=span.end_latest) if is_after else TimeSpan(begin_earliest=span.begin_earliest)
            return bound if bound != TimeSpan() else span
    return span


def _among(name: str) -> frozenset[str]:
    return time_word_marks()[name]


def footage_time(trigger: Span, text: str, parse: Parse, timexes: Sequence[Timex]) -> tuple[TimeSpan, WhenBasis] | None:
    """Return when what footage shows happened: on the day it was taken, else not after the day it was posted."""
    number = number_at(text, trigger.start)
    here = scene(text, parse, max(number, 0), [t for t in timexes if t.span is not None and t.type != "SET"])
    if not here.row:
        return None
    at = here.index(trigger.start)
    shows = next((i for i, w in enumerate(here.row[:at]) if w.key in _among("showing")), None)
    if shows is None or not any(word.key in _among("footage") for word in here.row[:shows]):
        return None
    for timex in here.timexes:
        first = here.index(timex.start)
        if first >= shows or timex.span is None:
            continue
        words_before = {word.key for word in here.row[:first]}
        if words_before & _among("posted"):
            return TimeSpan(end_latest=timex.span.end_latest), "posted"
        return timex.span, "words"
    return None


def _cost(  # noqa: PLR0911  # one case a place
    here: Scene, at: int, trigger: Span, timex: Timex, published: str | None
) -> float | None:
    """Return how far an expression is from dating the trigger; None where it dates something else."""
    first, after = here.place(timex)
    if first <= at < after:
        return None
    from_event = _counts_from_event(here.row, first, after, timex)
    if from_event is not None and from_event != _is_its_event(here, after, at):
        return None
    if _is_ahead(timex, published) and here.told_tense(at) == -1:
        return None
    owner = _owner(here, first, after)
    if owner is not None and owner[0] <= at <= owner[1]:
        return 0.0
    own = COST_OF_A_NOUNS if (owner is not None and first > FRONT_WORDS) or here.is_of_a_deed(timex, at) else 0.0
    if _is_of_telling(here, timex, at) or _clashes(here, first, after, at):
        return None
    if at >= first and here.is_fronted(first):
        return COST_FRONTED * _between(here, after, at) - _tree_gain(here, trigger, timex)
    own += COST_OF_A_CLAUSE if here.is_in_another_clause(timex, at) else 0.0
    if at < first:
        return own + _between(here, at + 1, first) - _tree_gain(here, trigger, timex)
    return own + COST_OTHER_VERB + _between(here, after, at) - _tree_gain(here, trigger, timex)


def _owner(here: Scene, first: int, after: int) -> tuple[int, int] | None:
    """Return the words of the phrase that the expression belongs to: "last month's discovery", "the 2015 accord".

    None where it stands for itself.
    """
    row = here.row
    if first > 1 and row[first - 1].key == "of" and here.is_noun(first - 2):  # "the attacks of 11 September"
        return first - 2, first - 2
    if after < len(row) and row[after].key == ",":  # "the Sept. 11, 2001, attacks"
        after += 1
    if after >= len(row):
        return None
    is_owner = row[after].key == "'s"
    led = first > 0 and row[first - 1].key in _among("before_a_noun")
    if not is_owner and not (led and here.is_noun(after)):
        return None
    end = after
    while end + 1 < len(row) and end - after < LONGEST_PHRASE and row[end + 1].key.isalpha():
        if not here.is_noun(end + 1):
            break
        end += 1
    return after, end if not is_owner or end > after else min(after + 3, len(row) - 1)


def _between(here: Scene, low: int, high: int) -> float:
    """Return the cost of the words between a trigger and an expression."""
    cost = 0.0
    for index in range(low, high):
        word = here.row[index]
        cost += COST_WORD
        if word.key in {";", ":"}:
            cost += COST_SEMICOLON
        elif word.key == ",":
            cost += COST_COMMA
        elif word.key == "when":
            cost += COST_WHEN
        elif word.key in _among("openers"):
            cost += COST_OPENER
        elif is_verb(word, here.tags) and not here.is_auxiliary(index):
            cost += COST_WHEN if any(w.key == "when" for w in here.row[low:index]) else COST_VERB
    return cost


def _counts_from_event(row: Sequence[Word], first: int, after: int, timex: Timex) -> bool | None:
    """Return None for a plain expression; True where "a day after X", right behind a date, dates X; else False."""
    if timex.type != "DURATION" or after >= len(row) or row[after].key not in {"after", "before", "following"}:
        return None
    return is_reversed(row, first)


def _is_its_event(here: Scene, after: int, at: int) -> bool:
    """Whether the trigger is what a length is counted from: the first noun or verb behind "a day after"."""
    if at <= after:
        return False
    return (
        not any(here.is_verb(i) or here.row[i].key in {",", ";"} for i in range(after + 1, at))
        and at - after <= LONGEST_PHRASE
    )


def _is_of_telling(here: Scene, timex: Timex, at: int) -> bool:
    """Whether the expression says when somebody spoke ("said on Friday") and the trigger is what was said."""
    verb = here.telling_verb(timex)
    if verb is None or verb == at or here.row[at].key in _among("saying"):
        return False
    return dates_the_telling(here.row, *here.place(timex)) is not None or here.is_told_by(verb, at)


def _clashes(here: Scene, first: int, after: int, at: int) -> bool:
    """Whether the trigger's clause and the expression's are told in different times."""
    row, tags = here.row, here.tags
    own = here.tense(at)
    low, high = (after, at) if at >= after else (at + 1, first)
    if _is_going_on(row, at) and any(_parts(here, i) for i in range(low, high - 1)):
        return not any(word.key in _among("seeing") for word in row[low:high])  # what was seen then went on then
    if own is None:
        return False
    for index in range(first - 1, -1, -1):
        if index == at:
            return False
        if is_verb(row[index], tags) and not here.is_auxiliary(index):
            other = here.tense(index)
            if other is not None:
                return other != own and not here.is_fronted(first)
    return False


def _parts(here: Scene, index: int) -> bool:
    """Whether a word stands between clauses, or is another verb."""
    return here.row[index].key in _among("openers") | {",", ";"} or is_verb(here.row[index], here.tags)


def _is_going_on(row: Sequence[Word], at: int) -> bool:
    """Whether the trigger tells of a state that lasts at the time of telling ("is still open", "stays closed")."""
    return any(word.key in _among("going_on") for word in row[max(0, at - 3) : at + 1])


def _tree_gain(here: Scene, trigger: Span, timex: Timex) -> float:
    """Return what it counts that the expression hangs on the trigger in the dependency tree."""
    for sentence in here.sentences:
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
    number: int, here: Scene, at: int, told_in: tuple[str, Parse, Sequence[Timex]], published: str | None
) -> tuple[TimeSpan | None, WhenBasis | None]:
    """Take the time that the story stands at: the last one told in the sentences just before, in one paragraph."""
    if not _goes_on(here, at):
        return None, None
    text, parse, usable = told_in
    bounds = bounds_of(text)
    for back in range(number - 1, max(-1, number - 1 - DISCOURSE_SENTENCES), -1):
        if "\n\n" in text[bounds[back].end : bounds[back + 1].start]:
            break
        before = scene(text, parse, back, usable)
        told = [t for t in before.timexes if t.type in {"DATE", "TIME"} and t.value[:1].isdigit()]
        told = [t for t in told if before.telling_verb(t) is None and not _is_background(t, published)]
        told = [t for t in told if _days_of(t) <= LONGEST_DISCOURSE]
        if told:
            return _beside(here, at, told[-1].span, -1), "discourse"
    return None, None


def _days_of(timex: Timex) -> int:
    """Return how many days the words of an expression allow; one where a side is open."""
    first, last = (timex.span.first_day, timex.span.last_day) if timex.span else (None, None)
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1 if first and last else 1


def _goes_on(here: Scene, at: int) -> bool:
    """Whether the clause tells the next step of a story: a past tense; not a perfect, present, future or "still"."""
    row, tags = here.row, here.tags
    index: int | None = at if is_verb(row[at], tags) else None
    if index is None:
        after = next((i for i in range(at, len(row)) if is_verb(row[i], tags)), None)
        before = next((i for i in range(at, -1, -1) if is_verb(row[i], tags)), None)
        index = after if after is not None else before
    if index is None:
        return True
    around = {word.key for word in row[max(0, index - 4) : index + 2]}
    if around & (PRESENT | {"had", "will", "would", "may", "might", "could", "can"}):
        return False
    is_then = bool(around & BE_THEN)  # "a flag was still flying" goes on at the time told, "still flies" at the telling
    return verb_tense(row, index, tags) == -1 and (is_then or not around & _among("going_on"))
