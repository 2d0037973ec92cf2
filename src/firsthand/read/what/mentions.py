"""What happened: event mentions found by the tables of `data/events.toml` over the parse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from firsthand.data.events import Frame, event_kinds
from firsthand.data.words import cues, noun_classes
from firsthand.read.reading import Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.what.dealings import as_bidding, undisclosed
from firsthand.read.what.figures import Roles, Trigger
from firsthand.read.what.forms import forms, plurals
from firsthand.read.what.halted import halted
from firsthand.read.what.mention import Mention
from firsthand.read.what.phase import is_stuck, phase
from firsthand.read.what.phrases import carrier
from firsthand.read.what.prepared import prepared
from firsthand.read.what.presence import beside
from firsthand.read.what.roles import filled
from firsthand.read.what.sieges import siege
from firsthand.read.what.states import anaphors, awaited, copula, shown
from firsthand.read.what.tolls import among, toll

_FORSAKING = frozenset({"abandon", "desert", "quit"})  # "we cannot abandon them" tells of no place
OUTCOME_REACH = 8  # words between `left` and `killed`
_CARE = cues("rules")["site_care"]
MOVES = frozenset({"withdraw", "hand-over", "transfer", "arrive", "evacuate"})  # what sides agree on
_PARTICLE_REACH = 4  # words between a verb and its particle: "pulled its last men out"


@cache
def _index() -> Mapping[str, tuple[tuple[str, Frame, str, tuple[str, ...]], ...]]:
    """Return by first word: (kind, frame, form, words that must follow)."""
    found: dict[str, list[tuple[str, Frame, str, tuple[str, ...]]]] = {}
    for kind in event_kinds().values():
        for frame in kind.frames:
            for verb in frame.verbs:
                first, *rest = verb.split()
                for form in forms(first):
                    found.setdefault(form, []).append((kind.name, frame, "verb", tuple(rest)))
            for noun in frame.nouns:
                first, *rest = noun.split()
                for form in plurals(first) if not rest else (first,):
                    found.setdefault(form, []).append((kind.name, frame, "noun", tuple(rest)))
            for adjective in frame.adjectives:
                first, *rest = adjective.split()
                found.setdefault(first, []).append((kind.name, frame, "adjective", tuple(rest)))
    return {word: tuple(rows) for word, rows in found.items()}


def mentions(reading: Reading) -> tuple[Mention, ...]:
    """Return the event mentions of a report in the order of its text.

    Cost: O(tokens), a few dictionary look-ups each.
    """
    found: list[Mention] = []
    for s, tree in enumerate(reading.trees):
        here = [mention for i in range(len(tree)) for mention in _told(reading, s, tree, i)]
        here += anaphors(s, tree, [*found, *here])
        here = [_with_partner(tree, mention, here) for mention in here]
        found += _without_doubles(tree, sorted(here, key=lambda m: m.token))
    return tuple(found)


def _told(reading: Reading, s: int, tree: Tree, i: int) -> Iterator[Mention]:
    readied = prepared(reading, s, tree, i)
    return _at(reading, s, tree, i) if readied is None else iter((readied,))


def _at(reading: Reading, s: int, tree: Tree, i: int) -> Iterator[Mention]:
    if tree.upos[i] in {"PUNCT", "DET", "CCONJ", "SCONJ", "PRON", "PART"}:
        return
    if (stopped := halted(reading, s, tree, i)) is not None:
        yield stopped
        return
    triggers = _triggers(tree, i)
    longest = max((len(t.tokens) for t in triggers if not _is_chance(tree, t)), default=0)
    taken: set[str] = set()
    for trigger in triggers:
        if len(trigger.tokens) < longest or trigger.kind in taken or _is_within(tree, trigger):
            continue
        roles = filled(reading, s, trigger)
        if roles is not None and _is_counted_in(tree, trigger, roles):
            continue
        if roles is None or (trigger.form == "noun" and (_is_topic(tree, i) or _is_ground(tree, trigger))):
            continue
        taken.add(trigger.kind)
        yield _mention(tree, s, trigger, roles)
        break
    if not taken:
        yield from awaited(reading, s, tree, i)
        if tree.kids_of[i]:
            yield from copula(reading, s, tree, i)
        yield from shown(reading, s, tree, i)
        yield from beside(reading, s, tree, i)
        yield from undisclosed(s, tree, i)
        yield from toll(reading, s, tree, i)
        yield from among(s, tree, i)
        yield from siege(s, tree, i)


def _is_chance(tree: Tree, trigger: Trigger) -> bool:
    """Whether a verb's particle may but be the preposition of what follows: `will be closed in November`."""
    last = trigger.tokens[-1]
    return trigger.form == "verb" and len(trigger.tokens) > 1 and tree.rel(last) == "case"


