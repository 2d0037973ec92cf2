"""Text -> words, as Universal Dependencies cuts English: offsets in code points, nothing lost but white space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WORD = 200
"""Code points; longer runs without white space (base64, a line of symbols) are cut, so that cost stays linear."""

_ABBREVIATIONS = frozenset(
    (
        "a.d", "a.m", "adm", "al", "ala", "approx", "apr", "ariz", "ark", "aug", "ave", "b.a", "b.c", "blvd",
        "brig", "bros", "calif", "capt", "cf", "cmdr", "co", "col", "colo", "conn", "corp", "cpl", "d.c", "dec",
        "del", "dept", "det", "dr", "e.g", "e.u", "ed", "eds", "est", "etc", "ext", "feb", "fig", "fla", "fri",
        "ft", "ga", "gen", "gov", "hon", "hwy", "i.e", "ill", "inc", "ind", "insp", "jan", "jr", "jul", "jun",
        "kan", "ky", "lt", "ltd", "m.a", "m.d", "maj", "mar", "mass", "md", "messrs", "mich", "minn", "miss",
        "mme", "mo", "mon", "mont", "mr", "mrs", "ms", "mt", "neb", "nev", "no", "nos", "nov", "oct", "ok",
        "okla", "ore", "p.m", "pa", "pfc", "ph.d", "pp", "pres", "prof", "pvt", "rd", "rep", "reps", "rev",
        "sat", "sen", "sens", "sep", "sept", "sgt", "spc", "sr", "st", "sun", "supt", "tel", "tenn", "tex",
        "thu", "thur", "thurs", "tue", "tues", "u.a.e", "u.k", "u.n", "u.s", "u.s.a", "u.s.s.r", "va", "viz",
        "vol", "vs", "vt", "wash", "wed", "wis", "wyo",
    )
)  # fmt: skip
"""They keep their period where they begin with a capital, or have one inside."""
_KEPT_PREFIXES = frozenset(
    (
        "anti", "bi", "co", "counter", "de", "e", "ex", "inter", "intra", "micro", "mid", "mini", "multi",
        "neo", "non", "pre", "pro", "pseudo", "re", "semi", "sub", "super", "t", "trans", "tri", "uh", "ultra",
        "x",
    )
)  # fmt: skip
"""With a hyphen, they are one word with what follows."""
_PIECE = re.compile(
    r"""
    (?P<url>(?:https?://|ftp://|www\.)[^\s<>"“”()\[\]]*[^\s<>"“”()\[\].,;:!?'’])
    |(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    |(?P<site>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|org|net|gov|edu|mil|info|co\.uk|ru|sy|ua|io|tv)(?:/[^\s<>"“”()]*[^\s<>"“”().,;:!?])?(?![\w]))
    |(?P<tag>[@\#][^\W\d]\w*)
    |(?P<smile>(?<!\w)[:;=][-^o']?[)(DPp\]\[/\\|*]+(?!\w)|<3+|\^_+\^)
    |(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?!\d))
    |(?P<date>\d{1,4}/\d{1,2}(?:/\d{1,4})?(?![\d/]))
    |(?P<phone>(?:\d-)?\d{3}-\d{3}-\d{4}(?!\d)|\d{3}-\d{4}(?![\d-]))
    |(?P<file>(?<=\))\.(?:doc|xls|pdf|txt|jpg)(?!\w))
    |(?P<clitic>(?<!\S)['’](?:s|re|ve|ll|d|m)(?!\w))
    |(?P<decade>['’]\d\ds?(?!\w)|\d+(?:st|nd|rd|th|s)(?![\w]))
    |(?P<number>\d+(?:[.,]\d+)*(?:,\d{3})*)
    |(?P<initials>(?:[^\W\d_]\.){2,}(?![^\W\d_]))
    |(?P<and>[A-Z]{2,}&[A-Z]+(?![A-Za-z]))
    |(?P<word>[^\W\d_][\w\u0300-\u036f]*(?:['’`.](?=[^\W\d_])[\w\u0300-\u036f]+)*)
    |(?P<dots>\[\.\.\.\]|\.{2,}|…|[-–—]{2,}|[!?]{2,}|\.[?!]+|(?:\*~)+\*?|([*_=~+<>$|^\#`'’"])\17+)
    |(?P<any>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CLITIC = re.compile(r"(?i)(n['’]t|['’`](?:s|re|ve|ll|d|m|em))$")
_GLUED = re.compile(r"[a-z]{2,}(?=\.[A-Z][a-z])")  # "left.The": a sentence's end without a blank
_ALSO_WORDS = frozenset(("sun", "sat", "miss", "mass", "ok", "ill", "miss", "wash", "ore", "mt", "ill", "ad"))
_LATIN = frozenset(("etc", "vs", "approx", "no", "co", "al", "pp", "cf"))
_JOINED = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "dont": 2, "doesnt": 4, "didnt": 3, "cant": 2, "wont": 2}
_JOINED |= {"isnt": 2, "wasnt": 3, "im": 1, "ive": 1, "youre": 3, "thats": 4, "gimme": 3, "lemme": 3}
_SPACE = re.compile(r"\s+")
_CHUNK = re.compile(r"\S+")


class Word(NamedTuple):
    """A word and where it stands, half-open, in code points."""

    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """Cut a text into words.

    Cost: O(n), about 2 million code points a second.
    """
    found: list[Word] = []
    for chunk in _CHUNK.finditer(text):
        start, end = chunk.span()
        if _is_plain(chunk.group()):
            found.append(Word(start, end))
        else:
            found += _chunk_words(text, start, end)
    return tuple(found)


def _is_plain(chunk: str) -> bool:
    """Whether a chunk is surely one word: four in five are, and need no patterns."""
    return chunk.isascii() and chunk.isalpha() and len(chunk) < LONGEST_WORD and chunk.lower() not in _JOINED


def gaps(text: str, spans: tuple[Word, ...]) -> list[int]:
    """Say what stands before each word: 0 nothing, 1 blank, 2 a line break, 3 an empty line or the text's start."""
    found, last = [], 0
    for start, end in spans:
        between = text[last:start]
        lines = between.count("\n") or (1 if "\r" in between or "\u2028" in between else 0)
        found.append(3 if last == 0 or lines > 1 else 2 if lines else 1 if between else 0)
        last = end
    return found


def _chunk_words(text: str, start: int, end: int) -> Iterator[Word]:
    while end - start > LONGEST_WORD:
        yield from _chunk_words(text, start, start + LONGEST_WORD)
        start += LONGEST_WORD
    at = start
    while at < end:
        match = _PIECE.match(text, at, end)
        stop = match.end() if match else at + 1
        kind = match.lastgroup if match else "any"
        if kind == "word":
            glued = _GLUED.search(text, at, stop)
            stop = glued.end() if glued else stop
            stop = _with_hyphen(text, at, stop, end)
            stop = _with_period(text, at, stop, end)
            yield from _clitics(text, at, stop)
        elif kind == "number":
            yield Word(at, stop)
        else:
            yield Word(at, stop)
        at = stop


def _with_hyphen(text: str, at: int, stop: int, end: int) -> int:
    """Keep `e-mail` and `anti-tank` whole; other hyphens stand alone, as in UD."""
    if stop < end and text[stop] == "-" and text[at:stop].lower() in _KEPT_PREFIXES:
        more = _PIECE.match(text, stop + 1, end)
        if more and more.lastgroup == "word":
            return more.end()
    return stop


def _with_period(text: str, at: int, stop: int, end: int) -> int:
    """Keep the period of an abbreviation or an initial with its word."""
    if stop >= end or text[stop] != ".":
        return stop
    low = text[at:stop].lower()
    if text.startswith("..", stop):
        return stop
    if low in _LATIN:
        return stop + 1 if _goes_on(text, stop + 1, end, low) else stop
    return stop + 1 if _is_short_form(text[at:stop], low, is_last=stop + 1 == end) else stop


def _is_short_form(word: str, low: str, *, is_last: bool) -> bool:
    """Whether a period belongs to its word: `U.S.`, `J.`, `Gen.`."""
    if "." in word:
        return low in _ABBREVIATIONS or all(len(part) == 1 for part in word.split("."))
    if len(word) == 1:
        return word.isupper() and word != "I" and is_last
    return low in _ABBREVIATIONS and word[0].isupper() and low not in _ALSO_WORDS


def _goes_on(text: str, after: int, end: int, low: str) -> bool:
    """Whether what follows a possible abbreviation shows that its period ends no sentence."""
    if after < end:
        return text[after] in ",;:)]"
    blank = _SPACE.match(text, end)
    if blank is None or blank.end() >= len(text):
        return False
    following = text[blank.end()]
    if low == "no":
        return following.isdigit()
    return low != "etc" or following.islower()


def _clitics(text: str, at: int, stop: int) -> Iterator[Word]:
    """Cut `don't` into `do`, `n't`; `Asad's` into `Asad`, `'s`; `cannot` into `can`, `not`."""
    word = text[at:stop]
    cut = _JOINED.get(word.lower())
    if cut is not None and (word.lower() not in ("im", "cant", "wont") or word.islower()):
        yield Word(at, at + cut)
        yield Word(at + cut, stop)
        return
    match = _CLITIC.search(word)
    if match is None or match.start() == 0:
        yield Word(at, stop)
        return
    yield from _clitics(text, at, at + match.start())
    yield Word(at + match.start(), stop)
