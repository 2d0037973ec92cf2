"""Pronouns and descriptions that take up somebody or something named before; open where no candidate is good enough."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.data.words import cues
from firsthand.read.reading import Node, Reading
from firsthand.read.tree.tree import RELATIVES, Tree
from firsthand.read.who.participants import PRONOUNS, REFLEXIVE, classes, meant

LEAST_SCORE = 2.3  # a link below this stays open; set by hand on the passages, flat within 2.1-2.6
_BACK = 3  # sentences that are looked through
_HEADS_A_LIST = frozenset({"obj", "nsubj", "nsubj:pass"})
_REACH = 5  # sentences in which a noun takes up its fuller naming
_BARE = 2  # words of `the team`
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_PLURAL = frozenset({"they", "them", "their", "those", "these"})
_SINGULAR = frozenset({"it", "its", "this"})
_PERSON = frozenset({"he", "she", "him", "her", "his"})
_SPEAKER = frozenset({"we", "i", "us", "our", "my"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_OPENS_CLAUSE = frozenset({"who", "which", "in", "at", "with", "of", "from", "still", "being"})
_QUANTITIES = frozenset(
    {"some", "others", "rest", "many", "most", "half", "remainder", "several", "dozens", "hundreds"}
)
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "iobj", "nmod", "conj", "appos", "root", "nmod:poss")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    plural: bool
    person: bool
    singular: bool


def antecedent(  # noqa: PLR0911  # one return a sort of pronoun
    reading: Reading, node: Node
) -> Node | None:
    """Return what a pronoun takes up, or None where it is no pronoun or nothing fits well enough.

    Source: salience by sentence distance, grammatical role and agreement, after Lappin and Leass 1994.
    """
    tree = reading.trees[node.sentence]
    word = tree.lower[node.token]
    if tree.rel(node.token) == "expl":
        return None  # "it would take a week"
    if word in REFLEXIVE:
        return _itself(reading, node)
    if (listed := _listed_before(reading, node)) is not None:
        return listed
    if _is_bare_quantity(tree, node.token):
        return _whole(reading, node)
    if word in {"those", "that"} and node.token + 1 < len(tree) and tree.lower[node.token + 1] in _OPENS_CLAUSE:
        return None  # "those who left" are named by what follows
    if word not in PRONOUNS | {"latter", "former"} or word in RELATIVES - {"that"} or word in _SPEAKER:
        return None
    if word in {"latter", "former"}:
        return _of_two(reading, node, last=word == "latter")
    wanted = _Wanted(plural=word in _PLURAL, person=word in _PERSON, singular=word in _SINGULAR)
    if (teller := _teller(reading, node, wanted)) is not None:
        return teller
    return _most_salient(reading, node, wanted)


def _itself(reading: Reading, node: Node) -> Node | None:
    """Return whom a reflexive means: the noun right before it (`the militia itself`), else who acts in its clause."""
    tree = reading.trees[node.sentence]
    before = tree.chunk_at[node.token - 1] if node.token else None
    if before is not None and before.end == node.token:
        return Node(sentence=node.sentence, token=before.head)
    doer = tree.doer(tree.clause(node.token))
    return Node(sentence=node.sentence, token=doer) if doer is not None and doer != node.token else None


def _most_salient(reading: Reading, node: Node, wanted: _Wanted) -> Node | None:
    """Return the noun before a pronoun that fits it best; None where none fits well enough."""
    best: tuple[float, Node] | None = None
    for s in range(node.sentence, max(-1, node.sentence - _BACK - 1), -1):
        for i in range(len(reading.trees[s])):
            other = Node(sentence=s, token=i)
            if (
                (s, i) >= (node.sentence, node.token)
                or not _is_candidate(reading, other)
                or _shares_verb(reading, node, other)
            ):
                continue
            score = _score(reading, node, other, wanted)
            if best is None or score > best[0]:
                best = (score, other)
    return best[1] if best is not None and best[0] >= LEAST_SCORE else None


def _listed_before(reading: Reading, node: Node) -> Node | None:
    """Return what `all of which` or `some of whom` takes up: the noun before the comma, or the head of its list."""
    tree, i = reading.trees[node.sentence], node.token
    if tree.lower[i + 1 : i + 2] != ["of"] or tree.lower[i + 2 : i + 3] not in (["which"], ["whom"]):
        return None
    before = tree.chunk_at[i - 2] if i > 1 and tree.words[i - 1] == "," else None
    if before is None:
        return None
    up = next((k for k in (before.head, *tree.ancestors(before.head)) if tree.rel(k) in _HEADS_A_LIST), before.head)
    return Node(sentence=node.sentence, token=up if up < i else before.head)


def _is_bare_quantity(tree: Tree, i: int) -> bool:
    """Whether a quantity stands alone: `others`, `the rest`, `some have been arrested`."""
    return tree.lower[i] in _QUANTITIES and not tree.kids(i, "nmod", "compound") and tree.rel(i) in _ARGUMENTS


def _whole(reading: Reading, node: Node) -> Node | None:
    """Return the people that a bare quantity is part of: the last plural of people or forces before it.

    `They were stopped and the rest have left`: those who are meant by the pronoun before it.
    """
    tree = reading.trees[node.sentence]
    they = next((k for k in range(node.token) if tree.lower[k] == "they" and tree.rel(k).startswith("nsubj")), None)
    if they is not None:
        return antecedent(reading, Node(sentence=node.sentence, token=they))
    for s in range(node.sentence, max(-1, node.sentence - 2), -1):
        tree = reading.trees[s]
        for i in range(len(tree) - 1, -1, -1):
            other = Node(sentence=s, token=i)
            if (
                (s, i) < (node.sentence, node.token)
                and _is_candidate(reading, other)
                and not _is_bare_quantity(tree, i)
            ):
                whole = Node(sentence=s, token=meant(reading, other))
                found = classes(reading, whole)
                if "force" in found or (_is_plural(reading, whole) and "person" in found):
                    return whole
    return None


def _of_two(reading: Reading, node: Node, *, last: bool) -> Node | None:
    """Return the second or the first of the two named together before `the latter`, `the former`."""
    for s in range(node.sentence, max(-1, node.sentence - 2), -1):
        tree = reading.trees[s]
        for i in range(len(tree) - 1, -1, -1):
            if tree.lower[i] == "and" and (s, i) < (node.sentence, node.token) and 0 < i < len(tree) - 1:
                a, b = tree.chunk_at[i - 1], tree.chunk_at[i + 1]
                if a is not None and b is not None:
                    return Node(sentence=s, token=b.head if last else a.head)
    return None


def _teller(reading: Reading, node: Node, wanted: _Wanted) -> Node | None:
    """`The operator told the ministry that it had ...`: the pronoun is the teller, not the hearer."""
    tree = reading.trees[node.sentence]
    first, verbs = node.token, cues("said")["verbs"]
    if tree.rel(first) == "nmod:poss" and first and tree.lemmas[first - 1] in verbs:
        return _telling(reading, node, first - 1, wanted)  # "Russia saying its retreat was a gesture"
    if not tree.rel(first).startswith("nsubj"):
        return None
    below = first
    for at in tree.ancestors(first):
        if tree.lemmas[at] in verbs and tree.rel(below) in {"ccomp", "xcomp"} and below != first:
            return _telling(reading, node, at, wanted)
        below = at
    return None


def _telling(reading: Reading, node: Node, verb: int, wanted: _Wanted) -> Node | None:
    """Return who speaks by a verb, where a pronoun in what is said may mean him."""
    tree = reading.trees[node.sentence]
    subject = _said_by(tree, verb)
    if subject is None or tree.lower[subject] in PRONOUNS:
        return None
    teller = Node(sentence=node.sentence, token=subject)
    found, plural = classes(reading, teller), _is_plural(reading, teller)
    fits = (
        (wanted.plural and plural and bool(found & {"force", "body"}))
        or (wanted.singular and "body" in found)
        or (wanted.person and "person" in found)
    )
    it = wanted.singular and not plural and not _is_a_person(reading, teller)
    return teller if fits or it else None


def _said_by(tree: Tree, verb: int) -> int | None:
    """Return who says it; of `any credence to Russia saying that` the noun right before the participle."""
    before = tree.chunk_at[verb - 1] if verb and tree.lower[verb].endswith("ing") else None
    beside = before is not None and before.end == verb and tree.upos[before.head] == "PROPN"
    return before.head if before is not None and beside else tree.doer(verb)


def _is_candidate(reading: Reading, node: Node) -> bool:
    tree = reading.trees[node.sentence]
    token = tree.tokens[node.token]
    if token.upos not in _NOMINAL and not (token.upos == "NUM" and token.deprel.startswith(("nsubj", "obj"))):
        return False
    chunk = tree.chunk_at[node.token]
    heads = chunk is None or chunk.head == node.token or _is_name_of(tree, node.token, chunk.head)
    return heads and token.deprel in _ARGUMENTS and "time" not in classes(reading, node)


def _is_name_of(tree: Tree, first: int, last: int) -> bool:
    """Whether a name's first word, which the tree hangs the others on, stands for it: `Mahmoud Abu Auf told ...`."""
    return first < last and tree.upos[first] == "PROPN" and tree.rel(last) == "flat" and first in tree.ancestors(last)


