"""Who does what in a clause: voices of the verb, subjects through control and relative clauses, objects, phrases.

Functions of a `Tree`, which has them as its methods. What stands beside a verb is believed before what hangs on it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from firsthand.data.words import cues
from firsthand.read.tree.kept import kept

if TYPE_CHECKING:
    from firsthand.read.tree.tree import Tree

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
LEADING = cues("rules")["tree_leading"]
_DEEPEST = 8
_LEAST_NAMED = 2  # tokens before a name in `the town Moscow`
_LEAST_INSERTION = 3  # tokens before the comma that closes a clause: a noun, a comma, who
_MARKS = frozenset({'"', "\u201c", "\u201d", "'", "\u2018", "\u2019"})
_MARK_AND_NOUN = 2  # tokens from the word in marks to the noun behind it
_ACCUSED = cues("rules")["tree_accused"]
_INTENT = frozenset({"decision", "desire", "intention", "intent", "plan", "pledge", "promise", "wish"})
_HAVING = frozenset({"have", "express", "make", "take"})
_BRACKETS = {"(": ")", "[": "]"}
_TOLD_BY = frozenset({"he", "she", "it", "they", "we"})
_ASPECTS = frozenset({"begin", "start", "continue", "finish", "complete", "stop", "resume", "cease", "keep"})
_OBJECT_CONTROL = cues("rules")["tree_object_control"]
_BE = cues("rules")["tree_be"]
_PARTICLES = cues("rules")["tree_particles"]


@kept
def is_passive(tree: Tree, i: int, depth: int = 0) -> bool:  # noqa: PLR0911  # one return a construction
    """Whether a verb is in the passive, or a participle that stands for one (`shut in March`)."""
    if tree.lower[i].endswith("ing") or tree.is_misread(i) or _named_doer(tree, i) is not None:
        return False
    before = _verb_group(tree, i)
    be = any(tree.lemmas[k] in {"be", "get"} or tree.lower[k] in _BE for k in before)
    if before:
        return be and (_is_participle(tree, i) or tree.lower[i].endswith(("ed", "en", "wn", "ght")))
    if tree.kids(i, "aux:pass") or _is_agentive(tree, i):
        return True
    if tree.kids(i, "nsubj:pass"):
        return _near_subject(tree, i) is None or tree.rel(i) in {"acl", "acl:relcl"}
    if tree.kids(i, "nsubj", "aux"):
        return False
    relation, head = tree.rel(i), tree.head(i)
    if relation in {"acl", "amod"} and not tree.kids(i, "mark"):
        return _is_participle(tree, i)
    if relation == "advcl" and not tree.kids(i, "mark", "obj"):
        return _is_participle(tree, i)
    if relation == "conj" and head is not None:
        return (
            depth < _DEEPEST
            and tree.is_passive(head, depth + 1)
            and not tree.kids(i, "obj")
            and _is_participle(tree, i)
        )
    if (
        relation == "xcomp"
        and head is not None
        and tree.lemmas[head] in {"get", "have", "see", "be", "leave", "keep", "want", "need"}
    ):
        return _is_participle(tree, i)
    return False


def is_misread(tree: Tree, i: int) -> bool:
    """Whether a verb hung on the noun behind it tells of the noun before it: `the garrison left Fort Ross`."""
    before = tree.chunk_at[i - 1] if i else None
    after = tree.chunk_at[i + 1] if i + 1 < len(tree.tokens) else None
    return (
        tree.upos[i] == "VERB"
        and tree.rel(i) in {"amod", "compound"}
        and before is not None
        and after is not None
        and before.end == i
        and after.start == i + 1
        and (tree.upos[before.head] in {"NOUN", "PROPN"} or before.head == i - 1)
        and not tree.tells_time(before.head)
    )


def _named_doer(tree: Tree, i: int) -> int | None:
    """Return the name that does what a clause without `that` tells of a noun: `the only town Moscow captured`."""
    chunk = tree.chunk_at[i - 1] if i > _LEAST_NAMED else None
    if tree.rel(i) != "acl" or chunk is None or chunk.end != i or chunk.head != i - 1 or _verb_group(tree, i):
        return None
    named = tree.upos[i - 1] == "PROPN" and tree.upos[i - 2] == "NOUN" and tree.lower[chunk.start] in LEADING
    return i - 1 if named and not _is_agentive(tree, i) and _near_object(tree, i) is None else None


def _is_agentive(tree: Tree, i: int) -> bool:
    return any(tree.rel(k) == "obl:agent" and _is_by_phrase(tree, k) for k in tree.kids_of[i])


def _is_by_phrase(tree: Tree, k: int) -> bool:
    """Whether a noun may be the doer of a passive: `by` is before it, or nothing is and the tree says so."""
    preposition = tree.preposition(k)
    return preposition == "by" or (preposition is None and tree.rel(k) == "obl:agent" and k > (tree.head(k) or 0))


def _is_participle(tree: Tree, i: int) -> bool:
    return tree.lower[i] != tree.lemmas[i] or tree.lower[i] in {"shut", "hit", "hurt", "cut", "put", "set", "split"}


@kept
def surface_subject(tree: Tree, i: int, depth: int = 0) -> int | None:  # noqa: C901, PLR0911, PLR0912  # one return a construction
    """Return the subject of a predicate, looked up through coordination, control and relative clauses."""
    if i in tree.seen and (seen := tree.chunk_at[i - 1]) is not None:
        return seen.head
    if (named := _named_doer(tree, i)) is not None:
        return named
    if tree.is_misread(i) and (before := tree.chunk_at[i - 1]) is not None:
        return _first_of(tree, before.head)
    near = _near_subject(tree, i)
    own = [k for k in tree.kids(i, "nsubj", "nsubj:pass", "nsubj:outer") if tree.lower[k] != "there"]
    if near is not None:
        inner = tree.rel(near) in {"nmod", "obj", "obl"}  # "a convoy trying to bring supplies came under fire"
        return next((k for k in own if k < near and inner and k in tree.ancestors(near)), near)
    head, relation = tree.head(i), tree.rel(i)
    if own:
        chosen = max((k for k in own if k < i), default=own[0])
        if tree.lower[chosen] in RELATIVES and relation in {"acl:relcl", "acl"} and head is not None:
            return head
        return chosen
    if (over := _over_insertion(tree, i)) is not None or (over := _led(tree, i)) is not None:
        return over
    if i and tree.lower[i].endswith("ing") and tree.lemmas[i - 1] in _ASPECTS and head != i - 1:
        return tree.surface_subject(i - 1, depth + 1)  # "France began withdrawing soldiers, the ministry said"
    if head is None or depth > _DEEPEST:  # so many clauses deep there is no subject to be found
        return None
    if relation == "acl:relcl":
        return None if tree.kids(i, "nsubj", "nsubj:pass") else head
    if relation == "acl":
        return _subject_of_modifier(tree, i, head)
    made = relation == "xcomp" or (relation == "ccomp" and tree.lower[i].endswith("ing"))
    if made and tree.lemmas[head] in _OBJECT_CONTROL and (objects := tree.kids(head, "obj", "iobj")):
        return objects[0]
    accused = relation in {"xcomp", "advcl", "ccomp", "acl"} and tree.lemmas[head] in _ACCUSED
    if accused and not tree.is_passive(head) and (objects := tree.kids(head, "obj", "iobj")):
        return objects[0]
    if relation == "xcomp" and tree.tokens[head].upos == "VERB" and tree.is_passive(head):
        return tree.surface_subject(head, depth + 1)
    if relation in {"conj", "xcomp", "advcl", "parataxis", "ccomp", "dep"} and (
        relation != "ccomp" or tree.lower[i].endswith("ing")
    ):
        return tree.surface_subject(head, depth + 1)
    return _hung_on_speech(tree, i, head) if relation == "ccomp" else None


def _hung_on_speech(tree: Tree, i: int, head: int) -> int | None:
    """Return the subject that the parse gave to the verb of saying as a second one: `the ward, ..., shut, it said`."""
    subjects = tree.kids(head, "nsubj", "nsubj:pass")
    between = [k for k in subjects if min(i, head) < k < i or (i < head and k < i)]
    return between[-1] if len(subjects) > 1 and between else None


def _led(tree: Tree, i: int) -> int | None:
    """Return the noun over a clause without `that` that tells of it: `a team it led entered the ward`."""
    inner = i - 1
    if inner < _LEAST_NAMED or tree.upos[inner] != "VERB" or tree.upos[i] != "VERB" or tree.lower[i].endswith("ing"):
        return None
    outer = tree.chunk_at[inner - 2]
    told = tree.lower[inner - 1] in _TOLD_BY and outer is not None and outer.end == inner - 1
    return outer.head if told and outer is not None and tree.upos[outer.head] in {"NOUN", "PROPN"} else None


def _subject_of_modifier(tree: Tree, i: int, head: int) -> int | None:
    """Return the subject of a participle or infinitive at a noun: the noun, or its owner (`its plan to leave`)."""
    if tree.kids(i, "mark"):
        above = tree.head(head)
        if above is not None and tree.lemmas[above] in _ACCUSED and tree.rel(head) == "obj":
            return head  # "accuse the militants of using ..."
        if above is not None and tree.lemmas[head] in _INTENT and tree.lemmas[above] in _HAVING:
            return tree.surface_subject(above)  # "they had no intention of returning"
        return next(iter(tree.kids(head, "nmod:poss")), None)
    before = tree.chunk_at[i - 1] if i else None
    if head < i or before is None:
        return head
    while before.start and tree.lower[before.start - 1] == "of" and before.start > 1:
        outer = tree.chunk_at[before.start - 2]
        if outer is None:
            break
        before = outer
    return before.head


def _over_insertion(tree: Tree, i: int) -> int | None:
    """Return the noun that a clause between commas parts from its verb: `the men, who were tired, left`."""
    group = _verb_group(tree, i)
    at = (group[-1] if group else i) - 1
    finite = bool(group) or (tree.lower[i] != tree.lemmas[i] and not tree.lower[i].endswith("ing"))
    if at < _LEAST_INSERTION or tree.words[at] != "," or tree.upos[i] != "VERB" or not finite:
        return None
    opening = next((k for k in range(at - 1, 0, -1) if tree.words[k] == ","), None)
    if opening is None:
        return None
    if tree.lower[opening + 1] not in RELATIVES | {"where", "whose"}:
        beside = tree.chunk_at[at - 1]  # "the clinic in Bria, the town's largest, closed"
        if beside is None or beside.start != opening + 1 or beside.end != at or tree.tells_time(beside.head):
            return None
        if tree.rel(beside.head) != "appos":
            return None
    chunk = tree.chunk_at[opening - 1]
    if chunk is None or chunk.end != opening:
        return None
    while chunk.start > 1 and tree.upos[chunk.start - 1] == "ADP":
        outer = tree.chunk_at[chunk.start - 2]
        if outer is None or outer.end != chunk.start - 1:
            break
        chunk = outer
    return chunk.head


@kept
def _verb_group(tree: Tree, i: int) -> list[int]:
    """Return the auxiliaries right before a verb, over adverbs and `not`, nearest first."""
    found = []
    for k in range(i - 1, max(-1, i - 7), -1):
        if tree.upos[k] == "AUX" or tree.lower[k] in _BE:
            found.append(k)
        elif tree.upos[k] not in {"ADV", "PART"} or tree.lower[k] == "to":
            break
    return found


@kept
def _near_subject(tree: Tree, i: int) -> int | None:  # noqa: C901, PLR0911, PLR0912  # one return a construction
    """Return the noun phrase right before a finite verb, over its auxiliaries and prepositional phrases."""
    if tree.upos[i] not in {"VERB", "AUX"} and not _verb_group(tree, i):
        return None
    if i and tree.lower[i - 1] in {"due", "set"} and tree.upos[i] == "AUX":
        return None
    at = i - 1
    while at >= 0 and (
        (tree.upos[at] in {"AUX", "ADV"} and tree.lower[at] not in {"there", "when", "where", "why", "how"})
        or tree.lower[at] in {"not", "n't", "n\u2019t"}
    ):
        at -= 1
    if at < 0 or (not _verb_group(tree, i) and (tree.lower[i].endswith("ing") or _is_agentive(tree, i))):
        return None  # "taking off", "evacuated by the army": no finite verbs
    if tree.lower[at] == "to" and tree.upos[at] == "PART":
        return _controlled(tree, at)
    if tree.lower[at] in RELATIVES and tree.upos[at] in {"PRON", "DET"}:
        at -= 2 if at and tree.words[at - 1] == "," else 1
        if at > 1 and tree.upos[at] == "NUM" and tree.words[at - 1] == ",":
            at -= 2  # an age: "Ms Saleh, 27, who ..."
        chunk = tree.chunk_at[at] if at >= 0 else None
        while (
            chunk is not None
            and (tree.tells_time(chunk.head) or chunk.end - chunk.start == 1)
            and chunk.start > 1
            and tree.upos[chunk.start - 1] == "ADP"
        ):
            chunk = tree.chunk_at[chunk.start - 2]
        return chunk.head if chunk is not None else None
    for _ in range(4):
        chunk = tree.chunk_at[at] if at >= 0 else None
        if chunk is None:
            return None
        before = chunk.start - 1
        opens = before >= 0 and tree.lower[before] in {"after", "before", "since", "until"}
        if opens and chunk.end == i and not tree.tells_time(chunk.head):
            return _first_of(tree, chunk.head)  # "after the army left": no phrase, a clause
        if before >= 0 and tree.upos[before] == "ADP" and tree.rel(before) != "compound:prt":
            at = before - 1
            while at >= 0 and tree.upos[at] == "ADP":
                at -= 1
            continue
        if tree.tells_time(chunk.head) or _is_bare_participle(tree, i, before):
            return None
        return _first_of(tree, chunk.head)
    return None


def _first_of(tree: Tree, i: int) -> int:
    """Return the first of the nouns that one is coordinated with right before it: `equipment and weapons`."""
    at = i
    while (
        tree.rel(at) == "conj" and (head := tree.head(at)) is not None and head < at and tree.chunk_at[head] is not None
    ):
        between = range(head + 1, at)
        if any(tree.upos[k] in {"VERB", "AUX", "SCONJ"} and tree.rel(k) != "amod" for k in between):
            break
        at = head
    return at


def _controlled(tree: Tree, at: int) -> int | None:
    """Return who is made to do it: the noun between a verb of forcing or asking and `to`."""
    before = at - 1
    while before > 0 and tree.upos[before] == "ADV":
        before -= 1
    if (
        before > 0
        and tree.upos[before] in {"ADJ", "VERB"}
        and (tree.upos[before] == "ADJ" or tree.lemmas[before] not in _OBJECT_CONTROL or tree.is_passive(before))
    ):
        return _near_subject(tree, before)
    chunk = tree.chunk_at[at - 1] if at else None
    if (
        chunk is not None
        and chunk.start
        and tree.lower[chunk.start - 1] in {"and", "but", "while"}
        and "to" in tree.lower[: chunk.start]
    ):
        return chunk.head  # "some are to stay and others to go"
    if chunk is None or not chunk.start or tree.upos[chunk.start - 1] != "VERB":
        return None
    return chunk.head if tree.lemmas[chunk.start - 1] in _OBJECT_CONTROL else None


def _is_bare_participle(tree: Tree, i: int, before: int) -> bool:
    """Whether the noun before a participle is the object of a verb before it: `shows vehicles parked outside`."""
    return not _verb_group(tree, i) and tree.lower[i].endswith("ed") and before >= 0 and tree.upos[before] == "VERB"


def _near_object(tree: Tree, i: int) -> int | None:
    """Return the noun phrase right behind a verb, over its particle."""
    at = i + 1
    while at < len(tree.tokens) and (
        tree.rel(at) == "compound:prt"
        or (tree.upos[at] == "ADV" and tree.rel(at) == "advmod" and at == i + 1 and tree.lower[at] in _PARTICLES)
    ):
        at += 1
    chunk = tree.chunk_at[at] if at < len(tree.tokens) else None
    if (
        chunk is None
        or chunk.start != at
        or tree.tells_time(chunk.head)
        or tree.lower[chunk.head] in RELATIVES - {"that"}
    ):
        return None
    return chunk.head


@kept
def phrases(tree: Tree, i: int) -> list[tuple[str, int]]:
    """Return (preposition, noun) of the phrases behind a word up to the next clause, by word class alone."""
    found = []
    at = i + 1
    while at < len(tree.tokens):
        if (
            (tree.upos[at] in {"VERB", "AUX", "SCONJ"} and tree.rel(at) != "amod")
            or tree.words[at] in {";", ":", "\u201d", "\u201c", '"'}
            or tree.lower[at] in {"who", "which", "whose", "where", "when"}
        ):
            break
        if tree.upos[at] == "ADP" and tree.rel(at) != "compound:prt":
            first = at
            while at + 1 < len(tree.tokens) and tree.upos[at + 1] == "ADP":
                at += 1
            chunk = tree.chunk_at[at + 1] if at + 1 < len(tree.tokens) else None
            if chunk is not None and chunk.start == at + 1:
                found.append((" ".join(tree.lower[first : at + 1]), chunk.head))
                at = chunk.end - 1
        at += 1
    return found


@kept
def doer(tree: Tree, i: int) -> int | None:
    """Return who does it: the subject of an active verb, the by-phrase of a passive one."""
    if tree.is_passive(i):
        agents = [k for k in tree.kids(i, "obl") if _is_by_phrase(tree, k)]
        agents += [k for word, k in tree.phrases(i) if word == "by"]
        return next((k for k in agents if not tree.tells_time(k)), None)
    return tree.surface_subject(i)


def _is_parted(tree: Tree, i: int, k: int) -> bool:
    """Whether another verb or a sentence's end stands between a verb and its object."""
    low, high = sorted((i, k))
    return any(
        tree.words[at] in {".", ";"} or (tree.upos[at] == "VERB" and tree.rel(at) not in {"amod", "acl"})
        for at in range(low + 1, high)
    )


