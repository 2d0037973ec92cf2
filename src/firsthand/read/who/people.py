"""Who takes part in an event: the words in its roles as participants, pronouns by what they stand for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from firsthand.core.claim import Claim, Participant, ParticipantType, Source
from firsthand.core.evidence import Span
from firsthand.data.actors import IRREGULAR_WORDS, Actor, actors
from firsthand.data.words import cues, noun_classes
from firsthand.read.reading import Node, Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.what.dealings import is_dealt, is_of_two
from firsthand.read.what.mention import Mention
from firsthand.read.where.site import is_called
from firsthand.read.who.beside import in_office
from firsthand.read.who.cast import Cast
from firsthand.read.who.coref import antecedent, same_thing
from firsthand.read.who.participants import (
    PRONOUNS,
    actor_in,
    classes,
    is_quantity,
    meant,
    name_span,
    owner_of,
    participant,
)
from firsthand.read.who.reference import known_as

_ROLES = ("agent", "object", "recipient")
_SIGNS = frozenset({"be-present", "be-absent"})


_SPEAKERS = frozenset({"we", "us", "i", "me"})
_OF_BODY = re.compile(r"\b(?:in|of|from|with|at|for) (?:the |its )?(.+)$")
_LEFT = re.compile(r"\s(?:from|out of)\s")
_NAME = re.compile(r"(?<=\s)[A-Z]")  # a word that is large, not for opening the phrase
_PARTIES = frozenset({"person", "force", "group", "organisation"})
_RULE = frozenset({"control", "hand", "jurisdiction", "rule", "sovereignty"})
_NEAR = 6  # tokens in which `under ... control` ends
_HOSTILE = frozenset({"attack", "damage", "casualties", "clash"})  # "destroyed their weapons": seldom one's own
_PARTED = frozenset({"hand-over", "transfer", "withdraw", "agree"})
_SIEGE = 12  # characters of `under siege`, `besieged`
_TAKING = frozenset({"attack", "seize"})
_GOING = frozenset({"withdraw", "agree"})
_OWN = frozenset({"withdraw", "transfer", "hand-over", "evacuate", "seize", "hold", "lose", "deploy", "arrive"})
_RANKS = frozenset({"army", "contingent", "force", "forces", "military", "mission", "navy"})
_SAYING = cues("said")["verbs"]
_LEAVING = frozenset({"withdraw", "transfer", "evacuate", "be-absent", "be-present", "hold", "hand-over"})


def participants(
    reading: Reading, mention: Mention, cast: Cast, speaker: Source | None = None
) -> tuple[Participant, ...]:
    """Return who takes part in an event; behind them those of the mention that it takes up.

    Args:
        reading: The report.
        mention: The event.
        cast: The known actors that the report names.
        speaker: Whose words they are; `we` in them is the known body that the speaker speaks for.
    """
    found: list[Participant] = []
    for role in _ROLES:
        for token in mention.roles.get(role, ()):
            node = Node(sentence=mention.sentence, token=token)
            other = antecedent(reading, node)
            word = reading.trees[mention.sentence].lower[token]
            if word == "it" and other is None and role == "agent" and _is_told(reading, node, mention):
                found += _speaking(speaker, role) if speaker is not None and speaker.ref is not None else []
            if word in _SPEAKERS and speaker is not None:
                found += _speaking(speaker, role)
            if (other is None and word in PRONOUNS) or _is_mere_place(reading, mention, role, other or node):
                continue
            one = _one(reading, mention, node, role, found, cast)
            if any(one.span is not None and x.span is not None and x.span.holds(one.span) for x in found):
                continue  # "the Security and Defence Force" is one
            found += [one, *_others(reading, other or node, one)]
            if role == "object" and mention.kind in _SIGNS and "agent" not in mention.roles:
                owner = owner_of(reading, node)
                found += [owner] if owner is not None else []
    found += _implied(reading, mention, speaker, found)
    found = _commanded(reading, mention, speaker, [x for x in found if not _is_undergone(x, found)])
    if mention.borrowed is not None:
        have = {x.role for x in found}
        found += [x for x in participants(reading, mention.borrowed, cast, speaker) if x.role not in have]
    return tuple(found)


def _one(
    reading: Reading, mention: Mention, node: Node, role: str, found: Sequence[Participant], cast: Cast
) -> Participant:
    """Return who fills a role, known by name or by what it takes up; what is hit by its owner's name is not his."""
    other = antecedent(reading, node)
    one = participant(reading, node, role, antecedent=other)
    if mention.kind in _LEAVING and _is_left(reading, mention, other or node):
        one = _without_origin(one)
    hit = mention.kind in _HOSTILE and role == "object"
    if not hit or one.type in _PARTIES:
        one = _known(reading, other or node, one, cast)
    return _not_himself(other or node, one, found, cast) if hit else one


