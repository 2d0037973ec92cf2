"""The place that a noun phrase means: by its name, by the town in it, by the site that it takes up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from firsthand.core.claim import Location
from firsthand.core.evidence import Span
from firsthand.core.parse import Toponym
from firsthand.core.spacetime import Place
from firsthand.data.words import cues, noun_classes
from firsthand.read.gazetteer.gazetteer import FACILITIES
from firsthand.read.reading import Node, Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.where.described import described_site
from firsthand.read.where.epithets import by_epithet, side
from firsthand.read.where.site import Site, Sites, is_no_base, may_lie_in
from firsthand.read.who.coref import antecedent
from firsthand.read.who.participants import PRONOUNS, classes, is_place_name, name_span

LocationRole = Literal["at", "from", "to"]
REACH = 3  # sentences over which a place is carried on
FACILITY_RADIUS_M = 10_000.0  # a facility of which only the town is known lies within about this of the town's point
_IDLE = frozenset({"line", "order", "place", "touch", "accordance"})
_BEHIND = 4  # words behind a noun within which its own of-phrase ends
_FOLLOWS = 60  # characters behind a noun in which a name may place it
_LOOK_BACK = 60  # characters before a name in which a distance from it can stand
_OFFSET = re.compile(
    r"(?:about |some |around )?(?P<n>\d+(?:[.,]\d+)?)[ -]?(?P<unit>km|kilomet(?:re|er)s?|miles?|m|met(?:re|er)s?)"
    r"(?: \([^)]*\))? (?:to the )?(?:north|south|east|west)\w*(?: of| from)? ",
    re.IGNORECASE,
)
_RULES = cues("rules")
_DEICTIC = frozenset({"there", "here", "inside", "outside", "nearby", "behind", "home"})
_BARE, _PARTS, _SIDES, _COMPASS = (_RULES[f"scene_{name}"] for name in ("bare", "parts", "sides", "compass"))
WIDE = frozenset({"country", "continent", "region", "district", "area", "water", "island", "mountain"})
"""Kinds of places that are too wide to say at which site something happened."""
_COUNTRIES = frozenset({"country", "nation", "state", "republic", "kingdom"})
_AREAS = frozenset({"town", "city", "village", "district", "province", "region", "area", "territory"}) | _COMPASS
_TOWNS = frozenset({"city", "town", "village"})
_QUARTERS = frozenset({"district", "market", "neighborhood", "neighbourhood", "quarter", "square", "street", "suburb"})
_SIDES_IN_WAR = _RULES["who_groups"] | {"coalition"}
_STRETCHES = frozenset(
    {
        "area", "center", "centre", "edge", "entrance", "half", "heart", "majority", "most", "neighborhood",
        "neighbourhood", "outskirt", "outskirts", "part", "quarter", "side", "square", "street", "suburb", "suburbs",
        "district", "citadel",
    }
)  # fmt: skip
"""What is a part of a town or a land and is put there."""
_MIDDLES = frozenset({"center", "centre", "heart", "middle"})
_VAGUE = frozenset({"corner", "part", "area", "region", "territory", "zone", "place"})
_REGIONS = frozenset({"region", "province", "area", "territory"})
_SITES = frozenset({"place", "facility", "settlement"})
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her", "our"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is known of places where an event is told."""

    before: Sequence[Location] = ()
    """Places of the claims before it, the latest last, with the spans of their triggers."""
    sites: Sites


_GOAL = re.compile(r"\s(?:to|toward|towards)\s(?=[A-Z])")
"""What follows is where something goes, no part of where it comes from: `from the airport to Latakia`."""


def _before_goal(reading: Reading, node: Node, span: Span) -> Span:
    """Return a phrase without a goal behind its head, which a tree at times hangs to it."""
    head = reading.trees[node.sentence].tokens[node.token].end - span.start
    goal = _GOAL.search(span.of(reading.text), max(0, head))
    return Span(start=span.start, end=span.start + goal.start()) if goal else span


