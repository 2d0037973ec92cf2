"""Where an event took place, as its words, its sentence or the discourse before it say: Location records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from firsthand.core.claim import Location
from firsthand.core.evidence import Span
from firsthand.core.parse import Toponym
from firsthand.core.spacetime import Place
from firsthand.data.words import cues, noun_classes
from firsthand.read.reading import Node, Reading
from firsthand.read.what_mention import Mention
from firsthand.read.who import PRONOUNS, classes, fits, is_place_name, name_span
from firsthand.read.who_coref import antecedent

LocationRole = Literal["at", "from", "to"]
_LOCATION_ROLES: tuple[LocationRole, ...] = ("from", "to", "at")
REACH = 3  # sentences over which a place is carried on
FACILITY_RADIUS_M = 10_000.0  # a facility of which only the town is known lies within about this of the town's point
_MAIN_ROLE: dict[str, LocationRole] = {
    "withdraw": "from", "arrive": "to", "transfer": "from", "evacuate": "from", "deploy": "to", "seize": "at",
}  # fmt: skip
_PLACELESS = cues("rules")["scene_placeless"]
_AT = cues("rules")["scene_at"]
_OFFSET = re.compile(
    r"(?:about |some |around )?(?P<n>\d+(?:[.,]\d+)?)[ -]?(?P<unit>km|kilomet(?:re|er)s?|miles?|m|met(?:re|er)s?)"
    r"(?: \([^)]*\))? (?:to the )?(?:north|south|east|west)\w*(?: of| from)? ",
    re.IGNORECASE,
)
_DEICTIC = frozenset({"there", "here", "inside", "outside", "nearby", "behind", "home"})
_BARE = cues("rules")["scene_bare"]


def locations(
    reading: Reading, mention: Mention, before: Sequence[Location], nearby: Sequence[Toponym]
) -> tuple[Location, ...]:
    """Return where an event took place.

    Args:
        reading: The report.
        mention: The event.
        before: Places of the claims before it, the latest last, with spans; a bare `there`, `the base` or nothing at
            all is understood of them.
        nearby: Toponyms that the place room holds to be the event's, nearest first.
    """
    found: list[Location] = []
    roles = dict(mention.roles)
    for role in _LOCATION_ROLES:
        for token in roles.get(role, ()):
            location = _of_words(reading, Node(sentence=mention.sentence, token=token), role, before)
            if location is not None and not any(location.place.name == other.place.name for other in found):
                found.append(location)
    if mention.borrowed is not None and not found:
        return locations(reading, mention.borrowed, before, nearby)
    main = _MAIN_ROLE.get(mention.kind, "at")
    if not found and (inner := _of_object(reading, mention)):
        found += [replace(inner, role="at" if mention.kind in {"seize", "attack", "close"} else main)]
    if not found or (mention.kind in {"transfer", "arrive"} and not any(x.role == main for x in found)):
        more = _elsewhere(reading, mention, before, nearby, main)
        if (
            more is not None
            and not any(_is_one_place(more, x) for x in found)
            and (not found or mention.kind == "transfer")
        ):
            found.append(more)
    return tuple(found)


def _elsewhere(
    reading: Reading, mention: Mention, before: Sequence[Location], nearby: Sequence[Toponym], main: LocationRole
) -> Location | None:
    if mention.kind == "decline-comment":
        return None
    moves = bool({"from", "to"} & set(mention.roles))
    if not moves and (beside := _beside(reading, mention, main, before)) is not None:
        return beside
    span = mention.span(reading)
    sentence = reading.trees[mention.sentence].sentence
    here = [t for t in nearby if sentence.start <= t.start < sentence.end and _is_local(t)]
    here = here or sorted(
        (
            t
            for t in reading.toponyms
            if sentence.start <= t.start < sentence.end and _is_local(t) and _is_adverbial(reading, mention.sentence, t)
        ),
        key=lambda t: abs(t.start - span.start),
    )
    if here and not moves:
        return Location(
            role=main, place=_with_offset(reading, here[0]), span=Span(start=here[0].start, end=here[0].end)
        )
    if mention.kind in _PLACELESS and not _is_nearby(reading, mention, before):
        return None
    return _carried(reading, span, before, main)


def _is_one_place(a: Location, b: Location) -> bool:
    """Whether two locations are one place by reference or by name: nobody moves from a base to the same base."""
    same = a.place.ref is not None and a.place.ref == b.place.ref
    x, y = set(a.place.name.casefold().split()), set(b.place.name.casefold().split())
    return same or x <= y or y <= x


def _is_nearby(reading: Reading, mention: Mention, before: Sequence[Location]) -> bool:
    """Whether the sentence itself has a claim with a place: talk happens where its sentence's deeds do."""
    return any(x.span is not None and reading.sentence_at(x.span.start) == mention.sentence for x in before)


