"""Who and what takes part: the class of a noun phrase, its name, type, count and reference."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from firsthand.core.claim import Participant, ParticipantType
from firsthand.core.evidence import Span
from firsthand.core.parse import Toponym
from firsthand.data.actors import Actor, actors
from firsthand.data.equipment import equipment
from firsthand.data.words import cues, noun_classes
from firsthand.read.reading import Node, Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.who.counts import count

PERSONAL = cues("rules")["who_personal"]
PRONOUNS = PERSONAL | {"it", "this", "that", "these", "which", "its", "their", "his"}
_QUANTIFIERS = cues("rules")["who_quantifiers"]
_COMPASS = cues("rules")["scene_sides"]
_ORDINALS = cues("rules")["who_ordinals"]
_PEOPLE_OF = {"group", "team", "crowd", "contingent"}
_ENTITY_CLASSES = {
    "STATE": "body place", "FORCE": "force", "ORG": "body", "PERSON": "person", "PLACE": "place settlement",
    "FACILITY": "facility", "PLATFORM": "vehicle", "WEAPON": "weapon thing", "VEHICLE": "vehicle",
    "NATIONALITY": "person", "TEMPORAL": "time", "QUANTITY": "quantity",
}  # fmt: skip
_FILLERS: dict[str, frozenset[str]] = {
    "people": frozenset({"force", "person", "body"}),
    "mover": frozenset({"force", "person", "body", "vehicle"}),
    "movable": frozenset({"force", "person", "vehicle", "thing", "sign", "weapon", "unknown"}),
    "goods": frozenset({"vehicle", "thing", "sign", "weapon"}),
    "vehicle": frozenset({"vehicle", "weapon"}),
    "place": frozenset({"place", "facility", "settlement"}),
    "settlement": frozenset({"settlement", "facility"}),
    "facility": frozenset({"facility", "service"}),
    "service": frozenset({"service"}),
    "works": frozenset({"facility", "service", "vehicle"}),
    "thing": frozenset({"thing", "facility", "vehicle", "sign", "weapon", "place", "settlement", "unknown"}),
    "sign": frozenset({"sign", "vehicle", "thing", "weapon"}),
    "seizable": frozenset({"place", "facility", "settlement", "vehicle", "thing", "weapon", "sign"}),
    "target": frozenset(
        {"place", "facility", "settlement", "vehicle", "thing", "weapon", "force", "person", "body", "sign"}
    ),
    "attacker": frozenset({"force", "person", "body", "vehicle", "weapon", "cell"}),
    "site": frozenset({"facility", "vehicle"}),
    "fighter": frozenset({"force", "body", "common person"}),
    "talk": frozenset({"abstract", "accord", "thing", "unknown", "sign", "facility", "service"}),
    "force": frozenset({"force"}),
    "flag": frozenset({"flag"}),
    "presence": frozenset({"presence"}),
    "compact": frozenset({"compact"}),
    "evacuation": frozenset({"evacuation"}),
    "stay": frozenset({"stay"}),
    "smoke": frozenset({"smoke"}),
    "shot": frozenset({"shot"}),
    "unit": frozenset({"unit"}),
    "foe": frozenset({"foe"}),
    "foothold": frozenset({"foothold"}),
    "way": frozenset({"way"}),
    "sojourn": frozenset({"sojourn"}),
    "treaty": frozenset({"treaty"}),
    "defence": frozenset({"defence"}),
    "utility": frozenset({"utility"}),
    "victim": frozenset({"victim"}),
    "corpse": frozenset({"corpse"}),
    "harmed": frozenset({"harmed"}),
    "generator": frozenset({"generator"}),
    "accord": frozenset({"accord", "thing", "facility", "unknown"}),
}
_AGENTIVE = (
    "er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ee", "ees", "man", "men", "woman", "women", "ant", "ants",
)  # fmt: skip


LONGEST_BESIDE = 60  # code points of a name beside an office
NAMES_KEPT = 4096  # a pile names the same few hundred again and again
SHORT_LINE = 50  # characters of a line that was not broken by its width
_HARMED = frozenset({"displaced", "elderly", "fleeing", "homeless", "injured", "sick", "stranded", "wounded", "young"})
_SHELTERING = frozenset({"camp", "cram", "displace", "flee", "huddle", "return", "seek", "shelter", "sleep", "trap"})
_ROUND = frozenset({"dozens", "hundreds", "millions", "scores", "tens", "thousands"})
_PARTS = frozenset(
    {"area", "part", "portion", "section", "sector", "side", "half", "share", "wing", "majority", "rest"}
)
"""What a facility is told by a part of: `the coalition area of the camp`."""
_WARDS = frozenset({
    "burns", "cancer", "care", "dialysis", "emergency", "heart", "maternity", "neonatal", "nursing", "outpatient",
    "premature", "surgical", "x-ray",
})  # fmt: skip
REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves"})
_LOOSE_ENDS = frozenset({"'s", "\u2019s", "'", "\u2019"}) | REFLEXIVE
LONGEST_NAME = 3  # words of a place name that no table knows
_LOT = frozenset({"rebel", "fall", "capture", "border", "rest", "half", "part", "airspace", "sky", "skies"})
_KIN = frozenset({"family", "families", "relative", "wife", "widow", "mother", "father", "son", "daughter", "child"})
_SPOTS = frozenset({"place", "settlement", "facility", "seizable", "works"})
_THINGS = frozenset({"site", "facility", "works", "settlement", "place", "sign", "thing", "vehicle", "seizable"})


def is_quantity(tree: Tree, i: int) -> bool:
    """Whether a noun only counts what stands behind it: `dozens of`, `a number of`."""
    lemma = tree.lemmas[i]
    return lemma.rstrip("s") in _QUANTIFIERS or lemma in _QUANTIFIERS or tree.tokens[i].upos == "NUM"


def meant(reading: Reading, node: Node) -> int:
    """Return the token that a quantity is of: `Dozens of patients` means the patients."""
    tree = reading.trees[node.sentence]
    at = node.token
    for _ in range(3):
        if not is_quantity(tree, at):
            return at
        below = [k for k in tree.kids(at, "nmod", "obl") if tree.preposition(k) == "of"]
        if not below and tree.lower[at + 1 : at + 2] == ["of"] and (named := tree.chunk_at[min(at + 2, len(tree) - 1)]):
            below = [named.head]  # "some parts of Deir al-Zor city", whose `of` the tree hangs from `Deir`
        if not below or tree.lower[below[0]] in PRONOUNS:
            return at
        at = below[0]
    return at


def classes(reading: Reading, node: Node) -> frozenset[str]:
    """Return the classes of `data/nouns.toml` that a noun phrase belongs to; `unknown` where nothing is known of it.

    The word lists come before the model's entities: they are right more often on common nouns.
    """
    answers = reading.trees[node.sentence].answers
    key = ("classes", node.token)
    if key not in answers:
        answers[key] = _classes(reading, node)
    found: frozenset[str] = answers[key]
    return found


def _classes(reading: Reading, node: Node) -> frozenset[str]:  # noqa: C901, PLR0912  # one condition a source of knowledge
    tree = reading.trees[node.sentence]
    i = meant(reading, node)
    if tree.lower[i] in PRONOUNS:
        return (
            frozenset({"person", "force", "body", "pronoun"}) if tree.lower[i] in PERSONAL else frozenset({"pronoun"})
        )
    found = _listed(tree.lemmas[i], tree.lower[i], _compound(tree.lemmas, tree.kids(i, "compound", "amod")))
    if node.token != i and tree.lemmas[node.token] in _PEOPLE_OF:
        found |= {"person"}
    if reading.is_time(node.sentence, i) and not found & {"force", "person"}:
        return frozenset({"time"})
    entity = reading.entity(node.sentence, i)
    if entity is not None and not (found and tree.tokens[i].upos == "NOUN"):
        found |= set(_ENTITY_CLASSES.get(entity.type, "").split())
    if tree.tokens[i].upos in {"PROPN", "X"} and is_place_name(reading.toponym(node.sentence, i)):
        found |= {"place", "settlement"}
    if tree.tokens[i].upos == "PROPN" and (actor := actors().match(tree.words[i])) is not None:
        part = any(tree.lower[k] in _COMPASS for k in tree.kids(i, "amod", "compound"))  # "northern Mali" does nothing
        found |= {"place"} if part else {"body", "place"} if actor.type == "state" else {"force", "body"}
    if tree.lower[i] == "one" and tree.upos[i] == "PRON":
        return frozenset({"person"})  # "no one landed"
    if i == node.token and tree.lower[i] in _ROUND:
        return frozenset({"elliptic", "person"})  # "tens of thousands fled"
    if tree.tokens[i].upos == "NUM" or (tree.lemmas[i] in _ORDINALS and not found & {"place", "facility", "body"}):
        return frozenset({"elliptic", "person"})
    if tree.lower[i] in {"unit", "units", "department", "division"} and _WARDS & set(tree.lower[max(0, i - 2) : i]):
        found = (found - {"force", "body", "unit"}) | {"facility"}  # "the intensive care unit"
    if tree.lemmas[i] in _PARTS:
        parts = [k for k in tree.kids(i, "nmod") if tree.preposition(k) == "of"]
        found |= {"facility"} & {c for k in parts for c in classes(reading, Node(sentence=node.sentence, token=k))}
    if tree.upos[i] == "PROPN" and tree.lower[i] == "units":
        found -= {"facility"}  # "the Protection Units"
    if not found and tree.tokens[i].upos == "PROPN":
        found |= {"person", "place", "body", "unknown"}
    if "person" in found and tree.tokens[i].upos == "NOUN":
        found |= {"common person"}
    if not found and tree.tokens[i].upos in {"NOUN", "ADJ"}:
        found |= {"person", "unknown"} if tree.lower[i].endswith(_AGENTIVE) else {"unknown"}
    return frozenset(found)


def is_place_name(toponym: Toponym | None) -> bool:
    """Whether a toponym was resolved and is no word for a people (`Europeans`) or a group."""
    if toponym is None or toponym.place.lat is None:
        return False
    actor = actors().match(toponym.place.name)
    return actor is None or (actor.type == "state" and toponym.place.name not in actor.demonyms)


def _compound(lemmas: list[str], kids: list[int]) -> list[str]:
    return [lemmas[k] for k in kids]


@cache
def _listed_alone(lemma: str, word: str) -> frozenset[str]:
    names = {
        lemma,
        word,
        *(w.removesuffix("s") for w in (lemma, word)),
        *(f"{w[:-2]}an" for w in (lemma, word) if w.endswith("men")),
    }
    return frozenset(key for key, words in noun_classes().items() if names & words)


@lru_cache(maxsize=NAMES_KEPT)
def _listed_whole(name: str) -> frozenset[str]:
    return frozenset(key for key, words in noun_classes().items() if name in words)


def _listed(lemma: str, word: str, before: list[str]) -> set[str]:
    for name in (f"{before[-1]} {lemma}", f"{before[-1]} {word}") if before else ():
        if found := _listed_whole(name):
            return set(found)
    return set(_listed_alone(lemma, word))


def fits(reading: Reading, node: Node, filler: str | None, *, strict: bool = False) -> bool:  # noqa: C901, PLR0911  # a return a rule
    """Whether a noun phrase may fill a slot that asks for a class; `strict` refuses pronouns and unknown nouns."""
    if filler is None:
        return True
    tree = reading.trees[node.sentence]
    i = meant(reading, node)
    found = classes(reading, node)
    if "time" in found:
        return False
    if "pronoun" in found and not strict:
        if tree.lower[i] in {"this", "that"} and filler in {"people", "mover", "attacker", "fighter", "vehicle"}:
            return False
        return not ("person" in found and filler in _THINGS and tree.lower[i] not in {"they", "them", "those"})
    if "elliptic" in found:
        return filler not in {"place", "settlement", "accord", "presence", "smoke"}
    if found and found <= {"abstract", "quantity"} and filler != "talk":
        return False
    if filler == "talk" and found & {"person", "force", "body"}:
        return False
    if filler in _SPOTS and tree.lemmas[i] in noun_classes()["abstract"] and not found & {"facility", "force"}:
        return False  # "held a conference on Syria"
    wanted = _FILLERS[filler]
    if filler == "place" and _may_be_a_place(reading, node):
        return True
    if strict:
        wanted = wanted - {"unknown"}
    return bool(found & wanted)


def _may_be_a_place(reading: Reading, node: Node) -> bool:
    """Whether a single capitalised name may be a place that neither model nor gazetteer knows: `abandoned Kidal`."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    entity = reading.entity(node.sentence, node.token)
    if chunk is None or not all(tree.upos[k] == "PROPN" for k in range(chunk.start, chunk.end)):
        return False
    if noun_classes()["force"] & {tree.lower[node.token], tree.lower[node.token].removesuffix("s")}:
        return False  # "the Protection Units"
    length = chunk.end - chunk.start
    if length > LONGEST_NAME or (entity is not None and (entity.type not in {"PERSON", "ORG"} or length > 1)):
        return False
    return actors().match(tree.words[node.token]) is None


