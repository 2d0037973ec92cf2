"""Dateline, byline and credit: where a report says it was written, by whom, and whose words it carries."""

from __future__ import annotations

import re

_AGENCIES = (
    "Reuters", "AFP", "Agence France-Presse", "Associated Press", "AP", "TASS", "Xinhua", "Anadolu Agency", "Anadolu", "AA",
    "dpa", "DPA", "EFE", "ANSA", "Interfax-Ukraine", "Interfax", "RIA Novosti", "RIA", "SANA", "IRNA", "Ukrinform", "PTI", "ANI", "UPI",
    "Bloomberg", "Kyodo", "Yonhap", "North Press", "Hawar News", "ANHA", "WAM", "SPA", "MENA", "PA Media", "CNA", "KUNA", "WAFA", "Thomson Reuters",
)  # fmt: skip
_NAME = "(?:" + "|".join(re.escape(name) for name in sorted(_AGENCIES, key=len, reverse=True)) + ")"
_DASH = r"\s*(?:--?|—|–|:)\s+"
_DATELINE = re.compile(
    rf"\s*(?P<place>[A-Z][\w'’.-]*(?:[ /][A-Z][\w'’.-]*){{0,4}}(?:,\s*[A-Z][\w.]*(?:\s[A-Z][\w.]*){{0,3}})?)"
    rf"(?:,\s*(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\w*\.?\s+\d{{1,2}}(?:,\s*\d{{4}})?)?"
    rf"\s*(?:[(\[](?P<agency>[^()\[\]]{{2,40}})[)\]])?{_DASH}",
)
_LED_BY_AGENCY = re.compile(rf"\s*[(\[]?(?P<agency>{_NAME})[)\]]?{_DASH}")
_SIGNED = re.compile(rf"(?:^|[\n.!?”\"])\s*[(\[–—-]*\s*(?:(?:With|Source|Via|By|Reporting by|©)\s*:?\s*(?:[^\n.]{{0,40}}\bfor\s+)?)?(?P<agency>{_NAME}(?:\s*(?:,|and|/|&|contributed[^\n]*)\s*{_NAME})*)\s*[)\]]*\.?\s*$", re.IGNORECASE)
_REPORTING = re.compile(rf"\((?:Additional )?[Rr]eporting by [^)]*\)|\b(?:contributed to this report|material from this report)", re.IGNORECASE)
_BYLINE = re.compile(r"\s*By\s+(?P<name>[A-Z][\w'’.-]+(?:\s+(?:and\s+)?[A-Z][\w'’.-]+){0,5})\s*(?:\n|,)")
LEAST_CAPITALS = 3  # a dateline without an agency is told by capitals: "QAMISHLI, Syria -"


def dateline_of(text: str) -> str | None:
    """Return the place that the report opens with as its dateline, as written, or None."""
    match = _DATELINE.match(text)
    if match is None:
        return None
    place = match["place"]
    head = place.split(",")[0]
    agency = match["agency"]
    is_credit = agency is not None and re.fullmatch(rf"{_NAME}(?:\s*[/,]\s*{_NAME})*", agency.strip()) is not None
    in_capitals = head.isupper() and sum(c.isalpha() for c in head) >= LEAST_CAPITALS
    return place if is_credit or in_capitals else None


def credit_of(text: str, byline: str | None = None) -> str | None:
    """Return the agency that the report names as the source of its text, or None.

    Looked for in the dateline, the sign-off at the end and the byline. A credit of a picture is not a credit of the
    text: `Photo: AFP` gives None.
    """
    for pattern in (_DATELINE, _LED_BY_AGENCY):
        match = pattern.match(text)
        if match is not None and match["agency"] and re.search(rf"\b{_NAME}\b", match["agency"]):
            return match["agency"].strip()
    tail = text.rstrip()[-160:]
    match = _SIGNED.search(tail)
    if match is not None and not re.search(r"(?:photo|image|picture|getty)\W*$", tail[: match.start("agency")], re.IGNORECASE):
        return match["agency"].strip(" .)")
    if byline and (named := re.search(rf"\b{_NAME}\b", byline)):
        return named[0]
    return None


def byline_of(text: str) -> str | None:
    """Return the names after a leading `By`, or None."""
    match = _BYLINE.match(text)
    return match["name"] if match else None