def _shares_verb(reading: Reading, node: Node, other: Node) -> bool:
    """Whether a noun is another argument of the pronoun's own verb: `gunmen attacked it` attacks something else."""
    tree = reading.trees[node.sentence]
    if node.sentence != other.sentence:
        return False
    verb = tree.head(node.token)
    return verb is not None and (tree.head(other.token) == verb or tree.surface_subject(verb) == other.token)


def _is_plural(reading: Reading, node: Node) -> bool:
    tree = reading.trees[node.sentence]
    word, lemma = tree.lower[node.token], tree.lemmas[node.token]
    return (
        (word != lemma and word.endswith("s"))
        or word in {"people", "men", "women", "children", "police", "troops", "forces", "rebels"}
        or any(tree.upos[k] in _NOMINAL for k in tree.kids(node.token, "conj"))
    )


def _score(reading: Reading, node: Node, other: Node, wanted: _Wanted) -> float:
    tree = reading.trees[other.sentence]
    found = classes(reading, other)
    plural = _is_plural(reading, other)
    score = 3.0 - 1.2 * (node.sentence - other.sentence)
    relation = tree.rel(other.token)
    score += {"nsubj": 1.5, "nsubj:pass": 1.5, "obj": 0.7, "iobj": 0.7, "root": 0.7, "conj": 0.3}.get(relation, 0.0)
    if (
        relation.startswith("nsubj")
        and tree.head(other.token) is not None
        and tree.lemmas[tree.head(other.token) or 0] in cues("said")["verbs"]
    ):
        score -= 1.0  # who speaks is seldom who is spoken of
    if wanted.plural:
        score += 1.5 if plural else 0.3 if found & {"force", "body"} else -2.5
        score += 0.8 if found & {"person", "force"} else 0.0
    if wanted.person:
        score += 1.5 if "person" in found and not plural else -3.0
    if wanted.singular and _is_a_person(reading, other):
        return 0.0
    if wanted.singular:
        score += (
            -2.5
            if plural or found <= {"person", "common person", "abstract", "unknown", "accord"}
            else 0.5
            if found & {"facility", "body", "place", "vehicle"}
            else 0.0
        )
        acted_on = reading.trees[node.sentence].rel(node.token) == "obj"
        if acted_on and not found & {"facility", "place", "vehicle", "thing", "accord"}:
            score -= 1.0  # "they are burning it": a building, no ministry
    return score


