"""Who speaks: the subject of a verb of speech, where the tree, the nearest noun and the reader's spans may differ."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from firsthand.core.evidence import Span
from firsthand.data.outlets import outlets
from firsthand.data.words import cues, voice_words
from firsthand.read.reading import Node, Reading
from firsthand.read.said.able import can_speak
from firsthand.read.tree.chunks import Chunk
from firsthand.read.tree.tree import RELATIVES, Tree
from firsthand.read.what.forms import forms
from firsthand.read.who.participants import classes

_SPELLS = frozenset({"day", "week", "hour", "month", "year", "minute", "monday"})
OPENING = 3  # tokens into a sentence in which a dateline's place may stand
_PEOPLE = frozenset({"person", "force", "body"})
_FAR = 10  # tokens between footage and what it shows


@cache
def speech_forms() -> Mapping[str, str]:
    """Return every form of the verbs of saying, showing and seeing, with its verb."""
    lists = cues("said")
    return forms_of(lists["verbs"] | lists["shows"] | lists["sees"])


def forms_of(verbs: frozenset[str]) -> Mapping[str, str]:
    """Return every form of some verbs of one word, with its verb."""
    return {form: verb for verb in sorted(verbs, reverse=True) if " " not in verb for form in forms(verb)}


def speaker(reading: Reading, s: int, tree: Tree, i: int) -> int | None:
    """Return the token of who speaks by the verb of speech `i`, None where nobody is told.

    The noun right before the verb is right more often than the tree; a speaker whose phrase holds that noun (`a member
    of the forces guarding the gate said`), as the reader's attribution span has it, is right more often still.
    """
    if is_misread_verb(tree, i):
        return i - 1
    if (outer := _of_upper_clause(reading, s, tree, i)) is not None:
        return outer
    found = _told(reading, s, tree, i)
    return _antecedent(reading, s, tree, found, i) if found is not None and _is_relative(tree, found) else found


def _antecedent(reading: Reading, s: int, tree: Tree, pronoun: int, i: int) -> int | None:
    """Return the noun that a relative pronoun stands for: `fighters who said`; None where it stands for a clause.

    `who` stands for people: a parse that hangs its clause from a thing is passed over for the nearest people before it.
    """
    at: int | None = i
    while at is not None and tree.rel(at) == "conj":
        at = tree.head(at)
    head = tree.head(at) if at is not None and tree.rel(at) in {"acl:relcl", "acl"} else None
    heads = [head] if head is not None and head < pronoun else []
    heads += [chunk.head for chunk in reversed(tree.chunks) if chunk.end <= pronoun and chunk.head != head]
    wanted = _PEOPLE if tree.lower[pronoun] in {"who", "whom"} else None
    for k in heads:
        if tree.upos[k] not in {"NOUN", "PROPN", "PRON", "NUM"}:
            continue
        if wanted is None or classes(reading, Node(sentence=s, token=k)) & wanted:
            above = tree.head(k) if tree.rel(k) == "nmod" and tree.preposition(k) == "of" else None
            is_of_people = above is not None and classes(reading, Node(sentence=s, token=above)) & _PEOPLE
            return above if is_of_people and above is not None else _whose_member(tree, k)
    return None


def _told(reading: Reading, s: int, tree: Tree, i: int) -> int | None:
    """Return who speaks by a verb of speech as it stands, be it a relative pronoun."""
    source = _subject(reading, s, tree, i)
    if source is not None and opens_as_participle(reading, Node(sentence=s, token=source)):
        return None
    if source is None or source == i or _is_platform(tree, source):
        source = _recording_before(tree, i)
    source = in_commas(reading, s, tree, i) or source
    if source is None:
        return None
    if (shown := _recording_of(tree, source, i)) is not None:
        return shown
    source = _behind_dateline(tree, source, i)
    whole = _modelled(reading, s, tree, i)
    if whole is None or source == whole[1]:
        return source
    if not can_speak(reading, Node(sentence=s, token=source)) and can_speak(reading, Node(sentence=s, token=whole[1])):
        return whole[1]
    is_agreed = whole[1] in tree.kids(i, "nsubj")  # the tree and the reader's span against the nearest noun
    return whole[1] if is_agreed or whole[0].holds(tree.span([source])) else source


def _subject(reading: Reading, s: int, tree: Tree, i: int) -> int | None:
    """Return the doer of a verb of speech, over relatives, spells of time and the bodies that a person is of."""
    if i and tree.lower[i - 1] == "to" and (above := tree.head(i)) is not None and tree.is_passive(above):
        agent = next(iter(tree.kids(above, "obl:agent")), None)
        if agent is not None and agent < i:
            return agent  # `used by the groups to claim`
    named_who = next(
        (k for k in tree.kids(i, "nsubj") if tree.lower[k] in RELATIVES and not _is_relative(tree, k)), None
    )
    source = tree.doer(i) if named_who is None else named_who
    if source is None and not tree.is_passive(i):
        source = _inverted(tree, i)
        if source is not None and not can_speak(reading, Node(sentence=s, token=source)):
            source = None
    if source is not None and _is_relative(tree, source) and (head := tree.head(i)) is not None:
        source = head
    if source is not None and tree.lemmas[source] in _SPELLS:  # `footage posted two days later shows`
        return next(iter(tree.kids(i, "nsubj")), None)
    return None if source is None else _whose_member(tree, source)


def _of_upper_clause(reading: Reading, s: int, tree: Tree, i: int) -> int | None:
    """Return who goes on speaking in a participle: `A source revealed that they left, confirming that ...`."""
    goes_on = tree.lower[i].endswith("ing") and i and tree.words[i - 1] in {",", "and"}
    if not goes_on or tree.rel(i) not in {"advcl", "xcomp", "conj"} or tree.kids(i, "nsubj", "aux"):
        return None
    for at in tree.ancestors(i):
        if at < i and tree.lower[at] in speech_forms() and tree.upos[at] == "VERB":
            return speaker(reading, s, tree, at)
    return None


def _inverted(tree: Tree, i: int) -> int | None:
    """Return the speaker behind the verb (`..., said a caretaker`) where the parse made it an object."""
    after = [k for k in tree.kids(i, "obj", "nsubj", "obl") if k > i]
    return after[0] if after and tree.preposition(after[0]) is None else None


def _behind_dateline(tree: Tree, source: int, i: int) -> int:
    """Return who speaks behind the place that a report opens with: `BUKAVU, Congo - A reporter saw`."""
    if source > OPENING:
        return source
    dash = next((k for k in range(source + 1, i) if tree.words[k] in {"-", "\u2013", "\u2014"}), None)
    chunk = tree.chunk_at[dash + 1] if dash is not None and dash + 1 < i else None
    return chunk.head if chunk is not None and tree.words[source].isupper() else source


def is_misread_verb(tree: Tree, i: int) -> bool:
    """Whether `shows` behind footage was read as a noun: `..., a video shows`."""
    known = voice_words()
    return (
        bool(i)
        and tree.upos[i] == "NOUN"
        and tree.lower[i] in {"shows", "reveals", "depicts", "captures", "suggests", "indicates"}
        and tree.lemmas[i - 1] in known["video"] | known["document"]
    )


def in_commas(reading: Reading, s: int, tree: Tree, i: int) -> int | None:
    """Return the speaker of `They left, General Berg, a spokesman, said`, where the tree hangs him on what he says."""
    if i < 2 or tree.words[i - 1] != "," or tree.lemmas[i] not in {"say", "tell", "add", "announce"}:  # noqa: PLR2004  # a name and a comma
        return None
    office = _office_before(tree, i - 2)
    if office is None or office.start < 2 or tree.words[office.start - 1] != ",":  # noqa: PLR2004  # as above
        return None
    name = tree.chunk_at[office.start - 2]
    if name is None or tree.upos[name.head] != "PROPN":
        return None
    entity = reading.entity(s, name.head)
    is_person = entity is not None and entity.type == "PERSON" and tree.lemmas[office.head] in voice_words()["official"]
    return name.head if is_person or not tree.kids(i, "nsubj") else None


def _office_before(tree: Tree, i: int) -> Chunk | None:
    """Return the noun phrase that a stretch of `for`, `of` and `in` hangs from: `a spokesman for the ministry`."""
    chunk = tree.chunk_at[i]
    while chunk is not None and chunk.start > 1 and tree.upos[chunk.start - 1] == "ADP":
        chunk = tree.chunk_at[chunk.start - 2]
    return chunk


def _is_platform(tree: Tree, i: int) -> bool:
    """Whether a name is only where footage was posted: `videos on the platform X showing fighters`."""
    row = outlets().match(name=tree.words[i]) if tree.upos[i] == "PROPN" else None
    return row is not None and row.kind == "aggregator"


def _recording_before(tree: Tree, i: int) -> int | None:
    """Return the footage that a verb of showing follows, over how it came: `pictures taken in May show`."""
    if speech_forms().get(tree.lower[i]) not in cues("said")["shows"] or tree.is_passive(i):
        return None
    if tree.upos[i] != "VERB" and not is_misread_verb(tree, i):
        return None
    for k in range(i - 1, max(-1, i - _FAR), -1):
        if tree.words[k] in {",", ";", ":"}:
            return None
        if tree.upos[k] == "NOUN" and tree.lemmas[k] in voice_words()["video"] | voice_words()["document"]:
            return k
    return None


def _recording_of(tree: Tree, source: int, i: int) -> int | None:
    """Return the footage that shows something, over who took or shared it: `videos shared by nurses show`."""
    chunk = tree.chunk_at[source]
    if speech_forms().get(tree.lower[i]) not in cues("said")["shows"] or chunk is None or source > i:
        return None
    if not chunk.start or tree.lower[chunk.start - 1] != "by":
        return None
    lists = voice_words()
    for k in range(chunk.start - 2, max(-1, chunk.start - _FAR), -1):
        if tree.upos[k] == "NOUN" and tree.lemmas[k] in lists["video"] | lists["document"]:
            return k
        if not (tree.upos[k] in {"VERB", "ADV", "CCONJ", "AUX"} or tree.words[k] == "-"):
            return None
    return None


def _is_relative(tree: Tree, i: int) -> bool:
    """Whether a word is a relative pronoun; `WHO` in capitals is the World Health Organization."""
    return tree.lower[i] in RELATIVES and not (tree.words[i].isupper() and len(tree.words[i]) > 1)


def _whose_member(tree: Tree, i: int) -> int:
    """Return the person that a body stands behind: `a source in the ministry, who said` speaks, not the ministry."""
    chunk = tree.chunk_at[i]
    if chunk is None or chunk.start < 2 or tree.upos[chunk.start - 1] != "ADP":  # noqa: PLR2004  # a noun and a preposition
        return i
    before = tree.chunk_at[chunk.start - 2]
    persons = voice_words()["anonymous"] | {"spokesman", "spokeswoman", "spokesperson", "chief", "head", "director"}
    is_one = before is not None and tree.lemmas[before.head] in persons and tree.upos[before.head] == "NOUN"
    return before.head if before is not None and is_one else i


def opens_as_participle(reading: Reading, node: Node) -> bool:
    """Whether what was taken for a subject is a participle that opens the sentence: `Dismissing reports that ...`."""
    tree, i = reading.trees[node.sentence], node.token
    if any(word.isalnum() for word in tree.words[:i]) or not tree.lower[i].endswith("ing"):
        return False
    entity = reading.entity(node.sentence, i)  # the model takes any capitalised word for a person
    return reading.toponym(node.sentence, i) is None and (entity is None or entity.type == "PERSON")


def _modelled(reading: Reading, s: int, tree: Tree, i: int) -> tuple[Span, int] | None:
    """Return the reader's span of who speaks by a verb, and its head."""
    at = tree.tokens[i].start
    for item in reading.parse.attributions:
        if item.source and any(span.start <= at < span.end for span in item.cue):
            node = head_in(reading, item.source[0])
            if node is not None and node.sentence == s and tree.upos[node.token] in {"NOUN", "PROPN", "PRON", "NUM"}:
                return item.source[0], _behind_dateline(tree, node.token, i)
    return None


def head_in(reading: Reading, span: Span) -> Node | None:
    """Return the token of a stretch of text that all others in it hang from, None where there is none."""
    s = reading.sentence_at(span.start)
    if s is None:
        return None
    tree = reading.trees[s]
    inside = [i for i, t in enumerate(tree.tokens) if span.start <= t.start < span.end]
    heads = [i for i in inside if tree.head(i) not in inside]
    owned = [i for i in heads[1:] if any(tree.rel(k) == "case" for k in range(heads[0], i)) and tree.upos[i] == "NOUN"]
    return Node(sentence=s, token=(owned or heads)[0]) if heads else None  # `Reuters' sources` are the sources
