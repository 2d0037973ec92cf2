"""How many: what was told of one thing, at one place, of one kind of act, with its days and voices."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from firsthand.core.claim import Claim
from firsthand.core.event import Answer, Event
from firsthand.weigh.counted import bounds_of, range_of, thing, thing_named
from firsthand.weigh.days import Window, day, window
from firsthand.weigh.differing_counts import STANDING, harm
from firsthand.weigh.fitting import kinds_meant, parties_meant, stem
from firsthand.weigh.folding import words
from firsthand.weigh.naming import named, voice
from firsthand.weigh.parties import party_key
from firsthand.weigh.phrases import between, capital, listed, on_day
from firsthand.weigh.pile import Pile
from firsthand.weigh.questions import Question
from firsthand.weigh.status import Weighed
from firsthand.weigh.words import held, phrase

NUMBERS_SHOWN = 5
VOICES_SHOWN = 2
SHARP_DAYS = 3  # a wider time is no date to print
ONE_VOICE = 0.7  # a number that one origin tells; each further one takes half of the doubt away
_STAYING = frozenset(
    {"remain", "still", "stay", "there", "present", "insid", "wer", "liv", "shelter", "bas", "station"}
)
_LEAVING = frozenset({"leav", "withdraw", "evacuat", "depart", "flee"})
_GONE = frozenset({"withdraw", "evacuate", "transfer"})
_VERB = re.compile(r"\b(?:were|was|are|is|have|has|had|did|remain\w*|left|in|at|of|still|there|died|stay\w*)\b")
_MEANT = frozenset({"casualties"}) | _GONE
"""Kinds that a question names for good: who asks for the killed is not told of those who arrived."""
Told = tuple[tuple[int, int], Claim, Window | None]


def how_many(pile: Pile, question: Question, statuses: Sequence[Weighed], events: Sequence[Event]) -> Answer | None:
    """Answer how many: the latest number first where it is of those who stay, the best told one of what happened.

    Cost: O(n) in the claims.
    """
    del statuses, events
    told = _told(pile, question.about or question.text)
    if not told:
        return None
    groups: dict[tuple[int, int], list[Told]] = defaultdict(list)
    for one in told:
        groups[one[0]].append(one)
    stays = all(claim.mention.kind in STANDING for _, claim, _ in told)

    def rank(item: tuple[tuple[int, int], list[Told]]) -> tuple[int, int, tuple[int, int]]:
        last = max((w.end_last for _, _, w in item[1] if w is not None), default=0)
        return (-last if stays else 0, -len(_voices(pile, item[1])), item[0])

    ranked = sorted(groups.items(), key=rank)[:NUMBERS_SHOWN]
    said = [_said(pile, bounds, found) for bounds, found in ranked]
    first, rest = said[0], said[1:]
    state, numbers = range_of(ranked[0][0]), f"{first}; also told: {'; '.join(rest)}" if rest else first
    if rest and not stays and _is_one_time(told):
        state = range_of((min(b[0] for b, _ in ranked), max(b[1] for b, _ in ranked)))
        numbers = f"{state} ({'; '.join(said)})"
    origins = len(_voices(pile, ranked[0][1]))
    p = held(1 - (1 - ONE_VOICE) / 2 ** (origins - 1), 0) if origins else ONE_VOICE
    return Answer(
        question=question.text,
        state=state,
        probability=round(p, 2),
        words=phrase(p),
        since=None,
        sentence=f"{capital(question.about or 'that many')}: {numbers}.",
        grounds=tuple(dict.fromkeys(claim.id for _, found in ranked for _, claim, _ in found)),
        would_change=("A count by somebody who was there, with its day.",),
    )


def _is_one_time(told: Sequence[Told]) -> bool:
    """Whether all that is told may be of one day or two: else the numbers are of several events."""
    sharp = [w for _, _, w in told if w is not None and w.dated and w.width <= SHARP_DAYS]
    return bool(sharp) and max(w.begin_first for w in sharp) - min(w.end_last for w in sharp) <= 1


def _told(pile: Pile, asked: str) -> list[Told]:
    """Return the numbers of what is asked about, as closely as the pile tells them: by thing, act, place and party."""
    said = words(asked)
    stems, wanted = {stem(word) for word in said}, thing_named(_VERB.split(asked, maxsplit=1)[0])
    found: list[Told] = []
    for claim in pile.claims:
        if not claim.is_fact_like:
            continue
        for p in claim.participants:
            bounds = bounds_of(p)
            if bounds is not None and thing(p) == wanted:
                found.append((bounds, claim, window(claim, pile.published(claim))))
    kinds = _acts(said, stems) or frozenset({""})
    of_kind = [t for t in found if t[1].mention.kind in kinds]
    found = of_kind if of_kind or kinds <= _MEANT else found
    hurt = {h for h in ("killed", "hurt") if harm(asked.split()) == h}
    found = [t for t in found if not hurt or harm([_trigger(pile, t[1])]) in {"", *hurt}]
    parties = parties_meant(asked)
    theirs = [t for t in found if {party_key(p) for p in t[1].participants} & parties]
    found = theirs or found
    here = [t for t in found if {w for loc in t[1].locations for w in words(loc.place.name)} & set(said)]
    return here or found


def _acts(said: Sequence[str], stems: set[str]) -> frozenset[str]:
    if harm(said):
        return frozenset({"casualties"})
    if stems & _LEAVING:
        return _GONE
    return frozenset(STANDING) if stems & _STAYING else kinds_meant(said[1:])


def _trigger(pile: Pile, claim: Claim) -> str:
    report, span = pile.reports.get(claim.report), claim.mention.trigger
    return report.text[span.start : span.end].casefold() if report else ""


def _voices(pile: Pile, found: Sequence[Told]) -> list[str]:
    names = []
    for _, claim, _ in found:
        origin = pile.origin_of.get(claim.id)
        names.append(named(origin) if origin else voice(pile.voice(claim)))
    return list(dict.fromkeys(names))


def _said(pile: Pile, bounds: tuple[int, int], found: Sequence[Told]) -> str:
    """Return one number with its days, where they are few, and its voices."""
    sharp = [w for _, _, w in found if w is not None and w.dated and w.width <= SHARP_DAYS]
    low, high = min((w.begin_first for w in sharp), default=0), max((w.end_last for w in sharp), default=0)
    on = f" on {between(day(low), day(high))}" if sharp and high - low < SHARP_DAYS else ""
    if not sharp:
        days = [d for _, claim, _ in found if (d := pile.published(claim))]
        on = f" by {on_day(min(days))}" if days else ""
    return f"{range_of(bounds)}{on}, according to {listed(_voices(pile, found)[:VOICES_SHOWN])}"
