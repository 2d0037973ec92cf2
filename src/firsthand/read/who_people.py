"""Who takes part in an event: the words in its roles as participants, pronouns by what they stand for."""

from __future__ import annotations

from firsthand.core.claim import Participant
from firsthand.read.reading import Node, Reading
from firsthand.read.what_mention import Mention
from firsthand.read.who import PRONOUNS, owner_of, participant
from firsthand.read.who_coref import antecedent

_ROLES = ("agent", "object", "recipient")
_SIGNS = frozenset({"be-present", "be-absent"})


def participants(reading: Reading, mention: Mention) -> tuple[Participant, ...]:
    """Return who takes part in an event, pronouns by their antecedents; those of the mention it takes up behind."""
    found: list[Participant] = []
    for role in _ROLES:
        for token in mention.roles.get(role, ()):
            node = Node(sentence=mention.sentence, token=token)
            other = antecedent(reading, node)
            if other is None and reading.trees[mention.sentence].lower[token] in PRONOUNS:
                continue
            one = participant(reading, node, role, antecedent=other)
            if any(one.span is not None and x.span is not None and x.span.holds(one.span) for x in found):
                continue  # "the Security and Defence Force" is one
            found.append(one)
            if role == "object" and mention.kind in _SIGNS and "agent" not in mention.roles:
                owner = owner_of(reading, node)
                found += [owner] if owner is not None else []
    if mention.borrowed is not None:
        have = {x.role for x in found}
        found += [x for x in participants(reading, mention.borrowed) if x.role not in have]
    return tuple(found)
