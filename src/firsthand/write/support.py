"""Does a sentence say only what its cited quotes support? Names, numbers, dates and stance are checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from firsthand.core.errors import FirsthandError
from firsthand.core.spacetime import MONTHS
from firsthand.data.actors import actors
from firsthand.write.sentences import Sentence, sentences
from firsthand.write.view import Json, View, view
from firsthand.write.words import SMALL

HEDGES = re.compile(
    r"\b(plan\w*|expect\w*|possib\w*|conditional\w*|may|might|could|would|if|intend\w*|announc\w*|said to|to come|will|"
    r"unless|threat\w*|demand\w*|call\w* for)\b",
    re.IGNORECASE,
)
DENIALS = re.compile(r"\b(den(?:y|ies|ied|ial)|not|no|never|without|against|absent|closed)\b", re.IGNORECASE)
SAYS_DENIED = re.compile(r"\bden(?:y|ies|ied)\b", re.IGNORECASE)
NUMBER_WORDS = {word: n for n, word in enumerate(SMALL) if n > 1} | {
    "dozen": 12,
    "eleven": 11,
    "twelve": 12,
    "twenty": 20,
}
_MONTH = "|".join((*MONTHS, *(m[:3] for m in MONTHS)))
DAYS = re.compile(rf"(?<!\d)(?:(\d{{1,2}})\s*(?:–|-|to|or|and)\s*)?(\d{{1,2}})\s+({_MONTH})\b(?:\s+(\d{{4}}))?")
MONTH_YEAR = re.compile(rf"\b({_MONTH})\s+(\d{{4}})")
ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
YEARS = re.compile(r"\b((?:19|20)\d\d)\s?[–-]\s?((?:19|20)\d\d)\b")
YEAR = re.compile(r"\b(?:since|in|until|of|to|from|by|before|after)\s+((?:19|20)\d\d)\b")
CLOCK = re.compile(r"\b\d{1,2}:\d\d(?: UTC)?\b")
DENYING = frozenset({"deny", "refuse"})
"""Kinds of event that are a denial themselves."""
SLACK = timedelta(days=1)
"""`absent` begins on the day after the last departure."""
COMMON_CAPITALS = frozenset(
    {"a", "an", "the", "it", "no", "yes", "on", "in", "at", "from", "since", "until", "between", "according", "only"}
    | {"conflict", "update", "scope", "drift", "retraction", "against", "and", "or", "of", "to", "by", "some", "utc"}
    | {"undated", "began", "ended", "i", "after", "before", "more"}
)


class SentenceNotSupported(FirsthandError):
    """A sentence of the brief says more than the quotes that it cites."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"{text!r}: {why}; report this as a bug, a sentence must rest on its quotes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsupported:
    """A sentence that was refused, and what in it no cited quote bears out."""

    sentence: Sentence
    why: str


def demand_support(brief: Json) -> None:
    """Check every sentence of a brief.

    Raises:
        SentenceNotSupported: One says more than its quotes do.
    """
    for fault in unsupported(brief):
        raise SentenceNotSupported(fault.sentence.text, fault.why)


def unsupported(brief: Json) -> tuple[Unsupported, ...]:
    """Return the sentences of a brief that their cited quotes do not support. Cost: linear in sentences."""
    shown = view(brief)
    return tuple(fault for sentence in sentences(shown) if (fault := check(sentence, shown)))


def supported(shown: View) -> dict[str, bool]:
    """Return for each sentence of a brief, by its text, whether its quotes support it."""
    return {sentence.text: check(sentence, shown) is None for sentence in sentences(shown)}


def check(sentence: Sentence, shown: View) -> Unsupported | None:
    """Return why a sentence is not supported, None where it is.

    A line for print gives a fact on the word of one voice or a few: of each of them, one claim alone must bear it out.
    """
    claims = [shown.claims[c] for c in sentence.claims]
    if sentence.part == "print" and claims:
        why = _print_fault(sentence, claims, shown)
    else:
        why = next(_faults(sentence, claims, shown), None)
    return None if why is None else Unsupported(sentence=sentence, why=why)


def _print_fault(sentence: Sentence, claims: Sequence[Json], shown: View) -> str | None:
    voices = {words: c for c in claims if (words := _said_by(c, shown)) and words[0] in sentence.text}
    if not voices:
        whys = [next(_faults(sentence, [c], shown), None) for c in claims]
        return None if None in whys else str(whys[0])
    for voice in voices:
        alone = sentence.text
        for other in (v for v in voices if v[0] not in voice[0]):
            alone = re.sub(rf"{re.escape(other[0])}(?: \({re.escape(other[1])}\))?", " ", alone)
        one = replace(sentence, text=alone)
        whys = [next(_faults(one, [c], shown), None) for c in claims if _said_by(c, shown) == voice]
        if None not in whys:
            return str(whys[0])
    return None


