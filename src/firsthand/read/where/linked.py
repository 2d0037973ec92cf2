"""Sites that the gazetteer does not know, each put at one place however often and in whatever words it is named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.core.evidence import Span
from firsthand.core.parse import Candidate, Parse, Toponym
from firsthand.core.spacetime import Place
from firsthand.data.site_names import LEAST_RARE, is_one_name, may_be_one_sort, own_words
from firsthand.read.gazetteer.gazetteer import FACILITIES
from firsthand.read.where.areas import somewhere
from firsthand.read.where.context import context
from firsthand.read.where.fold import fold
from firsthand.read.where.hosts import Host, ground, host_of
from firsthand.read.where.mentions import Mention
from firsthand.read.where.words import words

_ANY = frozenset({"complex", "compound", "facility", "site", "installation", "grounds", "premises"})
"""Nouns that a site of any sort may be called by."""
_CAPITAL = re.compile(r"[A-Z][\w\u2019'-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unknown:
    """A site without a place of its own: its number among the toponyms, its words, its kind and where it may stand."""

    number: int
    words: frozenset[str]
    kind: str | None
    host: Host | None


def linked(text: str, put: Sequence[Toponym], phrases: Sequence[Span], parse: Parse) -> list[Toponym]:
    """Place the sites that the gazetteer does not know; all namings of one stand at one place, by the surest host.

    Args:
        text: The report's text.
        put: Toponyms in the order of the text; those without a point and with the noun of a site are placed.
        phrases: Where each stands with the words beside it: `Kossei base` for `Kossei`.
        parse: Its sentences, and what it holds to be said by voices.

    Returns:
        The toponyms, as many and in the same order.

    Cost: O(unknown sites x toponyms).
    """
    called = [span.of(text) for span in phrases]
    unknown = [number for number, one in enumerate(put) if not one.candidates and one.place.lat is None]
    kinds = {number: kind_told(put[number].place.name, called[number]) for number in unknown}
    if not any(kinds.values()) and not any(_ends_any(called[number]) for number in unknown):
        return list(put)
    known = ground(text, put, parse)
    found = [
        _Unknown(
            number=number, words=own_words(called[number]), kind=kinds[number], host=host_of(phrases[number], known)
        )
        for number in unknown
        if kinds[number] is not None or _ends_any(called[number])
    ]
    made = list(put)
    for one in found:
        same = [other for other in found if other is one or _is_one(one, other)]
        whole = _with_noun(put, one.number, phrases[one.number], text)
        made[one.number] = _placed(whole, one, same, _known_site(one, put, called))
    for number in set(unknown) - {one.number for one in found}:
        words_of = own_words(called[number])
        site = next((made[one.number] for one in found if one.words == words_of and words_of), None)
        if site is not None:
            made[number] = replace(put[number], place=replace(site.place, name=put[number].place.name))
    return made


def named_again(text: str, chosen: Sequence[Mention], known: Mapping[str, object]) -> list[Mention]:
    """Return mentions with those added that name an unknown site again where the reader saw no place: `Kossei camp`.

    Args:
        text: The report's text.
        chosen: Mentions in the order of the text.
        known: Names that the gazetteer has.
    """
    added: dict[int, Mention] = {}
    taken = [(one.start, one.end) for one in chosen]
    for one in chosen:
        if one.name in known or one.is_demonym:
            continue
        beside = context(text, one.start, one.end)
        if kind_told(one.name, text[beside.start : beside.end]) is None:
            continue
        if len(one.name) < LEAST_RARE:
            continue
        own = [match for match in _CAPITAL.finditer(one.name) if match[0] not in known and own_words(match[0])]
        for found in re.finditer(rf"\b{re.escape(own[-1][0])}\b(?=\s)", text) if own else ():
            is_free = not any(start < found.end() and found.start() < end for start, end in taken)
            if is_free and context(text, *found.span()).is_site:
                added[found.start()] = Mention(start=found.start(), end=found.end(), name=found[0], entity="FACILITY")
    return sorted([*chosen, *added.values()], key=lambda one: one.start) if added else list(chosen)


def kind_told(name: str, phrase: str) -> str | None:
    """Return the kind of site that a name and the words beside it tell, if any."""
    kinds = words().kinds
    nouns = [*fold(name).split(), *fold(phrase).split()]
    return next((kinds[word] for word in reversed(nouns) if kinds.get(word) in FACILITIES), None)


def _ends_any(phrase: str) -> bool:
    return fold(phrase).rpartition(" ")[2] in _ANY


def _is_one(a: _Unknown, b: _Unknown) -> bool:
    return may_be_one_sort(a.kind, b.kind) and is_one_name(a.words, b.words)


def _known_site(one: _Unknown, put: Sequence[Toponym], phrases: Sequence[str]) -> Place | None:
    """Return the known site that the report calls by the same words of its own: `Shifa Complex` is `Shifa Hospital`."""
    fit = [
        other.place
        for other, phrase in zip(put, phrases, strict=True)
        if other.candidates
        and other.place.kind in FACILITIES
        and may_be_one_sort(one.kind, other.place.kind)
        and one.words
        and one.words in (own_words(phrase), own_words(other.place.name))
    ]
    return fit[0] if len({place.ref for place in fit}) == 1 else None


def _with_noun(put: Sequence[Toponym], number: int, phrase: Span, text: str) -> Toponym:
    """Return a site's name with the noun behind it, unless that begins another's: `Kossei base` for `Kossei`."""
    one = put[number]
    behind = min((other.start for other in put[number + 1 : number + 2]), default=phrase.end)
    if phrase.end <= one.end or behind < phrase.end:
        return one
    name = text[one.start : phrase.end]
    return replace(one, end=phrase.end, place=replace(one.place, name=name))


def _placed(toponym: Toponym, one: _Unknown, same: Sequence[_Unknown], site: Place | None) -> Toponym:
    name = toponym.place.name
    if site is not None:
        why = f"the report calls {site.name} so"
        place = replace(site, name=name)
        return replace(toponym, place=place, candidates=(Candidate(place=place, score=0.0, why=why),))
    kind = one.kind or next((other.kind for other in same if other.kind), None)
    hosts = [other for other in same if other.host is not None]
    if not hosts:
        return toponym
    best = min(hosts, key=lambda other: (_stage(other), other.number))
    called = max((other.words for other in same), key=lambda some: (len(some), sorted(some)))
    place = somewhere(name, kind, [best.host.place] if best.host else [], own=" ".join(sorted(called)))
    return replace(toponym, place=place, candidates=(Candidate(place=place, score=0.0, why=_why(one, best)),))


def _stage(one: _Unknown) -> tuple[int, float]:
    return (one.host.stage, one.host.place.radius_m or 0.0) if one.host is not None else (_NO_HOST, 0.0)


_NO_HOST = 9


def _why(one: _Unknown, best: _Unknown) -> str:
    host = best.host.why if best.host is not None else "nothing places it"
    return f"not in the gazetteer; {host}" + ("" if one is best else ", where the report names it so elsewhere")
