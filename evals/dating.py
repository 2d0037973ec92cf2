"""How well undated reports are dated: each dated report's day is held back in turn, and guessed from the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from firsthand.core.evidence import Report
from firsthand.trace import datings


def held_back(piles: Iterable[Sequence[Report]]) -> dict[str, float]:
    """Return the share of dated reports that get a day (`dating_given`), and of those the share within a day of theirs.

    Cost: O(n^2) in the reports of a pile.
    """
    dated, away = 0, list[int]()
    for reports in piles:
        for report in reports:
            if report.published_day is None:
                continue
            dated += 1
            blind = [replace(one, published=None) if one.id == report.id else one for one in reports]
            true = date.fromisoformat(report.published_day)
            away += [abs((date.fromisoformat(d.day) - true).days) for d in datings(blind) if d.report == report.id]
    return {
        "dating_given": len(away) / max(1, dated),
        "dating_within_a_day": sum(days <= 1 for days in away) / max(1, len(away)),
    }
