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
from firsthand.read.stance.due import is_due
from firsthand.read.stance.governors import came_about, governed, is_dismissed, is_past, is_ranked
from firsthand.read.stance.unreal import is_unreal
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention
from firsthand.read.what.roles import joining_verb

_FIRM: tuple[Stance, ...] = ("possible", "conditional", "expected", "planned")
_TO_BE = re.compile(r"\b(?:is|are|was|were|'s|'re) (?:now |also |both |all |first |then |not )?to (?:be )?$")
_YET = re.compile(r"\b(?:has|have|had) (?:yet|still) to (?:be )?$|\b(?:is|are|was|were) yet to (?:be )?$")
_GOING = re.compile(
    r"\bgoing to (?:be )?$|\babout to (?:be )?$|\b(?:due|set|scheduled|slated|poised|ready) to (?:be )?$"
)
_NEAR = 6  # words before a trigger in which a modal or negation is believed against the tree
_STOPS = cues("rules")["stance_stops"] | set(',;:\u201c\u201d"\u2013\u2014-')
_SUBORDINATE = frozenset({"if", "unless", "whether", "should", "provided", "in case", "lest"})
_REPORTED_WOULD = cues("rules")["stance_reported_would"]


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
    near = _near(tree, mention)
    stances = [*along[0], *near[0]]
    if _is_goal(tree, mention) or is_due(reading, mention):
        stances.append("planned")
    is_negated = max(along[1], near[1]) % 2 == 1
    stance = _weakest(tree, mention, stances)
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
    if "before" in marks and _is_matter_of_days(tree, at):
        return True
    if tree.rel(came) != "advcl" or is_past(tree, came):
        return False
    if marks & {"until", "till"}:
        return not is_past(tree, at)
    return bool(marks & {"when", "once", "after", "before", "as"}) and bool(_modals(tree, at))


def _is_not_yet(tree: Tree, came: int) -> bool:
    """Whether a clause tells what came too late: `before the army could take control`."""
    marks = {tree.lower[k] for k in (*tree.kids(came, "mark"), *tree.kids(came, "advmod"))}
    helpers = {tree.lower[k] for k in tree.kids(came, "aux")}
    return tree.rel(came) == "advcl" and "before" in marks and "could" in helpers


def _is_matter_of_days(tree: Tree, at: int) -> bool:
    """Whether a wait is what may still be: `it could be a matter of days before they left`."""
    above = [at, *tree.ancestors(at)[:2]]
    return any({"possible", "planned"} & set(_modals(tree, k)) and not is_past(tree, k) for k in above)


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
        stances += _modals(tree, at)
        negative += _negations(tree, at, came)
    if mention.form == "noun" and relation in {"nsubj", "nsubj:pass"}:
        stances += _of_subject(tree, at, mention)
    if mention.form == "noun" and relation == "obj" and _is_any(tree, mention.token) and _modals(tree, at):
        stances.append("expected")  # "will not watch an attack"
    if mention.form == "noun" and relation in {"obj", "obl"} and tree.lemmas[at] in cues("stance")["brings_verbs"]:
        stances += _modals(tree, at)  # "could signal the end"
    if relation == "ccomp" and any(is_dismissed(tree, k) for k in tree.kids(at, "obj")):
        negative += 1  # "see no signs that they are leaving"
    if came is not None:
        above = governed(tree, at, came, mention)
        if above is None:
            return None
        stances += above[0]
        negative += above[1]
    if _is_condition(tree, at, came):
        return None
    return stances, negative


def _of_subject(tree: Tree, at: int, mention: Mention) -> list[Stance]:
    """Return what a verb's modals say of the event that is its subject: `a withdrawal would leave the town to them`."""
    modals = _modals(tree, at)
    if "any" in {tree.lower[k] for k in tree.kids(mention.token, "det")} and modals:
        return ["conditional"]
    if "planned" in modals:
        return ["expected"]  # "the withdrawal will take a month"
    return ["conditional"] if "conditional" in modals and _is_any(tree, mention.token) else []


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


def _modals(tree: Tree, at: int) -> list[Stance]:
    stance = cues("stance")
    found: list[Stance] = []
    for k in (*tree.kids(at, "aux"), *tree.kids(at, "aux:pass")):
        word = tree.lower[k]
        if word in stance["planned_modals"] or word in {"wo", "'ll"}:
            found.append("planned")
        elif word in stance["possible_modals"]:
            found.append("possible")
        elif word in {"would", "'d"} and tree.lemmas[k] != "have":
            found.append(_would(tree, at))
        elif word in {"should", "must", "ought"}:
            found.append("conditional")
    if any(tree.lower[k] in stance["possible_adverbs"] for k in tree.kids(at, "advmod")):
        found.append("possible")
    return found


def _would(tree: Tree, at: int) -> Stance:
    """`would` in reported speech is the future (`said that guards would stay`); elsewhere it hangs on a condition."""
    above = [tree.lower[k] for k in tree.ancestors(at)]
    hoped = cues("stance")["expected_verbs"] | cues("stance")["expected_nouns"]
    if any(tree.lemmas[k] in hoped for k in range(at)):
        return "expected"
    reported = any(word in _REPORTED_WOULD for word in above) or any(
        tree.lower[k] in _REPORTED_WOULD for k in tree.kids(at, "parataxis")
    )
    return "planned" if reported and not _has_condition(tree) else "conditional"