def of_words(  # noqa: PLR0911  # one return a sort of words
    reading: Reading, node: Node, role: LocationRole, scene: Scene
) -> Location | None:
    """Return the place that a noun phrase or a word such as `there` means; None where it means none."""
    tree = reading.trees[node.sentence]
    word = tree.lower[node.token]
    span = name_span(reading, node, whole=False)
    if word in _DEICTIC or word in PRONOUNS:
        return _of_pronoun(reading, node, role, scene)
    span = _with_town(reading, node, _before_goal(reading, node, span))
    inside = [t for t in reading.toponyms if t.start < span.end and span.start < t.end and is_place_name(t)]
    at = tree.tokens[node.token].start
    exact = next((t for t in inside if t.start <= at < t.end), None)
    lemma = tree.lemmas[node.token]
    if exact is not None and (placed := with_offset(reading, exact)) != exact.place:
        return Location(role=role, place=placed, span=_span(exact))
    if exact is not None and lemma not in noun_classes()["facility"]:
        whole = span.of(reading.text)
        part = any(w in _SIDES for w in whole.casefold().split())
        return Location(role=role, place=replace(exact.place, name=whole) if part else exact.place, span=_span(exact))
    if lemma in _COUNTRIES and exact is None and is_definite(reading, node) and word == lemma:
        known = scene.sites.country
        return Location(role=role, place=known, span=span) if known is not None else None
    if (described := _of_description(reading, node, role, span, scene)) is not None:
        return described
    if inside and ((lemma in _AREAS and word != "territories") or is_town_itself(reading, node, inside[-1])):
        return Location(role=role, place=inside[-1].place, span=_span(inside[-1]))
    if inside:
        town = exact or inside[-1]
        owned = town.place.kind == "country" and town.start < at  # "the US embassy" is not in the US
        name = span.of(reading.text)
        return Location(role=role, place=Place(name=name) if owned else facility(name, town), span=span)
    return _unnamed(reading, node, role, span, scene)


def _of_description(reading: Reading, node: Node, role: LocationRole, span: Span, scene: Scene) -> Location | None:
    """Return the place that words without a name of their own mean: a name beside them, an epithet, a known site."""
    inside = [t for t in reading.toponyms if t.start < span.end and span.start < t.end and is_place_name(t)]
    at = reading.trees[node.sentence].tokens[node.token].start
    is_own = any(t.start <= at < t.end for t in inside)
    if not is_own and (called := _apposed(reading, node)) is not None:
        return Location(role=role, place=called.place, span=_span(called))
    if not inside and (meant := by_epithet(reading, node, scene.sites) or side(reading, node, scene.sites)) is not None:
        return Location(role=role, place=meant, span=span)
    if (one := told_site(reading, node, role, scene)) is not None or is_own:
        return one
    if (site := _described(reading, node, span, inside, scene.sites)) is not None:
        return Location(role=role, place=site.place, span=span)
    return _whole(reading, node, role, scene)


def _whole(reading: Reading, node: Node, role: LocationRole, scene: Scene) -> Location | None:
    """Return the town or land that a part of it lies in: `the city's western edge`, `large parts of the city`."""
    tree = reading.trees[node.sentence]
    owners = [
        k for k in tree.kids(node.token, "nmod", "nmod:poss") if tree.lemmas[k] in _TOWNS | _COUNTRIES | {"enclave"}
    ]
    of = next((k for k in owners if tree.rel(k) == "nmod:poss" or tree.preposition(k) in {"of", "in"}), None)
    if of is None or tree.lower[of] != tree.lemmas[of] or reading.toponym(node.sentence, of) is not None:
        return None
    if tree.lemmas[node.token] not in _STRETCHES:
        return None
    host = of_words(reading, Node(sentence=node.sentence, token=of), role, scene)
    return host if host is not None and host.place.lat is not None else None


