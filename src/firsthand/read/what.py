"""What happened: event mentions found by the tables of `data/events.toml` over the parse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from firsthand.core.claim import Phase
from firsthand.core.evidence import Span
from firsthand.data.events import Frame, event_kinds
from firsthand.data.words import cues
from firsthand.read.forms import forms, plurals
from firsthand.read.reading import Node, Reading
from firsthand.read.roles import Roles, Trigger, carrier, filled
from firsthand.read.tree import Tree
from firsthand.read.who import fits

_PARTICLE_REACH = 4  # words between a verb and its particle: "pulled its last men out"
_ANAPHORIC = cues("rules")["what_anaphoric"]
_MOTION = ("withdraw", "evacuate", "transfer", "arrive", "deploy", "hand-over", "close", "reopen")
_COPULAR = cues("rules")["what_copular"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An event as named at one point of the text, with the words in its roles."""

    kind: str
    sentence: int
    token: int
    tokens: tuple[int, ...]
    predicate: int
    """The verb from which stance and voice are read: the trigger itself, or the light verb that carries it."""
    phase: Phase = "whole"
    form: str = "verb"
    roles: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    negated: bool = False
    """Where the table's own words turn the sense round (`no vehicles in the yard` is be-absent, not a denial)."""
    borrowed: Mention | None = None
    """The mention that an anaphor (`the operation`) takes up; its roles hold where this one has none."""

    def span(self, reading: Reading) -> Span:
        """Return the trigger's place in the text."""
        return reading.trees[self.sentence].span(list(self.tokens))


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


@cache
def _copular() -> tuple[tuple[str, Frame], ...]:
    return tuple(
        (kind.name, frame) for kind in event_kinds().values() for frame in kind.frames if "copula" in frame.flags
    )


def mentions(reading: Reading) -> tuple[Mention, ...]:
    """Return the event mentions of a report in the order of its text.

    Cost: O(tokens), a few dictionary look-ups each.
    """
    found: list[Mention] = []
    for s, tree in enumerate(reading.trees):
        here = [mention for i in range(len(tree)) for mention in _at(reading, s, tree, i)]
        here += _anaphors(reading, s, tree, [*found, *here])
        found += _without_doubles(sorted(here, key=lambda m: m.token))
    return tuple(found)


def _at(reading: Reading, s: int, tree: Tree, i: int) -> Iterator[Mention]:
    if tree.upos[i] in {"PUNCT", "DET", "CCONJ", "SCONJ", "PRON", "PART"}:
        return
    triggers = _triggers(tree, i)
    longest = max((len(t.tokens) for t in triggers), default=0)
    taken: set[str] = set()
    for trigger in triggers:
        if len(trigger.tokens) < longest or trigger.kind in taken:
            continue
        roles = filled(reading, s, trigger)
        if roles is None:
            continue
        taken.add(trigger.kind)
        yield _mention(tree, s, trigger, roles)
        break
    if not taken:
        yield from _awaited(reading, s, tree, i)
        yield from _copula(reading, s, tree, i)
        yield from _shown(reading, s, tree, i)


def _triggers(tree: Tree, i: int) -> list[Trigger]:
    found: list[Trigger] = []
    rows = _index().get(tree.lower[i])
    if rows is None:
        return found
    for kind, frame, form, rest in rows:
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


