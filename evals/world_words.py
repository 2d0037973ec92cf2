"""Words for simulated worlds: how voices are introduced, how facts are told, what machine synonyms replace.

All sentences were written for this file. Every kind of fact can be told in many ways, so that two authors who report
one fact rarely use one sentence, while a copier's sentence stays recognisable.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

TELL: Mapping[str, tuple[str, ...]] = {
    "withdraw-begins": (
        "{actor} {began} {leaving} {site} {on_day}",
        "the {pullout} of {actor} from {site} got under way {on_day}",
        "{actor} have been {leaving} {site} since {day}",
        "{on_day} the first columns of {actor} drove out of {site}",
        "{site} has been emptying of {actor} since {day}",
        "orders to pack reached {actor} at {site} and the first of them were gone {on_day}",
        "{on_day} {actor} {began} to wind up their stay at {site}",
        "the garrison of {actor} at {site} has been shrinking since {day}",
        "{actor} {began} to thin out their ranks at {site} {on_day}",
    ),
    "withdraw-ends": (
        "the last of {actor} {left} {site} {on_day}",
        "{actor} completed their {pullout} from {site} {on_day}",
        "{on_day} the final group of {actor} was out of {site}",
        "nobody from {actor} stayed behind when they {left} {site} {on_day}",
        "{actor} have now fully {left} {site}, the last plane going {on_day}",
        "{on_day} the gate of {site} closed behind the rearguard of {actor}",
        "the {pullout} of {actor} from {site} was over {on_day}",
        "by the evening {actor} had handed in the keys of {site}, that is {on_day}",
    ),
    "transfer": (
        "{count} {gear} {were_taken} from {site} {on_day}",
        "{actor} moved {count} {gear} out of {site} {on_day}",
        "{on_day} {count} {gear} were loaded and driven away from {site}",
        "a convoy of {count} {gear} rolled out of {site} {on_day}",
        "{on_day} {count} {gear} of {actor} crossed the ring road away from {site}",
        "{actor} sent off {count} {gear} from {site} {on_day}",
    ),
    "be-present": (
        "{actor} were {still} at {site} {on_day}",
        "flags and {gear} of {actor} could {still} be seen at {site} {on_day}",
        "{on_day} guards from {actor} {still} manned the gate of {site}",
        "{count} {gear} stood on the apron of {site} {on_day}, with {actor} around them",
        "{actor} went about their business at {site} {on_day} {still}",
        "{on_day} the kitchens of {actor} at {site} were {still} smoking",
    ),
    "be-absent": (
        "no trace of {actor} was left at {site} {on_day}",
        "{site} lay deserted {on_day}, the barracks of {actor} bare",
        "{on_day} there was no flag and no vehicle of {actor} at {site}",
        "the quarters of {actor} at {site} stood empty {on_day}",
        "{on_day} only dogs were to be met at {site} where {actor} had lived",
    ),
    "withdraw-planned": (
        "{actor} will leave {site} within {count} days",
        "{actor} plan to {quit} {site} in the next {count} days",
        "an order to {quit} {site} within {count} days has reached {actor}",
        "the stay of {actor} at {site} is to end in {count} days",
    ),
    "withdraw-denied": (
        "{actor} are not {leaving} {site}",
        "no {pullout} of {actor} from {site} is taking place",
        "{actor} have not {left} {site} and will stay",
        "talk of a {pullout} of {actor} from {site} is baseless",
    ),
}
"""Ways to tell a fact, by kind; `{on_day}` and `{day}` are the day of the event."""

DETAILS: tuple[str, ...] = (
    "with the lamps of the tower switched off",
    "past the grain silos on the eastern road",
    "while two helicopters circled overhead",
    "under a drizzle that hid the convoy's tail",
    "leaving gym weights and tins of coffee behind",
    "after burning papers in oil drums until dawn",
    "with a brass band playing for nobody",
    "towing a broken crane that blocked the bridge for an hour",
    "as schoolchildren waved from a minibus",
    "followed by a stray horse",
    "with crates marked as medical stores",
    "and a padlock was hung on the fuel depot",
    "after a quarrel about unpaid water bills",
    "while a mobile radar kept turning on its mast",
    "under the eyes of a delegation in grey suits",
    "taking down the antenna mast in four pieces",
    "with the chapel bell packed in straw",
    "and the runway sweeper was given to a farmer",
    "having sold their mattresses at the market",
    "in lorries without number plates",
    "behind a bulldozer that flattened the sandbags",
    "amid rumours of a deal over salt mines",
    "as the bakery outside the fence closed early",
    "with a drone humming above the perimeter",
    "after jamming telephones for most of the night",
    "and left a generator running in an empty hall",
    "carrying rolled-up carpets from the officers' mess",
    "on the eve of a visit by the foreign minister",
    "three hours behind the timetable pinned to the gate",
    "with bandaged mannequins from the training hospital aboard",
    "past a checkpoint manned by boys in slippers",
    "after filling the shooting range with rubble",
    "to the tune of loudspeakers reading prayers",
    "while engineers cut the cable to the beacon",
    "with the cook and two translators riding in front",
    "as dust from the quarry hung over the valley",
    "and painted over the map in the briefing room",
    "escorted by police cars without sirens",
    "on a road that had been mined in spring",
    "with the commander's greyhound in the last car",
    "after giving chairs and blackboards to a school",
    "as an ambulance waited at the crossroads",
    "under a flag folded at noon by a lone sergeant",
    "having poured concrete into the old well",
    "while customs men weighed every parcel",
    "with half of the tyres flat",
    "and swept the guardroom before they did",
    "between two sandstorms",
    "in the din of a wedding across the river",
    "as the price of diesel doubled in the town",
)
"""What a witness noticed besides; a copier who keeps it gives the witness away."""

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "began": ("began", "started", "set about"),
    "leaving": ("leaving", "quitting", "pulling out of", "moving out of", "vacating", "abandoning"),
    "left": ("left", "quit", "departed", "vacated"),
    "quit": ("quit", "leave", "give up", "vacate"),
    "pullout": ("pull-out", "withdrawal", "departure", "exit"),
    "were_taken": ("were taken", "were flown", "were hauled", "were carried"),
    "still": ("still", "even now", "as before"),
    "gear": ("lorries", "armoured vehicles", "trucks", "transport planes", "radar vans", "fuel tankers"),
}

INTRODUCE: tuple[str, ...] = (
    "{voice} said that {fact}.",
    "According to {voice}, {fact}.",
    "{fact}, {voice} said.",
    "{fact}, according to {voice}.",
    "{voice} told {via} that {fact}.",
    "{voice} confirmed to {via} that {fact}.",
)
OWN_EYES: tuple[str, ...] = (
    "{voice} saw that {fact}.",
    "{fact}, {voice} observed.",
    "{fact}, as {voice} could see.",
)
UNATTRIBUTED: tuple[str, ...] = (
    "{fact}.",
    "It emerged that {fact}.",
    "Reports say {fact}.",
    "{fact}, it was reported.",
)

BACKGROUND: tuple[tuple[str, ...], ...] = (
    (
        "The lease on {site}",
        "A fence around {site}",
        "The fuel depot of {site}",
        "The village next to {site}",
        "The treaty that opened {site} to {actor}",
        "The road from the capital to {site}",
        "The first runway of {site}",
        "A museum that once stood at {site}",
        "The union of workers at {site}",
        "The customs office of {site}",
        "A court case over land at {site}",
        "The budget for {site}",
    ),
    (
        "was drawn up",
        "was paid for",
        "came under criticism",
        "was mapped and surveyed",
        "changed hands twice",
        "was flooded",
        "was the subject of a study",
        "had to be renewed",
        "was opened with a parade",
        "became a matter of dispute",
        "was photographed by tourists",
        "was settled",
    ),
    (
        "by a firm from abroad {years} years ago",
        "in the {decade}s, long before {actor} came",
        "at a cost of {km} million",
        "after a drought that lasted {years} months",
        "under a governor who ruled for {years} years",
        "when {km} families had to move",
        "in a hearing that took {years} weeks",
        "with help from {years} neighbouring states",
        "{km} kilometres short of the border",
        "as a poll of {km} hundred people showed",
        "during the {years}th session of parliament",
        "against the advice of {km} engineers",
    ),
)
"""Background that no voice stands behind: a subject, what came of it, and how; 1,728 sentences before their numbers."""

QUOTES: tuple[str, ...] = (
    "We heard the engines all night and by {hour} the yard was silent",
    "They shook hands with {years} of us at the gate and drove off",
    "I have worked here for {years} years and never saw such a hurry",
    "Nobody told us anything, we counted {km} lights on the road",
    "They sold us {km} beds and {years} generators before they went",
    "My brother delivers bread there and was sent home at {hour}",
    "We will guard what is ours with {km} men until the mission decides",
    "The tower answered us for the last time at {hour}",
)

REWORD: Mapping[str, tuple[str, ...]] = {
    "said": ("stated", "noted"),
    "told": ("informed", "assured"),
    "According to": ("As per", "In the words of"),
    "confirmed": ("affirmed", "verified"),
    "have": ("possess", "hold"),
    "lies": ("sits", "is situated"),
    "nearest": ("closest",),
    "paid": ("settled",),
    "opened": ("inaugurated", "unveiled"),
    "road": ("highway", "route"),
    "fence": ("barrier",),
    "study": ("survey", "inquiry"),
    "dispute": ("quarrel",),
    "parade": ("procession",),
    "request": ("query", "inquiry"),
    "answer": ("reply to", "respond to"),
    "moved": ("shifted", "relocated"),
    "convoy": ("column", "caravan"),
    "deserted": ("abandoned", "forsaken"),
    "empty": ("vacant", "void"),
    "first": ("initial",),
    "last": ("final", "ultimate"),
    "future": ("destiny",),
    "enough": ("sufficient",),
    "hurry": ("rush",),
    "silent": ("quiet",),
    "about": ("roughly", "around"),
    "seen": ("spotted", "observed"),
    "trace": ("sign",),
    "loaded": ("packed",),
    "Residents": ("Inhabitants",),
    "villages": ("hamlets",),
    "key": ("crux",),
}
"""What spinning software puts in place of words, good sense or not."""

TITLES: tuple[str, ...] = (
    "{actor} on the move at {site}",
    "What is happening at {site}?",
    "{site}: {actor} in question",
    "Movement reported at {site}",
    "{actor} and {site}: what we know",
    "Sources: changes at {site}",
    "End of an era at {site}?",
)


def filled(template: str, slots: Mapping[str, str], rng: random.Random) -> str:
    """Return the template with its slots filled; a slot that is a synonym set is drawn."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        return slots[name] if name in slots else rng.choice(SYNONYMS[name])

    return re.sub(r"\{(\w+)\}", value, template)


def capitalised(sentence: str) -> str:
    """Return the sentence with its first letter in upper case."""
    return sentence[:1].upper() + sentence[1:]


def spun(sentence: str, rng: random.Random, share: float) -> str:
    """Return the sentence with some words replaced as spinning software would."""

    def word(match: re.Match[str]) -> str:
        return rng.choice(REWORD[match[0]]) if rng.random() < share else match[0]

    return re.sub("|".join(rf"\b{re.escape(key)}\b" for key in REWORD), word, sentence)
