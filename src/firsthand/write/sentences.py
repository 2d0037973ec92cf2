"""Sentences built from records, each with the claims that support it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from firsthand.write import words
from firsthand.write.clauses import clause, noun_phrase, opened
from firsthand.write.drawing import isolated
from firsthand.write.strip_svg import span_words
from firsthand.write.view import Json, View

MOST_EVENTS, MOST_ALSO = 25, 15
MOST_CITED = 6
"""Claims that a sentence cites; those of different origins first."""
MOST_WORDS = 180  # characters of a quote within a sentence; all of it stands in the footnote
MOST_VOICES = 4
"""Voices that a sentence names; that there are others is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with the claims that it rests on, and the figures and days in it that were worked out, not quoted."""

    text: str
    claims: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    days: tuple[str, ...] = ()
    """Bounds of the stretches of a status: worked out over all its claims, so no single quote need hold them."""
    part: str = "answer"
    """Where it stands: `answer`, `print`, `state`, `event` (on the question), `also`, `difference` or `other`."""


def sentences(view: View) -> tuple[Sentence, ...]:
    """Return every sentence of the brief that says something of the world, in order."""
    return (*_answer(view), *_states(view), *_events(view), *_differences(view))


def _answer(view: View) -> Iterator[Sentence]:
    answer = view.brief["answer"]
    counts = figures(view)
    known = _grounds(view, answer)
    yield Sentence(text=answer["sentence"], claims=known, counts=counts, days=_worked_out(view, answer))
    if answer["print_safe"]:
        yield Sentence(text=answer["print_safe"], claims=known, counts=counts, part="print")
    for other in view.brief["answers"]:
        if other["sentence"] != answer["sentence"] and (_grounds(view, other) or not other["since"]):
            yield Sentence(
                text=other["sentence"],
                claims=_grounds(view, other),
                counts=_figures_of(view, other),
                days=_worked_out(view, other),
                part="other",
            )


def _grounds(view: View, answer: Json) -> tuple[str, ...]:
    """Return the claims that an answer rests on: its grounds, else those behind the days of its status."""
    known = tuple(c for c in answer["grounds"] if c in view.claims)
    status = view.statuses.get(answer["about"] or "")
    if known or status is None:
        return known
    return _spread(view, list(dict.fromkeys(c for d in status["days"] for c in d["claims"])))


def figures(view: View) -> tuple[int, ...]:
    """Return the numbers that the run counted and that a sentence may give without quoting them."""
    return (*_figures_of(view, view.brief["answer"]), *(n for n in view.brief["counts"].values() if isinstance(n, int)))


def _figures_of(view: View, answer: Json) -> tuple[int, ...]:
    about = view.statuses.get(answer["about"] or "") or view.events.get(answer["about"] or "")
    out = [round(answer["probability"] * 100), len(answer["grounds"])]
    if about:
        a = about["assessment"]
        out += [a["origins_for"], a["origins_possible"], a["origins_against"], a["sides_for"], a["credibility"]]
        out += _lengths(about)
    return tuple(out)


def _worked_out(view: View, answer: Json) -> tuple[str, ...]:
    status = view.statuses.get(answer["about"] or "")
    since = answer["since"]
    own = (since["earliest"], since["latest"]) if since else ()
    return (*own, *(_bounds(status) if status else ()))


def _bounds(status: Json) -> tuple[str, ...]:
    return tuple(b for span in status["spans"] for b in (*span["from"], *span["to"]) if b)


def _lengths(about: Json) -> list[int]:
    """Return how many days each stretch of a status may have lasted, from the least to the most."""
    out: list[int] = []
    for span in about.get("spans", ()):
        bounds = [date.fromisoformat(b[:10]) for b in (*span["from"], *span["to"]) if b]
        if len(bounds) == 4:  # noqa: PLR2004  # all four are known
            least, most = (bounds[2] - bounds[1]).days, (bounds[3] - bounds[0]).days + 1
            out += range(max(0, least), most + 1)
    return out


def _states(view: View) -> Iterator[Sentence]:
    status = view.main
    if not status:
        return
    site = isolated(status["site"]["name"])
    who = isolated(status["actor"]) if status["actor"] else None
    for span in status["spans"]:
        behind = _behind(status, span)
        text = f"{who} at {site}: {span_words(span)}." if who else f"{site}: {span_words(span)}."
        if behind:
            yield Sentence(text=text, claims=_spread(view, behind), days=_bounds(status), part="state")


def _behind(status: Json, span: Json) -> list[str]:
    """Return the claims behind the days of a stretch, the most telling days (its first and last) first."""
    low, high = span["from"][0] or "", span["to"][1] or "9999"
    days = [d for d in status["days"] if d["claims"] and low <= d["date"] <= high]
    days.sort(key=lambda d: (not d["attested"], -d.get(span["state"], 0.0), d["date"]))
    return list(dict.fromkeys(c for d in days for c in d["claims"]))


def _spread(view: View, claims: Sequence[str]) -> tuple[str, ...]:
    """Return up to `MOST_CITED` claims, one of each origin before a second of any."""
    seen: set[str | None] = set()
    first: list[str] = []
    rest: list[str] = []
    for c in claims:
        if c not in view.claims:
            continue
        origin = view.claims[c]["origin"] or view.claims[c]["report"]
        (rest if origin in seen else first).append(c)
        seen.add(origin)
    return tuple((first + rest)[:MOST_CITED])


def _events(view: View) -> Iterator[Sentence]:
    near, rest = events_told(view)
    for part, events in (("event", near), ("also", rest)):
        for event in sorted(events, key=in_time):
            yield from _event(view, event, behind_event(view, event), part)


def events_told(view: View) -> tuple[list[Json], list[Json]]:
    """Return the events that bear on the question and the others, each with most origins first."""
    ranked = sorted(
        view.events.values(), key=lambda e: (-e["origins_for"], -e["origins_possible"], -len(e["claims_for"]), e["id"])
    )
    grounds = _on_the_question(view)
    near = [e for e in ranked if grounds & {*e["claims_for"], *e["claims_against"], *e["claims_other"]}]
    near = (ranked if view.is_survey else near)[:MOST_EVENTS]
    known = {e["id"] for e in near}
    return near, [e for e in ranked if e["id"] not in known][:MOST_ALSO]


def behind_event(view: View, event: Json) -> tuple[str, ...]:
    """Return the claims that a sentence on an event cites, its earliest and latest days among them."""
    return _spread(view, _bounding(view, event))


def in_time(event: Json) -> tuple[str, str]:
    """Return what sorts events by their first known day, those without one last."""
    known = [b for b in (*event["when"]["begin"], *event["when"]["end"]) if b] if event["when"] else []
    return (known[0] if known else "9999", event["id"])


def _on_the_question(view: View) -> set[str]:
    """Return the claims that the answer rests on, and those behind the days of its status."""
    days = view.main["days"] if view.main else []
    return {*view.brief["answer"]["grounds"], *(c for day in days for c in day["claims"])}


def _bounding(view: View, event: Json) -> list[str]:
    """Return the claims for an event, first those that its earliest and latest days come from."""
    bounds = {b for b in (*event["when"]["begin"], *event["when"]["end"]) if b} if event["when"] else set()
    order = []
    for c in event["claims_for"]:
        when = view.claims[c]["when"] if c in view.claims else None
        new = bounds & {b for b in (*when["begin"], *when["end"]) if b} if when else set()
        bounds -= new
        order.append((not new, c))
    return [c for _, c in sorted(order, key=lambda pair: pair[0])]


def _event(view: View, event: Json, told: tuple[str, ...], part: str) -> Iterator[Sentence]:
    """Return an event in the words of the claims that the sentence cites, never of others."""
    if told:
        yield Sentence(text=_told(view, told), claims=told, part=part)
    against = _spread(view, event["claims_against"])
    if against:
        yield Sentence(text=f"That is denied or contradicted by {_voices(view, against)}.", claims=against, part=part)
    others = _spread(view, event["claims_other"])
    if others and not told:
        stances = words.listed(sorted({view.claims[c]["stance"] for c in others}), "or")
        name = noun_phrase(view.claims[others[0]])
        yield Sentence(
            text=f"Only {stances}: the {name}, according to {_voices(view, others)}.", claims=others, part=part
        )


def _told(view: View, told: Sequence[str]) -> str:
    """Return `On 26 January 2026, Russian forces withdrew from ..., according to ...`."""
    claims = [view.claims[c] for c in told]
    when, name, voices = words.when_of(_hull(claims)), clause(claims[0]), _voices(view, told)
    if when is None:
        return f"{opened(name)}, according to {voices} (no date given)."
    return f"{when}, {name}, according to {voices}."


def _hull(claims: Sequence[Json]) -> Json | None:
    """Return the four bounds that some claims give together: each bound's earliest and latest."""
    whens = [c["when"] for c in claims if c["when"]]
    if not whens:
        return None
    if any(None in (*w["begin"], *w["end"]) for w in whens):
        return dict(whens[0])
    begins, ends = [b for w in whens for b in w["begin"]], [b for w in whens for b in w["end"]]
    return {"begin": (min(begins), max(begins)), "end": (min(ends), max(ends)), "edtf": ""}


