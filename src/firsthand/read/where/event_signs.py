"""What speaks for and against a place being an event's: signs with names, weighed by the tables of data/where.toml."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from firsthand.core.distance import metres_apart
from firsthand.core.parse import Toponym
from firsthand.read.where.event_tree import Named, Scene, above
from firsthand.read.where.words import words

_LOCATIVE = frozenset(
    "in at near on inside outside around across throughout along off within between".split()  # noqa: SIM905  # a row of words
)
_MOTION = frozenset("to into toward towards from through over onto".split())  # noqa: SIM905
_OTHER_CASES = frozenset("of against by with for under about as behind north south west east".split())  # noqa: SIM905
_CASES = _LOCATIVE | _MOTION | _OTHER_CASES
_RELATIONS = ("acl", "advcl", "ccomp", "xcomp", "conj", "parataxis", "appos", "nsubj", "obj", "obl", "nmod")
_UPWARD = frozenset(_RELATIONS) - {"appos", "nmod"}
_DATELINE = 12  # characters from the sentence's beginning
_OPENING = 45  # the same, for "In the southern city of Homs"
_NEAR_GAP = 28  # characters between two names that one phrase joins
_WIDER = 1.5  # times the radius: from there on a place is the wider of two, and as far reaches what it holds
_RADIUS_M = 5000.0  # of a place whose own is not known
_OPENS = re.compile(r"\W*(?:In|At|Near|Inside|Outside)\b")
_NEXT = re.compile(r"[ -]([A-Za-z]+)")

Signs = Mapping[str, float]
"""Name of a sign to 1, or a small number; those that are 0 are left out."""


def signs(scene: Scene, name: Named) -> Signs:
    """Return what speaks for and against one name, whatever the others are thought to be."""
    at = name.place.start
    if at not in scene.told:
        found = {"always": 1.0, **_of_tree(scene, name), **_of_words(scene, name), **_of_others(scene, name)}
        scene.told[at] = {key: value for key, value in found.items() if value}
    return scene.told[at]


def _of_tree(scene: Scene, name: Named) -> dict[str, float]:
    tokens, up, down = scene.sentence.tokens, name.up, name.down
    case, branch = _case(scene, name), scene.cases.get(down[-1], "") if down else ""
    branch = branch if branch in _CASES else "none"
    relation = tokens[down[-1]].deprel.partition(":")[0] if down else "self"
    between = [number for number in (*up[1:], *down[1:]) if tokens[number].upos == "VERB"]
    found = {
        "steps": float(min(8, len(up) + len(down))),
        "steps up": float(min(5, len(up))),
        f"relation {tokens[name.token].deprel}": 1.0,
        f"branch {relation}": 1.0,
        f"turns at {tokens[name.top].upos}": 1.0,
        "under the event": float(not up),
        "verbs between": float(min(3, len(between))),
        "noun's modifier": float(tokens[name.token].deprel in {"compound", "amod", "nmod:poss"}),
        "locative above": float(any(_has_case(scene, at, _LOCATIVE) for at in above(scene.sentence, name.token)[:2])),
        f"case {case}": 1.0,
        "is a conjunct": float(tokens[name.token].deprel == "conj"),
        "has a conjunct": float(any(one.head == name.token and one.deprel == "conj" for one in tokens)),
        "has an apposition": float(any(one.head == name.token and one.deprel == "appos" for one in tokens)),
        "locative on the way": float(any(scene.cases.get(number) in _LOCATIVE for number in down)),
    }
    if down:
        found[f"branch case {branch}"] = 1.0
        found[f"branch {relation} {branch}"] = 1.0
        found[f"depth {min(4, len(down))} up {min(3, len(up))}"] = 1.0
    if not up:
        found[f"verb {tokens[scene.event].lemma.lower()} {relation}"] = 1.0
        if len(down) == 1:
            found[f"direct {relation} {case}"] = 1.0
    ways = (("down", down, frozenset(_RELATIONS)), ("up", up, _UPWARD))
    for way, numbers, known in ways:
        passed = {tokens[number].deprel.partition(":")[0] for number in numbers}
        found |= {f"{way} past {one}": 1.0 for one in passed & known}
    return found


def _of_words(scene: Scene, name: Named) -> dict[str, float]:
    text, place, entity = scene.text, name.place, name.entity
    cases = {one.lemma for one in scene.sentence.tokens if one.head == name.token and one.deprel == "case"}
    cases |= {word for word in (_word_before(text, place.start),) if word in _LOCATIVE | _MOTION}
    found = {
        "words between": math.log1p(_words_between(scene, place)),
        "behind the event": float(place.start > scene.trigger.start),
        "locative": float(bool(cases & _LOCATIVE)),
        "motion": float(bool(cases & _MOTION)),
        "of": float("of" in cases),
        "no case": float(not cases),
        "possessive": float(text[place.end : place.end + 2] in {"'s", "’s"}),
        "dateline": float(place.start - scene.sentence.start < _DATELINE and place.end < scene.trigger.start),
        f"next {_next(text, place.end)}": 1.0,
        f"entity {entity.type if entity else 'none'}": 1.0,
    }
    if entity is not None:
        found["entity goes on"] = float(entity.end > place.end + 1)
        found["entity begins before"] = float(entity.start < place.start - 1)
    return found


def _of_others(scene: Scene, name: Named) -> dict[str, float]:
    place, names = name.place, scene.names
    rest = [one for one in names if one is not name]
    behind = [one for one in names if one.place.start >= scene.trigger.start]
    ahead = [one for one in names if one.place.start < scene.trigger.start]
    is_first_behind = bool(behind) and behind[0] is name
    locative = {_case(scene, name), scene.cases.get(name.down[-1], "") if name.down else ""} & _LOCATIVE
    is_first = names[0] is name
    own = _distance(scene, name)
    return {
        f"kind {place.place.kind}": 1.0,
        "other names": float(min(4, len(rest))),
        "only name": float(not rest),
        "holds another": float(any(_holds(one.place, place, scene.text) for one in rest)),
        "held by another": float(any(_holds(place, one.place, scene.text) for one in rest)),
        "nearest": float(all(own <= _distance(scene, one) for one in rest)),
        "inside another": float(any(is_wider(one.place, place) for one in rest)),
        "around another": float(any(is_wider(place, one.place) for one in rest)),
        "not in the gazetteer": float(place.place.ref is None),
        "reach": math.log10((place.place.radius_m or _RADIUS_M) + 1) - 3.5,
        "first": float(is_first),
        "last": float(names[-1] is name),
        "opens": float(is_first and place.start - scene.sentence.start < _OPENING and _opens(scene)),
        "first behind": float(is_first_behind),
        "last before": float(bool(ahead) and ahead[-1] is name),
        "first behind, locative": float(is_first_behind and bool(locative)),
    }


def signs_beside(scene: Scene, name: Named, best: Named, chances: tuple[float, float]) -> Signs:
    """Return what speaks for a name beside the likeliest one: all of `signs`, and how the two stand to each other.

    Args:
        scene: The event's sentence.
        name: The name asked about.
        best: The likeliest name of the sentence.
        chances: Of `name` and of `best` by the first table, 0 to 1.
    """
    tokens, text = scene.sentence.tokens, scene.text
    low, high = min(name.token, best.token), max(name.token, best.token)
    gap = text[min(name.place.end, best.place.end) : max(name.place.start, best.place.start)]
    chance = min(max(chances[0], 1e-6), 1 - 1e-6)
    found = {
        "beside: chance": math.log(chance / (1 - chance)),
        "beside: chance of the best": chances[1],
        "beside: conjuncts": float(_first_conjunct(scene, name.token) == _first_conjunct(scene, best.token)),
        "beside: one governor": float(tokens[name.token].head == tokens[best.token].head),
        "beside: under it": float(best.token in above(scene.sentence, name.token)),
        "beside: over it": float(name.token in above(scene.sentence, best.token)),
        "beside: one name": float(name.place.place.name == best.place.place.name),
        "beside: inside it": float(is_wider(best.place, name.place)),
        "beside: around it": float(is_wider(name.place, best.place)),
        "beside: one case": float(scene.cases.get(name.token, "-") == scene.cases.get(best.token, "")),
        "beside: a verb apart": float(any(tokens[number].upos == "VERB" for number in range(low + 1, high))),
        "beside: words apart": math.log1p(gap.count(" ")),
        "beside: and": float(gap.strip() in {"and", ", and", "or", "&"}),
        "beside: comma": float(gap.strip() == ","),
        "beside: holds it": float(_holds(best.place, name.place, text)),
        "beside: held by it": float(_holds(name.place, best.place, text)),
    }
    return {**signs(scene, name), **{key: value for key, value in found.items() if value}}


def is_wider(place: Toponym, inner: Toponym) -> bool:
    """Whether a place reaches farther than another and over it, by their points and radii."""
    reach, other = place.place.radius_m or _RADIUS_M, inner.place.radius_m or _RADIUS_M
    if reach <= other * _WIDER:
        return False
    apart = metres_apart(place.place, inner.place)
    return apart is not None and apart <= reach * _WIDER


def _case(scene: Scene, name: Named) -> str:
    """Return the name's preposition, `other` for a rare one or a word that is none, `none`."""
    own = scene.cases.get(name.token) or _word_before(scene.text, name.place.start)
    return own if own in _CASES else "other" if own else "none"


