"""One record -> one row of brief.json; every verb on the command line prints these."""

from __future__ import annotations

from typing import Any

from firsthand.core.claim import Claim, Location, Participant, Source
from firsthand.core.event import STATES, Answer, Assessment, Contradiction, Event, Judgement, Status
from firsthand.core.evidence import Id
from firsthand.core.lineage import Derivation, Origin
from firsthand.core.spacetime import Place, TimeSpan

JSON = dict[str, Any]


def claim_row(
    claim: Claim, text: str, *, origin: Id | None = None, weighed: bool = True, review: str | None = None
) -> JSON:
    """Return one claim as brief.json writes it; `text` is its report's."""
    mention = claim.mention
    return {
        "id": claim.id,
        "report": claim.report,
        "quote": {
            "exact": claim.quote.text,
            "start": claim.quote.span.start,
            "end": claim.quote.span.end,
            "prefix": claim.quote.prefix(text),
            "suffix": claim.quote.suffix(text),
        },
        "kind": mention.kind,
        "phase": mention.phase,
        "participants": [_participant(one) for one in claim.participants],
        "locations": [_location(one) for one in claim.locations],
        "when": _when(claim.when, claim.when_basis),
        "attribution": [_voice(source) for source in claim.attribution],
        "stance": claim.shown_stance,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "trigger": {"start": mention.trigger.start, "end": mention.trigger.end},
        "origin": origin,
        "weighed": weighed,
        "review": review,
    }


def _bounds(low: int | None, high: int | None) -> list[int | None] | None:
    return None if low is None and high is None else [low, high]


def _when(when: TimeSpan | None, basis: str | None = None) -> JSON | None:
    if when is None:
        return None
    return {
        "edtf": when.edtf,
        "begin": [when.begin_earliest, when.begin_latest],
        "end": [when.end_earliest, when.end_latest],
        "basis": basis,
    }


def _participant(one: Participant) -> JSON:
    count = _bounds(one.count_low, one.count_high)
    return {"name": one.name, "role": one.role, "type": one.type, "ref": one.ref, "count": count}


def place_row(place: Place) -> JSON:
    """Return a place as brief.json writes it."""
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "radius_m": place.radius_m,
        "ref": place.ref,
        "kind": place.kind,
    }


def _location(one: Location) -> JSON:
    return {"role": one.role, **place_row(one.place), "within": one.place.within}


def _voice(source: Source) -> JSON:
    count = _bounds(source.count_low, source.count_high)
    return {"name": source.name, "kind": source.kind, "words": source.words, "count": count, "ref": source.ref}


def origin_row(origin: Origin) -> JSON:
    """Return one origin as brief.json writes it."""
    return {
        "id": origin.id,
        "voice": origin.voice.name,
        "kind": origin.voice.kind,
        "via": origin.via,
        "side": origin.side,
        "said_on": origin.said_on,
        "root": origin.root,
        "claims": list(origin.claims),
        "independent": origin.independence,
    }


def derivation_row(derivation: Derivation) -> JSON:
    """Return one derivation as brief.json writes it."""
    return {
        "copy": derivation.copy,
        "source": derivation.source,
        "name": derivation.name,
        "kind": derivation.kind,
        "share": derivation.share,
        "proof": [
            {"report": q.report, "exact": q.text, "start": q.span.start, "end": q.span.end} for q in derivation.proof
        ],
        "signals": [{"name": s.name, "weight": s.weight, "note": s.note} for s in derivation.signals],
    }


def _assessment(assessment: Assessment) -> JSON:
    return {
        "probability": assessment.probability,
        "words": assessment.words,
        "credibility": assessment.credibility,
        "confidence": assessment.confidence,
        "origins_for": assessment.origins_for,
        "origins_possible": assessment.origins_possible,
        "origins_against": assessment.origins_against,
        "sides_for": assessment.sides_for,
        "reasons": [{"what": r.what, "origin": r.origin, "effect": r.effect} for r in assessment.reasons],
    }


def event_row(event: Event, first: Id | None = None) -> JSON:
    """Return one event as brief.json writes it; `first` is the report that had it first."""
    return {
        "id": event.id,
        "anchor": event.anchor,
        "kind": event.kind,
        "when": _when(event.when),
        "locations": [_location(one) for one in event.locations],
        "participants": [_participant(one) for one in event.participants],
        "claims_for": list(event.claims_for),
        "claims_against": list(event.claims_against),
        "claims_other": list(event.claims_other),
        "origins_for": event.assessment.origins_for,
        "origins_possible": event.assessment.origins_possible,
        "origins_against": event.assessment.origins_against,
        "first": first,
        "assessment": _assessment(event.assessment),
    }


def status_row(status: Status) -> JSON:
    """Return one status as brief.json writes it."""
    known = STATES[status.aspect] or tuple(dict.fromkeys(s for day in status.days for s, _ in day.probabilities))
    return {
        "id": status.id,
        "aspect": status.aspect,
        "actor": status.actor,
        "site": place_row(status.site),
        "states": list(known),
        "days": [
            {"date": day.date, **dict(day.probabilities), "attested": day.attested, "claims": list(day.claims)}
            for day in status.days
        ],
        "spans": [{"state": span.state, "from": list(span.since), "to": list(span.until)} for span in status.spans],
        "last_attested": status.last_attested,
        "assessment": _assessment(status.assessment),
    }


def contradiction_row(one: Contradiction) -> JSON:
    """Return one contradiction as brief.json writes it."""
    return {"claims": list(one.claims), "kind": one.kind, "about": one.about, "resolution": one.resolution}


def answer_row(answer: Answer) -> JSON:
    """Return one answer as brief.json writes it."""
    since = answer.since
    return {
        "question": answer.question,
        "state": answer.state,
        "probability": answer.probability,
        "words": answer.words,
        "confidence": answer.confidence,
        "since": {"earliest": since[0], "latest": since[1]} if since else None,
        "sentence": answer.sentence,
        "grounds": list(answer.grounds),
        "would_change": list(answer.would_change),
        "not_known": list(answer.not_known),
        "print_safe": answer.print_safe,
        "next_check": answer.next_check,
        "about": answer.about,
    }


def judgement_rows(judgement: Judgement) -> list[tuple[str, JSON]]:
    """Return events, statuses and contradictions as brief.json writes them, each with the name of its record."""
    rows = [("event", event_row(event)) for event in judgement.events]
    rows += [("status", status_row(status)) for status in judgement.statuses]
    return rows + [("contradiction", contradiction_row(one)) for one in judgement.contradictions]
