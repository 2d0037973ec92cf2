"""Report -> Claim: who said what about whom, where and when, each resting on exact words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.core.claim import Claim, EventMention, Location
from firsthand.core.codec import id_of
from firsthand.core.evidence import Report, Span
from firsthand.core.parse import Parse, Timex, Toponym
from firsthand.data.words import cues
from firsthand.read.reading import Node, Reading, reading
from firsthand.read.said.chains import chain, resolved, voices
from firsthand.read.said.cited import Voice
from firsthand.read.said.comment import hidden, silences
from firsthand.read.said.credits import credited
from firsthand.read.said.denied import Answer, answers
from firsthand.read.said.sides import with_side
from firsthand.read.stance.aside import is_aside, without_doubles
from firsthand.read.stance.held import Held, held
from firsthand.read.tree.tree import Tree
from firsthand.read.what.dealings import is_kept_quiet
from firsthand.read.what.domain import is_no_news
from firsthand.read.what.mention import Mention, is_ended, is_of_none, is_outside, is_over
from firsthand.read.what.mentions import mentions
from firsthand.read.what.nested import without_contents
from firsthand.read.when.claim import claim_time, dated_by_voice
from firsthand.read.where.phrase import Scene
from firsthand.read.where.scene import locations
from firsthand.read.where.site import sites
from firsthand.read.where.toponyms import event_places
from firsthand.read.who.cast import Cast, cast
from firsthand.read.who.counts import count
from firsthand.read.who.participants import name_span
from firsthand.read.who.people import participants, with_party

TOP_LINES = 4  # lines from the top in which a byline may stand
LONGEST_BYLINE = 80  # code points
_WORKING = frozenset({"accept", "admit", "function", "offer", "provide", "receive", "run", "treat", "work"})
_CARE = cues("rules")["site_care"]
_STATES = frozenset({"be-present", "be-absent", "hold", "operate", "close"})


def claims(report: Report, parse: Parse, timexes: Sequence[Timex], toponyms: Sequence[Toponym]) -> tuple[Claim, ...]:
    """Return every claim that a report makes, in the order of its text.

    Args:
        report: The report; only its text is read, its title is not.
        parse: What the reader saw in it.
        timexes: Expressions of time, anchored.
        toponyms: Place names, resolved.

    Returns:
        Claims with ids of (report, quote span, kind, trigger span), no two alike. Each quote is cut from the text, so
        that it cannot but match.

    Cost: about 30 ms for a report of 700 words.
    """
    read = reading(report, parse, timexes, toponyms)
    known, here = voices(read), sites(read)
    people = cast(read, here.country.name if here.country is not None else None)
    places: list[Location] = []
    made: dict[str, Claim] = {}
    for mention, how in _claimed(read, known):
        claim = _claim(read, mention, how, known, Scene(before=places, sites=here), people)
        claim = with_party(dated_by_voice(claim, tuple(made.values())), tuple(made.values()))
        if claim.mention.kind == "statement" and not (claim.participants or "at" in mention.roles):
            continue  # talks of nobody in particular
        if (
            claim.mention.kind != "statement"
        ):  # the next deed is done where the last one was, not where it was talked of
            places += [replace(x, span=claim.mention.trigger) for x in claim.locations]  # in the order of use
        made.setdefault(claim.id, claim)
    told = tuple(made.values())
    for answer in answers(read, told, known):
        if (said := _answered(read, answer, known)) is not None:
            made.setdefault(said.id, said)
    return tuple(sorted(made.values(), key=lambda c: c.mention.trigger.start) if len(made) > len(told) else told)


def _answered(read: Reading, answer: Answer, known: Sequence[Voice]) -> Claim | None:
    """Return a claim as another voice denies or confirms it, resting on that voice's own sentence."""
    source, told = resolved(read, answer.voice, known), answer.claim
    if source is None or (told.attribution and told.attribution[0].name == source.name):
        return None
    trigger = read.trees[answer.cue.sentence].span([answer.cue.token])
    quote = read.report.quote(_quoted(read, answer.cue.sentence, trigger.start))
    is_turned = answer.denies == (told.polarity == "affirmed")
    return replace(
        told,
        id=id_of("claim", read.report.id, quote.span, told.mention.kind, trigger),
        quote=quote,
        mention=replace(told.mention, trigger=trigger),
        attribution=credited(read, (source,)),
        polarity="negated" if is_turned else "affirmed",
        stance="asserted" if answer.denies else told.stance,
        certainty=None,
    )


