"""One chapter of a pile, traced as if it were all: texts, credits, likenesses, derivations, voices, origins."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id, Report
from firsthand.core.lineage import Derivation, Withdrawal
from firsthand.data.outlets import outlets
from firsthand.trace.bodies import settled
from firsthand.trace.carriers import carriers
from firsthand.trace.fingerprints import fingerprints
from firsthand.trace.footage import by_footage
from firsthand.trace.habit import by_habit
from firsthand.trace.heard import by_voice
from firsthand.trace.independence import Standpoints, standpoints
from firsthand.trace.index import ALL_PAIRS
from firsthand.trace.origins import Spoken, spoken
from firsthand.trace.runs import by_runs
from firsthand.trace.texts import Text
from firsthand.trace.tracing import Tracing, tracing
from firsthand.trace.upstream import derivations, may_precede
from firsthand.trace.voices import Telling, Voice, voice_of
from firsthand.trace.withdrawals import withdrawals


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What is traced of some reports, before origins are compared."""

    found: tuple[Spoken, ...]
    carried: Mapping[Id, tuple[Id, ...]]
    """The reports that carry each origin."""
    derivations: tuple[Derivation, ...]
    withdrawals: tuple[Withdrawal, ...]
    standpoints: Standpoints


def chapter(reports: Sequence[Report], claims: Sequence[Claim], texts: Mapping[Id, Text] | None = None) -> Chapter:
    """Trace some reports by themselves.

    Args:
        reports: In any order.
        claims: Of those reports, in any order.
        texts: Of those reports, where they are known already.

    Cost: near-linear in the reports, 3 to 5 ms each.
    """
    traced = tracing(reports, texts)
    by_id = {report.id: report for report in reports}
    of = {claim.id: claim for claim in claims if claim.report in by_id}
    voices = settled(_voices(traced, by_id, of), of, traced.texts)
    found = spoken(tuple(of.values()), voices, by_id, traced)
    prints = fingerprints(traced.texts, _uncredited(traced, voices), may_precede)
    carried = carriers(found, traced, of)
    told = derivations(traced.texts, traced.credits, traced.likenesses, prints)
    named = {derivation.copy for derivation in told if derivation.name or derivation.kind == "same-text"}
    told += by_runs(traced, set(traced.texts) - named, carried)
    orphans = set(traced.texts) - {derivation.copy for derivation in told}
    return Chapter(
        found=found,
        carried=carried,
        derivations=(
            *told,
            *by_habit(traced, orphans, voices.values()),
            *by_voice(found, carried, traced, orphans),
            *by_footage(found, traced, of),
        ),
        withdrawals=withdrawals(traced, found, of, told),
        standpoints=standpoints(found, of, traced.texts),
    )


def _voices(traced: Tracing, reports: Mapping[Id, Report], of: Mapping[Id, Claim]) -> dict[Id, Voice]:
    """Return the voice of each claim, as its own report gives it."""
    after = _last_told(of.values())
    latest = _last_told(c for c in of.values() if c.when is not None and c.when.first_day == c.when.last_day)
    stories = _stories(of.values()) if len(reports) > ALL_PAIRS else {}
    telling = {
        i: Telling(around=traced.around.get(i), after=after.get(i), latest=latest.get(i), story=stories.get(i, ""))
        for i in reports
    }
    return {
        i: voice_of(claim, reports[claim.report], traced.newsrooms[claim.report], telling[claim.report])
        for i, claim in of.items()
    }


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
