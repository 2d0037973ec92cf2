"""Answers: the status that a question asks for, in a sentence, with its grounds and its limits."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.core.event import Answer, StatusSpan
from firsthand.core.evidence import Id
from firsthand.core.spacetime import Place
from firsthand.weigh.days import day, number
from firsthand.weigh.grades import contradicts, supports
from firsthand.weigh.naming import named
from firsthand.weigh.observations import Observation
from firsthand.weigh.phrases import are, between, capital, have, in_time, listed, on_day, with_article
from firsthand.weigh.pile import Pile
from firsthand.weigh.questions import LOADED_SPEED, Question
from firsthand.weigh.sites import at_or_in
from firsthand.weigh.status import Weighed
from firsthand.weigh.voices import KNOWS
from firsthand.weigh.words import STALE_DAYS, phrase

GRADUAL_DAYS = 3  # a departure over more days than a night and its edges is no "overnight"
GROUNDS_SHOWN = 12
DENIERS_SHOWN = 2
CHANGES_SHOWN = 2  # the last ones: when those of years ago began is not what is asked
PLAIN = 0.80  # from here on ("very likely") the sentence states; below it says how likely
EVEN = 0.55
WIDE_DAYS = 10  # a change that is dated no better than this is given by its last day
SLACK_DAYS = 2  # an interval of a day before and a day after the most probable one says no more than that day
ABOUT_DAYS = 4  # up to this width the most probable day is said, with "about"; the interval stands beside it


def answer_of(pile: Pile, weighed: Weighed, question: Question | None, conflicts: Sequence[str] = ()) -> Answer:
    """Return the answer that a status gives.

    Args:
        pile: What was known.
        weighed: The status with its evidence.
        question: As asked; None = the one that the status itself raises.
        conflicts: What the evidence could not settle about it, in words.
    """
    status = weighed.status
    graded = status.assessment
    backing = _backing(pile, weighed)
    since = status.spans[-1].since
    return Answer(
        question=question.text if question else question_of(weighed),
        state=status.spans[-1].state,
        probability=graded.probability,
        words=graded.words,
        since=(since[0], since[1]) if since[0] and since[1] else None,
        sentence=sentence_of(pile, weighed, question),
        grounds=_grounds(backing) or _behind(weighed),
        would_change=_would_change(pile, weighed, backing),
        not_known=_not_known(pile, weighed, conflicts),
        print_safe=_print_safe(pile, weighed, backing),
        next_check=_next_check(pile, weighed, backing, conflicts),
        about=status.id,
        confidence=graded.confidence,
    )


def question_of(weighed: Weighed) -> str:
    """Return the question that a status answers."""
    status = weighed.status
    site = with_article(status.site.name)
    party = with_article(status.actor or "anybody")
    if status.aspect == "control":
        return f"Who controls {site}?"
    if status.aspect == "operation":
        return f"Is {site} open?"
    if status.spans[-1].state in {"absent", "leaving"} and len(status.spans) > 1:
        return f"{capital(have(party))} {party} left {site}?"
    return f"{capital(are(party))} {party} {_at(status.site)}?"


def sentence_of(pile: Pile, weighed: Weighed, question: Question | None) -> str:
    """Return the answer in one plain sentence: what holds, since when, and how likely where that is in doubt."""
    p = weighed.status.assessment.probability
    against = _against(pile, weighed)
    core = _core(weighed) + against
    if not weighed.voices:
        return f"Nothing in this pile tells {_whether(weighed)}."
    if weighed.status.assessment.origins_possible == 0:
        return f"No voice in this pile says so outright; at best, {core}."
    if p < PLAIN or against:  # what somebody denies is not told flat
        return f"It is {phrase(p)} that {core}." if p >= EVEN else f"It is not clear from this pile; at best, {core}."
    loaded = question.loaded if question else None
    if loaded not in LOADED_SPEED:
        return f"{capital(core)}."
    days = _days_of_leaving(weighed) or 0
    if days >= GRADUAL_DAYS and weighed.state != "leaving":
        return f"No, not {loaded}: {core}, over about {days} days."
    return f"No, not {loaded}: {core}." if weighed.state in {"leaving", "present"} else f"{capital(core)}."


def _against(pile: Pile, weighed: Weighed) -> str:
    """Say on whose word it is not so, where somebody says that outright of the time for which it is told."""
    since = weighed.status.spans[-1].since
    every = [o for v in weighed.voices for o in v.observations]
    behind = {o.origin for o in every if supports(o, weighed.state, since)}
    denied = [o for o in every if o.denied and contradicts(o, weighed.state, since) and o.origin not in behind]
    heard = sorted(denied, key=lambda o: (-o.knows, o.claim))
    names = dict.fromkeys(named(pile.origins[Id(o.origin)]) for o in heard if Id(o.origin) in pile.origins)
    return f", against the word of {listed(list(names)[:DENIERS_SHOWN])}" if names else ""


def _whether(weighed: Weighed) -> str:
    status = weighed.status
    if status.aspect == "control":
        return f"who controls {with_article(status.site.name)}"
    if status.aspect == "operation":
        return f"whether {with_article(status.site.name)} is open"
    party = with_article(status.actor or "anybody")
    return f"whether {party} {are(party)} {_at(status.site)}"


def _core(weighed: Weighed) -> str:
    status, state = weighed.status, weighed.state
    party, site = with_article(status.actor or "nobody named"), with_article(status.site.name)
    span = status.spans[-1]
    if status.aspect == "control":
        held = {"contested": f"control of {site} is contested", "unknown": f"who controls {site} is not known"}
        verb = "control" if have(span.state) == "have" else "controls"
        return held.get(state, f"{span.state} {verb} {site}") + _since(span)
    if status.aspect == "operation":
        told = {"open": "is open", "closed": "is closed", "partly": "is partly open"}[state]
        return f"{site} {told}{_since(span)}"
    if state == "absent":
        if len(status.spans) == 1:
            return f"{party} {are(party)} not {_at(status.site)}"
        days = _days_of_leaving(weighed)
        how = ", gradually," if days is not None and days >= GRADUAL_DAYS else ""
        return f"{party} {have(party)} left {site}{how} by {_by(weighed, span)}"
    told = {
        "present": f"{party} {are(party)} {_at(status.site)}",
        "leaving": f"{party} {are(party)} leaving {site} and {have(party)} not all gone",
        "arriving": f"{party} {are(party)} arriving at {site}",
    }[state]
    return told + _since(span)


def _since(span: StatusSpan) -> str:
    first, last = span.since
    if not first or not last:
        return ""
    if number(last) - number(first) >= WIDE_DAYS:
        return f", since {on_day(last)} at the latest"
    return f", since {between(first, last)}"


def _at(place: Place) -> str:
    """Return where, with the preposition that the kind of place takes."""
    return f"{at_or_in(place)} {with_article(place.name)}"


def _by(weighed: Weighed, span: StatusSpan) -> str:
    """Say by which days it was so; the last departure lies on the day before the first day of absence.

    Where the interval is hardly wider than the most probable day with its slack, that day is said.
    """
    first, last = span.since
    if first is None or last is None:
        return "a day that is not known"
    begun = max(t for t, state in enumerate(weighed.path) if t == 0 or state != weighed.path[t - 1])
    width = number(last) - number(first)
    if 0 < width <= ABOUT_DAYS and begun:
        start = number(weighed.status.days[0].date)
        days = between(day(start + begun - 1), day(start + begun))
        if start and days.count(" to "):
            days = on_day(day(start + begun))
        return days if width <= SLACK_DAYS else f"about {days}"
    if number(last) - number(first) >= WIDE_DAYS:
        return f"{on_day(last)} at the latest"
    return between(day(number(first) - (first == last)), last)


def _days_of_leaving(weighed: Weighed) -> int | None:
    """Return how many days the last departure took on the most probable course; None where there was none."""
    states = [weighed.model.states[k] for k in weighed.path]
    last = next((t for t in range(len(states) - 1, -1, -1) if states[t] == "leaving"), None)
    if last is None:
        return None
    return next((last - t for t in range(last, -1, -1) if states[t] != "leaving"), last + 1)


def _backing(pile: Pile, weighed: Weighed) -> list[Observation]:
    """Return the observations for the state, the surest first, those that saw it themselves before those that heard."""
    since = weighed.status.spans[-1].since
    found = [o for v in weighed.voices for o in v.observations if supports(o, weighed.state, since)]
    return sorted(found, key=lambda o: (-o.knows, pile.published(pile.by_id[o.claim]) or "9999", o.claim))


def _grounds(backing: Sequence[Observation]) -> tuple[Id, ...]:
    """Return one claim of each origin, surest first, then further ones."""
    first: dict[str, Id] = {}
    for observation in backing:
        first.setdefault(observation.origin, observation.claim)
    rest = [o.claim for o in backing]
    return tuple(dict.fromkeys([*first.values(), *rest]))[:GROUNDS_SHOWN]


def _behind(weighed: Weighed) -> tuple[Id, ...]:
    """Return the claims behind the last days that any speaks of, where no voice tells the state outright."""
    told = [claim for d in reversed(weighed.status.days) for claim in d.claims]
    return tuple(dict.fromkeys(told))[:GROUNDS_SHOWN]


def _print_safe(pile: Pile, weighed: Weighed, backing: Sequence[Observation]) -> str | None:
    """Return the strongest sentence that can be printed: what one voice itself says, with its own day.

    The day that the status works out is nobody's word; what was seen comes before what was said.
    """
    known = [o for o in backing if Id(o.origin) in pile.origins]
    chosen = next((o for o in known if o.direct), next(iter(known), None))
    if chosen is None or weighed.status.assessment.probability < EVEN:
        return None
    word = "as seen by" if chosen.direct else "according to"
    told, on = _plain(weighed), _own_day(chosen)
    if on:  # who left on a day left, who left by now has left
        told = told.replace(" have left ", " left ").replace(" has left ", " left ")
    return f"{capital(told)}{on}, {word} {named(pile.origins[Id(chosen.origin)])}{_against(pile, weighed)}."


def _plain(weighed: Weighed) -> str:
    """Return the state in words, without any day."""
    status, party, site = (
        weighed.status,
        with_article(weighed.status.actor or ""),
        with_article(weighed.status.site.name),
    )
    if status.aspect == "presence" and weighed.state == "absent":
        return (
            f"{party} {have(party)} left {site}"
            if len(status.spans) > 1
            else f"{party} {are(party)} not {_at(status.site)}"
        )
    return _core(weighed).removesuffix(_since(status.spans[-1]))


def _own_day(o: Observation) -> str:
    """Return the day that a claim's own words give, if they give one; of a state that lasts, none."""
    w = o.window
    is_sharp = w.dated and not w.is_open and w.width <= SLACK_DAYS
    return f" {in_time(day(w.begin_first), day(w.end_last))}" if is_sharp and o.during == "leaving" and o.after else ""