def _beside(reading: Reading, mention: Mention, main: LocationRole, before: Sequence[Location]) -> Location | None:
    """Return the place of a phrase right behind the trigger: `seized off Misrata`, `arrived by rail in the town`."""
    tree = reading.trees[mention.sentence]
    for i in dict.fromkeys((mention.tokens[-1], mention.predicate)):
        found = [*tree.phrases(i), *((tree.preposition(k) or "", k) for k in tree.kids(i, "obl", "nmod"))]
        for preposition, k in found:
            node = Node(sentence=mention.sentence, token=k)
            if (
                preposition in _AT
                and not reading.is_time(mention.sentence, k)
                and fits(reading, node, "place", strict=True)
            ):
                return _of_words(reading, node, main, before)
    return None


def _is_adverbial(reading: Reading, sentence: int, toponym: Toponym) -> bool:
    """Whether a place name stands in a phrase of place, not in the name of a body or a person's home."""
    tree = reading.trees[sentence]
    first = next((i for i, t in enumerate(tree.tokens) if t.start >= toponym.start), None)
    if first is None:
        return False
    chunk = tree.chunk_at[first]
    before = (chunk.start if chunk is not None else first) - 1
    return (
        before >= 0
        and tree.lower[before] in _AT | {"of", "from", "to"}
        and (
            chunk is None
            or chunk.head == first
            or tree.lemmas[chunk.head] in noun_classes()["facility"] | noun_classes()["place"]
            or tree.upos[chunk.head] == "PROPN"
        )
    )


def _with_offset(reading: Reading, toponym: Toponym) -> Place:
    """Return `40 km north of Agadez` as it is written, around the point of Agadez."""
    match = _OFFSET.search(reading.text, max(0, toponym.start - 60), toponym.start)
    if match is None or match.end() != toponym.start:
        return toponym.place
    number, unit = float(match["n"].replace(",", "")), match["unit"].casefold()
    metres = number * (1609.34 if unit.startswith("mile") else 1000.0 if unit.startswith("k") else 1.0)
    name = reading.text[match.start() : toponym.end]
    return replace(toponym.place, name=name, radius_m=metres, kind="area", ref=None, within=toponym.place.ref)


def _carried(reading: Reading, span: Span, before: Sequence[Location], main: LocationRole) -> Location | None:
    here = reading.sentence_at(span.start) or 0
    near = [x for x in before if x.span is not None and here - (reading.sentence_at(x.span.start) or 0) <= REACH]
    if near:
        chosen = next((x for x in reversed(near) if x.role != "to" or main == "to"), near[-1])
        return replace(chosen, role=main)
    earlier = [
        t
        for t in reading.toponyms
        if t.start < span.start and _is_local(t) and here - (reading.sentence_at(t.start) or 0) <= 1
    ]
    if earlier:
        last = earlier[-1]
        return Location(role=main, place=last.place, span=Span(start=last.start, end=last.end))
    dateline = reading.report.dateline
    if dateline and here <= REACH:
        first = next((t for t in reading.toponyms if t.start < len(dateline) + 40), None)  # a dateline and its credit
        place = first.place if first is not None else Place(name=dateline.split(",")[0])
        return Location(role=main, place=place, span=Span(start=first.start, end=first.end) if first else None)
    return None


def _is_local(toponym: Toponym) -> bool:
    """Whether a place is small enough to say where something happened: no country by itself."""
    return is_place_name(toponym) and toponym.place.kind not in {"country", "continent"}