def name_span(reading: Reading, node: Node, *, whole: bool = True) -> Span:
    """Return the stretch of the noun phrase's name: no leading article, no relative clause; `whole` keeps conjuncts."""
    tree = reading.trees[node.sentence]
    phrase = _trimmed(reading, node, tree.noun_phrase(node.token, whole=whole))
    if tree.lemmas[node.token].rstrip("s") in _QUANTIFIERS and phrase[-1] <= node.token:
        phrase = _trimmed(reading, node, _with_whole(tree, node.token, phrase))
    return tree.span(_of_one_line(tree, node.token, phrase))


def _of_one_line(tree: Tree, i: int, phrase: list[int]) -> list[int]:
    """Leave out what a byline or a heading above adds to a name: `By Reuters`, line end, `M23 rebels`.

    Only where the line above is short: texts are also broken by width.
    """
    start, at = tree.tokens[phrase[0]].start, tree.tokens[i].start
    end = tree.text.rfind("\n", start, at)
    if end == -1 or end - (tree.text.rfind("\n", 0, end) + 1) > SHORT_LINE:
        return phrase
    return [k for k in phrase if tree.tokens[k].start > end]


def _with_whole(tree: Tree, i: int, phrase: list[int]) -> list[int]:
    """Add what a quantity is of, standing right behind it: `some of the soldiers`."""
    if i + 2 < len(tree) and tree.lower[i + 1] == "of" and (chunk := tree.chunk_at[i + 2]) is not None:
        return [*phrase, *range(i + 1, chunk.end)]
    return phrase


