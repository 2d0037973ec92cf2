"""One brief, looked up by id: what all drawings and sentences are made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from firsthand.core.claim import Source
from firsthand.core.evidence import Id
from firsthand.core.lineage import Independence, Lineage, Origin, OriginCount, origin_count
from firsthand.write.drawing import KIND_WORDS

if TYPE_CHECKING:
    from firsthand.write.tiles import Tiles

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A brief with its records by id, and short anchors (`c12`, `r3`) that serve as links within a page."""

    brief: Json
    claims: Mapping[str, Json]
    reports: Mapping[str, Json]
    origins: Mapping[str, Json]
    events: Mapping[str, Json]
    statuses: Mapping[str, Json]
    anchors: Mapping[str, str]
    lineage: Lineage
    named: Mapping[str, tuple[str, ...]]
    """Reference -> the names under which people, bodies and places bear it in this brief."""
    about: Mapping[str, tuple[str, ...]]
    """Claim -> sites and actors of the statuses whose days it bears on."""
    tiles: Tiles | None = None
    """Tiles under the map; None = the base map that ships, and no request to anybody."""

    def report_of(self, claim: Json) -> Json:
        """Return the report that a claim is cut from."""
        return self.reports[claim["report"]]

    def origin_of(self, claim: Json) -> Json | None:
        """Return the origin that a claim goes back to, if trace gave one."""
        return self.origins.get(claim["origin"] or "")

    def kind_of(self, claim: Json) -> str:
        """Return the kind of voice behind a claim, a key of `KIND_WORDS`."""
        origin = self.origin_of(claim)
        kind = origin["kind"] if origin else claim["attribution"][0]["kind"] if claim["attribution"] else "outlet"
        return kind if kind in KIND_WORDS else "unknown"

    def count(self, claims: Iterable[str]) -> OriginCount:
        """Count the origins behind some claims, by the one function that counts."""
        return origin_count(self.lineage, [Id(claim) for claim in claims])

    @property
    def is_survey(self) -> bool:
        """Whether nothing was asked and the pile is on so many matters that no state answers for it."""
        answer = self.brief["answer"]
        is_open = answer["about"] is None and answer["state"] == "unknown"
        return self.brief["question"] is None and is_open and bool(self.brief["claims"])

    @property
    def main(self) -> Json | None:
        """The status that the answer is about, else the first one; none where the pile is on many matters."""
        about = self.brief["answer"]["about"]
        if self.is_survey:
            return None
        return self.statuses.get(about or "") or next(iter(self.statuses.values()), None)


def view(brief: Json) -> View:
    """Return the brief looked up by id. Cost: linear."""
    tables = {
        "c": brief["claims"],
        "r": brief["reports"],
        "o": brief["origins"],
        "e": brief["events"],
        "s": brief["statuses"],
    }
    anchors = {row["id"]: f"{letter}{n}" for letter, rows in tables.items() for n, row in enumerate(rows, 1)}
    by_id = {letter: {row["id"]: row for row in rows} for letter, rows in tables.items()}
    return View(
        brief=brief,
        claims=by_id["c"],
        reports=by_id["r"],
        origins=by_id["o"],
        events=by_id["e"],
        statuses=by_id["s"],
        anchors=anchors,
        lineage=_lineage(brief),
        named=_named(brief["claims"]),
        about=_about(brief["statuses"]),
    )


def _named(claims: Iterable[Json]) -> dict[str, tuple[str, ...]]:
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in claims:
        for one in (*claim["participants"], *claim["locations"], *claim["attribution"]):
            if one["ref"]:
                names[one["ref"]][one["name"]] = None
    return {ref: tuple(found) for ref, found in names.items()}


def _about(statuses: Iterable[Json]) -> dict[str, tuple[str, ...]]:
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for status in statuses:
        told = (status["site"]["name"], *([status["actor"]] if status["actor"] else []))
        for claim in {c for day in status["days"] for c in day["claims"]}:
            names[claim] |= dict.fromkeys(told)
    return {claim: tuple(found) for claim, found in names.items()}


def _lineage(brief: Json) -> Lineage:
    origins = tuple(
        Origin(
            id=row["id"],
            root=row["root"],
            voice=Source(name=row["voice"], kind=row["kind"] if row["kind"] in KIND_WORDS else "unknown"),
            claims=tuple(row["claims"]),
            side=row["side"],
            independence=row["independent"],
        )
        for row in brief["origins"]
    )
    pairs = tuple(
        Independence(a=min(row["origins"]), b=max(row["origins"]), verdict=row["verdict"], reason=row["reason"])
        for row in brief["independence"]
    )
    return Lineage(origins=origins, pairs=pairs)
