"""Capture -> Report: title, byline, outlet, date, language, genre and text, fixed for ever."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, get_args

from firsthand.core.codec import id_of
from firsthand.core.errors import NotRead, Problem
from firsthand.core.evidence import Capture, Genre, Report
from firsthand.data.outlets import Outlet, outlets
from firsthand.read.report.credit import byline_of, credit_of, dateline_of
from firsthand.read.report.fields import Fields
from firsthand.read.report.formats import rows
from firsthand.read.report.published import Moment, day_in_address, moment, month_first_in

MOST_READ = 200_000
"""Code points of a report in which claims are looked for: about 34,000 words, far beyond any article."""
LANGUAGES_READ = frozenset({"en"})
Odd = tuple[str, str]
"""What was odd, and the remedy."""
LANGUAGES_TOLD = (
    "ar",
    "de",
    "en",
    "es",
    "fa",
    "fr",
    "he",
    "hi",
    "it",
    "ku",
    "pl",
    "ps",
    "pt",
    "ru",
    "sw",
    "tr",
    "uk",
    "ur",
    "zh",
)
"""Languages that a guess may name: with all 97 of the library, a short English text is often taken for a rare one."""
LEAST_LETTERS = 40  # fewer do not tell a language
_NAMES = {
    "english": "en",
    "arabic": "ar",
    "russian": "ru",
    "ukrainian": "uk",
    "french": "fr",
    "turkish": "tr",
    "spanish": "es",
    "german": "de",
    "persian": "fa",
    "kurdish": "ku",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a capture gave: reports, what could not be used, and what was odd."""

    reports: tuple[Report, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    problems: tuple[Problem, ...] = ()


def reports(capture: Capture, body: bytes, *, published: str | None = None, today: str | None = None) -> Taken:
    """Read every report in a capture's bytes.

    Args:
        capture: What was captured; its `media_type` decides how the bytes are read.
        body: The bytes.
        published: Day for reports that give none of their own.
        today: A report published after this day is read, and told of.

    Returns:
        The reports in the order of the file, and what was odd or unusable, each with its remedy.
    """
    found: list[Report] = []
    not_read: list[NotRead] = []
    problems: list[Problem] = []
    file = capture.path or capture.url or capture.body
    listed = list(rows(capture.media_type, body))
    order = month_first_in(fields.published for _, fields in listed if isinstance(fields, Fields))
    for row, fields in listed:
        if isinstance(fields, str):
            why, _, remedy = fields.partition("; ")
            not_read.append(NotRead(file=file, row=row, why=why, remedy=remedy or "mend it, or save it as text"))
            continue
        report, odd = _report(capture, row, fields, _when(fields, published, month_first=order))
        subject = file if row is None else f"{file}#{row}"
        if report.published_day and today and report.published_day > today:
            odd.append((f"published in the future ({report.published_day})", "check the date in the file"))
        problems += [
            Problem(subject=subject, stage="read", severity="warning", what=what, remedy=remedy) for what, remedy in odd
        ]
        found.append(report)
    if not found and not not_read:
        not_read.append(NotRead(file=file, row=None, why="holds no report", remedy="check that the file is complete"))
    return Taken(reports=tuple(found), not_read=tuple(not_read), problems=tuple(problems))


def _when(fields: Fields, published: str | None, *, month_first: bool | None) -> tuple[Moment | None, list[Odd]]:
    """Return when a report was published, and what was odd about its date."""
    odd: list[Odd] = []
    when = moment(fields.published, month_first=month_first)
    if when is None and fields.published:
        odd.append((f"date {str(fields.published)[:40]!r} not understood", "write it as YYYY-MM-DD"))
    if when is None and (when := day_in_address(fields.url)) is not None:
        odd.append((f"publication date {when.day} taken from its address", "add `published` if it is another"))
    elif when is None and published:
        when = Moment(value=published)
    elif when is None:
        odd.append(("no publication date", "add `published`, or give --published for all that lack one"))
    return when, odd


def _report(
    capture: Capture, row: int | None, fields: Fields, dated: tuple[Moment | None, list[Odd]]
) -> tuple[Report, list[Odd]]:
    when, odd = dated
    if fields.problem:
        odd = [*((what, _REMEDIES.get(what.split()[0], "check the file")) for what in fields.problem.split("; ")), *odd]
    if len(fields.text) > MOST_READ:
        odd.append((f"claims are read in its first {MOST_READ:,} characters only", "split the text into its articles"))
    updated = moment(fields.updated)
    known = outlets().match(name=fields.outlet, url=fields.url)
    language, guessed = _language(fields)
    if guessed and language not in LANGUAGES_READ:
        odd.append((f"language guessed as {language}, not read", "add `language: en` if it is English"))
    text = fields.text
    value = when.value if when else None
    report = Report(
        id=id_of("report", text, fields.url, fields.outlet, value, row),
        text=text,
        capture=Capture(
            body=capture.body,
            media_type=capture.media_type,
            via=capture.via,
            path=capture.path,
            row=row,
            url=capture.url,
            fetched_at=capture.fetched_at,
            status=capture.status,
        ),
        url=fields.url,
        outlet=fields.outlet or (known.name if known else None),
        title=fields.title,
        language=language,
        genre=_genre(fields, known),
        byline=fields.byline or byline_of(text),
        dateline=dateline_of(text),
        credit=credit_of(text, fields.byline),
        published=value,
        updated=updated.value if updated else None,
        zone_offset_minutes=when.zone_offset_minutes if when else None,
        links=fields.links,
    )
    return report, odd


_REMEDIES = {
    "charset": "save the file as UTF-8",
    "cut": "split the text into files under 20 MB",
    "front": "mend the lines between the two `---`",
}


def _language(fields: Fields) -> tuple[str, bool]:
    """Return the language's code and whether it was guessed; what is too short to tell counts as English."""
    if fields.language:
        name = fields.language.strip().lower()
        return _NAMES.get(name, re.split(r"[-_]", name)[0][:3]), False
    sample = fields.text[:4000]
    if sum(c.isalpha() for c in sample) < LEAST_LETTERS:
        return "en", False
    return _identified(sample), True


@lru_cache(maxsize=4096)
def _identified(sample: str) -> str:
    return str(_identifier().classify(sample)[0])


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  # loading its model takes 0.3 s

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES_TOLD)
    return identifier


