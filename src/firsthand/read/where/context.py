"""What the words beside a name say of the place: its kind, a site in it, a part of it, a distance from it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthand.read.gazetteer.gazetteer import FACILITIES
from firsthand.read.where.fold import fold
from firsthand.read.where.words import words

_NEXT = re.compile(r"[ \u00a0-]([^\W\d_][\w’']*)")
_OF = re.compile(r"([A-Za-z][\w-]*)\s+(?:of|in|at|near|outside)\s+(?:the\s+)?$")
_DIRECTION = (
    r"(?:north|south|east|west|central)(?:[- ]?(?:north|south|east|west))?(?:ern)?(?:[- ](?:east|west)(?:ern)?)?"
)
_PART_BEFORE = re.compile(
    rf"\b((?:far[- ]|extreme[- ]|rural[- ])?({_DIRECTION}))\s+"
    r"((?:(?:and\s+|rural\s+|occupied\s+|government-held\s+|rebel-held\s+|countryside\s+of\s+|parts?\s+of\s+|bank\s+of\s+)(?:the\s+)?)*)$",
    re.IGNORECASE,
)
_CENTRAL_BANK = re.compile(r"central\s+bank\b", re.IGNORECASE)
_PART_OF = re.compile(rf"\b(?:in|across|throughout|from)\s+the\s+({_DIRECTION})\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
}  # fmt: skip
_OFFSET = re.compile(
    rf"(?P<number>\d[\d,]*(?:\.\d+)?|{'|'.join(_NUMBER_WORDS)})[\s-]*(?P<unit>km|kms|kilometers?|kilometres?|miles?|mi)\b\.?"
    rf"(?:\s*\([^)]*\))?,?\s+(?:(?:away\s+)?to\s+the\s+|due\s+)?(?P<direction>{_DIRECTION})\s+(?:of|from)\s+"
    r"(?:the\s+)?(?:(?:\w+\s+){0,2}(?:city|town|village|capital)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"\b(?:just\s+)?({_DIRECTION})\s+(?:of|from)\s+(?:the\s+)?(?:(?:city|town|village|capital)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_METRES = {"k": 1000.0, "m": 1609.34}
_LOOK_BACK = 90  # characters before a name in which an offset can stand
_MODIFIERS = 3
_JOINS = ("of ", "in ", "at ", "near ", "outside ", "the ")
_BEHIND_A_DIRECTION = ("of ", "from ", "the ", "city ", "town ", "village ", "capital ")
_IN_ANOTHER = re.compile(r"\s+(?:in|near|outside)\s+(?:the\s+)?(?:\w+\s+){0,3}?(?:of\s+)?[A-Z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the words beside one mention say."""

    start: int
    """Where the whole phrase begins; the name's own start where nothing stands before it."""
    end: int
    kind: str | None = None
    """Kind that a noun beside the name speaks of."""
    direction: str | None = None
    distance_m: float | None = None
    """None beside a direction: a part of the place where `is_part`, else the land beside it."""
    is_part: bool = False
    is_in_another: bool = False
    """Whether the site's own name stands before the noun and another place's behind it: Mezzeh airport in Damascus."""

    @property
    def is_site(self) -> bool:
        """Whether the noun speaks of a built site in or by the named place."""
        return self.kind in FACILITIES


def context(text: str, start: int, end: int) -> Context:
    """Read the words beside a name that stands at `text[start:end]`."""
    kind, behind = _noun_behind(text, end)
    if kind in FACILITIES and _IN_ANOTHER.match(text, behind):
        return Context(start=start, end=behind, kind=kind, is_in_another=True)
    if kind is not None:
        return _placed(text, start, behind, kind)
    lexicon = words()
    before = text[max(0, start - _LOOK_BACK) : start]
    if before.endswith(_JOINS) and (match := _OF.search(before)):
        noun = lexicon.kinds.get(match[1].lower())
        if noun is not None and (noun in FACILITIES or re.search(r"\bof\s+(?:the\s+)?$", match[0])):
            begins = start - len(match[0])
            return Context(start=begins, end=end, kind=noun) if noun in FACILITIES else _placed(text, start, end, noun)
    return _placed(text, start, end, None)


def _noun_behind(text: str, end: int) -> tuple[str | None, int]:
    """Return the kind of the noun behind a name (`airport`, `military air base`, `province`) and where it ends."""
    lexicon = words()
    at = end
    for step in range(_MODIFIERS + 1):
        match = _NEXT.match(text, at)
        if match is None:
            return None, end
        word = fold(match[1])
        at = match.end()
        kind = lexicon.kinds.get(word)
        if kind is not None and not (word in lexicon.modifiers and _continues(text, at)):
            return (None, end) if step and kind not in FACILITIES else (kind, at)
        if word not in lexicon.modifiers:
            return None, end
    return None, end


def _continues(text: str, at: int) -> bool:
    match = _NEXT.match(text, at)
    return match is not None and fold(match[1]) in words().kinds


def _placed(text: str, start: int, end: int, kind: str | None) -> Context:
    before = text[max(0, start - _LOOK_BACK) : start]
    low = before.lower()
    if kind in FACILITIES or not _names_a_side(low):
        return Context(start=start, end=end, kind=kind)
    if low.endswith(_BEHIND_A_DIRECTION):
        if match := _OFFSET.search(before):
            number = match["number"].replace(",", "").lower()
            amount = float(_NUMBER_WORDS.get(number, 0) or number)
            return Context(
                start=start - len(match[0]),
                end=end,
                kind=kind,
                direction=_compass(match["direction"]),
                distance_m=amount * _METRES[match["unit"][0].lower()],
            )
        if match := _PART_OF.search(before):
            length = len(before) - match.start(1)
            return Context(start=start - length, end=end, kind=kind, direction=_compass(match[1]), is_part=True)
        if match := _BESIDE.search(before):
            return Context(start=start - len(match[0]), end=end, kind=kind, direction=_compass(match[1]))
    if (match := _PART_BEFORE.search(before)) and not _CENTRAL_BANK.match(match[0]):
        kind = "water" if "bank" in match[3] else kind
        return Context(start=start - len(match[0]), end=end, kind=kind, direction=_compass(match[2]), is_part=True)
    return Context(start=start, end=end, kind=kind)


def _names_a_side(low: str) -> bool:
    return "north" in low or "south" in low or "east" in low or "west" in low or "central" in low


def _compass(written: str) -> str:
    return re.sub(r"[- ]", "", written.lower()).replace("ern", "")
