"""Slots of a frame filled from the tree: which words play which part in an event."""

from __future__ import annotations

from collections.abc import Mapping

from firsthand.data.events import Frame, Slot, event_kinds
from firsthand.data.words import cues
from firsthand.read.reading import Node, Reading
from firsthand.read.stance.governors import is_made, is_ranked
from firsthand.read.tree.tree import Tree
from firsthand.read.what.figures import Roles, Trigger, is_figurative
from firsthand.read.what.harmed import elided, is_none_recorded
from firsthand.read.what.phrases import carrier, fillers, light_fillers
from firsthand.read.who.participants import classes, fits, is_quantity

_PLACE_ADVERBS = cues("rules")["roles_place_adverbs"]


_NAMED_BY = 6  # words from `town` to the comma behind its name
_COMPANY = 12  # words behind a trigger in which the word that completes it may stand
_IDIOMS = cues("rules")["roles_idioms"]
_MEANS = frozenset({"abstract", "time", "quantity"})  # "by stages", "by rail"
_EFFORTS = cues("stance")["going_on_nouns"]
_SIDES = frozenset({
    "army", "coalition", "government", "guerrilla", "gunman", "insurgent", "jihadist", "militant", "militia",
    "opposition", "paramilitary", "rebel", "regime", "separatist",
})  # fmt: skip
_LENGTHS = frozenset({"kilometer", "kilometre", "km", "meter", "metre", "mile", "yard"})  # "advanced nine miles"
_GROUNDS = frozenset({"after", "amid", "despite", "following", "on", "under", "upon"})
"""Before an order: it was given, and something is done upon it."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def filled(reading: Reading, sentence: int, trigger: Trigger) -> Roles | None:
    """Return the tokens that fill each role, or None where the frame does not hold here."""
    tree = reading.trees[sentence]
    if trigger.form == "noun":
        roles = _of_noun(reading, sentence, trigger)
    elif trigger.form == "verb":
        roles = _of_verb(reading, sentence, trigger)
    else:
        roles = _of_predicate(reading, sentence, trigger)
    if roles is None or not _accompanied(tree, trigger) or _is_wait(reading, sentence, trigger):
        return None
    apart = trigger.kind == "be-present" and not _is_beside(tree, trigger.token, roles)
    if apart or is_figurative(tree, trigger, roles):
        return None
    frame = trigger.frame
    if frame.needs and not any(role in roles for role in frame.needs):
        return None
    bare = trigger.form == "noun" and carrier(tree, trigger.token) is None and "under" not in frame.requires
    if bare and not _has_phrase(tree, trigger.token, roles):
        return None
    return roles if all(_holds(tree, trigger, roles, what) for what in frame.requires) else None


def _is_beside(tree: Tree, i: int, roles: Roles) -> bool:
    """Whether a participle behind a comma tells of the noun before it: `staff at the hospital, located in the town`."""
    if i < 2 or tree.words[i - 1] != "," or not tree.lower[i].endswith("ed"):  # noqa: PLR2004  # a noun and a comma
        return True
    if tree.kids(i, "aux", "aux:pass", "cop", "nsubj", "obj"):
        return True
    chunk = tree.chunk_at[i - 2]
    return chunk is None or any(chunk.start <= k < chunk.end for filling in roles.values() for k in filling)


def _is_wait(reading: Reading, sentence: int, trigger: Trigger) -> bool:
    """Whether `take` only tells how long something lasts: `it would take Russia at least a week to withdraw`."""
    tree, i = reading.trees[sentence], trigger.token
    if tree.lemmas[i] != "take" or len(trigger.tokens) > 1 or tree.upos[i] != "VERB":
        return False
    behind = range(i + 1, min(len(tree), i + _COMPANY))
    return any(reading.is_time(sentence, k - 1) and tree.lower[k] == "to" for k in behind)


def _has_phrase(tree: Tree, i: int, roles: Roles) -> bool:
    """Whether an event noun has an argument with a preposition; `the US pullout` alone only takes up what is known."""
    behind = [k for filling in roles.values() for k in filling if k > i]
    counted = bool(tree.kids(i, "nummod")) and bool({"at", "object"} & set(roles))
    counted = counted or any(tree.head(i) == k for filling in roles.values() for k in filling)  # "dozens of deaths"
    return bool(behind) or counted


def _holds(tree: Tree, trigger: Trigger, roles: Mapping[str, tuple[int, ...]], what: str) -> bool:
    if what == "light":
        return carrier(tree, trigger.token) is not None
    if what == "none":
        return any(_is_none(tree, k) for k in roles.get("object", roles.get("agent", ())))
    if what in {"recorded", "sole"}:
        sole = not tree.kids(trigger.token, "xcomp", "ccomp")
        return sole if what == "sole" else is_none_recorded(tree, trigger.token)
    if what == "under":
        return tree.preposition(trigger.token) in _GROUNDS
    if what == "new":
        return not any(
            tree.lower[k] in {"the", "its", "their", "his", "her", "this", "that", "these"}
            for k in tree.kids(trigger.token, "det", "nmod:poss")
        )
    return what in roles


def _is_none(tree: Tree, k: int) -> bool:
    """Whether a noun phrase says that there is none of it: `no equipment`, `not a single unit of equipment`."""
    chunk = tree.chunk_at[k]
    first = chunk.start if chunk is not None else k
    return bool({"no", "not", "none"} & set(tree.lower[max(0, first - 1) : k + 1]))


def _of_verb(reading: Reading, sentence: int, trigger: Trigger) -> Roles | None:  # noqa: C901, PLR0912  # one branch a voice of the verb
    tree, frame, i = reading.trees[sentence], trigger.frame, trigger.token
    if trigger.kind == "be-present" and _has_complement(tree, trigger.tokens[-1]):
        return None
    subject, obj = tree.doer(i), tree.undergoer(i)
    if (noun := _of_infinitive(tree, i)) is not None:
        subject, obj = (subject, obj or noun) if tree.is_passive(i) else (subject or noun, obj)
    if (
        obj is not None
        and reading.is_time(sentence, obj)
        and not fits(reading, Node(sentence=sentence, token=obj), "people")
    ):
        obj = None
    if obj is not None and (obj == subject or obj in trigger.tokens or tree.lemmas[obj] in _LENGTHS):
        obj = None
    if subject is not None and _is_no_doer(reading, sentence, i, subject):
        subject = None
    if obj is not None and subject is None and _is_adjectival(tree, i):
        return None
    roles: Roles = {}
    passive = tree.is_passive(i)
    bare = trigger.kind == "casualties" and (obj is None or passive)
    if bare and (harmed := elided(tree, i)) is not None:
        subject, obj = None, harmed
    if obj is not None and any(tree.lower[obj] in words.split() for words in frame.accompanied):
        given = [k for k in tree.kids(obj, "compound") if tree.upos[k] == "PROPN"]
        taker = any(slot.relation == "iobj" for slot in frame.slots.get("agent", ()))
        obj = given[0] if given and taker else None  # "control" in "take control of", "gives the GNA control of"
        subject = None if taker else subject  # what gives it may be an event
    if "passive_agent" in frame.flags and passive and subject is None:
        subject, obj = obj, None
    alone = frame.alone if obj is None and subject is not None and not passive else None
    if alone:
        wanted = next((s.filler for s in frame.slots.get(alone, ()) if s.relation == "obj"), None)
        if not fits(reading, Node(sentence=sentence, token=subject or 0), wanted):
            return None
        roles[alone] = tuple(tree.conjuncts(subject)) if subject is not None else ()
        subject = None
    for relation, at in (("nsubj", subject), ("obj", obj)):
        if at is None:
            continue
        role = _role_of(reading, sentence, frame, relation, at)
        if role is None and relation == "nsubj":
            role, at = _outer(reading, sentence, frame, i, at)  # noqa: PLW2901  # the noun that is meant
        if role is not None:
            roles.setdefault(role, (at,))
        elif relation == "obj" and "ignore_obj" in frame.flags:
            continue
        else:
            return None
    _fill_rest(reading, sentence, trigger, roles)
    if "loose" in frame.flags and not _is_bare(reading, sentence, trigger, roles):
        return None
    return roles


def _is_no_doer(reading: Reading, sentence: int, i: int, subject: int) -> bool:
    """Whether what stands in the doer's place only says how: `by stages`, `by bus`, `efforts are made to evacuate`."""
    tree = reading.trees[sentence]
    if not tree.is_passive(i):
        aim = tree.rel(i) == "xcomp" and any(tree.lower[k] == "to" for k in tree.kids(i, "mark"))
        return aim and tree.lemmas[subject] in _EFFORTS
    found = classes(reading, Node(sentence=sentence, token=subject))
    bare = tree.upos[subject] == "NOUN" and tree.lower[subject - 1 : subject] == ["by"]
    return found <= _MEANS or (bare and "vehicle" in found and tree.lower[subject] == tree.lemmas[subject])


