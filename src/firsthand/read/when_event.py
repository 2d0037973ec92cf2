"""Which expression of time dates an event: by the parse, then the sentence, then the discourse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.core.claim import WhenBasis
from firsthand.core.evidence import Span
from firsthand.core.parse import Parse, Sentence, Timex, Token
from firsthand.core.spacetime import TimeSpan

SAYING = frozenset(
    "say tell report announce add note claim confirm deny warn state write quote insist predict declare explain "
    "acknowledge allege tweet post publish describe argue suggest estimate recall ask cite show".split()
)
"""Verbs whose own time is that of the telling, not of what is told."""
CLAUSES = ("ccomp", "xcomp", "parataxis", "advcl", "acl", "conj", "csubj")
DISCOURSE_SENTENCES = 2  # how far back a time carries; d01 to d13 of the probes: farther is more often wrong than right
PERFECT = frozenset(("has", "have", "'ve", "is", "are", "am", "'s", "'re", "will", "would", "may", "might", "could", "can"))


@dataclass(frozen=True, slots=True)
class _Dated:
    """An expression with the head token it has in its sentence, -1 where there is no parse."""

    timex: Timex
    head: int


def event_time(
    trigger: Span, text: str, parse: Parse, timexes: Sequence[Timex]
) -> tuple[TimeSpan | None, WhenBasis | None]:
    """Return when an event happened and how that is known.

    Args:
        trigger: The words that name the event.
        text: The report's text.
        parse: Its sentences; without tokens the nearest expression of the sentence counts.
        timexes: What `timexes` found in the text.

    Returns:
        The span and `words` (the expression hangs on the trigger or its clause), `sentence` (on a clause around it)
        or `discourse` (told in a sentence before it); (None, None) where nothing dates it.
    """
    usable = [t for t in timexes if t.span is not None and t.type != "SET"]
    number = _sentence_of(parse, trigger.start)
    if number is None:
        return None, None
    sentence = parse.sentences[number]
    inside = [t for t in usable if sentence.start <= t.start < sentence.end]
    if sentence.tokens:
        found = _by_tree(trigger, text, sentence, inside)
    else:
        found = _nearest(trigger, text, inside)
    if found[0] is not None:
        return found
    return _by_discourse(number, trigger, text, parse, usable)


def _sentence_of(parse: Parse, at: int) -> int | None:
    number = bisect_right([s.start for s in parse.sentences], at) - 1
    return number if number >= 0 and at < parse.sentences[number].end else None


def _by_tree(
    trigger: Span, text: str, sentence: Sentence, inside: Sequence[Timex]
) -> tuple[TimeSpan | None, WhenBasis | None]:
    """Climb from the trigger to the clauses around it; the first that has an expression of its own gives the time."""
    tokens = sentence.tokens
    at = _head_in(tokens, trigger.start, trigger.end)
    if at is None:
        return None, None
    dated = [_Dated(t, head) for t in inside if (head := _head_in(tokens, t.start, t.end)) is not None]
    owners = {id(d.timex): _owner(tokens, d.head) for d in dated}
    basis: WhenBasis = "words"
    seen = 0
    while at >= 0 and seen <= len(tokens):
        own = [d.timex for d in dated if owners[id(d.timex)] == at]
        if own:
            return _best(own, trigger).span, basis
        step = tokens[at].deprel.split(":")[0]
        governor = tokens[at].head
        if governor < 0 or (step in {"ccomp", "parataxis"} and _is_saying(tokens[governor])):
            break
        if step == "conj" and _has_perfect(tokens, at, text) != _has_perfect(tokens, governor, text):
            break
        if step in CLAUSES:
            basis = "sentence"
        at, seen = governor, seen + 1
    return _below(trigger, tokens, dated, owners)


def _below(
    trigger: Span, tokens: Sequence[Token], dated: Sequence[_Dated], owners: dict[int, int]
) -> tuple[TimeSpan | None, WhenBasis | None]:
    """Take an expression that hangs below the trigger: on a noun of its clause ("a visit by X on Monday")."""
    top = _head_in(tokens, trigger.start, trigger.end)
    if top is None:
        return None, None
    below = [
        d.timex
        for d in dated
        if top in _chain(tokens, owners[id(d.timex)]) and not _crosses_clause(tokens, owners[id(d.timex)], top)
    ]
    return (_best(below, trigger).span, "words") if below else (None, None)


def _chain(tokens: Sequence[Token], at: int) -> list[int]:
    chain = []
    while at >= 0 and len(chain) <= len(tokens):
        chain.append(at)
        at = tokens[at].head
    return chain


def _crosses_clause(tokens: Sequence[Token], at: int, top: int) -> bool:
    for index in _chain(tokens, at):
        if index == top:
            return False
        if tokens[index].deprel.split(":")[0] in {"ccomp", "advcl", "acl", "parataxis", "conj"}:
            return True
    return True


def _head_in(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Return the token of a stretch whose governor lies outside it."""
    inside = [i for i, t in enumerate(tokens) if t.start < end and t.end > start]
    return next((i for i in inside if tokens[i].head not in inside), inside[0] if inside else None)


