"""Words that tell of an event but claim nothing: headings, habits, who a speaker is, a reporter's own visit."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from firsthand.core.evidence import Span
from firsthand.data.words import cues, noun_classes, voice_words
from firsthand.read.reading import Node, Reading
from firsthand.read.said.cited import Voice
from firsthand.read.said.voices import is_of_a_newsroom
from firsthand.read.tree.tree import Tree
from firsthand.read.what.dealings import is_aim, is_for_the_public, is_news_to_some, is_no_occasion, is_talks
from firsthand.read.what.mention import Mention

LEAST_HEADING = 4  # words; shorter lines in capitals are names
_HABITS = cues("stance")["habit_adverbs"]
_LINKS = re.compile(r"^\W*(?:related|read (?:more|also|next)|see also|also read|more on this|watch|recommended)\b\W*:")
TITLE_LINES = 3  # lines from the top in which a headline may stand
LONGEST_TITLE = 130  # code points
_DATED = re.compile(r"\b[A-Z][a-z]+\.? \d{1,2}, (\d{4})\W*$")
_CLAUSE = 6  # words in which a clause of time names its subject
LEAST_BODY = 300  # code points of text below a headline
_FRAMES = frozenset({"after", "following", "since", "amid", "despite", "before", "in"})
_EMPTY = frozenset({"accusation", "allegation", "claim", "charge", "report", "it", "this", "that", "them"})
_MEANWHILE = frozenset({"as", "since", "while"})
_THEY = frozenset({"they", "it", "he", "she"})
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
        or _is_of_the_past(tree, mention)
        or _is_frame(tree, mention)
        or _is_empty_denial(tree, mention)
        or _is_habit(tree, mention)
        or _is_unsaid(tree, mention)
        or _is_of_a_caption(reading, mention)
        or _is_of_a_speaker(tree, mention, known)
        or (mention.kind == "visit" and _is_newsgathering(reading, mention))
        or (mention.kind == "statement" and _is_only_said(reading, mention, known))
    )


def _is_heading(reading: Reading, at: int) -> bool:
    """Whether an offset lies in a heading or a link inside the text: a line in capitals, without a full stop."""
    line_start = reading.text.rfind("\n", 0, at) + 1
    line_end = reading.text.find("\n", at)
    line = reading.text[line_start : line_end if line_end != -1 else len(reading.text)].strip()
    if _LINKS.match(line.casefold()):
        return True
    if _is_title(reading, line_start, line):
        return True
    if line_start == 0 or line[-1:] in {".", "!", "?", "\u201d", '"', ":", ")"}:
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w'\u2019-]*", line) if word.casefold() not in _SMALL]
    return len(words) >= LEAST_HEADING and all(word[0].isupper() for word in words)


def _is_title(reading: Reading, line_start: int, line: str) -> bool:
    """Whether a line is the headline above the text: short, among the first lines, without a full stop."""
    is_high = reading.text.count("\n", 0, line_start) < TITLE_LINES
    body = len(reading.text) - line_start - len(line)
    is_open = line[-1:].isalnum() or line[-1:] in {"'", "\u2019", '"', "\u201d"}
    if reading.text[line_start + len(line) :].lstrip()[:1].islower():
        return False  # a line broken by width goes on in the next
    return is_high and is_open and len(line) < LONGEST_TITLE and body > LEAST_BODY


def _is_of_the_past(tree: Tree, mention: Mention) -> bool:
    """Whether it only says who once held what something is told of: `territory previously controlled by them`."""
    is_clause = tree.rel(mention.predicate) in {"acl", "acl:relcl"}
    if mention.kind == "hold" and tree.rel(mention.predicate) == "acl" and "agent" not in mention.roles:
        return True  # "positions held as part of a truce"
    return (
        mention.kind in {"hold", "be-present", "operate"}
        and is_clause
        and any(tree.lower[k] in {"previously", "formerly", "once"} for k in tree.kids(mention.predicate, "advmod"))
    )


def _is_frame(tree: Tree, mention: Mention) -> bool:
    """Whether fighting only dates something else: `after the attacks of October`, `following an offensive`."""
    i = mention.predicate
    marks = {tree.lower[k] for k in tree.kids(i, "mark")}
    if mention.form == "verb" and tree.rel(i) == "advcl" and marks & _MEANWHILE:
        bare = not {"from", "to", "at"} & set(mention.roles)
        return (mention.kind in {"attack", "seize"} and "since" in marks) or (
            mention.kind in {"withdraw", "arrive"} and bare
        )
    if mention.form == "noun" and mention.kind == "agree" and tree.rel(i) == "nsubj":
        return tree.lower[i] in {"cooperation", "coordination"} and mention.predicate == mention.token
    if mention.form == "noun" and tree.rel(i) == "nmod" and (top := tree.head(i)) is not None:
        stages = cues("aspect")["begins_nouns"] | cues("aspect")["ends_nouns"]
        if tree.lemmas[top] in stages and tree.preposition(top) in _FRAMES - {"in"}:
            return True  # "since the beginning of the withdrawal"
    if mention.form == "noun" and mention.kind == "hand-over" and i == mention.token:
        return _is_topic(tree, i)
    if mention.kind not in {"attack", "clash"} or mention.form != "noun" or i != mention.token:
        return False
    framed = tree.rel(mention.token) in {"obl", "nmod"} and tree.preposition(mention.token) in _FRAMES
    return framed and "agent" not in mention.roles


def _is_topic(tree: Tree, i: int) -> bool:
    """Whether something is only said of a deed: `the turnover had been the subject of talks`."""
    top = tree.head(i) if tree.rel(i) == "conj" else i
    head = tree.head(top) if top is not None else None
    return (
        head is not None
        and top is not None
        and tree.rel(top) == "nsubj"
        and bool(tree.kids(head, "cop"))
        and tree.upos[head] in {"NOUN", "ADV", "ADP", "PRON"}
        and tree.lower[head] not in cues("aspect")["ends"] | {"process", "way", "progress"}
    )


def _is_empty_denial(tree: Tree, mention: Mention) -> bool:
    """Whether what is denied is not told: `denied the allegations`."""
    objects = mention.roles.get("object", ())
    if (
        mention.kind not in {"deny", "refuse"}
        or (mention.kind == "refuse" and not objects)
        or tree.kids(mention.token, "ccomp")
    ):
        return False
    return all(tree.lemmas[k] in _EMPTY and not tree.kids(k, "acl", "ccomp", "nmod") for k in objects)


def _is_of_a_caption(reading: Reading, mention: Mention) -> bool:
    """Whether a photo's caption shows an old scene, or only says after what it was taken.

    `Soldiers land at the base on May 5, 2009.` above a story of 2021; `A man waits after the army left, May 5, 2021.`
    """
    tree = reading.trees[mention.sentence]
    root = next((k for k in range(len(tree)) if tree.rel(k) == "root" and tree.upos[k] == "VERB"), None)
    if root is None or root > mention.token or tree.kids(root, "aux", "aux:pass", "cop"):
        return False
    told_now = tree.lower[root] in {tree.lemmas[root], f"{tree.lemmas[root]}s"}
    dated = _DATED.search(reading.text[tree.sentence.start : tree.sentence.end])
    if not told_now or dated is None:
        return False
    published = reading.report.published_day
    if published is not None and int(dated[1]) < int(published[:4]) - 1:
        return True
    before = set(tree.lower[max(root, mention.token - _CLAUSE) : mention.token])
    return root != mention.token and bool(before & {"after", "before", "since"})


def _is_unsaid(tree: Tree, mention: Mention) -> bool:
    """Whether somebody only asks or will not say something: `demanded to know`, `refused to acknowledge it`."""
    if mention.kind == "demand":
        asked = any(tree.lemmas[k] == "know" for k in tree.kids(mention.token, "xcomp", "ccomp"))
        return asked or "?" in tree.words[: mention.token]
    return mention.kind == "refuse" and any(
        tree.lemmas[k] in cues("rules")["aside_unsaid"] for k in tree.kids(mention.token, "xcomp")
    )


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


def _is_only_said(reading: Reading, mention: Mention, known: Sequence[Voice]) -> bool:
    """Whether a statement is only the means by which something else is said: `announced in a joint statement that`."""
    tree = reading.trees[mention.sentence]
    if is_aim(tree, mention) or is_no_occasion(tree, mention):
        return True
    if is_news_to_some(tree, mention):
        return is_for_the_public(reading, mention)
    if is_talks(tree, mention) and tree.upos[mention.token] == "PROPN":
        return True  # "the Live Briefing gives you the latest"
    above = tree.ancestors(mention.token) if mention.form == "noun" else []
    path = {mention.token, *(above[:1] if is_talks(tree, mention) else above)}
    return any(
        voice.cue is not None and voice.cue.sentence == mention.sentence and voice.cue.token in path for voice in known
    )


def without_doubles(reading: Reading, found: Sequence[Mention], idle: Collection[Span] = ()) -> tuple[Mention, ...]:
    """Drop an event that its sentence tells twice: `soldiers remain to guard the gate` is one presence.

    `idle` are the places of mentions that are no claims: those whom only such a one tells of are told of by themselves.
    """
    kept: list[Mention] = []
    for mention in found:
        tree = reading.trees[mention.sentence]
        here = [m for m in found if m.sentence == mention.sentence and m is not mention]
        is_told = _is_rumoured(tree, mention, here) or any(
            _is_twice(tree, other, mention) or _takes_up(tree, other, mention) for other in kept
        )
        here = [m for m in here if m.span(reading) not in idle]
        if not is_told and not _is_description(tree, mention, here):
            kept.append(mention)
    return tuple(kept)


def _is_rumoured(tree: Tree, mention: Mention, here: Sequence[Mention]) -> bool:
    """Whether a rumour is borne out in its sentence: `heard a rumour that they had left and saw that they had`."""
    above = tree.ancestors(mention.token)[:2]
    rumoured = any(tree.lemmas[k] in {"rumour", "rumor"} for k in above)
    return rumoured and any(other.kind == mention.kind and other.token > mention.token for other in here)


def _is_twice(tree: Tree, one: Mention, other: Mention) -> bool:
    if one.sentence != other.sentence or one.kind != other.kind:
        return False
    if one.kind == "be-present":
        return tree.rel(other.predicate) == "xcomp" and tree.head(other.predicate) in one.tokens
    if _is_paired(tree, one, other):
        return True
    return _is_dated_by_itself(tree, one, other)


def _is_paired(tree: Tree, one: Mention, other: Mention) -> bool:
    """Whether two words side by side tell one deed: `damaged or destroyed`; those killed and those hurt are two."""
    joined = other.predicate == one.predicate + 2 and tree.lower[one.predicate + 1] in {"and", "or"}
    is_one = joined and other.form == one.form == "verb" and one.kind != "casualties"
    return is_one and tree.rel(other.predicate) == "conj" and tree.head(other.predicate) == one.predicate


def _is_dated_by_itself(tree: Tree, one: Mention, other: Mention) -> bool:
    """Whether a clause of time only takes up the move that the sentence told: `left ..., hours after they left`."""
    i = other.predicate
    marks = {tree.lower[k] for k in tree.kids(i, "mark", "advmod")}
    agents = other.roles.get("agent", ())
    told = {tree.lemmas[k] for k in one.roles.get("agent", ())}
    again = all(tree.lower[k] in _THEY or tree.lemmas[k] in told for k in agents)
    places = [tree.lemmas[k] for role in ("from", "to", "at") for k in other.roles.get(role, ())]
    known = {tree.lemmas[k] for role in ("from", "to", "at") for k in one.roles.get(role, ())}
    return (
        one.kind in {"withdraw", "arrive", "transfer", "evacuate"}
        and other.form == one.form == "verb"
        and tree.rel(i) == "advcl"
        and bool(marks & {"after", "before", "when", "as", "since", "once"})
        and bool(agents)
        and again
        and set(places) <= known
    )


def _takes_up(tree: Tree, told: Mention, mention: Mention) -> bool:
    """Whether a noun only names again what the report has told: `within hours of the withdrawal`."""
    if mention.form != "noun" or mention.predicate != mention.token or mention.phase != "whole":
        return False
    if told.kind != mention.kind or mention.sentence <= told.sentence or told.form == "noun":
        return False
    chunk, head, relation = tree.chunk_at[mention.token], tree.head(mention.token), tree.rel(mention.token)
    if relation not in {"obl", "nmod"} and (head is None or tree.lemmas[head] not in cues("stance")["weighs_verbs"]):
        return False
    words = set(tree.lower[chunk.start : mention.token]) if chunk is not None else set()
    return bool(words & {"the", "this", "its", "their"}) or bool(tree.kids(mention.token, "nmod:poss"))


_ABOARD = noun_classes()["force"] | noun_classes()["person"]  # "a plane carrying soldiers took off" is their journey


def _is_description(tree: Tree, mention: Mention, here: Sequence[Mention]) -> bool:
    """Whether a participle only says which ones something is told of: `the troops stationed there left`."""
    i = mention.predicate
    noun = tree.head(i)
    load = {tree.lemmas[k].removesuffix("s") for k in mention.roles.get("object", ())}
    carries = mention.kind == "transfer" and tree.lower[i] == "carrying" and not load & _ABOARD
    if (
        not (carries or mention.kind in {"be-present", "deploy"})
        or tree.rel(i) != "acl"
        or tree.kids(i, "nsubj", "aux", "aux:pass")
    ):
        return False
    outer = tree.rel(noun) in {"nmod", "conj"} if noun is not None else False
    meant = {noun, tree.head(noun) if noun is not None and outer else noun}  # `a group of soldiers`
    return any(meant & set(tokens) for other in here for tokens in other.roles.values() if other.kind != "statement")
