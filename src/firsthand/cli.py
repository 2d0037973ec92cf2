"""One command per verb: parses, calls, prints; no thought."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import App, CycloptsError, Parameter

from firsthand import __version__
from firsthand.core.codec import canonical
from firsthand.core.errors import FirsthandError, NoMatch, NotRead, PathNotFound, Problem, WrongInput, WrongSetting
from firsthand.settings import settings

COULD_NOT = 1
WRONG_USAGE = 2

app = App(
    name="firsthand",
    help="Works out from reports what happened at a place, on whose word, and how sure one may be.",
    version=__version__,
    result_action="return_value",
)
gazetteer_app = App(name="gazetteer", help="Places beyond those that the package carries.")
app.command(gazetteer_app)

Inputs = Annotated[list[Path], Parameter(help="Files and folders, in any mix.", negative=())]
Published = Annotated[str | None, Parameter(help="Day (YYYY-MM-DD) for reports that give none; a report's own wins.")]
Threads = Annotated[int | None, Parameter(help="Threads for the reader; 0 = one a core.")]
CaseFolder = Annotated[Path | None, Parameter(name=["--output", "-o"], help="Case folder; default ./brief.")]
Format = Literal["geojson", "csv", "jsonl", "parquet", "ics", "timelinejs", "stix", "ftm", "prov"]
Folder = Annotated[Path, Parameter(help="A case folder.")]


def run(words: Sequence[str]) -> int:
    """Run one command line.

    Returns:
        0 done, 1 could not, 2 wrong usage.
    """
    try:
        result = app(list(words), exit_on_error=False, print_error=False)
    except CycloptsError as fault:
        _say(f"{fault}\nTry `firsthand --help`.")
        return WRONG_USAGE
    except (NoMatch, PathNotFound, WrongSetting, WrongInput) as fault:
        _say(str(fault))
        return WRONG_USAGE if isinstance(fault, (NoMatch, WrongSetting)) else COULD_NOT
    except FirsthandError as fault:
        _say(str(fault))
        return COULD_NOT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        _say("stopped; what was gathered is kept, run the same command to go on")
        return COULD_NOT
    return int(result or 0)


@app.command
def brief(  # noqa: PLR0913  # one per flag
    *inputs: Path,
    output: CaseFolder = None,
    question: Annotated[str | None, Parameter(help="What the brief is to answer, in plain English.")] = None,
    site: Annotated[str | None, Parameter(help="The place that the answer is about.")] = None,
    actor: Annotated[str | None, Parameter(help="Whose presence the answer is about.")] = None,
    as_of: Annotated[
        str | None, Parameter(help="Day (YYYY-MM-DD): as known then; default the latest report's.")
    ] = None,
    published: Published = None,
    svg: Annotated[bool, Parameter(help="Also write the pictures as SVG files, for an article.", negative=())] = False,
    pdf: Annotated[bool, Parameter(help="Also write the prose as PDF (needs the extra `pdf`).", negative=())] = False,
    tiles: Annotated[
        str | None,
        Parameter(help="Address of map tiles, with {z}, {x} and {y}: their server then sees who opens the page."),
    ] = None,
    tiles_credit: Annotated[str | None, Parameter(help="Whom the tiles are owed to.")] = None,
    threads: Threads = None,
) -> int:
    """Take reports into a case folder and write its brief: page, text and data.

    Inputs are .txt, .md (with front matter), .json, .jsonl, .csv, .html, .pdf and .eml files, or folders of them. A
    second run on the same folder adds only what is new.
    """
    from firsthand import pipeline  # noqa: PLC0415  # heavy
    from firsthand.write.summary import summary  # noqa: PLC0415

    asked = pipeline.Asked(
        question=question,
        site=site,
        actor=actor,
        as_of=_day(as_of, "--as-of"),
        published=_day(published, "--published"),
    )
    chosen = settings({"case": output, "threads": threads, "tiles": tiles, "tiles_credit": tiles_credit})
    if not inputs and not (chosen.case / "ledger.jsonl").exists():
        msg = "no input: name files or folders of reports, or with -o a case that is there"
        raise WrongSetting(msg)
    with _progress() as tell:
        done = pipeline.brief(inputs, chosen, asked, tell)
    width = min(os.get_terminal_size().columns, 120) if sys.stdout.isatty() else 80
    print(summary(done.brief, width=width))
    if svg:
        from firsthand.write.pictures import pictures  # noqa: PLC0415

        for name, body in pictures(done.brief).items():
            (done.folder / name).write_bytes(body)
    if pdf:
        from firsthand.write.pdf import pdf as as_pdf  # noqa: PLC0415

        (done.folder / "brief.pdf").write_bytes(as_pdf(done.brief))
    print(f"\nPage: {done.folder / 'brief.html'}")
    return 0


@app.command
def parse(*inputs: Path, published: Published = None, threads: Threads = None) -> int:
    """Print what the reader saw in each report: sentences, tokens, entities, attributions, times, places."""
    from firsthand.bulk import readings  # noqa: PLC0415  # heavy
    from firsthand.write.seen import seen  # noqa: PLC0415

    pile = _loose(inputs, published)
    failed = []
    for reading in readings(pile.reports, settings({"threads": threads}).threads):
        _line(_where(reading.report) | seen(reading.report, reading.parse, reading.timexes, reading.toponyms))
        failed.append(reading.problem)
    return _told(pile, failed)


@app.command
def read(*inputs: Path, published: Published = None, threads: Threads = None) -> int:
    """Print the claims in each report."""
    from firsthand.bulk import readings  # noqa: PLC0415  # heavy
    from firsthand.write.rows import claim_row  # noqa: PLC0415

    pile = _loose(inputs, published)
    failed = []
    for reading in readings(pile.reports, settings({"threads": threads}).threads):
        for claim in reading.claims:
            _line({"record": "claim", **_where(reading.report), **claim_row(claim, reading.report.text)})
        failed.append(reading.problem)
    return _told(pile, failed)


@app.command
def trace(*inputs: Path, published: Published = None, threads: Threads = None) -> int:
    """Print who got it from whom: derivations between reports, and the origins of their claims."""
    from firsthand.write.rows import derivation_row, origin_row  # noqa: PLC0415

    found = _weighed(inputs, published, threads)
    for derivation in found.lineage.derivations:
        _line({"record": "derivation", **derivation_row(derivation)})
    for origin in found.lineage.origins:
        _line({"record": "origin", **origin_row(origin)})
    return _told(found.pile)


@app.command
def weigh(*inputs: Path, published: Published = None, threads: Threads = None) -> int:
    """Print events, statuses and contradictions."""
    from firsthand.write.rows import judgement_rows  # noqa: PLC0415

    found = _weighed(inputs, published, threads)
    for name, row in judgement_rows(found.judgement):
        _line({"record": name, **row})
    return _told(found.pile)


@app.command
def verify(case: Folder) -> int:
    """Check a case: ledger and stored bytes intact, every quote byte for byte in its report."""
    from firsthand import casework  # noqa: PLC0415  # heavy

    faults = casework.verify(case)
    for fault in faults:
        _say(f"{fault.subject}: {fault.what}; {fault.remedy}")
    if not faults:
        print("intact: the ledger's chain, all stored bytes, every quote")
    return COULD_NOT if faults else 0


@app.command
def forget(
    case: Folder,
    report: Annotated[str, Parameter(help="The report's id, from brief.json.")],
    *,
    by: Annotated[str, Parameter(help="Who decides it.")],
    why: Annotated[str, Parameter(help="The reason; it stays in the ledger.")],
) -> int:
    """Remove a report from a case for good, and write the brief anew without it; a tombstone stays in the ledger."""
    from firsthand import casework, pipeline  # noqa: PLC0415  # heavy

    asked = casework.last_asked(case)
    gone = casework.forget(case, report, by=by, why=why)
    pipeline.brief([], settings({"case": case}), asked)
    print(f"forgotten: {gone.outlet or gone.capture.path}")
    return 0


@app.command
def review(
    case: Folder,
    *claims: Annotated[str, Parameter(help="Ids of claims, from brief.json: one to accept or reject, two to compare.")],
    verdict: Annotated[Literal["accept", "reject", "same", "different"], Parameter(help="What was decided.")],
    by: Annotated[str, Parameter(help="Who decided it.")],
    note: Annotated[str, Parameter(help="Why.")] = "",
) -> int:
    """Keep a person's verdict: accept or reject a claim, or say that two claims mean the same event or different ones.

    It goes into the ledger, and holds again after every later run, also where better reading gave the claim another id.
    """
    from firsthand import casework, pipeline  # noqa: PLC0415  # heavy

    casework.review(case, claims, verdict, by=by, note=note)
    pipeline.brief([], settings({"case": case}), casework.last_asked(case))
    print(f"kept; the brief in {case} was written anew")
    return 0


@app.command
def find(case: Folder, *words: Annotated[str, Parameter(help="Words that a report must hold, all of them.")]) -> int:
    """Find reports of a case by their words, best first; accents and case do not matter."""
    from firsthand import casework  # noqa: PLC0415  # heavy

    rows = casework.find(case, " ".join(words))
    for report, snippet in rows:
        print(f"{report}  {' '.join(snippet.split())}")
    return 0 if rows else COULD_NOT


@app.command
def export(
    case: Folder,
    *,
    format: Annotated[Format, Parameter(help="What to write.")],  # noqa: A002  # the flag's own name
    output: Annotated[Path | None, Parameter(name=["--output", "-o"], help="File; default standard output.")] = None,
) -> int:
    """Write a case's brief for another program; docs/explain/exports.md says what each format loses."""
    from firsthand.keep import Case  # noqa: PLC0415
    from firsthand.write.exports import export as exported  # noqa: PLC0415

    body = exported(Case.at(case).brief(), format)
    if output is None:
        sys.stdout.buffer.write(body)
    else:
        output.write_bytes(body)
    return 0