def _said_by(claim: Json, shown: View) -> tuple[str, str] | None:
    """Return the voice of a claim and whom it came through, as sentences write them."""
    origin = shown.origin_of(claim)
    return (origin["voice"], origin["via"] or "") if origin and origin["voice"] else None


def _faults(sentence: Sentence, claims: Sequence[Json], shown: View) -> Iterator[str]:
    text = _plain(sentence.text)
    rest = text
    for pattern in (ISO, DAYS, MONTH_YEAR, YEARS, YEAR, CLOCK):
        rest = pattern.sub(" ", rest)
    if not claims:
        yield from (f"{n} stands in no cited quote" for n in _numbers(rest) if n not in sentence.counts)
        yield from (
            f"it speaks of {low} and cites no claim" for low, high in _dates(text) if not _is_option((low, high), shown)
        )
        return
    yield from _dates_without_ground(text, claims, sentence, shown)
    known = _known_numbers(claims, shown) | set(sentence.counts)
    yield from (f"the number {n} stands in no cited quote" for n in _numbers(rest) if n not in known)
    names = _known_words(claims, shown)
    yield from (f"the name {name!r} stands in no cited claim" for name in _names(rest) if not _is_known(name, names))
    yield from _stance(text, claims)


def _plain(text: str) -> str:
    return re.sub("[\u2066-\u2069\u200e\u200f]", "", text)


def _stance(text: str, claims: Sequence[Json]) -> Iterator[str]:
    stances = {c["stance"] for c in claims}
    if SAYS_DENIED.search(text) and "denied" not in stances and all(c["kind"] not in DENYING for c in claims):
        yield "it speaks of a denial, and no cited claim denies"
    if "asserted" in stances:
        return
    if stances == {"denied"}:
        if not DENIALS.search(text):
            yield "all cited claims are denials, and it reads as a fact"
    elif not HEDGES.search(text):
        yield f"all cited claims are {', '.join(sorted(stances))}, and it reads as a fact"


