"""A small chart parser: which constituents a grammar finds in a row of words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

Lexicon = Callable[[str, bool], Sequence[tuple[str, Any]]]
"""Key of a word and whether it has a capital -> categories with their meanings."""
Action = Callable[..., Any]
"""Meanings of the parts, literals left out, an absent optional part as None -> meaning of the whole, or None = no."""


@dataclass(frozen=True, slots=True)
class Constituent:
    """Words `start` to `end` (half-open) as one `category`."""

    category: str
    start: int
    end: int
    meaning: Any


class _Node:
    __slots__ = ("after", "ends")

    def __init__(self) -> None:
        self.after: dict[str, _Node] = {}
        self.ends: list[tuple[int, str, Action, tuple[int, ...]]] = []


class Grammar:
    """Rules `Whole <- Part part? Part|Part`: categories have a capital, literal words none.

    A literal is given by its key; `?` marks what may be absent, `|` what may stand instead. A constituent that two
    rules find takes the meaning of the rule given first.
    """

    def __init__(self, rules: Iterable[tuple[str, str, Action]], lexicon: Lexicon) -> None:
        self._root = _Node()
        self._lexicon = lexicon
        self.literals: set[str] = set()
        for rank, (whole, parts, action) in enumerate(rules):
            self._add(rank, whole, parts.split(" "), action)

    def _add(self, rank: int, whole: str, parts: Sequence[str], action: Action) -> None:
        choices = []
        for part in parts:
            # A lone | or ? is the sign itself, not an alternative or an option.
            names = part.rstrip("?").split("|") if len(part) > 1 else [part]
            choices.append([*names, None] if part.endswith("?") and len(part) > 1 else names)
        has_value = [any(name is not None and _is_category(name) for name in names) for names in choices]
        for picked in product(*choices):
            if all(name is None for name in picked):
                continue
            node = self._root
            slots = []
            for name, valued in zip(picked, has_value, strict=True):
                if name is None:
                    slots.extend([-1] if valued else [])
                    continue
                if not _is_category(name):
                    self.literals.add(name)
                node = node.after.setdefault(name, _Node())
                if valued:
                    slots.append(1 if _is_category(name) else -2)
            node.ends.append((rank, whole, action, tuple(slots)))

    def constituents(self, keys: Sequence[tuple[str, bool]], only: Collection[str] | None = None) -> list[Constituent]:
        """Find the constituents of a row of words, given as (key, has a capital); `only` those categories if given.

        Cost: O(n * k) rule steps for n words and k partial matches at each; a few dozen microseconds for five words.
        """
        at: list[dict[tuple[str, int], tuple[int, Any]]] = [{} for _ in range(len(keys) + 1)]
        by_start: list[list[tuple[str, int, Any]]] = [[] for _ in range(len(keys) + 1)]
        for start in range(len(keys) - 1, -1, -1):
            key, has_capital = keys[start]
            agenda: list[tuple[str, int, int, Any]] = [
                (category, start + 1, -1, meaning) for category, meaning in self._lexicon(key, has_capital)
            ]
            done: list[tuple[str, int, Any]] = [(key, start + 1, None)] if key in self.literals else []
            by_start[start] = done
            if done:
                self._extend(self._root.after.get(key), start + 1, (), by_start, agenda)
            while agenda:
                category, end, rank, meaning = agenda.pop()
                known = at[start].get((category, end))
                if known is not None and known[0] <= rank:
                    continue
                at[start][category, end] = (rank, meaning)
                done.append((category, end, meaning))
                self._extend(self._root.after.get(category), end, (meaning,), by_start, agenda)
        return [
            Constituent(category, start, end, meaning)
            for start, cell in enumerate(at)
            for (category, end), (_, meaning) in cell.items()
            if only is None or category in only
        ]

    def _extend(
        self,
        node: _Node | None,
        end: int,
        values: tuple[Any, ...],
        by_start: Sequence[Sequence[tuple[str, int, Any]]],
        agenda: list[tuple[str, int, int, Any]],
    ) -> None:
        """Follow the rules on from a node; what they complete goes on the agenda."""
        if node is None:
            return
        for rank, whole, action, slots in node.ends:
            meaning = action(*_arguments(slots, values))
            if meaning is not None:
                agenda.append((whole, end, rank, meaning))
        if not node.after:
            return
        for name, next_end, meaning in by_start[end]:
            following = node.after.get(name)
            if following is not None:
                more = values if meaning is None else (*values, meaning)
                self._extend(following, next_end, more, by_start, agenda)


def _is_category(name: str) -> bool:
    return name[0].isupper()


def _arguments(slots: tuple[int, ...], values: tuple[Any, ...]) -> list[Any]:
    given = iter(values)
    return [next(given) if slot == 1 else None for slot in slots]
