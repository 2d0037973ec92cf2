"""Counts as bounds: `dozens`, `more than 100`, `two or three`, `between 15 and 20`."""

from __future__ import annotations

import re

_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: number for number, word in enumerate(_UNIT_WORDS.split())}
_TENS = {word: 20 + 10 * number for number, word in enumerate(_TEN_WORDS.split())}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_VAGUE: dict[str, tuple[int, int | None]] = {
    "dozens": (24, None), "scores": (40, None), "hundreds": (200, None), "thousands": (2000, None), "tens": (20, None),
    "several": (3, 9), "few": (2, 5), "handful": (2, 6), "couple": (2, 2), "pair": (2, 2), "dozen": (12, 12),
    "both": (2, 2), "single": (1, 1), "lone": (1, 1), "trio": (3, 3),
}  # fmt: skip
_WORDS = sorted([*_UNITS, *_TENS, "hundred", "thousand", "a dozen", "a hundred"], key=len, reverse=True)
_NUMBER = r"\d+(?:[.,]\d{3})*(?:\.\d+)?|" + "|".join(_WORDS)
_WORD = rf"(?:{_NUMBER})(?:[\s-](?:{_NUMBER}|and|thousand|hundred|million))*"
_LOW_TO_HIGH = rf"\b(?:between |from )?(?P<low>{_WORD})(?:\s(?:and|to|or)\s|\s?[-\u2013]\s?)(?P<high>{_WORD})\b"
_RANGE = re.compile(_LOW_TO_HIGH, re.IGNORECASE)
_LEAST = r"at least|no fewer than|no less than|more than|over|upwards of|a minimum of"
_MOST = r"up to|at most|no more than|as many as|fewer than|less than|under|nearly|almost"
_SOME = r"about|around|some|roughly|approximately|(?:an )?estimated"
_AT_LEAST = re.compile(rf"\b(?P<cue>{_LEAST})\s(?P<n>{_WORD})", re.IGNORECASE)
_AT_MOST = re.compile(rf"\b(?P<cue>{_MOST})\s(?P<n>{_WORD})", re.IGNORECASE)
_ABOUT = re.compile(rf"\b(?:{_SOME})\s(?P<n>{_WORD})", re.IGNORECASE)
_ANY = re.compile(rf"\b(?P<n>{_WORD})\b", re.IGNORECASE)
_SHARE = re.compile(r"\d\s?(?:%|per ?cent\b)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_LEEWAY = 0.1  # "about 300" is read as 270 to 330; no data to tune it on


def count(words: str) -> tuple[int | None, int | None]:
    """Return the lowest and highest number that the words of a noun phrase give; (None, None) where they give none.

    `dozens` is at least 24, `about 300` within a tenth, `up to 30` has only a highest.
    """
    text = " ".join(words.replace("\u00a0", " ").split())
    if _SHARE.search(text):
        return None, None  # "60% of the population" are no sixty
    if match := _AT_LEAST.search(text):
        low = number(match["n"])
        more = match["cue"].casefold() in {"more than", "over"}
        return (low + 1 if more else low, None) if low is not None else (None, None)
    if match := _AT_MOST.search(text):
        high = number(match["n"])
        fewer = match["cue"].casefold() in {"fewer than", "less than", "under"}
        return (None, high - 1 if fewer else high) if high is not None else (None, None)
    if (match := _RANGE.search(text)) and not _is_list(match):
        low, high = number(match["low"]), number(match["high"])
        if low is not None and high is not None and low < high:
            return low, high
    if (match := _ABOUT.search(text)) and (about := number(match["n"])) is not None:
        return round(about * (1 - _LEEWAY)), round(about * (1 + _LEEWAY))
    return _plain(text)


def _plain(text: str) -> tuple[int | None, int | None]:
    for word in re.findall(r"[a-z]+", text.casefold()):
        if word == "both" or (word in {"single", "lone"} and re.search(rf"\b(?:a|one) {word}\b", text.casefold())):
            return _VAGUE[word]
        if word in _VAGUE and not re.search(rf"\b(?:a|one|\d+|two|three|four|five|six) {word}\b", text.casefold()):
            return _VAGUE[word]
        if word in _VAGUE and word in {"dozen", "couple", "pair", "few", "handful"}:
            return _VAGUE[word] if re.search(rf"\ba {word}\b", text.casefold()) else _dozens(text)
    match = _ANY.search(text)
    if match is None or _YEAR.match(match["n"]) or re.search(r"[A-Za-z]-?$", text[: match.start()]):
        return None, None
    exact = number(match["n"])
    return exact, exact


def _dozens(text: str) -> tuple[int | None, int | None]:
    match = _ANY.search(text)
    times = number(match["n"]) if match else None
    return (times * 12, times * 12) if times else (None, None)


def _is_list(match: re.Match[str]) -> bool:
    """`12 and 13` may be two things; only a range word, `or`, a dash or a `between` makes it a range."""
    joined = match[0].casefold()
    return " and " in joined and not joined.startswith("between")


def number(words: str) -> int | None:
    """Return the whole number that digits or number words mean, or None."""
    clean = words.casefold().replace("\u00a0", " ").strip()
    if re.fullmatch(r"\d+(?:[.,]\d{3})+", clean):
        return int(re.sub(r"[.,]", "", clean))
    if re.fullmatch(r"\d+", clean):
        return int(clean)
    total = part = 0
    seen = False
    for word in re.split(r"[\s-]+", clean):
        if word in _UNITS or word in _TENS:
            part += _UNITS.get(word, _TENS.get(word, 0))
        elif word == "dozen":
            part = (part or 1) * 12
        elif word in _SCALES:
            scale = _SCALES[word]
            total, part = (
                (total + (part or 1) * scale, 0) if scale > 100 else (total, (part or 1) * scale)  # noqa: PLR2004  # a width, told beside it
            )  # hundreds multiply what follows
        elif word.isdigit():
            part += int(word)
        elif word not in {"and", "a"}:
            return None
        seen = seen or word != "and"
    return total + part if seen else None
