"""Labelled cases as records: gold claims on gold origins, so that weigh is measured without the reader's mistakes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any, cast

from firsthand.core.claim import Claim, EventMention, Location, Participant, Phase, Source, SourceKind, Stance
from firsthand.core.codec import id_of
from firsthand.core.distance import metres_apart
from firsthand.core.evidence import Capture, Id, Quote, Report, Span
from firsthand.core.lineage import Independence, Lineage, Origin, Verdict
from firsthand.core.spacetime import Place, TimeSpan
from firsthand.data.actors import actors
from firsthand.read.gazetteer.gazetteer import gazetteer
from firsthand.weigh.fitting import kinds_meant

KINDS: dict[str, tuple[str, Phase]] = {
    "withdraw-begin": ("withdraw", "begins"),
    "withdraw-complete": ("withdraw", "whole"),
    "transport": ("transfer", "whole"),
    "present": ("be-present", "continues"),
    "absent": ("be-absent", "continues"),
    "handover": ("hand-over", "whole"),
    "seize-control": ("seize", "whole"),
    "lose-control": ("lose", "whole"),
    "arrive": ("arrive", "whole"),
    "demand": ("demand", "whole"),
    "agree": ("agree", "whole"),
    "deny": ("deny", "whole"),
    "decline-comment": ("decline-comment", "whole"),
    "plan": ("plan", "whole"),
    "statement": ("statement", "whole"),
    "attack": ("attack", "whole"),
    "casualties": ("casualties", "whole"),
    "close": ("close", "whole"),
    "open": ("reopen", "whole"),
    "other": ("other", "whole"),
}
"""What a label's event is to the program, and in which phase."""