def _next_check(pile: Pile, weighed: Weighed, backing: Sequence[Observation], conflicts: Sequence[str]) -> str | None:
    """Return the one check that would change most."""
    site = with_article(weighed.status.site.name)
    last = weighed.status.last_attested
    direct = {o.origin for o in backing if o.direct}
    if conflicts:
        return f"Settle what the pile cannot: {conflicts[0]}."
    if not direct:
        when = f" of {on_day(last)} or later" if last else ""
        return f"Find somebody who saw it, footage or imagery of {site}{when}: so far nobody in the pile saw it."
    if last is None or _silent(pile, last) > STALE_DAYS:
        after = f"after {on_day(last)}" if last else "on any day"
        return f"Look for imagery or a witness of {site} {after}: {_nothing_later(pile, weighed)}."
    doubtful = [o for o in dict.fromkeys(o.origin for o in backing) if Id(o) in pile.origins and o not in direct][:2]
    if len(doubtful) == 2:  # noqa: PLR2004  # a pair
        a, b = (named(pile.origins[Id(o)]) for o in doubtful)
        return f"Ask whether {a} and {b} are one source: they are not shown independent."
    return f"Find a second direct observer of {site} who is independent of the first." if len(direct) == 1 else None


def _silent(pile: Pile, last_attested: str) -> int:
    return 0 if pile.last_day is None else pile.last_day - number(last_attested)


