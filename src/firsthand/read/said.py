"""On whose word: the chain of voices behind each event, nearest first; empty = the outlet's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from firsthand.core.claim import Source
from firsthand.core.evidence import Span
from firsthand.data.words import cues, voice_words
from firsthand.read.forms import forms
from firsthand.read.reading import Node, Reading
from firsthand.read.tree import RELATIVES, Tree
from firsthand.read.voices import is_person, source_of
from firsthand.read.what import Mention

_LEADS = frozenset(
    {
        ("according", "to"),
        ("judging", "by"),
        ("judging", "from"),
        ("judge", "by"),
        ("going", "by"),
        ("based", "on"),
        ("per", "the"),
    }
)
_KNOWN = frozenset({"known", "clear", "public"})
_EMERGED = frozenset({"emerged", "emerges", "transpired", "surfaced"})
_HEARERS = frozenset({"tell", "inform", "brief", "notify", "assure", "remind"})
_TEMPORARY = frozenset({"he", "she", "they", "it", "we", "i"})


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
    """`said`, `shown`, `seen` or `told` (the named one is the hearer)."""


def voices(reading: Reading) -> tuple[Voice, ...]:
    """Return every attribution in a report: by its syntax, then by the reader's own spans where syntax found none.

    Cost: O(tokens times depth).
    """
    found = [voice for s, tree in enumerate(reading.trees) for voice in _in_sentence(reading, s, tree)]
    found += _by_model(reading, found)
    return tuple(_over_quotations(reading, found))


def chain(reading: Reading, mention: Mention, known: Sequence[Voice]) -> tuple[Source, ...]:
    """Return the voices that a mention rests on, nearest first, without the report's own credit.

    Where nobody in its own sentence speaks, a voice carries over if the sentences before and after have the same one.
    """
    span = mention.span(reading)
    over = [
        v
        for v in known
        if any(c.start <= span.start < c.end for c in v.covers) and not _is_of_itself(reading, v, mention)
    ]
    over.sort(
        key=lambda v: (v.rank, min(c.end - c.start for c in v.covers if c.start <= span.start < c.end), -v.words.start)
    )
    if not over:
        over = _carried(reading, mention, known)
    found: list[Source] = []
    for voice in _nested(over):
        source = _resolved(reading, voice, known)
        if source is not None and not any(_same(source, other) for other in found):
            found.append(source)
    return tuple(found)


def _nested(over: Sequence[Voice]) -> list[Voice]:
    """Keep the nearest voice and those that speak of it: each further one must cover the words of the one before."""
    kept = list(over[:1])
    for voice in over[1:]:
        inner = kept[-1]
        told = any(c.start <= inner.words.start < c.end for c in voice.covers)
        cited = (
            inner.rank == 0
            and voice.cue is not None
            and inner.cue is not None
            and voice.cue.sentence == inner.cue.sentence
        )
        if told or cited:
            kept.append(voice)
    return kept


def _is_of_itself(reading: Reading, voice: Voice, mention: Mention) -> bool:
    """Whether the cue is the event's own trigger: `agreed`, `ordered`, `denied` are deeds, not voices for themselves."""
    return voice.cue is not None and voice.cue.sentence == mention.sentence and voice.cue.token in mention.tokens


def _same(a: Source, b: Source) -> bool:
    return a.name.casefold() == b.name.casefold() and a.kind == b.kind


def _by_presence(reading: Reading, s: int, tree: Tree, i: int) -> Iterable[Voice]:
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


def _in_sentence(reading: Reading, s: int, tree: Tree) -> Iterable[Voice]:
    for i in range(len(tree)):
        yield from _by_presence(reading, s, tree, i)
        yield from _by_expletive(reading, s, tree, i)
        if tree.tokens[i].upos in {"VERB", "AUX"} or tree.lower[i] in _speech_forms():
            yield from _by_verb(reading, s, tree, i)
        yield from _by_preposition(reading, s, tree, i)


@cache
def _speech_forms() -> Mapping[str, str]:
    lists = cues("said")
    return _forms_of(lists["verbs"] | lists["shows"] | lists["sees"])


@cache
def _look_forms() -> Mapping[str, str]:
    return _forms_of(cues("said")["looks"])


def _forms_of(verbs: frozenset[str]) -> Mapping[str, str]:
    return {form: verb for verb in sorted(verbs, reverse=True) if " " not in verb for form in forms(verb)}