def _owner(tokens: Sequence[Token], head: int) -> int:
    """Return the predicate or noun that the expression modifies."""
    governor = tokens[head].head
    return governor if governor >= 0 else head


def _is_saying(token: Token) -> bool:
    return token.lemma.lower() in SAYING


def _has_perfect(tokens: Sequence[Token], verb: int, text: str) -> bool:
    """Whether the clause is told from now (perfect, present, future), not from a time past."""
    return any(
        t.head == verb and t.deprel.startswith(("aux", "cop")) and text[t.start : t.end].lower() in PERFECT for t in tokens
    )


def _best(own: Sequence[Timex], trigger: Span) -> Timex:
    """Prefer dates to lengths, then the nearest."""
    return min(own, key=lambda t: (t.type == "DURATION", abs(t.start - trigger.start)))


def _nearest(trigger: Span, text: str, inside: Sequence[Timex]) -> tuple[TimeSpan | None, WhenBasis | None]:
    """Without a parse: the nearest expression of the clause, then of the sentence."""
    if not inside:
        return None, None

    def distance(timex: Timex) -> tuple[int, int]:
        low, high = sorted((timex.start, trigger.start))
        between = text[low:high]
        return sum(between.count(sign) for sign in ",;:") + 2 * between.count(" said "), high - low

    best = min(inside, key=distance)
    return best.span, "words" if distance(best)[0] == 0 else "sentence"


def _by_discourse(
    number: int, trigger: Span, text: str, parse: Parse, usable: Sequence[Timex]
) -> tuple[TimeSpan | None, WhenBasis | None]:
    """Take the time that the story stands at: that of the last dated clause just before, in one paragraph."""
    sentence = parse.sentences[number]
    if sentence.tokens:
        at = _head_in(sentence.tokens, trigger.start, trigger.end)
        if at is not None and not _goes_on(sentence.tokens, at, text):
            return None, None
    for back in range(number - 1, max(-1, number - 1 - DISCOURSE_SENTENCES), -1):
        before = parse.sentences[back]
        if "\n\n" in text[before.end : parse.sentences[back + 1].start]:
            break
        told = [t for t in usable if before.start <= t.start < before.end and t.type in {"DATE", "TIME"}]
        told = [t for t in told if t.value[:1].isdigit() and not _dates_the_telling(t, before)]
        if told and told[-1].span is not None:
            return told[-1].span, "discourse"
    return None, None


def _goes_on(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether the clause tells the next step of a story: a past tense, no perfect, present or future."""
    index = at
    while index >= 0 and tokens[index].upos not in {"VERB", "AUX"}:
        index = tokens[index].head
    if index < 0:
        return True
    form = text[tokens[index].start : tokens[index].end].lower()
    if _has_perfect(tokens, index, text):
        return False
    has_auxiliary = any(t.head == index and t.deprel.startswith("aux") for t in tokens)
    return has_auxiliary or form not in {tokens[index].lemma, tokens[index].lemma + "s", tokens[index].lemma + "es"}


def _dates_the_telling(timex: Timex, sentence: Sentence) -> bool:
    """Whether the expression says when somebody spoke ("said on Friday")."""
    head = _head_in(sentence.tokens, timex.start, timex.end) if sentence.tokens else None
    if head is None:
        return False
    return _is_saying(sentence.tokens[_owner(sentence.tokens, head)])
