"""Prose that makes no claim about a place: sport, markets, far history, opinion, advice, descriptions."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from firsthand.core.evidence import Span
from firsthand.data.words import cues
from firsthand.read.reading import Reading
from firsthand.read.what.mention import Mention

LIVING_YEARS = 80  # beyond this, what is told is history
_WAR = cues("rules")["domain_war"]
_LEAST = {"sport": 2, "market": 2, "history": 2, "advice": 2}


_LONG_AGO = re.compile(
    r"\b(?:\w+th|first|second|third)[\s-]century\b|\bcenturies\b|\bthousand years\b|\bbc\b|\ba\.?d\.? \d"
)


_COMMANDED = frozenset({"withdraw", "deploy", "hand-over", "evacuate", "order"})
"""What a commander tells of himself: `I withdrew our units`."""


def is_no_news(reading: Reading, mention: Mention) -> bool:
    """Whether an event is told in a passage of sport, trade or history, or argued over rather than reported.

    The event's own sentence and its neighbours are counted; a known place with a date outweighs a few such words.
    """
    span = _around(reading, mention)
    words = _plain(span.of(reading.text)) if mention.kind in _WAR else ""
    for domain, least in _LEAST.items() if words else ():
        hits = _hits(words, domain)
        if hits >= least and (domain != "history" or _is_old(reading, span)) and (domain != "advice" or hits > least):
            return True
    return _is_old(reading, span) or _is_opinion(reading, mention) or _is_of_the_writer(reading, mention)


def _is_of_the_writer(reading: Reading, mention: Mention) -> bool:
    """Whether the writer tells of himself: `I went to the house`; what a quoted `we` did is news."""
    tree = reading.trees[mention.sentence]
    agents = {tree.lower[k] for k in (*mention.roles.get("agent", ()), *mention.roles.get("object", ()))}
    quoted = reading.quotation_at(mention.span(reading).start) is not None
    if agents & {"i", "me", "you", "myself"}:
        return not (quoted and mention.kind in _COMMANDED and "object" in mention.roles)
    return bool(agents & {"we", "us"}) and not quoted


def _hits(words: str, domain: str) -> int:
    """Return how many of a domain's words and phrases stand among some words, parted by blanks."""
    single, phrases = _parted(domain)
    padded = f" {words} "
    return len(single.intersection(words.split(" "))) + sum(phrase in padded for phrase in phrases)


@cache
def _parted(domain: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return a domain's words, and its phrases between blanks."""
    listed = cues("domain")[domain]
    return frozenset(w for w in listed if " " not in w), tuple(f" {w} " for w in listed if " " in w)


def _around(reading: Reading, mention: Mention) -> Span:
    sentences = [t.sentence for t in reading.trees[max(0, mention.sentence - 1) : mention.sentence + 2]]
    return Span(start=sentences[0].start, end=sentences[-1].end)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z][a-z'-]*", text.casefold()))


def _is_old(reading: Reading, span: Span) -> bool:
    published = reading.report.published_day
    return _tells_of_old(span.of(reading.text), int(published[:4]) if published else None)


@lru_cache(maxsize=1024)
def _tells_of_old(text: str, year: int | None) -> bool:
    words = text.casefold()
    if _LONG_AGO.search(words):
        return True
    years = [int(y) for y in re.findall(r"\b(1[0-9]{3}|20[0-9]{2})\b(?!\s*(?:km|people|soldiers|troops))", words)]
    return bool(years) and year is not None and max(years) < year - LIVING_YEARS


def _is_opinion(reading: Reading, mention: Mention) -> bool:
    tree = reading.trees[mention.sentence]
    hits = _hits(" ".join(tree.lower), "opinion")
    quoted = reading.quotation_at(mention.span(reading).start) is not None
    return (
        hits >= 2 and not quoted and not any(reading.is_time(mention.sentence, k) for k in range(len(tree)))  # noqa: PLR2004  # a width, told beside it
    )  # one such word is common in news
