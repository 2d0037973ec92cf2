"""What a question in plain English asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Asks = Literal["presence", "control", "operation", "begin", "end", "when", "act", "count", "first", "asked", "headline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with what it asks for and the names in it."""

    text: str
    asks: Asks
    party: str | None = None
    site: str | None = None
    about: str | None = None
    """What happened or is counted, in the question's own words."""
    since: bool = False
    """Whether it also asks since when."""
    loaded: str | None = None
    """A word in it that says more than was shown: `overnight`, `abandoned`."""


_LEAVE = r"left|quit|abandoned|vacated|withdrawn from|withdrawn|pulled out of|gone from|evacuated|departed|fled|exited"
_LEAVE_NOW = r"leave|quit|abandon|vacate|withdraw from|withdraw|pull out of|evacuate|depart|flee|exit"
_THERE = r"still at|still in|still present at|present at|present in|at|in"
_LOADED = re.compile(
    r"\b(overnight|abandon\w*|sudden(?:ly)?|fle[de]\w*|collapse[ds]?|chaos|secretly|in hours|for good|permanently)\b",
    re.IGNORECASE,
)
LOADED_SPEED = frozenset({"overnight", "sudden", "suddenly", "in hours"})
"""Loaded words that say how fast it went, which the days of a departure can meet."""
_END = r"(?:,.*|\s+(?:since when|and on whose word|on whose word|yet|already|now)\b.*)?\s*\??$"
_OPEN = r"open|closed|shut|working|operating|operational|functioning|reopened|back in service"
_CAME = r"arrived|returned|deployed|come|moved"
_START = r"begin|began|begun|start|started"
_SEAT = r"base|bases|headquarters|command (?:centre|center|post)|presence|centre|center"
_WITHIN = r"under|underneath|beneath|below|inside|within|near|around"
_ADVERBS = r"(?:really |fully |completely |all )?"
_PATTERNS: tuple[tuple[Asks, str], ...] = (
    ("asked", r"who (?:was|were|has been) asked\b.*"),
    ("asked", r"who (?:declined|refused) (?:to )?comment.*"),
    ("first", r"who (?:had|reported|broke|told|said) (?:it|this|the story|the news)(?: \w+)? first.*"),
    ("first", r"who (?:first|was first to) .*"),
    (
        "presence",
        rf"who (?:has |have )?(?:{_LEAVE}|{_LEAVE_NOW}|is still at|is still in|is at|is in) (?P<site>.+?){_END}",
    ),
    ("control", rf"who (?:controls|holds|runs|rules|commands|has|is in control of|took|owns) (?P<site>.+?){_END}"),
    ("control", rf"(?:to whom|who)(?: \w+)* (?:pass|handed|given|hand over)\w* (?P<site>.+?){_END}"),
    ("count", rf"how many (?P<about>.+?){_END}"),
    ("begin", rf"(?:when|since when) (?:did|have|has|was|were|is|are) (?P<about>.+?) (?:{_START}){_END}"),
    ("end", rf"(?:when|since when) (?:did|have|has|had) (?P<party>.+?) (?:{_LEAVE}|{_LEAVE_NOW}) (?P<site>.+?){_END}"),
    ("presence", rf"(?:has|have|had|did) (?P<party>.+?) {_ADVERBS}(?:{_LEAVE}|{_LEAVE_NOW}) (?P<site>.+?){_END}"),
    ("presence", rf"(?:has|have) (?P<party>.+?) (?:{_CAME}) (?:at|in|to|into) (?P<site>.+?){_END}"),
    ("operation", rf"(?:is|are|was|has|have) (?P<site>.+?) (?:still |been |now |again )*(?:{_OPEN}){_END}"),
    ("presence", rf"(?:is|are) (?:there )?(?P<party>.+?) (?:{_THERE}) (?P<site>.+?){_END}"),
    (
        "presence",
        rf"(?:is|are|was|were) there (?P<party>.+?)(?: (?:{_SEAT}))? (?:{_THERE}|{_WITHIN}) (?P<site>.+?){_END}",
    ),
    ("when", rf"when (?:did|have|has|was|were|will) (?P<about>.+?){_END}"),
    ("act", rf"(?:who|did|have|has|had|was|were) (?P<about>.+?){_END}"),
)


def question(text: str) -> Question:
    """Return what the question asks for; what no form fits is taken as a headline to be met with the evidence."""
    clean = " ".join(text.split())
    found_loaded = [m.lower() for m in _LOADED.findall(clean)]
    loaded = next((w for w in found_loaded if w in LOADED_SPEED), next(iter(found_loaded), None))
    since = bool(re.search(r"\bsince when\b|\bwhen\b", clean, re.IGNORECASE))
    for asks, pattern in _PATTERNS:
        found = re.match(pattern, clean, re.IGNORECASE)
        if found is None:
            continue
        named = found.groupdict()
        return Question(
            text=clean,
            asks=asks,
            party=_name(named.get("party")),
            site=_name(named.get("site")),
            about=_name(named.get("about")),
            since=since,
            loaded=loaded,
        )
    return Question(text=clean, asks="headline", since=since, loaded=loaded)


def _name(words: str | None) -> str | None:
    if not words:
        return None
    clean = re.sub(r"^(?:(?:the|all|any|there|still|a|an|some|more)\s+)+", "", words.strip(" ?.,"), flags=re.IGNORECASE)
    return clean or None
