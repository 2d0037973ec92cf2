"""Records -> brief.json, the contract for programs and all that the page is drawn from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.core.claim import Claim
from firsthand.core.errors import NotRead, Problem
from firsthand.core.event import Judgement
from firsthand.core.evidence import Id, Report, Span
from firsthand.core.lineage import Dating, Derivation, Lineage, Origin, WithdrawalKind, origin_count
from firsthand.write.rows import (
    JSON,
    answer_row,
    claim_row,
    contradiction_row,
    derivation_row,
    event_row,
    origin_row,
    status_row,
)

PASSAGE_LENGTH = 1200  # code points at most around a quote, where a paragraph runs longer
NOTHING = "The pile holds no claim that answers this."


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that a run found, ready to be written."""

    version: str
    reports: tuple[Report, ...]
    """Those that count, in the order of the pile."""
    superseded: Mapping[Id, Report] = field(default_factory=dict)
    """Id of the report that replaced it -> the old report."""
    datings: tuple[Dating, ...] = ()
    """Days that undated reports were read as of."""
    claims: tuple[Claim, ...] = ()
    weighed: frozenset[Id] = frozenset()
    """Claims that may count: of a genre that reports facts, and not rejected by a person."""
    reviewed: Mapping[Id, str] = field(default_factory=dict)
    """Claim -> `accept` or `reject`."""
    languages_read: frozenset[str] = frozenset({"en"})
    lineage: Lineage = field(default_factory=Lineage)
    judgement: Judgement = field(default_factory=Judgement)
    not_read: tuple[NotRead, ...] = ()
    problems: tuple[Problem, ...] = ()
    options: Mapping[str, str | None] = field(default_factory=dict)
    reader: str = "none"
    data: Mapping[str, str] = field(default_factory=dict)
    """Name and SHA-256 of each table and of the weights."""


def brief(found: Found) -> JSON:
    """Return brief.json as plain values, valid against `data/brief.schema.json`.

    The order of everything follows from the evidence alone, so the same evidence gives the same bytes.

    Cost: O(n) in claims, days and pairs; about 30 microseconds a claim.
    """
    judgement = found.judgement
    answers = [answer_row(answer) for answer in judgement.answers]
    of_claim = {claim: origin.id for origin in found.lineage.origins for claim in origin.claims}
    texts = {report.id: report.text for report in found.reports}
    when = _published(found)
    first = answers[0] if answers else _no_answer(found)
    return {
        "firsthand": found.version,
        "question": found.options.get("question"),
        "answer": first,
        "answers": answers,
        "reports": _reports(found, of_claim),
        "claims": [_claim(claim, found, texts, of_claim) for claim in found.claims],
        "origins": [origin_row(origin) for origin in found.lineage.origins],
        "derivations": [derivation_row(derivation) for derivation in found.lineage.derivations],
        "independence": [
            {"origins": [pair.a, pair.b], "verdict": pair.verdict, "reason": pair.reason}
            for pair in found.lineage.pairs
        ],
        "events": [event_row(event, _first_report(event.claims_for, when)) for event in judgement.events],
        "statuses": [status_row(status) for status in judgement.statuses],
        "contradictions": [contradiction_row(contradiction) for contradiction in judgement.contradictions],
        "unresolved_places": _unresolved(found.claims),
        "first": _first(found, when),
        "changes": _changes(found),
        "sides": _sides(found.lineage.origins),
        "counts": _counts(found, first),
        "not_read": [{"file": n.file, "row": n.row, "why": n.why, "remedy": n.remedy} for n in found.not_read],
        "problems": [
            {"subject": p.subject, "stage": p.stage, "severity": p.severity, "what": p.what, "remedy": p.remedy}
            for p in found.problems
        ],
        "options": {key: found.options.get(key) for key in ("as_of", "site", "actor", "question", "published")},
        "method": {"reader": found.reader, "data": dict(sorted(found.data.items()))},
    }