@kept
def undergoer(tree: Tree, i: int) -> int | None:
    """Return to whom or what it is done: the object of an active verb, the subject of a passive one."""
    if (named := _named_doer(tree, i)) is not None:
        return named - 1
    if tree.is_passive(i):
        return tree.surface_subject(i)
    if (marked := _behind_marks(tree, tree.kids(i, "obj"))) is not None:
        return marked
    if (near := _near_object(tree, i)) is not None:
        return near
    objects = tree.kids(i, "obj")
    if tree.rel(i) == "acl:relcl" and any(tree.lower[k] in RELATIVES for k in objects):
        return tree.head(i)
    whole = next((k for k in objects if not _is_parted(tree, i, k)), None)
    if whole is None:
        whole = _put_in(tree, i)
    return whole if whole is not None or objects else _of_contact(tree, i)


def _of_contact(tree: Tree, i: int) -> int | None:
    """Return the noun that a relative clause without a relative word is about: `the towns the army had captured`."""
    head, subjects = tree.head(i), tree.kids(i, "nsubj")
    if tree.rel(i) != "acl:relcl" or head is None or not subjects or tree.lower[subjects[0]] in RELATIVES:
        return None
    before, after = tree.chunk_at[head], tree.chunk_at[subjects[0]]
    end = before.end if before is not None else head + 1
    start = after.start if after is not None else subjects[0]
    if end != start or tree.tells_time(head) or tree.lemmas[head] in _CIRCUMSTANCES:
        return None
    return None if tree.kids(i, "ccomp", "xcomp") or _is_stranded(tree, i) else head


