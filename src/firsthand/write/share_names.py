"""Whose name is withheld when a brief leaves the desk, and what stands in its place."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from firsthand.data.actors import actors
from firsthand.write.drawing import isolated
from firsthand.write.view import View

OFFICES = (
    "president|premier|minister|ministers|spokesman|spokeswoman|spokesperson|spokesmen|secretary|governor|ambassador|envoy|general|gen|admiral|"
    "marshal|commander|chief|head|director|chairman|chairwoman|chair|mayor|king|queen|emir|sultan|prince|senator|lawmaker|mp|parliamentarian|"
    "deputy|judge|prosecutor|pope|patriarch|leader|chancellor|commissioner|coordinator|representative|co-chair|politician|ayatollah|congressman|"
    "congresswoman|special"
)
JUNIORS = (
    "guard|soldier|fighter|resident|witness|eyewitness|doctor|nurse|teacher|farmer|driver|student|worker|villager|shopkeeper|refugee|prisoner|"
    "detainee|activist|conscript|recruit|mother|father|son|daughter|brother|sister|widow|boy|girl|man|woman|volunteer|medic|paramedic|trader|"
    "merchant|pilot|correspondent|reporter|journalist|photographer|cameraman|policeman|officer|engineer|employee|local|survivor|patient|father|"
    "labourer|laborer|shepherd|lawyer|tailor|baker|civilian|neighbour|neighbor|relative|cousin|uncle|aunt|wife|husband"
)
NAME = r"[^\W\d_a-z][\w'’-]+"
FULL_NAME = rf"{NAME}(?:\s+(?:(?:al|bin|ibn|abu|de|van|von|el)[\s-])?{NAME}){{1,3}}"
PARTICLES = frozenset(["al", "bin", "ibn", "abu", "de", "van", "von", "el", "the", "and", "of", "in"])
LEAST_TOKEN = 3
NEAR = 60  # code points within which a word of office makes a name an office-holder's
MARK = "name withheld"
PERSONAL = frozenset({"named-person", "own-observation", "official"})

_BEFORE = re.compile(rf"\b({JUNIORS})s?,?\s+(?:named|called)?\s*({FULL_NAME})")
_AFTER = re.compile(
    rf"({FULL_NAME}),\s+(?:\d{{1,3}},\s+)?(?:an?|the|one of|who is an?|their|his|her)\s+"
    rf"(?:[\w-]+\s+){{0,4}}?({JUNIORS})s?\b"
)
_AGE = re.compile(rf"({FULL_NAME}),\s+\d{{1,2}},")
_OFFICE = re.compile(rf"\b({OFFICES})\b", re.IGNORECASE)
_FULL = re.compile(FULL_NAME)
_WORD = re.compile(r"\w+")


def private_names(view: View, keep: Iterable[str] = ()) -> dict[str, str]:
    """Return each name to withhold with what stands in its place, e.g. `[a guard, name withheld]`.

    Withheld are people whom no word of office stands near, wherever the records or the wording show a person.
    Known bodies and places are no people. Errs on the side of withholding.
    """
    texts = list(dict.fromkeys(_texts(view)))
    near = _by_word(texts)
    public = known_words(view)
    kept = {folded(name) for name in keep}
    found: dict[str, str] = {}
    seen: set[str] = set()
    for name, role in _people(view, texts):
        if name in seen:
            continue
        seen.add(name)
        words = [w for w in re.split(r"\s+", name) if w.casefold() not in PARTICLES]
        if not words or folded(name) in kept or actors().match(name) or all(folded(w) in public for w in words):
            continue
        if not _holds_office(name, near):
            found[name] = f"[{role or 'a person'}, {MARK}]"
    return found


def _by_word(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return the texts that hold a word, by that word as written."""
    out: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for word in set(_WORD.findall(text)):
            out[word].append(text)
    return out


def _texts(view: View) -> Iterator[str]:
    for report in view.reports.values():
        yield from (p["text"] for p in report["passages"])
    for claim in view.claims.values():
        yield claim["quote"]["exact"]
        yield from (f"{hop['name']} {hop['words']}" for hop in claim["attribution"])
    yield from (origin["voice"] for origin in view.origins.values())


def _people(view: View, texts: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Return names and roles of people: from the records, then from the wording."""
    for words in _introduced(view):
        yield from _named(words)
    for text in texts:
        yield from ((found.group(2), article(found.group(1))) for found in _BEFORE.finditer(text))
        yield from ((found.group(1), article(found.group(2))) for found in _AFTER.finditer(text))
        yield from ((found.group(1), None) for found in _AGE.finditer(text))


def _introduced(view: View) -> Iterator[str]:
    for row in (*view.claims.values(), *view.events.values()):
        yield from (p["name"] for p in row["participants"] if p["type"] == "person")
    for claim in view.claims.values():
        yield from (hop["name"] for hop in claim["attribution"] if hop["kind"] in PERSONAL)
    yield from (origin["voice"] for origin in view.origins.values() if origin["kind"] in PERSONAL)


def _named(words: str) -> Iterator[tuple[str, str | None]]:
    """Return the personal names in the words that introduce a voice, with the role that they give."""
    role = re.search(rf"\b({JUNIORS})s?\b", words, re.IGNORECASE)
    names = [found.group() for found in _FULL.finditer(words)]
    if not names and re.fullmatch(NAME, words.strip()):
        names = [words.strip()]
    for name in names:
        yield name, article(role.group(1).lower()) if role else None


def article(role: str) -> str:
    """Return `a guard`, `an activist`."""
    return f"{'an' if role[:1] in 'aeiou' else 'a'} {role}"


def _holds_office(name: str, texts: Mapping[str, list[str]]) -> bool:
    """Whether a word of office stands in the same sentence, next to the name; `texts` by their words."""
    last = re.split(r"\s+", name)[-1]
    rarest = min((texts.get(word, []) for word in _WORD.findall(name)), key=len, default=[])
    pattern = re.compile(re.escape(name))
    for text in rarest:
        for found in pattern.finditer(text):
            before = re.split(r"[.!?;]\s", text[max(0, found.start() - NEAR) : found.start()])[-1]
            after = re.split(r"[.!?;]\s", text[found.end() : found.end() + NEAR])[0]
            if _OFFICE.search(before) or _OFFICE.search(after.split(" said")[0].split(" told")[0]):
                return not re.search(rf"\b({JUNIORS})s?,?\s*$", before)
    return bool(last) and actors().match(last) is not None


def known_words(view: View) -> set[str]:
    """Return the words of places, bodies and outlets, which are never a private name by themselves."""
    names: list[str] = [place["name"] for claim in view.claims.values() for place in claim["locations"]]
    names += [
        p["name"]
        for claim in view.claims.values()
        for p in claim["participants"]
        if p["type"] not in {"person", "other"}
    ]
    names += [report["outlet"] or "" for report in view.reports.values()]
    names += [origin["via"] or "" for origin in view.origins.values()]
    names += [status["site"]["name"] for status in view.statuses.values()]
    return {folded(word) for name in names for word in re.findall(r"[\w'’-]+", isolated(name))}


def tokens(names: Mapping[str, str], view: View) -> set[str]:
    """Return the single words of withheld names that are withheld by themselves too."""
    public = known_words(view)
    words = {word for name in names for word in re.findall(r"[\w'’-]+", name)}
    return {
        w
        for w in words
        if len(w) >= LEAST_TOKEN and w[:1].isupper() and folded(w) not in public and w.casefold() not in PARTICLES
    }


def folded(text: str) -> str:
    """Return text without case and accents, so that no spelling of a name slips through."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))