def _is_left(reading: Reading, mention: Mention, node: Node) -> bool:
    """Whether the place left stands within the words for who leaves: not that of `officials from Mali left Gao`."""
    span = name_span(reading, node)
    tokens = reading.trees[mention.sentence].tokens
    start = [tokens[k].start for k in mention.roles.get("from", ())]
    return node.sentence != mention.sentence or any(span.start <= at < span.end for at in start)


def _not_himself(node: Node, one: Participant, found: Sequence[Participant], cast: Cast) -> Participant:
    """Give a pronoun's people to the other side where it would be the doer's own: `killing 21 of them`."""
    doers = {_side(x.ref) for x in found if x.role == "agent" and x.ref is not None}
    if one.ref is None or _side(one.ref) not in doers or not one.name.endswith(" of them"):
        return one
    inside = (n for n in reversed(cast.named) if n.node.sentence == node.sentence and n.node.token < node.token)
    other = next((n.actor for n in inside if _side(n.actor.ref) not in doers and n.actor.type != "state"), None)
    return replace(one, ref=other.ref if other is not None else None)


def _without_origin(one: Participant) -> Participant:
    """Return who leaves without the place left: `the withdrawal of its troops from Kerria` is not Kerria's."""
    name = _LEFT.split(one.name)[0]
    if name == one.name:
        return one
    actor = actor_in(name)
    return replace(one, name=name, ref=actor.ref if actor is not None else None)


def _is_told(reading: Reading, node: Node, mention: Mention) -> bool:
    """Whether a clause is just what somebody is said to say: `the army chief said that it had withdrawn`."""
    tree = reading.trees[node.sentence]
    head = tree.head(node.token)
    if head != mention.token or mention.kind not in _OWN or tree.rel(head) != "ccomp":
        return False
    above = tree.head(head)
    return above is not None and tree.lemmas[above] in _SAYING


def _implied(reading: Reading, mention: Mention, speaker: Source | None, found: list[Participant]) -> list[Participant]:
    """Return who does it where the roles name nobody: the holder of what is under control, who had coordination."""
    if mention.kind == "hold" and "agent" not in mention.roles:
        return _holder(reading, mention)
    if mention.kind == "agree" and speaker is not None and not any(x.role == "agent" for x in found):
        return _party_that_tells(speaker, found)
    tree = reading.trees[mention.sentence]
    if speaker is not None and not any(x.role == "agent" for x in found) and is_dealt(tree, mention):
        return _party_that_tells(speaker, found, alone=is_of_two(tree, mention))
    return []


def _is_undergone(one: Participant, found: list[Participant]) -> bool:
    """Whether who does it would do it to himself: `forced the staff to strip before taking them out`."""
    return one.role == "agent" and any(
        x.role == "object" and x.type in _PARTIES and (x.name == one.name or x.name.endswith(f" {one.name}"))
        for x in found
    )


