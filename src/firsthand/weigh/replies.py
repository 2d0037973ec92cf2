"""Answers that events and reports give: when it began, how many, who had it first, who was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from firsthand.core.claim import Claim
from firsthand.core.event import Answer, Event
from firsthand.core.evidence import Id
from firsthand.weigh.days import day, window
from firsthand.weigh.folding import words
from firsthand.weigh.naming import act, named, voice
from firsthand.weigh.phrases import between, capital, in_time, listed, on_day, with_article
from firsthand.weigh.pile import Pile
from firsthand.weigh.questions import Question
from firsthand.weigh.status import Weighed

SHOWN = 6
SHARP_DAYS = 3  # a wider time is no date to print
LEAVING_WORDS = frozenset(
    {"leave", "leaving", "withdrawal", "withdraw", "pull", "pullout", "departure", "exit", "evacuation"}
)
_SILENCES = {"decline-comment": "did not comment", "refuse": "refused", "deny": "denied it"}
_ANSWERED = {"statement", "agree", "demand", "order", "plan"}


def voice_name(pile: Pile, claim: Claim) -> str:
    """Return who is behind a claim, by name."""
    origin = pile.origin_of.get(claim.id)
    return named(origin) if origin else voice(pile.voice(claim))


def began(pile: Pile, question: Question, statuses: Sequence[Weighed], events: Sequence[Event]) -> Answer | None:
    """Answer when something began: of leaving from the status, of anything else from the event that fits best."""
    asked = set(words(question.about or question.text))
    if asked & LEAVING_WORDS:
        for weighed in statuses:
            for span in weighed.status.spans:
                first, last = span.since
                if span.state == "leaving" and first and last:
                    party, site = weighed.status.actor or "they", with_article(weighed.status.site.name)
                    told = f"{capital(with_article(party))} began to leave {site} {in_time(first, last)}."
                    return _of_status(question, weighed, (first, last), told)
    event = _event(question, events)
    if event is None or event.when is None or event.when.begin_earliest is None:
        return None
    first, last = event.when.begin_earliest, event.when.begin_latest or event.when.begin_earliest
    sentence = f"{capital(act(event))} began {in_time(first, last)}."
    return _of_event(pile, question, event, first, sentence, (first, last))


def _of_status(question: Question, weighed: Weighed, since: tuple[str, str], sentence: str) -> Answer:
    graded = weighed.status.assessment
    behind = [o.claim for v in weighed.voices for o in v.observations if o.during == "leaving" and not o.denied]
    return Answer(
        question=question.text,
        state=since[0] if since[0] == since[1] else f"{since[0]}/{since[1]}",
        probability=graded.probability,
        words=graded.words,
        since=since,
        sentence=sentence,
        grounds=tuple(dict.fromkeys(behind))[: 2 * SHOWN],
        about=weighed.status.id,
        confidence=graded.confidence,
    )


def _event(question: Question, events: Sequence[Event]) -> Event | None:
    """Return the event that shares most words with the question, those with more origins first."""
    asked = " ".join(words(question.about or question.text))

    def fit(event: Event) -> float:
        told = [event.kind, *(p.name for p in event.participants), *(loc.place.name for loc in event.locations)]
        return fuzz.token_set_ratio(asked, " ".join(w for name in told for w in words(name)))

    return max(events, key=fit, default=None)


def _of_event(
    pile: Pile, question: Question, event: Event, state: str, sentence: str, since: tuple[str, str] | None
) -> Answer:
    graded = event.assessment
    best = sorted(event.claims_for, key=lambda c: (pile.published(pile.by_id[c]) or "9999", c))
    return Answer(
        question=question.text,
        state=state,
        probability=graded.probability,
        words=graded.words,
        since=since,
        sentence=sentence,
        grounds=tuple(best[: 2 * SHOWN]),
        about=event.id,
        confidence=graded.confidence,
    )


def how_many(pile: Pile, question: Question, statuses: Sequence[Weighed], events: Sequence[Event]) -> Answer | None:
    """Answer how many: the range over all origins, and who says which."""
    del statuses
    asked = words(question.about or question.text)
    counts: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in pile.claims:
        if claim.is_fact_like:
            for bounds in _counts(claim, asked):
                counts[bounds].append(claim)
    if not counts:
        return None
    event = next((e for e in events if set(e.claims_for) & {c.id for found in counts.values() for c in found}), None)
    if event is None:
        return None
    low, high = min(b[0] for b in counts), max(b[1] for b in counts)
    told = [
        f"{_range(bounds)} according to {listed(_names(pile, found))}"
        for bounds, found in sorted(counts.items(), key=lambda kv: (-len(_names(pile, kv[1])), kv[0]))[:SHOWN]
    ]
    sentence = f"{capital(question.about or 'that many')}: {_range((low, high))} ({'; '.join(told)})."
    return _of_event(pile, question, event, _range((low, high)), sentence, None)


def _counts(claim: Claim, asked: Sequence[str]) -> list[tuple[int, int]]:
    """Return the counts of a claim whose thing is asked about."""
    found = []
    for p in claim.participants:
        low, high = p.count_low, p.count_high
        about = {w.rstrip("s") for w in words(p.name)} & {w.rstrip("s") for w in asked}
        if about and (low is not None or high is not None):
            found.append((low if low is not None else high or 0, high if high is not None else low or 0))
    return found


def _names(pile: Pile, claims: Sequence[Claim]) -> list[str]:
    return list(dict.fromkeys(voice_name(pile, c) for c in claims))[:SHOWN]


def _range(bounds: tuple[int, int]) -> str:
    return f"{bounds[0]:,}" if bounds[0] == bounds[1] else f"{bounds[0]:,} to {bounds[1]:,}"


def had_it_first(pile: Pile, question: Question, statuses: Sequence[Weighed], events: Sequence[Event]) -> Answer | None:
    """Answer who had the main event first: the earliest report of it, and the voice that it goes back to."""
    wanted = {o.claim for v in statuses[0].voices for o in v.observations} if statuses else set[Id]()
    event = next((e for e in events if wanted & set(e.claims_for)), events[0] if events else None)
    if event is None:
        return None
    dated = [pile.by_id[c] for c in event.claims_for if pile.reports[pile.by_id[c].report].published]
    if not dated:
        return None
    copies = {d.copy for d in pile.lineage.derivations}
    first = min(dated, key=lambda c: (pile.reports[c.report].published or "", c.report in copies, c.id))
    report = pile.reports[first.report]
    outlet = report.outlet or "An outlet without a name"
    origin = pile.origin_of.get(first.id)
    voice = f", on the word of {named(origin)}" if origin and origin.voice.name != outlet else ""
    sentence = f"In this pile {outlet} had it first, on {on_day(report.published_day or '')}{voice}."
    others = [c for c in dated if pile.published(c) == pile.published(first) and c.report != first.report]
    same = list(dict.fromkeys(pile.reports[c.report].outlet or "unnamed" for c in others))[:SHOWN]
    answer = _of_event(pile, question, event, outlet, sentence, None)
    unknown = (f"The order within the day: {listed(same)} printed it on the same day.",) if same else ()
    return replace(answer, grounds=(first.id,), not_known=unknown)


def was_asked(pile: Pile, question: Question, statuses: Sequence[Weighed], events: Sequence[Event]) -> Answer | None:
    """Answer who was asked and what they answered: silences, denials and statements, each body once."""
    del statuses, events
    told: dict[str, tuple[str, Claim]] = {}
    for claim in pile.claims:
        kind = claim.mention.kind
        who = next((p.name for p in claim.participants if p.role == "agent"), None)
        if who is None or kind not in {*_SILENCES, *_ANSWERED}:
            continue
        on = window(claim, pile.published(claim))
        sharp = on is not None and on.dated and on.width <= SHARP_DAYS
        dated = f" ({between(day(on.begin_first), day(on.end_last))})" if on is not None and sharp else ""
        told.setdefault(who, (f"{who} {_SILENCES.get(kind, 'made a statement')}{dated}", claim))
    if not told:
        return None
    silent = [t for t in told.values() if t[1].mention.kind in _SILENCES]
    chosen = (silent or list(told.values()))[:SHOWN]
    return Answer(
        question=question.text,
        state=f"{len(told)} asked",
        probability=0.8,
        words="likely",
        since=None,
        sentence=f"{capital('; '.join(t[0] for t in chosen))}.",
        grounds=tuple(t[1].id for t in chosen),
    )


Reply = Callable[[Pile, Question, Sequence[Weighed], Sequence[Event]], Answer | None]
REPLIES: Mapping[str, Reply] = {"begin": began, "count": how_many, "first": had_it_first, "asked": was_asked}
"""What gives the answer, by what is asked."""
