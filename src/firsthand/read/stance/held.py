"""How an event is held to be: asserted, planned, expected, possible, conditional; affirmed or negated; or no claim.

Read along the path from the trigger up to the root: at each step the modals, negations and governors have a say. Where
the tree may be wrong, words before the trigger are looked at as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthand.core.claim import Polarity, Stance
from firsthand.data.words import cues
from firsthand.read.reading import Reading
from firsthand.read.stance.conditions import is_condition, weakest
from firsthand.read.stance.due import is_due
from firsthand.read.stance.governors import governed, is_dismissed, is_past
from firsthand.read.stance.modals import modals, negations
from firsthand.read.stance.named import is_false_talk, of_adjectives, of_preposition, of_risk
from firsthand.read.stance.nearby import nearby
from firsthand.read.stance.unreal import is_unreal
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention

_LATER = 10  # words behind a verb in which its day stands
_AHEAD = re.compile(r"\b(?:next (?:day|week|month|year|spring|summer|autumn|winter)|tomorrow|in the coming)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Stance and polarity of a mention."""

    stance: Stance = "asserted"
    polarity: Polarity = "affirmed"


def held(reading: Reading, mention: Mention) -> Held | None:
    """Return how an event is held to be, or None where the words make no claim of it.

    No claim are: conditions, questions, what is demanded, asked for, hoped for, refused or only talked about.
    """
    tree = reading.trees[mention.sentence]
    path = _path(tree, mention)
    if is_unreal(reading, mention, path):
        return None
    if mention.form == "awaited":
        return Held(stance="expected" if tree.lower[mention.token] in {"expected", "awaited"} else "planned")
    along = _along(tree, path, mention)
    if along is None:
        return None
    around = nearby(tree, mention)
    stances = [*along[0], *around[0]]
    stances += of_adjectives(tree, mention)
    if _is_goal(tree, mention) or is_due(reading, mention):
        stances.append("planned")
    is_negated = max(along[1], around[1]) % 2 == 1 or is_false_talk(tree, path)
    stance = weakest(tree, mention, stances)
    if stance is None or (stance != "asserted" and _is_date(tree, mention)):
        return None
    if mention.negated:
        return Held(stance="asserted")
    is_out = _is_ability(tree, mention) or any(is_dismissed(tree, at) for at, _ in path)
    if is_negated and (stance in {"planned", "expected"} or (stance == "possible" and is_out)):
        stance = "asserted"  # "will not leave", "cannot leave" deny the leaving
    return Held(stance=stance, polarity="negated" if is_negated else "affirmed")


def _along(tree: Tree, path: list[tuple[int, int | None]], mention: Mention) -> tuple[list[Stance], int] | None:
    """Return what the words on the path to the root say: stances and how often negated; None = no claim."""
    stances: list[Stance] = []
    negative = 0
    for at, came in path:
        if came is not None and _is_not_yet(tree, came):
            return None
        if came is not None and _is_still_to_come(tree, at, came):
            stances.append("expected")
            break
        if came is not None and _is_taken_for_granted(tree, came):
            stances += of_risk(tree, came)
            stances += _of_the_journey(tree, at, mention)
            break
        step = _step(tree, at, came, mention)
        if step is None:
            return None
        stances += step[0]
        negative += step[1]
        if came is not None and _closes(tree, at, came):
            break
    return stances, negative


def _is_date(tree: Tree, mention: Mention) -> bool:
    """Whether a deed only dates what is to be: `vowed to go on after the capture of the town`."""
    i = mention.token
    alone = mention.form == "noun" and mention.predicate == i
    return alone and tree.rel(i) in {"obl", "nmod"} and tree.preposition(i) in {"after", "following", "since"}


def _is_ability(tree: Tree, mention: Mention) -> bool:
    """Whether what is possible or not is what somebody can do: `the patients cannot be moved`."""
    helpers = {tree.lower[k] for k in tree.kids(mention.predicate, "aux", "aux:pass")}
    return bool(helpers & {"can", "ca", "could", "cannot"})