def _trimmed(reading: Reading, node: Node, phrase: list[int]) -> list[int]:
    tree = reading.trees[node.sentence]
    while (
        len(phrase) > 1
        and phrase[-1] > node.token
        and (tree.upos[phrase[-1]] in {"ADP", "DET", "SCONJ"} or tree.lower[phrase[-1]] in _LOOSE_ENDS)
    ):
        phrase = phrase[:-1]
    cut = next(
        (
            k
            for k in phrase
            if k > node.token and (reading.is_time(node.sentence, k) or tree.lower[k] in {"since", "during"})
        ),
        None,
    )
    if cut is None:
        return phrase
    kept = [k for k in phrase if k < cut]
    while (
        len(kept) > 1
        and kept[-1] > node.token
        and tree.tokens[kept[-1]].upos in {"ADP", "DET", "PUNCT", "SCONJ", "CCONJ"}
    ):
        kept = kept[:-1]
    return kept


_ABOUT = re.compile(
    r"\s(?:in|at|near|on|against|outside|inside|(?:armed|backed|financed|funded|sponsored|supported|trained) by)\s"
)
"""What follows says nothing of whose people are: `rebels in Mali`, `militias backed by Iran` are neither's."""


@lru_cache(maxsize=NAMES_KEPT)
def actor_in(name: str) -> Actor | None:
    """Return the known actor that a name means, also where it is its owner (`Russia's contingent`)."""
    known = actors()
    name = _ABOUT.split(name)[0]
    inner = re.split(r"\s(?:from|out of)\s", name)[0]  # "Russian soldiers from Karabakh" are Russian
    whole = name if " out of " not in name else inner  # "US forces out of Syria"
    if (actor := known.match(whole) or known.match(inner)) is not None:
        return actor
    words = whole.split()
    for start in range(1, min(len(words), 5)):  # "two Russian soldiers", "the last Fijian troops"
        if words[start - 1][:1].isupper() and start > 1:
            break
        if words[start - 1] == "from" and words[-1].casefold() in noun_classes()["facility"]:
            break  # "soldiers from the Niamey base"
        rest = " ".join(words[start:])
        if (
            words[start][:1].isupper()
            and (actor := known.match(rest) or known.match(rest.split(" from ")[0])) is not None
        ):
            if start > 1 and words[start - 1] == "from" and known.match(f"{actor.name} {words[start - 2]}") is None:
                return None  # "officials from Mali" act for it, "doctors from Mali" do not
            of = words.index("of") if "of" in words[1:start] else None
            return None if of is not None and _is_apart(words[of - 1], actor) else actor
    owner = known.match(inner.rpartition(" of ")[2]) if " of " in inner else None  # "weapons of Russia's contingent"
    return owner if owner is not None and owner.type in {"force", "group"} else None


