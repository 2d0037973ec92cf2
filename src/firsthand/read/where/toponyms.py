"""Where: the places that a text names, and the ones that belong to an event."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from firsthand.core.distance import metres_apart
from firsthand.core.evidence import Span
from firsthand.core.parse import Candidate, Parse, Toponym
from firsthand.core.spacetime import Place
from firsthand.read.gazetteer.gazetteer import FACILITIES, Found, Gazetteer
from firsthand.read.where.areas import WIDE, made, somewhere, with_first
from firsthand.read.where.bare import bare
from firsthand.read.where.context import Context, context
from firsthand.read.where.events import event_places
from firsthand.read.where.fold import fold
from firsthand.read.where.heard import LEAST_LIKE, LEAST_LIKE_ALONE, SURELY_LIKE, heard, score_of
from firsthand.read.where.hosts import NATIONALITY, is_scene
from firsthand.read.where.linked import linked, named_again
from firsthand.read.where.mentions import Known, Mention, mentions
from firsthand.read.where.names import runs
from firsthand.read.where.resolve import Asked, ranked
from firsthand.read.where.respelt import respelt
from firsthand.read.where.words import words

MOST_SHOWN = 5
"""Candidates that a toponym carries."""
_PHRASE_KINDS = frozenset({"region", "district"})
"""Kinds whose noun belongs to the name: Idlib province is not Idlib."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A mention with what stands beside it, and under which key its candidates are."""

    mention: Mention
    context: Context
    phrase: str
    key: tuple[str, str]
    asked: str
    """The name that is looked up."""


def toponyms(text: str, parse: Parse, gazetteer: Gazetteer, *, with_demonyms: bool = False) -> tuple[Toponym, ...]:
    """Find and resolve the places that a text names.

    Args:
        text: The report's text, English.
        parse: Sentences are enough; entities make it surer.
        gazetteer: Where names are looked up.
        with_demonyms: Take words of nationality (Russian) for their country too; `place.kind` is NATIONALITY then.

    Returns:
        Toponyms in the order of the text, none overlapping. `place.ref` is None where the gazetteer knows none of the
        name; lat and lon then say where it may be, within `radius_m`, or are None.

    Cost: about 6 ms for a report of 500 words.
    """
    found = runs(text)
    names = sorted({name.text for run in found for name in run.names})
    hits = gazetteer.found(names)
    known = _known(names, hits, gazetteer)
    if with_demonyms:
        demonyms = words().demonyms
        known |= {name: Known(is_demonym=True) for name in names if fold(name) in demonyms}
    chosen = named_again(text, _with_abbreviations(text, mentions(text, parse, known, found)), known)
    return _apart(_resolved(text, chosen, parse, gazetteer))


