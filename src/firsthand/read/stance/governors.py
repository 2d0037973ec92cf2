"""What the words above an event say of it: planned, expected, possible, denied, demanded, asked."""

from __future__ import annotations

from firsthand.core.claim import Stance
from firsthand.data.words import cues, noun_classes
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention

_ASKING = cues("rules")["stance_asking"]


_BARRING = frozenset(
    {"prevent", "stop", "keep", "bar", "ban", "block", "deter", "prohibit", "hinder", "discourage", "exclude"}
)
_MAKING = frozenset({"force", "make", "cause", "compel", "oblige"})
_TURNING = frozenset({"go", "take", "come", "turn", "use", "appear", "return", "step"})
_ANNOUNCED = 6  # words from an announcement to its `that`
_UNDONE = frozenset({"end", "loss", "lack", "absence", "threat", "prevention", "avoidance"})
_OPERATIONS = frozenset({"operation", "offensive", "mission", "move", "campaign", "drive", "push", "raid", "assault"})
_ACTING = noun_classes()["force"] | noun_classes()["person"] | noun_classes()["vehicle"] | noun_classes()["facility"]


_ACCOUNTS = frozenset({"account", "claim", "information", "news", "report", "rumour", "rumor", "statement", "story"})
_UNTRUE = frozenset(
    {"baseless", "fabricated", "fake", "false", "groundless", "inaccurate", "incorrect", "unfounded", "untrue", "wrong"}
)
_MARKING = frozenset({"celebrate", "commemorate", "finalise", "finalize", "mark", "seal"})


