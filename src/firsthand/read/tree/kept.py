"""Answers that a tree remembers: the same question about a word comes from every rule that looks at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast


class Remembering(Protocol):
    """Anything with a table of its own for what it answered."""

    answers: dict[tuple[Any, ...], Any]


T = TypeVar("T", bound=Remembering)
P = ParamSpec("P")
R = TypeVar("R")

_NONE = object()


def kept(method: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
    """Return a method that answers each question once; what it looks at may not change afterwards.

    A list is handed out as a copy, so that a caller may change its own.

    Cost: 0.3 us a repeated question.
    """
    name = method.__name__

    @wraps(method)
    def answer(self: T, *args: P.args, **settings: P.kwargs) -> R:
        key = (name, *args, *settings.values()) if settings else (name, *args)
        found: Any = self.answers.get(key, _NONE)
        if found is _NONE:
            found = self.answers[key] = method(self, *args, **settings)
        shown: Any = found.copy() if type(found) is list else found
        result: R = shown
        return result

    return cast("Callable[Concatenate[T, P], R]", answer)
