"""Where an event took place, as its words, its sentence or the discourse before it say: Location records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from firsthand.core.claim import Location
from firsthand.core.evidence import Span
from firsthand.core.parse import Toponym
from firsthand.data.actors import actors
from firsthand.data.words import cues, noun_classes
from firsthand.read.gazetteer.gazetteer import FACILITIES
from firsthand.read.reading import Node, Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention
from firsthand.read.where.carried import carried
from firsthand.read.where.domestic import at_home, is_met
from firsthand.read.where.epithets import land
from firsthand.read.where.phrase import (
    WIDE,
    LocationRole,
    Scene,
    facility,
    is_local,
    is_town_itself,
    of_words,
    placed_by_clause,
    told_site,
    with_offset,
)
from firsthand.read.where.wide import is_of_land
from firsthand.read.who.participants import actor_in, classes, fits, is_place_name, name_span

_LOCATION_ROLES: tuple[LocationRole, ...] = ("from", "to", "at")
_MAIN_ROLE: dict[str, LocationRole] = {
    "withdraw": "from", "arrive": "to", "transfer": "from", "evacuate": "from", "deploy": "to", "seize": "at",
}  # fmt: skip
_PLACELESS = cues("rules")["scene_placeless"]
_AT = cues("rules")["scene_at"]
_RULERS = cues("rules")["scene_rulers"]
_FROM_SOMEWHERE = frozenset({"transfer", "withdraw", "evacuate"})
_BIDDING = frozenset({"order", "demand"})
_LEAVING = frozenset(
    {"leave", "withdraw", "depart", "go", "oust", "ouster", "expel", "expulsion", "ousting", "quit", "exit"}
)
_OF_POSTED = frozenset({"be-present", "be-absent", "withdraw", "evacuate", "transfer"})
_POSTED = frozenset({"station", "base", "deploy", "house", "garrison", "locate", "quarter"})
_EXITS = frozenset({"withdrawal", "exit", "pullout", "pull-out", "departure", "drawdown"})
_WHOLE = frozenset({"full", "final", "total", "complete", "entire", "overall", "wider"})
_AHEAD = frozenset({"to", "will", "would", "shall"})
_BOUND = frozenset({"for", "to", "toward", "towards", "into"})
_IN = re.compile(r"\b(?:in|across|inside|throughout)\s(?:the\s)?\Z", re.IGNORECASE)
_LEAD = 16  # characters before a name in which its preposition stands
_LOOK_BACK = 3  # words before a noun or a verb that belong to it
_OF_OBJECT = frozenset({"hand-over", "seize", "lose", "close", "reopen", "attack", "damage"})


def locations(reading: Reading, mention: Mention, scene: Scene, nearby: Sequence[Toponym]) -> tuple[Location, ...]:
    """Return where an event took place.

    Args:
        reading: The report.
        mention: The event.
        scene: Places of the claims before it and sites of the report; a bare `there`, `the base` or nothing at all is
            understood of them.
        nearby: Toponyms that the place room holds to be the event's, nearest first.
    """
    found: list[Location] = []
    if (special := _of_kind(reading, mention, scene)) is not None:
        return (special,)
    for role in _LOCATION_ROLES:
        for token in mention.roles.get(role, ()):
            location = of_words(reading, Node(sentence=mention.sentence, token=token), role, scene)
            if location is not None and not any(_adds_nothing(location, other) for other in found):
                found.append(location)
    if mention.borrowed is not None and not found:
        return locations(reading, mention.borrowed, scene, nearby)
    main = _MAIN_ROLE.get(mention.kind, "at")
    found += _joined(reading, mention, scene, found)
    if not found and (post := _posted(reading, mention, main, scene)):
        found.append(post)
    if not found and (inner := _of_object(reading, mention, scene)):
        found += [replace(inner, role="at" if mention.kind in {"seize", "attack", "close"} else main)]
    if not found or (mention.kind in _FROM_SOMEWHERE and all(x.role == "to" for x in found)):
        more = None if is_met(reading, mention) else _elsewhere(reading, mention, scene, nearby, main)
        if more is not None and not any(_is_one_place(more, x) for x in found):
            found.append(more)
    return tuple(found)


def _joined(reading: Reading, mention: Mention, scene: Scene, found: Sequence[Location]) -> list[Location]:
    """Return the places joined to those found by the same preposition: `from the port and from the larger base`."""
    tree = reading.trees[mention.sentence]
    more: list[Location] = []
    for preposition, k in tree.phrases(mention.tokens[-1]):
        chunk = tree.chunk_at[k]
        role = next((x.role for x in found if x.role == preposition), None)
        before = chunk.start - 2 if chunk is not None else 0
        if role is None or before < 1 or tree.lower[before] != "and" or k in mention.roles.get(role, ()):
            continue
        place = of_words(reading, Node(sentence=mention.sentence, token=k), role, scene)
        if place is not None and not any(_is_one_place(place, x) for x in found):
            more.append(place)
    return more


def _of_kind(reading: Reading, mention: Mention, scene: Scene) -> Location | None:
    """Return the place that the kind of event is about before all phrases of place in its clause."""
    if mention.kind == "withdraw":
        return _whole_country(reading, mention, scene)
    if mention.kind in _BIDDING:
        return _bidden(reading, mention, scene)
    if mention.kind == "statement":
        return at_home(reading, mention, scene)
    if mention.kind not in _OF_OBJECT:
        return None
    if mention.kind == "attack" and _is_unplaced(reading, mention) and is_of_land(reading, mention, None):
        return Location(role="at", place=wide) if (wide := land(reading, scene.sites)) is not None else None
    return _of_what(reading, mention, scene)


def _of_what(reading: Reading, mention: Mention, scene: Scene) -> Location | None:
    """Return the site that is handed over, taken or hit, as its words name or describe it."""
    nodes = (Node(sentence=mention.sentence, token=token) for token in mention.roles.get("object", ()))
    if (told := next((one for node in nodes if (one := told_site(reading, node, "at", scene))), None)) is not None:
        return told
    site = _of_object(reading, mention, scene)
    return replace(site, role="at") if site is not None and site.place.kind in FACILITIES else None


def _is_unplaced(reading: Reading, mention: Mention) -> bool:
    """Whether a sentence names no place that something may be at: `450 attacks on targets`."""
    sentence = reading.trees[mention.sentence].sentence
    return not any(sentence.start <= t.start < sentence.end and is_place_name(t) for t in reading.toponyms)


def _whole_country(reading: Reading, mention: Mention, scene: Scene) -> Location | None:
    """Return the country that a `full withdrawal` is from, or one `to be completed by December`, naming no place.

    What is still to be left when all is to be left is the country, not the base told of before.
    """
    country = scene.sites.country
    if country is None or mention.kind != "withdraw" or set(mention.roles) & {"from", "at"}:
        return None
    tree = reading.trees[mention.sentence]
    subject = tree.surface_subject(mention.token) if mention.form != "noun" else None
    noun = next((k for k in (mention.token, subject) if k is not None and tree.lemmas[k] in _EXITS), None)
    if noun is None or any(tree.preposition(k) == "from" for k in tree.kids(noun, "nmod", "obl")):
        return None
    chunk = tree.chunk_at[noun]
    if chunk is not None and any(tree.lower[k] in _WHOLE for k in range(chunk.start, noun)):
        return Location(role="from", place=country)
    own = any(tree.lower[k] in {"its", "their", "our"} for k in tree.kids(noun, "nmod:poss"))
    ahead = any(tree.lower[k] in _AHEAD for k in range(max(0, mention.predicate - _LOOK_BACK), mention.predicate))
    return Location(role="from", place=country) if own and ahead and mention.phase == "ends" else None


def _posted(reading: Reading, mention: Mention, main: LocationRole, scene: Scene) -> Location | None:
    """Return where those are posted of whom it is told: `the soldiers stationed at the northern base are to remain`."""
    tree = reading.trees[mention.sentence]
    if mention.kind not in _OF_POSTED:
        return None
    for agent in mention.roles.get("agent", ()):
        chunk = tree.chunk_at[agent]
        verb = chunk.end if chunk is not None else agent + 1
        while tree.lower[verb : verb + 1] == ["of"] and (chunk := tree.chunk_at[verb + 1]) is not None:
            verb = chunk.end
        if verb >= len(tree) or tree.lemmas[verb] not in _POSTED:
            continue
        for preposition, k in tree.phrases(verb):
            node = Node(sentence=mention.sentence, token=k)
            if preposition in _AT and fits(reading, node, "place", strict=True):
                return of_words(reading, node, main, scene)
    return None


def _adds_nothing(location: Location, other: Location) -> bool:
    """Whether a place is the same as one found before, named within it, or only the country or region around it."""
    if location.place.name == other.place.name:
        return True
    return location.role == "at" and (location.place.kind in WIDE or location.place.name in other.place.name)


def _elsewhere(
    reading: Reading, mention: Mention, scene: Scene, nearby: Sequence[Toponym], main: LocationRole
) -> Location | None:
    if mention.kind == "decline-comment" or (mention.kind == "visit" and _of_a_state(reading, mention)):
        return None
    moves = bool({"from", "to"} & set(mention.roles))
    if not moves and (beside := _beside(reading, mention, main, scene)) is not None:
        return beside
    span = mention.span(reading)
    sentence = reading.trees[mention.sentence].sentence
    inside = [t for t in reading.toponyms if sentence.start <= t.start < sentence.end and is_local(t)]
    inside = [t for t in inside if not scene.sites.is_dateline(t) and not _acts(reading, mention.sentence, t)]
    if main == "from":
        inside = [t for t in inside if not _is_bound_for(reading, mention.sentence, t)]
    here = [t for t in nearby if t in inside]
    here = here or sorted(
        (t for t in inside if _is_adverbial(reading, mention.sentence, t)), key=lambda t: abs(t.start - span.start)
    )
    if here and not moves:
        return Location(role=main, place=with_offset(reading, here[0]), span=Span(start=here[0].start, end=here[0].end))
    if (wide := _wide(reading, mention, main, scene, moves=moves)) is not None:
        return wide
    if mention.kind in _PLACELESS and not _is_nearby(reading, mention, scene):
        return _of_talk(reading, mention, scene)
    return carried(reading, span, scene, main)


def _wide(reading: Reading, mention: Mention, main: LocationRole, scene: Scene, *, moves: bool) -> Location | None:
    """Return the country or land that something is told of as a whole, by its sentence or by its sort."""
    if not moves and (stated := _stated_country(reading, mention, main, scene)) is not None:
        return stated
    place = land(reading, scene.sites) if is_of_land(reading, mention, scene.sites.country) else None
    return Location(role=main, place=place) if place is not None else None


def _stated_country(reading: Reading, mention: Mention, main: LocationRole, scene: Scene) -> Location | None:
    """Return the only country that a sentence without a nearer place says something to be in: `fought in Kerria`."""
    sentence = reading.trees[mention.sentence].sentence
    if _is_nearby(reading, mention, scene):
        return None
    told = [t for t in reading.toponyms if sentence.start <= t.start < sentence.end and is_place_name(t)]
    told = [t for t in told if not scene.sites.is_dateline(t)]
    if (
        len(told) != 1
        or told[0].place.kind != "country"
        or not _IN.search(reading.text[max(0, told[0].start - _LEAD) : told[0].start])
    ):
        return None
    return Location(role=main, place=told[0].place, span=Span(start=told[0].start, end=told[0].end))


def _of_a_state(reading: Reading, mention: Mention) -> bool:
    """Whether what is visited is a state, which is nowhere near: `visited Russia last October`."""
    nodes = (Node(sentence=mention.sentence, token=token) for token in mention.roles.get("object", ()))
    found = (actors().match(name_span(reading, node).of(reading.text)) for node in nodes)
    return any(actor is not None and actor.type == "state" for actor in found)


def _bidden(reading: Reading, mention: Mention, scene: Scene) -> Location | None:
    """Return where what is ordered or demanded is to be done: `told them to leave the base`.

    Whom a country's own rulers tell to leave, and no place is named, they tell to leave the country.
    """
    tree = reading.trees[mention.sentence]
    told = [*mention.roles.get("object", ()), *tree.kids(mention.token, "xcomp", "ccomp")]
    told = [k for k in told if tree.upos[k] == "VERB" and k > mention.token]
    for verb in told:
        behind = [k for preposition, k in tree.phrases(verb) if preposition in _AT | {"from", "out of"}]
        for k in (*([obj] if (obj := tree.undergoer(verb)) is not None else []), *behind):
            node = Node(sentence=mention.sentence, token=k)
            if not reading.is_time(mention.sentence, k) and fits(reading, node, "place", strict=True):
                return of_words(reading, node, "at", scene)
    leaves = any(tree.lemmas[k] in _LEAVING for k in (*told, mention.token, *_to_do(tree, mention.token)))
    country = scene.sites.country
    home = actors().match(country.name) if country is not None else None
    if not leaves or home is None or country is None or {"at", "from"} & set(mention.roles):
        return None
    agents = [
        name_span(reading, Node(sentence=mention.sentence, token=k)).of(reading.text)
        for k in mention.roles.get("agent", ())
    ]
    known = [actor.side for agent in agents if (actor := actor_in(agent)) is not None]
    ruled = any(tree.lemmas[k] in _RULERS for k in mention.roles.get("agent", ()))
    return Location(role="at", place=country) if home.side in known or (ruled and not known) else None


def _to_do(tree: Tree, i: int) -> list[int]:
    """Return the infinitives behind a verb: what it tells others to do, however the tree joins them."""
    return [k for k in range(i + 2, len(tree)) if tree.lower[k - 1] == "to" and tree.upos[k] == "VERB"]


def _of_talk(reading: Reading, mention: Mention, scene: Scene) -> Location | None:
    """Return what a demand, an order or an accord is about where its sentence names no place.

    An accord, or what a state's rulers want, is about the country; all else about the report's own site.
    """
    tree = reading.trees[mention.sentence]
    accord = any(tree.lemmas[k] in noun_classes()["compact"] for k in mention.roles.get("object", ()))
    manner = mention.token > 0 and tree.lower[mention.token - 1] == "in"  # "moved in coordination with" them
    if manner and scene.before:
        return carried(reading, mention.span(reading), scene, "at")
    rulers = any(tree.lemmas[k] in _RULERS for k in mention.roles.get("agent", ()))
    site = scene.sites.main.place if scene.sites.main is not None else None
    place = scene.sites.country if site is None or accord or rulers else site
    return Location(role="at", place=place) if place is not None else None


def _is_one_place(a: Location, b: Location) -> bool:
    """Whether two locations are one place by reference or by name: nobody moves from a base to the same base."""
    same = a.place.ref is not None and a.place.ref == b.place.ref
    x, y = set(a.place.name.casefold().split()), set(b.place.name.casefold().split())
    return same or x <= y or y <= x


def _is_nearby(reading: Reading, mention: Mention, scene: Scene) -> bool:
    """Whether the sentence itself has a claim with a place: talk happens where its sentence's deeds do."""
    return any(x.span is not None and reading.sentence_at(x.span.start) == mention.sentence for x in scene.before)


