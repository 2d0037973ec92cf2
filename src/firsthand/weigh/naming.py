"""Events, parties and voices in the words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from firsthand.core.claim import Location, Participant, Source
from firsthand.core.event import Event
from firsthand.core.lineage import Origin
from firsthand.core.spacetime import Place
from firsthand.data.kind_words import KindWords, kind_words
from firsthand.weigh.phrases import with_article
from firsthand.weigh.sites import at_or_in

LONGEST = 48  # characters of a name that a sentence still bears; a longer one is a clause that was read as a name


_ROLES: Mapping[str, tuple[str, ...]] = {
    "from": ("from", "at"),
    "to": ("to", "at"),
    "on": ("at", "to"),
    "at": ("at", "to"),
}


def act(event: Event) -> str:
    """Return an event as a noun: `the withdrawal of Russian forces from Qamishli airport`."""
    return act_of(event.kind, event.participants, event.locations)


def act_of(kind: str, participants: Sequence[Participant], locations: Sequence[Location]) -> str:
    """Return what happened of a kind, with who and where, as a noun."""
    told = kind_words(kind)
    who = _who(participants)
    of = f" of {with_article(who.name)}" if who else ""
    place = _where(locations, told)
    return f"the {told.noun}{of}" + (f" {_prep(told, place)} {with_article(place.name)}" if place else "")


def clause(event: Event) -> str:
    """Return an event as a clause in the past: `Russian forces left Qamishli airport`."""
    return clause_of(event.kind, event.participants, event.locations)


def clause_of(kind: str, participants: Sequence[Participant], locations: Sequence[Location]) -> str:
    """Return what happened of a kind, with who and where, as a clause in the past."""
    told = kind_words(kind)
    who = _who(participants)
    place = _where(locations, told)
    is_done = who is not None and who.role == "agent"
    verb = (None if is_done else told.undergone) or told.told or told.past
    if verb is None or (who is None and (place is None or told.undergone is None)):
        return f"there was {_a(told.noun)}"
    if who is None:
        return f"{with_article(place.name if place else '')} {verb}"
    if place is None:
        return f"{with_article(who.name)} {verb}"
    link = " " if told.reaches and is_done else f" {_prep(told, place)} "
    return f"{with_article(who.name)} {verb}{link}{with_article(place.name)}"


def _prep(told: KindWords, place: Place) -> str:
    return at_or_in(place) if told.noun_at == "at" else told.noun_at


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _who(participants: Sequence[Participant]) -> Participant | None:
    short = [p for p in participants if len(p.name) <= LONGEST]
    return next((p for role in ("agent", "object") for p in short if p.role == role), None)


def _where(locations: Sequence[Location], told: KindWords) -> Place | None:
    short = [loc for loc in locations if len(loc.place.name) <= LONGEST]
    wanted = _ROLES.get(told.noun_at, ("at",))
    return next((loc.place for role in wanted for loc in short if loc.role == role), None)


_NO_ARTICLE = re.compile(
    r"(?:the|an?|two|three|four|five|six|seven|eight|nine|ten|several|some|many|dozens|one|\d[\d,]*|his|her|its|their|"
    r"our|officials|sources|witnesses|residents|locals|reports|reporters|journalists|correspondents|eyewitnesses)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\b(?:sources|officials|soldiers|residents|witnesses|eyewitnesses|locals|fighters|journalists|reporters|people|"
    r"correspondents|commanders|guards|accounts|images|authorities|forces|media|outlets|medics|staff|patients|doctors)\b",
    re.IGNORECASE,
)
_A_PERSON = re.compile(
    r"\b(?:source|official|soldier|resident|witness|eyewitness|fighter|journalist|reporter|correspondent|commander|"
    r"guard|spokesman|spokeswoman|spokesperson|member|diplomat|officer|medic|doctor|observer|report|statement|video|"
    r"footage|photographer|ministry|army|government)\b",
    re.IGNORECASE,
)
_A_BODY = re.compile(r"\b(?:ministry|army|government)$", re.IGNORECASE)
_OWNED = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}]s\b")
_COMMON = re.compile(
    r"(?:Local|Officials?|Sources?|Residents?|Witness(?:es)?|Several|Some|Many|Two|Three|Four|Five|Other|Senior|Security|"
    r"Medical|Military|Eyewitness(?:es)?|Soldiers?|Fighters?|An?|The|Unnamed|Anonymous)\b(?! [A-Z])"
)
_UNCOUNTED = re.compile(r"\b(?:footage|imagery)\b", re.IGNORECASE)


def voice(source: Source) -> str:
    """Return a voice as it stands after "according to": `an AFP correspondent`, `two Syrian sources`, `Kirby`."""
    name = " ".join(source.name.split())
    if not name:
        return "a voice that is not named"
    if _COMMON.match(name):
        name = name[0].lower() + name[1:]
    described = _A_PERSON.search(name) is not None and _PLURAL.search(name) is None
    if not described or _NO_ARTICLE.match(name) or _UNCOUNTED.search(name) or _OWNED.search(name):
        return _the(name)
    if _A_BODY.search(name):
        return f"the {name}"
    if _ends_in_a_name(name):
        return name
    vowel = re.match(r"(?:[aeio]|un(?!i|\s|\b)|[AFHLMNRSX](?=[A-Z]{1,4}\b)|[AEIO])", name)
    return f"{'an' if vowel else 'a'} {name}"


def _the(name: str) -> str:
    return f"the {name}" if re.match(r"(?:Pentagon|Kremlin|United (?:States|Nations)|UN|US|U\.S\.)$", name) else name


def _ends_in_a_name(name: str) -> bool:
    """Whether a description ends in a person's name: `Pentagon spokesman John Kirby`."""
    last = [w for w in name.split() if w]
    return len(last) > 1 and last[-1][:1].isupper() and not last[-1].isupper() and last[-2][:1].isupper()


def named(origin: Origin) -> str:
    """Return a voice with the outlet or agency that carried it first."""
    name, via = voice(origin.voice), origin.via
    return name if not via or via in name else f"{name} ({via})"
