"""Simulated worlds: a garrison that leaves (or does not), witnesses, and a press that copies, with known lineage.

A world is drawn in four steps, all from one seed: what is true on each day; who saw or heard of it and what they
say; which newsroom prints whom; and how other newsrooms make their own reports of that. Claims are made directly, as
a reader without fault would find them, with exact quotes, so that `weigh` can be tried without reading text; the
texts can be read all the same. How the rates were chosen, and what is not like the world: docs/explain/independence.md.

    for world in worlds(100, seed=7, manner=Manner(hidden=0.4)):
        lineage = trace.lineage(world.reports, world.claims)
        world.truth.states["2025-03-09"]            # "present", "leaving" or "absent"
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from evals.world_people import Cast, Fact, Voice, cast, saying
from evals.world_press import Draft, Sentence, copied, original, retold
from firsthand.core.claim import Claim, EventMention, Location, Participant, Phase, Source
from firsthand.core.codec import id_of
from firsthand.core.evidence import Capture, Id, Report, Span
from firsthand.core.spacetime import Place, TimeSpan

State = str
"""`present`, `leaving` or `absent`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a world's press behaves; all shares are 0 to 1.

    The defaults are counted on the two labelled cases: of 42 reports 33 have an upstream, 7 of those hide it, 3 keep
    the words, 2 are translations (not simulated), 15 rest on one agency.
    """

    strands: tuple[int, int] = (2, 7)
    """Newsrooms with reporting of their own, least and most."""
    copies: tuple[int, int] = (6, 24)
    """Derived reports, least and most."""
    hidden: float = 0.2
    """Derived reports that name no upstream."""
    kept: float = 0.35
    """Derived reports that keep the words (whole, cut, spun or with paragraphs added)."""
    merged: float = 0.1
    """Derived reports that draw on two upstreams."""
    unvoiced: float = 0.15
    """Sentences of a copy that lose their voice."""
    errors: float = 0.06
    """Facts that a copier alters (a number, a day)."""
    undated: float = 0.2
    """Derived reports that tell no date."""
    wrong: float = 0.12
    """Voices with no eyes on the site that are wrong."""
    rumour: float = 0.15
    """Worlds in which nobody leaves, and one voice says so all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is known of a world because it was made."""

    site: Place
    actor: Participant
    states: Mapping[str, State]
    """State of the actor's presence at the site, by day (YYYY-MM-DD), from 40 days before the first report."""
    leaving: tuple[str, str] | None
    """First and last day of leaving; None where nobody left."""
    main: tuple[Id, ...]
    """Claims of the main event: an affirmed, asserted withdrawal."""
    origins: int
    """Different voices at a time behind the main event's claims."""
    origin_of: Mapping[Id, str]
    """The origin of each claim; claims of no voice (background) are left out."""
    origins_of: Mapping[Id, frozenset[str]]
    """The origins of each report."""
    upstream: Mapping[Id, tuple[str, ...]]
    """Report ids or agency names, nearest first, of each derived report."""
    same_text: frozenset[tuple[Id, Id]]
    """Pairs (smaller id first) with the same text up to cuts and added paragraphs."""
    correct: Mapping[Id, bool]
    """Whether what the claim's voice said was so (copiers' errors count as false)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A pile of reports with the claims in them, and the truth."""

    seed: int
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    truth: Truth


@dataclass(slots=True, kw_only=True)
class _Pile:
    """What has been made of a world so far."""

    reports: list[Report] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    origin_of: dict[Id, str] = field(default_factory=dict)
    correct: dict[Id, bool] = field(default_factory=dict)


def worlds(n: int, seed: int = 0, manner: Manner | None = None) -> Iterator[World]:
    """Yield n worlds; the same seed and manner give the same worlds."""
    for i in range(n):
        yield world(seed * 1_000_003 + i, manner)


