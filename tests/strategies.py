"""Hypothesis strategies, one per record."""

from __future__ import annotations

from hypothesis import strategies as st

from firsthand.core.claim import Claim, EventMention, Location, Participant, Source
from firsthand.core.codec import id_of
from firsthand.core.evidence import Capture, Id, Report, Span
from firsthand.core.spacetime import Place, TimeSpan

texts = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200)
names = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
days = st.dates().map(lambda day: day.isoformat())
instants = st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat())
ids = st.binary(min_size=4, max_size=8).map(lambda seed: id_of("report", seed.hex()))
counts = st.none() | st.integers(min_value=0, max_value=10_000)


@st.composite
def spans(draw: st.DrawFn, most: int = 200) -> Span:
    start = draw(st.integers(0, most))
    return Span(start=start, end=draw(st.integers(start, most)))


@st.composite
def time_spans(draw: st.DrawFn) -> TimeSpan:
    bounds = sorted(draw(st.lists(days, min_size=4, max_size=4)))
    kept = [bound if draw(st.booleans()) else None for bound in bounds]
    return TimeSpan(begin_earliest=kept[0], begin_latest=kept[1], end_earliest=kept[2], end_latest=kept[3])


places = st.builds(
    Place,
    name=names,
    lat=st.none() | st.floats(-90, 90),
    lon=st.none() | st.floats(-180, 180),
    radius_m=st.none() | st.floats(0, 1e6),
    kind=st.none() | st.sampled_from(["town", "airport", "country"]),
    ref=st.none() | names,
)
sources = st.builds(
    Source,
    name=names,
    kind=st.sampled_from(["own-observation", "named-person", "official", "anonymous", "video", "agency", "unknown"]),
    words=names,
    count_low=counts,
    count_high=counts,
)
participants = st.builds(
    Participant,
    name=names,
    role=st.sampled_from(["agent", "object"]),
    type=st.sampled_from(["state", "force", "person", "equipment", "other"]),
    count_low=counts,
    count_high=counts,
)
locations = st.builds(Location, role=st.sampled_from(["at", "from", "to"]), place=places)
captures = st.builds(
    Capture, body=st.just("0" * 64), media_type=st.just("text/plain"), path=st.none() | names, row=counts
)
reports = st.builds(
    Report,
    id=ids,
    text=texts,
    capture=captures,
    url=st.none() | names,
    outlet=st.none() | names,
    title=st.none() | names,
    language=st.sampled_from(["en", "ar", None]),
    published=st.none() | days,
)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    report: Report = draw(reports.filter(lambda report: len(report.text) > 0))
    span = Span(start=0, end=draw(st.integers(1, len(report.text))))
    return Claim(
        id=Id(draw(ids).replace("report", "claim")),
        quote=report.quote(span),
        mention=EventMention(kind=draw(st.sampled_from(["withdraw", "be-present", "close"])), trigger=span),
        participants=tuple(draw(st.lists(participants, max_size=3))),
        locations=tuple(draw(st.lists(locations, max_size=2))),
        when=draw(st.none() | time_spans()),
        attribution=tuple(draw(st.lists(sources, max_size=2))),
        polarity=draw(st.sampled_from(["affirmed", "negated"])),
        stance=draw(st.sampled_from(["asserted", "planned", "conditional"])),
        certainty=draw(st.none() | st.floats(-3, 3)),
    )
