"""A weighed case that grows: a new report re-weighs what it touches, and the answer is that of the whole pile."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.core.claim import Claim
from firsthand.core.event import Judgement
from firsthand.core.evidence import Report
from firsthand.core.lineage import Lineage
from firsthand.weigh.conflicts import chosen
from firsthand.weigh.focus import as_asked, focus
from firsthand.weigh.grown_claims import Changed, GrownClaims, Restart
from firsthand.weigh.grown_events import GrownEvents
from firsthand.weigh.grown_matters import GrownMatters
from firsthand.weigh.grown_places import GrownParties, GrownSites
from firsthand.weigh.grown_statuses import GrownStatuses
from firsthand.weigh.judgement import judged, judgement
from firsthand.weigh.options import Options
from firsthand.weigh.pile import Pile
from firsthand.weigh.questions import question
from firsthand.weigh.retractions import withdrawn
from firsthand.weigh.sites import Sites


class GrownCase:
    """Weighs a pile again and again as it grows, keeping what a new report does not touch.

    `judgement` gives the same as `weigh.judgement`, byte for byte, whatever was weighed before.
    """

    def __init__(self) -> None:
        """Begin with nothing weighed."""
        self._kept = _Kept()

    def judgement(
        self, reports: Sequence[Report], claims: Sequence[Claim], lineage: Lineage, *, options: Options | None = None
    ) -> Judgement:
        """Weigh a pile, with what is kept of the last one.

        A pile with people's decisions, or one that has lost or altered a report or claim, is weighed whole.

        Args:
            reports: All reports; the same objects as before are the quickest to compare.
            claims: All claims of those reports.
            lineage: What trace found in them.
            options: As of `weigh.judgement`.

        Raises:
            NoMatch: As of `weigh.judgement`.

        Cost: O(n) quick comparisons in the claims, and the weighing of what changed: of the fluents, events, numbers
            and plans that new claims bear on. A report of a later day than any before weighs all shown statuses anew.
        """
        options = options or Options()
        if options.reviews:
            return judgement(reports, claims, lineage, options=options)
        try:
            return self._kept.judgement(reports, claims, lineage, options)
        except Restart:
            self._kept = _Kept()
            return self._kept.judgement(reports, claims, lineage, options)


class _Kept:
    """What is kept between two weighings."""

    def __init__(self) -> None:
        self._claims = GrownClaims()
        self._sites = GrownSites()
        self._parties = GrownParties()
        self._statuses = GrownStatuses()
        self._events: GrownEvents | None = None
        self._matters = GrownMatters()

    def judgement(
        self, reports: Sequence[Report], claims: Sequence[Claim], lineage: Lineage, options: Options
    ) -> Judgement:
        known, found = self._claims.changed(reports, claims, lineage, options.as_of)
        was = self._sites.sites
        moved = self._sites.changed(found)
        self._parties.changed(found.out.values(), found.come.values())
        for claim in moved - found.come.keys():
            found.out[claim] = found.come[claim] = known.by_id[claim]
        found.anew -= found.come.keys()
        self._taken_in(known, found, lineage, was if moved else None)
        asked = question(options.question) if options.question else None
        about = focus(options, asked, self._sites.sites, self._parties.parties)
        actors = as_asked(options, about, self._parties.parties)
        statuses = self._statuses.statuses(known, self._sites.sites, actors, (about, options.most_statuses))
        contrary = chosen(known, statuses, self._matters.matters(known, statuses), self._sites.sites)
        happened = self._events.events if self._events else ()
        return judged(known, self._sites.sites, statuses, happened, contrary, (asked, about))

    def _taken_in(self, known: Pile, found: Changed, lineage: Lineage, was: Sites | None) -> None:
        """Take what changed into all that is kept; `was` are the sites before, if claims stand at other ones now."""
        places, out, come, anew = self._sites.sites, found.out, found.come, sorted(found.anew)
        self._matters.heard(known, out.values(), come.values())
        told_back = self._matters.retracted(known)
        gone = withdrawn(known, told_back) | {claim for one in lineage.withdrawals for claim in one.claims}
        self._statuses.changed(
            known, places, out=out, come=come.values(), anew=anew, gone=gone, is_moved=was is not None
        )
        if self._events is None:
            self._events = GrownEvents(known, places, known.claims)
            parted, made = [], list(self._events.events)
        else:
            first = self._events.changed(known, was, out, (), ()) if was is not None else None
            last = self._events.changed(known, places, () if first else out, come.values(), anew)
            parted = [*(first.gone if first else ()), *last.gone]
            told = (*come, *anew, *(event.anchor for event in (first.made if first else ())))
            made = [*last.made, *(event for c in told if (event := self._events.of(c)) is not None)]
        still = {event.id: event for event in made}
        self._matters.changed(
            known,
            places,
            out=list(out.values()),
            come=list(come.values()),
            anew=anew,
            gone=[event for event in parted if event.id not in still],
            made=still.values(),
        )