def _by_verb(reading: Reading, s: int, tree: Tree, i: int) -> Iterable[Voice]:
    lists = cues("said")
    verb = _speech_forms().get(tree.lower[i])
    if (
        verb is None
        or tree.tokens[i].upos not in {"VERB", "AUX", "NOUN", "ADJ"}
        or tree.rel(i) in {"amod", "compound", "aux", "cop"}
    ):
        return
    if tree.tokens[i].upos in {"NOUN", "ADJ"} and not (tree.kids(i, "nsubj") and tree.kids(i, "ccomp", "parataxis")):
        return
    content = _content(tree, i)
    if not content:
        return
    passive = tree.is_passive(i)
    source = tree.doer(i)
    if source is None and not passive:
        source = _inverted(tree, i)
    if source is not None and tree.lower[source] in RELATIVES and (head := tree.head(i)) is not None:
        source = head
    told = passive and verb in _HEARERS
    manner = "said"
    if (verb in lists["sees"] and verb not in lists["verbs"] | {"hear"}) or (verb in lists["sees"] and verb != "hear"):
        if source is None or not is_person(reading, Node(sentence=s, token=source)):
            return
        manner = "seen"
        if tree.lower[source] in _TEMPORARY:
            return
    elif verb in lists["shows"] and verb not in lists["verbs"]:
        manner = "shown"
        if source is None:
            return
    if source is not None and tree.lower[source] in {"it", "this", "that"} and passive:
        source = None
    if (source is None and not passive) or _is_negated(tree, i):
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
        content = tuple(
            c if c.end < tree.tokens[i].start else Span(start=c.start, end=_reach(tree, i)) for c in content
        )
    yield Voice(
        source=Node(sentence=s, token=source) if source is not None and not told else None,
        name=None,
        words=_words(tree, i, source),
        cue=Node(sentence=s, token=i),
        covers=content,
        manner="told" if told else manner,
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


def _is_negated(tree: Tree, i: int) -> bool:
    """Whether nobody says it: `would not confirm that ...`, `neither embassy would say`."""
    before = tree.lower[max(0, i - 4) : i]
    subject = tree.surface_subject(i)
    opening = tree.chunk_at[subject].start if subject is not None and tree.chunk_at[subject] is not None else i  # type: ignore[union-attr]
    return any(w in {"not", "n't", "never", "yet"} for w in before) or tree.lower[opening] in {
        "neither",
        "no",
        "nobody",
        "none",
    }


def _by_expletive(reading: Reading, s: int, tree: Tree, i: int) -> Iterable[Voice]:
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


def _inverted(tree: Tree, i: int) -> int | None:
    """Return the speaker behind the verb (`..., said a caretaker`) where the parse made it an object."""
    after = [k for k in tree.kids(i, "obj", "nsubj", "obl") if k > i]
    return after[0] if after and tree.preposition(after[0]) is None else None


def _content(tree: Tree, i: int) -> tuple[Span, ...]:
    """Return what is said: the clause or noun below the verb, or the clause that the verb hangs from behind a comma."""
    found: list[Span] = []
    clauses = [
        k
        for k in tree.kids(i, "ccomp", "parataxis", "xcomp", "obj", "dep", "csubj:pass", "csubj", "nsubj:pass")
        if not (tree.rel(k) in {"parataxis"} and tree.lemmas[k] in cues("said")["verbs"])
    ]
    for k in clauses:
        if tree.rel(k) == "nsubj:pass" and not tree.is_passive(i):
            continue
        found.append(tree.span(tree.subtree(k)))
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
    """Return the rest of the sentence behind a speech verb if it holds a clause: `said that ...`, `said the road ...`."""
    after = [k for k in range(i + 1, len(tree)) if tree.upos[k] in {"VERB", "AUX"}]
    if not after or i + 1 >= len(tree) or tree.words[i + 1] in {",", "."}:
        return None
    return Span(start=tree.tokens[i + 1].start, end=tree.sentence.end)


def _is_trailing(tree: Tree, i: int) -> bool:
    """Whether the verb closes the sentence behind a comma: `..., drivers said on Monday.`"""
    subject = tree.doer(i)
    first = min(tree.subtree(subject)) if subject is not None else i
    first = min(first, i)
    return first > 2 and tree.words[first - 1] in {",", "\u201d", '"', "\u2019"} and len(tree) - i <= 8  # noqa: PLR2004  # a verb with its speaker at the end


def _by_preposition(reading: Reading, s: int, tree: Tree, i: int) -> Iterable[Voice]:
    """Find `according to two diplomats`, `citing three border guards`, `quoting an unsigned memo`."""
    if i + 1 < len(tree) and (tree.lower[i], tree.lower[i + 1]) in _LEADS:
        source = _noun_after(tree, i + 2)
        if (
            source is not None
            and tree.lower[i] != "according"
            and not _can_tell(reading, Node(sentence=s, token=source))
        ):
            return
        if source is not None:
            head = tree.head(source)
            cover = _clause_span(tree, head if head is not None else source, source)
            yield Voice(
                source=Node(sentence=s, token=source),
                name=None,
                words=tree.span([i, *tree.noun_phrase(source)]),
                cue=Node(sentence=s, token=i),
                covers=(cover,),
            )
    elif tree.lower[i] in {"citing", "quoting"}:
        source = next(iter(tree.kids(i, "obj", "nsubj")), None)
        source = source if source is not None else _noun_after(tree, i + 1)
        if source is not None:
            head = tree.head(i)
            cover = _clause_span(tree, head if head is not None else i, source)
            yield Voice(
                source=Node(sentence=s, token=source),
                name=None,
                words=tree.span([i, *tree.noun_phrase(source)]),
                cue=Node(sentence=s, token=i),
                covers=(cover,),
                rank=0,
            )


def _can_tell(reading: Reading, node: Node) -> bool:
    """Whether a noun phrase after `judging by`, `based on` is a voice: footage, a document, data."""
    tree = reading.trees[node.sentence]
    known = voice_words()
    return bool(
        {tree.lemmas[node.token], tree.lower[node.token]}
        & (known["video"] | known["document"] | {"account", "statement", "testimony"})
    )


def _noun_after(tree: Tree, start: int) -> int | None:
    for k in range(start, min(len(tree), start + 8)):
        if tree.tokens[k].upos in {"NOUN", "PROPN", "PRON", "NUM"} and tree.rel(k) not in {
            "compound",
            "nummod",
            "nmod:poss",
            "flat",
            "amod",
        }:
            return k
    return None


def _clause_span(tree: Tree, at: int, source: int) -> Span:
    """Return the stretch of the clause that an adjunct belongs to: from the last semicolon to the next."""
    top = tree.clause(at)
    words = tree.subtree(top) if len(tree.subtree(top)) > len(tree) // 3 else list(range(len(tree)))
    low = max((k for k in range(source) if tree.words[k] == ";"), default=-1)
    high = min((k for k in range(source, len(tree)) if tree.words[k] == ";"), default=len(tree))
    kept = [k for k in words if low < k < high]
    return tree.span(kept or words)


def _by_model(reading: Reading, found: Sequence[Voice]) -> Iterable[Voice]:
    """Turn the reader's attribution spans into voices where syntax found none with that cue."""
    cues_found = [reading.trees[v.cue.sentence].tokens[v.cue.token].start for v in found if v.cue is not None]
    for item in reading.parse.attributions:
        if not item.content or not (item.source or item.cue):
            continue
        if any(span.start <= at < span.end for span in item.cue for at in cues_found):
            continue
        name = item.source[0] if item.source else None
        node = _head_in(reading, name) if name is not None else None
        spans = [*item.source, *item.cue]
        words = Span(start=min(x.start for x in spans), end=max(x.end for x in spans))
        if words.end - words.start > 160:  # noqa: PLR2004  # parted far: the source alone
            words = spans[0]
        if name is None and not _is_speech(reading, item.cue):
            continue
        cue = _head_in(reading, item.cue[0]) if item.cue else None
        yield Voice(source=node, name=name, words=words, cue=cue, covers=tuple(item.content))


def _is_speech(reading: Reading, cue: Sequence[Span]) -> bool:
    return any(word in _speech_forms() for span in cue for word in span.of(reading.text).casefold().split())


def _head_in(reading: Reading, span: Span) -> Node | None:
    s = reading.sentence_at(span.start)
    if s is None:
        return None
    tree = reading.trees[s]
    inside = [i for i, t in enumerate(tree.tokens) if span.start <= t.start < span.end]
    heads = [i for i in inside if tree.head(i) not in inside]
    return Node(sentence=s, token=heads[0]) if heads else None


def _over_quotations(reading: Reading, found: Sequence[Voice]) -> Iterable[Voice]:
    """Let a speaker's voice cover the whole quotation that his content touches, and quotations that follow unsigned."""
    voices_found = list(found)
    signed: dict[Span, Voice] = {}
    for voice in voices_found:
        if voice.manner != "said":
            continue
        for quotation in reading.quotations:
            if any(
                c.meets(quotation) and not quotation.holds(voice.words) for c in voice.covers
            ) and not quotation.holds(voice.words):
                signed.setdefault(quotation, voice)
    for quotation in reading.quotations:
        if (
            quotation not in signed
            and _is_whole(reading, quotation)
            and (voice := _speaker(reading, quotation, signed, voices_found)) is not None
        ):
            signed[quotation] = voice
    extra = {id(voice): [] for voice in voices_found}  # type: dict[int, list[Span]]
    for quotation, voice in signed.items():
        extra[id(voice)].append(quotation)
    return [replace(v, covers=(*v.covers, *(q for q in extra[id(v)] if q not in v.covers))) for v in voices_found]


def _is_whole(reading: Reading, quotation: Span) -> bool:
    words = quotation.of(reading.text).split()
    return len(words) > 3  # noqa: PLR2004  # a word or two in marks is no speech


def _speaker(reading: Reading, quotation: Span, signed: dict[Span, Voice], found: Sequence[Voice]) -> Voice | None:
    """Return who speaks an unsigned quotation: the one of the last signed quotation, or who is named just before it."""
    earlier = [
        q
        for q in signed
        if q.end <= quotation.start and not re.search(r"\n\s*\n.*\n\s*\n", reading.text[q.end : quotation.start])
    ]
    near = [
        v
        for v in found
        if v.manner == "said" and v.words.end <= quotation.start and quotation.start - v.words.end < 400
    ]  # about two sentences
    if earlier and quotation.start - max(q.end for q in earlier) < 400:  # noqa: PLR2004  # about two sentences
        return signed[max(earlier, key=lambda q: q.end)]
    return near[-1] if near else None


def _carried(reading: Reading, mention: Mention, known: Sequence[Voice]) -> list[Voice]:
    """Return the voice of the sentence before if the next sentence goes on with it by a pronoun."""
    if (footage := _same_footage(reading, mention, known)) is not None:
        return [footage]
    before = [v for v in known if v.cue is not None and v.cue.sentence == mention.sentence - 1 and v.manner == "said"]
    after = [v for v in known if v.cue is not None and v.cue.sentence == mention.sentence + 1]
    if (
        before
        and after
        and all(
            v.source is not None and reading.trees[v.source.sentence].lower[v.source.token] in {"he", "she"}
            for v in after[:1]
        )
    ):
        return before[-1:]
    return []


def _same_footage(reading: Reading, mention: Mention, known: Sequence[Voice]) -> Voice | None:
    """Return the footage of the sentence before where this one goes on to tell what is seen at the same place."""
    if mention.kind not in {"be-present", "be-absent"} or any(
        v.cue is not None and v.cue.sentence == mention.sentence for v in known
    ):
        return None
    start = reading.trees[mention.sentence].sentence.start
    for voice in reversed(known):
        if voice.source is None or not mention.sentence - 2 <= voice.source.sentence < mention.sentence:
            continue
        tree = reading.trees[voice.source.sentence]
        if (
            tree.lemmas[voice.source.token] in voice_words()["video"]
            and "\n\n" not in reading.text[voice.words.end : start]
        ):
            return voice
    return None


def _resolved(reading: Reading, voice: Voice, known: Sequence[Voice]) -> Source | None:
    """Return a voice as a record; a pronoun takes the last voice named before it."""
    node = voice.source
    if node is not None and reading.trees[node.sentence].lower[node.token] in _TEMPORARY:
        node = _antecedent(reading, voice, known)
    elif node is not None:
        node = _same_as_before(reading, node, known) or node
    return source_of(reading, node, voice.words, voice.manner, name=voice.name)


def _same_as_before(reading: Reading, node: Node, known: Sequence[Voice]) -> Node | None:
    """Return the voice that `the same sources`, `that video` take up: the last one before it with that noun."""
    tree = reading.trees[node.sentence]
    chunk = tree.chunk_at[node.token]
    if chunk is None or not set(tree.lower[chunk.start : chunk.end]) & {"same", "those", "these"}:
        return None
    lemma = tree.lemmas[node.token]
    for voice in reversed(known):
        other = voice.source
        if (
            other is not None
            and (other.sentence, other.token) < (node.sentence, node.token)
            and reading.trees[other.sentence].lemmas[other.token] == lemma
        ):
            return other
    return None


def _antecedent(reading: Reading, voice: Voice, known: Sequence[Voice]) -> Node | None:
    at = voice.source
    if at is None:
        return None
    here = (at.sentence, at.token)
    earlier = [
        v.source
        for v in known
        if v.source is not None
        and (v.source.sentence, v.source.token) < here
        and v.source.sentence >= at.sentence - 4
        and reading.trees[v.source.sentence].lower[v.source.token] not in _TEMPORARY
    ]
    word = reading.trees[at.sentence].lower[at.token]
    if earlier and (word in {"he", "she"} or earlier[-1].sentence >= at.sentence - 1):
        return earlier[-1]
    return None