def _of_object(reading: Reading, mention: Mention) -> Location | None:
    """Return the place that the object names: `the river port of Malakal`, `the Ghulam Khan crossing`."""
    for role in ("object", "agent"):
        for token in mention.roles.get(role, ()):
            node = Node(sentence=mention.sentence, token=token)
            if role == "agent" and mention.kind not in {"be-present", "be-absent", "withdraw", "attack"}:
                continue
            span = name_span(reading, node)
            inside = [t for t in reading.toponyms if span.start <= t.start < span.end and _is_local(t)]
            if (
                not inside
                and mention.kind in {"seize", "hold", "lose"}
                and reading.trees[node.sentence].lemmas[node.token] in noun_classes()["place"]
            ):
                return _of_words(reading, node, "at", ())
            if not inside:
                continue
            found = classes(reading, node)
            tree = reading.trees[node.sentence]
            if role == "agent" or (found & {"person", "force", "body"} and not found & {"facility", "place"}):
                named = [t for t in inside if _hangs_by_place(reading, node.sentence, t)]
                return (
                    Location(role="at", place=named[0].place, span=Span(start=named[0].start, end=named[0].end))
                    if named
                    else None
                )
            if tree.lemmas[node.token] in noun_classes()["facility"] or found & {"facility", "place"}:
                return Location(role="at", place=_facility(span.of(reading.text), inside[-1]), span=span)
            return Location(role="at", place=inside[-1].place, span=Span(start=inside[-1].start, end=inside[-1].end))
    return None


def _hangs_by_place(reading: Reading, sentence: int, toponym: Toponym) -> bool:
    tree = reading.trees[sentence]
    inside = [i for i, t in enumerate(tree.tokens) if toponym.start <= t.start < toponym.end]
    return any(tree.preposition(i) in {"at", "in", "on", "near", "off", "outside"} for i in inside)


def _facility(name: str, toponym: Toponym | None) -> Place:
    """Return a facility that only its town places; a name that the gazetteer knows as a whole keeps its point."""
    if toponym is None:
        return Place(name=name)
    place = toponym.place
    if (
        place.kind in {"airport", "base", "crossing", "hospital", "facility", "port", "camp", "dam"}
        or name.casefold() == place.name.casefold()
    ):
        return replace(place, name=name if len(name) < 80 else place.name)  # noqa: PLR2004  # longer is no name
    return Place(
        name=name,
        lat=place.lat,
        lon=place.lon,
        radius_m=max(FACILITY_RADIUS_M, place.radius_m or 0.0),
        kind="facility",
        within=place.ref or place.within,
    )


def _of_words(  # noqa: PLR0911  # one return a construction
    reading: Reading, node: Node, role: LocationRole, before: Sequence[Location]
) -> Location | None:  # one return a sort of words
    tree = reading.trees[node.sentence]
    word = tree.lower[node.token]
    span = name_span(reading, node, whole=False)
    if word in _DEICTIC or word in PRONOUNS:
        if (
            word in PRONOUNS
            and (other := antecedent(reading, node)) is not None
            and classes(reading, other) & {"place", "facility", "settlement"}
        ):
            return _of_words(reading, other, role, before)
        return _last(reading, span, before, role)
    span = _with_town(reading, node, span)
    inside = [t for t in reading.toponyms if span.start <= t.start < span.end]
    exact = next((t for t in inside if t.start <= tree.tokens[node.token].start < t.end), None)
    lemma = tree.lemmas[node.token]
    if exact is not None and (placed := _with_offset(reading, exact)) != exact.place:
        return Location(role=role, place=placed, span=Span(start=exact.start, end=exact.end))
    if exact is not None and lemma not in noun_classes()["facility"]:
        whole = span.of(reading.text)
        longer = any(w in _SIDES for w in whole.casefold().split())
        return Location(
            role=role,
            place=replace(exact.place, name=whole) if longer else exact.place,
            span=Span(start=exact.start, end=exact.end),
        )
    if inside:
        if lemma in {"town", "city", "village", "district", "province", "region", "area"} or lemma in {
            "north",
            "south",
            "east",
            "west",
        }:
            return Location(role=role, place=inside[-1].place, span=Span(start=inside[-1].start, end=inside[-1].end))
        return Location(role=role, place=_facility(span.of(reading.text), exact or inside[-1]), span=span)
    return _unnamed(reading, node, role, span, before)


def _is_definite(reading: Reading, node: Node) -> bool:
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    start = chunk.start if chunk is not None else node.token
    return tree.lower[start] in {"the", "this", "that", "its", "their"}


