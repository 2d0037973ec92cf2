"""Trace a whole pile: texts, credits, likenesses, derivations, voices, origins, pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id, Report
from firsthand.core.lineage import Lineage
from firsthand.trace.carriers import carriers
from firsthand.trace.copies import Likeness, rarity
from firsthand.trace.credits import Credit, credits_of
from firsthand.trace.independence import independence, with_verdicts
from firsthand.trace.index import Index
from firsthand.trace.origins import spoken
from firsthand.trace.texts import Text, text_of
from firsthand.trace.upstream import derivations
from firsthand.trace.voices import Newsroom, newsroom_of, voice_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracing:
    """What is known of the reports before claims are looked at."""

    texts: Mapping[Id, Text]
    credits: Mapping[Id, tuple[Credit, ...]]
    likenesses: tuple[Likeness, ...]
    weights: Mapping[str, float]
    """Rarity of each stem."""
    newsrooms: Mapping[Id, Newsroom]


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
    days = _days(by_id, of.values())
    voices = {
        i: voice_of(claim, by_id[claim.report], traced.newsrooms[claim.report], days[claim.report])
        for i, claim in of.items()
    }
    found = spoken(tuple(of.values()), voices, by_id, traced.likenesses, traced.weights)
    pairs = independence(found, of, by_id)
    carried = carriers(found, traced.texts, traced.newsrooms, traced.likenesses, of)
    origins = tuple(replace(origin, reports=carried[origin.id]) for origin in with_verdicts(found, pairs))
    return Lineage(
        derivations=derivations(traced.texts, traced.credits, traced.likenesses),
        origins=origins,
        pairs=pairs,
    )


def _days(reports: Mapping[Id, Report], claims: Iterable[Claim]) -> dict[Id, str | None]:
    """Return each report's day; an undated one is put on the last day of what it tells as having happened."""
    days = {i: report.published_day for i, report in reports.items()}
    told: dict[Id, list[str]] = defaultdict(list)
    for claim in claims:
        last = claim.when.last_day if claim.when and claim.is_fact_like else None
        if days[claim.report] is None and last is not None:
            told[claim.report].append(last)
    return days | {i: max(last) for i, last in told.items()}


def tracing(reports: Sequence[Report]) -> Tracing:
    """Compare the reports' texts. Cost: about 3 ms a report."""
    ordered = sorted({report.id: report for report in reports}.values(), key=lambda r: (r.published or "9999", r.id))
    texts = {report.id: text_of(report) for report in ordered}
    named = {i: credits_of(text) for i, text in texts.items()}
    documents: Counter[str] = Counter()
    for text in texts.values():
        documents.update(text.stems)
    weights = rarity(documents, len(texts))
    index = Index()
    likenesses = tuple(like for text in texts.values() for like in index.likenesses(text, weights))
    return Tracing(
        texts=texts,
        credits=named,
        likenesses=likenesses,
        weights=weights,
        newsrooms={i: newsroom_of(text.report, named[i]) for i, text in texts.items()},
    )