def _is_counted_in(tree: Tree, trigger: Trigger, roles: Roles) -> bool:
    """Whether a participle tells of part of those who were told of: `291 patients, including 32 babies, remaining`."""
    if trigger.kind != "be-present" or tree.rel(trigger.token) != "acl":
        return False
    chunks = [tree.chunk_at[k] for k in roles.get("agent", ())]
    return any(c is not None and c.start and tree.lower[c.start - 1] == "including" for c in chunks)


def _is_within(tree: Tree, trigger: Trigger) -> bool:
    """Whether one only moves about where one is: `anyone moving in the courtyard`, not `moved in on Friday`."""
    last = trigger.tokens[-1]
    if trigger.kind != "arrive" or tree.lower[last] != "in" or not _is_chance(tree, trigger):
        return False
    head = tree.head(last)
    return head is not None and head > last and not tree.tells_time(head)


def _is_ground(tree: Tree, trigger: Trigger) -> bool:
    """Whether an accord is only what a deed rests on: `left under a deal with the rebels`."""
    return trigger.kind == "agree" and tree.preposition(trigger.token) == "under"


def _is_topic(tree: Tree, i: int) -> bool:
    """Whether an event noun is only what something is about: `talks about the turnover`, `victims of the attacks`."""
    preposition, head = tree.preposition(i), tree.head(i)
    if preposition in {"about", "regarding", "concerning"}:
        return True
    topical = preposition == "of" and tree.rel(i) == "nmod" and head is not None
    return topical and head is not None and bool(noun_classes()["person"] & {tree.lemmas[head]})


def _hyphened(tree: Tree, i: int) -> str:
    """Return a word in two parts that the reader parted, at its last: `hand-over`, `pull-out`; empty for others."""
    return f"{tree.lower[i - 2]}-{tree.lower[i]}" if i > 1 and tree.words[i - 1] == "-" else ""


def _triggers(tree: Tree, i: int) -> list[Trigger]:
    found: list[Trigger] = []
    for kind, frame, form, _ in _index().get(_hyphened(tree, i), ()):
        if _is_form(tree, i, form):
            found.append(Trigger(kind=kind, frame=frame, token=i, tokens=(i - 2, i - 1, i), form=form))
    for kind, frame, form, rest in _index().get(tree.lower[i], ()):
        if not _is_form(tree, i, form):
            continue
        tokens = _followed(tree, i, rest, form)
        if tokens is not None:
            found.append(Trigger(kind=kind, frame=frame, token=i, tokens=tokens, form=form))
    found.sort(
        key=lambda t: (-len(t.tokens), not (t.frame.accompanied or t.frame.adverbs))
    )  # the surer construction first
    particles = {
        k for k in tree.kids(i, "compound:prt") if tree.lower[k] not in {"back", "away", "up", "over", "together"}
    }
    return [t for t in found if t.form != "verb" or particles <= set(t.tokens)]


