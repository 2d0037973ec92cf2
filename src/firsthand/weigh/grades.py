"""Assessments: a probability with its grades and, origin by origin, what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.core.event import Assessment, Confidence, Reason
from firsthand.core.evidence import Id
from firsthand.weigh import words
from firsthand.weigh.days import number
from firsthand.weigh.evidence import Voiced
from firsthand.weigh.fluents import SETTLED, THERE
from firsthand.weigh.observations import Observation
from firsthand.weigh.pile import Pile

REASONS_SHOWN = 12
_SLACK_DAYS = 3  # a claim that bears on the change itself may lie this long before it
_NO_EFFECT = 0.005
_CONTRARY = {
    "absent": frozenset({"present", "arriving"}),
    "present": frozenset({"absent"}),
    "leaving": frozenset({"absent"}),
    "arriving": frozenset({"absent"}),
    "open": frozenset({"closed"}),
    "closed": frozenset({"open"}),
    "partly": frozenset[str](),
}


def assessment(  # noqa: PLR0913  # each is a fact of its own
    pile: Pile,
    *,
    voices: Sequence[Voiced],
    state: str,
    probability: float,
    without: Sequence[float],
    since: tuple[str | None, str | None],
    last_attested: str | None,
) -> Assessment:
    """Grade one state of a status on the last day.

    Args:
        pile: What was known.
        voices: The evidence by origin.
        state: The state that is graded.
        probability: The model's, for the last day.
        without: The same, leaving out each of the first voices in turn.
        since: Bounds of the day on which the state began.
        last_attested: The last day of which a claim speaks.
    """
    every = [o for v in voices for o in v.observations]
    backing = [o for o in every if supports(o, state, since)]
    contrary = [o for o in every if contradicts(o, state, since)]
    counted = pile.count(o.claim for o in backing)
    direct = pile.count(o.claim for o in backing if o.direct)
    against = pile.count(o.claim for o in contrary)
    p = words.held(probability, direct.shown) if counted.possible else min(probability, words.MOST_UNTOLD)
    silent = None if last_attested is None or pile.last_day is None else pile.last_day - number(last_attested)
    level, ground = words.confidence(counted.shown, direct.shown, silent)
    grade = words.credibility(p, counted.shown, counted.possible)
    reasons = (
        Reason(what=f"Confidence is {level}: {ground}."),
        Reason(what=f"Credibility {grade}: {words.counted(counted.shown, 'origin')} for it shown independent."),
        *_contributions(pile, voices, probability, without),
    )
    return Assessment(
        probability=round(p, 3),
        words=words.phrase(p),
        credibility=grade,
        confidence=level,
        origins_for=counted.shown,
        origins_possible=counted.possible,
        origins_against=against.possible,
        sides_for=counted.sides,
        reasons=reasons[: REASONS_SHOWN + 2],
    )


def supports(observation: Observation, state: str, since: tuple[str | None, str | None]) -> bool:
    """Whether the observation speaks for the state that began in those days."""
    if observation.denied:
        return False
    said = {"present" if s in {THERE, SETTLED} else s for s in (observation.during, observation.after)}
    if observation.party == state:
        said = {state if s == "holder" else s for s in said}
    elif "holder" in said:
        return False
    return state in said and (since[0] is None or observation.window.end_last >= number(since[0]) - _SLACK_DAYS)


def contradicts(observation: Observation, state: str, since: tuple[str | None, str | None]) -> bool:
    """Whether the observation speaks against the state at a time when it is held to have begun."""
    start = number(since[1]) if since[1] else None
    if start is not None and observation.window.begin_first < start:
        return False
    if observation.denied:
        return state in {observation.during, observation.after}
    if observation.party is not None and "holder" in {observation.during, observation.after}:
        return observation.party != state
    contrary = _CONTRARY.get(state, frozenset[str]())
    return observation.during in contrary or (observation.during is None and observation.after in contrary)


def _contributions(
    pile: Pile, voices: Sequence[Voiced], probability: float, without: Sequence[float]
) -> Iterable[Reason]:
    effects = sorted(
        ((probability - p, v) for p, v in zip(without, voices, strict=False)),
        key=lambda e: (-abs(e[0]), e[1].origins),
    )
    for effect, voice in effects[:REASONS_SHOWN]:
        origin = pile.origins.get(Id(voice.origins[0]))
        name = origin.voice.name if origin else "a voice without lineage"
        via = f" (via {origin.via})" if origin and origin.via and origin.via != name else ""
        yield Reason(
            what=f"{name}{via}: {_effect_words(effect)}.",
            origin=origin.id if origin else None,
            effect=round(effect, 4),
        )


def _effect_words(effect: float) -> str:
    if abs(effect) < _NO_EFFECT:
        return "leaving it out changes nothing; others carry it"
    way = "lower" if effect > 0 else "higher"
    return f"without it the probability would be {abs(effect) * 100:.0f} points {way}"


def confident(assessment_: Assessment, conflicts: Sequence[str]) -> Assessment:
    """Return the assessment with its confidence one step lower for conflicts that the evidence could not settle."""
    lower: dict[Confidence, Confidence] = {"high": "moderate", "moderate": "low", "low": "low"}
    level = lower[assessment_.confidence]
    why = Reason(what=f"Confidence is one step lower, {level}, for what is unresolved: {conflicts[0]}.")
    return replace(assessment_, confidence=level, reasons=(why, *assessment_.reasons))