def _has_case(scene: Scene, number: int, cases: frozenset[str]) -> bool:
    return any(one.head == number and one.deprel == "case" and one.lemma in cases for one in scene.sentence.tokens)


def _first_conjunct(scene: Scene, number: int) -> int:
    seen: set[int] = set()
    while scene.sentence.tokens[number].deprel == "conj" and number not in seen:
        seen.add(number)
        number = max(scene.sentence.tokens[number].head, 0)
    return number


def _next(text: str, end: int) -> str:
    """Return the word behind a name where it is a noun of place or a common one, else only what sort it is."""
    match = _NEXT.match(text, end)
    if match is None:
        return "end" if end >= len(text) else "blank" if text[end].isspace() else "sign"
    word = match[1].lower()
    return word if word in words().beside_events else "capital" if match[1][0].isupper() else "word"


def _opens(scene: Scene) -> bool:
    return bool(_OPENS.match(scene.text, scene.sentence.start))


def _distance(scene: Scene, name: Named) -> float:
    return len(name.up) + len(name.down) + 0.05 * _words_between(scene, name.place)


def _words_between(scene: Scene, place: Toponym) -> int:
    return scene.text[min(scene.trigger.end, place.end) : max(scene.trigger.start, place.start)].count(" ")


def _word_before(text: str, start: int) -> str:
    before = text[max(0, start - 20) : start].lower().split()
    before = [word for word in before if word not in {"the", "a", "an"}]
    return before[-1] if before else ""


def _holds(inner: Toponym, outer: Toponym, text: str) -> bool:
    """Whether words say that one place lies in another: Nablus, West Bank; the West Bank city of Nablus; X in Y."""
    if inner.start < outer.start:
        gap = text[inner.end : outer.start]
        return gap.strip() in {",", "in", "of"} or (gap.startswith(",") and len(gap) < _NEAR_GAP and " in " in gap)
    gap = text[outer.end : inner.start]
    return outer.end <= inner.start and len(gap) < _NEAR_GAP and (" of " in gap or gap.startswith(("'s", "’s")))