def _is_form(tree: Tree, i: int, form: str) -> bool:  # noqa: PLR0911  # one return a word class
    token = tree.tokens[i]
    if i in tree.seen:
        return form == "verb"
    if form == "noun":
        gerund = (
            token.upos == "VERB"
            and tree.lower[i].endswith("ing")
            and token.deprel in {"nsubj", "obj", "nsubj:pass", "obl", "nmod"}
            and bool(tree.kids(i, "nmod", "obl"))
        )
        return (
            (token.upos in {"NOUN", "PROPN"} or gerund)
            and not (tree.kids(i, "aux", "obj") and not tree.kids(i, "cop"))
            and token.deprel not in {"compound", "amod"}
        )
    if form == "adjective":
        if token.upos == "VERB" and (
            tree.kids(i, "obj")
            or not (tree.is_passive(i) or token.deprel in {"xcomp", "acl"} or tree.lower[i].endswith("ing"))
        ):
            return False
        return token.upos in {"ADJ", "VERB", "ADV", "ADP"} and (
            bool(tree.kids(i, "cop", "nsubj"))
            or token.deprel in {"xcomp", "acl", "conj", "root", "advcl", "ccomp", "parataxis"}
        )
    if token.upos in {"VERB", "AUX"}:
        if token.deprel in {"amod", "compound"}:
            return tree.is_misread(i)
        return token.deprel not in {"aux", "aux:pass", "cop", "case", "fixed"}
    verbal = tree.kids(i, "nsubj", "nsubj:pass", "aux", "aux:pass", "obj", "obl:agent")
    participle = token.upos in {"ADJ", "NOUN"} and tree.lower[i].endswith(("ed", "shut", "ing"))
    return bool(verbal) and participle and token.deprel not in {"amod", "compound"}


def _followed(tree: Tree, i: int, rest: tuple[str, ...], form: str) -> tuple[int, ...] | None:
    tokens, at = [i], i
    for word in rest:
        reach = 1 if form != "verb" or len(tokens) > 1 else _PARTICLE_REACH
        options = [k for k in range(at + 1, min(len(tree), at + 1 + reach)) if tree.lower[k] == word]
        options = [k for k in options if k == at + 1 or tree.head(k) in {i, at}]
        if not options:
            return None
        at = options[0]
        tokens.append(at)
    return tuple(tokens)


def _mention(tree: Tree, s: int, trigger: Trigger, roles: Roles) -> Mention:
    light = carrier(tree, trigger.token) if trigger.form == "noun" else None
    predicate = light if light is not None else trigger.token
    mention = Mention(
        kind=trigger.kind,
        sentence=s,
        token=trigger.token,
        tokens=trigger.tokens,
        predicate=predicate,
        form=trigger.form,
        phase=trigger.frame.phase or "whole",
        roles=roles,
        opens=bool(trigger.frame.accompanied),
    )
    return _settled(tree, mention, leaves="leaves" in trigger.frame.flags)


def _settled(tree: Tree, mention: Mention, *, leaves: bool = False) -> Mention:
    """Move people who are taken out of a place into the role of those who leave it, and give it its phase."""
    roles = dict(mention.roles)
    if (
        mention.kind == "withdraw"
        and tree.lemmas[mention.token] == "go"
        and len(mention.tokens) == 1
        and "to" in roles
        and "from" not in roles
    ):
        mention = replace(mention, kind="arrive")
    if mention.kind == "withdraw" and _is_all_stuck(tree, mention):
        at = {"at": roles["from"]} if "from" in roles else {k: v for k, v in roles.items() if k == "at"}
        roles = {"agent": roles["agent"], **at}
        return replace(mention, kind="be-present", phase="continues", roles=roles, negated=True)
    if tree.lemmas[mention.token] in _EMPTYING and _is_of_the_weak(tree, mention):
        mention = replace(mention, kind="evacuate")
    if mention.kind == "arrive" and "to" not in roles and _is_forced_back(tree, mention.token):
        mention = replace(mention, kind="withdraw")
    if mention.kind == "withdraw" and "from" not in roles and _is_into(tree, mention):
        mention = replace(mention, kind="arrive")
    if leaves and "from" in roles and not _is_by_side(tree, roles):
        mention = replace(mention, kind="withdraw")
    if mention.kind == "withdraw" and "agent" not in roles and "object" in roles:
        roles["agent"] = roles.pop("object")
    return as_bidding(tree, replace(mention, roles=roles, phase=phase(tree, mention)))