def _same_sort(reading: Reading, node: Node, before: Sequence[Location], role: LocationRole) -> Location | None:
    """Return the last facility of that sort named anywhere before, for `the airport`, `the base` with an article."""
    tree = reading.trees[node.sentence]
    if not _is_definite(reading, node):
        return None
    lemma = tree.lemmas[node.token]
    sort = _AIRFIELDS if lemma in _AIRFIELDS else frozenset({lemma})
    exact = [x for x in before if lemma in x.place.name.casefold().split()]
    named = exact or [x for x in before if set(x.place.name.casefold().split()) & sort]
    return replace(named[-1], role=role) if named else None


_AIRFIELDS = frozenset({"airport", "airfield", "airbase", "base", "airstrip", "aerodrome", "facility"})
_COMPASS = cues("rules")["scene_compass"]


def _with_town(reading: Reading, node: Node, span: Span) -> Span:
    """Return a facility's name with the town right behind it, whatever the tree says: `the sugar mill at Kisumu`."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or chunk.head != node.token:
        return span
    end = chunk.end
    while end + 1 < len(tree) and tree.lower[end] in {"in", "at", "of", "near", "on", "outside"}:
        behind = tree.chunk_at[end + 1]
        if (
            behind is None
            or reading.is_time(node.sentence, behind.head)
            or tree.upos[behind.head] not in {"PROPN", "NOUN"}
        ):
            break
        if tree.upos[behind.head] == "PROPN":
            return (
                Span(
                    start=min(span.start, tree.tokens[chunk.start].start),
                    end=max(span.end, tree.tokens[behind.end - 1].end),
                )
                if span.start >= tree.tokens[chunk.start].start
                else span
            )
        end = behind.end
    return span


def _unnamed(  # noqa: PLR0911  # one return a construction
    reading: Reading, node: Node, role: LocationRole, span: Span, before: Sequence[Location]
) -> Location | None:
    """Return the place of words without a known name: `the base`, `a bus depot`, `the gate`, or `Tessalit airstrip`."""
    tree = reading.trees[node.sentence]
    name = span.of(reading.text)
    found = classes(reading, node)
    if tree.upos[node.token] != "PROPN" and found & {"person", "force"} and not found & _SITES:
        return None
    if any(tree.upos[k] == "PROPN" for k in tree.noun_phrase(node.token)) or span.end > name_span(reading, node).end:
        return Location(role=role, place=Place(name=name), span=span)
    if tree.lemmas[node.token] in _COMPASS:
        return Location(role=role, place=Place(name=name, kind="area"), span=span)
    last = _same_sort(reading, node, before, role) or _last(reading, span, before, role)
    inside = tree.sentence
    town = next((t for t in reading.toponyms if inside.start <= t.start < span.start and _is_local(t)), None)
    if (
        tree.lemmas[node.token] in _BARE | _PARTS
        and last is not None
        and (tree.lemmas[node.token] in _PARTS or _is_definite(reading, node))
    ):
        return last
    if tree.lemmas[node.token] in noun_classes()["place"] and not _is_definite(reading, node):
        return Location(role=role, place=Place(name=name), span=span)
    if town is not None:
        return Location(role=role, place=town.place, span=Span(start=town.start, end=town.end))
    return last or Location(role=role, place=Place(name=name), span=span)


_SITES = frozenset({"place", "facility", "settlement"})
_PARTS = cues("rules")["scene_parts"]
_SIDES = cues("rules")["scene_sides"]


def _last(reading: Reading, span: Span, before: Sequence[Location], role: LocationRole) -> Location | None:
    here = reading.sentence_at(span.start) or 0
    near = [
        x
        for x in before
        if x.span is not None and x.span.start < span.start and here - (reading.sentence_at(x.span.start) or 0) <= REACH
    ]
    if near:
        return replace(near[-1], role=role)
    earlier = [
        t
        for t in reading.toponyms
        if t.start < span.start and _is_local(t) and here - (reading.sentence_at(t.start) or 0) <= REACH
    ]
    return (
        Location(role=role, place=earlier[-1].place, span=Span(start=earlier[-1].start, end=earlier[-1].end))
        if earlier
        else None
    )
