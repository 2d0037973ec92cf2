"""Attributions found by syntax: who says, shows, sees or is cited, in which words, and what it covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from firsthand.core.evidence import Span
from firsthand.data.actors import actors
from firsthand.data.outlets import outlets
from firsthand.data.words import cues, voice_words
from firsthand.read.reading import Node, Reading
from firsthand.read.said.speaker import forms_of, in_commas, is_misread_verb, speaker, speech_forms
from firsthand.read.said.voices import is_person
from firsthand.read.tree.tree import Tree

_KNOWN = frozenset({"known", "clear", "public"})


_EMERGED = frozenset({"emerged", "emerges", "transpired", "surfaced"})


_HEARERS = frozenset({"tell", "inform", "brief", "notify", "assure", "remind"})


_TAKES = frozenset({"capture", "record", "document", "list", "feature", "display"})


_AFTERS = frozenset({"after", "before", "when", "since", "because", "although", "though", "once", "until", "hours"})


_SETS = frozenset({"after", "before", "since", "amid", "when"})
_LATER = 7  # tokens behind `said` in which the day and then `more than a year after` stand


_STOPS = frozenset({",", ";", '"', "\u201d", "\u2019"})


_OWN = frozenset({"i", "we"})


TEMPORARY = frozenset({"he", "she", "they", "it", "we", "i"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One attribution as found: who (a node, or None where nobody is named), the words, and what it covers."""

    source: Node | None
    name: Span | None
    words: Span
    cue: Node | None = None
    covers: tuple[Span, ...] = ()
    rank: int = 1
    """Among voices over the same words: 0 stands nearest (a cited voice is nearer than the one that cites it)."""
    manner: str = "said"
    """`said`, `shown`, `seen`, `learnt` (a newsroom, from nobody it names) or `told` (the named one is the hearer)."""


def _by_presence(s: int, tree: Tree, i: int) -> Iterable[Voice]:
    """Find what a reporter saw without a verb of seeing: `... when an agency reporter looked in`."""
    if tree.upos[i] != "VERB" or _look_forms().get(tree.lower[i]) is None:
        return
    source = tree.surface_subject(i)
    if source is None or tree.lemmas[source] not in voice_words()["own"] - {"team", "crew", "producer"}:
        return
    clause = Span(start=tree.sentence.start, end=tree.tokens[min(source, i)].start)
    if tree.rel(i) in {"advcl", "acl:relcl", "acl"} and clause.end - clause.start > 20:  # noqa: PLR2004  # behind the scene it saw
        yield Voice(
            source=Node(sentence=s, token=source),
            name=None,
            words=_words(tree, i, source),
            cue=Node(sentence=s, token=i),
            covers=(clause,),
            manner="seen",
        )


def in_sentence(reading: Reading, s: int, tree: Tree) -> Iterable[Voice]:
    """Yield the attributions by verbs that the syntax of one sentence shows, in the order of their cues."""
    looks, speech = _look_forms(), speech_forms()
    for i, word in enumerate(tree.lower):
        if word in looks:
            yield from _by_presence(s, tree, i)
        if word in _KNOWN or word in _EMERGED:
            yield from _by_expletive(s, tree, i)
        if word in speech:
            yield from _by_verb(reading, s, tree, i)


@cache
def _look_forms() -> Mapping[str, str]:
    return forms_of(cues("said")["looks"])