def _is_by_side(tree: Tree, roles: Roles) -> bool:
    """Whether one only comes from a side: `pushed into the city from the west` leaves no place."""
    return "to" in roles and all(tree.lower[k].split("-")[-1] in _SIDES for k in roles["from"])


def _is_forced_back(tree: Tree, i: int) -> bool:
    """Whether those on their way had to turn back: `the convoy was forced to return`."""
    head = tree.head(i)
    return tree.lemmas[i] == "return" and head is not None and tree.lemmas[head] in {"force", "compel", "oblige"}


_EMPTYING = frozenset({"empty", "evacuate", "vacate"})
_RUNNING = frozenset({"escape", "flee", "retreat"})
_HOUSES = noun_classes()["facility"]
_SIDES = frozenset({
    "east", "north", "northeast", "northwest", "side", "sides", "south", "southeast", "southwest", "west", "direction",
    "directions",
})  # fmt: skip


def _is_into(tree: Tree, mention: Mention) -> bool:
    """Whether those who flee only get into a house: `fled back into the hospital`."""
    i, to = mention.token, mention.roles.get("to", ())
    if tree.lemmas[i] not in _RUNNING or not to or tree.lemmas[to[0]] not in _HOUSES:
        return False
    return (tree.preposition(to[0]) or "").split()[-1:] in (["into"], ["inside"])


def _with_partner(tree: Tree, accord: Mention, here: list[Mention]) -> Mention:
    """Return an accord that names one side with the other, who does what is agreed: `they left in accord with X`."""
    if accord.kind != "agree" or accord.form != "noun" or "agent" in accord.roles or "recipient" not in accord.roles:
        return accord
    if tree.rel(accord.token) not in {"obl", "nmod", "conj"}:
        return accord
    doers = [m.roles["agent"] for m in here if m.kind in MOVES and "agent" in m.roles and m.token < accord.token]
    clause = tree.clause(accord.token)
    subject = tree.surface_subject(clause) if not doers and tree.upos[clause] == "VERB" else None
    agent = doers[-1] if doers else (subject,) if subject is not None and tree.upos[subject] == "PROPN" else ()
    agent = tuple(k for k in agent if k not in accord.roles["recipient"])
    return replace(accord, roles={**accord.roles, "agent": agent}) if agent else accord


def _is_way_of(tree: Tree, way: Mention, move: Mention) -> bool:
    """Whether a participle only says where a move leads: `left the camp, heading for the coast` is one move."""
    i = way.token
    return (
        way.kind == "arrive"
        and move.kind == "withdraw"
        and move.form == way.form == "verb"
        and "from" in move.roles
        and "to" in way.roles
        and move.token < i
        and tree.lower[i].endswith("ing")
        and tree.rel(i) in {"advcl", "xcomp", "acl", "conj"}
        and move.predicate in tree.ancestors(i)[:2]
        and not tree.kids(i, "nsubj", "aux", "mark")
    )


def _with_goal(tree: Tree, move: Mention, found: list[Mention]) -> Mention:
    """Return a move with the goal that a participle gives it."""
    way = next((m for m in found if _is_way_of(tree, m, move)), None)
    return move if way is None or "to" in move.roles else replace(move, roles={**move.roles, "to": way.roles["to"]})


def _is_push_to(tree: Tree, push: Mention, move: Mention) -> bool:
    """Whether a verb of force only brings about the move below it: `were forced to retreat from the town`."""
    return (
        push.kind == move.kind == "withdraw"
        and move.token in tree.kids(push.token, "xcomp")
        and push.token < move.token
    )