def _would_change(pile: Pile, weighed: Weighed, backing: Sequence[Observation]) -> tuple[str, ...]:
    status = weighed.status
    party, site = with_article(status.actor or "anybody"), with_article(status.site.name)
    since = status.spans[-1].since[1]
    contrary = {
        "absent": f"A dated sighting of {party} at {site}" + (f" after {on_day(since)}" if since else ""),
        "present": f"A dated report that {party} {have(party)} gone from {site}",
        "leaving": f"Word from the spot that the last of {party} {have(party)} gone, or that they stay",
        "arriving": f"Word from the spot that {party} {have(party)} settled in, or turned back",
        "open": f"A dated report that {site} is closed",
        "closed": f"A dated report that {site} works again",
        "partly": f"A dated report that {site} is fully open, or closed",
    }.get(weighed.state, f"A dated report from the spot of who holds {site}")
    found = [f"{contrary}."]
    effects = [r for r in status.assessment.reasons if r.origin is not None and r.effect is not None]
    if effects and (main := pile.origins.get(effects[0].origin or Id(""))) and (effects[0].effect or 0) > 0:
        name = named(main)
        found.append(f"Proof that {name} was wrong, or had it from another voice here.")
    weakest = min(
        (KNOWS[pile.origins[Id(o.origin)].voice.kind] for o in backing if Id(o.origin) in pile.origins), default=1
    )
    if backing and weakest < KNOWS["named-person"]:
        found.append("The names of the unnamed voices: some of them may be one person.")
    return tuple(found)


