"""Answers that events and reports give: when it began, how many, who had it first, who was asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace

from firsthand.core.claim import Claim
from firsthand.core.event import Answer, Event
from firsthand.core.evidence import Id
from firsthand.weigh.days import day
from firsthand.weigh.differences import narrow
from firsthand.weigh.differing_counts import STANDING
from firsthand.weigh.fitting import event_meant, parties_meant, stem
from firsthand.weigh.folding import is_anybody, words
from firsthand.weigh.grades import supports
from firsthand.weigh.naming import clause, named, voice
from firsthand.weigh.numbers import how_many
from firsthand.weigh.parties import party_key
from firsthand.weigh.phrases import between, capital, in_time, listed, on_day, quoted, with_article
from firsthand.weigh.pile import Pile
from firsthand.weigh.questions import Question
from firsthand.weigh.status import Weighed

SHOWN = 6
DAYS_SHOWN = 3
VOICES_SHOWN = 3
QUOTE_SHOWN = 240  # characters
SHARP_DAYS = 3  # a wider time is no date to print
LEAVING_WORDS = frozenset(
    {"leave", "leaving", "withdrawal", "withdraw", "pull", "pullout", "departure", "exit", "evacuation"}
)
_SILENCES = {"decline-comment": "did not comment", "refuse": "refused", "deny": "denied it"}
_REPLYING = frozenset({*_SILENCES, "statement"})
_ASKED = re.compile(r"\b(?:comment|answer|respond|reply|questions?|asked)\b", re.IGNORECASE)


def voice_name(pile: Pile, claim: Claim) -> str:
    """Return who is behind a claim, by name."""
    origin = pile.origin_of.get(claim.id)
    return named(origin) if origin else voice(pile.voice(claim))


def began(pile: Pile, question: Question, statuses: Sequence[Weighed], events: Sequence[Event]) -> Answer | None:
    """Answer when something began: of leaving from the status of the place asked for, else from the event that fits."""
    said = question.about or question.text
    asked = set(words(said))
    if asked & LEAVING_WORDS:
        parties = parties_meant(said)
        ranked = sorted(statuses, key=lambda w: -_is_asked_for(w, asked, parties))  # stable: the best told one first
        for weighed in ranked:
            for span in weighed.status.spans:
                first, last = span.since
                if span.state == "leaving" and first and last:
                    party, site = weighed.status.actor or "they", with_article(weighed.status.site.name)
                    told = _days_told(pile, weighed, (first, last))
                    sentence = f"{capital(with_article(party))} began to leave {site} {in_time(first, last)}{told}."
                    return _of_status(question, weighed, (first, last), sentence)
    return when_done(pile, question, statuses, events)


def _is_asked_for(weighed: Weighed, asked: set[str], parties: Container[str]) -> int:
    named = set(words(weighed.status.site.name)) & asked
    return 2 * bool(named) + (weighed.fluent.party in parties) if weighed.fluent.aspect == "presence" else 0


def _days_told(pile: Pile, weighed: Weighed, since: tuple[str, str]) -> str:
    """Return the days that voices give for the beginning, where they are sharper than what the status makes of them."""
    claims = (pile.by_id[o.claim] for v in weighed.voices for o in v.observations if not o.denied)
    begun = {c.id: c for c in claims if c.mention.phase == "begins" and c.polarity == "affirmed"}
    told = _by_days(pile, begun.values())
    if since[0] == since[1] or not told:
        return ""
    return f" ({'; '.join(f'{in_time(*days)} according to {listed(names)}' for days, names in told)})"


def _by_days(pile: Pile, claims: Iterable[Claim]) -> list[tuple[tuple[str, str], list[str]]]:
    """Return the days that the own words of some claims give, those with most voices first, with those voices."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for claim in claims:
        on = narrow(pile, claim)
        if on is not None and on.width <= SHARP_DAYS:
            found[day(on.begin_first), day(on.end_last)][voice_name(pile, claim)] = None
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(days, list(names)[:VOICES_SHOWN]) for days, names in ranked[:DAYS_SHOWN]]


def when_done(pile: Pile, question: Question, statuses: Sequence[Weighed], events: Sequence[Event]) -> Answer | None:
    """Answer when something was done: the days that most voices give for the event that is meant, then others."""
    del statuses
    event = event_meant(pile, question.about or question.text, events)
    if event is None or not event.claims_for:
        return None
    every = [pile.by_id[c] for c in event.claims_for]
    held = _meant(every, question.about or question.text)
    event = replace(event, participants=held[0].participants, locations=held[0].locations)
    told = _by_days(pile, held) or _by_days(pile, every)
    if not told:
        last = max((d for c in held if (d := pile.published(c))), default=None)
        if last is None:
            return None
        sentence = f"{capital(clause(event))}; no day is told, it was printed by {on_day(last)}."
        return _of_event(pile, question, event, f"by {last}", sentence, None)
    (days, names), rest = told[0], told[1:]
    more = "".join(f"; {in_time(*other)} according to {listed(theirs)}" for other, theirs in rest)
    sentence = f"{capital(clause(event))} {in_time(*days)}, according to {listed(names)}{more}."
    return _of_event(pile, question, event, days[0], sentence, days)


