"""Undated report -> the day it is read as of: that of the dated report which tells the same things."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from firsthand.core.evidence import Id, Report
from firsthand.core.lineage import Dating
from firsthand.trace.copies import rarity
from firsthand.trace.texts import stems_of

LONGEST = 6_000  # code points compared; a report's news stands at its head
LEAST_LIKENESS = 0.2  # cosine; cases: over 0.15 all are right within a day, under it one in three is not
COMMON = 0.5  # of the dated reports; a stem that more of them have does not tell them apart
LEAST_COMMON = 12  # reports; in a smaller pile nothing is called common
MOST_HOLDING = 400  # dated reports of a stem by which likenesses are looked for; a commoner one only weighs
MOST_LIKE = 60  # dated reports that an undated one is compared with word for word


def datings(reports: Sequence[Report]) -> tuple[Dating, ...]:
    """Return a day for each undated report that is much like a dated one of its language.

    Relative times ("on Tuesday", "five days ago") can then be resolved; the report itself stays undated.

    Args:
        reports: All reports of a pile, in any order.

    Cost: none where all are dated; else 0.3 ms a report, and for each undated one a look at the dated reports that
    share its rarer words, at most `MOST_HOLDING` a word; `MOST_LIKE` of them are compared word for word.
    Source: nearest neighbour by tf-idf cosine (Salton and Buckley 1988); docs/explain/independence.md.
    """
    undated = sorted((r for r in reports if r.published is None), key=lambda r: r.id)
    dated = sorted((r for r in reports if r.published_day is not None), key=lambda r: (r.published or "", r.id))
    if not undated or not dated:
        return ()
    stems = {report.id: stems_of(report.text[:LONGEST]) for report in (*dated, *undated)}
    documents: Counter[str] = Counter()
    for own in stems.values():
        documents.update(own)
    weights = {stem: weight**2 for stem, weight in rarity(documents, len(stems)).items()}
    lengths = {i: math.sqrt(sum(weights[stem] for stem in sorted(own))) for i, own in stems.items()}
    holders = _holders(dated, stems)
    words = [stems[other.id] for other in dated]
    found = []
    for report in undated:
        shared = _shared(stems[report.id], holders, weights, words)
        likeness, source = _likest(report, shared, dated, lengths)
        if source is not None and likeness >= LEAST_LIKENESS:
            day = source.published_day or ""
            found.append(Dating(report=report.id, day=day, like=source.id, likeness=round(likeness, 3)))
    return tuple(found)


def _shared(
    own: frozenset[str],
    holders: Mapping[str, Sequence[int]],
    weights: Mapping[str, float],
    dated: Sequence[frozenset[str]],
) -> dict[int, float]:
    """Return what each of the likeliest dated reports, by number, has in common with a report, by weight."""
    telling = sorted(stem for stem in own if stem in holders)
    common = [stem for stem in telling if len(holders[stem]) > MOST_HOLDING]
    shared: dict[int, float] = defaultdict(float)
    for stem in telling:
        for number in holders[stem] if len(holders[stem]) <= MOST_HOLDING else ():
            shared[number] += weights[stem]
    best = sorted(shared, key=lambda n: (-shared[n], n))[:MOST_LIKE]
    return {n: shared[n] + sum(weights[stem] for stem in common if stem in dated[n]) for n in best}


def _holders(dated: Sequence[Report], stems: Mapping[Id, frozenset[str]]) -> dict[str, list[int]]:
    """Return the numbers of the dated reports that each telling stem stands in."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, report in enumerate(dated):
        for stem in stems[report.id]:
            found[stem].append(number)
    most = max(LEAST_COMMON, COMMON * len(dated))
    return {stem: numbers for stem, numbers in found.items() if len(numbers) <= most}


def _likest(
    report: Report, shared: Mapping[int, float], dated: Sequence[Report], lengths: Mapping[Id, float]
) -> tuple[float, Report | None]:
    """Return the likest dated report of the same language, of two alike the earlier one, and the cosine."""
    best: tuple[float, Report | None] = (0.0, None)
    for number in sorted(shared):
        other = dated[number]
        cosine = shared[number] / max(1e-9, lengths[report.id] * lengths[other.id])
        if other.language == report.language and cosine > best[0]:
            best = (cosine, other)
    return best