def _negations(tree: Tree, at: int, came: int | None) -> int:
    turned = 0
    for k in tree.kids_of[at]:
        word, relation = tree.lower[k], tree.rel(k)
        if k == came:
            continue
        if (
            word in {"not", "n't", "never", "hardly"} and relation in {"advmod", "aux", "cc:preconj", "det", "neg"}
        ) or (word == "longer" and relation == "advmod" and k and tree.lower[k - 1] == "no"):
            turned = 1
        if relation in {"nsubj", "nsubj:pass", "obj"} and any(
            tree.lower[d] in {"no", "neither", "not"} and d < k
            for d in tree.kids(k, "det", "advmod", "cc:preconj", "cc")
        ):
            turned = 1
        if relation in {"nsubj", "nsubj:pass", "obj"} and word in {"nobody", "none", "nothing", "neither", "no-one"}:
            turned = 1
        any_of = word == "any" and tree.upos[at] == "NOUN" and not tree.rel(at).startswith("nsubj")
        if relation == "det" and (word in {"no", "neither"} or any_of):
            turned = 1
        nearby = 0 < at - k <= 2  # noqa: PLR2004  # "without having closed"
        if word == "without" and (relation == "case" or (relation == "mark" and nearby)):
            turned = 1
    return turned


def _is_condition(tree: Tree, at: int, came: int | None) -> bool:
    if tree.rel(at) not in {"advcl", "ccomp", "acl", "csubj", "advcl:relcl", "conj", "parataxis", "root"}:
        return False
    marks = {tree.lower[k] for k in tree.kids(at, "mark")}
    return bool(marks & _SUBORDINATE) and not (came is not None and tree.rel(came) in {"advcl", "parataxis"})


def _has_condition(tree: Tree) -> bool:
    joined = f" {' '.join(tree.lower)} "
    return any(
        f" {word} " in joined
        for word in ("if", "unless", "provided that", "as long as", "in case", "should the", "were to")
    )


def _near(tree: Tree, mention: Mention) -> tuple[list[Stance], int]:
    """Read the words just before the predicate, up to a comma or a conjunction: the tree's safety net."""
    if mention.form == "noun" and mention.predicate == mention.token:
        return [], 0
    i = _first_word(tree, mention)
    words: list[str] = []
    for k in range(i - 1, max(-1, i - 1 - _NEAR), -1):
        if tree.lower[k] in _STOPS:
            break
        words.insert(0, tree.lower[k])
    before = " ".join(words) + " "
    found: list[Stance] = []
    if _YET.search(before):
        return [], 1
    if _TO_BE.search(before) or _GOING.search(before):
        found.append("planned")
    if re.search(r"\b(?:expected|likely|projected|forecast|anticipated) to (?:be |have )?$", before):
        found.append("expected")
    if re.search(r"\b(?:will|shall|wo)\s(?:not |n't |also |then |soon |now |be |have |\w+ly )*$", before):
        found.append("planned")
    if re.search(r"\b(?:may|might|could)\s(?:not |also |soon |be |have |already |\w+ly )*(?:been )?$", before):
        found.append("possible")
    if not found and _is_aim(tree, i, mention):
        found.append("planned")
    negative = 1 if re.search(r"(?:\b(?:not|never)\b|n't)\s(?:yet |been |be |\w+ly |even |so far )*$", before) else 0
    return found, negative


def _first_word(tree: Tree, mention: Mention) -> int:
    """Return where the predicate begins, with the verb that joins a state to its subject: `to stay shut`."""
    if mention.form == "noun":
        return mention.predicate
    i = min(mention.tokens[0], mention.predicate)
    joint = joining_verb(tree, i)
    return i if joint is None else joint


def _is_aim(tree: Tree, i: int, mention: Mention) -> bool:
    """Whether a verb is an infinitive whose governor does not say that it came about: `an operation to seize it`."""
    at = i - 1
    while at > 0 and tree.lower[at] in {"be", "also", "fully", "finally", "now"}:
        at -= 1
    if at < 1 or tree.lower[at] != "to" or tree.upos[at] not in {"PART", "ADP"}:
        return False
    words = [tree.lemmas[k] for k in range(max(0, at - 4), at)]
    head = tree.head(i)
    if is_ranked(tree, i) or (head is not None and head < at and came_about(tree, head, mention)):
        return False
    return not (words[-1:] and words[-1] in _CAME_ABOUT) and not set(words) & _MADE_TO


_CAME_ABOUT = cues("rules")["stance_came_about"]
_MADE_TO = frozenset({"first", "last", "only", "force", "make", "cause", "compel"})


def _weakest(tree: Tree, mention: Mention, stances: list[Stance]) -> Stance | None:
    """Join what was found: a condition makes any future conditional, else possible goes before expected and planned."""
    words = tree.lower
    conditional = _has_condition(tree) and _condition_governs(tree, mention)
    if conditional and not stances:
        return "conditional"
    if "possible" in stances or "planned" in stances or "conditional" in stances:
        if conditional:
            return "conditional"
        if (
            "conditional" in stances
            and any(w in {"should", "must", "ought"} for w in words)
            and "possible" not in stances
            and "planned" not in stances
        ):
            return None
    for stance in _FIRM:
        if stance in stances:
            return stance
    return "asserted"


def _condition_governs(tree: Tree, mention: Mention) -> bool:
    """Whether the condition in the sentence belongs to this event's clause or one above it."""
    chain = {mention.token, mention.predicate}
    for at in tree.ancestors(mention.token):
        if tree.rel(mention.predicate).endswith("relcl"):
            break  # "doubts if the mine that hit them had lain there": it hit them
        chain.add(at)
    for k, word in enumerate(tree.lower):
        if word in {"if", "unless", "provided", "should"} or (word == "case" and k and tree.lower[k - 1] == "in"):
            clause = tree.head(k)
            above = tree.head(clause) if clause is not None else None
            if above is None or above in chain or tree.clause(above) in chain:
                return True
    return False