def world(seed: int, manner: Manner | None = None) -> World:
    """Return one world. Cost: about 3 ms for 20 reports."""
    manner = manner or Manner()
    rng = random.Random(seed)  # noqa: S311  # a simulation
    people = cast(rng, rng.randint(*manner.strands))
    first = date(2025, 1, 1) + timedelta(days=rng.randrange(300))
    leaving = None if rng.random() < manner.rumour else _leaving(first, rng)
    drafts = _originals(people, leaving, first, manner, rng)
    drafts += _derived(people, drafts, manner, rng)
    pile, ids = _Pile(), {}
    for draft in drafts:
        ids[draft.key] = _written(draft, people, pile, bool(draft.sources) and rng.random() < manner.undated)
    return World(
        seed=seed,
        reports=tuple(pile.reports),
        claims=tuple(pile.claims),
        truth=_truth(people, drafts, ids, pile, (first, leaving)),
    )


def _leaving(first: date, rng: random.Random) -> tuple[date, date]:
    """Draw the first and last day of leaving; short and sudden as often as slow."""
    begin = first + timedelta(days=rng.randint(-6, 3))
    return begin, begin + timedelta(days=rng.choice((0, 0, 1, 2, 3, 5, 8, 14)))


def _originals(
    people: Cast, leaving: tuple[date, date] | None, first: date, manner: Manner, rng: random.Random
) -> list[Draft]:
    """Return each newsroom's own reports: one, or a second one days later with what its voices then say."""
    drafts = []
    conference = first + timedelta(days=rng.randrange(4))
    heard = saying(people.spokesman, conference, leaving, (rng, manner.wrong))
    for strand, newsroom in enumerate(people.newsrooms):
        day = first + timedelta(days=min(rng.randrange(5), rng.randrange(8)))
        for follow_up in range(1 + (rng.random() < 0.25)):  # noqa: PLR2004  # a quarter come back to it
            key = f"s{strand}.{follow_up}"
            voices = people.voices[strand] if not follow_up else people.voices[strand][:1]
            facts = [fact for voice in voices for fact in saying(voice, day, leaving, (rng, manner.wrong))]
            if day == conference:
                facts += heard
            drafts.append(original(key, newsroom, day, facts, people, rng))
            day += timedelta(days=rng.randint(6, 12))  # sooner, it is one time of that voice
    return sorted(drafts, key=lambda draft: (draft.day, draft.key))


def _derived(people: Cast, originals: list[Draft], manner: Manner, rng: random.Random) -> list[Draft]:
    """Return reports made from others; what is early, an agency's, or copied already is copied more."""
    drafts: list[Draft] = []
    fame = [rng.paretovariate(1.1) * (2.5 if draft.outlet.agency else 1) for draft in originals]
    for n in range(rng.randint(*manner.copies)):
        pool = originals + drafts
        weights = fame + [0.25 * max(fame)] * len(drafts)
        source = rng.choices(pool, weights)[0]
        named = rng.random() >= manner.hidden
        outlet = people.outlets[n % len(people.outlets)]
        day = source.day + timedelta(days=rng.choice((0, 0, 0, 1, 1, 2, 3)))
        if rng.random() < manner.kept:
            drafts.append(copied(f"c{n}", source, outlet, day, (people, rng, named)))
            continue
        second = rng.choices(pool, weights)[0] if rng.random() < manner.merged else None
        sources = (source,) if second is None or second.root == source.root else (source, second)
        day = max([day, *(s.day for s in sources)])
        drafts.append(
            retold(f"c{n}", sources, outlet, day, (people, rng, named, manner.unvoiced, manner.errors)),
        )
    return drafts