def _is_still_to_come(tree: Tree, at: int, came: int) -> bool:
    """Whether a clause of time waits for its event: `stay until all are gone`, `will talk once the last has left`."""
    marks = {tree.lower[k] for k in (*tree.kids(came, "mark"), *tree.kids(came, "advmod"))}
    if tree.rel(came) == "advcl" and _is_foretold(tree, came, marks):
        return True
    if "before" in marks and _is_matter_of_days(tree, at):
        return True
    if tree.rel(came) != "advcl" or is_past(tree, came):
        return False
    if marks & {"until", "till"}:
        return not is_past(tree, at)
    return bool(marks & {"when", "once", "after", "before", "as"}) and bool(modals(tree, at))


def _is_foretold(tree: Tree, came: int, marks: set[str]) -> bool:
    """Whether a clause of time in the present tells of what is to be: `once they leave`, `when they go next week`."""
    is_present = tree.upos[came] == "VERB" and not is_past(tree, came) and not tree.lower[came].endswith("ing")
    if not is_present or not tree.kids(came, "nsubj", "nsubj:pass"):
        return False
    near = " ".join(tree.lower[came : came + _LATER])
    return "once" in marks or ("when" in marks and _AHEAD.search(near) is not None)


def _is_not_yet(tree: Tree, came: int) -> bool:
    """Whether a clause tells what came too late: `before the army could take control`."""
    marks = {tree.lower[k] for k in (*tree.kids(came, "mark"), *tree.kids(came, "advmod"))}
    helpers = {tree.lower[k] for k in tree.kids(came, "aux")}
    return tree.rel(came) == "advcl" and "before" in marks and "could" in helpers


def _is_matter_of_days(tree: Tree, at: int) -> bool:
    """Whether a wait is what may still be: `it could be a matter of days before they left`."""
    above = [at, *tree.ancestors(at)[:2]]
    return any({"possible", "planned"} & set(modals(tree, k)) and not is_past(tree, k) for k in above)


def _is_goal(tree: Tree, mention: Mention) -> bool:
    """Whether it stands in a list of aims: `three goals: a truce, the withdrawal of the army`."""
    i = mention.predicate
    if mention.form != "noun" and (tree.lower[i] != tree.lemmas[i] or tree.kids(i, "nsubj", "nsubj:pass", "aux")):
        return False
    colon = next((k for k in range(mention.token) if tree.words[k] == ":"), None)
    return colon is not None and bool(set(tree.lemmas[:colon]) & cues("stance")["goals"])


def _of_the_journey(tree: Tree, at: int, mention: Mention) -> list[Stance]:
    """Return the stance of a journey for what it carries: `the flight carrying soldiers was due to leave`."""
    if mention.kind not in {"transfer", "evacuate", "withdraw"} or not tree.lower[mention.predicate].endswith("ing"):
        return []
    above = tree.head(at)
    if above is None or not tree.rel(at).startswith("nsubj"):
        return []
    going = set(tree.lower[mention.predicate + 1 : above + 1])
    planned = going & (cues("stance")["planned_adjectives"] | {"scheduled", "will", "shall"})
    return ["planned"] if planned else ["expected"] if going & cues("stance")["expected_adjectives"] else []


def _is_taken_for_granted(tree: Tree, came: int) -> bool:
    """Whether what stands above has no say: `those who left` left, whatever is denied or planned of them."""
    relation = tree.rel(came)
    head = tree.head(came)
    if relation == "acl" and head is not None and tree.kids(came, "nsubj") and is_dismissed(tree, head):
        return False  # `dismissed the idea they might leave`
    if relation in {"acl:relcl", "appos"} or (
        relation == "acl" and not tree.kids(came, "mark") and not _of_none(tree, came)
    ):
        return True
    marks = {tree.lower[k] for k in (*tree.kids(came, "mark"), *tree.kids(came, "advmod"))}
    if "while" in marks and head is not None and _is_infinitive(tree, head) and not tree.kids(came, "nsubj", "aux"):
        return False  # `wants to protect its allies, all while leaving`
    if relation in {"acl", "advcl"} and "with" in marks and tree.kids(came, "nsubj", "nsubj:pass"):
        return True  # "with 300 members killed since 2013"
    return (
        relation == "advcl"
        and bool(
            marks
            & {"after", "when", "since", "because", "while", "as", "before", "once", "although", "though", "where"}
        )
        and not marks & {"if", "unless"}
    )


def _is_infinitive(tree: Tree, i: int) -> bool:
    return tree.lower[i] == tree.lemmas[i] and any(tree.lower[k] == "to" for k in tree.kids(i, "mark"))