def is_town_itself(reading: Reading, node: Node, town: Toponym) -> bool:
    """Whether words with a town's name in them mean the town: `Aleppo city`, `the centre of Aleppo`."""
    tree = reading.trees[node.sentence]
    lemma, end = tree.lemmas[node.token], tree.tokens[node.token].end
    if town.place.kind != "town" or lemma not in _TOWNS | _MIDDLES:
        return False
    if town.end < tree.tokens[node.token].start:
        return lemma in _TOWNS and not reading.text[town.end : tree.tokens[node.token].start].strip(" -")
    is_plain = not tree.kids(node.token, "compound", "amod")  # `the medical centre of Homs` is a site
    return is_plain and reading.text[end : town.start].split() == ["of"]


def told_site(reading: Reading, node: Node, role: LocationRole, scene: Scene) -> Location | None:
    """Return the site that a description of one means, where it is named beside it or elsewhere in the report."""
    if reading.trees[node.sentence].lemmas[node.token] not in noun_classes()["facility"]:
        return None
    found = described_site(reading, node, scene.sites)
    return Location(role=role, place=found[0], span=found[1]) if found is not None else None


def _span(toponym: Toponym) -> Span:
    return Span(start=toponym.start, end=toponym.end)


def _of_pronoun(reading: Reading, node: Node, role: LocationRole, scene: Scene) -> Location | None:
    if reading.trees[node.sentence].lower[node.token] in PRONOUNS:
        other = antecedent(reading, node)
        if other is not None and classes(reading, other) & _SITES:
            return of_words(reading, other, role, scene)
    known = last(reading, name_span(reading, node, whole=False), scene, role)
    site = scene.sites.main
    if site is not None and (known is None or known.place.kind in WIDE):
        return Location(role=role, place=site.place)
    return known


def _apposed(reading: Reading, node: Node) -> Toponym | None:
    """Return the place whose name stands between commas behind its noun: `the territory, Lamu Island, was ...`."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or chunk.head != node.token or tree.words[chunk.end : chunk.end + 1] != [","]:
        return None
    name = tree.chunk_at[chunk.end + 1] if chunk.end + 1 < len(tree) else None
    if name is None or tree.upos[name.head] != "PROPN" or tree.words[name.end : name.end + 1] not in ([","], ["."]):
        return None
    if tree.head(name.head) != node.token:
        return None
    here = (reading.toponym(node.sentence, k) for k in range(name.end - 1, name.start - 1, -1))
    return next((t for t in here if t is not None and is_place_name(t)), None)


def _described(reading: Reading, node: Node, span: Span, inside: Sequence[Toponym], sites: Sites) -> Site | None:
    """Return the site of the report that a description takes up: `the base`, `its air base in the north`, `an airport`.

    A description with a region in it fits only a site that may lie there; one with a name of its own, none. An
    indefinite one is the report's own site only in its opening.
    """
    tree = reading.trees[node.sentence]
    name = span.of(reading.text)
    if tree.upos[node.token] == "NUM" or tree.lower[node.token] != tree.lemmas[node.token]:
        return None  # no plural takes up one site
    if (called := sites.named_in(name)) is not None:
        return called
    words = [k for k in tree.noun_phrase(node.token, whole=False) if tree.upos[k] == "PROPN"]
    words = [k for k in words if not reading.is_time(node.sentence, k)]  # "withdrew from an island Thursday"
    if any(not _is_known(reading, node.sentence, k) for k in words):
        return None
    noun, definite = tree.lemmas[node.token], is_definite(reading, node)
    site = sites.meant(noun, span.start) if definite else sites.opening(noun) if node.sentence < REACH else None
    if site is None or not site.is_called(noun) or (site.is_town and not definite):
        return None
    return site if all(may_lie_in(site.place, t.place) for t in inside) else None


def _is_known(reading: Reading, sentence: int, token: int) -> bool:
    """Whether a word belongs to the name of a place that the gazetteer knows, or to an owner (`Russia's base`)."""
    tree = reading.trees[sentence]
    return reading.toponym(sentence, token) is not None or tree.rel(token) == "nmod:poss"


def is_definite(reading: Reading, node: Node) -> bool:
    """Whether a noun phrase speaks of something known: `the base`, `its base`, `Russia's base`."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    start = chunk.start if chunk is not None else node.token
    return tree.lower[start] in _DEFINITE or any(tree.rel(k) == "nmod:poss" for k in tree.kids(node.token))


