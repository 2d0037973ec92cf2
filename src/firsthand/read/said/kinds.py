"""What kind of voice a noun phrase is: official, anonymous, video, document, outlet, own observation."""

from __future__ import annotations

import re

from firsthand.core.claim import SourceKind
from firsthand.data.actors import actors
from firsthand.data.outlets import outlets
from firsthand.data.words import voice_words
from firsthand.read.reading import Node, Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.who.participants import actor_in, classes, meant, name_span

_OFFICIAL_TITLES = re.compile(
    r"\b(?:Gen|General|Col|Colonel|Maj|Lt|Brig|Adm|Capt|President|Minister|Ambassador|Mayor|Governor|Secretary|Premier"
    r"|Chancellor|King|Senator|Sheikh|Commander|Spokes(?:man|woman|person))\b"
)
_UNNAMED = re.compile(
    r"\b(?:sources?|anonymous|unnamed|anonymity|insiders?|on condition|(?:eye)?witness(?:es)?|residents?|locals?)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r",? and |, ")
_SITE = re.compile(r"^\S+\.(?:com|net|org|info|news|tv|[a-z]{2})$")  # a newsroom named by its address
_BARE = frozenset({"some", "several", "many", "media", "press", "news", "local", "unconfirmed", "earlier", "recent"})
_BESIDE = 40  # code points behind `report` in which its newsroom is named
_PIECES = frozenset({"report", "dispatch", "story", "article", "news", "investigation", "broadcast", "interview"})
_SORTS = re.compile(
    r"\b(?:(?:news|press|state|information) agency"
    r"|(?:newspaper|broadcaster|(?:news|TV|television) (?:channel|station|outlet|website|site|portal)))\b"
)
_NOBODYS = frozenset({"reports", "accounts", "rumours", "rumors", "claims", "speculation", "indications"})
_TEAMS = frozenset({"team", "mission", "delegation", "monitor", "taskforce"})
_PEOPLES = ("als", "ers", "ors", "ists", "ees", "ants", "ians")
_TITLES = ("appos", "flat", "compound", "nmod:desc")
_MUTE = frozenset({"vehicle", "weapon", "abstract", "time", "thing", "sign"})


def kind_of(reading: Reading, node: Node, text: str, manner: str) -> SourceKind | None:  # noqa: PLR0911  # one return a kind
    """Return the kind of voice that a noun phrase is, None where it cannot be one (`reports of a fuel shortage`)."""
    tree = reading.trees[node.sentence]
    i = meant(reading, node)
    lists = voice_words()
    named = {tree.lemmas[i], tree.lower[i]}
    found = classes(reading, node)
    mute = tree.lower[i] in {"nobody", "none", "nothing"} or (found and found <= _MUTE)
    if mute and not named & (lists["video"] | lists["document"] | lists["outlet"]):
        return None
    if named & lists["video"]:
        return "video"
    if (newsroom := _press(reading, node, text, manner)) is not None:
        return newsroom
    if manner == "seen" or (manner == "said" and "for this" in text):
        is_reporter = named & lists["own"] and not named & _TEAMS
        return "own-observation" if is_reporter else _person(tree.words[i], text, named, lists["official"])
    if named & lists["document"] and (manner == "shown" or (manner == "said" and not tree.words[i][:1].isupper())):
        return "document"
    if named & lists["outlet"]:
        return "outlet"
    if "agency" in named and not tree.kids(i, "compound", "amod"):
        return "agency"
    if "service" in named and any(tree.lower[k] == "news" for k in tree.kids(i, "compound")):
        return "agency"
    return _speaker(reading, node, i, text)


def _press(reading: Reading, node: Node, text: str, manner: str) -> SourceKind | None:
    """Return `agency` or `outlet` for a newsroom, `unknown` for reports of nobody, None for all others."""
    tree = reading.trees[node.sentence]
    i = meant(reading, node)
    agency = voice_words()["agency"]
    named = {tree.lemmas[i], tree.lower[i]}
    before = {tree.lower[k] for k in tree.kids(i, "compound", "amod")}
    if any(f"{b} {w}" in agency for b in before for w in named) or (
        named & agency and (before & {"news", "state", "press", "wire"} or tree.lower[i] == "newswire")
    ):
        return "agency"
    if tree.lower[i] in _NOBODYS and manner == "said" and _is_of_nobody(reading, node, i):
        return "unknown"
    if tree.lemmas[i] in _PIECES and (owner := _newsroom_of(reading, node, i)) is not None:
        return owner
    parts = _PARTS.split(text)
    known = next((row for part in (text, *parts) if (row := outlets().match(name=part)) is not None), None)
    if known is None or known.genre == "release":
        is_name = known is None and tree.upos[i] == "PROPN"
        return _of_sort(text, is_name=is_name) if len(parts) == 1 else None
    if known.kind == "monitor":
        return "official"
    return "agency" if known.kind == "agency" else "outlet"


def _of_sort(text: str, *, is_name: bool) -> SourceKind | None:
    """Return the kind of a newsroom that no table has, by its address or by what it is called beside its name."""
    sort = _SORTS.search(text) if is_name else None
    if sort is not None:
        return "agency" if sort[0].endswith("agency") else "outlet"
    return "outlet" if _SITE.search(text) else None


def _newsroom_of(reading: Reading, node: Node, i: int) -> SourceKind | None:
    """Return the kind of the newsroom whose piece it is: `a report by AFP`, `a Reuters dispatch`."""
    tree = reading.trees[node.sentence]
    text = name_span(reading, node).of(reading.text) + reading.text[tree.tokens[i].end : tree.tokens[i].end + _BESIDE]
    rows = [row for _, row in outlets().named_in(text.split(",")[0]) if row.genre != "release"]
    return None if not rows else "agency" if rows[0].kind == "agency" else "outlet"


def _is_of_nobody(reading: Reading, node: Node, i: int) -> bool:
    """Whether nobody is told whose reports they are: `reports emerged`, `according to media reports`."""
    tree = reading.trees[node.sentence]
    owners = [k for k in tree.kids(i, "nmod") if tree.preposition(k) in {"by", "from", "of"}]
    return not owners and all(tree.lower[k] in _BARE for k in tree.kids(i, "compound", "amod", "nmod:poss", "det"))


def _speaker(reading: Reading, node: Node, i: int, text: str) -> SourceKind | None:  # noqa: PLR0911  # a return a kind
    tree = reading.trees[node.sentence]
    lists = voice_words()
    named = {tree.lemmas[i], tree.lower[i]}
    pair = {f"{tree.lower[k]} {w}" for k in tree.kids(i, "compound", "amod") for w in named}
    entity = reading.entity(node.sentence, i)
    is_named = tree.upos[i] == "PROPN" and entity is not None and entity.type == "PERSON" and "anonym" not in text
    if _UNNAMED.search(text) and not is_named:
        return "anonymous"
    if tree.tokens[i].upos != "PROPN":
        if pair & lists["official"]:
            return "official"
        if pair & lists["anonymous"] or (named & lists["anonymous"] and not named & {"head"}):
            return "official" if "liaison" in text else "anonymous"
        if named & lists["official"]:
            return "official"
    if actors().match(text) is not None or named & _TEAMS:
        return "official"
    appositive = [k for k in tree.kids(i, *_TITLES) if tree.tokens[k].upos in {"PROPN", "NOUN"}]
    if tree.tokens[i].upos == "PROPN" and entity is not None and entity.type == "PERSON":
        office = any({tree.lemmas[k]} & lists["official"] for k in appositive) or _OFFICIAL_TITLES.search(text)
        return "official" if office or _has_office_behind(tree, i) else "named-person"
    actor = actor_in(text)
    if actor is not None:
        return "official"
    return _by_class(reading, node, i)


def _has_office_behind(tree: Tree, i: int) -> bool:
    """Whether an office stands behind a name between commas, be the tree right or not: `Ann Cole, a spokeswoman`."""
    chunk = tree.chunk_at[i]
    if chunk is None or chunk.end + 1 >= len(tree) or tree.words[chunk.end] != ",":
        return False
    office = tree.chunk_at[chunk.end + 1]
    is_office = office is not None and office.start == chunk.end + 1 and tree.upos[office.head] == "NOUN"
    return office is not None and is_office and tree.lemmas[office.head] in voice_words()["official"]


def has_office(reading: Reading, node: Node) -> bool:
    """Whether it is a person named together with an office: `General Omar Saleh`, `Ann Cole, the port's commander`."""
    tree = reading.trees[node.sentence]
    i = meant(reading, node)
    entity = reading.entity(node.sentence, i)
    around = {tree.lemmas[k] for k in tree.kids(i, *_TITLES)}
    if tree.upos[i] == "NOUN":  # `the port's commander, Ann Cole`
        named = [k for k in tree.kids(i, "appos", "flat") if tree.upos[k] == "PROPN"]
        return bool(named) and tree.lemmas[i] in voice_words()["official"]
    if tree.upos[i] != "PROPN" or entity is None or entity.type != "PERSON":
        return False
    chunk = tree.chunk_at[i]
    near = range(chunk.start, chunk.end) if chunk is not None else range(i, i + 1)
    whole = " ".join(tree.words[k] for k in (*near, *tree.noun_phrase(i)))
    return bool(around & voice_words()["official"]) or _OFFICIAL_TITLES.search(whole) is not None


def _by_class(reading: Reading, node: Node, i: int) -> SourceKind | None:
    """Return the kind of a speaker that no list knows, by what its noun names."""
    tree = reading.trees[node.sentence]
    found = classes(reading, node)
    if tree.words[i].isupper() and tree.lower[i] == "who":
        return "official"
    if tree.upos[i] == "PROPN":
        if found & {"body", "force", "place"}:
            return "official"
        return "named-person" if "person" in found or reading.entity(node.sentence, i) is None else "official"
    is_plural = tree.lower[i] != tree.lemmas[i] and tree.lower[i].endswith(_PEOPLES)
    if found & {"person", "force"} or is_plural:
        return "anonymous"
    return "official" if found & {"body", "facility"} else "anonymous" if "unknown" in found else None


def _person(word: str, text: str, named: set[str], official: frozenset[str]) -> SourceKind:
    if named & official:
        return "official"
    return "named-person" if word[:1].isupper() and not _UNNAMED.search(text) else "anonymous"