def governed(  # noqa: C901, PLR0911, PLR0912  # one branch a construction
    tree: Tree, at: int, came: int, mention: Mention
) -> tuple[list[Stance], int] | None:  # one return a sort of governor
    """Return what one word says of the event below it: stances and how often it is negated; None = no claim.

    Args:
        tree: The sentence.
        at: The governor.
        came: Its child on the path to the event.
        mention: The event.
    """
    stance = cues("stance")
    relation, lemma, upos = tree.rel(came), tree.lemmas[at], tree.tokens[at].upos
    verbal = upos in {"VERB", "AUX"}
    marks = {tree.lower[k] for k in tree.kids(came, "mark")} | {
        tree.lower[k] for k in tree.kids(came, "advmod") if tree.lower[k] in _ASKING
    }
    if lemma in _TURNING and _is_word(tree, came, marks):
        return [], 0
    if verbal and relation == "ccomp" and _is_refuted(tree, at):
        return [], 1  # "agencies reported that they left, and this news is unfounded"
    if lemma in _MARKING and relation == "obj" and _is_to_come(tree, at):
        return ["planned"], 0  # "there will be a ceremony marking the pullout"
    if lemma == "make" and relation in {"xcomp", "advcl"} and "to" in marks and _is_effort(tree, at):
        return ["planned"], 0
    if relation == "ccomp" and lemma == "say" and "to" in marks and not tree.kids(came, "aux", "nsubj"):
        return ["planned"], 0  # an aim that hangs from `saying` by mistake: `..., in preparation for a push to take it`
    if (
        relation in {"xcomp", "ccomp", "obj", "nsubj:pass", "obl", "csubj", "advcl", "acl"}
        and verbal
        and at != mention.predicate
    ):
        nominal = relation in {"obj", "nsubj:pass", "obl"}
        if relation == "obl" and lemma in stance["allows_verbs"] and tree.preposition(came) == "for":
            return None
        if lemma in stance["denied_verbs"] and relation in {"ccomp", "obj", "xcomp", "nsubj:pass"}:
            return [], 1
        if lemma in stance["failed_verbs"] and relation in {"xcomp", "obj", "nsubj:pass"}:
            return [], 1
        if lemma in _BARRING and relation in {"advcl", "obl", "xcomp"} and "from" in marks:
            return [], 1
        if lemma == "turn" and relation == "obl" and any(tree.lemmas[k] == "attention" for k in tree.kids(at, "obj")):
            return ["planned"], 0
        if lemma in {"mean", "imply", "signify"} and relation in {"ccomp", "obj"}:
            return [], int(any(tree.lower[k] in {"not", "n't", "n\u2019t", "never"} for k in tree.kids(at, "advmod")))
        if lemma == "wait" and relation in {"advcl", "obl", "xcomp"} and marks & {"for", "to"}:
            return ["planned"], 0
        if nominal and relation != "obl" and lemma in stance["attitude_verbs"]:
            return None
        if lemma == "take" and relation in {"xcomp", "ccomp", "advcl", "csubj", "obl"} and "to" in marks:
            return ["expected"], 0  # "it will take a week to leave"
        if lemma in stance["focus_verbs"] and relation == "ccomp" and is_past(tree, came):
            return [], 0  # "ensuring that the ward went on working"
        if lemma in stance["focus_verbs"] and relation in {"xcomp", "ccomp", "obj", "advcl", "obl"}:
            return ["planned"], 0
        if lemma == "estimate" and is_past(tree, came):
            return [], 0  # "estimated that 2,300 were sheltering there"
        if lemma in stance["expected_verbs"] and (
            relation in {"xcomp", "ccomp", "advcl"} or (nominal and relation != "obl")
        ):
            return ["expected"], 0
        if lemma in stance["possible_verbs"] and relation in {"xcomp", "ccomp", "obj", "nsubj:pass"}:
            return ["possible"], 0
        if (
            relation == "ccomp"
            and lemma in {"tell", "warn", "insist", "press", "want", "recommend"}
            and marks != {"to"}
        ):
            return [], 0
        if (lemma in stance["demanded_verbs"] and relation in {"xcomp", "ccomp", "advcl"}) or (
            lemma in stance["demanded_verbs"]
            and nominal
            and relation != "obl"
            and lemma not in {"help", "enable", "force", "order"}
        ):
            return ([], 0) if lemma in {"help", "force", "enable"} else None
        if lemma in stance["planned_verbs"] and (
            relation == "xcomp"
            or (
                nominal and lemma in {"plan", "schedule", "propose", "prepare", "order", "decide"} and relation != "obl"
            )
            or (relation == "ccomp" and lemma in {"decide", "propose", "agree", "promise", "pledge", "vow"})
        ):
            return ["planned"], 0
        if lemma in stance["asked_verbs"] and marks & _ASKING and relation in {"ccomp", "advcl", "xcomp", "obj"}:
            return None
        if lemma in stance["unreal_verbs"] and relation in {"ccomp", "xcomp"}:
            return None
        is_aim = relation == "advcl" and tree.lower[came] == tree.lemmas[came] and "to" in marks
        if is_aim and lemma != "use" and not came_about(tree, at, mention):
            return ["planned"], 0
    return _governed_by_word(tree, at, came)


def _is_refuted(tree: Tree, at: int) -> bool:
    """Whether what a verb tells is called untrue beside it: `..., and this news is unfounded`."""
    for k in tree.kids(at, "conj", "parataxis", "ccomp"):
        subject = next(iter(tree.kids(k, "nsubj")), None)
        is_it = subject is not None and (
            tree.lemmas[subject] in _ACCOUNTS or tree.lower[subject] in {"it", "this", "that"}
        )
        if (
            is_it
            and tree.lower[k] in _UNTRUE
            and not {"not", "n't", "n\u2019t"} & {tree.lower[c] for c in tree.kids(k, "advmod")}
        ):
            return True
    return False


def _is_to_come(tree: Tree, at: int) -> bool:
    """Whether a verb belongs to what is still to be: `there will be a ceremony marking the pullout`."""
    above: int | None = at
    for _ in range(3):  # itself, the noun or clause that it belongs to, and the verb of that noun
        if above is None:
            return False
        if any(tree.lower[k] in {"will", "shall", "'ll"} for k in tree.kids(above, "aux")):
            return True
        above = tree.head(above) if tree.rel(above) in {"acl", "advcl", "nsubj", "obj", "obl"} else None
    return False