def with_offset(reading: Reading, toponym: Toponym) -> Place:
    """Return `40 km north of Agadez` as it is written, around the point of Agadez."""
    match = _OFFSET.search(reading.text, max(0, toponym.start - _LOOK_BACK), toponym.start)
    if match is None or match.end() != toponym.start:
        return toponym.place
    number, unit = float(match["n"].replace(",", "")), match["unit"].casefold()
    metres = number * (1609.34 if unit.startswith("mile") else 1000.0 if unit.startswith("k") else 1.0)
    name = reading.text[match.start() : toponym.end]
    return replace(toponym.place, name=name, radius_m=metres, kind="area", ref=None, within=toponym.place.ref)


def facility(name: str, toponym: Toponym) -> Place:
    """Return a facility that only its town places; a name that the gazetteer knows as a whole keeps its point."""
    place = toponym.place
    if place.kind in FACILITIES | {"facility"} or name.casefold() == place.name.casefold():
        return replace(place, name=place.name.removeprefix("The ").removeprefix("the "))
    return Place(
        name=name,
        lat=place.lat,
        lon=place.lon,
        radius_m=max(FACILITY_RADIUS_M, place.radius_m or 0.0),
        kind="facility",
        within=place.ref or place.within,
    )


def _with_town(reading: Reading, node: Node, span: Span) -> Span:
    """Return a facility's name with the town right behind it, whatever the tree says: `the sugar mill at Kisumu`."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or chunk.head != node.token or span.start < tree.tokens[chunk.start].start:
        return span
    end = chunk.end
    while end + 1 < len(tree) and tree.lower[end] in {"in", "at", "of", "near", "on", "outside"}:
        behind = tree.chunk_at[end + 1]
        if behind is None or reading.is_time(node.sentence, behind.head):
            break
        if tree.upos[behind.head] == "PROPN":
            first, end_of = tree.tokens[chunk.start].start, tree.tokens[behind.end - 1].end
            return Span(start=min(span.start, first), end=max(span.end, end_of))
        if tree.upos[behind.head] != "NOUN":
            break
        end = behind.end
    return span


_ANY_SUCH = frozenset({"airport", "base", "church", "clinic", "hospital", "mosque", "prison", "school", "university"})


def _is_any_such(tree: Tree, i: int) -> bool:
    """Whether a plural stands alone, so that no site is meant: `bases`, `hospitals and schools`."""
    chunk = tree.chunk_at[i]
    return chunk is not None and chunk.start == i and tree.lower[i] != tree.lemmas[i]


def _unnamed(  # noqa: C901, PLR0911  # one return a construction
    reading: Reading, node: Node, role: LocationRole, span: Span, scene: Scene
) -> Location | None:
    """Return the place of words without a known name: `the base`, `a bus depot`, `the gate`, or `Tessalit airstrip`."""
    tree = reading.trees[node.sentence]
    name, lemma = span.of(reading.text), tree.lemmas[node.token]
    found = classes(reading, node)
    if tree.upos[node.token] != "PROPN" and found & {"person", "force"} and not found & _SITES:
        return None
    if lemma in _SIDES_IN_WAR:
        return None
    if any(tree.upos[k] == "PROPN" for k in tree.noun_phrase(node.token)) or span.end > name_span(reading, node).end:
        return Location(role=role, place=Place(name=name), span=span)
    if lemma in _COMPASS:
        return Location(role=role, place=Place(name=name, kind="area"), span=span)
    if _is_idle(reading, node, found):
        return None
    if (told := _told(reading, node, role, name, scene)) is not None:
        return told
    if lemma in _ANY_SUCH and _is_any_such(tree, node.token):
        return Location(role=role, place=Place(name=name), span=span)  # "they use hospitals": none of them is meant
    known = _taken_up(reading, node, role, span, scene)
    other = known is not None and (_is_other(reading, node, known.place) or is_no_base(lemma, known.place))
    if known is not None and not other and (lemma in _PARTS or (lemma in _BARE and is_definite(reading, node))):
        return known
    inside = tree.sentence
    towns = (t for t in reading.toponyms if inside.start <= t.start < span.start and is_local(t))
    town = next((t for t in towns if not scene.sites.is_dateline(t)), None)
    if lemma in noun_classes()["place"] and not is_definite(reading, node) and (town is None or lemma not in _VAGUE):
        return Location(role=role, place=_in_the_town(name, lemma, known, scene), span=span)
    if town is not None:
        return Location(role=role, place=town.place, span=_span(town))
    of = (k for k in tree.kids(node.token, "nmod") if tree.preposition(k) == "of" and k <= node.token + _BEHIND)
    plural = tree.lower[node.token] != lemma
    away = role == "to" and (plural or not is_definite(reading, node))  # "to an interrogation centre", "their bases"
    if known is None or other or away or any(tree.lemmas[k] not in _BARE | _PARTS for k in of):
        return Location(role=role, place=_by_what_follows(reading, node, name), span=span)
    return known


def _in_the_town(name: str, noun: str, known: Location | None, scene: Scene) -> Place:
    """Return a quarter without a name in the town told of: `a rebel-held district` of a report about Orvel."""
    main = scene.sites.main.place if scene.sites.main is not None else None
    town = next(
        (p for p in (known.place if known is not None else None, main) if p is not None and p.kind == "town"), None
    )
    if noun not in _QUARTERS or town is None or town.lat is None:
        return Place(name=name)
    return Place(
        name=name,
        lat=town.lat,
        lon=town.lon,
        radius_m=max(FACILITY_RADIUS_M, town.radius_m or 0.0),
        kind="facility",
        within=town.ref or town.within,
    )


def _taken_up(reading: Reading, node: Node, role: LocationRole, span: Span, scene: Scene) -> Location | None:
    """Return the place told of before that a noun may take up; a gate or a tower is the site's own."""
    known = _same_sort(reading, node, scene.before, role) or last(reading, span, scene, role)
    site = scene.sites.main if reading.trees[node.sentence].lemmas[node.token] in _PARTS else None
    if site is not None and not site.is_town and (known is None or known.place.kind == "area"):
        return Location(role=role, place=site.place)
    return known