def _beside(reading: Reading, mention: Mention, main: LocationRole, scene: Scene) -> Location | None:
    """Return the place of a phrase right behind the trigger: `seized off Misrata`, `arrived by rail in the town`."""
    tree = reading.trees[mention.sentence]
    for i in dict.fromkeys((mention.tokens[-1], mention.predicate)):
        found = [*tree.phrases(i), *((tree.preposition(k) or "", k) for k in tree.kids(i, "obl", "nmod"))]
        for preposition, k in found:
            node = Node(sentence=mention.sentence, token=k)
            if (
                preposition in _AT
                and not (k in mention.roles.get("agent", ()) and _is_bare_name(reading, node))
                and not (preposition == "across" and mention.kind in {"withdraw", "evacuate", "transfer"})
                and not reading.is_time(mention.sentence, k)
                and fits(reading, node, "place", strict=True)
            ):
                return of_words(reading, node, main, scene)
    return None


def _is_bare_name(reading: Reading, node: Node) -> bool:
    """Whether who does it has no place in his name: `was attacked by Luk`, not `by the mission in the Gao region`."""
    span = name_span(reading, node)
    return not any(t.start < span.end and span.start < t.end and is_place_name(t) for t in reading.toponyms)


def _acts(reading: Reading, sentence: int, toponym: Toponym) -> bool:
    """Whether a capital stands for its government, as a subject or one side of two: `after Moscow announced`."""
    tree = reading.trees[sentence]
    first = next((i for i, t in enumerate(tree.tokens) if t.start >= toponym.start), None)
    if first is None:
        return False
    sides = tree.preposition(first) == "between" or (
        tree.rel(first) == "conj" and tree.preposition(tree.head(first) or first) == "between"
    )
    if not sides and not tree.rel(first).startswith("nsubj"):
        return False
    actor = actors().match(tree.words[first])
    return actor is not None and tree.words[first] in actor.government