@app.command
def diff(*briefs: Annotated[Path, Parameter(help="Two cases or brief.json files, old and new; or one case.")]) -> int:
    """Print what moved between two briefs, and because of which reports; of one case, its last two that differ."""
    from firsthand import casework  # noqa: PLC0415  # heavy
    from firsthand.write.moves import moves_told  # noqa: PLC0415

    print(moves_told(casework.diff(briefs)))
    return 0


@app.command
def replay(case: Folder, *, threads: Threads = None) -> int:
    """Print the answer as it would have stood after each report, and mark (>) the reports that moved it."""
    from firsthand import casework  # noqa: PLC0415  # heavy
    from firsthand.write.moves import Replayed  # noqa: PLC0415

    told = Replayed()
    for step, report in casework.replay(case, settings({"case": case, "threads": threads}), casework.last_asked(case)):
        question, sentence = (step.answer.question, step.answer.sentence) if step.answer else (None, "No answer yet.")
        for line in told.lines(step, report.outlet or "an unnamed outlet", question, sentence):
            print(line)
    return 0


@app.command
def share(
    case: Folder,
    *,
    output: Annotated[Path, Parameter(name=["--output", "-o"], help="Folder for the copy.")],
    by: Annotated[str, Parameter(help="Who shares it.")],
    keep: Annotated[
        list[str] | None, Parameter(help="`NAME=REASON`: a name to keep although it would be withheld.")
    ] = None,
) -> int:
    """Write a copy that may leave the desk: private persons by role, live and sensitive places by district."""
    from firsthand import casework  # noqa: PLC0415  # heavy
    from firsthand.write.share import Override  # noqa: PLC0415

    kept = [Override(name=name, reason=reason) for name, _, reason in (one.partition("=") for one in keep or ())]
    withheld = casework.share(case, output, kept, by=by)
    print(f"shared copy in {output}; withheld: {', '.join(f'{count} {what}' for what, count in withheld.items())}")
    return 0


