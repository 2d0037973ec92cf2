"""When what a claim tells happened: by its words, by its footage, else not after the day on which it was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from firsthand.core.claim import Claim, Source, WhenBasis
from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Timex
from firsthand.core.spacetime import TimeSpan
from firsthand.data.time import time_word_marks
from firsthand.read.reading import Reading
from firsthand.read.stance.held import Held
from firsthand.read.what.mention import Mention
from firsthand.read.when.event import event_time
from firsthand.read.when.scene import PRESENT, bounds_of, number_at, scene
from firsthand.read.when.tense import BE_THEN

REACH = 3  # words before a verb among which its auxiliaries stand
SENTENCES_BACK = 4  # in which the voice of a claim can have been dated
NEAR = 30  # code points between "posted" and its day: a word or two
TELLERS = frozenset(("video", "document", "own-observation"))
UNTIMED = frozenset((None, "said"))
DAY = len("2024-12-23")
_PARTICIPLE = ("ed", "en", "lt", "wn")


def claim_time(
    read: Reading, mention: Mention, how: Held, said: Sequence[Source]
) -> tuple[TimeSpan | None, WhenBasis | None]:
    """Return when a claim's event happened and how that is known.

    Args:
        read: The report.
        mention: The event.
        how: Its stance; only what is asserted is over by the day of telling.
        said: The voices, nearest first.

    Returns:
        What `event_time` finds, but nothing ahead of the report for what is told as done (a page's own clock, "View
        date", times no event); for footage `posted`, the day of its posting as the latest end; else `said`: the day of
        telling for what goes on, an open beginning up to that day for what is told as past ("has left"), an open end
        from a told day of telling on for what is planned. (None, None) for other plans and reports without a date.
    """
    trigger = mention.span(read)
    published = read.report.published_day
    is_silence = mention.kind == "decline-comment"
    when, basis = (
        (None, None) if is_silence else event_time(trigger, read.text, read.parse, read.timexes, published=published)
    )
    if said and said[0].kind == "video" and basis != "posted":
        bounded = _posted(read, mention)
        if bounded is not None:
            return bounded, "posted"
    if when is not None and not (how.stance == "asserted" and _is_ahead(when, published)):
        return (TimeSpan(end_latest=when.end_latest) if _is_come_upon(read, mention) else when), basis
    told = day_of_telling(trigger, read.text, read.parse, read.timexes)
    if how.stance != "asserted":
        return (TimeSpan(begin_earliest=told), "said") if told else (None, None)
    day = told or _day_of_voice(read, trigger, said) or published
    if day is None:
        return None, None
    goes_on = mention.phase == "continues" and not _is_over(read, mention, is_reported=bool(said))
    return (TimeSpan.on(day) if goes_on else TimeSpan(end_latest=day)), "said"


def _is_come_upon(read: Reading, mention: Mention) -> bool:
    """Whether only what came of it is told: who "found it deserted on Monday" tells of a leaving by then."""
    tree, at = read.trees[mention.sentence], mention.token
    head = tree.head(at)
    if head is None or head >= at or tree.rel(at) not in {"xcomp", "ccomp"} or mention.kind.startswith("be-"):
        return False
    is_bare = tree.lower[at].endswith(_PARTICIPLE) and not tree.kids(at, "aux", "aux:pass", "mark", "obj")
    return is_bare and tree.lower[head] in time_word_marks()["coming_upon"]


def _is_ahead(when: TimeSpan, published: str | None) -> bool:
    """Whether a time begins more than a day after the report came out; a day apart may be the zone."""
    if published is None or when.begin_earliest is None:
        return False
    return date.fromisoformat(when.begin_earliest[:DAY]) > date.fromisoformat(published) + timedelta(days=1)


def _is_over(read: Reading, mention: Mention, *, is_reported: bool) -> bool:
    """Whether what went on is told in the past: "a flag was still flying", "200 men had been at the base".

    Not "he said that lorries were waiting": there the verb of saying shifts the tense back.
    """
    tree = read.trees[mention.sentence]
    at = mention.predicate
    before = set(tree.lower[max(0, at - REACH) : at + 1])
    if "had" in before:
        return True
    return not is_reported and not before & PRESENT and bool(before & BE_THEN)


def day_of_telling(trigger: Span, text: str, parse: Parse, timexes: Sequence[Timex]) -> str | None:
    """Return the last day on which the trigger's sentence says that it was told: "announced Friday it had left"."""
    number = number_at(text, trigger.start)
    here = scene(text, parse, max(number, 0), [t for t in timexes if t.span is not None and t.type != "SET"])
    if not here.row:
        return None
    at = here.index(trigger.start)
    for timex in here.timexes:
        verb = here.telling_verb(timex)
        if verb is not None and verb != at and timex.span and timex.span.last_day and here.is_told_by(verb, at):
            return timex.span.last_day
    return None


def _day_of_voice(read: Reading, trigger: Span, said: Sequence[Source]) -> str | None:
    """Return the day on which a named voice spoke by a sentence shortly before: "Podolyak said Wednesday that ..."."""
    name = said[0].name.rpartition(" ")[2] if said else ""
    if not name[:1].isupper():
        return None
    number = number_at(read.text, trigger.start)
    for back in range(number - 1, max(-1, number - 1 - SENTENCES_BACK), -1):
        span = bounds_of(read.text)[back]
        if name not in read.text[span.start : span.end]:
            continue
        here = scene(read.text, read.parse, back, [t for t in read.timexes if t.span is not None and t.type != "SET"])
        for timex in here.timexes:
            if here.row and timex.span and timex.span.last_day and here.telling_verb(timex) is not None:
                return timex.span.last_day
    return None


def dated_by_voice(claim: Claim, before: Sequence[Claim]) -> Claim:
    """Date what footage or imagery shows, with no time of its own, by what else the same footage was said to show."""
    if claim.when_basis not in UNTIMED or not claim.attribution or claim.attribution[0].kind not in TELLERS:
        return claim
    voice = claim.attribution[0]
    same = [
        c
        for c in before
        if c.when is not None and c.when_basis != "said" and c.attribution and c.attribution[0].span == voice.span
    ]
    return replace(claim, when=same[-1].when, when_basis="discourse") if same else claim


def _posted(read: Reading, mention: Mention) -> TimeSpan | None:
    """Footage that was posted on a day shows something of that day or earlier."""
    tree = read.trees[mention.sentence]
    for i, word in enumerate(tree.lower):
        if word not in time_word_marks()["posted"]:
            continue
        after = [t for t in read.timexes if t.span is not None and tree.tokens[i].start < t.start < tree.sentence.end]
        if after and after[0].start - tree.tokens[i].end < NEAR and after[0].span is not None:
            return TimeSpan.within(None, after[0].span.last_day)
    return None