def _written(draft: Draft, people: Cast, pile: _Pile, undated: bool) -> Id:  # noqa: FBT001  # private
    """Write a draft out as a report with its claims; return the report's id."""
    text, spans = draft.text()
    day = None if undated else draft.day.isoformat()
    body = hashlib.sha256(text.encode()).hexdigest()
    url = f"https://{draft.outlet.domain}/{draft.key}"
    report = Report(
        id=id_of("report", body, url, draft.outlet.name, day, None),
        text=text,
        capture=Capture(body=body, media_type="text/plain", path=f"{draft.key}.json"),
        url=url,
        outlet=draft.outlet.name,
        title=draft.title,
        language="en",
        published=day,
        credit=draft.credit,
        dateline=draft.dateline,
    )
    pile.reports.append(report)
    for sentence, span in zip(draft.sentences, spans, strict=True):
        if sentence.fact is not None:
            claim = _claim(sentence, sentence.fact, span, (report, people))
            pile.claims.append(claim)
            pile.origin_of[claim.id] = sentence.fact.origin
            pile.correct[claim.id] = sentence.fact.correct
    return report.id


def _claim(sentence: Sentence, fact: Fact, span: Span, where: tuple[Report, Cast]) -> Claim:
    report, people = where
    kind, _, edge = fact.kind.partition("-") if fact.kind.startswith("withdraw") else (fact.kind, "", "whole")
    phase: Phase = "begins" if edge == "begins" else "ends" if edge == "ends" else "whole"
    if kind.startswith("be-"):
        phase = "continues"
    trigger = Span(start=span.start, end=min(span.end, span.start + 8))
    shown = () if sentence.voice is None else _chain(sentence.voice, sentence, report)
    return Claim(
        id=id_of("claim", report.id, span.start, span.end, kind, trigger.start, trigger.end),
        quote=report.quote(span),
        mention=EventMention(kind=kind, trigger=trigger, phase=phase, count_low=fact.count, count_high=fact.count),
        participants=(people.actor,),
        locations=(Location(role="from" if kind in {"withdraw", "transfer"} else "at", place=people.site),),
        when=TimeSpan.on(fact.day.isoformat()) if fact.stance == "asserted" else None,
        when_basis="words" if fact.stance == "asserted" else None,
        attribution=shown,
        polarity=fact.polarity,
        stance=fact.stance,
        certainty=3.0 if fact.polarity == "affirmed" else -3.0,
    )


def _chain(voice: Voice, sentence: Sentence, report: Report) -> tuple[Source, ...]:
    """Return the attribution as a reader finds it: the voice, then the newsroom that the sentence names."""
    nearest = Source(
        name=voice.words,
        kind=voice.kind,
        words=voice.words,
        ref=voice.side,
        count_low=voice.count,
        count_high=voice.count,
    )
    if sentence.via is None or sentence.via == report.outlet:
        return (nearest,)
    return nearest, Source(name=sentence.via, kind="agency", words=sentence.via)


def _truth(
    people: Cast,
    drafts: list[Draft],
    ids: Mapping[str, Id],
    pile: _Pile,
    times: tuple[date, tuple[date, date] | None],
) -> Truth:
    first, leaving = times
    main = tuple(claim.id for claim in pile.claims if claim.mention.kind == "withdraw" and claim.is_fact_like)
    days = [first + timedelta(days=d) for d in range(-40, 31)]
    pairs = {
        (min(ids[a.key], ids[b.key]), max(ids[a.key], ids[b.key]))
        for i, a in enumerate(drafts)
        for b in drafts[i + 1 :]
        if a.wording == b.wording
    }
    return Truth(
        site=people.site,
        actor=people.actor,
        states={day.isoformat(): _state(day, leaving) for day in days},
        leaving=leaving and (leaving[0].isoformat(), leaving[1].isoformat()),
        main=main,
        origins=len({pile.origin_of[i] for i in main}),
        origin_of=pile.origin_of,
        origins_of={ids[d.key]: frozenset(s.fact.origin for s in d.sentences if s.fact) for d in drafts},
        upstream={ids[d.key]: tuple(ids[s] for s in d.sources) + d.names for d in drafts if d.sources},
        same_text=frozenset(pairs),
        correct=pile.correct,
    )


def _state(day: date, leaving: tuple[date, date] | None) -> State:
    if leaving is None or day < leaving[0]:
        return "present"
    return "leaving" if day <= leaving[1] else "absent"