def _is_bound_for(reading: Reading, sentence: int, toponym: Toponym) -> bool:
    """Whether a place is where something goes: `planes bound for the base`, `on their way to the port`."""
    tree = reading.trees[sentence]
    first = next((i for i, t in enumerate(tree.tokens) if t.start >= toponym.start), None)
    if first is None:
        return False
    chunk = tree.chunk_at[first]
    start = chunk.start if chunk is not None else first
    return tree.lower[max(0, start - 1)] in _BOUND or tree.lower[max(0, start - 2) : start] == ["direction", "of"]


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


def _of_object(  # noqa: PLR0911  # one return a sort of object
    reading: Reading, mention: Mention, scene: Scene
) -> Location | None:
    """Return the place that the object names: `the river port of Malakal`, `the Ghulam Khan crossing`."""
    for role in ("object", "agent"):
        for token in mention.roles.get(role, ()):
            node = Node(sentence=mention.sentence, token=token)
            if role == "agent" and mention.kind not in {"be-present", "be-absent", "withdraw", "attack"}:
                continue
            span = name_span(reading, node)
            inside = [
                t
                for t in reading.toponyms
                if t.start < span.end
                and span.start < t.end
                and (is_local(t) or (is_place_name(t) and _hangs_by_place(reading, node.sentence, t)))
            ]
            if (
                not inside
                and mention.kind in {"seize", "hold", "lose"}
                and reading.trees[node.sentence].lemmas[node.token] in noun_classes()["place"]
            ):
                return of_words(reading, node, "at", scene)
            built = classes(reading, node) & {"facility", "place", "settlement"}
            if not inside and (clause := placed_by_clause(reading, node)) is not None and not built:
                return Location(role="at", place=clause.place, span=Span(start=clause.start, end=clause.end))
            if not inside and clause is not None:
                name = f"{span.of(reading.text)} in {clause.place.name}"
                return Location(role="at", place=facility(name, clause), span=span)
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
            best = min(inside, key=lambda t: (t.place.kind not in FACILITIES, t.place.kind in WIDE))
            is_site = tree.lemmas[node.token] in noun_classes()["facility"] or found & {"facility", "place"}
            if is_site and not is_town_itself(reading, node, best):
                return Location(role="at", place=facility(span.of(reading.text), best), span=span)
            return Location(role="at", place=inside[-1].place, span=Span(start=inside[-1].start, end=inside[-1].end))
    return None


def _hangs_by_place(reading: Reading, sentence: int, toponym: Toponym) -> bool:
    tree = reading.trees[sentence]
    inside = [i for i, t in enumerate(tree.tokens) if toponym.start <= t.start < toponym.end]
    return any(tree.preposition(i) in {"at", "in", "on", "near", "off", "outside"} for i in inside)
