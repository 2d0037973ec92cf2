"""What changed between two briefs: which statuses, events and counts moved, and because of which report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from firsthand.core.claim import Location, Participant
from firsthand.core.spacetime import Place
from firsthand.weigh.days import number
from firsthand.weigh.naming import clause_of
from firsthand.weigh.phrases import between, capital, on_day, with_article
from firsthand.weigh.sites import at_or_in

Brief = Mapping[str, Any]
What = Literal["report", "answer", "status", "event", "contradiction"]
MOVED = 0.05  # a smaller move of a probability is not told
LATER_DAYS = 3  # nor a smaller move of the days of a change
_REPORTS_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that moved."""

    what: What
    subject: str
    """The id of what moved."""
    name: str
    """What it is, in words."""
    before: str | None
    """None = it was not there."""
    after: str | None
    """None = it is gone."""
    because: tuple[str, ...] = ()
    """Ids of the new, changed or removed reports that bear on it."""
    by: tuple[str, ...] = ()
    """The same by outlet and day."""


def changes(old: Brief, new: Brief) -> tuple[Change, ...]:
    """Return what moved from one brief to another, the answer first.

    Args:
        old: brief.json as a mapping.
        new: The same, later.

    Returns:
        Nothing for two equal briefs.

    Cost: O(n) in the two briefs.
    """
    moved = _moved_reports(old, new)
    found = (
        *_answer(old, new, moved),
        *_statuses(old, new, moved),
        *_events(old, new, moved),
        *_contradictions(old, new, moved),
        *_reports(old, new),
    )
    reports = {row["id"]: row for brief in (old, new) for row in brief.get("reports", ())}
    return tuple(replace(one, by=tuple(_report_named(reports[i]) for i in one.because)) for one in found)


def _report_named(row: Mapping[str, Any]) -> str:
    day_ = row.get("published")
    file = (row.get("file") or "").rsplit("/", 1)[-1]
    return f"{row.get('outlet') or file or 'an unnamed outlet'}, {on_day(day_[:10]) if day_ else 'undated'}"


