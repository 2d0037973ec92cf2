"""What is done to a case between briefs: verify it, find words in it, forget a report, keep a person's verdict."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from firsthand.core.codec import id_of
from firsthand.core.errors import Problem, WrongInput
from firsthand.core.evidence import Id, Quote, Report, Span
from firsthand.core.review import Judged, Review
from firsthand.keep import Case
from firsthand.knowledge import reading_name
from firsthand.pipeline import Asked, case_pile, claims_of, now, weigh, written
from firsthand.read.report.formats import without_row
from firsthand.settings import Settings
from firsthand.weigh import Options
from firsthand.weigh.changes import Change, changes
from firsthand.weigh.replay import Step
from firsthand.weigh.replay import replay as steps
from firsthand.write.rows import JSON
from firsthand.write.share import Override, shared_files
from firsthand.write.share import share as shared_copy


def last_asked(folder: Path) -> Asked:
    """Return what the last brief of a case was asked; nothing where there is none."""
    try:
        options = Case.at(folder).brief()["options"]
    except (ValueError, KeyError):
        return Asked()
    return Asked(**{name: options.get(name) for name in ("question", "site", "actor", "published")})


def verify(folder: Path) -> tuple[Problem, ...]:
    """Check a case: the ledger's chain, every stored byte, and every quote of the brief against its report.

    Raises:
        BrokenChain: The ledger was altered.
        CaseNotWritable: There is no case in the folder.
    """
    case = Case.at(folder)
    faults = list(case.faults())
    if faults:
        return tuple(faults)
    try:
        last = case.brief()
    except ValueError as fault:
        return (_fault("brief.json", f"cannot be read ({fault})"),)
    pile = case_pile(case, Asked(published=(last.get("options") or {}).get("published")))
    texts = {report.id: report.text for report in (*pile.reports, *(old for _, old in pile.superseded))}
    for claim in last.get("claims", []):
        quote, text = claim["quote"], texts.get(claim["report"])
        if text is None:
            faults.append(_fault(claim["id"], f"its report {claim['report']} is not in the case"))
        elif text[quote["start"] : quote["end"]] != quote["exact"]:
            faults.append(_fault(claim["id"], "its quote is not byte for byte in its report"))
    return tuple(faults)


def _fault(subject: str, what: str) -> Problem:
    return Problem(subject=subject, stage="keep", severity="error", what=what, remedy="run `firsthand brief` again")


def forget(folder: Path, report_id: str, *, by: str, why: str) -> Report:
    """Remove a report's bytes from a case for good, and leave a tombstone; the brief must be written anew after it.

    A row of a table or of a JSON Lines file is taken out of the stored file; the other rows stay as they were.

    Raises:
        WrongInput: No report of the case has this id.
        CaseNotWritable: There is no case in the folder.
    """
    case = Case.at(folder)
    with case.lock():
        pile = case_pile(case, Asked())
        known = {report.id: report for report in (*pile.reports, *(old for _, old in pile.superseded))}
        report = known.get(Id(report_id))
        if report is None:
            msg = f"{report_id}: no such report in {folder}; the ids stand in brief.json under `reports`"
            raise WrongInput(msg)
        moment = now()
        row, capture = report.capture.row, replace(report.capture, row=None)
        if row is not None:
            rest = without_row(capture.media_type, case.blobs.get(capture.body), row)
            case.add(
                [(replace(capture, body=hashlib.sha256(rest).hexdigest(), fetched_at=moment), rest)], at=written(moment)
            )
        case.forget(report.id, report.capture, at=written(moment), by=by, why=why)
        index = case.index(reading_name(case.folder))
        index.drop([report.id])
        index.close()
    return report


def review(folder: Path, claims: Sequence[str], verdict: Judged, *, by: str, note: str = "") -> Review:
    """Keep a person's verdict on one claim of the last brief, or on a pair of them, with their quotes.

    Raises:
        WrongInput: A claim is not in the brief, or their number does not fit the verdict.
        CaseNotWritable: There is no case in the folder.
    """
    case = Case.at(folder)
    with case.lock():
        known = {claim["id"]: claim for claim in case.brief()["claims"]}
        wanted = 2 if verdict in {"same", "different"} else 1
        if len(claims) != wanted or any(claim not in known for claim in claims):
            msg = f"`{verdict}` takes {wanted} of the claims in {folder}; their ids stand in brief.json under `claims`"
            raise WrongInput(msg)
        at = written(now())
        verdict_of = Review(
            id=id_of("review", verdict, sorted(claims), by, at),
            verdict=verdict,
            claims=tuple(Id(claim) for claim in claims),
            quotes=tuple(_quote(known[claim]) for claim in claims),
            by=by,
            at=at,
            note=note,
        )
        case.add_review(verdict_of)
    return verdict_of


def briefs(paths: Sequence[Path]) -> tuple[JSON, JSON]:
    """Return two briefs to compare: of two cases or files, or the last two that one case has kept.

    Raises:
        WrongInput: There are not two briefs where the paths point.
    """
    if len(paths) == 1:
        runs = Case.at(paths[0]).runs()
        if len(runs) < 2:  # noqa: PLR2004  # a pair
            msg = f"{paths[0]}: holds fewer than two briefs that differ; name two cases or two brief.json files"
            raise WrongInput(msg)
        paths = runs[-2:]
    if len(paths) != 2:  # noqa: PLR2004  # a pair
        msg = "name one case, or two cases or brief.json files"
        raise WrongInput(msg)
    old, new = (_brief_at(path) for path in paths)
    return old, new


def _brief_at(path: Path) -> JSON:
    file = path / "brief.json" if path.is_dir() else path
    try:
        read: JSON = json.loads(file.read_bytes())
    except (OSError, ValueError) as fault:
        msg = f"{file}: no brief ({fault}); name a case folder or its brief.json"
        raise WrongInput(msg) from fault
    return read


def diff(paths: Sequence[Path]) -> tuple[Change, ...]:
    """Return what moved from one brief to another, and because of which reports."""
    return changes(*briefs(paths))


def replay(folder: Path, settings: Settings, asked: Asked) -> Iterator[tuple[Step, Report]]:
    """Yield the answer of a case as it would have stood after each report, with that report."""
    case = Case.at(folder)
    pile = case_pile(case, asked)
    claimed, _ = claims_of(case, pile, settings)
    weighed = weigh(pile, claimed, asked, case.reviews())
    known = {report.id: report for report in pile.reports}
    options = Options(question=asked.question, site=asked.site, actor=asked.actor, as_of=pile.as_of)
    counted = [claim for claim in claimed if claim.id in weighed.counted]
    for step in steps(pile.reports, counted, weighed.lineage, options=options):
        yield step, known[step.report]


def share(folder: Path, output: Path, overrides: Sequence[Override], *, by: str) -> Mapping[str, int]:
    """Write a copy of a case's brief that may leave the desk; what was overridden, and why, goes into the ledger.

    Returns:
        How many of what are withheld.

    Raises:
        SharedCopyLeaks: A withheld name still stands in a file; nothing is written.
        WrongInput: An override gives no reason.
    """
    case = Case.at(folder)
    moment = now()
    try:
        shared = shared_copy(case.brief(), overrides=overrides, today=written(moment)[:10])
    except ValueError as fault:
        raise WrongInput(str(fault)) from fault
    copies = shared_files(shared)
    with case.lock():
        kept = [{"name": one.name, "reason": one.reason} for one in overrides]
        case.note("share", {"overrides": kept, "withheld": dict(shared.withheld)}, at=written(moment), by=by)
    output.mkdir(parents=True, exist_ok=True)
    for name, body in copies.items():
        (output / name).write_bytes(body)
    return shared.withheld


def _quote(row: JSON) -> Quote:
    quote = row["quote"]
    return Quote(report=row["report"], span=Span(start=quote["start"], end=quote["end"]), text=quote["exact"])


def find(folder: Path, words: str) -> tuple[tuple[Id, str], ...]:
    """Return the reports of a case that hold all words, best first, each with a snippet."""
    index = Case.at(folder).index(reading_name(folder))
    try:
        return index.find(words)
    finally:
        index.close()