def _is_a_person(reading: Reading, node: Node) -> bool:
    """Whether a noun means a single person: `it` never takes up a minister."""
    if classes(reading, node) <= {"person", "common person"}:
        return True
    entity = reading.entity(node.sentence, node.token)
    return entity is not None and entity.type == "PERSON" and reading.trees[node.sentence].upos[node.token] == "PROPN"


def same_thing(reading: Reading, node: Node) -> Node | None:
    """Return the fuller naming that `the team` takes up: the last one before it with the same noun and more words.

    Only for a definite noun by itself; another word for the same thing takes up nothing.
    """
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or chunk.head != node.token or chunk.end - chunk.start != _BARE:
        return None
    if tree.lower[chunk.start] not in _DEFINITE or _is_followed(tree, chunk.end):
        return None
    for s in range(node.sentence, max(-1, node.sentence - _REACH - 1), -1):
        other = reading.trees[s]
        for i in range(len(other) - 1, -1, -1):
            if (s, i) >= (node.sentence, node.token) or other.lemmas[i] != tree.lemmas[node.token]:
                continue
            fuller = other.chunk_at[i]
            if fuller is not None and fuller.head == i and fuller.end - fuller.start > _BARE:
                return Node(sentence=s, token=i)
    return None


def _is_followed(tree: Tree, end: int) -> bool:
    """Whether a phrase says of what it speaks: `the team of doctors`, `the team that came`."""
    return tree.lower[end : end + 1] in (["of"], ["from"], ["that"], ["which"], ["who"])