def _by_verb(reading: Reading, s: int, tree: Tree, i: int) -> Iterable[Voice]:  # noqa: C901, PLR0911, PLR0912  # a return a reason
    lists = cues("said")
    verb = speech_forms().get(tree.lower[i])
    if (
        verb is None
        or tree.tokens[i].upos not in {"VERB", "AUX", "NOUN", "ADJ"}
        or tree.rel(i) in {"amod", "compound", "aux", "cop"}
    ):
        return
    is_clause = bool(tree.kids(i, "nsubj") and tree.kids(i, "ccomp", "parataxis")) or is_misread_verb(tree, i)
    if tree.tokens[i].upos in {"NOUN", "ADJ"} and not is_clause:
        return
    if verb == "claim" and any(tree.lemmas[k] == "life" for k in tree.kids(i, "obj")):
        return  # `the blast claimed three lives`
    content = _content(tree, i)
    source = speaker(reading, s, tree, i)
    if (late := in_commas(reading, s, tree, i)) is not None and (chunk := tree.chunk_at[late]) is not None:
        content = content or (Span(start=tree.sentence.start, end=tree.tokens[chunk.start].start),)
    content = _behind_mark(tree, i if source is None else source, content)
    content = _before_setting(tree, i, content)
    if not content:
        return
    if source is not None and tree.lower[source] == "it" and tree.rel(i) == "csubj":
        return  # `it is fair to say`
    passive = tree.is_passive(i)
    if source is None:
        source = _paper(tree, i)
    if verb in {"learn", "hear"}:
        source = next((k for word, k in tree.phrases(i) if word == "from"), None)
        if source is None:
            yield from _learnt(s, tree, i, content)
            return
    told = passive and verb in _HEARERS
    if source is not None and tree.lower[source] in _OWN and reading.quotation_at(tree.tokens[i].start) is not None:
        return  # `I can confirm` within a quotation is the quotation's own voice
    manner = "said"
    if (verb in lists["sees"] and verb not in lists["verbs"] | {"hear"}) or (verb in lists["sees"] and verb != "hear"):
        if source is None or not is_person(reading, Node(sentence=s, token=source)) or not _is_eyesight(tree, i):
            return
        manner = "seen"
        if tree.lower[source] in TEMPORARY - _OWN or actors().match(tree.words[source]) or reading.toponym(s, source):
            return
    elif verb in lists["shows"] and verb not in lists["verbs"]:
        manner = "shown"
        is_somebody = source is not None and is_person(reading, Node(sentence=s, token=source))
        if source is None or (is_somebody and (verb in _TAKES or (verb == "show" and not tree.kids(i, "ccomp")))):
            return  # `the regime continues to show disregard for the people trapped there`
    if source is not None and tree.lower[source] in {"it", "this", "that"} and passive:
        source = None
    if (source is None and (not passive or tree.rel(i) in {"acl", "amod"})) or is_negated(tree, i):
        return
    if (
        passive
        and source is None
        and verb
        in {
            "see",
            "show",
            "hear",
            "understand",
            "record",
            "capture",
            "believe",
            "think",
            "estimate",
            "expect",
            "display",
            "describe",
            "list",
            "find",
            "deny",
        }
    ):
        return
    if manner in {"shown", "seen"}:
        reach = _reach(tree, i)
        content = tuple(
            c if c.end < tree.tokens[i].start or reach <= c.start else Span(start=c.start, end=reach) for c in content
        )
    yield Voice(
        source=Node(sentence=s, token=source) if source is not None and not told else None,
        name=None,
        words=_words(tree, i, source),
        cue=Node(sentence=s, token=i),
        covers=content,
        manner="told" if told else manner,
    )


def _paper(tree: Tree, i: int) -> int | None:
    """Return the statement in which something is said by nobody named: `as confirmed in a statement released today`."""
    papers = cues("dealings")["announcements"]
    return next((k for k in tree.kids(i, "obl") if tree.preposition(k) == "in" and tree.lemmas[k] in papers), None)


def _is_eyesight(tree: Tree, i: int) -> bool:
    """Whether somebody sees something happen, not `sees himself as a king` nor `a war which has seen it lose`."""
    before = tree.lower[i - 1] if i else ""
    if before == "to" and tree.rel(i) == "xcomp":
        return False  # `thousands are expected to see in the year`
    if before == "of" or (tree.lower[i].endswith("ing") and tree.kids(i, "aux")):
        return False  # `the method of counting troops`, `who are seeing the noose tighten`
    as_what = any(tree.preposition(k) == "as" for k in tree.kids(i, "obl"))
    return not as_what and not any(tree.lower[k] in {"which", "that"} for k in tree.kids(i, "nsubj"))