def _is_apart(word: str, owner: Actor) -> bool:
    """Whether what is of an actor does nothing for it: `the family of a soldier`, `residents of Mali`, `half of it`."""
    small = {word.casefold(), word.casefold().removesuffix("s")}
    lists = noun_classes()
    if owner.type != "state":
        return bool(small & _KIN)
    return bool(small & (lists["person"] | lists["place"] | lists["settlement"] | _COMPASS | _LOT | _KIN))


def participant(reading: Reading, node: Node, role: str, *, antecedent: Node | None = None) -> Participant:
    """Return the record of who fills a role, named as written or as its antecedent is."""
    at = antecedent or node
    span = name_span(reading, at)
    name = span.of(reading.text)
    found = classes(reading, at)
    items = equipment(name)
    actor = actor_in(name) if "place" not in found or found & {"body", "force", "person"} else None
    if actor is not None and actor.type == "state" and _are_civilians(reading, at, actor):
        actor = None
    ref = actor.ref if actor else None
    kind = _type(found, actor)
    if items and kind not in {"force", "person"}:
        kind, ref = "equipment", items[0][2].ref
    own = name_span(reading, node).of(reading.text)
    if antecedent is not None and own != name and _is_figure(reading, node, own, name):
        name = own  # "twelve were killed and dozens wounded"
    low, high = count(name)
    name = name_beside(reading, at, span) or name
    return Participant(
        name=name, role=role, type=kind, ref=ref, count_low=low, count_high=high, span=name_span(reading, node)
    )


