"""Whose voice goes on in a sentence that names none: a scene, indirect speech, `they` and `also` behind a speaker."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.data.words import voice_words
from firsthand.read.reading import Reading
from firsthand.read.said.again import taken_up
from firsthand.read.said.cited import Voice
from firsthand.read.tree.tree import RELATIVES, Tree
from firsthand.read.what.mention import Mention

OPENING = 2  # tokens into the sentence in which a pronoun takes up the one before
_GOES_ON = frozenset({"also", "too", "likewise"})
_PRONOUNS = frozenset({"they", "it", "these"})  # `he` takes up the speaker, of whom the report goes on to tell
_FUTURE = frozenset({"will", "would", "'ll", "wo"})
_TELLS = frozenset({"said", "seen"})


def carried(reading: Reading, mention: Mention, known: Sequence[Voice]) -> list[Voice]:
    """Return the voice of a sentence before that goes on in this one, as a list of one or none.

    A scene goes on in what else is there; a speaker's words go on where he speaks again right after by a pronoun, where
    the sentence foretells (a report's own words seldom do), and where it takes up the one before by `they` or `also`.
    """
    if (scene := _same_scene(reading, mention, known)) is not None:
        return [scene]
    if any(v.cue is not None and v.cue.sentence == mention.sentence for v in known):
        return []
    before = _last_voice(reading, mention, known)
    if before is None:
        return []
    if _speaks_again(reading, mention, known, before) or _goes_on(reading, mention):
        return [before]
    return []


def _last_voice(reading: Reading, mention: Mention, known: Sequence[Voice]) -> Voice | None:
    """Return the voice that has the last word in the sentence before, in the same paragraph or the next."""
    before = [
        v
        for v in known
        if v.cue is not None
        and v.cue.sentence == mention.sentence - 1
        and v.manner in _TELLS
        and v.source is not None
        and v.rank == 1
    ]
    return before[-1] if before and not _is_relative(reading, before[-1]) else None


def _is_relative(reading: Reading, voice: Voice) -> bool:
    node = voice.source
    return node is not None and reading.trees[node.sentence].words[node.token] in RELATIVES


def _speaks_again(reading: Reading, mention: Mention, known: Sequence[Voice], before: Voice) -> bool:
    """Whether the sentence after goes on by `he said`, and he is the one."""
    after = [v for v in known if v.cue is not None and v.cue.sentence == mention.sentence + 1]
    if not after or after[0].source is None or before.source is None:
        return False
    word = reading.trees[after[0].source.sentence].lower[after[0].source.token]
    return word in {"he", "she"} and taken_up(reading, after[0].source, known) == (
        taken_up(reading, before.source, known)
    )


def _goes_on(reading: Reading, mention: Mention) -> bool:
    tree = reading.trees[mention.sentence]
    start = tree.sentence.start
    if "\n" in reading.text[reading.trees[mention.sentence - 1].sentence.end - 1 : start + 1].rstrip(" "):
        return False
    at = mention.predicate
    subject = tree.surface_subject(at)
    helpers = {tree.lower[k] for k in tree.kids(at, "aux")}
    foretells = bool(helpers & _FUTURE) and tree.rel(at) in {"root", "conj", "ccomp"}
    takes_up = subject is not None and tree.lower[subject] in _PRONOUNS and subject <= OPENING
    adds = any(tree.lower[k] in _GOES_ON for k in tree.kids(at, "advmod"))
    return foretells or takes_up or adds


def _same_scene(reading: Reading, mention: Mention, known: Sequence[Voice]) -> Voice | None:
    """Return whose eyes or footage the sentence before goes by, where this one tells what else is seen there."""
    tree = reading.trees[mention.sentence]
    if mention.kind not in {"be-present", "be-absent"} or any(
        v.cue is not None and v.cue.sentence == mention.sentence for v in known
    ):
        return None
    for voice in reversed(known):
        if voice.source is None or not mention.sentence - 2 <= voice.source.sentence < mention.sentence:
            continue
        is_footage = reading.trees[voice.source.sentence].lemmas[voice.source.token] in voice_words()["video"]
        if is_footage and "\n\n" not in reading.text[voice.words.end : tree.sentence.start]:
            return voice
        is_next = voice.source.sentence == mention.sentence - 1
        if is_next and voice.manner == "seen" and not _is_background(tree, mention):
            return voice
    return None


def _is_background(tree: Tree, mention: Mention) -> bool:
    """Whether a state has long been so, and is no part of a scene: `has been there since 2019`."""
    helpers = {tree.lower[k] for k in tree.kids(mention.predicate, "aux")}
    return bool(helpers & {"has", "have", "had"}) or "since" in tree.lower