def _meant(claims: Sequence[Claim], text: str) -> list[Claim]:
    """Return the claims of an event that name most of what a question names: of a flight and a convoy, the convoy."""
    asked = {stem(word) for word in words(text)}

    def shared(claim: Claim) -> int:
        told = [p.name for p in claim.participants] + [loc.place.name for loc in claim.locations]
        return len({stem(word) for name in told for word in words(name)} & asked)

    most = max(map(shared, claims))
    return [claim for claim in claims if shared(claim) == most]


def told_of(pile: Pile, question: Question, statuses: Sequence[Weighed], events: Sequence[Event]) -> Answer | None:
    """Answer whether, or by whom, something was done: who tells it and who denies it, in their own words."""
    del statuses
    event = event_meant(pile, question.about or question.text, events)
    if event is None:
        return None
    held, against, other = (
        [pile.by_id[c] for c in claims] for claims in (event.claims_for, event.claims_against, event.claims_other)
    )
    what, deniers = capital(clause(event)), listed(_names(pile, against)[:VOICES_SHOWN])
    if held:
        contrary = f", against the word of {deniers}" if against else ""
        sentence = f"{what}, according to {listed(_names(pile, held)[:VOICES_SHOWN])}{contrary}."
    elif against:
        sentence = f"Nobody in this pile says so; it is denied by {deniers}."
    else:
        voices = listed(_names(pile, other)[:VOICES_SHOWN])
        sentence = f"It is only {other[0].stance}, not told as done, according to {voices}."
    answer = _of_event(pile, question, event, "told" if held else "not told", sentence, None)
    shown = next(iter([*held, *against, *other]))
    quote = " ".join(shown.quote.text.split())
    said = f"{capital(voice_name(pile, shown))}: {quoted(quote)}" if len(quote) <= QUOTE_SHOWN else None
    grounds = tuple(c.id for c in (*held, *against, *other))[: 2 * SHOWN]
    return replace(answer, print_safe=said, grounds=grounds)


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


def _names(pile: Pile, claims: Sequence[Claim]) -> list[str]:
    return list(dict.fromkeys(voice_name(pile, c) for c in claims))[:SHOWN]


def had_it_first(pile: Pile, question: Question, statuses: Sequence[Weighed], events: Sequence[Event]) -> Answer | None:
    """Answer who had the main event first: the earliest report of it, and the voice that it goes back to."""
    behind = _behind(statuses[0]) if statuses else set[Id]()
    told = [event for event in events if not behind.isdisjoint(event.claims_for)]
    event = max(told or events[:1], key=lambda e: _is_news(e, behind), default=None)
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
    sentence = f"In this pile {outlet} had it first, on {on_day(report.published_day or '')}{voice}: {clause(event)}."
    others = [c for c in dated if pile.published(c) == pile.published(first) and c.report != first.report]
    same = list(dict.fromkeys(pile.reports[c.report].outlet or "unnamed" for c in others))[:SHOWN]
    answer = _of_event(pile, question, event, outlet, sentence, None)
    unknown = (f"The order within the day: {listed(same)} printed it on the same day.",) if same else ()
    return replace(answer, grounds=(first.id,), not_known=unknown)


def _is_news(event: Event, behind: Container[Id]) -> tuple[bool, int]:
    """Return whether an event is the change that a state rests on, and by how many claims; what lasts is no news."""
    told = sum(claim in behind for claim in event.claims_for)
    return (told > 0 and event.kind not in STANDING and event.kind != "be-absent", told)


def _behind(weighed: Weighed) -> set[Id]:
    """Return the claims that tell the status's state outright."""
    since = weighed.status.spans[-1].since
    told = (o for v in weighed.voices for o in v.observations)
    return {o.claim for o in told if supports(o, weighed.state, since)}


def was_asked(pile: Pile, question: Question, statuses: Sequence[Weighed], events: Sequence[Event]) -> Answer | None:
    """Answer who was asked and what they answered: silences, denials and statements, each body once."""
    del statuses, events
    told: dict[str, tuple[str, Claim]] = {}
    for claim in pile.claims:
        if claim.mention.kind not in _REPLYING or not _is_a_reply(claim):
            continue
        who = next((p for p in claim.participants if p.role == "agent" and p.name.strip()), None)
        if who is None or is_anybody(who.name):
            continue
        on = narrow(pile, claim)
        dated = f" ({between(day(on.begin_first), day(on.end_last))})" if on and on.width <= SHARP_DAYS else ""
        said = f"{with_article(who.name)} {_SILENCES.get(claim.mention.kind, 'made a statement')}{dated}"
        told.setdefault(party_key(who), (said, claim))
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


def _is_a_reply(claim: Claim) -> bool:
    """Whether a claim tells of a body that answers, or does not: a deal that is refused is no answer to a question."""
    kind = claim.mention.kind
    if kind == "refuse":
        return bool(_ASKED.search(claim.quote.text))
    return claim.is_fact_like and kind in _REPLYING


Reply = Callable[[Pile, Question, Sequence[Weighed], Sequence[Event]], Answer | None]
REPLIES: Mapping[str, Reply] = {
    "begin": began,
    "when": when_done,
    "act": told_of,
    "count": how_many,
    "first": had_it_first,
    "asked": was_asked,
}
"""What gives the answer, by what is asked."""
