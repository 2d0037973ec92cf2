"""Word forms of the verbs and nouns in the tables, so that a trigger is known even where the lemma is wrong."""

from __future__ import annotations

_IRREGULAR = {
    "leave": "left", "quit": "quit", "flee": "fled", "go": "went gone", "come": "came", "fly": "flew flown flies", "drive": "drove driven",
    "take": "took taken", "send": "sent", "bring": "brought", "give": "gave given", "hold": "held", "keep": "kept", "shut": "shut",
    "lose": "lost", "win": "won", "stand": "stood", "sit": "sat", "hang": "hung", "fall": "fell fallen", "withdraw": "withdrew withdrawn",
    "begin": "began begun", "set": "set", "run": "ran", "strike": "struck stricken", "hit": "hit", "shoot": "shot", "fight": "fought",
    "burn": "burnt", "sink": "sank sunk", "blow": "blew blown", "overrun": "overran", "retake": "retook retaken", "slay": "slew slain",
    "break": "broke broken", "draw": "drew drawn", "tell": "told", "say": "said", "see": "saw seen", "hear": "heard", "find": "found",
    "write": "wrote written", "show": "shown", "know": "knew known", "think": "thought", "be": "is are was were been am", "have": "has had",
    "make": "made", "put": "put", "pay": "paid", "get": "got gotten", "lie": "lay lain lying", "die": "dying", "steal": "stole stolen",
    "swear": "swore sworn", "sell": "sold", "build": "built", "bleed": "bled", "split": "split", "let": "let", "speak": "spoke spoken",
    "wind": "wound", "understand": "understood", "learn": "learnt", "read": "read", "rise": "rose risen", "sweep": "swept", "tow": "towed",
    "man": "manned", "station": "stationed", "raze": "razed", "set off": "set off", "stop": "stopped stopping", "strip": "stripped",
}  # fmt: skip
_DOUBLED = frozenset(
    [
        "quit",
        "ship",
        "stop",
        "plan",
        "set",
        "shut",
        "man",
        "bus",
        "strip",
        "hit",
        "run",
        "sit",
        "win",
        "put",
        "get",
        "let",
        "cut",
        "jam",
        "rob",
        "gun",
        "drop",
        "wrap",
        "refer",
        "occur",
        "commit",
        "abut",
        "kidnap",
        "worship",
        "handicap",
        "equip",
        "label",
        "travel",
        "level",
        "fuel",
        "model",
        "marshal",
        "bar",
        "ban",
        "dispel",
        "propel",
        "control",
        "patrol",
        "airlift",
        "admit",
        "permit",
        "transfer",
        "scrap",
        "pin",
        "pat",
    ]
)
_VOWELS = "aeiou"


def forms(verb: str) -> frozenset[str]:
    """Return all forms of an English verb, lower case, itself among them."""
    found = {verb, *_IRREGULAR.get(verb, "").split()}
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        found |= {f"{verb}es"}
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        found |= {f"{verb[:-1]}ies"}
    else:
        found |= {f"{verb}s"}
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    if verb in _DOUBLED:
        stem = verb + verb[-1]
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        past = f"{verb[:-1]}ied"
    else:
        past = f"{stem}ed" if not verb.endswith(("ee", "oe", "ye")) else f"{verb}d"
    found.add(f"{stem}ing")
    if verb not in _IRREGULAR or verb in {
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