_OPINION = re.compile(
    r"/(?:opinions?|comment(?:isfree)?|editorials?|columns?|blogs?|op-ed)/|^(?:opinion|editorial|comment|analysis|op-ed)\s*[:|-]",
    re.IGNORECASE,
)
_FACT_CHECK = re.compile(r"/fact-?check|^fact[- ]check\s*[:|-]", re.IGNORECASE)
_LIVE = re.compile(
    r"/live(?:-?blog|-news|-updates)?/|\b(?:live (?:updates?|blog)|as it happened|liveblog)\b", re.IGNORECASE
)
_RELEASE = re.compile(r"^(?:press release|for immediate release|statement by|readout)\b", re.IGNORECASE)
_SATIRE = re.compile(r"/satire/|^satire\s*[:|-]", re.IGNORECASE)
_MACHINE = re.compile(
    r"(?:generated|written|produced|compiled) "
    r"(?:automatically|by (?:an? )?(?:ai|algorithm|artificial intelligence|automated system|bot))\b",
    re.IGNORECASE,
)


def _genre(fields: Fields, known: Outlet | None) -> Genre:
    """Tell the genre from the file's own word, the outlet, the address, the title, and set phrases, in that order."""
    if fields.genre in get_args(Genre):
        return fields.genre  # type: ignore[return-value]  # just checked
    if known is not None and known.genre in get_args(Genre):
        return known.genre  # type: ignore[return-value]  # just checked
    places = [fields.url or "", fields.title or ""]
    for pattern, genre in _GENRES:
        if any(pattern.search(place) for place in places):
            return genre
    if _MACHINE.search(fields.text[:600]) or _MACHINE.search(fields.text[-600:]):
        return "machine-made"
    return "release" if _RELEASE.match(fields.text.lstrip()[:80]) else "news"


_GENRES: tuple[tuple[re.Pattern[str], Genre], ...] = (
    (_SATIRE, "satire"),
    (_FACT_CHECK, "fact-check"),
    (_OPINION, "opinion"),
    (_LIVE, "live-blog"),
    (_RELEASE, "release"),
)