def _of_infinitive(tree: Tree, i: int) -> int | None:
    """Return who an infinitive behind a noun is of: `the last soldier to leave`, `forced thousands to flee`."""
    noun = tree.head(i)
    if noun is None or tree.rel(i) != "acl" or "to" not in {tree.lower[k] for k in tree.kids(i, "mark")}:
        return None
    if is_ranked(tree, i):
        named = tree.kids(noun, "nsubj") if tree.kids(noun, "cop") else []
        if named and tree.upos[named[0]] == "PRON":
            return None  # "it was the last base to be closed": which one, the report has told
        return named[0] if named and tree.upos[noun] != "NOUN" else noun
    return noun if is_made(tree, i) and tree.rel(noun) == "obj" else None


def _is_adjectival(tree: Tree, i: int) -> bool:
    """Whether a participle only stands before its noun: `a border with occupied areas`."""
    bare = tree.lower[i].endswith("ed") and not tree.kids(i, "aux", "aux:pass", "nsubj", "nsubj:pass", "mark")
    return bare and i > 0 and tree.upos[i - 1] in {"CCONJ", "ADP", "DET", "ADJ"} and not tree.is_passive(i)


def _outer(reading: Reading, sentence: int, frame: Frame, i: int, noun: int) -> tuple[str | None, int]:
    """Return who else a participle may tell of than the noun before it, and in which role.

    `a plane with a flag taking off`: the noun above; `it made trips, on one managing to ...`: the clause's subject.
    """
    tree = reading.trees[sentence]
    top = i
    while tree.rel(top) == "xcomp" and (head := tree.head(top)) is not None:
        top = head
    if tree.rel(top) != "acl" or not tree.lower[top].endswith("ing"):
        return None, noun
    above = [k for k in tree.ancestors(noun)[:2] if k < noun and tree.upos[k] in _NOMINAL]
    beside = tree.chunk_at[noun]
    if beside is not None and beside.start > 1 and tree.lower[beside.start - 1] == "with":
        above = [k.head for k in (tree.chunk_at[beside.start - 2],) if k is not None] + above
    verb = next((k for k in tree.ancestors(noun) if tree.upos[k] == "VERB"), None)
    subject = tree.surface_subject(verb) if verb is not None else None
    for other in (*above, *([subject] if subject is not None else [])):
        role = _role_of(reading, sentence, frame, "nsubj", other)
        if role is not None:
            return role, other
    return None, noun


