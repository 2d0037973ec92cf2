"""Undated report -> the day it is read as of, by the dated reports that tell the same and the days that it names."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from firsthand.core.evidence import Id, Report
from firsthand.core.lineage import Dating
from firsthand.trace.copies import rarity
from firsthand.trace.texts import stems_of
from firsthand.trace.told_days import likeliest_day

LONGEST = 6_000  # code points compared; a report's news stands at its head
LEAST_SURE = 0.75  # chance of the day or one beside it; held back in turn, 9 in 10 of ten labelled cases are then right
LEAST_LIKENESS = 0.05  # cosine of a report that tells of the same at all
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
        like = _alike(report, shared, dated, lengths)
        if (dating := _dating(report, like)) is not None:
            found.append(dating)
    return tuple(found)


def _dating(report: Report, like: Sequence[tuple[float, Report]]) -> Dating | None:
    """Return the day of a report, given the dated ones with their likeness; None where it is not sure enough."""
    if not like or like[0][0] < LEAST_LIKENESS:
        return None
    text = report.text[:LONGEST] if report.language in {None, "en"} else ""
    dated = [(date.fromisoformat(other.published_day or ""), likeness) for likeness, other in like]
    day, sure = likeliest_day(text, dated)
    if sure < LEAST_SURE:
        return None
    near = min(range(len(like)), key=lambda k: (abs((dated[k][0] - day).days) > 1, -like[k][0], k))
    return Dating(report=report.id, day=day.isoformat(), like=like[near][1].id, likeness=round(like[near][0], 3))


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


def _alike(
    report: Report, shared: Mapping[int, float], dated: Sequence[Report], lengths: Mapping[Id, float]
) -> list[tuple[float, Report]]:
    """Return the dated reports of the same language with the cosine, the likest first, of two alike the earlier."""
    found = [
        (shared[number] / max(1e-9, lengths[report.id] * lengths[dated[number].id]), dated[number])
        for number in sorted(shared)
        if dated[number].language == report.language
    ]
    return sorted(found, key=lambda pair: -pair[0])