def _is_effort(tree: Tree, at: int) -> bool:
    """Whether what is made is work on what is to be done: `efforts are being made to move the patients`."""
    made = tree.surface_subject(at) if tree.is_passive(at) else None
    return made is not None and tree.lemmas[made] in cues("stance")["going_on_nouns"]


def _is_word(tree: Tree, came: int, marks: set[str]) -> bool:
    """Whether an infinitive is a word given, not an aim: `went on to say that`, `took to the air to announce that`."""
    lists = cues("said")
    return "to" in marks and tree.lemmas[came] in lists["verbs"] - lists["nonspeech"] and bool(tree.kids(came, "ccomp"))


def came_about(tree: Tree, at: int, mention: Mention) -> bool:
    """Whether an infinitive below a verb is what went on, no aim: `began on Monday to move`, `remained to guard`."""
    return tree.lemmas[at] in {"begin", "claim", "continue", "manage", "start"} or (
        mention.kind == "be-present" and tree.lemmas[at] in {"remain", "stay", "assign", "station"}
    )


def is_ranked(tree: Tree, i: int) -> bool:
    """Whether an infinitive belongs to the first or last of several, which has done it: `the third base to be left`."""
    at = i - 1
    while at > 0 and tree.upos[at] in {"AUX", "ADV"}:
        at -= 1
    if at < 1 or tree.lower[at] != "to":
        return False
    chunk = tree.chunk_at[at - 1]
    words = tree.lower[chunk.start : chunk.end] if chunk is not None else []
    return bool(set(words) & cues("stance")["ranks"])


def is_made(tree: Tree, i: int) -> bool:
    """Whether an infinitive is what somebody was made to do: `forced the families who slept there to leave`."""
    if not i or "to" not in {tree.lower[k] for k in tree.kids(i, "mark")}:
        return False
    for k in tree.ancestors(i):
        if tree.lemmas[k] in _MAKING and tree.upos[k] == "VERB" and k < i:
            return not _is_effort(tree, k)
        if tree.upos[k] == "VERB" and not tree.rel(k).startswith("acl"):
            return False
    return False


def is_past(tree: Tree, at: int) -> bool:
    """Whether a verb is told in the past: by its helpers where it has any, else by its form."""
    helpers = {tree.lower[k] for k in (*tree.kids(at, "aux"), *tree.kids(at, "aux:pass"), *tree.kids(at, "cop"))}
    if helpers:
        return bool(helpers & {"was", "were", "had", "did"})
    word = tree.lower[at]
    return word != tree.lemmas[at] and not word.endswith(("s", "ing"))


def is_dismissed(tree: Tree, at: int) -> bool:
    """Whether a noun is what somebody denies or does not see: `dismissed the idea that`, `sees no signs of`."""
    above = tree.head(at)
    stance = cues("stance")
    if tree.lemmas[at] in stance["sign_nouns"]:
        return any(tree.lower[k] == "no" for k in tree.kids(at, "det")) or (
            above is not None and any(tree.lower[k] in {"not", "n't"} for k in tree.kids(above, "advmod"))
        )
    return (
        tree.lemmas[at] in stance["idea_nouns"]
        and tree.rel(at) in {"obj", "nsubj:pass"}
        and above is not None
        and tree.lemmas[above] in stance["denied_verbs"]
    )


def _is_announced(tree: Tree, came: int) -> bool:
    """Whether a clause is what an announcement said was coming: `the announcement in April that it was leaving`."""
    mark = next((k for k in tree.kids(came, "mark") if tree.lower[k] == "that"), None)
    near = tree.lower[max(0, mark - _ANNOUNCED) : mark] if mark is not None else []
    return "announcement" in near and tree.lower[came].endswith("ing")


def _is_taken_back(tree: Tree, at: int) -> bool:
    """Whether a report is withdrawn by the words above it: `retracts its story that`, `withdrew the claim that`."""
    above = tree.head(at)
    stance = cues("stance")
    return (
        tree.lemmas[at] in stance["retracted_nouns"]
        and tree.rel(at) in {"obj", "nsubj:pass"}
        and above is not None
        and tree.lemmas[above] in stance["retracted_verbs"]
    )