def _told(reading: Reading, node: Node, role: LocationRole, name: str, scene: Scene) -> Location | None:
    """Return the place that the clause behind a noun gives it, or the region that `the region` takes up."""
    if (inner := placed_by_clause(reading, node)) is not None:
        return Location(role=role, place=facility(f"{name} in {inner.place.name}", inner))
    lemma = reading.trees[node.sentence].lemmas[node.token]
    if lemma in _REGIONS and is_definite(reading, node) and (region := _region(reading, node, scene)) is not None:
        return Location(role=role, place=region.place, span=_span(region))
    return None


def _region(reading: Reading, node: Node, scene: Scene) -> Toponym | None:
    """Return the last region or area named before `the region`, `the province`; `the areas` are many."""
    tree = reading.trees[node.sentence]
    if tree.lower[node.token] != tree.lemmas[node.token]:
        return None
    here, start = node.sentence, tree.tokens[node.token].start
    wide = [
        t
        for t in reading.toponyms
        if t.start < start
        and here - (reading.sentence_at(t.start) or 0) <= REACH
        and t.place.kind in WIDE
        and is_local(t)
        and not scene.sites.is_dateline(t)
    ]
    return wide[-1] if wide else None


def _is_idle(reading: Reading, node: Node, found: frozenset[str]) -> bool:
    """Whether a noun stands bare in a turn of phrase: `in line with`, `in order`; `at school` is a place."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    bare = chunk is not None and chunk.end - chunk.start == 1 and tree.upos[node.token] == "NOUN"
    if not bare or tree.lower[node.token] != tree.lemmas[node.token]:
        return False
    return tree.lemmas[node.token] in _IDLE or not found & _SITES


def placed_by_clause(reading: Reading, node: Node) -> Toponym | None:
    """Return the place that a participle behind a noun gives it: `a camp just vacated by the UN in the town of Ber`."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None:
        return None
    verb = chunk.end
    while verb < len(tree) and tree.upos[verb] == "ADV":
        verb += 1
    if verb >= len(tree) or tree.upos[verb] != "VERB" or tree.rel(verb) not in {"acl", "acl:relcl", "amod"}:
        return None
    behind = [(preposition, tree.chunk_at[k]) for preposition, k in tree.phrases(verb)]
    behind = behind[1:] if behind and behind[0][0] == "by" else behind
    if not behind or behind[0][0] not in {"in", "at", "near"} or behind[0][1] is None:
        return None
    start = tree.tokens[behind[0][1].start].start
    return next((t for t in reading.toponyms if start <= t.start < start + _FOLLOWS and is_local(t)), None)