def _is_figure(reading: Reading, node: Node, own: str, whole: str) -> bool:
    """Whether a figure that takes up some people counts others than their name does: `and 40 others injured`."""
    tree, i = reading.trees[node.sentence], node.token
    if count(own) == (None, None):
        return False
    return tree.lower[i] in _ROUND | {"others"} or (tree.upos[i] == "NUM" and count(whole) != (None, None))


def name_beside(reading: Reading, node: Node, span: Span) -> str | None:
    """Return a person's office with the name that stands beside it: `the base's new commander, Gen. Asad Karim`."""
    tree, k = reading.trees[node.sentence], node.token
    if tree.upos[k] != "NOUN" or "person" not in classes(reading, node):
        return None
    named = [at for at in tree.kids(k, "appos") if tree.upos[at] == "PROPN" and at > k]
    if not named or reading.text[span.end : span.end + 2] != ", ":
        return None
    own = name_span(reading, Node(sentence=node.sentence, token=named[0]))
    return (
        reading.text[span.start : own.end]
        if own.start == span.end + 2 and own.end - own.start < LONGEST_BESIDE
        else None
    )


def _are_civilians(reading: Reading, node: Node, state: Actor) -> bool:
    """Whether a people's name means some of its people and not its state: `displaced Syrians`, `dozens of Syrians`."""
    tree = reading.trees[node.sentence]
    i = meant(reading, node)
    if tree.words[i] not in state.demonyms or not tree.lower[i].endswith("s"):
        return False
    clauses = (k for k in tree.kids(i, "acl", "acl:relcl") if tree.upos[k] == "VERB")
    return (
        (i != node.token and tree.lower[node.token] in _ROUND)
        or any(tree.lower[k] in _HARMED for k in tree.kids(i, "amod", "nummod"))
        or any(tree.lemmas[k] in _SHELTERING for k in (*clauses, tree.head(i) or i))
    )


def _type(found: frozenset[str], actor: Actor | None) -> ParticipantType:
    if actor is not None:
        known: dict[str, ParticipantType] = {
            "state": "state",
            "force": "force",
            "group": "group",
            "organisation": "organisation",
        }
        return known[actor.type]
    order: tuple[tuple[str, ParticipantType], ...] = (
        ("force", "force"), ("facility", "facility"), ("vehicle", "equipment"), ("weapon", "equipment"),
        ("thing", "equipment"), ("person", "person"), ("body", "organisation"), ("sign", "equipment"),
        ("service", "facility"),
    )  # fmt: skip
    if found & {"person"} and not found & {"force", "facility"}:
        return "person"
    return next((kind for key, kind in order if key in found), "other")


def owner_of(reading: Reading, node: Node) -> Participant | None:
    """Return the known actor whose sign a thing is: `a Russian flag`, `the mission's flag`."""
    tree = reading.trees[node.sentence]
    for k in (*tree.kids(node.token, "nmod:poss"), *tree.kids(node.token, "amod", "compound")):
        span = tree.span(tree.noun_phrase(k) if tree.rel(k) == "nmod:poss" else [k])
        name = span.of(reading.text)
        actor = actors().match(name)
        if actor is not None and tree.rel(k) == "compound" and actor.type == "state" and name not in actor.demonyms:
            continue  # "the Afghanistan base" stands in Afghanistan
        if actor is not None or (
            tree.rel(k) == "nmod:poss"
            and classes(reading, Node(sentence=node.sentence, token=k)) & {"force", "body", "person"}
            and tree.lower[k] not in PRONOUNS
        ):
            kind = _type(classes(reading, Node(sentence=node.sentence, token=k)), actor)
            return Participant(
                name=actor.name if actor else name, role="agent", type=kind, ref=actor.ref if actor else None, span=span
            )
    return None
