"""Events without a verb of their own: told by `be`, by what is seen or awaited, by what takes up an event."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from firsthand.core.claim import Phase
from firsthand.data.actors import actors
from firsthand.data.events import Frame, event_kinds
from firsthand.data.words import cues
from firsthand.read.reading import Node, Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.what.figures import Roles, Trigger
from firsthand.read.what.houses import at_work, no_house_works, nothing_of, out_of
from firsthand.read.what.mention import Mention, state
from firsthand.read.what.phase import MOTION, aspect_forms
from firsthand.read.what.presence import role_of_presence
from firsthand.read.what.roles import filled
from firsthand.read.who.participants import fits

_ANAPHORIC = cues("rules")["what_anaphoric"]


@cache
def _copular() -> tuple[tuple[str, Frame], ...]:
    return tuple(
        (kind.name, frame) for kind in event_kinds().values() for frame in kind.frames if "copula" in frame.flags
    )


_PHASES: tuple[Phase, ...] = ("begins", "ends", "continues")


def copula(reading: Reading, s: int, tree: Tree, i: int) -> Iterator[Mention]:
    """Find `troops are at the base`, `there are no tanks at the airfield`, `the area is under their control`."""
    if not tree.kids_of[i]:
        return
    there = [k for k in tree.kids(i, "expl") if tree.lower[k] == "there"]
    if there and (subjects := tree.kids(i, "nsubj")):
        yield from _existential(reading, s, tree, i, subjects[0])
        return
    if not tree.kids(i, "cop") and (bare := _nobody(reading, s, tree, i)) is not None:
        yield bare
    if not tree.kids(i, "cop") or not tree.kids(i, "nsubj"):
        return
    if (house := at_work(reading, s, tree, i) or out_of(reading, s, tree, i)) is not None:
        yield house
        return
    for kind, frame in _copular():
        trigger = Trigger(kind=kind, frame=frame, token=i, tokens=(i,), form="copula")
        if kind == "be-present" and tree.preposition(i) not in {
            "at",
            "in",
            "on",
            "inside",
            "within",
            "under",
            "beneath",
            "underneath",
            "aboard",
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
        if roles is not None and kind == "be-present" and _is_site(reading, s, roles):
            continue  # "the town is not in the area of operations": nobody is told to be there
        if roles is not None and (kind != "be-present" or "at" in roles):
            yield state(kind, (s, i, i), roles, frame.phase or "whole")
            return


def _nobody(reading: Reading, s: int, tree: Tree, i: int) -> Mention | None:
    """Return the presence, negated, that a sentence without a verb tells: `No soldiers on the pier any more`."""
    if tree.rel(i) not in {"root", "ccomp", "parataxis"} or not any(tree.lower[k] == "no" for k in tree.kids(i, "det")):
        return None
    if tree.upos[i] != "NOUN" or tree.kids(i, "nsubj", "obj", "acl", "acl:relcl"):
        return None
    if not fits(reading, Node(sentence=s, token=i), "people", strict=True):
        return None
    places = [
        k
        for k in tree.kids(i, "nmod", "obl")
        if tree.preposition(k) in {"on", "in", "at", "inside"}
        and fits(reading, Node(sentence=s, token=k), "place", strict=True)
    ]
    return state("be-present", (s, i, i), {"agent": (i,), "at": (places[0],)}) if places else None


def _is_site(reading: Reading, s: int, roles: Roles) -> bool:
    """Whether the subject is itself a place on the map, and no name that also stands for people."""
    return any(
        reading.trees[s].upos[k] == "PROPN"
        and reading.toponym(s, k) is not None
        and actors().match(reading.trees[s].words[k]) is None
        for k in roles.get("agent", ())
    )


def awaited(reading: Reading, s: int, tree: Tree, i: int) -> Iterator[Mention]:
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


_TRACES = frozenset({"sign", "trace"})
_AS = frozenset({"as", "including", "like", "such as"})
_HARMED = frozenset({"dead", "displaced", "injured", "sick", "wounded"})
_STAYING = frozenset({"remain", "leave", "stay", "shelter", "trap", "station", "hold", "wait"})
_LONG = 20  # tokens between `there are` and the participle that says where


def _existential(reading: Reading, s: int, tree: Tree, i: int, subject: int) -> Iterator[Mention]:
    idle = no_house_works(reading, s, tree, i, subject) or nothing_of(reading, s, tree, i, subject)
    if idle is not None:
        yield idle
        return
    if tree.upos[subject] == "NUM" and subject + 1 < len(tree) and tree.lower[subject + 1] in _HARMED:
        subject += 1  # "there are still 259 wounded in the hospital"
    below = [k for k in tree.kids(subject, "nmod") if tree.preposition(k) == "of"]
    if tree.lemmas[subject] in _TRACES and below:
        subject = below[0]  # "no sign of troops in the village"
    node = Node(sentence=s, token=subject)
    role = role_of_presence(reading, node)
    staying = [k for k in tree.subtree(i) if tree.rel(k) == "acl" and tree.lemmas[k] in _STAYING and k < i + _LONG]
    places = [
        k
        for k in (
            *tree.kids(i, "obl"),
            *tree.kids(subject, "nmod", "obl"),
            *(o for v in staying for o in tree.kids(v, "obl")),
        )
        if tree.preposition(k) not in _AS and fits(reading, Node(sentence=s, token=k), "place", strict=True)
    ]
    here = [k for k in tree.kids(i, "advmod") if tree.lower[k] in {"here", "inside", "outside"}]
    if role is None or not (places or here) or tree.kids(subject, "acl:relcl"):
        return
    yield state("be-present", (s, subject, i), {role: (subject,), "at": tuple(places[:1] or here[:1])})


def shown(reading: Reading, s: int, tree: Tree, i: int) -> Iterator[Mention]:
    """Find what is seen without a verb of its own: `footage shows a guard at the gate`, `saw no soldiers there`."""
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
    if tree.lemmas[at] == "capture" and not _is_camera(reading, s, tree.doer(at)):
        return  # "fighters captured a transformer in the town"
    node = Node(sentence=s, token=i)
    role = role_of_presence(reading, node)
    if tree.rel(i) == "conj" and role_of_presence(reading, Node(sentence=s, token=head)) is not None:
        return  # told with the first of the row
    below = [k for k in tree.subtree(i) if tree.rel(k) in {"nmod", "obl"}] + tree.kids(at, "obl")
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
    if bare and fits(reading, node, "facility", strict=True):
        role, places = "object", [i]
    if role is not None and (places or here):
        kind = "be-absent" if bare else "be-present"
        yield state(kind, (s, i, i), {role: (i,), "at": tuple(places[:1] or here[:1])})


def _is_camera(reading: Reading, s: int, doer: int | None) -> bool:
    """Whether what captures something only shows it: a video, a photograph, and no people."""
    return doer is not None and not fits(reading, Node(sentence=s, token=doer), "people", strict=True)


def anaphors(s: int, tree: Tree, before: list[Mention]) -> Iterator[Mention]:
    """Find phases of an event taken up by a noun or pronoun: `the operation had begun`, `the exit is complete`."""
    if not any(m.kind in MOTION and m.sentence >= s - _BACK for m in before):
        return
    for i in range(len(tree)):
        judged = _is_judged(tree, i)
        part = "whole" if judged else _part(tree, i)
        noun = i if judged else _taken_up(tree, i) if part is not None else None
        if part is None or noun is None or any(m.sentence == s and i in (m.token, m.predicate) for m in before):
            continue
        earlier = [m for m in before if (m.sentence, m.token) < (s, i) and m.kind in MOTION and m.sentence >= s - _BACK]
        if not earlier:
            continue
        last, kind = _meant(earlier, tree.lower[noun])
        if last.sentence < s - _NEAR and not any(tree.lower[noun] in f.nouns for f in event_kinds()[last.kind].frames):
            continue
        if last.sentence == s and tree.lower[noun] == "operation" and tree.rel(i) in {"advcl", "acl"}:
            continue  # "helped the evacuation before beginning the operation": another one
        agent = tree.doer(i) if tree.undergoer(i) is not None and not tree.is_passive(i) else None
        roles: Roles = {"agent": (agent,)} if agent is not None and last.kind in {"withdraw", "arrive"} else {}
        yield Mention(
            kind=kind,
            sentence=s,
            token=i,
            tokens=(i,),
            predicate=i,
            phase=part,
            roles=roles,
            borrowed=last.borrowed or last,
        )


_JUDGING = frozenset(
    {"call", "cast", "celebrate", "characterise", "characterize", "describe", "explain", "frame", "hail"}
)
_MOVES = frozenset({"departure", "evacuation", "exit", "handover", "pull-out", "pullout", "retreat", "withdrawal"})


def _is_judged(tree: Tree, i: int) -> bool:
    """Whether a move that is known is but called something: `called the retreat goodwill`, `its exit was a win`."""
    if tree.lower[i] not in _MOVES or tree.kids(i, "nmod", "acl", "acl:relcl") or tree.upos[i] != "NOUN":
        return False
    if not {"the", "its", "their"} & {tree.lower[k] for k in tree.kids(i, "det", "nmod:poss")}:
        return False
    head = tree.head(i)
    if head is None:
        return False
    if tree.rel(i) == "obj":
        return tree.lemmas[head] in _JUDGING
    return tree.rel(i) == "nsubj" and tree.upos[head] == "NOUN" and _was(tree, head)


def _was(tree: Tree, head: int) -> bool:
    return any(tree.lower[k] == "was" for k in tree.kids(head, "cop")) and not tree.kids(head, "aux")


_BACK = 12  # sentences in which `the retreat` finds the retreat that it takes up
_NEAR = 2  # and in which `the operation` finds any move


def _part(tree: Tree, i: int) -> Phase | None:
    """Return the phase that a verb or an adjective tells of: `began`, `is complete`, `is under way`."""
    if tree.upos[i] == "VERB":
        aspect = cues("aspect")
        return next((p for p in _PHASES if tree.lower[i] in aspect_forms(p) or tree.lemmas[i] in aspect[p]), None)
    if tree.kids(i, "cop"):
        return _PREDICATES.get(tree.lower[i])
    return None


_PREDICATES: dict[str, Phase] = {
    "complete": "ends", "over": "ends", "finished": "ends", "underway": "continues", "ongoing": "continues",
    "way": "continues",
}  # fmt: skip


def _taken_up(tree: Tree, i: int) -> int | None:
    """Return the noun whose event a verb tells a phase of, if it is one that takes up an event."""
    verb = tree.upos[i] == "VERB"
    noun = tree.undergoer(i) if verb and tree.undergoer(i) is not None else tree.surface_subject(i)
    if noun is None or tree.lower[noun] not in _ANAPHORIC or tree.kids(noun, "nmod", "acl"):
        return None
    if verb and (tree.kids(i, "ccomp") or any(word == "between" for word, _ in tree.phrases(i))):
        return None  # "..., it continued"; "this effort will continue between the two armies"
    return None if tree.lower[noun] == "it" and (not verb or tree.kids(i, "xcomp", "obj")) else noun


def _meant(earlier: list[Mention], noun: str) -> tuple[Mention, str]:
    """Return the mention that a noun takes up and its kind: the last of the noun's own kind, else the last."""
    named = [kind.name for kind in event_kinds().values() if any(noun in frame.nouns for frame in kind.frames)]
    same = [m for m in earlier if m.kind in named]
    last = (same or earlier)[-1]
    kind = named[0] if named and last.kind not in named and named[0] in MOTION else last.kind
    return last, kind
