"""The dead as a figure: `the death toll rose to 12`, `bringing the toll to at least 40`."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.read.reading import Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention

_OF_THE_DEAD = frozenset({"casualty", "civilian", "confirmed", "death", "official", "overall", "provisional", "total"})
_COUNTED = frozenset({
    "bring", "climb", "exceed", "hit", "increase", "jump", "pass", "place", "put", "raise", "reach", "rise", "soar",
    "stand", "surpass", "swell", "take", "top",
})  # fmt: skip
_AT = frozenset({"as", "at", "of", "past", "to"})
_BESIDE = frozenset({"about", "almost", "around", "by", "exceeded", "has", "is", "least", "nearly", "over", "than"})
_OF = 4  # words from `number` to whose it is
_THE_HARMED = frozenset({"casualties", "dead", "injured", "killed", "victims", "wounded"})
_REACH = 16  # words from `toll` to its figure


def toll(reading: Reading, s: int, tree: Tree, i: int) -> Iterator[Mention]:
    """Find how many have died in all.

    Args:
        reading: The report.
        s: Index of the sentence.
        tree: Its tree.
        i: The token that may be `toll`.
    """
    if not i or not (_is_of_the_dead(tree, i) if tree.lower[i] == "toll" else _is_number(tree, i)):
        return
    figure = _figure(reading, s, tree, i)
    if figure is None:
        return
    verb = tree.head(i)
    predicate = verb if verb is not None and tree.lemmas[verb] in _COUNTED else i
    roles = {"object": (figure,)}
    yield Mention(kind="casualties", sentence=s, token=i, tokens=(i,), predicate=predicate, form="noun", roles=roles)


def _is_of_the_dead(tree: Tree, i: int) -> bool:
    if tree.lower[i - 1] in _OF_THE_DEAD:
        return True
    verb = tree.head(i)
    return tree.lower[i - 1] == "the" and verb is not None and tree.lemmas[verb] in _COUNTED


def _is_number(tree: Tree, i: int) -> bool:
    """Whether it is the number of the dead that is told: `the number of dead rose to 51`, `the number killed`."""
    if tree.lower[i] != "number" or tree.lower[i - 1] != "the":
        return False
    return bool({"casualties", "dead", "deaths", "fatalities", "killed", "wounded"} & set(tree.lower[i + 1 : i + _OF]))


def _figure(reading: Reading, s: int, tree: Tree, i: int) -> int | None:
    """Return the number that the toll is told to be, behind `to`, `at` or a verb of reaching."""
    verb = tree.head(i)
    first = verb if verb is not None and verb > i and tree.lemmas[verb] in _COUNTED else i
    for k in range(first + 1, min(len(tree), first + _REACH)):
        if tree.words[k] in {".", ";", ":"}:
            return None
        if tree.upos[k] != "NUM" or reading.is_time(s, k) or tree.lower[k + 1 : k + 2] in (["%"], ["percent"]):
            continue
        at = k - 1
        while at > i and (tree.lower[at] in _BESIDE or tree.upos[at] == "ADV"):
            at -= 1
        if tree.lower[at - 1 : at + 1] == ["at", "least"]:
            at -= 2
        if tree.lower[at] in _AT or tree.lemmas[at] in _COUNTED:
            chunk = tree.chunk_at[k]
            return chunk.head if chunk is not None and chunk.start <= k < chunk.end else k
    return None


def among(s: int, tree: Tree, i: int) -> Iterator[Mention]:
    """Find who is told to be of the dead before they are named: `among the dead were three nurses`."""
    if tree.lower[i] not in _THE_HARMED or tree.preposition(i) != "among":
        return
    who = tree.head(i)
    if who is None or who < i or not tree.kids(who, "cop") or tree.kids(who, "nsubj"):
        return
    yield Mention(
        kind="casualties", sentence=s, token=i, tokens=(i,), predicate=who, form="noun", roles={"object": (who,)}
    )
