"""Which newsrooms a sentence names: those of the table, and those that it calls one: `the Hofra Gazette newspaper`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from firsthand.core.evidence import Span
from firsthand.data.actors import actors
from firsthand.data.common_words import common_words
from firsthand.data.outlets import Outlet, folded, outlets

LEAST_LETTERS = 3  # of a name that is not in the table
MOST_NAMES = 500  # publishers of a pile that are looked for in its reports; of more each is too common a word

_CLASS = (
    r"(?:(?:news|press|information)\s+agency|(?:news|tv|television|radio)\s+(?:site|website|portal|outlet|channel|station|"
    r"service)|(?:daily|online)\s+newspaper|newspaper|broadcaster|media\s+outlet|magazine)"
)
_NAME = r"[A-Z\u00c0-\u00de][\w&'\u2019.-]*(?:\s+[A-Z\u00c0-\u00de][\w&'\u2019-]*){0,3}"
_REPORTS = re.compile(
    r"\b(?:according to|report(?:s|ed|ing)?|said|says|told|cit(?:es|ed|ing)|quot(?:es|ed|ing)|wrote|writes|"
    r"publish(?:es|ed))\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"\b{_CLASS},?\s+(?:called\s+)?(?P<after>(?-i:{_NAME}))|(?<!\w)(?P<before>(?-i:{_NAME}))\s+{_CLASS}\b",
    re.IGNORECASE,
)
_CUE_BEFORE = (
    r"(?:[Aa]ccording to|reported by|citing|quoting|quoted by|told|[Aa]s)\s+(?:the\s+|a\s+)?(?:[a-z-]+\s+){0,2}?"
    r"(?:[A-Z][\w.-]+(?:,\s+|\s+and\s+)){0,2}"
)
_CUE_AFTER = r"(?:['\u2019]s)?\s+(?:(?:news\s+)?agency|newspaper|daily|reports?|reported|writes|wrote|quoted|cited)\b"
_ALIGNED = re.compile(
    r"-(?:aligned|backed|run|owned|based|language|controlled|affiliated|linked|funded)$", re.IGNORECASE
)
_ANY = frozenset(
    {
        "state",
        "official",
        "local",
        "national",
        "public",
        "private",
        "foreign",
        "western",
        "arab",
        "russian",
        "semi-official",
        "independent",
    }
)
_POSSESSOR = re.compile(r"^.*['\u2019]s\s+")


def newsrooms_in(sentence: str, publishers: frozenset[str] = frozenset()) -> Iterator[tuple[Span, Outlet]]:
    """Yield where a sentence names a newsroom, and its row; one that is not in the table has an empty `ref`.

    Names that are ordinary words too (`Trend`, `APA`), and those of the pile's own publishers, count only beside words
    of reporting: `according to APA`, `Trend reported`.

    Args:
        sentence: A sentence or line.
        publishers: Names under which reports of the pile were published, and which are not in the table.

    Cost: O(n) in the text.
    """
    taken: list[Span] = []
    for span, row in outlets().named_in(sentence):
        taken.append(span)
        yield span, row
    if not _REPORTS.search(sentence):
        return
    for span, row in (*_beside(sentence, publishers), *_called(sentence)):
        if not any(span.meets(other) for other in taken):
            taken.append(span)
            yield span, row


def unlisted(names: Collection[str | None]) -> frozenset[str]:
    """Return the publishers' names that the table does not have and that are no ordinary word; of very many none."""
    found = {name for name in names if name and outlets().match(name=name) is None and _is_a_name(name)}
    return frozenset(found) if len(found) <= MOST_NAMES else frozenset()


def _is_a_name(name: str) -> bool:
    known = actors().match(name) is not None or name.casefold() in common_words().stop
    return len(name) >= LEAST_LETTERS and name[:1].isupper() and not known


def _called(sentence: str) -> Iterator[tuple[Span, Outlet]]:
    """Yield what the sentence calls a newspaper, an agency, a channel, by its name."""
    for found in _CALLED.finditer(sentence):
        group = "after" if found["after"] else "before"
        name = _POSSESSOR.sub("", found[group]).rstrip(".")
        name = name.removeprefix("The ").strip()
        words = name.split()
        while words and _is_adjective(words[0]):
            words = words[1:]  # `Turkish` of `Turkish Hofra Gazette newspaper`
        name = " ".join(words)
        if words and _is_a_name(name) and not _is_adjective(words[-1]):
            start = found.start(group) + found[group].rindex(name)
            yield Span(start=start, end=start + len(name)), _row(name)


def _is_adjective(word: str) -> bool:
    return word.casefold() in _ANY or actors().match(word) is not None or _ALIGNED.search(word) is not None


def _beside(sentence: str, publishers: frozenset[str]) -> Iterator[tuple[Span, Outlet]]:
    for found in _quiet(publishers).finditer(sentence):
        group = "after" if found["after"] else "before"
        yield Span(start=found.start(group), end=found.end(group)), _row(found[group])


def _row(name: str) -> Outlet:
    row = outlets().match(name=name)
    return row if row is not None else Outlet(ref="", name=name, kind="outlet")


@lru_cache(maxsize=8)
def _quiet(publishers: frozenset[str]) -> re.Pattern[str]:
    """Return what finds names that are ordinary words too, where words of reporting stand beside them."""
    quiet = {name for row in outlets() if row.genre != "release" and row.kind != "aggregator" for name in row.quiet}
    names = sorted(
        {name for name in quiet | publishers if name[:1].isupper() and name.isascii()}, key=lambda n: (-len(n), n)
    )
    every = "|".join(re.escape(name) for name in names)
    return re.compile(rf"\b{_CUE_BEFORE}(?P<after>{every})\b|\b(?P<before>{every}){_CUE_AFTER}")


def same_newsroom(row: Outlet, own: Outlet | None, published_by: str | None) -> bool:
    """Whether a newsroom that a report names is its own."""
    return row is own or (not row.ref and published_by is not None and folded(row.name) == folded(published_by))