def _apart(found: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """Leave out what lies inside a wider one: `Shadadi` in "south of Shadadi"."""
    kept: list[Toponym] = []
    for one in sorted(found, key=lambda place: (place.start, -place.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _known(names: Sequence[str], hits: Found, gazetteer: Gazetteer) -> dict[str, Known]:
    wide = np.array([kind in {"country", "region", "area", "continent"} for kind in gazetteer.kinds])
    people = np.zeros(len(names))
    np.maximum.at(people, hits.which, hits.population + 1)
    is_wide = np.zeros(len(names), bool)
    is_wide[hits.which[wide[hits.kind] & (hits.is_own | (hits.population >= _LARGE_COUNTRY))]] = True
    return {
        names[which]: Known(people=most, is_wide=spread)
        for which, (most, spread) in enumerate(zip(people.tolist(), is_wide.tolist(), strict=True))
        if most
    }


_LARGE_COUNTRY = 1_000_000
"""People above which another name of a country or region counts like its own: U.S., Britain."""
_ABBREVIATED = re.compile(r", ((?:[A-Z][a-z]{1,4}|[A-Z]\.\s?[A-Z][a-z]?|[A-Z]{2})\b\.?)(?=[,;:)\s—-]|$)")

_OF_A_MEMBER = re.compile(r"\b(?:DFL|[DRI])-((?:[A-Z]\.\s?){1,2}|[A-Z][a-z]{1,4}\.|[A-Z]{2}\b)")
"""The state of a member of parliament: D-N.J."""


def _with_abbreviations(text: str, chosen: Sequence[Mention]) -> list[Mention]:
    """Add the abbreviated divisions behind names, as in `Fresno, Calif.`; see `states` in where.toml."""
    states = words().states
    made = list(chosen)
    starts = {mention.start for mention in chosen}
    for mention in chosen:
        match = _ABBREVIATED.match(text, mention.end)
        if match and match.start(1) not in starts and _short(match[1]) in states:
            made.append(Mention(start=match.start(1), end=match.end(1), name=match[1]))
    is_spared = not any(party in text for party in ("D-", "R-", "I-", "DFL-"))
    for match in () if is_spared else _OF_A_MEMBER.finditer(text):
        is_free = not any(one.start < match.end(1) and match.start(1) < one.end for one in made)
        if is_free and _short(match[1]) in states:
            made.append(Mention(start=match.start(1), end=match.end(1), name=match[1]))
    return sorted(made, key=lambda mention: mention.start)


def _short(written: str) -> str:
    return written.rstrip(".").replace(" ", "")


def resolved(text: str, spans: Sequence[Span], parse: Parse, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Resolve given mentions, whatever they are called; one toponym for each span, in the order given.

    Args:
        text: The report's text.
        spans: Where names of places stand.
        parse: As in `toponyms`; sites that the gazetteer does not know are placed by its sentences.
        gazetteer: Where names are looked up.
    """
    given = [Mention(start=span.start, end=span.end, name=span.of(text)) for span in spans]
    return _resolved(text, given, parse, gazetteer, is_given=True)


def _resolved(
    text: str,
    chosen: Sequence[Mention],
    parse: Parse,
    gazetteer: Gazetteer,
    *,
    is_given: bool = False,
) -> tuple[Toponym, ...]:
    seen = _seen(text, chosen, gazetteer)
    keys = {key: number for number, key in enumerate(dict.fromkeys(one.key for one in seen))}
    if not keys:
        return ()
    written = {one.key: one.asked for one in reversed(seen)}
    found = gazetteer.found([_in_full(written[key]) for key in keys])
    result = ranked(_asked(text, seen, keys), found, gazetteer)
    shown = [rows[:MOST_SHOWN] for rows in result.of(len(keys))]
    rows = np.concatenate(shown)
    made_up = zip(
        gazetteer.places(result.found.number[rows]), result.score[rows].tolist(), result.why(rows), strict=True
    )
    candidates = [Candidate(place=place, score=round(score, 2), why=why) for place, score, why in made_up]
    best: dict[tuple[str, str], tuple[Candidate, ...]] = {}
    for key, some in zip(keys, shown, strict=True):
        best[key] = tuple(candidates[: len(some)])
        del candidates[: len(some)]
    focus = _focus(seen, best)
    best |= _in_short(seen, best)
    best |= _by_sound(
        {key: written[key] for key in keys if not best[key]}, _scenes(text, seen, best), gazetteer, is_bare=not focus
    )
    apart = frozenset() if is_given else _named_apart(seen, best)
    made_of = [
        _toponym(one, best[one.key], gazetteer, is_given=is_given, is_apart=number in apart)
        for number, one in enumerate(seen)
    ]
    put = linked(text, made_of, [Span(start=one.context.start, end=one.context.end) for one in seen], parse)
    return tuple(_somewhere(place, made_of, focus) for place in put)


def _seen(text: str, chosen: Sequence[Mention], gazetteer: Gazetteer) -> list[_Seen]:
    """Read the words beside each mention; where the gazetteer has the whole phrase, the phrase is the name."""
    contexts = [Context(start=m.start, end=m.end) if m.is_demonym else context(text, m.start, m.end) for m in chosen]
    phrases = [text[seen.start : seen.end] for seen in contexts]
    longer = [number for number, phrase in enumerate(phrases) if phrase != chosen[number].name]
    known = set()
    if longer:
        known = {longer[row] for row in gazetteer.found([phrases[number] for number in longer]).which.tolist()}
    seen = []
    for number, (mention, beside, phrase) in enumerate(zip(chosen, contexts, phrases, strict=True)):
        if number in known:
            whole = Mention(start=beside.start, end=beside.end, name=phrase, entity=mention.entity)
            alone = Context(start=whole.start, end=whole.end)
            seen.append(_Seen(mention=whole, context=alone, phrase=phrase, key=(fold(phrase), ""), asked=phrase))
        else:
            kind = beside.kind if beside.kind is not None and not beside.is_site else ""
            key = (fold(mention.name), kind)
            seen.append(_Seen(mention=mention, context=beside, phrase=phrase, key=key, asked=mention.name))
    return [_bared(one, gazetteer) for one in seen]


def _bared(one: _Seen, gazetteer: Gazetteer) -> _Seen:
    """Look up what is left of a name without its nouns where the gazetteer has that and not the whole."""
    if one.context.kind is not None or gazetteer.knows(_in_full(one.asked)):
        return one
    name, kind = bare(one.asked)
    is_body = fold(name) in words().others | words().peoples | words().common or _short(name).isupper()
    if name == one.asked or is_body or not gazetteer.knows(name):
        return one
    beside = replace(one.context, kind=kind)
    key = (fold(name), "" if beside.is_site else kind or "")
    return replace(one, context=beside, key=key, asked=name)


def _in_full(name: str) -> str:
    """Return what an abbreviation or a word of nationality stands for: `W.Va.` is US.WV, `Syrian` is SY."""
    lexicon = words()
    short = _short(name)
    if name.endswith(".") or short.isupper():
        code = lexicon.states.get(short) or lexicon.states.get(short.replace(".", ""))
        if code:
            return f"={code}"
    country = lexicon.demonyms.get(fold(name))
    if country is None:
        return name
    return f"={country}." if country.isupper() else country


def _asked(text: str, seen: Sequence[_Seen], keys: Mapping[tuple[str, str], int]) -> list[Asked]:
    lexicon = words()
    count = [0] * len(keys)
    holders: list[set[int]] = [set() for _ in keys]
    codes: list[set[str]] = [set() for _ in keys]
    for place, one in enumerate(seen):
        number = keys[one.key]
        count[number] += 1
        if text[one.context.end : one.context.end + 2] == ", ":
            behind = one.context.end + 2
            if place + 1 < len(seen) and seen[place + 1].context.start == behind:
                holders[number].add(keys[seen[place + 1].key])
            short = text[behind : behind + 6].split(" ", maxsplit=1)[0].rstrip(".,;:)")
            if code := lexicon.states.get(short):
                codes[number].add(code)
    return [
        Asked(
            name=name, count=count[number], kinds=frozenset({kind} - {""}), holders=frozenset(holders[number]),
            codes=frozenset(codes[number]),
        )
        for (name, kind), number in keys.items()
    ]  # fmt: skip


def _named_apart(seen: Sequence[_Seen], best: Mapping[tuple[str, str], tuple[Candidate, ...]]) -> frozenset[int]:
    """Return which mentions are the own names of sites that lie elsewhere: Mezzeh airport in Damascus.

    Not where the place behind is a land around the named one: Qamishli airport in northeastern Syria is Qamishli's.
    """
    apart = set()
    for number, one in enumerate(seen):
        own = best[one.key]
        if not one.context.is_in_another or not own or own[0].place.kind in FACILITIES | WIDE:
            continue
        follows = seen[number + 1] if number + 1 < len(seen) else None
        behind = best[follows.key] if follows and follows.mention.start - one.context.end < _NEXT_TO else ()
        if not behind or behind[0].place.kind not in WIDE or behind[0].place.within != own[0].place.within:
            apart.add(number)
    return frozenset(apart)


def _toponym(
    one: _Seen, candidates: tuple[Candidate, ...], gazetteer: Gazetteer, *, is_given: bool, is_apart: bool
) -> Toponym:
    mention, beside = one.mention, one.context
    if not candidates:
        return Toponym(start=mention.start, end=mention.end, place=Place(name=mention.name))
    host = candidates[0].place
    if is_apart:
        return Toponym(start=beside.start, end=beside.end, place=Place(name=one.phrase))
    result = made(host, beside, one.phrase, gazetteer) if beside.is_site or beside.direction else None
    if result is not None:
        place, why = result
        start, end = (mention.start, mention.end) if is_given else (beside.start, beside.end)
        return Toponym(start=start, end=end, place=place, candidates=with_first(place, why, candidates, MOST_SHOWN))
    takes_noun = beside.kind in _PHRASE_KINDS and beside.end > mention.end and not is_given
    end = beside.end if takes_noun else mention.end
    kind = NATIONALITY if mention.is_demonym else host.kind
    name = one.phrase if takes_noun else mention.name
    is_host = host.name == name and host.kind == kind
    place = host if is_host else replace(host, name=name, kind=kind)
    return Toponym(start=mention.start, end=end, place=place, candidates=candidates)


def _focus(seen: Sequence[_Seen], best: Mapping[tuple[str, str], tuple[Candidate, ...]]) -> tuple[Place, ...]:
    """Return where the text plays: its places, most often named first, towns before countries."""
    count: dict[str | None, float] = {}
    places: dict[str | None, Place] = {}
    for one in seen:
        if best[one.key]:
            place = best[one.key][0].place
            places[place.ref] = place
            count[place.ref] = count.get(place.ref, 0.0) + (1.0 if place.kind in {"country", "continent"} else 2.0)
    order = sorted(places, key=lambda ref: (-count[ref], str(ref)))
    return tuple(places[ref] for ref in order)


def _scenes(text: str, seen: Sequence[_Seen], best: Mapping[tuple[str, str], tuple[Candidate, ...]]) -> frozenset[str]:
    """Return the countries where something happens: of the towns named, and those that something is said to be in."""
    codes = set()
    for one in seen:
        place = best[one.key][0].place if best[one.key] else None
        if place is None or place.within is None or one.mention.is_demonym:
            continue
        if place.kind not in {"country", "continent"} or is_scene(text, one.mention.start, one.mention.end):
            codes.add(place.within)
    return frozenset(codes)


def _in_short(
    seen: Sequence[_Seen], best: Mapping[tuple[str, str], tuple[Candidate, ...]]
) -> dict[tuple[str, str], tuple[Candidate, ...]]:
    """Return the sites that names are short for: "at Nasser" where the text tells of Nasser Hospital.

    A name that another place bears (al-Quds is Jerusalem) is the site's too, where that place lies elsewhere.
    """
    sites: dict[str, tuple[Candidate, ...]] = {}
    for one in seen:
        if best[one.key] and best[one.key][0].place.kind in FACILITIES:
            sites.setdefault(fold(bare(one.phrase)[0]), best[one.key])
    short = {}
    for one in seen:
        site, own = sites.get(fold(one.mention.name)), best[one.key]
        if site and (not own or _is_namesake(own[0].place, site[0].place)):
            short[one.key] = site
    return short


def _is_namesake(town: Place, site: Place) -> bool:
    """Whether a site bears a town's name though it is not that town's; ports and airports are their town's."""
    apart = metres_apart(town, site)
    return town.kind == "town" and site.kind not in {"airport", "port"} and apart is not None and apart > _ANOTHER_M


_ANOTHER_M = 30_000.0
"""Metres from a town at which a site that bears its name is not named after its own being there."""


def _by_sound(
    names: Mapping[tuple[str, str], str], scenes: frozenset[str], gazetteer: Gazetteer, *, is_bare: bool
) -> dict[tuple[str, str], tuple[Candidate, ...]]:
    """Return places whose names sound like unknown ones, in the countries where something of the text happens.

    Args:
        names: The unknown, by their keys.
        scenes: Codes of those countries.
        gazetteer: Where names are looked up.
        is_bare: Whether the text has no other place: then a country with many spellings may hold the name.
    """
    lexicon = words()
    asked = {key: name for key, name in names.items() if len(fold(name)) >= _LEAST_HEARD}
    asked = {
        key: name for key, name in asked.items() if fold(bare(name)[0]) not in {*lexicon.demonyms, *lexicon.peoples}
    }
    if not asked or not (scenes or is_bare):
        return {}
    ear = heard(gazetteer)
    sought = ear.covered & scenes if scenes else ear.covered
    least = LEAST_LIKE if scenes else LEAST_LIKE_ALONE
    liked = {key: some for key, name in asked.items() if (some := respelt(name, sought, gazetteer))}
    liked |= {
        key: some
        for key, name in asked.items()
        if key not in liked and (some := ear.likest(bare(name)[0], sought, least))
    }
    rest = [key for key in asked if key not in liked or liked[key][0].score < score_of(SURELY_LIKE)]
    if rest and scenes:
        liked |= _by_coarse_sound({key: asked[key] for key in rest}, sought, gazetteer)
    return liked


def _by_coarse_sound(
    names: Mapping[tuple[str, str], str], scenes: frozenset[str], gazetteer: Gazetteer
) -> dict[tuple[str, str], tuple[Candidate, ...]]:
    """Return places of which any spelling, in any script, has a name's consonants."""
    found = gazetteer.sounding(list(names.values()))
    there = np.array([code in scenes for code in gazetteer.countries])[found.country]
    heard_of = {}
    for number, key in enumerate(names):
        rows = np.flatnonzero((found.which == number) & there)
        rows = rows[np.argsort(-found.population[rows], kind="stable")][:MOST_SHOWN]
        if len(rows):
            heard_of[key] = tuple(
                Candidate(
                    place=place,
                    score=score_of(SURELY_LIKE),
                    why="a spelling of it sounds alike, in a country of the text",
                )
                for place in gazetteer.places(found.number[rows])
            )
    return heard_of


_LEAST_HEARD = 5
"""Letters in the shortest name that is looked up by its sound."""


def _somewhere(place: Toponym, others: Sequence[Toponym], focus: Sequence[Place]) -> Toponym:
    """Say where an unknown place may be: by the place named next to it, else where the text plays."""
    if place.place.lat is not None:
        return place
    near = sorted(
        (other for other in others if other.candidates and abs(other.start - place.start) <= _NEXT_TO),
        key=lambda other: abs(other.start - place.start),
    )
    hosts = [*(other.place for other in near), *focus]
    return replace(place, place=somewhere(place.place.name, None, hosts))


_NEXT_TO = 80
"""Characters between an unknown place and the one that it is put by."""

__all__ = ["NATIONALITY", "event_places", "resolved", "toponyms"]
