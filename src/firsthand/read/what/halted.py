"""What did not come about: an evacuation that was put off, a mission or a delivery that was cancelled."""

from __future__ import annotations

from firsthand.read.reading import Node, Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention
from firsthand.read.who.participants import fits

_HALTING = frozenset(
    {"block", "cancel", "delay", "halt", "impede", "obstruct", "postpone", "prevent", "stop", "suspend"}
)
_JOURNEYS = {
    "evacuation": "evacuate", "transfer": "transfer", "delivery": "transfer", "mission": "visit", "convoy": "arrive",
}  # fmt: skip
_OF = {"evacuation": "object", "transfer": "object", "delivery": "object", "mission": "agent", "convoy": "agent"}


def halted(reading: Reading, s: int, tree: Tree, i: int) -> Mention | None:
    """Return a journey of the sick, or of help for them, that somebody put a stop to.

    Args:
        reading: The report.
        s: Index of the sentence.
        tree: Its tree.
        i: The token that may be the verb.
    """
    if tree.upos[i] != "VERB" or tree.lemmas[i] not in _HALTING:
        return None
    noun = tree.undergoer(i)
    kind = _JOURNEYS.get(tree.lemmas[noun]) if noun is not None else None
    if kind is None or noun is None:
        return None
    role = _OF[tree.lemmas[noun]]
    below = [k for k in tree.kids(noun, "nmod") if tree.preposition(k) == "of"]
    filler = below[0] if below and role == "object" else noun
    roles = {role: (filler,)} if role == "agent" or below else {}
    places = [
        k
        for k in (*tree.kids(noun, "nmod"), *tree.kids(i, "obl"))
        if tree.preposition(k) in {"to", "into"} and fits(reading, Node(sentence=s, token=k), "place", strict=True)
    ]
    if places:
        roles["to"] = (places[0],)
    if kind == "visit" and not places:
        return None  # a mission may be any
    return Mention(kind=kind, sentence=s, token=i, tokens=(i,), predicate=i, form="halted", roles=roles)