def _claim(claim: Claim, found: Found, texts: Mapping[Id, str], of_claim: Mapping[Id, Id]) -> JSON:
    return claim_row(
        claim,
        texts[claim.report],
        origin=of_claim.get(claim.id),
        weighed=claim.id in found.weighed,
        review=found.reviewed.get(claim.id),
    )


def _no_answer(found: Found) -> JSON:
    """Return the honest answer of a pile that answers nothing."""
    sentence = NOTHING if found.reports else "The pile holds no report that could be read."
    return {
        "question": found.options.get("question") or "What happened?",
        "state": "unknown",
        "probability": 0.0,
        "words": "cannot be judged",
        "confidence": "low",
        "since": None,
        "sentence": sentence,
        "grounds": [],
        "would_change": ["Reports that say who did what, where and when."],
        "not_known": [],
        "print_safe": None,
        "next_check": None,
        "about": None,
    }


def _reports(found: Found, of_claim: Mapping[Id, Id]) -> list[JSON]:
    claims: dict[Id, list[Claim]] = defaultdict(list)
    for claim in found.claims:
        claims[claim.report].append(claim)
    upstream: dict[Id, list[Derivation]] = defaultdict(list)
    for derivation in found.lineage.derivations:
        upstream[derivation.copy].append(derivation)
    carried: dict[Id, set[Id]] = defaultdict(set)
    for origin in found.lineage.origins:
        for report_id in origin.reports:
            carried[report_id].add(origin.id)
    as_of = {d.report: {"day": d.day, "like": d.like, "likeness": d.likeness} for d in found.datings}
    rows = []
    for report in found.reports:
        row = _report(report, is_read=report.language in found.languages_read)
        row["claims"] = [claim.id for claim in claims[report.id]]
        own = {of_claim[claim.id] for claim in claims[report.id] if claim.id in of_claim}
        row["origins"] = sorted(own | carried[report.id])
        row["derives_from"] = [
            {"report": d.source, "name": d.name, "kind": d.kind, "share": d.share} for d in upstream[report.id]
        ]
        row["passages"] = passages(report.text, [claim.quote.span for claim in claims[report.id]])
        row["read_as_of"] = as_of.get(report.id)
        old = found.superseded.get(report.id)
        row["supersedes"] = old.id if old else None
        rows.append(row)
    for new, old in found.superseded.items():
        rows.append({**_report(old, is_read=False), "superseded_by": new})
    return rows


def _report(report: Report, *, is_read: bool) -> JSON:
    return {
        "id": report.id,
        "file": report.capture.path,
        "row": report.capture.row,
        "sha256": report.capture.body,
        "url": report.url,
        "outlet": report.outlet,
        "published": report.published,
        "updated": report.updated,
        "title": report.title,
        "language": report.language,
        "genre": report.genre,
        "byline": report.byline,
        "dateline": report.dateline,
        "credit": report.credit,
        "read": is_read,
        "read_as_of": None,
        "supersedes": None,
        "superseded_by": None,
        "claims": [],
        "origins": [],
        "derives_from": [],
        "passages": [],
    }


def passages(text: str, spans: Iterable[Span]) -> list[JSON]:
    """Return the paragraphs that hold the spans, each once, in the order of the text.

    A paragraph longer than `PASSAGE_LENGTH` is cut to that much around its spans, at spaces.
    """
    wanted = sorted(set(spans))
    found: list[tuple[int, int]] = []
    for span in wanted:
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        end = len(text) if end < 0 else end
        if end - start > PASSAGE_LENGTH:
            room = max(0, PASSAGE_LENGTH - (span.end - span.start)) // 2
            start = _at_space(text, max(start, span.start - room), span.start)
            end = min(end, span.end + room)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return [{"start": start, "end": end, "text": text[start:end]} for start, end in found]


def _at_space(text: str, start: int, most: int) -> int:
    match = re.compile(r"\s").search(text, start, most)
    return match.end() if match and start else start


def _unresolved(claims: Sequence[Claim]) -> list[JSON]:
    found: dict[str, list[Id]] = defaultdict(list)
    for claim in claims:
        for location in claim.locations:
            if location.place.ref is None:
                found[location.place.name].append(claim.id)
    return [{"name": name, "claims": list(dict.fromkeys(ids))} for name, ids in sorted(found.items())]