def _commanded(
    reading: Reading, mention: Mention, speaker: Source | None, found: list[Participant]
) -> list[Participant]:
    """Give men without a name the side of who moves them: `the army completed the withdrawal of units`, `our units`."""
    if mention.kind not in _LEAVING:
        return found
    tree = reading.trees[mention.sentence]
    bare = {
        tree.span([k]).start: chunk
        for tokens in mention.roles.values()
        for k in tokens
        if (chunk := tree.chunk_at[k]) is not None and chunk.head == k and _is_own(tree.lower, chunk.start, k)
    }
    if not bare:
        return found
    sides = [x.ref for x in found if x.role == "agent" and x.ref is not None]
    doer = tree.doer(mention.predicate) if mention.form == "noun" and mention.predicate != mention.token else None
    if doer is not None and (actor := actor_in(name_span(reading, _at(mention, doer)).of(reading.text))) is not None:
        sides.append(actor.ref)
    if not sides and speaker is not None and speaker.ref is not None:
        ours = (
            "our" in tree.lower
            if mention.kind == "withdraw"
            else all(tree.lower[c.start] == "our" for c in bare.values())
        )
        sides = [speaker.ref] if ours else []
    side = actors().of(sides[0]) if sides else None
    if side is None:
        return found
    ranks = actors().forces.get(side.ref, side)
    return [
        replace(x, ref=ranks.ref)
        if x.ref is None and x.type == "force" and x.span is not None and x.span.end - len(x.name.split()[-1]) in bare
        else x
        for x in found
    ]


def _is_own(words: Sequence[str], start: int, head: int) -> bool:
    """Whether a noun stands alone or behind a possessive: `units`, `our units`."""
    return start == head or (head - start == 1 and words[start] in {"our", "its", "their", "his", "her"})


def _at(mention: Mention, token: int) -> Node:
    return Node(sentence=mention.sentence, token=token)


def _is_mere_place(reading: Reading, mention: Mention, role: str, node: Node) -> bool:
    """Whether who is to move is but a town or a site: `Kherson city`."""
    if role != "agent" or mention.kind not in _PARTED:
        return False
    found = classes(reading, node)
    return bool(found) and found <= {"place", "settlement", "facility"}


def _speaking(speaker: Source, role: str) -> list[Participant]:
    """Return whom `we` means: the body that the speaker speaks for or belongs to, else the named speaker."""
    if speaker.ref is not None:
        return [Participant(name=speaker.name, role=role, type="other", ref=speaker.ref)]
    body = _OF_BODY.search(speaker.name)
    actor = actors().match(body[1]) if body is not None else None
    if actor is not None and actor.type != "state":
        kind: ParticipantType = actor.type  # type: ignore[assignment]  # the table's types are among them
        return [Participant(name=actor.name, role=role, type=kind, ref=actor.ref)]
    return [Participant(name=speaker.name, role=role, type="person")] if speaker.kind == "named-person" else []


def _party_that_tells(speaker: Source, found: list[Participant], *, alone: bool = False) -> list[Participant]:
    """Return who dealt with the other side: who says so, where he speaks for a side of his own.

    Args:
        speaker: Who says so.
        found: The participants that are named.
        alone: Whether the other side need not be named.
    """
    others = {_side(x.ref) for x in found if x.role != "agent" and x.ref is not None}
    actor = actors().of(speaker.ref or "") or actor_in(speaker.name)
    if not (others or alone) or actor is None or _side(actor.ref) in others:
        return []
    return [Participant(name=speaker.name, role="agent", type="other", ref=actor.ref)]


def _known(reading: Reading, node: Node, one: Participant, cast: Cast) -> Participant:
    """Return a participant without a known name by what it takes up: an actor, or a fuller naming with its noun."""
    if one.ref is not None or (one.type == "facility" and reading.trees[node.sentence].lemmas[node.token] == "unit"):
        return one
    if (known := known_as(reading, node, cast) or _of_them(reading, node, cast)) is not None:
        return replace(one, ref=known.ref)
    held = in_office(reading.trees[node.sentence], node.token)
    if (owner := held or _whose(reading, node, one) or _sent_by(reading, node, cast)) is not None:
        return replace(one, ref=owner.ref)
    fuller = same_thing(reading, node) if one.type in _PARTIES else None
    if fuller is None:
        return one
    named = participant(reading, fuller, one.role)
    if named.ref is None and not _NAME.search(named.name, 1):
        return one
    return replace(one, name=named.name, type=named.type, ref=named.ref)


def _of_them(reading: Reading, node: Node, cast: Cast) -> Actor | None:
    """Return whose a number of people are that a pronoun takes up: `returned fire, killing 21 of them`."""
    tree, i = reading.trees[node.sentence], node.token
    if not is_quantity(tree, i) or tree.lower[i + 1 : i + 2] != ["of"] or tree.lower[i + 2 : i + 3] != ["them"]:
        return None
    they = antecedent(reading, Node(sentence=node.sentence, token=i + 2))
    if they is None:
        return None
    return actor_in(name_span(reading, they).of(reading.text)) or known_as(reading, they, cast)


