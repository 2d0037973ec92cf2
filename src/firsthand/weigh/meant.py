"""Which site and party a claim means where it leaves that to the reader: "the base", "some of them", "the flags"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.core.claim import Claim, Location, Participant
from firsthand.core.evidence import Id, Report
from firsthand.core.spacetime import Place
from firsthand.data.events import EventKind
from firsthand.weigh.folding import field_name, folded, words
from firsthand.weigh.parties import is_thing, party_key
from firsthand.weigh.sites import kind_of

LEADING_SHARE = 0.5  # of the airfields (parties) that a report names: from here on one is the report's own
_ANY_BODY = """
    force forces troop troops military army soldier soldiers fighter fighters personnel contingent unit units men armed
    servicemen members some them they last several few all remaining both many those it its first
    single elite advisers convoy vehicles
"""
_ANYBODY = frozenset(_ANY_BODY.split())
_COUNTS = """
    and about around some nearly almost more than over up to least approximately roughly estimated total group groups
    dozen dozens hundred hundreds thousand thousands two three four five six seven eight nine ten final main assets
    equipment last small number handful
"""
_COUNTING = frozenset(_COUNTS.split())
_A_FIELD = re.compile(
    r"\b(?:the|this|that|its|their|an?) (?:[a-z-]+ )?(?:airport|air ?base|airfield|base|runway|control tower|apron)\b"
)
_OWNED = re.compile(r"[A-Z][\w-]+(?: \([A-Z]+\))? $")  # "an Afghan National Army (ANA) soldier" is of that army
_PROPER = re.compile(r"[A-Z][\w-]+")
_HELD = re.compile(r"-(?:held|led|controlled|run|backed)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The claims with what they mean filled in, and which of them it was inferred for."""

    claims: tuple[Claim, ...]
    inferred: frozenset[Id]


