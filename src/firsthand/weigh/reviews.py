"""People's decisions, attached again by quote after a re-run that gave claims other ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id, Quote
from firsthand.core.review import Review

ALIKE = 90.0  # rapidfuzz ratio of two quotes of one report; below, the words are others


def attached(reviews: Iterable[Review], claims: Sequence[Claim]) -> tuple[tuple[Review, ...], tuple[Review, ...]]:
    """Return the reviews with the ids that their claims have now, and those that found no claim.

    A claim is found by its id; else by a quote of the same report whose span meets the old one's and whose words are
    the same or nearly; else by the same words anywhere in the pile, if only one claim has them (a report that was
    captured again has another id).

    Cost: O(n) in the claims, O(k) in the claims of a report for each review that lost its ids.
    """
    known = {c.id for c in claims}
    by_report: dict[Id, list[Claim]] = defaultdict(list)
    by_words: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
        by_words[claim.quote.text].append(claim)
    kept, lost = [], []
    for review in reviews:
        ids = [
            i if i in known else _found(quote, by_report.get(quote.report, ()), by_words.get(quote.text, ()))
            for i, quote in zip(review.claims, review.quotes, strict=True)
        ]
        found = tuple(i for i in ids if i is not None)
        if len(found) == len(review.claims):
            kept.append(replace(review, claims=found))
        else:
            lost.append(review)
    return tuple(kept), tuple(lost)


def _found(quote: Quote, near: Sequence[Claim], same_words: Sequence[Claim]) -> Id | None:
    meeting = [c for c in near if c.quote.span.meets(quote.span)]
    best = max(meeting, key=lambda c: (fuzz.ratio(c.quote.text, quote.text), c.id), default=None)
    if best is not None and fuzz.ratio(best.quote.text, quote.text) >= ALIKE:
        return best.id
    return same_words[0].id if len(same_words) == 1 else None