def _dates(text: str) -> Iterator[tuple[date, date]]:
    """Return each date or month of a text as its first and last day; a date without a year stands for any (year 4)."""
    for y, m, d in ISO.findall(text):
        written = _day(int(y), int(m), int(d))
        if written:
            yield written, written
    for first, last, month, year in DAYS.findall(text):
        n = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month[:3]))
        for number in filter(None, (first, last)):
            day = _day(int(year or 4), n, int(number))
            if day:
                yield day, day
    bare = DAYS.sub(" ", text)
    for month, year in MONTH_YEAR.findall(bare):
        n = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month[:3]))
        yield date(int(year), n, 1), date(int(year) + n // 12, n % 12 + 1, 1) - timedelta(days=1)
    bare = MONTH_YEAR.sub(" ", bare)
    for year in (*(y for pair in YEARS.findall(bare) for y in pair), *YEAR.findall(YEARS.sub(" ", bare))):
        yield date(int(year), 1, 1), date(int(year), 12, 31)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _is_option(span: tuple[date, date], shown: View) -> bool:
    as_of = shown.brief["options"]["as_of"]
    return bool(as_of and span[0] <= date.fromisoformat(as_of) <= span[1])


def _dates_without_ground(text: str, claims: Sequence[Json], sentence: Sentence, shown: View) -> Iterator[str]:
    spans = [(date.fromisoformat(d[:10]), date.fromisoformat(d[:10])) for d in sentence.days]
    spans += [span for c in claims for span in _times(c, shown)]
    spans += [span for c in claims for words in _texts(c, shown) for span in _dates(words)]
    for low, high in _dates(text):
        if not any(_within(low, high, span) for span in spans) and not _is_option((low, high), shown):
            shown_day = low.isoformat() if low.year > 4 else f"{low.day} {MONTHS[low.month - 1]}"  # noqa: PLR2004  # no year
            yield f"no cited claim speaks of {shown_day}"


def _times(claim: Json, shown: View) -> Iterator[tuple[date, date]]:
    when = claim["when"]
    if when:
        bounds = [date.fromisoformat(b[:10]) for b in (*when["begin"], *when["end"]) if b]
        if bounds:
            low = date.min if not any(when["begin"]) else min(bounds)
            high = max(bounds) if any(when["end"]) else max(*bounds, _told_on(claim, shown))
            yield low, high
    report, origin = shown.report_of(claim), shown.origin_of(claim)
    for day in (report["published"], report["updated"], origin and origin["said_on"]):
        if day:
            yield date.fromisoformat(day[:10]), date.fromisoformat(day[:10])


def _told_on(claim: Json, shown: View) -> date:
    """Return the day on which a claim was published: it speaks of no later one, however open its end; else day 1."""
    published = shown.report_of(claim)["published"]
    return date.fromisoformat(published[:10]) if published else date.min


def _within(low: date, high: date, span: tuple[date, date]) -> bool:
    first = span[0] - SLACK if span[0] > date.min else span[0]
    last = span[1] + SLACK if span[1] < date.max else span[1]
    if low.year > 4:  # noqa: PLR2004  # a year was given
        return first <= high and low <= last
    if (last - first).days >= 366:  # noqa: PLR2004  # every day of a year lies within
        return True
    return any(
        _day(year, low.month, low.day) and first <= date(year, low.month, low.day) <= last
        for year in range(first.year, last.year + 1)
    )


def _numbers(text: str) -> Iterator[int]:
    for found in re.findall(r"\d[\d,. ]*\d|\d", text):
        digits = re.sub(r"[ ,.]", "", found)
        yield int(digits)
    for word in re.findall(r"[a-z]+", text.casefold()):
        if word in NUMBER_WORDS:
            yield NUMBER_WORDS[word]


def _known_numbers(claims: Iterable[Json], shown: View) -> set[int]:
    out: set[int] = set()
    for c in claims:
        for text in (*_texts(c, shown), *_linked(c, shown)):
            out |= set(_numbers(text))
        out |= {n for p in (*c["participants"], *c["attribution"]) for n in (p["count"] or ()) if n is not None}
    return out


def _linked(claim: Json, shown: View) -> Iterator[str]:
    """Return other names of what a claim names, by reference, and of the site and actor that it was weighed for."""
    refs = {x["ref"] for x in (*claim["participants"], *claim["locations"], *claim["attribution"]) if x["ref"]}
    for ref in sorted(refs):
        yield from shown.named.get(ref, ())
        actor = actors().of(ref)
        if actor:
            yield from (actor.name, *actor.aliases)
    yield from shown.about.get(claim["id"], ())


def _names(text: str) -> Iterator[str]:
    """Return the capitalised words of a text that are not just the first of a sentence."""
    for found in re.finditer(r"[^\W\d_][\w'’.-]*", text):
        word = found.group().strip(".'’-")
        if word[:1].isupper() and word.casefold() not in COMMON_CAPITALS:
            before = text[: found.start()].rstrip()
            starts = not before or before[-1] in '.:?!“"'
            if not starts or word[1:2].isupper():
                yield word


def _texts(claim: Json, shown: View) -> Iterator[str]:
    """Return the words that a claim bears: its quote, voices, names, and whence it came."""
    yield claim["quote"]["exact"]
    yield from (x["name"] for x in (*claim["participants"], *claim["locations"]))
    yield from (f"{hop['name']} {hop['words']}" for hop in claim["attribution"])
    origin, report = shown.origin_of(claim), shown.report_of(claim)
    if origin:
        yield from (str(origin[key]) for key in ("voice", "via", "side") if origin[key])
    yield from (str(report[key]) for key in ("outlet", "url", "file", "credit", "byline") if report[key])


def _known_words(claims: Sequence[Json], shown: View) -> set[str]:
    texts = [text for c in claims for text in (*_texts(c, shown), *_linked(c, shown))]
    for c in claims:
        start = c["quote"]["start"]
        texts += [p["text"] for p in shown.report_of(c)["passages"] if p["start"] <= start < p["end"]]
    about = shown.statuses.get(shown.brief["answer"]["about"] or "")
    if about:
        texts += [about["site"]["name"], about["actor"] or ""]
    texts += [shown.brief["options"][name] or "" for name in ("site", "actor")]
    return {_folded(w) for text in texts for w in re.findall(r"[^\W\d_][\w'’-]*", text)}


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return re.sub(r"['’]s?$", "", bare)


def _is_known(name: str, known: set[str]) -> bool:
    """Whether a name, or another form of its stem (Russia, Russian), is among the known words."""
    word = _folded(name)
    if word in known or all(part in known for part in re.split("[-.]", word) if part):
        return True
    stem = word[: max(4, len(word) - 3)]
    return len(stem) >= 4 and any(k.startswith(stem) and abs(len(k) - len(word)) <= 3 for k in known)  # noqa: PLR2004  # the stem