def _is_under_way(tree: Tree, at: int) -> bool:
    """Whether work on what is to be done is told of as going on: `efforts to move the patients continue`."""
    verb = tree.head(at)
    if verb is None or tree.lemmas[at] not in cues("stance")["going_on_nouns"] or not tree.rel(at).startswith("nsubj"):
        return False
    aspect = cues("aspect")
    going = aspect["continues"] | aspect["begins"] | {"ongoing", "proceed", "resume", "underway", "way"}
    return tree.lemmas[verb] in going


def _governed_by_word(tree: Tree, at: int, came: int) -> tuple[list[Stance], int] | None:  # noqa: C901, PLR0911, PLR0912  # as above
    """Judge nouns and adjectives that hold an event: `plans for`, `likely to`, `a call for`."""
    stance = cues("stance")
    relation, lemma, upos = tree.rel(came), tree.lemmas[at], tree.tokens[at].upos
    held_by_noun = upos in {"NOUN", "PROPN"} and (relation in {"nmod", "acl"} or (relation == "ccomp"))
    if held_by_noun and is_dismissed(tree, at):
        return [], int(lemma in stance["sign_nouns"])  # the verb that dismisses an idea counts by itself
    if held_by_noun and _is_taken_back(tree, at):
        return [], 1
    if held_by_noun and _is_under_way(tree, at):
        return ["planned"], 0
    if held_by_noun:
        if lemma in stance["demanded_nouns"] or lemma in _UNDONE:
            return None
        if lemma in stance["expected_nouns"]:
            return ["expected"], 0
        if lemma in stance["possible_nouns"]:
            return ["possible"], 0
        if lemma in stance["planned_nouns"]:
            return ["planned"], 0
        if lemma in {"rumour", "rumor"}:
            return ["possible"], 0
        if _is_announced(tree, came):
            return ["planned"], 0
        if lemma == "denial":
            return [], 1
        if (
            lemma
            in {
                "talk",
                "negotiation",
                "discussion",
                "question",
                "comment",
                "argument",
                "debate",
                "idea",
                "anniversary",
                "case",
                "mention",
                "memory",
                "history",
                "warning",
                "sign",
            }
            and relation == "nmod"
            and lemma != "sign"
        ):
            return None
        if lemma in {"agreement", "deal", "accord", "order", "contract", "talk"} and relation == "nmod":
            return ["planned"], 0
        if is_ranked(tree, came):
            return [], 0
        if relation == "acl" and "to" in {tree.lower[k] for k in tree.kids(came, "mark")}:
            if is_made(tree, came):
                return [], 0
            if tree.rel(at) == "root" and upos == "PROPN":
                return ["planned"], 0  # the headline `Denmark to leave the base`
            return (["planned"], 0) if lemma in _OPERATIONS or lemma in _ACTING else None
    if upos in {"ADJ", "VERB", "ADV"} and relation in {"xcomp", "ccomp", "advcl", "csubj", "nsubj", "obl"}:
        word = tree.lower[at]
        if word in stance["planned_adjectives"] and relation in {"xcomp", "advcl", "ccomp", "obl"} | (
            {"nsubj"} if word in {"due", "scheduled", "planned"} else set()
        ):
            return ["planned"], 0
        if word == "unlikely":
            return ["expected"], 1
        if word in stance["expected_adjectives"]:
            return ["expected"], 0
        if word in stance["possible_adjectives"]:
            return ["possible"], 0
        if word in {
            "able",
            "unable",
            "willing",
            "unwilling",
            "equipped",
            "reluctant",
            "eager",
            "impossible",
            "difficult",
            "hard",
            "easy",
            "free",
            "safe",
            "necessary",
        }:
            past = any(tree.lower[k] in {"was", "were", "been", "being"} for k in tree.kids(at, "cop", "aux"))
            return ([], 1) if word in {"unable", "unwilling"} else ([], 0) if word == "able" and past else None
    return [], 0