def meant(reports: Iterable[Report], claims: Sequence[Claim], kinds: Mapping[str, EventKind]) -> Meant:
    """Fill in the site and the party that a report is about, where a claim names them only by "the base" or "they".

    Ids, quotes and words stay; only what weigh takes the claim to be about changes. A site is filled in only if one
    airfield leads the report (or the pile, if the report names it), a party likewise.

    Cost: O(n) in the claims.
    """
    by_report: dict[Id, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    known = {r.id: r for r in reports}
    pile_site, around = leading_site(claims), around_of(names_of(claims))
    made: dict[Id, Claim] = {}
    inferred: set[Id] = set()
    for report, told in by_report.items():
        told.sort(key=lambda c: (c.quote.span.start, c.id))
        found = meant_by(known.get(report), told, pile_site, around, kinds)
        made |= {claim.id: claim for claim in found.claims}
        inferred |= found.inferred
    return Meant(claims=tuple(made[c.id] for c in claims), inferred=frozenset(inferred))


def meant_by(
    report: Report | None,
    told: Sequence[Claim],
    pile_site: Place | None,
    around: Container[str],
    kinds: Mapping[str, EventKind],
) -> Meant:
    """Fill in the claims of one report.

    Args:
        report: None = its text is not known.
        told: All its claims, in the order of their words.
        pile_site: The airfield that leads the pile.
        around: Words of the countries, regions and areas that the pile names.
        kinds: Effects by event kind.
    """
    site = leading_site(told)
    if pile_site is not None and report is not None:
        text = f" {folded(report.title or '')} {folded(report.text)} "
        site = pile_site if f" {field_name(pile_site.name)} " in text else site
    party = _leading_party(told)
    made, inferred = [], set()
    for claim in told:
        if kinds.get(claim.mention.kind) is None or not kinds[claim.mention.kind].effects:
            made.append(claim)
            continue
        located, guessed = _located(claim, site, around)
        peopled, owned = _peopled(located, party)
        made.append(peopled)
        if guessed or owned:
            inferred.add(claim.id)
    return Meant(claims=tuple(made), inferred=frozenset(inferred))


def leading_site(claims: Iterable[Claim]) -> Place | None:
    """Return the airfield with a reference that most claims name, if it leads the others."""
    found: dict[str, Place] = {}
    counted: Counter[str] = Counter()
    for claim in claims:
        for ref, place in fields_of(claim):
            counted[ref] += 1
            found[ref] = shorter(place, found.get(ref))
    return leading(counted, found)


def fields_of(claim: Claim) -> Iterator[tuple[str, Place]]:
    """Yield the airfields with a reference that a claim names, each once, under the shortest name."""
    found: dict[str, Place] = {}
    for place in (loc.place for loc in claim.locations):
        if place.ref is not None and kind_of(place) == "field":
            found[place.ref] = shorter(place, found.get(place.ref))
    yield from found.items()


def shorter(place: Place, other: Place | None) -> Place:
    """Return the one with the shorter name."""
    if other is None or place == other:
        return place
    return min(place, other, key=lambda p: (len(p.name), repr(p)))


def leading(counted: Mapping[str, int], found: Mapping[str, Place]) -> Place | None:
    """Return the airfield that most claims name, by reference, if it leads the others."""
    if not counted:
        return None
    ref, most = max(counted.items(), key=lambda kv: (kv[1], kv[0]))
    return found[ref] if most >= LEADING_SHARE * sum(counted.values()) else None


def names_of(claims: Iterable[Claim]) -> set[tuple[str, str]]:
    """Return the names of countries, regions, areas and towns, with which of both they are."""
    every = {loc.place for c in claims for loc in c.locations}
    return {(place.name, kind) for place in every if (kind := kind_of(place)) in {"wide", "town"}}


def around_of(named: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the words of all countries, regions and areas of a pile, towns left out ("north of Kabul")."""
    of_kind: dict[str, set[str]] = {"wide": set(), "town": set()}
    for name, kind in named:
        of_kind[kind].update(words(name))
    return frozenset(of_kind["wide"] - of_kind["town"])


def _located(claim: Claim, site: Place | None, around: Container[str]) -> tuple[Claim, bool]:
    """Return the claim at the site that its words mean, and whether that was a guess rather than a reading."""
    if site is None:
        return claim, False
    if any(_is_the_site(loc.place, site, around) for loc in claim.locations):
        return replace(claim, locations=tuple(_moved(loc, site, around) for loc in claim.locations)), False
    named = {loc.place.ref for loc in claim.locations if kind_of(loc.place) == "field"}
    if named or not _A_FIELD.search(claim.quote.text):
        return claim, False
    vague = [loc for loc in claim.locations if loc.role != "to" and kind_of(loc.place) in {"wide", "town", "other"}]
    kept = tuple(loc for loc in claim.locations if loc not in vague)
    if claim.locations and not vague:
        return claim, False
    role = vague[0].role if vague else "at"
    return replace(claim, locations=(Location(role=role, place=site), *kept)), True


def _is_the_site(place: Place, site: Place, around: Container[str]) -> bool:
    """Whether an unresolved place is "the airport": it has no name but those of the site and of what is around."""
    if place.ref is not None or kind_of(place) != "field":
        return False
    own = {*words(site.name), "held"}
    return all(word in own or word in around for word in proper_words(place))


def proper_words(place: Place) -> frozenset[str]:
    """Return the words of a place's name that are names: `Kabul`, not `airport` or `Taliban-held`."""
    return frozenset(w for name in _PROPER.findall(place.name) if not _HELD.search(name) for w in words(name))


def _moved(location: Location, site: Place, around: Container[str]) -> Location:
    return replace(location, place=site) if _is_the_site(location.place, site, around) else location


def _leading_party(claims: Iterable[Claim]) -> Participant | None:
    """Return the known party that most claims of a report are about, if it leads the others."""
    found: dict[str, Participant] = {}
    counted: Counter[str] = Counter()
    for claim in claims:
        for key, p in {party_key(p): p for p in claim.participants if p.role in {"agent", "object"}}.items():
            if key.startswith("actor:") and p.ref is not None:
                counted[key] += 1
                found.setdefault(key, p)
    if not counted:
        return None
    key, most = max(counted.items(), key=lambda kv: (kv[1], kv[0]))
    return found[key] if most >= LEADING_SHARE * sum(counted.values()) else None


def _is_anybody(name: str) -> bool:
    """Whether a name has only words that any armed body may carry, and numbers: `some 200 soldiers`, `forces`."""
    said = [word for word in words(name) if not word.isdigit()]
    return set(said) <= _ANYBODY | _COUNTING


def _peopled(claim: Claim, party: Participant | None) -> tuple[Claim, bool]:
    """Return the claim with "some of them" or "the flags" given to the party that its report is about."""
    if party is None or any(party_key(p).startswith("actor:") for p in claim.participants):
        return claim, False
    given = [
        p
        for p in claim.participants
        if p.role in {"agent", "object"}
        and (is_thing(p) or _is_anybody(p.name))
        and p.name.strip()
        and not _has_an_owner(claim, p)
    ]
    if not given:
        return claim, False
    owned = tuple(replace(p, ref=party.ref) if p in given else p for p in claim.participants)
    return replace(claim, participants=owned), True


def _has_an_owner(claim: Claim, participant: Participant) -> bool:
    """Whether a proper name stands right before somebody's words in the quote: they are somebody's already."""
    if participant.span is None or is_thing(participant):
        return False
    before = claim.quote.text[: max(0, participant.span.start - claim.quote.span.start)]
    return participant.span.start > claim.quote.span.start and bool(_OWNED.search(before))
