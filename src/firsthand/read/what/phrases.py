"""What stands around a trigger: the light verb that carries it, its phrases by preposition, its other dependents."""

from __future__ import annotations

from firsthand.data.events import Slot
from firsthand.data.words import cues
from firsthand.read.reading import Reading
from firsthand.read.tree.tree import Tree

LIGHT_VERBS = cues("rules")["roles_light_verbs"]
_PLACE_ADVERBS = cues("rules")["roles_place_adverbs"]
_SUFFERED = frozenset({"suffer", "receive", "sustain", "face", "incur", "see", "witness", "experience"})
_RECORDED = frozenset({"confirm", "document", "record", "report"})
_GOING_ON = frozenset({
    "begin", "break", "continue", "ease", "erupt", "escalate", "flare", "intensify", "last", "occur", "persist", "rage",
    "resume", "ring", "start", "subside",
})  # fmt: skip
_PERCEIVED = frozenset({"document", "hear", "notice", "observe", "record", "register", "report", "see", "witness"})
_BRINGING = frozenset({"follow", "lead", "end", "result", "bring", "come", "include", "involve", "culminate", "do"})


def carrier(tree: Tree, i: int) -> int | None:
    """Return the light verb that carries an event noun (`made a withdrawal`, `a statement was issued`)."""
    head, relation = tree.head(i), tree.rel(i)
    if relation == "conj" and head is not None:
        relation, head = tree.rel(head), tree.head(head)
    if (near := _carrier_beside(tree, i)) is not None:
        return near
    told = head is not None and (relation == "nsubj" or _is_recorded(tree, head, relation))
    if head is not None and told and (relation != "nsubj" or _goes_on(tree, head)):
        return head
    if head is not None and relation == "nsubj:pass" and tree.lemmas[head] in _PERCEIVED:
        return head
    if head is None or tree.lemmas[head] not in LIGHT_VERBS | _BRINGING:
        return None
    carried = relation == "obj" or (relation in {"nsubj:pass", "nsubj"} and tree.is_passive(head))
    beside = relation.startswith("obl") and tree.preposition(i) in {"by", "to", "in", "with"}
    return head if carried or (beside and tree.lemmas[head] in _BRINGING) else None


def _is_recorded(tree: Tree, head: int, relation: str) -> bool:
    """Whether a verb only says that something was told of: `no casualties were reported`."""
    return relation == "nsubj:pass" and tree.lemmas[head] in _RECORDED and tree.is_passive(head)


def _goes_on(tree: Tree, head: int) -> bool:
    """Whether a verb only says that something happens: `the talks went on`, `took place`, `there were talks`."""
    place = tree.lemmas[head] == "take" and tree.lower[head + 1 : head + 2] == ["place"]
    return place or tree.lemmas[head] in _GOING_ON or _is_there(tree, head)


def _is_there(tree: Tree, head: int) -> bool:
    """Whether a verb only says that there is something: `there were no casualties`."""
    return tree.lemmas[head] == "be" and any(tree.lower[k] == "there" for k in tree.kids(head, "expl"))


def _carrier_beside(tree: Tree, i: int) -> int | None:
    """Return the light verb right before the noun's phrase, or the passive one that the noun is the subject of."""
    chunk = tree.chunk_at[i]
    if chunk is None or chunk.head != i:
        return None
    before = chunk.start - 1
    if before >= 0 and tree.lower[before] in {"out", "up", "in", "off"}:
        before -= 1
    if before >= 0 and tree.upos[before] == "VERB" and tree.lemmas[before] in LIGHT_VERBS:
        return before
    for k in range(i + 1, min(len(tree), i + 14)):
        if (
            tree.upos[k] == "VERB"
            and tree.lemmas[k] in LIGHT_VERBS
            and tree.is_passive(k)
            and tree.surface_subject(k) == i
        ):
            return k
    return None


def light_fillers(tree: Tree, slot: Slot, light: int | None) -> list[int]:
    """Return what fills a slot of the light verb: its subject, or what stands behind one of its prepositions."""
    if light is None:
        return []
    subject = tree.doer(light)
    suffers = tree.lemmas[light] in _SUFFERED | _RECORDED
    if slot.preposition is None:
        return [subject] if subject is not None and not suffers and tree.rel(subject) != "expl" else []
    if slot.preposition == "obj" and suffers and subject is not None:
        return [subject]
    if slot.preposition == "obj":
        return [k for k in tree.kids(light, "obl", "nmod") if tree.preposition(k) in {"on", "against", "to", "at"}]
    return [k for k in tree.kids(light, "obl") if tree.preposition(k) == slot.preposition]


def fillers(reading: Reading, sentence: int, i: int, slot: Slot) -> list[int]:
    """Return the words around a trigger in the relation of a slot, whatever their class."""
    tree = reading.trees[sentence]
    relation = slot.relation
    if relation == "root":
        return [i]
    if relation == "advmod":
        return [k for k in tree.kids(i, "advmod") if tree.lower[k] in _PLACE_ADVERBS]
    if relation in {"obl", "nmod"} and slot.preposition == "poss":
        return tree.kids(i, "nmod:poss")
    if relation in {"obl", "nmod"}:
        return [k for preposition, k in _phrases_of(reading, sentence, i, relation) if preposition == slot.preposition]
    return tree.kids(i, relation)


def _phrases_of(reading: Reading, sentence: int, i: int, relation: str) -> list[tuple[str, int]]:
    """Return (preposition, noun) of what may be an oblique or a modifier of a word, by the tree and by what follows.

    Kept by the tree: a frame asks for one preposition after another.
    """
    tree = reading.trees[sentence]
    known = tree.kept.get((relation, i))
    if known is not None:
        return known
    light = carrier(tree, i)
    hosts = [i, *tree.kids(i, "obj", "nsubj:pass", "xcomp", "compound:prt", "advmod"), *tree.kids(i, "nmod")[:2]]
    hosts += [light] if light is not None else []
    near = dict.fromkeys(k for host in hosts for k in (*tree.kids(host, "obl"), *tree.kids(host, "nmod")))
    behind = tree.phrases(i) if relation == "obl" else _contiguous(tree, i)
    if relation == "nmod":
        own = (
            {k for _, k in behind}
            | set(tree.kids(i, "nmod"))
            | set(tree.kids(light if light is not None else i, "obl"))
        )
        near = dict.fromkeys(k for k in near if k in own)
    found = [(preposition, k) for k in near if (preposition := tree.preposition(k)) is not None]
    found += [pair for pair in behind if pair not in found]
    tree.kept[relation, i] = [(word, k) for word, k in found if not reading.is_time(sentence, k)]
    return tree.kept[relation, i]


def _contiguous(tree: Tree, i: int) -> list[tuple[str, int]]:
    """Return the phrases that follow a noun one right behind another: `of soldiers from the barracks in the town`."""
    found: list[tuple[str, int]] = []
    at = i + 1
    for preposition, k in tree.phrases(i):
        chunk = tree.chunk_at[k]
        if chunk is None or chunk.start - len(preposition.split()) != at or (preposition == "of" and found):
            break
        found.append((preposition, k))
        at = chunk.end
    return found