@gazetteer_app.command
def add(
    file: Annotated[Path, Parameter(help="A GeoNames dump (SY.txt, SY.zip) or a CSV with name, lat and lon.")],
    *,
    output: CaseFolder = None,
) -> int:
    """Add places to a case: every village of a GeoNames dump, or those of a table of your own."""
    from firsthand.read.gazetteer.add import gazetteer_from  # noqa: PLC0415

    print(f"added: {gazetteer_from(file, settings({'case': output}).case)}")
    return 0


def _loose(inputs: Sequence[Path], published: str | None) -> Any:
    from firsthand import pipeline  # noqa: PLC0415  # heavy

    if not inputs:
        msg = "no input: name files or folders of reports"
        raise WrongSetting(msg)
    return pipeline.loose_pile(inputs, pipeline.Asked(published=_day(published, "--published")))


def _weighed(inputs: Sequence[Path], published: str | None, threads: int | None) -> Any:
    from firsthand import pipeline  # noqa: PLC0415  # heavy
    from firsthand.bulk import Knowing, readings  # noqa: PLC0415  # heavy

    pile = _loose(inputs, published)
    knowing = Knowing(days=pile.read_as_of)
    found = list(readings(pile.reports, settings({"threads": threads}).threads, knowing=knowing))
    claims = [claim for reading in found for claim in reading.claims]
    failed = tuple(reading.problem for reading in found if reading.problem is not None)
    return pipeline.weigh(replace(pile, problems=(*pile.problems, *failed)), claims, pipeline.Asked())


def _day(written: str | None, flag: str) -> str | None:
    try:
        return date.fromisoformat(written).isoformat() if written else None
    except ValueError as fault:
        msg = f"{flag} {written!r} is no day; write it as YYYY-MM-DD"
        raise WrongSetting(msg) from fault


def _where(report: Any) -> dict[str, Any]:
    return {"file": report.capture.path, "row": report.capture.row}


def _told(pile: Any, failed: Iterable[Problem | None] = ()) -> int:
    """Say on stderr what was odd; 1 if there was nothing to read."""
    odd: Iterable[NotRead | Problem] = (*pile.not_read, *pile.problems, *(one for one in failed if one is not None))
    for one in odd:
        if isinstance(one, NotRead):
            _say(f"not read: {one.file}{'' if one.row is None else f'#{one.row}'}: {one.why}; {one.remedy}")
        else:
            _say(f"{one.subject}: {one.what}; {one.remedy}")
    return 0 if pile.reports else COULD_NOT


def _line(row: dict[str, Any]) -> None:
    sys.stdout.write(canonical(row).decode("utf-8") + "\n")


def _say(text: str) -> None:
    print(text, file=sys.stderr)


@contextmanager
def _progress() -> Iterator[Any]:
    """Give a teller that draws a bar a stage on a terminal, and says nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _of: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def tell(stage: str, done: int, of: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=of or None)
            bars.update(tasks[stage], completed=done, total=of or None)

        yield tell