VOICES: dict[str, SourceKind] = {
    "own-observation": "own-observation",
    "named-person": "named-person",
    "official-statement": "official",
    "anonymous-source": "anonymous",
    "video": "video",
    "document": "document",
    "wire-report": "agency",
    "unknown": "outlet",
}
_DIRECT = {"own-observation", "video", "document"}
_LAST = ("last", "final")
_MANY = {"dozens": 24, "hundreds": 200, "thousands": 2000}
_NUMBERS = {"two dozen": "24", "a dozen": "12", "two": "2", "three": "3", "four": "4", "five": "5"} | {
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
}
_KINDS = frozenset({"country", "region", "town", "capital"})
_VAGUE = frozenset({"about", "around", "over", "some", "nearly", "almost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One labelled case as records, with the labels."""

    name: str
    label: Mapping[str, Any]
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    lineage: Lineage


def gold(path: Path) -> Gold:
    """Read one case's labels and build the records that a perfect reader and tracer would have made of it."""
    label = json.loads(path.read_text("utf-8"))
    places = {s["name"]: s for s in [*(label.get("sites") or ()), label["site"]]}
    told = {d["file"]: _told(label["claims"], d["file"]) for d in label["documents"]}
    reports = {d["file"]: _report(d, told[d["file"]]) for d in label["documents"]}
    claims = tuple(
        _claim(c, told[c["document"]][n], reports[c["document"]], places) for n, c in enumerate(label["claims"])
    )
    origins = _origins(label, claims)
    return Gold(
        name=label["case"],
        label=label,
        reports=tuple(reports.values()),
        claims=claims,
        lineage=Lineage(origins=origins, pairs=_pairs(origins)),
    )


def _told(claims: Sequence[Mapping[str, Any]], document: str) -> Mapping[int, Quote]:
    """Return what a document says by the labels, one line for each claim, as quotes without their report."""
    found, at = {}, 0
    for n, claim in enumerate(claims):
        if claim["document"] == document:
            found[n] = Quote(report=Id(""), span=Span(start=at, end=at + len(claim["what"])), text=claim["what"])
            at += len(claim["what"]) + 1
    return found


def _report(document: Mapping[str, Any], told: Mapping[int, Quote]) -> Report:
    return Report(
        id=id_of("report", document["file"], document["url"]),
        text="\n".join(quote.text for quote in told.values()),
        capture=Capture(body=document["file"], media_type="application/json", path=document["file"]),
        url=document["url"],
        outlet=document["outlet"],
        language=document["language"],
        published=document["published"] or document.get("published_inferred"),
    )


def _place(name: str, places: Mapping[str, Any]) -> Place:
    """Return a labelled place: where the labels have it, of the kind that the gazetteer gives the nearest of its name.

    The labels tell no kind; a perfect reader knows a town from a country.
    """
    known = places.get(name)
    lat, lon = (known["lat"], known["lon"]) if known else (None, None)
    field = any(word in name.casefold() for word in ("airport", "air base", "airfield", "airbase"))
    told = Place(name=name, lat=lat, lon=lon, kind="airport" if field else None)
    found = gazetteer().found([name])
    borne = list(zip(gazetteer().places(found.number), found.population.tolist(), strict=True))
    named = [] if field else [(p, people) for p, people in borne if p.kind in _KINDS]
    if not named:
        return told
    best, _ = min(named, key=lambda one: (metres_apart(one[0], told) or 0.0, one[0].kind != "country", -one[1]))
    return replace(best, name=name)


def _claim(c: Mapping[str, Any], told: Quote, report: Report, places: Mapping[str, Any]) -> Claim:
    kind, phase = KINDS[c["event"]]
    if kind == "withdraw" and phase == "whole" and any(word in (c["object"] or "") for word in _LAST):
        phase = "ends"
    participants = (
        [Participant(name=c["actor"], role="agent", type="force", ref=_ref(c["actor"]))] if c["actor"] else []
    )
    if c["object"]:
        role = "recipient" if kind == "hand-over" and _ref(c["object"]) else "object"
        low, high = _count(c["object"])
        is_bare = (
            c["actor"] and low is not None and not any(w.isalpha() and w not in _VAGUE for w in c["object"].split())
        )
        name = f"{c['object']} {c['actor']}" if is_bare else c["object"]
        ref = _ref(c["object"])
        participants.append(
            Participant(name=name, role=role, type="equipment", ref=ref, count_low=low, count_high=high)
        )
    named = [("from", c["from_place"]), ("to", c["to_place"]), ("at", c["place"])]
    roles = [(role, name.strip()) for role, names in named if names for name in names.split(";")]
    has_route = any(role != "at" for role, _ in roles)
    when = c["when"]
    return Claim(
        id=id_of("claim", report.id, told.span.start),
        quote=replace(told, report=report.id),
        mention=EventMention(kind=kind, trigger=_trigger(told, kind), phase=phase),
        participants=tuple(participants),
        locations=tuple(
            Location(role=cast("Any", role), place=_place(name, places))
            for role, name in roles
            if role != "at" or not has_route
        ),
        when=_when(when, phase) if when else None,
        polarity="negated" if c["stance"] == "denied" else "affirmed",
        stance=cast("Stance", "asserted" if c["stance"] == "denied" else c["stance"]),
    )


def _trigger(told: Quote, kind: str) -> Span:
    """Return the first word of a label that may tell its kind, else all of it."""
    for word in re.finditer(r"[\w'-]+", told.text):
        if kind in kinds_meant([word.group().casefold()]):
            return Span(start=told.span.start + word.start(), end=told.span.start + word.end())
    return told.span


def _count(text: str) -> tuple[int | None, int | None]:
    """Return the bounds of the first number in a label's object: `about 250`, `over 300`, `two dozen soldiers`."""
    plain = text.casefold()
    for word, digits in _NUMBERS.items():
        plain = re.sub(rf"\b{word}\b", digits, plain)
    if vague := re.search(r"\b(dozens|hundreds|thousands)\b", plain):
        return _MANY[vague.group()], None
    found = re.search(r"\d[\d,]*", plain)
    if found is None or re.search(rf"\b(?:base|c-|il-)\s*{found.group()}", plain):
        return None, None
    n = int(found.group().replace(",", ""))
    return (n, None) if re.search(r"\b(?:over|at least|more than)\b", plain) else (n, n)


def _when(when: Mapping[str, str | None], phase: Phase) -> TimeSpan:
    first, last = when["earliest"], when["latest"]
    if phase == "continues" and first and last:
        return TimeSpan.over(first, last)
    return TimeSpan.within(first, last)


def _ref(name: str | None) -> str | None:
    found = actors().match(name) if name else None
    return found.ref if found else None


def _origins(label: Mapping[str, Any], claims: Sequence[Claim]) -> tuple[Origin, ...]:
    made = []
    for o in label["origins"]:
        behind = [c.id for c, row in zip(claims, label["claims"], strict=True) if row["origin"] == o["id"]]
        if not behind:
            continue
        voice = Source(name=o["voice"], kind=VOICES[o["kind"]], words="")
        made.append(
            Origin(
                id=id_of("origin", o["id"]),
                root=behind[0],
                voice=voice,
                via=o["via"],
                claims=tuple(behind),
                said_on=o["said_on"],
            )
        )
    return tuple(made)


def _pairs(origins: Sequence[Origin]) -> tuple[Independence, ...]:
    """Two direct observers through different hands are shown independent; so is a named voice against them."""
    pairs = []
    for a, b in combinations(sorted(origins, key=lambda o: o.id), 2):
        direct = sum(o.voice.kind in _DIRECT for o in (a, b))
        named = sum(o.voice.kind in {"named-person", "official"} for o in (a, b))
        shown = a.via != b.via and direct + named == 2  # noqa: PLR2004  # both of the pair
        verdict: Verdict = "shown" if shown else "not-established"
        pairs.append(Independence(a=a.id, b=b.id, verdict=verdict, reason="labels"))
    return tuple(pairs)