def _by_id(rows: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {row["id"]: row for row in rows}


def _moved_reports(old: Brief, new: Brief) -> dict[str, str]:
    """Return, by claim, the report that is in only one of the two briefs."""
    before, after = (_by_id(brief.get("reports", ())) for brief in (old, new))
    alone = {i: r for i, r in (*before.items(), *after.items()) if (i in before) != (i in after)}
    return {claim: i for i, report in alone.items() for claim in report.get("claims", ())}


def _because(claims: Iterable[str], moved: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({moved[c] for c in claims if c in moved}))[:_REPORTS_SHOWN]


def _answer(old: Brief, new: Brief, moved: Mapping[str, str]) -> Iterable[Change]:
    before, after = (brief.get("answer") or {} for brief in (old, new))
    if not before and not after:
        return
    if before.get("sentence") != after.get("sentence") or before.get("state") != after.get("state"):
        yield Change(
            what="answer",
            subject=str(after.get("about") or before.get("about") or "answer"),
            name="The answer",
            before=before.get("sentence"),
            after=after.get("sentence"),
            because=_because({*before.get("grounds", ()), *after.get("grounds", ())}, moved),
        )


def _status_name(row: Mapping[str, Any]) -> str:
    site = with_article(row["site"]["name"])
    if row["aspect"] == "control":
        return f"Who controls {site}"
    if row["aspect"] == "operation":
        return f"Whether {site} is open"
    place = Place(name=row["site"]["name"], kind=row["site"].get("kind"))
    return capital(f"{with_article(row.get('actor') or 'anybody')} {at_or_in(place)} {site}")


def _told(row: Mapping[str, Any]) -> str:
    spans, graded = row.get("spans") or [{"state": "unknown", "from": [None, None]}], row.get("assessment") or {}
    first, last = spans[-1].get("from") or (None, None)
    dated = f" since {between(first, last)}" if first and last else ""
    told = f"{graded.get('words', '')} ({graded.get('probability', 0):.2f})"
    return f"{spans[-1]['state']}{dated}, {told}, {_voices(graded)}"


def _voices(graded: Mapping[str, Any]) -> str:
    shown, against = graded.get("origins_for") or 0, graded.get("origins_against") or 0
    told = f"{shown or 'no'} {'voices' if shown > 1 else 'voice'} shown independent"
    return f"{told}, {against} against" if against else told


def _statuses(old: Brief, new: Brief, moved: Mapping[str, str]) -> Iterable[Change]:
    before, after = (_by_id(_with_ids(brief.get("statuses", ()))) for brief in (old, new))
    for key in dict.fromkeys([*after, *before]):
        a, b = before.get(key), after.get(key)
        if a is not None and b is not None and not _status_moved(a, b):
            continue
        row = b or a or {}
        claims = {c for r in (a, b) if r for d in r.get("days", ()) for c in d.get("claims", ())}
        yield Change(
            what="status",
            subject=key,
            name=_status_name(row),
            before=_told(a) if a else None,
            after=_told(b) if b else None,
            because=_because(claims, moved),
        )


def _with_ids(rows: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    return ({**row, "id": row.get("id") or _status_name(row)} for row in rows)


def _status_moved(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    if [s["state"] for s in a["spans"]] != [s["state"] for s in b["spans"]]:
        return True
    if any(_is_later(s.get("from"), t.get("from")) for s, t in zip(a["spans"], b["spans"], strict=True)):
        return True
    p, q = ((r.get("assessment") or {}).get("probability", 0.0) for r in (a, b))
    counts = [[(r.get("assessment") or {}).get(k) for k in ("origins_for", "origins_against")] for r in (a, b)]
    return abs(p - q) >= MOVED or counts[0] != counts[1]


def _is_later(was: Sequence[str | None] | None, now: Sequence[str | None] | None) -> bool:
    """Whether a bound of a change is told otherwise by more than a day or two."""
    pairs = zip(was or (), now or (), strict=False)
    return any((a is None) != (b is None) or (a and b and abs(number(a) - number(b)) >= LATER_DAYS) for a, b in pairs)


def _events(old: Brief, new: Brief, moved: Mapping[str, str]) -> Iterable[Change]:
    before, after = (_by_id(brief.get("events", ())) for brief in (old, new))
    pairs = _paired(before, after)
    for a, b in pairs:
        told = [_event_told(r) if r else None for r in (a, b)]
        claims = {c for r in (a, b) if r for c in _claims_of(r)}
        row = b or a or {}
        if told[0] == told[1] or ((a is None or b is None) and claims.isdisjoint(moved)):
            continue  # what was only joined or parted otherwise is no news
        yield Change(
            what="event",
            subject=row["id"],
            name=_event_name(row),
            before=told[0],
            after=told[1],
            because=_because(claims, moved),
        )


Row = Mapping[str, Any]


def _paired(before: Mapping[str, Row], after: Mapping[str, Row]) -> list[tuple[Row | None, Row | None]]:
    """Return each event with what it was before: of one id, else the one of which most claims are in it now.

    An event is named after its earliest claim: a report that comes in late and is older gives it another name.
    """
    at = {claim: key for key, row in after.items() for claim in _claims_of(row)}
    was: dict[str, Row] = {key: before[key] for key in after if key in before}
    left = []
    for key, row in before.items():
        if key in after:
            continue
        now = Counter(at[claim] for claim in _claims_of(row) if claim in at).most_common(1)
        if now and now[0][0] not in was:
            was[now[0][0]] = row
        elif not now:
            left.append(row)
    return [*((was.get(key), row) for key, row in after.items()), *((row, None) for row in left)]


def _claims_of(row: Row) -> tuple[str, ...]:
    return tuple(c for name in ("claims_for", "claims_against", "claims_other") for c in row.get(name, ()))


def _event_name(row: Mapping[str, Any]) -> str:
    parties = [
        Participant(name=p["name"], role=p["role"], type=p.get("type") or "other") for p in row.get("participants", ())
    ]
    places = [
        Location(role=loc["role"], place=Place(name=loc["name"], kind=loc.get("kind")))
        for loc in row.get("locations", ())
    ]
    return capital(clause_of(row.get("kind", "event"), parties, places))


def _event_told(row: Mapping[str, Any]) -> str:
    told = row.get("when") or {}
    days = [d[:10] for d in (*(told.get("begin") or ()), *(told.get("end") or ())) if d]
    when = between(min(days), max(days)) if days else "undated"
    return f"{when}, {(row.get('assessment') or {}).get('words', '')}, {_voices(row)}"


def _contradictions(old: Brief, new: Brief, moved: Mapping[str, str]) -> Iterable[Change]:
    def keyed(brief: Brief) -> dict[tuple[str, ...], Mapping[str, Any]]:
        return {tuple(sorted(row["claims"])): row for row in brief.get("contradictions", ())}

    before, after = keyed(old), keyed(new)
    for key in dict.fromkeys([*after, *before]):
        a, b = before.get(key), after.get(key)
        told = [f"{r['kind']}; {r.get('resolution') or 'unresolved.'}" if r else None for r in (a, b)]
        if told[0] != told[1]:
            row = b or a or {}
            yield Change(
                what="contradiction",
                subject=" ".join(key),
                name=str(row.get("about", "")),
                before=told[0],
                after=told[1],
                because=_because(key, moved),
            )


def _reports(old: Brief, new: Brief) -> Iterable[Change]:
    before, after = (_by_id(brief.get("reports", ())) for brief in (old, new))
    for key in dict.fromkeys([*after, *before]):
        if (key in before) == (key in after):
            continue
        row = after.get(key) or before.get(key) or {}
        told = _report_named(row)
        yield Change(
            what="report",
            subject=key,
            name=str(row.get("title") or row.get("file") or key),
            before=told if key in before else None,
            after=told if key in after else None,
            because=(key,),
        )
