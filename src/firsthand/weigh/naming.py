"""Events, parties and voices in the words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.core.claim import Location, Participant, Source
from firsthand.core.event import Event
from firsthand.core.lineage import Origin
from firsthand.weigh.phrases import with_article

LONGEST = 48  # characters of a name that a sentence still bears; a longer one is a clause that was read as a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """How a kind of event is told: `the departure of A from B`, `A left B`."""

    noun: str
    past: str
    """Verb in the past, active voice."""
    place: str = "at"
    """Preposition of the place after the noun; after the verb the same, unless `direct`."""
    direct: bool = False
    """Whether the place is the verb's object: `left Bagram`."""
    passive: str | None = None
    """Verb of a sentence whose subject is what was acted upon: `was handed over`."""


ACTS: Mapping[str, Act] = {
    "withdraw": Act(noun="departure", past="left", place="from", direct=True),
    "arrive": Act(noun="arrival", past="arrived", place="at"),
    "transfer": Act(noun="transport", past="moved", place="from", passive="moved"),
    "hand-over": Act(noun="hand-over", past="handed over", direct=True, passive="changed hands"),
    "be-present": Act(noun="presence", past="stayed", passive="were seen"),
    "be-absent": Act(noun="absence", past="were gone", place="from", passive="were gone"),
    "seize": Act(noun="capture", past="took", direct=True, passive="was taken"),
    "lose": Act(noun="loss", past="lost", direct=True, passive="was lost"),
    "hold": Act(noun="hold", past="held", place="on", direct=True, passive="was held"),
    "close": Act(noun="closure", past="closed", passive="was closed"),
    "reopen": Act(noun="reopening", past="reopened", passive="was reopened"),
    "operate": Act(noun="operation", past="operated", passive="was in use"),
    "evacuate": Act(noun="evacuation", past="evacuated people", place="from", passive="were evacuated"),
    "attack": Act(noun="attack", past="attacked", place="on", direct=True, passive="was attacked"),
    "clash": Act(noun="clash", past="fought"),
    "casualties": Act(noun="killing and wounding", past="were killed or hurt", passive="were killed or hurt"),
    "damage": Act(noun="damage", past="did damage", passive="was damaged"),
    "demand": Act(noun="demand", past="made a demand"),
    "order": Act(noun="order", past="gave an order"),
    "agree": Act(noun="agreement", past="agreed"),
    "refuse": Act(noun="refusal", past="refused"),
    "plan": Act(noun="plan", past="made a plan"),
    "deny": Act(noun="denial", past="denied it"),
    "decline-comment": Act(noun="refusal to comment", past="declined to comment"),
    "visit": Act(noun="visit", past="visited", place="to", direct=True),
    "deploy": Act(noun="deployment", past="deployed", place="to", passive="were deployed"),
    "detain": Act(noun="arrest", past="made arrests", passive="were detained"),
    "statement": Act(noun="statement", past="made a statement"),
}
_PLAIN = Act(noun="event", past="acted")
_ROLES: Mapping[str, tuple[str, ...]] = {"from": ("from", "at"), "to": ("to", "at"), "on": ("at", "to"), "at": ("at",)}


def act(event: Event) -> str:
    """Return an event as a noun: `the departure of Russian forces from Qamishli airport`."""
    told = ACTS.get(event.kind, _PLAIN)
    who = _who(event.participants)
    of = f" of {with_article(who.name)}" if who else ""
    place = _where(event.locations, told)
    return f"the {told.noun}{of}" + (f" {told.place} {with_article(place)}" if place else "")


def clause(event: Event) -> str:
    """Return an event as a clause in the past: `Russian forces left Qamishli airport`."""
    told = ACTS.get(event.kind, _PLAIN)
    who = _who(event.participants)
    place = _where(event.locations, told)
    agent = who is not None and who.role == "agent"
    if who is None:
        return (
            f"{with_article(place)} {told.passive or told.past}" if place and told.passive else f"there was {_a(told)}"
        )
    verb = told.past if agent or told.passive is None else told.passive
    link = " " if told.direct and agent else f" {told.place} "
    return f"{with_article(who.name)} {verb}" + (f"{link}{with_article(place)}" if place else "")


def _a(told: Act) -> str:
    return f"{'an' if told.noun[0] in 'aeiou' else 'a'} {told.noun}"


def _who(participants: Sequence[Participant]) -> Participant | None:
    short = [p for p in participants if len(p.name) <= LONGEST]
    return next((p for role in ("agent", "object") for p in short if p.role == role), None)


def _where(locations: Sequence[Location], told: Act) -> str | None:
    short = [loc for loc in locations if len(loc.place.name) <= LONGEST]
    wanted = _ROLES.get(told.place, ("at",))
    return next((loc.place.name for role in wanted for loc in short if loc.role == role), None)


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
