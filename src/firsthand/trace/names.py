"""What voices are called: the person or the body that an attribution's words name."""

from __future__ import annotations

import re
from functools import lru_cache

from firsthand.core.claim import Source
from firsthand.data.actors import Actor, actors
from firsthand.data.common_words import common_words
from firsthand.data.outlets import folded, outlets
from firsthand.trace.body_words import BODY_WORD
from firsthand.trace.texts import skeleton

_OFFICE_OF = re.compile(
    r"\b(?:(?i:minister|president|commander|governor|spokes\w+|secretary|mr|mrs|ms|dr|gen))\.? [A-Z]"
)
_UNDER = re.compile(
    r"\b(?:under|of|for|by|with|from|to|against|in|at|near|on)\s+(?:the\s+)?(?:(?:al|el|an|ar|as|at|ad|az)-)?$",
    re.IGNORECASE,
)
_OFFICE_AFTER = re.compile(
    r"^\s+(?:spokes\w+|officials?|sources?|executives?|representatives?|staff|rebels?|fighters|militants|forces|troops|army|"
    r"military|government|administration|authorities|police|ministry|movement|leaders|residents|media|statement)\b",
    re.IGNORECASE,
)
IN_PUBLIC = re.compile(
    r"\b(?:spokes\w+|press secretary|minist\w+|president|kremlin|pentagon|secretary|tweet\w*|statement|twitter|"
    r"telegram|facebook|post(?:ed)? on|commander-in-chief|(?:army|military) chief|chief of (?:the )?general staff|"
    r"press conference|briefing|foreign office|government|command)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:director|mayor|governor|minister|chief|head|commander|ambassador|chairman|president|secretary|deputy|spokes\w+)$",
    re.IGNORECASE,
)
_COMMON_AFTER = re.compile(r"^ [a-z]{4,}s\b")
_ALIGNED = re.compile(r"-(?:run|led|backed|controlled|affiliated|allied|based)$", re.IGNORECASE)
_ACRONYM = re.compile(r"^[A-Z]{2,5}(?:-[A-Z]{2,5})?$")
_NOT_THE_STATE = re.compile(
    r"\b(?:opposition|rebels?|insurgents?|monitors?|observatory|activists?|fighters|militants?|residents?|doctors?|medics?|"
    r"separatists?|militias?|jihadists?|exiles?|syndicate|unions?|society|residents?|witnesses)\b",
    re.IGNORECASE,
)
_STATE_MEDIA = re.compile(
    r"\b(?:state|official|government|national)(?:-run|-owned)? (?:media|tv|television|radio|broadcaster|news(?:paper)?|"
    r"(?:news|press) agency)\b",
    re.IGNORECASE,
)
_POSSESSIVE = frozenset({"'s", "\u2019s"})
_ARTICLE = re.compile(
    r"^(?:al|el|an|ar|as|at|ad|az|ash)[-\u2010\u2011](?=\w{3})", re.IGNORECASE
)  # `al-Khafaji`, `Khafaji`
_CAPITALISED = r"[A-Z\u00c0-\u00de][\w'\u2019-]*"
_NAME = re.compile(rf"{_CAPITALISED}(?:[ \u00a0](?:(?:al|el|bin|ibn|van|von|de|da|ul|ur|abu|Abu)[ -])?{_CAPITALISED})*")


@lru_cache(maxsize=4096)
def side_of(source: Source) -> str | None:
    """Return the ref of the command or government that a voice speaks for, as its words tell."""
    for given in (source.ref, source.name):
        actor = actors().match(given) if given else None
        if actor is not None:
            return actor.side or actor.ref
        row = outlets().rows.get(given or "")
        if row is not None:
            return row.side
    words = re.findall(r"[\w.'\u2019-]+", f"{source.name} {source.words}")
    for length in (3, 2, 1):
        for i in range(len(words) - length + 1):
            chunk = " ".join(words[i : i + length])
            actor = actors().match(chunk) if chunk[:1].isupper() else None
            if actor is not None:
                return actor.side or actor.ref
    return None


