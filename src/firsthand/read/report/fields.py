"""What a file says about one report, before anything is worked out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The fields of one report as its file gives them; None = the file does not say. `problem` is what was odd."""

    text: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: object = None
    updated: object = None
    language: str | None = None
    byline: str | None = None
    genre: str | None = None
    links: tuple[str, ...] = ()
    problem: str | None = None