def _is_carried(less: Mention, more: Mention) -> bool:
    """Whether a light verb and its noun tell one event, the one with fewer parties: `launched a new offensive`."""
    verb, noun = (less, more) if less.form == "verb" else (more, less)
    if verb.kind != noun.kind or (verb.form, noun.form) != ("verb", "noun") or noun.predicate != verb.token:
        return False
    fewer = set(less.roles) <= set(more.roles) if less is verb else set(less.roles) < set(more.roles)
    return fewer and noun.token != verb.token


def _is_told_with(tree: Tree, first: Mention, second: Mention) -> bool:
    """Whether two verbs tell one event of the same parties: `were killed and wounded in the fighting`."""
    beside = second.token - first.token == _PAIR and tree.lower[first.token + 1] in {"and", "or", "/"}
    return beside and first.kind == second.kind and first.form == second.form == "verb" and first.roles == second.roles


_PAIR = 2  # words from `killed` to `wounded`


def _is_all_stuck(tree: Tree, mention: Mention) -> bool:
    """Whether those who could not leave are all of them: a few stragglers do not make a garrison."""
    agents = mention.roles.get("agent", ())
    if not agents or tree.lemmas[mention.token] in _FORSAKING or not is_stuck(tree, mention.predicate):
        return False
    chunk = tree.chunk_at[agents[0]]
    words = set(tree.lower[chunk.start : chunk.end]) if chunk is not None else set()
    return not words & {"few", "handful"}


def _is_of_the_weak(tree: Tree, mention: Mention) -> bool:
    """Whether what is evacuated is a house of the sick: those who empty it are not those who leave it."""
    emptied = [k for role in ("object", "from") for k in mention.roles.get(role, ())]
    strong = noun_classes()["force"] | noun_classes()["body"]
    if not any(tree.lemmas[k] in strong or tree.upos[k] == "PROPN" for k in mention.roles.get("agent", ())):
        return False  # "the staff evacuated the hospital": they left it
    return any(tree.lemmas[k] in _CARE for top in emptied for k in tree.subtree(top))


def _without_doubles(tree: Tree, found: list[Mention]) -> list[Mention]:
    """Keep one mention a trigger word, and no state beside the verb of the same kind that brings it about."""
    found = [_with_goal(tree, m, found) for m in found if not _is_outcome(m, found)]
    found = [m for m in found if not any(_is_way_of(tree, m, other) for other in found)]
    found = [m for m in found if not any(_is_push_to(tree, m, x) or _is_told_with(tree, x, m) for x in found)]
    found = [m for m in found if not any(_is_carried(m, x) for x in found)]
    kept: list[Mention] = []
    taken: set[int] = set()
    verbs = {(m.kind, m.token) for m in found if m.form == "verb"}
    found = [
        m for m in found if not any(k.kind == m.kind and k.phase == "ends" and k.token + 1 == m.token for k in found)
    ]
    found = [
        m for m in found if m.form != "adjective" or not any((m.kind, k) in verbs for k in range(m.token - 8, m.token))
    ]
    told = {(m.kind, m.roles.get("agent")) for m in found if m.form == "copula" and "agent" in m.roles}
    found = [m for m in found if m.form != "adjective" or (m.kind, m.roles.get("agent")) not in told]
    for mention in sorted(found, key=lambda m: (-len(m.tokens), m.form == "copula")):
        if mention.token not in taken:
            kept.append(mention)
            taken |= set(mention.tokens)
    return sorted(kept, key=lambda m: m.token)


def _is_outcome(mention: Mention, found: list[Mention]) -> bool:
    """Whether a verb only ends what `left` begins: `left at least three killed`."""
    if mention.kind != "casualties" or mention.form != "verb" or len(mention.tokens) > 1:
        return False
    return any(m.kind == "casualties" and 0 < mention.token - m.token <= OUTCOME_REACH and m.opens for m in found)
