"""Words that tell of an event but claim nothing: headings, habits, who a speaker is, a reporter's own visit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.data.words import cues, voice_words
from firsthand.read.reading import Node, Reading
from firsthand.read.said_cited import Voice
from firsthand.read.said_voices import is_of_a_newsroom
from firsthand.read.tree import Tree
from firsthand.read.what_mention import Mention

LEAST_HEADING = 4  # words; shorter lines in capitals are names
_HABITS = cues("stance")["habit_adverbs"]
_LINKS = re.compile(r"^\W*(?:related|read (?:more|also|next)|see also|also read|more on this|watch|recommended)\b\W*:")
_SMALL = cues("rules")["heading_small"]


def is_aside(reading: Reading, mention: Mention, known: Sequence[Voice]) -> bool:
    """Whether an event is told of without being claimed.

    Args:
        reading: The report.
        mention: The event.
        known: All voices of the report.
    """
    tree = reading.trees[mention.sentence]
    return (
        _is_heading(reading, tree.tokens[mention.token].start)
        or _is_habit(tree, mention)
        or _is_of_a_speaker(tree, mention, known)
        or (mention.kind == "visit" and _is_newsgathering(reading, mention))
        or (mention.kind == "statement" and _is_only_said(tree, mention, known))
    )


def _is_heading(reading: Reading, at: int) -> bool:
    """Whether an offset lies in a heading or a link inside the text: a line in capitals, without a full stop."""
    line_start = reading.text.rfind("\n", 0, at) + 1
    line_end = reading.text.find("\n", at)
    line = reading.text[line_start : line_end if line_end != -1 else len(reading.text)].strip()
    if _LINKS.match(line.casefold()):
        return True
    if line_start == 0 or line[-1:] in {".", "!", "?", "\u201d", '"', ":", ")"}:
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w'\u2019-]*", line) if word.casefold() not in _SMALL]
    return len(words) >= LEAST_HEADING and all(word[0].isupper() for word in words)


def _is_habit(tree: Tree, mention: Mention) -> bool:
    """Whether it is told as what is usually done: `bases are typically handed over`."""
    i = mention.predicate
    helpers = {tree.lower[k] for k in tree.kids(i, "aux", "aux:pass", "cop")}
    is_present = not helpers & {"was", "were", "had", "did", "has", "have", "been"}
    at = [i, *tree.ancestors(i)]
    return is_present and any(tree.lower[k] in _HABITS for a in at for k in tree.kids(a, "advmod"))


def _is_of_a_speaker(tree: Tree, mention: Mention, known: Sequence[Voice]) -> bool:
    """Whether it only says who speaks: `a soldier guarding the gate said`."""
    at = mention.predicate
    inside = tree.span(list(mention.tokens))
    for voice in known:
        if voice.source is None or voice.cue is None or voice.source.sentence != mention.sentence:
            continue
        if tree.rel(at) in {"acl", "amod"} and not tree.kids(at, "aux") and voice.words.holds(inside):
            return voice.cue.token not in mention.tokens and voice.manner == "said"
    return False


def _is_newsgathering(reading: Reading, mention: Mention) -> bool:
    """Whether the visitors are the newsroom's own people: how it came by the news is none itself."""
    nodes = [Node(sentence=mention.sentence, token=k) for k in mention.roles.get("agent", ())]
    own = voice_words()["own"]
    return any(
        reading.trees[node.sentence].lemmas[node.token] in own and is_of_a_newsroom(reading, node) for node in nodes
    )


def _is_only_said(tree: Tree, mention: Mention, known: Sequence[Voice]) -> bool:
    """Whether a statement is only the means by which something else is said: `announced in a joint statement that`."""
    path = {mention.token, *tree.ancestors(mention.token)}
    return mention.form == "noun" and any(
        voice.cue is not None and voice.cue.sentence == mention.sentence and voice.cue.token in path for voice in known
    )


def without_doubles(reading: Reading, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Drop an event that its sentence tells twice: `soldiers remain to guard the gate` is one presence."""
    kept: list[Mention] = []
    for mention in found:
        tree = reading.trees[mention.sentence]
        here = [m for m in found if m.sentence == mention.sentence and m is not mention]
        if not any(_is_twice(tree, other, mention) for other in kept) and not _is_description(tree, mention, here):
            kept.append(mention)
    return tuple(kept)


def _is_twice(tree: Tree, one: Mention, other: Mention) -> bool:
    same = one.sentence == other.sentence and one.kind == other.kind == "be-present"
    return same and tree.rel(other.predicate) == "xcomp" and tree.head(other.predicate) in one.tokens


def _is_description(tree: Tree, mention: Mention, here: Sequence[Mention]) -> bool:
    """Whether a participle only says which ones something is told of: `the troops stationed there left`."""
    i = mention.predicate
    noun = tree.head(i)
    if mention.kind not in {"be-present", "deploy"} or tree.rel(i) != "acl" or tree.kids(i, "nsubj", "aux", "aux:pass"):
        return False
    return any(noun in tokens for other in here for tokens in other.roles.values() if other.kind != "statement")
