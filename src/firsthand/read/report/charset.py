"""Bytes -> text: which charset, and how sure."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

SAMPLE = 65_536  # bytes that are enough to tell a charset apart
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(
    rb"<meta[^>]{0,80}charset\s*=\s*[\"']?([A-Za-z0-9_-]{3,20})|<\?xml[^>]{0,60}encoding=[\"']([A-Za-z0-9_-]{3,20})",
    re.IGNORECASE,
)
MOST_ACCENTS = 0.10  # share of bytes beyond ASCII in Latin script; German and French have 2-5 %, Cyrillic over 70 %
_LATIN = frozenset(
    {"cp1250", "cp1252", "cp1254", "cp1257", "latin_1", "iso8859_2", "iso8859_9", "iso8859_15", "iso8859_16", "ascii"}
)
_STRANGE = re.compile(
    "[^\\x00-\\x7f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2018-\u201e\u2013\u2014"
    "\u2026\u20ac\u00a0\u00a3\u00a7\u00ab\u00bb\u00b0\u00b4\u00b7\u00bf\u00a1\u00a9\u00ae\u00ba\u00aa]"
    "|[\u00c0-\u00ff]{3}"
)
HEAD = 4_096  # bytes in which a page declares its charset
MOST_NOISE = 0.10
"""Share of control and unassigned characters above which bytes are no text."""


def decoded(body: bytes) -> tuple[str, str | None] | None:
    """Decode bytes as text.

    A byte-order mark decides, then UTF-8 if it fits, then what the page declares, then a guess.

    Returns:
        The text in NFC, and the name of the charset where it was guessed, else None; or None for what is no text.

    Cost: about 3 ms a megabyte of UTF-8; a guess about 50 ms.
    """
    text = _told(body)
    if text is not None:
        return _text(text, None)
    best = None if b"\0" in body[:SAMPLE] else from_bytes(body[:SAMPLE]).best()
    if best is None:
        return None
    if best.encoding not in _LATIN and (western := _western(body)) is not None:
        return _text(western, "cp1252")
    return _text(body.decode(best.encoding, errors="replace"), best.encoding.replace("_", "-"))


def _western(body: bytes) -> str | None:
    """Decode bytes as Western European where they are mostly ASCII and every other one is a letter among letters.

    A guess by frequency needs more text than a short report has: a few umlauts look like Chinese.
    """
    high = sum(byte > 0x7F for byte in body)  # noqa: PLR2004  # the end of ASCII
    if not high or high > MOST_ACCENTS * len(body):
        return None
    try:
        text = body.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return None if _STRANGE.search(text) else text


def _told(body: bytes) -> str | None:
    """Decode bytes by what they say of themselves; None where they say nothing that holds."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, errors="replace")
    declared = _DECLARED.search(body[:HEAD])
    charsets: tuple[str | None, ...] = ("utf-8", (declared[1] or declared[2]).decode("ascii") if declared else None)
    for charset in charsets:
        try:
            return body.decode(charset) if charset else None
        except UnicodeDecodeError as fault:
            if charset == "utf-8" and fault.start >= len(body) - 3:  # cut inside a character
                return body[: fault.start].decode("utf-8")
        except LookupError:
            return None
    return None


def _text(text: str, guessed: str | None) -> tuple[str, str | None] | None:
    sample = text[:SAMPLE]
    noise = sum(unicodedata.category(c) in {"Cc", "Cn", "Co"} and c not in "\t\n\r\f\v\x85" for c in sample)
    if noise > MOST_NOISE * len(sample):
        return None
    return unicodedata.normalize("NFC", text), guessed
