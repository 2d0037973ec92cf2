"""What weigh has to beat: rules that take reports at their word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from firsthand.core.claim import Claim
from firsthand.core.evidence import Report

STATES = ("present", "leaving", "absent")
SAID: Mapping[tuple[str, str], str] = {
    ("withdraw", "begins"): "leaving",
    ("withdraw", "continues"): "leaving",
    ("withdraw", "whole"): "absent",
    ("withdraw", "ends"): "absent",
    ("evacuate", "whole"): "absent",
    ("transfer", "whole"): "leaving",
    ("be-present", "continues"): "present",
    ("be-absent", "continues"): "absent",
}
"""What a claim says of the days from its own on."""
Rows = dict[str, dict[str, float]]
Baseline = Callable[[Sequence[Report], Sequence[Claim], Sequence[str]], Rows]


def _told(reports: Sequence[Report], claims: Sequence[Claim]) -> list[tuple[str, str, str]]:
    """Return (day of the event, day of the report, state) of each asserted claim that says a state."""
    published = {r.id: r.published_day or "" for r in reports}
    found = []
    for claim in claims:
        state = SAID.get((claim.mention.kind, claim.mention.phase))
        day = (claim.when.last_day if claim.when else None) or published.get(claim.report)
        if state and day and claim.is_fact_like:
            found.append((day, published.get(claim.report, ""), state))
    return found


def _certain(state: str) -> dict[str, float]:
    return {s: float(s == state) for s in STATES}


def latest_report(reports: Sequence[Report], claims: Sequence[Claim], days: Sequence[str]) -> Rows:
    """Take the word of the latest report on the latest day up to each day; before any, present."""
    told = _told(reports, claims)
    return {d: _certain(max((t for t in told if t[0] <= d), default=("", "", "present"))[2]) for d in days}


def until_first(reports: Sequence[Report], claims: Sequence[Claim], days: Sequence[str]) -> Rows:
    """Take it to be present until the first report of leaving or absence, and absent from the day after."""
    first = min((day for day, _, state in _told(reports, claims) if state != "present"), default="9999")
    return {d: _certain("present" if d <= first else "absent") for d in days}


def majority(reports: Sequence[Report], claims: Sequence[Claim], days: Sequence[str]) -> Rows:
    """Take the share of claims, copies and all, whose latest day up to each day says each state."""
    told = sorted(_told(reports, claims))
    found: Rows = {}
    for d in days:
        near = [t for t in told if t[0] <= d]
        counted = Counter(t[2] for t in near if t[0] == near[-1][0]) if near else Counter({"present": 1})
        total = sum(counted.values())
        found[d] = {s: counted[s] / total for s in STATES}
    return found


BASELINES: Mapping[str, Baseline] = {"latest": latest_report, "until_first": until_first, "majority": majority}