def _is_other(reading: Reading, node: Node, place: Place) -> bool:
    """Whether a description says by a noun of its own that it is not the place before: `the critical drone base`."""
    tree = reading.trees[node.sentence]
    words = place.name.casefold().split()
    own = [k for k in tree.kids(node.token, "compound") if tree.upos[k] == "NOUN" and k < node.token]
    return bool(own) and place.ref is None and not any(tree.lower[k] in words for k in own)


def _by_what_follows(reading: Reading, node: Node, name: str) -> Place:
    """Return a place placed by the name that follows it: `the west bank of the river dividing the Kherson region`."""
    tree = reading.trees[node.sentence]
    start = tree.tokens[node.token].end
    near = (t for t in reading.toponyms if start <= t.start < min(start + _FOLLOWS, tree.sentence.end) and is_local(t))
    town = next(near, None)
    return Place(name=name) if town is None else facility(name, town)


def _same_sort(reading: Reading, node: Node, before: Sequence[Location], role: LocationRole) -> Location | None:
    """Return the last place of a claim before that has the noun in its name, for `the depot` with an article."""
    if not is_definite(reading, node):
        return None
    lemma = reading.trees[node.sentence].lemmas[node.token]
    named = [x for x in before if lemma in x.place.name.casefold().split()]
    return replace(named[-1], role=role) if named else None


def last(reading: Reading, span: Span, scene: Scene, role: LocationRole) -> Location | None:
    """Return the last place before a point of the text, of a claim or by name; None if it lies too far back."""
    here = reading.sentence_at(span.start) or 0

    def is_near(start: int) -> bool:
        return start < span.start and here - (reading.sentence_at(start) or 0) <= REACH

    near = [x for x in scene.before if x.span is not None and is_near(x.span.start)]
    if near:
        return replace(near[-1], role=role)
    named = [t for t in reading.toponyms if is_near(t.start) and is_local(t)]
    named = [t for t in named if not scene.sites.is_dateline(t)] or named  # the dateline is the last resort
    return Location(role=role, place=named[-1].place, span=_span(named[-1])) if named else None


def is_local(toponym: Toponym) -> bool:
    """Whether a place is small enough to say where something happened: no country by itself."""
    return is_place_name(toponym) and toponym.place.kind not in {"country", "continent"}