def _is_bare(reading: Reading, sentence: int, trigger: Trigger, roles: Roles) -> bool:
    """Whether a common verb of motion or stay is meant as such: with a place, or with nothing but time behind it.

    `came to power`, `remains in doubt`, `went on strike`, `left the door open` have something else behind the verb.
    """
    taken = (Node(sentence=sentence, token=k) for k in roles.get("object", ()))  # "had withdrawn its troops"
    if {"from", "to", "at"} & set(roles) or any(fits(reading, node, "force", strict=True) for node in taken):
        return True
    tree, i = reading.trees[sentence], trigger.tokens[-1]
    if tree.lemmas[i] == "stand" or (tree.lower[i] == "trapped" and tree.lower[i + 1 : i + 2] == ["when"]):
        return False  # "entitled to stand", "were trapped when a tunnel collapsed"
    after = i + 1
    while after < len(tree) and (
        tree.lower[after] in _HARMLESS or reading.is_time(sentence, after) or tree.lower[after] in _PLACE_ADVERBS
    ):
        after += 1
    if after >= len(tree) or tree.upos[after] in {"PUNCT", "CCONJ", "SCONJ", "SYM"}:
        return True
    aim = tree.lower[after] == "to" and bool(_AIMS & set(tree.lower[after + 1 : after + 2]))
    ordered = tree.lower[after] in {"on", "upon"} and bool(_ORDERS & set(tree.lemmas[after + 1 : after + _ORDERED]))
    if trigger.kind == "withdraw" and (aim or ordered or tree.lower[after] in _CIRCUMSTANCES):
        return True
    if tree.upos[after] == "ADP" and tree.lower[after] in _TIMELY and after + 1 < len(tree):
        chunk = tree.chunk_at[after + 1]
        return tree.lower[after] in {"with", "by", "until", "since", "before", "without", "aboard", "along"} or (
            chunk is not None
            and any(reading.is_time(sentence, k) or tree.upos[k] == "NUM" for k in range(chunk.start, chunk.end))
        )
    return tree.lower[after] in {"when", "while", "who", "that"}


