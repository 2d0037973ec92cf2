"""Where an event took place, as its words, its sentence or the discourse before it say: Location records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from firsthand.core.claim import Location
from firsthand.core.evidence import Span
from firsthand.core.parse import Toponym
from firsthand.core.spacetime import Place
from firsthand.data.words import noun_classes
from firsthand.read.coref import antecedent
from firsthand.read.reading import Node, Reading
from firsthand.read.what import Mention
from firsthand.read.who import PRONOUNS, classes, name_span

LocationRole = Literal["at", "from", "to"]
REACH = 3  # sentences over which a place is carried on
FACILITY_RADIUS_M = 10_000.0  # a facility of which only the town is known lies within about this of the town's point
_MAIN_ROLE: dict[str, LocationRole] = {"withdraw": "from", "arrive": "to", "transfer": "from", "evacuate": "from", "deploy": "to", "seize": "at"}  # fmt: skip
_PLACELESS = frozenset({"demand", "agree", "plan", "deny", "decline-comment", "statement", "order", "refuse"})
_OFFSETS = frozenset({"km", "kilometre", "kilometer", "mile", "metre", "meter", "miles", "kilometres", "kilometers"})
_DEICTIC = frozenset({"there", "here", "inside", "outside", "nearby", "behind", "home"})
_BARE = frozenset("base facility town city village site area compound place camp airport post centre center building province region territory country".split())  # fmt: skip


def locations(reading: Reading, mention: Mention, before: Sequence[Location], nearby: Sequence[Toponym]) -> tuple[Location, ...]:
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
    for role in ("from", "to", "at"):
        for token in roles.get(role, ()):
            location = _of_words(reading, Node(sentence=mention.sentence, token=token), role, before)  # type: ignore[arg-type]  # one of three literals
            if location is not None and not any(location.place.name == other.place.name for other in found):
                found.append(location)
    if mention.borrowed is not None and not found:
        return locations(reading, mention.borrowed, before, nearby)
    main = _MAIN_ROLE.get(mention.kind, "at")
    if not found and (inner := _of_object(reading, mention)):
        found += [replace(inner, role="at" if mention.kind in {"seize", "attack", "close"} else main)]
    if not found or (mention.kind in {"transfer", "arrive"} and not any(x.role == main for x in found)):
        more = _elsewhere(reading, mention, before, nearby, main)
        if more is not None and not any(more.place.name == x.place.name for x in found) and (not found or mention.kind == "transfer"):
            found.append(more)
    return tuple(found)


def _elsewhere(reading: Reading, mention: Mention, before: Sequence[Location], nearby: Sequence[Toponym], main: LocationRole) -> Location | None:
    if mention.kind == "decline-comment":
        return None
    span = mention.span(reading)
    tree = reading.trees[mention.sentence]
    here = [t for t in nearby if tree.sentence.start <= t.start < tree.sentence.end and _is_local(t)]
    if here and "from" not in mention.roles and "to" not in mention.roles:
        return Location(role=main, place=here[0].place, span=Span(start=here[0].start, end=here[0].end))
    if mention.kind in _PLACELESS:
        return None
    return _carried(reading, span, before, main)


def _carried(reading: Reading, span: Span, before: Sequence[Location], main: LocationRole) -> Location | None:
    here = reading.sentence_at(span.start) or 0
    near = [x for x in before if x.span is not None and here - (reading.sentence_at(x.span.start) or 0) <= REACH]
    if near:
        chosen = next((x for x in reversed(near) if x.role != "to" or main == "to"), near[-1])
        return replace(chosen, role=main)
    earlier = [t for t in reading.toponyms if t.start < span.start and _is_local(t) and here - (reading.sentence_at(t.start) or 0) <= 1]
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
    return toponym.place.kind not in {"country", "continent"}


def _of_object(reading: Reading, mention: Mention) -> Location | None:
    """Return the place that the object names: `the river port of Malakal`, `the Ghulam Khan crossing`."""
    for role in ("object", "agent"):
        for token in mention.roles.get(role, ()):
            node = Node(sentence=mention.sentence, token=token)
            if role == "agent" and mention.kind not in {"be-present", "be-absent", "withdraw", "attack"}:
                continue
            span = name_span(reading, node)
            inside = [t for t in reading.toponyms if span.start <= t.start < span.end and _is_local(t)]
            if not inside:
                continue
            found = classes(reading, node)
            tree = reading.trees[node.sentence]
            if role == "agent" or (found & {"person", "force", "body"} and not found & {"facility", "place"}):
                named = [t for t in inside if _hangs_by_place(reading, node.sentence, t)]
                return Location(role="at", place=named[0].place, span=Span(start=named[0].start, end=named[0].end)) if named else None
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
    if place.kind in {"airport", "base", "crossing", "hospital", "facility", "port", "camp", "dam"} or name.casefold() == place.name.casefold():
        return replace(place, name=name if len(name) < 80 else place.name)  # noqa: PLR2004  # longer is no name
    return Place(name=name, lat=place.lat, lon=place.lon, radius_m=max(FACILITY_RADIUS_M, place.radius_m or 0.0), kind="facility", within=place.ref or place.within)


def _of_words(reading: Reading, node: Node, role: LocationRole, before: Sequence[Location]) -> Location | None:
    tree = reading.trees[node.sentence]
    word = tree.lower[node.token]
    span = name_span(reading, node)
    if word in _DEICTIC or word in PRONOUNS:
        if word in PRONOUNS and (other := antecedent(reading, node)) is not None and classes(reading, other) & {"place", "facility", "settlement"}:
            return _of_words(reading, other, role, before)
        return _last(reading, span, before, role)
    inside = [t for t in reading.toponyms if span.start <= t.start < span.end]
    exact = next((t for t in inside if t.start <= tree.tokens[node.token].start < t.end), None)
    lemma = tree.lemmas[node.token]
    if exact is not None and lemma not in noun_classes()["facility"] and not _is_offset(reading, span):
        whole = span.of(reading.text)
        longer = any(w in _SIDES for w in whole.casefold().split())
        return Location(role=role, place=replace(exact.place, name=whole) if longer else exact.place, span=Span(start=exact.start, end=exact.end))
    if inside:
        if lemma in {"town", "city", "village", "district", "province", "region", "area"} or lemma in {"north", "south", "east", "west"} and not _is_offset(reading, span):
            return Location(role=role, place=inside[-1].place, span=Span(start=inside[-1].start, end=inside[-1].end))
        return Location(role=role, place=_facility(span.of(reading.text), exact or inside[-1]), span=span)
    if lemma in _BARE and any(tree.lower[k] in {"the", "this", "that", "its", "their"} for k in tree.kids(node.token, "det", "nmod:poss")) and (last := _last(reading, span, before, role)) is not None:
        return last
    town = _last(reading, span, before, role)
    name = span.of(reading.text)
    if town is not None and len(name) < 60:  # noqa: PLR2004  # longer is no name
        near = Toponym(start=span.start, end=span.end, place=town.place)
        return Location(role=role, place=_facility(f"{name}", near), span=span) if lemma not in _BARE else town
    return Location(role=role, place=Place(name=name), span=span)


_SIDES = frozenset({"northern", "southern", "eastern", "western", "north", "south", "east", "west", "central", "northeastern", "northwestern", "southeastern", "southwestern", "suburbs", "suburb", "outskirts", "countryside", "side", "northeast", "northwest", "southeast", "southwest"})  # fmt: skip


def _is_offset(reading: Reading, span: Span) -> bool:
    return any(word in _OFFSETS for word in span.of(reading.text).casefold().split())


def _last(reading: Reading, span: Span, before: Sequence[Location], role: LocationRole) -> Location | None:
    here = reading.sentence_at(span.start) or 0
    near = [x for x in before if x.span is not None and x.span.start < span.start and here - (reading.sentence_at(x.span.start) or 0) <= REACH]
    if near:
        return replace(near[-1], role=role)
    earlier = [t for t in reading.toponyms if t.start < span.start and _is_local(t) and here - (reading.sentence_at(t.start) or 0) <= REACH]
    return Location(role=role, place=earlier[-1].place, span=Span(start=earlier[-1].start, end=earlier[-1].end)) if earlier else None