def _not_known(pile: Pile, weighed: Weighed, conflicts: Sequence[str]) -> tuple[str, ...]:
    status = weighed.status
    site = with_article(status.site.name)
    found = [f"{capital(c)}: unresolved." for c in conflicts]
    for span in status.spans[1:][-CHANGES_SHOWN:]:
        first, last = span.since
        if first and last and first != last:
            found.append(f"The exact day on which {_change(weighed, span.state)}: {between(first, last)}.")
    if status.last_attested and _silent(pile, status.last_attested) > 0:
        found.append(f"Anything about {site} after {on_day(status.last_attested)}: {_nothing_later(pile, weighed)}.")
    return tuple(found)


def _nothing_later(pile: Pile, weighed: Weighed) -> str:
    """Say that no day after the last attested one is told of, and by when what was printed later looks back."""
    claims = (pile.by_id[o.claim] for v in weighed.voices for o in v.observations)
    last = max((d for c in claims if (d := pile.published(c))), default=None)
    if last is None or last <= (weighed.status.last_attested or ""):
        return "no claim speaks of a later day"
    return f"what was printed later, up to {on_day(last)}, gives no later day"


def _change(weighed: Weighed, state: str) -> str:
    """Return what happened on the day on which a state began."""
    party, site = with_article(weighed.status.actor or "they"), with_article(weighed.status.site.name)
    if weighed.fluent.aspect == "control":
        told = {"contested": f"{site} came to be contested", "unknown": f"it ceased to be known who holds {site}"}
        return told.get(state, f"{with_article(state)} took {site}")
    return {
        "absent": f"the last of {party} left {site}",
        "leaving": f"{party} began to leave {site}",
        "arriving": f"{party} began to arrive at {site}",
        "present": f"all of {party} were {_at(weighed.status.site)}",
        "open": f"{site} opened",
        "closed": f"{site} closed",
        "partly": f"{site} opened in part",
    }[state]