_HARMLESS = cues("rules")["roles_harmless"]
_TIMELY = cues("rules")["roles_timely"]
_ORDERS = frozenset({"instruction", "order"})
_ORDERED = 5  # words from `on` to `orders`
_AIMS = frozenset({"avoid", "escape", "find", "join", "save", "seek"})
_CIRCUMSTANCES = frozenset({"under", "amid", "despite", "because", "following", "alongside", "carrying"})
"""Behind a verb of leaving: how or why it was done, so that the verb is meant as such."""


def _has_complement(tree: Tree, i: int) -> bool:
    """Whether the verb only joins a subject to a state: `stays closed`, `stood empty`."""
    after = i + 1
    while after < len(tree) and tree.upos[after] == "ADV":
        after += 1
    beside = (
        after < len(tree)
        and tree.upos[after] in {"ADJ", "VERB"}
        and tree.rel(after) in {"xcomp", "root", "ccomp", "conj", "acl", "advcl"}
        and not tree.lower[after].endswith("ing")
    )
    return beside or any(
        tree.upos[k] in {"ADJ", "VERB"} and not tree.lower[k].endswith("ing") for k in tree.kids(i, "xcomp")
    )


def _role_of(reading: Reading, sentence: int, frame: Frame, relation: str, at: int) -> str | None:
    for role, slots in frame.slots.items():
        for slot in slots:
            is_it = reading.trees[sentence].lower[at] == "it" and relation == "nsubj" and "named" not in frame.flags
            strict = "strict" in frame.flags and (relation == "obj" or role == "object") and not is_it
            if slot.relation == relation and fits(
                reading, Node(sentence=sentence, token=at), slot.filler, strict=strict
            ):
                return role
    return None


def _of_predicate(reading: Reading, sentence: int, trigger: Trigger) -> Roles | None:
    tree, i = reading.trees[sentence], trigger.token
    roles: Roles = {}
    head = tree.head(i)
    subject = tree.surface_subject(i)
    if tree.rel(i) == "xcomp" and head is not None and tree.kids(head, "obj"):
        subject = tree.kids(head, "obj")[0]
    if tree.rel(i) in {"acl", "amod"} and head is not None and not (i and tree.upos[i - 1] == "AUX"):
        subject = head
    if subject is None and (joint := joining_verb(tree, i)) is not None:
        subject = tree.surface_subject(joint)
    if subject is None or "by" in tree.lower[i + 1 : i + 2]:  # "abandoned by its allies" leaves no place empty
        return None
    found = False
    for role, slots in trigger.frame.slots.items():
        for slot in slots:
            if (
                slot.relation == "nsubj"
                and not (role == "at" and found)
                and fits(reading, Node(sentence=sentence, token=subject), slot.filler)
            ):
                if not found:
                    roles[role] = (subject,)
                found = True
    if not found:
        return None
    _fill_rest(reading, sentence, trigger, roles)
    return roles


def joining_verb(tree: Tree, i: int) -> int | None:
    """Return the verb right before an adjective that joins it to its subject: `stood empty`, `stays shut`."""
    at = i - 1
    while at > 0 and tree.upos[at] == "ADV":
        at -= 1
    return at if at >= 0 and tree.upos[at] in {"VERB", "AUX"} and tree.lemmas[at] in _JOINING else None


_JOINING = cues("rules")["roles_joining"]


def _of_noun(reading: Reading, sentence: int, trigger: Trigger) -> Roles | None:
    i = trigger.token
    known = "strict" in trigger.frame.flags
    roles: Roles = {}
    for role, slots in trigger.frame.slots.items():
        for slot in slots:
            if role in roles:
                break
            found = _of_slot(reading, sentence, i, slot)
            strict = slot.relation in {"amod", "compound"}
            found = [k for k in found if not strict or role == "object" or _is_side(reading.trees[sentence], k)]
            kept = tuple(
                k
                for k in found
                if fits(
                    reading, Node(sentence=sentence, token=k), slot.filler, strict=known if role == "object" else strict
                )
            )[:1]
            if kept and not set(kept) & {k for taken in roles.values() for k in taken}:
                roles[role] = kept
    return roles


def _is_side(tree: Tree, k: int) -> bool:
    """Whether the word before an event noun may be its doer: a name, or a side of a war (`rebel advance`)."""
    return tree.words[k][:1].isupper() or tree.lemmas[k] in _SIDES


