"""Which newsrooms had people of their own at the place, as the reports tell, and whether a party led them there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id
from firsthand.data.outlets import outlets
from firsthand.trace.near import are_near
from firsthand.trace.origins import Spoken
from firsthand.trace.texts import Text
from firsthand.trace.voices import Voice

_STAFF = re.compile(
    r"^(?:['\u2019]s)?\s+(?:\w+\s+){0,2}?(?:correspondent|journalist|reporter|photographer|crew|team)s?\b"
)
_SAW = re.compile(
    r"\b(?:saw|seen|observ\w+|visit\w+|witness\w+|found|not(?:ed?|es)|reported|counted|filmed|entered|walked|toured|inside)\b"
)
_ARRANGED = re.compile(
    r"\b(?:show(?:ed|ing|s)? off|press tour|guided tour|escort(?:ed|s)|media tour|organi[sz]ed (?:a )?(?:tour|visit)|"
    r"allow(?:ed|ing) (?:journalists|reporters|media)|took (?:journalists|reporters)|"
    r"invited (?:journalists|reporters|media)|embedded with)\b",
    re.IGNORECASE,
)
Days = Mapping[str, Sequence[str | None]]
"""Newsroom, by its ref or folded name, and the days on which a report tells that it was there."""


def newsrooms_there(found: Sequence[Spoken], claims: Mapping[Id, Claim], texts: Mapping[Id, Text]) -> Days:
    """Return the newsrooms with eyes or footage of their own, and when that was told.

    Visits that a party arranged are left out: access that is given is a dependence.

    Cost: O(claims + text).
    """
    days: dict[str, list[str | None]] = defaultdict(list)
    for one in found:
        for voice in one.voices:
            is_own = voice.standing == "eyes" or (voice.standing == "footage" and voice.via_is_told)
            if is_own and voice.via and not is_arranged(texts[claims[voice.claim].report]):
                days[voice.via].append(voice.day)
    for text in texts.values():
        if not is_arranged(text):
            for ref in _staff_in(text):
                days[ref].append(text.report.published_day)
    return days


def was_there(voice: Voice, days: Days) -> bool:
    """Whether the newsroom that heard a voice had people at the place at about that time."""
    return voice.via is not None and any(are_near(voice.day, day) for day in days.get(voice.via, ()))


def is_arranged(text: Text) -> bool:
    """Whether a report tells that journalists were led to the place by a party."""
    return _ARRANGED.search(text.report.text) is not None


def _staff_in(text: Text) -> set[str]:
    """Return the newsrooms whose own people the text says to have seen something."""
    return {
        row.ref
        for sentence in text.sentences
        if _SAW.search(sentence.text)
        for span, row in outlets().named_in(sentence.text)
        if _STAFF.match(sentence.text[span.end :])
    }
