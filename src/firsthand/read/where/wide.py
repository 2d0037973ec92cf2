"""Whether an event is told of a whole land, not of a report's own site: 450 strikes, all bases, an accord."""

from __future__ import annotations

import re

from firsthand.core.spacetime import Place
from firsthand.data.actors import Actor, actors
from firsthand.data.words import cues, noun_classes
from firsthand.read.reading import Node, Reading
from firsthand.read.what.mention import Mention
from firsthand.read.who.counts import count
from firsthand.read.who.participants import actor_in, classes, name_span

MANY_HURT = 1000
"""People hurt from which a figure is a land's; by hand on fifteen cases, the largest of one site is some hundreds."""
MANY_HURT_IN_YEARS = 50
MANY_ATTACKS = 20
_SOON = 8  # words behind a verb in which it is told since when
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEGINNINGS = frozenset({"war", "conflict", "began", "started", "outbreak", "start", "beginning", "invasion"})
_SITES = frozenset({"facility", "settlement", "place"})
_OF_SITES = frozenset({"hand-over", "seize", "lose", "close", "attack", "damage", "withdraw", "hold", "operate"})
_PARTS = cues("rules")["scene_parts"] | {"house", "home", "road", "route", "street", "way", "line", "position", "ward"}
"""What one site or town has several of."""
_DEFINITE = frozenset({"the", "these", "those", "its", "their", "his", "her", "our"})
_ALL = frozenset({"all", "every"})
_GOVERNING = frozenset({"authorities", "government", "junta", "ministry", "parliament", "president", "regime"})
_LOCAL = frozenset({"local", "city", "provincial", "regional", "municipal", "village"})


def is_of_land(reading: Reading, mention: Mention, country: Place | None) -> bool:
    """Whether an event whose words name no place is told of the whole land.

    Numbers that no site can hold, sites in the plural, and what states agree with one another.

    Args:
        reading: The report.
        mention: The event.
        country: Where most of what is told lies.
    """
    if mention.kind == "agree":
        return _is_of_states(reading, mention, actors().match(country.name) if country is not None else None)
    objects = [Node(sentence=mention.sentence, token=k) for k in mention.roles.get("object", ())]
    if mention.kind == "casualties":
        return any(_are_many(reading, node, of_years=_is_of_years(reading, mention)) for node in objects)
    if mention.kind == "attack" and _is_counted(reading, mention):
        return True
    return mention.kind in _OF_SITES and any(_are_sites(reading, node) for node in objects)


def _is_of_years(reading: Reading, mention: Mention) -> bool:
    """Whether a figure is of a whole war or mission: `killed since the mission began in 2013`."""
    behind = reading.trees[mention.sentence].lower[mention.token + 1 : mention.token + 1 + _SOON]
    return "since" in behind and any(word in _BEGINNINGS or _YEAR.fullmatch(word) for word in behind)


def _are_many(reading: Reading, node: Node, *, of_years: bool) -> bool:
    """Whether more are hurt than one site can hold, or ever more: `more and more people are being killed`."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    start = chunk.start if chunk is not None else node.token
    if ["more", "and", "more"] in (tree.lower[start - 2 : start + 1], tree.lower[start : start + 3]):
        return True
    low, high = count(name_span(reading, node).of(reading.text))
    return max(low or 0, high or 0) >= (MANY_HURT_IN_YEARS if of_years else MANY_HURT)


def _is_counted(reading: Reading, mention: Mention) -> bool:
    """Whether attacks are counted: `carried out more than 450 attacks`."""
    tree = reading.trees[mention.sentence]
    if mention.form != "noun" or tree.lower[mention.token] == tree.lemmas[mention.token]:
        return False
    low, high = count(name_span(reading, Node(sentence=mention.sentence, token=mention.token)).of(reading.text))
    return max(low or 0, high or 0) >= MANY_ATTACKS


def _are_sites(reading: Reading, node: Node) -> bool:
    """Whether sites are told of in the plural and without a name: `all the sites`, `oil fields`, not `the camps`."""
    tree = reading.trees[node.sentence]
    lemma, chunk = tree.lemmas[node.token], tree.chunk_at[node.token]
    if chunk is None or tree.lower[node.token] == lemma or lemma in _PARTS or not classes(reading, node) & _SITES:
        return False
    lead = tree.lower[max(0, chunk.start - 1) : node.token]
    told = tree.kids(node.token, "acl", "acl:relcl")
    if _DEFINITE & set(lead) and not _ALL & set(lead) and not told:
        return False
    if lemma not in noun_classes()["facility"] | noun_classes()["place"] | noun_classes()["settlement"]:
        return False
    return not any(tree.upos[k] == "PROPN" for k in tree.noun_phrase(node.token, whole=False))


def _is_of_states(reading: Reading, mention: Mention, home: Actor | None) -> bool:
    """Whether two states agree, or one side with those who rule the country told of: `agreed with Kerria's leaders`."""
    sides = set()
    for role in ("agent", "recipient"):
        for token in mention.roles.get(role, ()):
            node = Node(sentence=mention.sentence, token=token)
            name = name_span(reading, node).of(reading.text)
            rulers = _govern(reading, node)
            for one in name.split(" and "):
                actor = actor_in(one)
                side = actor.side or actor.ref if actor is not None else None
                if role == "recipient" and (rulers or actor == home or (home is not None and side == home.ref)):
                    return True
                if actor is not None and (actor.type == "state" or _is_of_a_state(actor.side)):
                    sides.add(side)
    return len(sides) > 1


def _govern(reading: Reading, node: Node) -> bool:
    """Whether words mean those who govern a country: `the country's authorities`, not `the city authorities`."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    lead = set(tree.lower[chunk.start : node.token]) if chunk is not None else set()
    return bool({tree.lemmas[node.token], tree.lower[node.token]} & _GOVERNING) and not lead & _LOCAL


def _is_of_a_state(side: str | None) -> bool:
    owner = actors().of(side or "")
    return owner is not None and owner.type == "state"
