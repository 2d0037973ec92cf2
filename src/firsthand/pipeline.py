"""The whole way of the data on one page; the only place where verbs meet.

files --gather--> captures --keep--> case --read--> reports, claims
      --trace--> lineage --weigh--> judgement --write--> brief
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from firsthand import __version__
from firsthand.bulk import Knowing, Tell, readings, silent
from firsthand.core.claim import Claim
from firsthand.core.codec import canonical
from firsthand.core.errors import NotRead, Problem
from firsthand.core.event import Judgement
from firsthand.core.evidence import Capture, Id, Report
from firsthand.core.lineage import Dating, Lineage
from firsthand.core.review import Review
from firsthand.gather import captures
from firsthand.keep import Case
from firsthand.knowledge import knowledge, places_of, reading_name
from firsthand.read.reader.model import reader
from firsthand.read.report.reports import LANGUAGES_READ, reports
from firsthand.settings import Settings
from firsthand.trace import datings, lineage
from firsthand.weigh import Options, judgement
from firsthand.weigh.reviews import attached
from firsthand.write.data import Found
from firsthand.write.data import brief as brief_data
from firsthand.write.page import page
from firsthand.write.prose import markdown
from firsthand.write.rows import JSON
from firsthand.write.support import Unsupported, unsupported
from firsthand.write.tiles import Tiles

logger = logging.getLogger("firsthand")

GENRES_WITHOUT_FACTS = frozenset({"opinion", "satire"})
KEPT_AT_A_TIME = 256  # files that a killed run may have to take in again

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a run is asked; None = not given."""

    question: str | None = None
    site: str | None = None
    actor: str | None = None
    as_of: str | None = None
    published: str | None = None
    """Day for reports that give none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """The reports that count, in the order they were gathered, and what was odd or unusable."""

    reports: tuple[Report, ...] = ()
    superseded: tuple[tuple[Id, Report], ...] = ()
    """The id of the report that replaced it, and the old report."""
    not_read: tuple[NotRead, ...] = ()
    problems: tuple[Problem, ...] = ()
    as_of: str | None = None
    """The day asked for, else the latest day of publication that is not in the future."""
    datings: tuple[Dating, ...] = ()
    """Of undated reports, the days that they are read as of."""

    @property
    def read_as_of(self) -> Mapping[Id, str]:
        """The day that an undated report is read as of."""
        return {dating.report: dating.day for dating in self.datings}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Everything that a run found, before it is written."""

    pile: Pile
    claims: tuple[Claim, ...]
    counted: frozenset[Id]
    """Claims that may count as fact: of a genre that reports facts, and not rejected by a person."""
    lineage: Lineage
    judgement: Judgement
    reviews: tuple[Review, ...] = ()
    """People's verdicts, with the ids that their claims have now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefed:
    """A brief and the folder that it was written to."""

    brief: JSON
    folder: Path


def brief(inputs: Sequence[Path], settings: Settings, asked: Asked, tell: Tell = silent) -> Briefed:
    """Take files into a case and write its brief: the main job.

    Args:
        inputs: Files and folders; none = the case as it stands.
        settings: Where the case is, and how to run.
        asked: What the brief is to answer.
        tell: Told of progress.

    Raises:
        PathNotFound: An input does not exist.
        NoMatch: The site or actor asked for is nowhere in the pile.
        CaseNotWritable, CaseInUse, BrokenChain: The case folder cannot be used.
    """
    taken = captures(inputs)
    case = Case(settings.case)
    with case.lock():
        not_read = _keep(case, taken, tell)
        pile = case_pile(case, asked)
        claimed, failed = claims_of(case, pile, settings, tell)
        pile = replace(pile, not_read=(*not_read, *pile.not_read), problems=(*pile.problems, *failed))
        weighed = weigh(pile, claimed, asked, case.reviews(), tell)
        tell("write", 0, 1)
        told = brief_data(found(weighed, asked))
        told["problems"] += [_refused(one) for one in unsupported(told)]
        _write(case, told, Tiles(address=settings.tiles, credit=settings.tiles_credit) if settings.tiles else None)
        tell("write", 1, 1)
    return Briefed(brief=told, folder=case.folder)


def _keep(case: Case, taken: Iterable[tuple[Capture, bytes] | NotRead], tell: Tell) -> tuple[NotRead, ...]:
    """File everything that could be captured, a chunk at a time; return what could not."""
    refused: list[NotRead] = []
    done = 0
    for chunk in _chunks(taken, KEPT_AT_A_TIME):
        moment = now()
        refused += [one for one in chunk if isinstance(one, NotRead)]
        kept = [(replace(one[0], fetched_at=moment), one[1]) for one in chunk if not isinstance(one, NotRead)]
        case.add(kept, at=written(moment))
        done += len(chunk)
        tell("gather", done, 0)
    return tuple(refused)


def case_pile(case: Case, asked: Asked) -> Pile:
    """Return the reports of a case that count as of the day asked for."""
    taken = ((capture, case.blobs.get(capture.body)) for capture in case.captures())
    return pile_of(taken, asked, case.forgotten())


def loose_pile(inputs: Sequence[Path], asked: Asked) -> Pile:
    """Return the reports in files, with no case: for the verbs that only print."""
    refused: list[NotRead] = []
    moment = now()

    def taken() -> Iterator[tuple[Capture, bytes]]:
        for one in captures(inputs):
            if isinstance(one, NotRead):
                refused.append(one)
            else:
                yield replace(one[0], fetched_at=moment), one[1]

    pile = pile_of(taken(), asked)
    return replace(pile, not_read=(*refused, *pile.not_read))


def pile_of(taken: Iterable[tuple[Capture, bytes]], asked: Asked, forgotten: frozenset[Id] = frozenset()) -> Pile:
    """Read reports out of captures, oldest first; a later one supersedes an earlier one of the same address."""
    active: dict[Id, Report] = {}
    at: dict[object, Id] = {}
    superseded: list[tuple[Id, Report]] = []
    not_read: list[NotRead] = []
    problems: list[Problem] = []
    captured = ""
    for capture, body in taken:
        today = capture.fetched_at.date().isoformat() if capture.fetched_at else None
        captured = max(captured, today or "")
        taken_in = reports(capture, body, published=asked.published, today=today)
        not_read += taken_in.not_read
        problems += taken_in.problems
        for report in taken_in.reports:
            if report.id in forgotten:
                continue
            addresses = _addresses(report)
            old = next((active[at[a]] for a in addresses if at.get(a) in active), None)
            at |= dict.fromkeys(addresses, report.id)
            if old is not None and old.id != report.id:
                superseded.append((report.id, active.pop(old.id)))
            active.setdefault(report.id, report)
    days = sorted(day for r in active.values() if (day := r.published_day) and not (captured and day > captured))
    as_of = asked.as_of or (days[-1] if days else None)
    kept = tuple(r for r in active.values() if not (asked.as_of and (r.published_day or "") > asked.as_of))
    old_ones = tuple((new, old) for new, old in superseded if any(r.id == new for r in kept))
    return Pile(
        reports=kept,
        superseded=old_ones,
        not_read=tuple(not_read),
        problems=tuple(problems),
        as_of=as_of,
        datings=datings(kept),
    )


def _addresses(report: Report) -> list[object]:
    """Return what a report is known by: its row of its file, and its url where that names more than a site."""
    known: list[object] = [(report.capture.path, report.capture.row)]
    if (report.url or "").split("://", 1)[-1].partition("/")[2].strip("/"):
        known.append(report.url)
    return known


def claims_of(
    case: Case, pile: Pile, settings: Settings, tell: Tell = silent
) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """Return the claims of a pile, reading only what this version has not read before, and what failed."""
    problems: list[Problem] = []
    index = case.index(reading_name(case.folder))
    knowing = Knowing(places=places_of(case.folder), days=pile.read_as_of)
    try:
        known = index.claims([report.id for report in pile.reports], knowing.days)
        new = [report for report in pile.reports if report.id not in known]
        for batch in _chunks(readings(new, settings.threads, tell, knowing), settings.batch):
            index.add([(reading.report, reading.claims) for reading in batch if reading.problem is None], knowing.days)
            known |= {reading.report.id: reading.claims for reading in batch}
            problems += [reading.problem for reading in batch if reading.problem is not None]
    finally:
        index.close()
    return tuple(claim for report in pile.reports for claim in known[report.id]), tuple(problems)


def weigh(
    pile: Pile, claimed: Sequence[Claim], asked: Asked, reviews: tuple[Review, ...] = (), tell: Tell = silent
) -> Weighed:
    """Trace and weigh the claims of a pile.

    Raises:
        NoMatch: The site or actor asked for is nowhere in the pile.
    """
    held, lost = attached(reviews, claimed)
    pile = replace(pile, problems=(*pile.problems, *(_lost(review) for review in lost)))
    rejected = {claim for review in held if review.verdict == "reject" for claim in review.claims}
    genres = {report.id: report.genre for report in pile.reports}
    counted = frozenset(
        claim.id for claim in claimed if claim.id not in rejected and genres[claim.report] not in GENRES_WITHOUT_FACTS
    )
    tell("trace", 0, 1)
    traced = lineage(pile.reports, claimed)
    tell("trace", 1, 1)
    tell("weigh", 0, 1)
    options = Options(question=asked.question, site=asked.site, actor=asked.actor, as_of=pile.as_of, reviews=held)
    judged = judgement(pile.reports, [claim for claim in claimed if claim.id in counted], traced, options=options)
    tell("weigh", 1, 1)
    return Weighed(pile=pile, claims=tuple(claimed), counted=counted, lineage=traced, judgement=judged, reviews=held)


def _lost(review: Review) -> Problem:
    what = f"the verdict `{review.verdict}` of {review.by} fits no claim any more"
    remedy = "look for its words in the brief and decide again"
    return Problem(subject=review.id, stage="weigh", severity="warning", what=what, remedy=remedy)


def found(weighed: Weighed, asked: Asked) -> Found:
    """Return all that a run found, ready to be written."""
    pile = weighed.pile
    verdicts = {c: r.verdict for r in weighed.reviews if r.verdict in {"accept", "reject"} for c in r.claims}
    return Found(
        version=__version__,
        reports=pile.reports,
        superseded=dict(pile.superseded),
        datings=pile.datings,
        claims=weighed.claims,
        weighed=weighed.counted,
        reviewed=verdicts,
        languages_read=LANGUAGES_READ,
        lineage=weighed.lineage,
        judgement=weighed.judgement,
        not_read=pile.not_read,
        problems=pile.problems,
        options={
            "as_of": pile.as_of,
            "site": asked.site,
            "actor": asked.actor,
            "question": asked.question,
            "published": asked.published,
        },
        reader=reader().name,
        data=knowledge(),
    )


def _refused(one: Unsupported) -> JSON:
    """Return the row of a sentence that is left out of page and prose, since its quotes do not bear it out."""
    remedy = "read the claims that it rests on; what they say stands in the table of claims"
    what = f"a sentence was left out, its quotes do not bear it out ({one.why}): {one.sentence.text}"
    return {"subject": "brief", "stage": "write", "severity": "info", "what": what, "remedy": remedy}


def _write(case: Case, told: JSON, tiles: Tiles | None) -> None:
    body = canonical(told) + b"\n"
    lines = b"".join(canonical(claim) + b"\n" for claim in told["claims"])
    case.write("claims.jsonl", lines)
    case.write("brief.md", markdown(told).encode("utf-8"))
    case.write("brief.html", page(told, tiles).encode("utf-8"))
    case.write("brief.json", body)
    case.keep_run(body)


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(tz=UTC)


def written(moment: datetime) -> str:
    """Return an instant as records hold it, RFC 3339 in UTC."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