def _names_no_person(match: re.Match[str]) -> bool:
    """Whether a capitalised word or two in a voice's name are plainly none of a person's."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if match[0][-2:] in _POSSESSIVE:
        return True  # `Bagram's new commander` names no Mr Bagram
    if " " not in match[0] and _OFFICE_AFTER.match(after):
        return True  # `FirstGroup spokesman` names the firm
    if " " not in match[0] and not before and _COMMON_AFTER.match(after):
        return True  # `Notorious paramilitaries` begins a sentence
    # `It affirmed`; `forces under President X` are not X
    return match[0].casefold() in common_words().stop or _UNDER.search(before) is not None


@lru_cache(maxsize=4096)
def _person(name: str) -> tuple[str, str] | None:
    """Return first and last name of the person that the words name, or None where they name a body or nobody."""
    best: tuple[str, str] | None = None
    titles = common_words().titles
    for match in reversed(list(_NAME.finditer(name))):
        if _names_no_person(match):
            continue
        words = [word for word in re.split(r"[ \u00a0]", match[0]) if word.casefold().strip(".") not in titles]
        words = [word for word in words if len(word) > 1 and not _ALIGNED.search(word)]  # `U.S.` leaves an S
        words = words if not words or words[-1][-2:] not in _POSSESSIVE else []  # `Gaza's Hamas-run ministry`
        words = words[1:] if len(words) > 1 and words[0].casefold() in {"abu", "abou"} else words  # no first name
        while words and (actors().match(words[0]) is not None or BODY_WORD.search(words[0])):
            words = words[1:]
        joined = " ".join(words)
        if len(words) == 1 and (
            _ACRONYM.match(joined) or _OFFICE.match(joined) or _OFFICE_AFTER.match(name[match.end() :])
        ):
            continue  # `CSP`; `Mali's Tuareg rebels`
        if not words or BODY_WORD.search(joined) or actors().match(joined) is not None or _row_named(joined):
            continue
        if len(words) > 1:
            return words[0], words[-1]
        best = best or ("", words[0])
    return best


def _row_named(name: str) -> bool:
    return outlets().match(name=name) is not None


def person_of(source: Source) -> tuple[str, str] | None:
    """Return the person by the name given, else, where that is an office alone, by the words that introduce it."""
    named = _person(source.name)
    if named is not None or not (source.name == source.name.casefold() or IN_PUBLIC.search(source.name)):
        return named
    named = _person(source.words)
    return named if named and (named[0] or _OFFICE_OF.search(source.words)) else None


@lru_cache(maxsize=4096)
def body_of(name: str) -> str | None:
    """Return what a known body is one voice with: a state's ministries and forces with the state, others alone."""
    actor = actors().match(_dotless(name))
    if actor is None:
        return None
    return actor.side if actor.side and (actor.type in {"state", "force"} or _is_organ(actor)) else actor.ref


def _is_organ(actor: Actor) -> bool:
    """Whether a known body is a state's own: a ministry, a general staff, an intelligence service."""
    side = actors().match(actor.side or "")
    return actor.type == "organisation" and side is not None and side.type == "state"


def _dotless(name: str) -> str:
    """Return a name with its abbreviations as newer style sheets have them: `US` for `U.S.`."""
    return re.sub(r"\b(?:[A-Z]\.){2,}", lambda found: found[0].replace(".", ""), name)


def names_of(source: Source, standing: str) -> tuple[str, str]:
    """Return the first name and the name that a voice is compared by; none of what has no name."""
    if standing == "person":
        first, last = person_of(source) or ("", source.name)
        return skeleton(first), skeleton(_ARTICLE.sub("", last)) or folded(last)
    if standing == "body":
        return "", _body(source)
    return "", ""


def _body(source: Source) -> str:
    """Return the name of a body: its own, else that of the state or command for which it speaks.

    A state's broadcasters say what its army does not, and those in a country who are not its state are not the state.
    """
    of = body_of(source.name)
    if of is None and _NOT_THE_STATE.search(source.name):
        return folded(_named_body(source))
    of = of or body_of(source.ref or "") or side_of(source)
    if of is not None and _STATE_MEDIA.search(source.name):
        return f"{of} media"
    return of or folded(_named_body(source))


def _named_body(source: Source) -> str:
    """Return the body's name; of `the rebel movement known as the Permanent Council` that at its end."""
    if source.name == source.name.casefold():
        return next(
            (name for name in _NAME.findall(source.words) if BODY_WORD.search(name) and " " in name), source.name
        )
    return source.name