def _claimed(read: Reading, known: Sequence[Voice]) -> list[tuple[Mention, Held]]:
    """Return the mentions that are claims, with how they are held."""
    quiet = silences(read)
    found: list[tuple[Mention, Held]] = [(silence, Held()) for silence in quiet]
    events = [m for m in mentions(read) if not any(hidden(read, m, silence) for silence in quiet)]
    told = [(m, held(read, m)) for m in without_contents(read, events)]
    ways = {m.span(read): how for m, how in told}
    idle = frozenset(at for at, how in ways.items() if how is None)
    for mention in without_doubles(read, [m for m, _ in told], idle):
        how = ways[mention.span(read)]
        if how is not None and not is_no_news(read, mention) and not is_aside(read, mention, known):
            found.append((mention, how))
    return sorted(found, key=lambda pair: (pair[0].sentence, pair[0].token))


def _claim(read: Reading, mention: Mention, how: Held, known: Sequence[Voice], scene: Scene, people: Cast) -> Claim:
    span = mention.span(read)
    kind, how = _turned(read.trees[mention.sentence], mention, how)
    where = locations(read, mention, scene, event_places(span, read.text, read.parse, read.toponyms))
    said = chain(read, mention, known) if kind != "decline-comment" or read.quotation_at(span.start) else ()
    said = tuple(with_side(read, source, people) for source in said)
    parties = participants(read, mention, people, said[0] if said else None)
    when, basis = claim_time(read, mention, how, said)
    quote = read.report.quote(_quoted(read, mention.sentence, span.start))
    low, high = _times(read, mention)
    return Claim(
        id=id_of("claim", read.report.id, quote.span, kind, span),
        quote=quote,
        mention=EventMention(kind=kind, trigger=span, phase=mention.phase, count_low=low, count_high=high),
        participants=parties,
        locations=where,
        when=when,
        when_basis=basis,
        attribution=credited(read, said),
        polarity=how.polarity,
        stance=how.stance,
        certainty=_certainty(read, mention),
    )


def _turned(tree: Tree, mention: Mention, how: Held) -> tuple[str, Held]:
    """Write `no tanks at the base` as an absence that is affirmed, not as a presence that is denied."""
    if mention.kind == "be-present" and is_over(tree, mention):
        return "be-absent", how
    if (mention.form == "halted" or is_outside(tree, mention)) and how.polarity == "affirmed":
        return mention.kind, Held(stance=how.stance, polarity="negated")
    if mention.kind == "statement" and is_kept_quiet(tree, mention) and how.polarity == "affirmed":
        return mention.kind, Held(stance=how.stance, polarity="negated")  # "was left secret" denies that it was told
    if mention.kind == "operate" and how == Held(polarity="negated"):
        cared = any(tree.lemmas[k] in _CARE for top in mention.roles.get("object", ()) for k in tree.subtree(top))
        idle = cared and tree.lemmas[mention.token] in _WORKING
        return ("close", Held()) if idle or is_ended(tree, mention) else (mention.kind, how)
    if (
        mention.kind == "be-present"
        and (mention.form == "copula" or tree.lemmas[mention.token] in {"leave", "have"} or is_of_none(tree, mention))
        and how.polarity == "negated"
        and how.stance == "asserted"
    ):
        return "be-absent", Held(stance="asserted", polarity="affirmed")
    return mention.kind, how


def _quoted(read: Reading, s: int, trigger: int) -> Span:
    """Return a sentence without white space at its ends and without a byline or a date above it."""
    tree = read.trees[s]
    sentence = tree.sentence
    start = sentence.start
    line = read.text.find("\n", start, trigger)
    if line != -1 and read.text.count("\n", 0, start) < TOP_LINES and line - start < LONGEST_BYLINE:
        above = [k for k, token in enumerate(tree.tokens) if token.start < line]
        below = read.text[line:].lstrip()[:1]
        if not any(tree.upos[k] in {"VERB", "AUX"} for k in above) and not below.islower():
            start = line
    words = read.text[start : sentence.end]
    start += len(words) - len(words.lstrip())
    return Span(start=start, end=max(start, sentence.start + len(read.text[sentence.start : sentence.end].rstrip())))


def _times(read: Reading, mention: Mention) -> tuple[int | None, int | None]:
    """Return how many events a plural noun counts: `three attacks`."""
    tree = read.trees[mention.sentence]
    if mention.form != "noun" or not tree.kids(mention.token, "nummod"):
        return None, None
    return count(name_span(read, Node(sentence=mention.sentence, token=mention.token)).of(read.text))


def _certainty(read: Reading, mention: Mention) -> float | None:
    tree = read.trees[mention.sentence]
    at = tree.tokens[mention.predicate].start
    exact = [c.value for c in tree.sentence.certainty if c.start <= at < c.end]
    return round(exact[0], 2) if exact else None