def _whose(reading: Reading, node: Node, one: Participant) -> Actor | None:
    """Return whose men and things are: `manpower, weapons and equipment of Russia's contingent`."""
    tree = reading.trees[node.sentence]
    end = name_span(reading, node).end
    of = next((k for k in range(node.token, len(tree)) if tree.tokens[k].start >= end), None)
    owner = tree.chunk_at[of + 1] if of is not None and of + 1 < len(tree) and tree.lower[of] == "of" else None
    if owner is None or one.type in _PARTIES or _is_act(tree, node.token):
        return None
    actor = actor_in(tree.span([owner.start, owner.head]).of(reading.text))
    return actor if actor is not None and actor.type in {"force", "group"} else None


def _sent_by(reading: Reading, node: Node, cast: Cast) -> Actor | None:
    """Return out of whose ranks men are: `thousands of soldiers from the army`."""
    tree = reading.trees[node.sentence]
    i = meant(reading, node)
    if not noun_classes()["force"] & {tree.lemmas[i], tree.lower[i].removesuffix("s")}:
        return None
    ranks = [k for k in tree.kids(i, "nmod") if tree.preposition(k) == "from" and tree.lemmas[k] in _RANKS]
    return known_as(reading, Node(sentence=node.sentence, token=ranks[0]), cast) if ranks else None


def _is_act(tree: Tree, i: int) -> bool:
    """Whether a noun names what is done and no thing: `the withdrawal of the contingent`."""
    return tree.lemmas[i] in noun_classes()["abstract"] or tree.lemmas[i].endswith(("al", "ion", "ment", "ure", "ing"))


def _holder(reading: Reading, mention: Mention) -> list[Participant]:
    """Return whose control a place is said to be under: `returned under Ukrainian control`."""
    tree = reading.trees[mention.sentence]
    behind = range(mention.token + 1, min(len(tree), mention.token + _NEAR))
    word = next((k for k in behind if tree.lemmas[k] in _RULE), None)
    owner = owner_of(reading, Node(sentence=mention.sentence, token=word)) if word is not None else None
    return [owner] if owner is not None else []


def _others(reading: Reading, node: Node, one: Participant) -> list[Participant]:
    """Return the other known sides that one noun names: `U.S. and NATO troops` are two."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None:
        return []
    first = chunk.start
    if first > 1 and tree.lower[first - 1] in {"and", "or"} and tree.upos[first - 2] in {"PROPN", "ADJ"}:
        first -= 2
    sides = {_side(one.ref)} if one.ref is not None else set()
    own = _own_words(one.ref)
    found: list[tuple[Span, Actor | None]] = []
    if IRREGULAR_WORDS & set(tree.lower[first : chunk.end]):
        return []
    for k in range(first, chunk.end - 1):  # of "Syrian Kurdish forces" neither word is a side
        hyphened = k + 2 < len(tree) and tree.words[k + 1] == "-" and tree.upos[k + 2] == "VERB"  # "US-led"
        mixed = any(tree.words[n][:1].isupper() for n in (k - 1, k + 1) if first <= n < node.token)
        if (
            tree.upos[k] not in {"PROPN", "ADJ"}
            or (mixed and not _is_movement(tree.words[k]))
            or hyphened
            or tree.lower[k] in own
            or tree.rel(k) == "nmod:poss"
        ):
            continue
        found.append((tree.span([k]), actors().match(f"{tree.words[k]} {tree.words[node.token]}")))
    for k in tree.conjuncts(node.token)[1:]:
        span = name_span(reading, Node(sentence=node.sentence, token=k), whole=False)
        found.append((span, actor_in(span.of(reading.text))))
    more: list[Participant] = []
    for span, actor in found:
        if actor is not None and _side(actor.ref) not in sides:
            sides.add(_side(actor.ref))
            kind: ParticipantType = actor.type  # type: ignore[assignment]  # the table's types are among them
            more.append(Participant(name=span.of(reading.text), role=one.role, type=kind, ref=actor.ref, span=span))
    return more


def _is_movement(word: str) -> bool:
    actor = actors().match(word)
    return actor is not None and actor.type == "group"


def _own_words(ref: str | None) -> frozenset[str]:
    """Return the words of an actor's own names of several words: `Syrian` in Syrian Democratic Forces is no side."""
    actor = actors().of(ref) if ref is not None else None
    names = (actor.name, *actor.aliases) if actor is not None else ()
    return frozenset(word for name in names if " " in name for word in name.casefold().split())