def _of_slot(reading: Reading, sentence: int, i: int, slot: Slot) -> list[int]:
    """Return what may fill a slot of an event noun: of its carrier, the quantity that it is of, or of its own."""
    tree = reading.trees[sentence]
    if slot.relation == "light":
        light = carrier(tree, i)
        return [k for k in light_fillers(tree, slot, light) if k != i]
    if slot.relation == "count":
        head = tree.head(i)
        counted = head is not None and tree.rel(i) == "nmod" and tree.preposition(i) == "of"
        return [head] if head is not None and counted and is_quantity(tree, head) else []
    return fillers(reading, sentence, i, slot)


def _fill_rest(reading: Reading, sentence: int, trigger: Trigger, roles: Roles) -> None:
    """Fill the roles left open by subject and object; of several prepositional phrases the nearest behind is taken."""
    tree = reading.trees[sentence]
    for role, slots in trigger.frame.slots.items():
        if role in roles:
            continue
        taken = {k for filling in roles.values() for k in filling}
        options: list[tuple[int, Slot]] = []
        for slot in slots:
            if slot.relation in {"nsubj", "obj"}:
                continue
            found = [k for k in fillers(reading, sentence, trigger.token, slot) if k not in taken]
            if role == "at" and slot.preposition == "in":
                found = [k for k in found if not _is_around(reading, sentence, k, roles)]
            options += [(k, slot) for k in found if fits(reading, Node(sentence=sentence, token=k), slot.filler)][:1]
            if options and slot.relation != "obl":
                break
        if options:
            k, slot = min(options, key=lambda option: (option[0] < trigger.token, option[0]))
            k = _faced(reading, sentence, k)
            roles[role] = tuple(
                c
                for c in tree.conjuncts(k)
                if c == k or (tree.upos[c] in _NOMINAL and tree.preposition(c) in {None, slot.preposition})
            )


def _is_around(reading: Reading, sentence: int, k: int, roles: Roles) -> bool:
    """Whether a phrase only says where the place before it lies: `the town of Korva, in the north of the province`."""
    tree = reading.trees[sentence]
    chunk = tree.chunk_at[k]
    before = (chunk.start if chunk is not None else k) - 2
    if before < 1 or tree.words[before] != "," or tree.lower[before + 1] != "in":
        return False
    last = tree.chunk_at[before - 1]
    near = range(last.start, last.end) if last is not None else range(before - 1, before)
    named = (o for o in roles.get("object", ()) if o < before and before - o <= _NAMED_BY)
    return any(
        (o in near or tree.head(before - 1) == o)
        and fits(reading, Node(sentence=sentence, token=o), "place", strict=True)
        for o in named
    )


def _faced(reading: Reading, sentence: int, k: int) -> int:
    """Return what somebody stands in front of, or the place behind it: `in front of a sign for the base`."""
    tree = reading.trees[sentence]
    if tree.lower[k - 1 : k + 2] != ["in", "front", "of"]:
        return k
    chunk = tree.chunk_at[k + 2] if k + 2 < len(tree) else None
    if chunk is None:
        return k
    behind = [chunk.head, *(noun for _, noun in tree.phrases(chunk.head))]
    return next((n for n in behind if fits(reading, Node(sentence=sentence, token=n), "place", strict=True)), k)


def _accompanied(tree: Tree, trigger: Trigger) -> bool:
    frame, i = trigger.frame, trigger.token
    if frame.adverbs and not any(
        word in " ".join(tree.lower[i : i + 12]).split() or f" {word} " in f" {' '.join(tree.lower[i : i + 12])} "
        for word in frame.adverbs
    ):
        return False
    if not frame.accompanied:
        return True
    words = tree.lower[i + 1 : i + 1 + _COMPANY]
    if trigger.form == "copula":  # "is under complete siege"
        words = [*tree.lower[max(0, i - 1) : i + 1], ";", tree.preposition(i) or "", tree.lower[i]]
    given = tree.undergoer(i) if trigger.form == "verb" and tree.is_passive(i) else None
    if given is not None and any(tree.lemmas[given] in row.nouns for row in event_kinds()[trigger.kind].frames):
        given = None  # "a plan was put forward" is told by the noun
    near = " ".join([*words, *(() if given is None else (tree.lower[given],))])  # "a curfew was imposed"
    for idiom in _IDIOMS:
        near = near.replace(idiom, "")
    return any(f" {word} " in f" {near} " for word in frame.accompanied)