def _is_form(tree: Tree, i: int, form: str) -> bool:
    token = tree.tokens[i]
    if form == "noun":
        gerund = (
            token.upos == "VERB"
            and tree.lower[i].endswith("ing")
            and token.deprel in {"nsubj", "obj", "nsubj:pass", "obl", "nmod"}
            and bool(tree.kids(i, "nmod"))
        )
        return (
            (token.upos in {"NOUN", "PROPN"} or gerund)
            and not tree.kids(i, "aux", "obj")
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
        return token.deprel not in {"aux", "aux:pass", "cop", "compound", "case", "amod", "fixed"}
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
    if leaves and "from" in roles:
        mention = replace(mention, kind="withdraw")
    if mention.kind == "withdraw" and "agent" not in roles and "object" in roles:
        roles["agent"] = roles.pop("object")
    return replace(mention, roles=roles, phase=phase(tree, mention))


def is_over(tree: Tree, mention: Mention) -> bool:
    """Whether a state is told as past: `where the radar used to stand`."""
    before = tree.lower[max(0, mention.token - 3) : mention.token]
    return before[-2:] == ["used", "to"]


def phase(tree: Tree, mention: Mention) -> Phase:
    """Return the phase of an event: of its own words, of the verb that governs it, or of its tense."""
    aspect = cues("aspect")
    i = mention.token
    governor = tree.head(i)
    for at in (mention.predicate, governor):
        relation = tree.rel(i)
        if (
            at is None
            or (at == i and mention.form != "noun")
            or (at == governor and relation not in {"xcomp", "obj", "nsubj", "nsubj:pass", "obl", "ccomp"})
        ):
            continue
        found = next(
            (
                p
                for p in ("begins", "continues", "ends")
                if tree.lemmas[at] in aspect[p] or tree.lower[at] in _forms_of(p)
            ),
            None,
        )
        if found and tree.tokens[at].upos in {"VERB", "AUX"}:
            return found  # type: ignore[return-value]  # one of three literals
    near = " ".join(tree.lower[max(0, i - 12) : i + 1])
    subject = tree.surface_subject(i)
    if mention.kind in _MOTION[:5] and mention.phase == "whole":
        if subject is not None and any(tree.lower[k] in aspect["ends_subject"] for k in tree.subtree(subject)):
            return "ends"
        if tree.lower[i].endswith("ing") and tree.kids(i, "aux") and not tree.kids(i, "mark"):
            return "continues"
        if "being" in tree.lower[max(0, i - 2) : i]:
            return "continues"
        if any(tree.lower[k] in aspect["ends_adverbs"] for k in tree.kids(i, "advmod")):
            return "ends"
    if mention.kind in {"close", "detain", "hold", "seize"} and mention.phase == "whole" and _is_state(tree, i, near):
        return "continues"
    return mention.phase


@cache
def _forms_of(part: str) -> frozenset[str]:
    return frozenset(form for verb in cues("aspect")[part] if " " not in verb for form in forms(verb))


def _is_state(tree: Tree, i: int, near: str) -> bool:
    """Whether a passive tells of a state: `has been closed since Tuesday`, `are being held`, `stays shut`."""
    after = tree.lower[i + 1 : i + 4]
    if "being" in tree.lower[max(0, i - 2) : i] or "since" in after:
        return True
    if tree.kids(i, "aux:pass", "cop") and (
        {"is", "are", "'s", "'re"} & {tree.lower[k] for k in tree.kids(i, "aux:pass", "cop")}
    ):
        return True
    return any(word in near.split() for word in ("stays", "stay", "remains", "remained", "remain", "stayed", "still"))


def _copula(reading: Reading, s: int, tree: Tree, i: int) -> Iterator[Mention]:
    """Find `troops are at the base`, `there are no tanks at the airfield`, `the area is under their control`."""
    if not tree.kids_of[i]:
        return
    there = [k for k in tree.kids(i, "expl") if tree.lower[k] == "there"]
    if there and (subjects := tree.kids(i, "nsubj")):
        yield from _existential(reading, s, tree, i, subjects[0])
        return
    if not tree.kids(i, "cop") or not tree.kids(i, "nsubj"):
        return
    for kind, frame in _copular():
        trigger = Trigger(kind=kind, frame=frame, token=i, tokens=(i,), form="copula")
        if kind == "be-present" and tree.preposition(i) not in {
            "at",
            "in",
            "on",
            "inside",
            "near",
            "outside",
            "by",
            "around",
            "still at",
            "back in",
            "back at",
        }:
            continue
        roles = filled(reading, s, trigger)
        if roles is not None and (kind != "be-present" or "at" in roles):
            yield Mention(
                kind=kind,
                sentence=s,
                token=i,
                tokens=(i,),
                predicate=i,
                form="copula",
                phase=frame.phase or "whole",
                roles=roles,
            )
            return


def _awaited(reading: Reading, s: int, tree: Tree, i: int) -> Iterator[Mention]:
    """Find arrivals that are told without a verb: `a fourth is expected on Friday`, `the remaining eight are due`."""
    if (
        tree.lower[i] not in {"expected", "due", "scheduled", "awaited"}
        or tree.kids(i, "xcomp", "ccomp", "obj")
        or "to" in tree.lower[i + 1 : i + 2]
    ):
        return
    subject = tree.surface_subject(i)
    if subject is None or not (
        tree.is_passive(i) or tree.kids(i, "cop") or tree.lower[i - 1 : i] in (["are"], ["is"], ["were"], ["was"])
    ):
        return
    if not fits(reading, Node(sentence=s, token=subject), "mover", strict=True) or tree.lower[subject] == "it":
        return
    dated = any(reading.is_time(s, k) for k in range(i + 1, min(len(tree), i + 6)))
    places = [
        k
        for word, k in tree.phrases(i)
        if word in {"at", "in", "from"} and fits(reading, Node(sentence=s, token=k), "place")
    ]
    if dated or places:
        roles: Roles = {"agent": (subject,)}
        if places:
            roles["to"] = (places[0],)
        yield Mention(kind="arrive", sentence=s, token=i, tokens=(i,), predicate=i, form="awaited", roles=roles)


def _existential(reading: Reading, s: int, tree: Tree, i: int, subject: int) -> Iterator[Mention]:
    node = Node(sentence=s, token=subject)
    role = (
        "agent"
        if fits(reading, node, "people", strict=True)
        else "object"
        if fits(reading, node, "sign", strict=True)
        else None
    )
    places = [
        k
        for k in (*tree.kids(i, "obl"), *tree.kids(subject, "nmod"))
        if fits(reading, Node(sentence=s, token=k), "place", strict=True)
    ]
    here = [k for k in tree.kids(i, "advmod") if tree.lower[k] in {"here", "inside", "outside"}]
    if role is None or not (places or here) or tree.kids(subject, "acl:relcl"):
        return
    yield Mention(
        kind="be-present",
        sentence=s,
        token=subject,
        tokens=(subject,),
        predicate=i,
        form="copula",
        phase="continues",
        roles={role: (subject,), "at": tuple(places[:1] or here[:1])},
    )


def _shown(reading: Reading, s: int, tree: Tree, i: int) -> Iterator[Mention]:
    """Find what is seen without a verb of its own: `footage shows a single guard at the gate`, `saw no soldiers there`."""
    head = tree.head(i)
    if tree.upos[i] not in {"NOUN", "PROPN"} or head is None or tree.rel(i) not in {"obj", "nsubj:pass", "conj"}:
        return
    said = cues("said")
    at = (
        head
        if tree.rel(i) in {"obj", "nsubj:pass"}
        else tree.head(head)
        if head is not None and tree.rel(i) == "conj"
        else None
    )
    if at is None or tree.lemmas[at] not in said["shows"] | said["sees"] or tree.tokens[at].upos != "VERB":
        return
    if tree.kids(at, "xcomp", "ccomp") or any(tree.kids(i, "acl", "acl:relcl")):
        return
    node = Node(sentence=s, token=i)
    role = (
        "agent"
        if fits(reading, node, "people", strict=True)
        else "object"
        if fits(reading, node, "sign", strict=True)
        else None
    )
    below = [*tree.kids(i, "nmod"), *tree.kids(at, "obl")]
    places = [
        k
        for k in below
        if tree.preposition(k) in {"at", "in", "on", "inside", "outside", "near", "by", "beside", "around", "along"}
        and fits(reading, Node(sentence=s, token=k), "place", strict=True)
    ]
    here = [
        k
        for k in (*tree.kids(i, "advmod"), *tree.kids(at, "advmod"))
        if tree.lower[k] in {"there", "inside", "outside", "here"}
    ]
    bare = any(
        tree.lower[k] in {"empty", "deserted", "abandoned", "bare", "vacant", "unmanned"} for k in tree.kids(i, "amod")
    )
    if role is not None and (places or here):
        yield Mention(
            kind="be-absent" if bare else "be-present",
            sentence=s,
            token=i,
            tokens=(i,),
            predicate=i,
            form="copula",
            phase="continues",
            roles={role: (i,), "at": tuple(places[:1] or here[:1])},
        )


def _anaphors(reading: Reading, s: int, tree: Tree, before: list[Mention]) -> Iterator[Mention]:
    """Find phases of an event taken up by a noun or pronoun: `the operation had begun on Sunday`, `finished the move`."""
    aspect = cues("aspect")
    for i in range(len(tree)):
        if tree.tokens[i].upos != "VERB" or any(m.sentence == s and i in (m.token, m.predicate) for m in before):
            continue
        part = next(
            (
                p
                for p in ("begins", "ends", "continues")
                if tree.lower[i] in _forms_of(p) or tree.lemmas[i] in aspect[p]
            ),
            None,
        )
        if part is None:
            continue
        noun = tree.undergoer(i) if tree.undergoer(i) is not None else tree.surface_subject(i)
        if (
            noun is None
            or tree.lower[noun] not in _ANAPHORIC
            or tree.kids(noun, "nmod")
            or (tree.lower[noun] == "it" and tree.kids(i, "xcomp", "obj"))
        ):
            continue
        earlier = [m for m in before if (m.sentence, m.token) < (s, i) and m.kind in _MOTION and m.sentence >= s - 2]
        if earlier:
            last = _meant(earlier, tree.lower[noun])
            agent = tree.doer(i) if tree.undergoer(i) is not None and not tree.is_passive(i) else None
            roles: Roles = {"agent": (agent,)} if agent is not None and last.kind in {"withdraw", "arrive"} else {}
            yield Mention(
                kind=last.kind,
                sentence=s,
                token=i,
                tokens=(i,),
                predicate=i,
                phase=part,
                roles=roles,
                borrowed=last.borrowed or last,
            )  # type: ignore[arg-type]  # one of three literals


def _meant(earlier: list[Mention], noun: str) -> Mention:
    same = [m for m in earlier if any(noun in frame.nouns for frame in event_kinds()[m.kind].frames)]
    return (same or earlier)[-1]


def _without_doubles(found: list[Mention]) -> list[Mention]:
    """Keep one mention a trigger word, and no state beside the verb of the same kind that brings it about."""
    kept: list[Mention] = []
    taken: set[int] = set()
    verbs = {(m.kind, m.token) for m in found if m.form == "verb"}
    found = [
        m for m in found if not any(k.kind == m.kind and k.phase == "ends" and k.token + 1 == m.token for k in found)
    ]
    found = [
        m for m in found if m.form != "adjective" or not any((m.kind, k) in verbs for k in range(m.token - 8, m.token))
    ]
    for mention in sorted(found, key=lambda m: (-len(m.tokens), m.form == "copula")):
        if mention.token not in taken:
            kept.append(mention)
            taken |= set(mention.tokens)
    return sorted(kept, key=lambda m: m.token)