def _of_none(tree: Tree, came: int) -> bool:
    """Whether the noun that a participle belongs to is denied: `no vehicles parked at the gate`."""
    head = tree.head(came)
    if head is None:
        return False
    above = tree.head(head)
    is_unseen = above is not None and tree.rel(head) == "nmod" and is_dismissed(tree, above)
    return is_unseen or any(tree.lower[k] in {"no", "any", "neither"} for k in tree.kids(head, "det"))


def _closes(tree: Tree, at: int, came: int) -> bool:
    """Whether an event is only the topic of a noun, so that what governs the noun has no say: `anger over the raid`."""
    return tree.rel(came) == "nmod" and tree.upos[at] in {"NOUN", "PROPN"}


def _path(tree: Tree, mention: Mention) -> list[tuple[int, int | None]]:
    """Return the nodes from the trigger to the root, each with the child that one came from."""
    found: list[tuple[int, int | None]] = [(mention.token, None)]
    came = mention.token
    above = tree.ancestors(mention.token)
    while above:
        at = _first_that(tree, came, above)
        above = above[above.index(at) + 1 :]
        found.append((at, came))
        came = at
    return found


def _first_that(tree: Tree, came: int, above: list[int]) -> int:
    """Return the head of a clause; a second `that` joins the first: `said that they agreed ..., and that they had`."""
    if tree.rel(came) != "conj" or not _is_that_clause(tree, came) or _is_that_clause(tree, above[0]):
        return above[0]
    return next((k for k in above if _is_that_clause(tree, k)), above[0])


def _is_that_clause(tree: Tree, i: int) -> bool:
    return any(tree.lower[k] == "that" for k in tree.kids(i, "mark"))


def _step(tree: Tree, at: int, came: int | None, mention: Mention) -> tuple[list[Stance], int] | None:
    stances: list[Stance] = []
    negative = 0
    relation = tree.rel(came) if came is not None else None
    own = came is None or at == mention.predicate
    if own or relation in {"xcomp", "aux", "cop"} or (relation == "conj" and _shares(tree, at, came)):
        stances += modals(tree, at)
        negative += negations(tree, at, came)
    if mention.form == "noun" and relation in {"nsubj", "nsubj:pass"}:
        stances += _of_subject(tree, at, mention)
    if mention.form == "noun" and relation == "obj" and _is_any(tree, mention.token) and modals(tree, at):
        stances.append("expected")  # "will not watch an attack"
    if mention.form == "noun" and relation in {"obj", "obl"} and tree.lemmas[at] in cues("stance")["brings_verbs"]:
        stances += modals(tree, at)  # "could signal the end"
    if relation == "ccomp" and any(is_dismissed(tree, k) for k in tree.kids(at, "obj")):
        negative += 1  # "see no signs that they are leaving"
    if came is not None:
        for above in (governed(tree, at, came, mention), of_preposition(tree, at, came)):
            if above is None:
                return None
            stances += above[0]
            negative += above[1]
    if is_condition(tree, at, came):
        return None
    return stances, negative


def _of_subject(tree: Tree, at: int, mention: Mention) -> list[Stance]:
    """Return what a verb's modals say of the event that is its subject: `a withdrawal would leave the town to them`."""
    helpers = modals(tree, at)
    if "any" in {tree.lower[k] for k in tree.kids(mention.token, "det")} and helpers:
        return ["conditional"]
    if "planned" in helpers:
        return ["expected"]  # "the withdrawal will take a month"
    return ["conditional"] if "conditional" in helpers and _is_any(tree, mention.token) else []


def _is_any(tree: Tree, i: int) -> bool:
    """Whether a noun names no event that is known already: `an attack`, `further attacks`."""
    chunk = tree.chunk_at[i]
    words = set(tree.lower[chunk.start : i]) if chunk is not None else set()
    return bool(words & {"a", "an", "any", "further", "another", "such", "more", "new"})


def _shares(tree: Tree, at: int, came: int | None) -> bool:
    """Whether a coordinated predicate shares the modal of the first: `will close and leave`, not `and left`."""
    if came is None or tree.kids(came, "aux", "nsubj", "nsubj:pass", "cop"):
        return False
    return tree.lower[came] == tree.lemmas[came] and bool(tree.kids(at, "aux"))
