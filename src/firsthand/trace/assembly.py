"""Trace a whole pile: texts, credits, likenesses, derivations, voices, origins, pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id, Report
from firsthand.core.lineage import Lineage
from firsthand.data.outlets import outlets
from firsthand.trace.bodies import settled
from firsthand.trace.carriers import carriers
from firsthand.trace.fingerprints import fingerprints
from firsthand.trace.footage import by_footage
from firsthand.trace.heard import by_voice
from firsthand.trace.independence import independence, with_verdicts
from firsthand.trace.index import ALL_PAIRS
from firsthand.trace.origins import spoken
from firsthand.trace.runs import by_runs
from firsthand.trace.tracing import Tracing, tracing
from firsthand.trace.upstream import derivations, may_precede
from firsthand.trace.voices import Telling, Voice, voice_of
from firsthand.trace.withdrawals import withdrawals


def lineage(reports: Sequence[Report], claims: Sequence[Claim]) -> Lineage:
    """Find who has it from whom, and group the claims by the voices that they go back to.

    Args:
        reports: In any order; those whose language is not read too: they are traced by names, figures and credits.
        claims: Of those reports, in any order.

    Returns:
        Derivations by copy, nearest upstream first; origins earliest first; pairs by id. The order of the input
        makes no difference.

    Cost: near-linear in the reports: about 3 ms each (docs/explain/independence.md has the curve).
    """
    traced = tracing(reports)
    by_id = {report.id: report for report in reports}
    of = {claim.id: claim for claim in claims if claim.report in by_id}
    after = _last_told(of.values())
    latest = _last_told(c for c in of.values() if c.when is not None and c.when.first_day == c.when.last_day)
    stories = _stories(of.values()) if len(by_id) > ALL_PAIRS else {}
    telling = {
        i: Telling(around=traced.around.get(i), after=after.get(i), latest=latest.get(i), story=stories.get(i, ""))
        for i in by_id
    }
    voices = {
        i: voice_of(claim, by_id[claim.report], traced.newsrooms[claim.report], telling[claim.report])
        for i, claim in of.items()
    }
    voices = settled(voices, of, traced.texts)
    found = spoken(tuple(of.values()), voices, by_id, traced)
    pairs = independence(found, of, traced.texts)
    prints = fingerprints(traced.texts, _uncredited(traced, voices), may_precede)
    carried = carriers(found, traced, of)
    origins = tuple(replace(origin, reports=carried[origin.id]) for origin in with_verdicts(found, pairs))
    told = derivations(traced.texts, traced.credits, traced.likenesses, prints)
    named = {derivation.copy for derivation in told if derivation.name or derivation.kind == "same-text"}
    told += by_runs(traced, set(traced.texts) - named, carried)
    orphans = set(traced.texts) - {derivation.copy for derivation in told}
    return Lineage(
        derivations=(*told, *by_voice(found, carried, traced, orphans), *by_footage(found, traced, of)),
        origins=origins,
        pairs=pairs,
        withdrawals=withdrawals(traced, found, of, told),
    )


def _uncredited(traced: Tracing, voices: Mapping[Id, Voice]) -> dict[Id, bool]:
    """Return the reports that name no upstream, and whether they seem to hide one.

    Those do that name no voice which can be told from others, and stand under a name not known to have reporters.
    """
    speaking = {voice.report for voice in voices.values() if voice.standing in {"eyes", "person"}}
    rooms = traced.newsrooms
    return {
        i: i not in speaking and rooms[i].own not in outlets().rows
        for i, named in traced.credits.items()
        if not named and not rooms[i].is_told
    }


def _last_told(claims: Iterable[Claim]) -> dict[Id, str]:
    """Return, for each report, the last day of what it tells as having happened."""
    told: dict[Id, str] = {}
    for claim in claims:
        last = claim.when.last_day if claim.when and claim.is_fact_like else None
        if last is not None:
            told[claim.report] = max(last, told.get(claim.report, ""))
    return told


def _stories(claims: Iterable[Claim]) -> dict[Id, str]:
    """Return the country, else the place, that most of a report's claims are about."""
    places: dict[Id, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        for location in claim.locations:
            places[claim.report][location.place.within or location.place.ref or location.place.name.casefold()] += 1
    return {report: max(count, key=lambda place: (count[place], place)) for report, count in places.items()}