def _side(ref: str) -> str | None:
    actor = actors().of(ref)
    return actor.side if actor is not None else ref


def with_party(claim: Claim, before: tuple[Claim, ...]) -> Claim:
    """Name who hands over or moves something from a place where the words do not: the one known to leave that place.

    Only where all claims before it name one known actor there, who is not the receiver. A withdrawal, or an accord with
    a known side, of which nobody is named is of the only one that the report tells to withdraw.
    """
    if claim.mention.kind not in _PARTED or any(x.role == "agent" for x in claim.participants):
        return _besieged(claim, before) if claim.mention.kind == "attack" else claim
    if claim.mention.kind == "hand-over" and not _is_of_its_place(claim):
        return claim
    if claim.mention.kind == "transfer" and any(x.role == "object" and x.type == "person" for x in claim.participants):
        return claim  # who carries patients away is not who leaves
    if claim.mention.kind == "agree" and not any(x.role == "recipient" and x.ref for x in claim.participants):
        return claim
    taken = {x.ref for x in claim.participants if x.ref is not None}
    places = {x.place.ref for x in claim.locations if x.role != "to" and x.place.ref is not None}
    here = [c for c in before if c.mention.kind in _LEAVING and any(at.place.ref in places for at in c.locations)]
    leaving = [c for c in before if c.mention.kind == "withdraw"] if claim.mention.kind in _GOING else []
    agents = _together(here, taken) or _together(leaving, taken)
    if not agents:
        return claim
    named = (replace(x, count_low=None, count_high=None) for x in agents)
    return replace(claim, participants=(*named, *claim.participants))


def _besieged(claim: Claim, before: tuple[Claim, ...]) -> Claim:
    """Name who besieges a place where the words do not: the only known side told before to attack or hold it."""
    start = claim.mention.trigger.start - claim.quote.span.start
    is_siege = "sieg" in claim.quote.text[max(0, start) : start + _SIEGE].casefold()
    if not is_siege or any(x.role == "agent" for x in claim.participants):
        return claim
    taken = {x.ref for x in claim.participants if x.ref is not None}
    places = {x.place.ref for x in claim.locations if x.place.ref is not None}
    told = [c for c in before if c.mention.kind in _TAKING and any(at.place.ref in places for at in c.locations)]
    doers = [x for c in told for x in _agents(c, taken)]
    if len({_side(x.ref or "") for x in doers}) != 1:
        return claim
    return replace(claim, participants=(replace(doers[-1], count_low=None, count_high=None), *claim.participants))


def _together(told: Sequence[Claim], taken: Collection[str]) -> list[Participant]:
    """Return the known doers of some claims, who are none of those taken: of one side, or of sides that act together.

    The last one where all are of one side; the doers of the claim that names most where it names all of their sides.
    """
    doers = [_agents(claim, taken) for claim in told]
    sides = {_side(x.ref or "") for agents in doers for x in agents}
    if len(sides) <= 1:
        return [agents[-1] for agents in doers if agents][-1:]
    most = max(doers, key=len)
    return most if {_side(x.ref or "") for x in most} == sides else []


def _agents(claim: Claim, taken: Collection[str]) -> list[Participant]:
    return [x for x in claim.participants if x.role == "agent" and x.ref is not None and x.ref not in taken]


def _is_of_its_place(claim: Claim) -> bool:
    """Whether what is handed over is the place where it is: `the base was handed over`, not the oil fields."""
    nouns = [x.name.casefold().split()[-1] for x in claim.participants if x.role == "object"]
    names = [(frozenset(x.place.name.casefold().split()), x.place.kind) for x in claim.locations]
    return not nouns or any(is_called(noun, words, kind) for noun in nouns for words, kind in names)
