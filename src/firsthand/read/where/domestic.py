"""Where sides deal with one another: a state votes and inquires at home, people meet where their words say."""

from __future__ import annotations

from firsthand.core.claim import Location
from firsthand.data.actors import actors
from firsthand.data.words import cues
from firsthand.read.reading import Node, Reading
from firsthand.read.what.mention import Mention
from firsthand.read.where.phrase import Scene
from firsthand.read.who.coref import antecedent

_AT_HOME = cues("dealings")["at_home"]
_MEETS = cues("dealings")["meets"]
_PLACES = ("from", "to", "at")


def at_home(reading: Reading, mention: Mention, scene: Scene) -> Location | None:
    """Return the report's country for what that country does at home: `Chad holds elections on Sunday`."""
    country = scene.sites.country
    tree = reading.trees[mention.sentence]
    if country is None or tree.lemmas[mention.token] not in _AT_HOME or any(r in mention.roles for r in _PLACES):
        return None
    home = actors().match(country.name)
    for k in mention.roles.get("agent", ()):
        node = antecedent(reading, Node(sentence=mention.sentence, token=k))
        node = node or Node(sentence=mention.sentence, token=k)
        if home is not None and actors().match(reading.trees[node.sentence].words[node.token]) == home:
            return Location(role="at", place=country)
    return None


def is_met(reading: Reading, mention: Mention) -> bool:
    """Whether people met or spoke, which they do anywhere: only its own words say where, never the report's scene."""
    verb = mention.kind == "statement" and mention.form == "verb"
    return verb and reading.trees[mention.sentence].lemmas[mention.token] in _MEETS