def _published(found: Found) -> dict[Id, tuple[str, str, Id]]:
    """Claim -> sort key of when its report came out (undated last), then where it stands in the pile."""
    of_report = {r.id: (r.published or "9999", f"{n:08d}", r.id) for n, r in enumerate(found.reports)}
    return {claim.id: of_report[claim.report] for claim in found.claims}


def _first_report(claims: Iterable[Id], when: Mapping[Id, tuple[str, str, Id]]) -> Id | None:
    return min((when[claim] for claim in claims if claim in when), default=(None, None, None))[2]


def _first(found: Found, when: Mapping[Id, tuple[str, str, Id]]) -> list[JSON]:
    """Return who carried each origin first, as far as the dates tell."""
    dated = {report.id: report.published for report in found.reports}
    rows = []
    for origin in found.lineage.origins:
        known = [when[claim] for claim in origin.claims if claim in when]
        if known:
            report = min(known)[2]
            rows.append({"origin": origin.id, "report": report, "published": dated[report]})
    return rows


_WITHDRAWN: Mapping[WithdrawalKind, str] = {
    "retracted": "{outlet} withdraws what it reported.",
    "corrected": "{outlet} corrects what it reported.",
    "dropped": "{outlet} does not tell it any more in a later version.",
}


def _changes(found: Found) -> list[JSON]:
    """Return what was replaced or taken back since, and who still carries it."""
    outlets = {report.id: report.outlet for report in found.reports}
    rows: list[JSON] = [
        {
            "report": old.id,
            "kind": "updated" if _is_update(old, new, found) else "superseded",
            "what": f"{old.outlet or old.capture.path or 'A report'} changed its text; the later one counts.",
            "by": new,
            "still_carried_by": [],
        }
        for new, old in found.superseded.items()
    ]
    rows += [
        {
            "report": one.report,
            "kind": one.kind,
            "what": _WITHDRAWN[one.kind].format(outlet=outlets[one.report] or "A newsroom"),
            "by": one.by,
            "still_carried_by": sorted(set(one.reports) - {one.report, one.by}),
        }
        for one in found.lineage.withdrawals
    ]
    told = {(row["report"], row["by"]) for row in rows}
    claims = {claim.id: claim for claim in found.claims}
    carried = {claim: origin for origin in found.lineage.origins for claim in origin.claims}
    for one in found.judgement.contradictions:
        if one.kind == "retraction" and all(claim in claims for claim in one.claims):
            withdrawn, by = (claims[claim] for claim in one.claims)
            copies = carried[withdrawn.id].claims if withdrawn.id in carried else ()
            still = sorted({claims[c].report for c in copies if c in claims} - {by.report})
            if (withdrawn.report, by.report) not in told:
                row = {"report": withdrawn.report, "kind": "retracted", "what": one.about, "by": by.report}
                rows.append({**row, "still_carried_by": still})
    return rows


def _is_update(old: Report, new: Id, found: Found) -> bool:
    later = next((report for report in found.reports if report.id == new), None)
    return bool(later and later.updated and later.updated > (old.updated or old.published or ""))


def _sides(origins: Sequence[Origin]) -> list[JSON]:
    sides: dict[str, list[Id]] = defaultdict(list)
    for origin in origins:
        if origin.side:
            sides[origin.side].append(origin.id)
    return [{"side": side, "origins": ids} for side, ids in sorted(sides.items())]


def _counts(found: Found, answer: JSON) -> JSON:
    unread: dict[str, int] = defaultdict(int)
    for report in found.reports:
        if report.language not in found.languages_read:
            unread[report.language or "unknown"] += 1
    behind = origin_count(found.lineage, answer["grounds"])
    return {
        "reports": len(found.reports),
        "read": len(found.reports) - sum(unread.values()),
        "languages_not_read": dict(sorted(unread.items())),
        "claims": len(found.claims),
        "voices": len(behind.origins),
        "origins": len(found.lineage.origins),
        "independent": behind.shown,
        "not_read": len(found.not_read),
    }
