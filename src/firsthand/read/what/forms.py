"""Word forms of the verbs and nouns in the tables, so that a trigger is known even where the lemma is wrong."""

from __future__ import annotations

from firsthand.data.words import cues

_VOWELS = "aeiou"


def forms(verb: str) -> frozenset[str]:
    """Return all forms of an English verb, lower case, itself among them."""
    found = {verb, *cues("irregular").get(verb, ())}
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        found |= {f"{verb}es"}
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        found |= {f"{verb[:-1]}ies"}
    else:
        found |= {f"{verb}s"}
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    if verb in cues("doubled")["verbs"]:
        stem = verb + verb[-1]
        if verb.endswith("l"):
            found |= {f"{verb}ed", f"{verb}ing"}  # in America `canceled`, `leveled`
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        past = f"{verb[:-1]}ied"
    else:
        past = f"{stem}ed" if not verb.endswith(("ee", "oe", "ye")) else f"{verb}d"
    found |= {f"{stem}ing", f"{verb}ing", f"{verb}ed"} if stem != verb and verb == "bus" else {f"{stem}ing"}
    if verb not in cues("irregular") or verb in {
        "burn",
        "station",
        "man",
        "show",
        "stop",
        "strip",
        "tow",
        "raze",
        "learn",
        "die",
        "lie",
    }:
        found.add(past)
    return frozenset(found)


def plurals(noun: str) -> frozenset[str]:
    """Return the singular and plural of an English noun, lower case; of several words the last is inflected."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return frozenset({noun, f"{noun}es"})
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return frozenset({noun, f"{noun[:-1]}ies"})
    irregular = {"man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet"}
    for end, other in irregular.items():
        if noun.endswith(end):
            return frozenset({noun, noun[: -len(end)] + other})
    return frozenset({noun, f"{noun}s"})