def _voices(view: View, claims: Sequence[str]) -> str:
    names: dict[str, None] = {}
    for c in claims:
        claim = view.claims[c]
        origin = view.origin_of(claim)
        names[words.voice_of(origin) if origin else isolated(words.outlet_of(view.report_of(claim)))] = None
    more = ["others"] if len(names) > MOST_VOICES else []
    return words.listed([*list(names)[:MOST_VOICES], *more])


def _differences(view: View) -> Iterator[Sentence]:
    """Return each pair that does not go together, with what it is about where the two quotes bear that out."""
    from firsthand.write.support import check  # noqa: PLC0415  # it reads this module's sentences

    order = {kind: n for n, kind in enumerate(words.DIFFERENCES)}
    for row in sorted(view.brief["contradictions"], key=lambda r: order[r["kind"]])[:MOST_EVENTS]:
        known = tuple(c for c in row["claims"] if c in view.claims)
        if len(known) == 2:  # noqa: PLR2004  # both sides
            full = Sentence(text=_difference(view, row, known, row["about"]), claims=known, part="difference")
            yield full if check(full, view) is None else replace(full, text=_difference(view, row, known, ""))


def _difference(view: View, row: Json, known: Sequence[str], about: str) -> str:
    """Return what differs, with the words of both; the outlets stand for a voice that differs from itself."""
    claims = [view.claims[c] for c in known]
    a, b = (_voices(view, [c]) for c in known)
    if a == b:
        a, b = (f"{a}, as {isolated(words.outlet_of(view.report_of(c)))} has it" for c in claims)
    told = [f"{name} ({c['stance']}): “{isolated(_clipped(c))}”" for name, c in zip((a, b), claims, strict=True)]
    settled = " Settled." if row["resolution"] else " Unresolved." if row["kind"] == "conflict" else ""
    what = f": {about.rstrip('.')}" if about else ""
    return f"{words.DIFFERENCES[row['kind']][0]}{what}. {opened(told[0])} — {told[1]}.{settled}"


def _clipped(claim: Json) -> str:
    text = " ".join(claim["quote"]["exact"].split()).rstrip(".")
    return text if len(text) <= MOST_WORDS else text[:MOST_WORDS].rsplit(" ", 1)[0] + " …"