def _behind_mark(tree: Tree, i: int, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Leave out what stands before `after the director said`: what happened after a statement is not stated in it."""
    chunk = tree.chunk_at[i]
    at = (chunk.start if chunk is not None else i) - 1
    while at >= 0 and (tree.upos[at] in {"ADP", "DET", "NOUN", "PROPN", "ADJ"}) and tree.lower[at] not in _AFTERS:
        at -= 1
    if at < 0 or tree.lower[at] not in _AFTERS:
        return content
    return tuple(span for span in content if span.start > tree.tokens[at].start)


def _before_setting(tree: Tree, i: int, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Cut what only dates a statement: `They left, the ministry said Monday, more than a year after the junta ...`."""
    cue = tree.tokens[i].start
    if not any(span.start < cue and span.end > tree.sentence.start for span in content):
        return content
    comma = next((k for k in range(i + 1, min(len(tree), i + _LATER)) if tree.words[k] == ","), None)
    if comma is None or not any(tree.upos[k] == "VERB" for k in range(i)):
        return content
    mark = next((k for k in range(comma + 1, min(len(tree), comma + _LATER)) if tree.lower[k] in _SETS), None)
    if mark is None or any(tree.upos[k] in {"VERB", "AUX"} for k in range(comma, mark)):
        return content
    cut = tree.tokens[comma].start
    return tuple(Span(start=span.start, end=min(span.end, cut)) for span in content if span.start < cut)


def _learnt(s: int, tree: Tree, i: int, content: tuple[Span, ...]) -> Iterable[Voice]:
    """Find what a newsroom has from it does not say whom: `AFP learned at a ceremony`, `Reuters has learned`."""
    newsroom = tree.surface_subject(i)
    if newsroom is None or outlets().match(name=tree.words[newsroom]) is None:
        return
    for manner, rank in (("learnt", 0), ("said", 1)):
        yield Voice(
            source=Node(sentence=s, token=newsroom),
            name=None,
            words=_words(tree, i, newsroom),
            cue=Node(sentence=s, token=i),
            covers=content,
            rank=rank,
            manner=manner,
        )


def _reach(tree: Tree, i: int) -> int:
    """Return where what is shown or seen ends: a semicolon, a trailing speaker, the sentence's end."""
    for k in range(i + 1, len(tree)):
        if tree.words[k] == ";" or (
            tree.words[k] == ","
            and any(tree.lower[j] in {"said", "says", "according"} for j in range(k, min(len(tree), k + 8)))
        ):
            return tree.tokens[k].start
    return tree.sentence.end


def is_negated(tree: Tree, i: int) -> bool:
    """Whether nobody says it: `would not confirm that ...`, `neither embassy would say`."""
    before = tree.lower[max(0, i - 4) : i]
    stop = max((k for k, word in enumerate(before) if word in _STOPS), default=-1)
    before = before[stop + 1 :]  # `..., isn't theirs," said a spokesman`
    subject = tree.surface_subject(i)
    opening = tree.chunk_at[subject].start if subject is not None and tree.chunk_at[subject] is not None else i  # type: ignore[union-attr]
    return any(w in {"not", "n't", "never", "yet"} for w in before) or tree.lower[opening] in {
        "neither",
        "no",
        "nobody",
        "none",
    }


def _by_expletive(s: int, tree: Tree, i: int) -> Iterable[Voice]:
    """Find what nobody is named for: `it became known that ...`, `it emerged that ...`."""
    became = tree.lower[i] in _KNOWN and i > 1 and tree.lower[i - 1] == "became"
    if not (became or tree.lower[i] in _EMERGED) or "it" not in tree.lower[max(0, i - 4) : i]:
        return
    if (behind := _clause_behind(tree, i)) is not None:
        yield Voice(
            source=None, name=None, words=tree.span([i - 1, i]), cue=Node(sentence=s, token=i), covers=(behind,)
        )


def _words(tree: Tree, i: int, source: int | None) -> Span:
    near = [i] if source is None else [*tree.noun_phrase(source), i]
    span = tree.span(near)
    return span if span.end - span.start < 160 else tree.span([i])  # noqa: PLR2004  # a source far from its cue is named alone


def _content(tree: Tree, i: int) -> tuple[Span, ...]:
    """Return what is said: the clause or noun below the verb, or the clause that the verb hangs from behind a comma."""
    found: list[Span] = []
    clauses = [
        k
        for k in tree.kids(i, "ccomp", "parataxis", "xcomp", "obj", "dep", "csubj:pass", "csubj", "nsubj:pass")
        if not (tree.rel(k) == "parataxis" and tree.lemmas[k] in cues("said")["verbs"])
    ]
    for k in clauses:
        if tree.rel(k) == "nsubj:pass" and not tree.is_passive(i):
            continue
        found.append(tree.span(tree.subtree(k)))
    if tree.lemmas[i] in _HEARERS:
        found += [tree.span(tree.subtree(k)) for k in tree.kids(i, "obl") if tree.preposition(k) in {"of", "about"}]
    if tree.kids(i, "expl") and (late := tree.kids(i, "ccomp", "csubj", "advcl")):
        found.append(tree.span(tree.subtree(late[0])))
    if (
        tree.rel(i) in {"parataxis", "conj", "advcl", "discourse", "dep", "appos"}
        and (head := tree.head(i)) is not None
        and not tree.kids(i, "ccomp")
    ):
        inner = [t for t in tree.subtree(head) if t not in tree.subtree(i)]
        if tree.rel(i) == "parataxis" or (tree.rel(i) == "dep"):
            found.append(tree.span(inner))
    if _is_trailing(tree, i) and (not found or not any(c.start < tree.tokens[i].start for c in found)):
        found = [Span(start=tree.sentence.start, end=tree.tokens[i].start)]
    elif not found and (clause := _clause_behind(tree, i)) is not None:
        found.append(clause)
    return tuple(found)


def _clause_behind(tree: Tree, i: int) -> Span | None:
    """Return the rest of the sentence behind a verb of speech if it holds a clause: `said that ...`."""
    after = [k for k in range(i + 1, len(tree)) if tree.upos[k] in {"VERB", "AUX"}]
    if not after or i + 1 >= len(tree) or tree.words[i + 1] in {",", "."}:
        return None
    return Span(start=tree.tokens[i + 1].start, end=tree.sentence.end)


def _is_trailing(tree: Tree, i: int) -> bool:
    """Whether the verb closes the sentence behind a comma, as in `..., drivers said on Monday`."""
    chunk = tree.chunk_at[i - 1] if is_misread_verb(tree, i) else None
    if any(k > i and tree.kids(k, "nsubj", "nsubj:pass") for k in tree.kids(i, "ccomp")):
        return False  # `Speaking to AFP, the governor said they had left`
    subject = tree.doer(i)
    first = chunk.start if chunk is not None else min(tree.subtree(subject)) if subject is not None else i
    first = min(first, i)
    return (
        first > 2 and tree.words[first - 1] in {",", "\u201d", '"', "\u2019"} and len(tree) - i <= 8  # noqa: PLR2004  # a width, told beside it
    )  # a verb with its speaker at the end
