"""What changed between two briefs: which statuses, events and counts moved, and because of which report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Brief = Mapping[str, Any]
What = Literal["report", "answer", "status", "event", "contradiction"]
MOVED = 0.05  # a smaller move of a probability is not told
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

    @property
    def sentence(self) -> str:
        """The change in one line."""
        if self.before is None:
            return f"New: {self.name}: {self.after}."
        if self.after is None:
            return f"Gone: {self.name} (was: {self.before})."
        return f"{self.name}: {self.before} before, {self.after} now."


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
    return (
        *_answer(old, new),
        *_statuses(old, new, moved),
        *_events(old, new, moved),
        *_contradictions(old, new, moved),
        *_reports(old, new),
    )


def _by_id(rows: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {row["id"]: row for row in rows}


def _moved_reports(old: Brief, new: Brief) -> dict[str, str]:
    """Return, by claim, the report that is in only one of the two briefs."""
    before, after = (_by_id(brief.get("reports", ())) for brief in (old, new))
    alone = {i: r for i, r in (*before.items(), *after.items()) if (i in before) != (i in after)}
    return {claim: i for i, report in alone.items() for claim in report.get("claims", ())}


def _because(claims: Iterable[str], moved: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({moved[c] for c in claims if c in moved}))[:_REPORTS_SHOWN]


def _answer(old: Brief, new: Brief) -> Iterable[Change]:
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
            because=_because(
                {*before.get("grounds", ()), *after.get("grounds", ())},
                _moved_reports(old, new),
            ),
        )


def _status_name(row: Mapping[str, Any]) -> str:
    who = f"{row['actor']} " if row.get("actor") else ""
    return f"{row['aspect']} of {who}at {row['site']['name']}"


def _told(row: Mapping[str, Any]) -> str:
    spans, graded = row.get("spans") or [{"state": "unknown", "from": [None, None]}], row.get("assessment") or {}
    since = [d for d in spans[-1].get("from") or () if d]
    dated = f" since {' to '.join(dict.fromkeys(since))}" if since else ""
    return f"{spans[-1]['state']}{dated}, {graded.get('words', '')} ({graded.get('probability', 0):.2f})"


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
    if [(s["state"], s.get("from")) for s in a["spans"]] != [(s["state"], s.get("from")) for s in b["spans"]]:
        return True
    p, q = ((r.get("assessment") or {}).get("probability", 0.0) for r in (a, b))
    counts = [[(r.get("assessment") or {}).get(k) for k in ("origins_for", "origins_against")] for r in (a, b)]
    return abs(p - q) >= MOVED or counts[0] != counts[1]


def _events(old: Brief, new: Brief, moved: Mapping[str, str]) -> Iterable[Change]:
    before, after = (_by_id(brief.get("events", ())) for brief in (old, new))
    for key in dict.fromkeys([*after, *before]):
        a, b = before.get(key), after.get(key)
        told = [_event_told(r) if r else None for r in (a, b)]
        if told[0] == told[1]:
            continue
        claims = {c for r in (a, b) if r for c in (*r.get("claims_for", ()), *r.get("claims_against", ()))}
        row = b or a or {}
        yield Change(
            what="event",
            subject=key,
            name=_event_name(row),
            before=told[0],
            after=told[1],
            because=_because(claims, moved),
        )


def _event_name(row: Mapping[str, Any]) -> str:
    who = [p["name"] for p in row.get("participants", ())][:1]
    where = [loc["name"] for loc in row.get("locations", ())][:1]
    return " ".join([row.get("kind", "event"), *(f"of {w}" for w in who), *(f"at {w}" for w in where)])


def _event_told(row: Mapping[str, Any]) -> str:
    when = (row.get("when") or {}).get("edtf") or "undated"
    graded = row.get("assessment") or {}
    origins = f"{row.get('origins_for', 0)} shown independent, {row.get('origins_against', 0)} against"
    return f"{when}, {graded.get('words', '')}, origins: {origins}"


def _contradictions(old: Brief, new: Brief, moved: Mapping[str, str]) -> Iterable[Change]:
    def keyed(brief: Brief) -> dict[tuple[str, ...], Mapping[str, Any]]:
        return {tuple(sorted(row["claims"])): row for row in brief.get("contradictions", ())}

    before, after = keyed(old), keyed(new)
    for key in dict.fromkeys([*after, *before]):
        a, b = before.get(key), after.get(key)
        told = [f"{r['kind']}, {r.get('resolution') or 'unresolved'}" if r else None for r in (a, b)]
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
        told = f"{row.get('outlet') or 'unnamed outlet'}, {row.get('published') or 'undated'}"
        yield Change(
            what="report",
            subject=key,
            name=str(row.get("title") or row.get("file") or key),
            before=told if key in before else None,
            after=told if key in after else None,
            because=(key,),
        )
