"""Small piles in code: who said what of whom, where and when, and who is independent of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from firsthand.core.claim import Claim, EventMention, Location, Participant, Phase, Source, SourceKind
from firsthand.core.codec import id_of
from firsthand.core.event import Judgement
from firsthand.core.evidence import Capture, Id, Quote, Report, Span
from firsthand.core.lineage import Independence, Lineage, Origin, Verdict
from firsthand.core.spacetime import Place, TimeSpan
from firsthand.weigh import Options, judgement

AIRPORT = Place(name="Qamishli airport", lat=37.0206, lon=41.1914, radius_m=3000, kind="airport", ref="icao:OSKL")
TOWN = Place(name="Qamishli", lat=37.05, lon=41.22, radius_m=6000, kind="town", ref="geonames:173330")
FORCES = Participant(name="Russian forces", role="agent", type="force", ref="actor:russian-forces")
LOCATED = {"withdraw": "from", "transfer": "from", "arrive": "to"}


def said(  # noqa: PLR0913  # a pile is told in few words
    voice: str,
    kind: str,
    when: str | TimeSpan | None,
    *,
    phase: Phase = "whole",
    seen_as: SourceKind = "anonymous",
    published: str = "2026-01-28",
    place: Place = AIRPORT,
    who: Sequence[Participant] = (FORCES,),
    outlet: str | None = None,
    words: str | None = None,
    **told: object,
) -> tuple[Report, Claim, Source]:
    """Return one report with one claim in it, and the voice behind it."""
    text = words or f"{voice}: {kind} {phase} {when}"
    report_id = id_of("report", text, published, outlet)
    report = Report(
        id=report_id,
        text=text,
        capture=Capture(body="0" * 64, media_type="text/plain"),
        outlet=outlet or f"{voice} Post",
        published=published,
    )
    span = Span(start=0, end=len(text))
    claim = Claim(
        id=id_of("claim", report_id, kind, phase, str(when), str(place)),
        quote=Quote(report=report_id, span=span, text=text),
        mention=EventMention(kind=kind, trigger=span, phase=phase),
        participants=tuple(who),
        locations=(Location(role=LOCATED.get(kind, "at"), place=place),),  # type: ignore[arg-type]
        when=TimeSpan.on(when) if isinstance(when, str) else when,
        **told,  # type: ignore[arg-type]
    )
    return report, claim, Source(name=voice, kind=seen_as)


@dataclass(slots=True)
class PileOf:
    """Reports, claims and lineage of some told lines; voices of one name are one origin."""

    lines: Sequence[tuple[Report, Claim, Source]]
    verdict: Verdict = "shown"
    side: str | None = None
    reports: list[Report] = field(init=False)
    claims: list[Claim] = field(init=False)
    lineage: Lineage = field(init=False)

    def __post_init__(self) -> None:
        self.reports = list({r.id: r for r, _, _ in self.lines}.values())
        self.claims = [c for _, c, _ in self.lines]
        voices = {v.name: v for _, _, v in self.lines}
        origins = [
            Origin(
                id=id_of("origin", name),
                root=next(c.id for _, c, v in self.lines if v.name == name),
                voice=voice,
                claims=tuple(c.id for _, c, v in self.lines if v.name == name),
                side=self.side,
            )
            for name, voice in voices.items()
        ]
        ids = sorted(o.id for o in origins)
        pairs = [Independence(a=a, b=b, verdict=self.verdict, reason="test") for a, b in combinations(ids, 2)]
        self.lineage = Lineage(origins=tuple(origins), pairs=tuple(pairs))

    def judged(self, **asked: object) -> Judgement:
        """Weigh the pile for the airport and the forces, unless asked otherwise."""
        options = {"site": "Qamishli airport", "actor": "Russian forces", **asked}
        return judgement(self.reports, self.claims, self.lineage, options=Options(**options))  # type: ignore[arg-type]


def on(found: Judgement, day: str) -> dict[str, float]:
    """Return the states of the first status on a day."""
    return dict(next(d for d in found.statuses[0].days if d.date == day).probabilities)


def claim_ids(lines: Sequence[tuple[Report, Claim, Source]]) -> list[Id]:
    """Return the ids of the lines' claims."""
    return [c.id for _, c, _ in lines]