def _is_stranded(tree: Tree, i: int) -> bool:
    """Whether a preposition behind a verb has lost its noun: `the town they fled to`."""
    return i + 1 < len(tree) and tree.upos[i + 1] == "ADP" and (i + 2 >= len(tree) or tree.chunk_at[i + 2] is None)


_CIRCUMSTANCES = frozenset({
    "case", "date", "day", "extent", "fact", "hour", "instant", "manner", "minute", "moment", "month", "night",
    "period", "reason", "speed", "time", "way", "week", "year",
})  # fmt: skip


def _put_in(tree: Tree, i: int) -> int | None:
    """Return the object that a writer puts into what is quoted: `we control (the island)`."""
    closing = _BRACKETS.get(tree.words[i + 1]) if i + 2 < len(tree) else None
    chunk = tree.chunk_at[i + 2] if closing is not None else None
    if chunk is None or chunk.start != i + 2 or tree.words[chunk.end : chunk.end + 1] != [closing]:
        return None
    return chunk.head if tree.upos[chunk.start] in {"DET", "PROPN"} and not tree.tells_time(chunk.head) else None


def _behind_marks(tree: Tree, objects: list[int]) -> int | None:
    """Return the noun behind a word in marks of distance that the tree took for an object: `its "peace" contingent`."""
    for first, second in pairwise(objects):
        if tree.words[second - 1] in _MARKS and tree.words[first - 1] in _MARKS and second - first == _MARK_AND_NOUN:
            return second
    return None
