"""What is told, as a clause: `Russian forces moved equipment from Qamishli airport to Khmeimim air base`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.data.dealings import dealing_words
from firsthand.data.kind_words import KindWords, kind_words
from firsthand.write import words
from firsthand.write.drawing import isolated
from firsthand.write.view import Json

MOST_NAMES = 2
WIDE_KINDS = frozenset({"country", "region", "town", "area", "continent", "island", None})
"""Kinds of place that one is in, not at."""
OPENERS = frozenset({
    "A", "About", "All", "Almost", "An", "Another", "Any", "Around", "At", "Both", "Civilians", "Dozens", "Each",
    "Every", "Few", "Fighters", "Footage", "Forces", "Fresh", "Further", "Government", "Her", "His", "Hundreds",
    "Its", "Local", "Many", "Medics", "Militants", "More", "Most", "Nearly", "No", "Officials", "Other", "Our",
    "Over", "Patients", "People", "Photos", "Police", "Rebels", "Residents", "Scores", "Several", "Soldiers",
    "Some", "Staff", "That", "The", "Their", "These", "This", "Those", "Thousands", "Troops", "Two", "Three",
    "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Unverified", "Up", "Video", "Videos", "Witnesses",
})  # fmt: skip
"""Words that bear a capital only because they opened their sentence."""
PLURAL_ENDINGS = ("s", "men", "women", "troops", "people", "personnel", "staff", "police", "Taliban", "children")
SINGULAR_ENDINGS = ("ss", "us", "is")


_HEAD = re.compile(r" (?:of|in|at|from|beside|near|between|with|on|to|for|towards|by|than|along) ")
_ARTICLED = r"\b(the|an?) {}(?![\w-])"
"""An article before a name in the quote: `the` in `the Russian side did not comment`."""


def clause(row: Json, phase: str | None = None) -> str:
    """Return a claim or an event as a clause in the past tense, its names as they are written.

    Args:
        row: A claim or an event of brief.json.
        phase: Of the event, which has none of its own: what all its claims tell.
    """
    said = _in_phase(_said(row), phase or row.get("phase", "whole"))
    who, what, whom = (_names(row, role) for role in ("agent", "object", "recipient"))
    text = _deed(said, who, what)
    to = f" {said.to} {_listed(whom)}" if whom and not set(whom) & {*who, *what} else ""
    return text + to + _places(row, said, {*who, *what, *whom})


def _said(row: Json) -> KindWords:
    """Return how a row's kind is said; a statement by its own trigger: `met`, `was told`."""
    known = kind_words(row["kind"])
    if row["kind"] != "statement" or "quote" not in row or not row.get("trigger"):
        return known
    quote, trigger = row["quote"], row["trigger"]
    trigger_words = quote["exact"][max(0, trigger["start"] - quote["start"]) : trigger["end"] - quote["start"]]
    return dealing_words(trigger_words) or known


def _in_phase(said: KindWords, phase: str) -> KindWords:
    """Return the words of a kind for one phase: `stopped working`, not `worked`."""
    verb = {"begins": said.began, "ends": said.ended}.get(phase)
    if verb is None:
        return said
    return replace(said, past=verb, past_with=verb, done=said.done and verb.removeprefix("was "))


def noun_phrase(row: Json) -> str:
    """Return a claim or an event as a thing: `withdrawal of Russian forces from Qamishli airport`, `order by X: Y`."""
    said = _said(row)
    who, what = _names(row, "agent"), _names(row, "object")
    return f"{_thing(said, who, what)}{_places(row, said, {*who, *what})}"


def _thing(said: KindWords, who: Sequence[str], what: Sequence[str]) -> str:
    if what and said.object == ":":
        return f"{said.noun}{f' {said.whose} {_listed(who)}' if who else ''}: {_listed(what)}"
    of = f" of {_listed(what)}" if what else ""
    by = f" {'by' if what else said.whose} {_listed(who)}" if who else ""
    return f"{said.noun}{of}{by}"


def opened(text: str) -> str:
    """Return a clause with a capital at its head, an isolate before it left alone."""
    return text[:1].upper() + text[1:]


def _deed(said: KindWords, who: Sequence[str], what: Sequence[str]) -> str:
    things = _listed(what)
    if said.past and who:
        verb = _agreeing((said.past_with or said.past) if what else said.past, who)
        if what and said.object == "()":
            return f"{_listed(who)} ({things}) {_agreeing(said.past, who)}"
        joint = said.object if said.object == ":" else f" {said.object}".rstrip()
        return f"{_listed(who)} {verb}{f'{joint} {things}' if what else ''}"
    if what and said.object != ":" and said.done is not None:
        verb = said.done if said.done in {said.began, said.ended} else f"{_agreeing('was', what)} {said.done}"
        return f"{things} {verb}".rstrip()
    return _thing(said, who, what)


def _agreeing(verb: str, subject: Sequence[str]) -> str:
    many = len(subject) > 1 or is_plural(subject[0])
    return f"were{verb.removeprefix('was')}" if many and verb.split(" ", maxsplit=1)[0] == "was" else verb


def is_plural(name: str) -> bool:
    """Whether a name takes a plural verb, as far as its head tells (the last word before `of`, `in`, `at` ...)."""
    head = _HEAD.split(name, maxsplit=1)[0]
    if " and " in head:
        return True
    last = head.rsplit(maxsplit=1)[-1] if head.split() else head
    return not last.isupper() and last.endswith(PLURAL_ENDINGS) and not last.endswith(SINGULAR_ENDINGS)


def _names(row: Json, role: str) -> list[str]:
    """Return at most two names of a role, none that another one contains, with the articles of the quote."""
    out: list[str] = []
    quote = _quoted(row)
    for name in (" ".join(p["name"].split()) for p in row["participants"] if p["role"] == role):
        if not any(name.casefold() in other.casefold() or other.casefold() in name.casefold() for other in out):
            out.append(_articled(lowered(name), quote))
    return out[:MOST_NAMES]


def _quoted(row: Json) -> str:
    """Return the quote of a claim, nothing for an event."""
    return str(row["quote"]["exact"]) if "quote" in row else ""


def _articled(name: str, quote: str) -> str:
    found = re.search(_ARTICLED.format(re.escape(name)), quote, re.IGNORECASE)
    return f"{found[1].lower()} {name}" if found else name


def lowered(name: str) -> str:
    """Return a name without the capital that only the head of its sentence gave it."""
    first, space, rest = name.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in OPENERS else name


def _listed(names: Iterable[str]) -> str:
    return words.listed([isolated(name) for name in names])


def _places(row: Json, said: KindWords, told: set[str]) -> str:
    known = {name.casefold() for name in told}
    out, seen = "", set()
    for role in ("at", "from", "to"):
        place = next((x for x in row["locations"] if x["role"] == role and x["name"].casefold() not in seen), None)
        if place is None:
            continue
        seen.add(place["name"].casefold())
        if any(place["name"].casefold() in name for name in known):
            continue
        near = said.at if place["kind"] not in WIDE_KINDS else "in"
        word = {"at": near, "from": said.source, "to": near if said.ended_at == "at" else said.ended_at}[role]
        name = _articled(lowered(place["name"]), _quoted(row))
        out += f" {word} {isolated(name)}"
    return out
