"""Which status answers first where the question leaves it open: the best told one, not the most disputed."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.core.lineage import OriginCount
from firsthand.weigh.days import number
from firsthand.weigh.focus import Focus
from firsthand.weigh.folding import is_anybody, words
from firsthand.weigh.grades import supports
from firsthand.weigh.observations import Fluent
from firsthand.weigh.parties import SHELTERED
from firsthand.weigh.pile import DAYS_BEFORE, Pile
from firsthand.weigh.sites import is_called, kind_of
from firsthand.weigh.status import STATUSES_SHOWN, Weighed

TOLD_BY = 2  # origins that must tell a change before it leads: one voice may be misread
NEWS_REACH_DAYS = 30  # a change told in the first report may lie this long before it
RAISED_BY = 2  # origins that must tell a state before the pile itself raises the question
RAISED_SHARE = 0.25  # of the reports that speak of the site: a few words misread in many reports are not what they tell
RAISED_SHARE_WIDE = 0.5  # likewise of a country or region: of one of its towns is soon told as of all of it
A_TOWN_EMPTIED = 4  # origins that must tell that the people have left a town: groups of them leave every town
EVEN = 0.5  # from here on the pile rather tells the state than leaves it open


def led(pile: Pile, statuses: Sequence[Weighed], about: Focus) -> list[Weighed]:
    """Return the statuses, what is asked for first, of others the best told.

    Best told is a change within the time of the reports before what lasted all along, both at least as likely as not
    and told outright of this very site; then what most origins tell, shown independent or not, then most reports.

    Cost: O(n log n) in the statuses, O(m) in their claims.
    """
    exact = [w for w in statuses if w.fluent == about.exact]
    asked = [w for w in statuses if w.fluent != about.exact and about.fits(w.fluent)]
    others = [w for w in statuses if w.fluent != about.exact and not about.fits(w.fluent)]

    def rank(weighed: Weighed) -> tuple[int, int, int, int]:
        behind = behind_it(pile, weighed)
        graded = weighed.status.assessment
        is_told = graded.probability >= EVEN and graded.origins_possible > 0 and is_a_matter(weighed)
        tier = (
            2
            if not (is_told and behind.possible)
            else 0
            if behind.possible >= TOLD_BY and has_changed(pile, weighed)
            else 1
        )
        reports = {pile.by_id[o.claim].report for v in weighed.voices for o in v.observations}
        return (tier, -behind.possible, -behind.shown, -len(reports))

    return [*exact, *sorted(asked, key=rank), *sorted(others, key=rank)]


def to_show(order: Sequence[Fluent], about: Focus, most: int | None = None) -> list[Fluent]:
    """Return the fluents whose statuses are shown: those of the focus first, of others the best told."""
    asked = [f for f in order if about.fits(f)]
    if (exact := about.exact) is not None:
        asked = [exact, *(f for f in asked if f != exact)]
    return list(dict.fromkeys([*asked, *order]))[: most or STATUSES_SHOWN]


def has_changed(pile: Pile, weighed: Weighed) -> bool:
    """Whether the present state began within the time that the pile reports on, or shortly before."""
    began = weighed.status.spans[-1].since[1]
    first = None if pile.first_day is None else pile.first_day + DAYS_BEFORE - NEWS_REACH_DAYS
    return began is not None and first is not None and number(began) >= first


def behind_it(pile: Pile, weighed: Weighed) -> OriginCount:
    """Count the origins that tell the state, or the departure that led to it, outright of this very site."""
    if weighed.behind is not None:
        return weighed.behind
    spans = weighed.status.spans
    left = weighed.state == "absent" and len(spans) > 1 and spans[-2].state == "leaving"
    told = {weighed.state: spans[-1].since} | ({"leaving": spans[-2].since} if left else {})
    since = {state: (first or spans[-1].since[0], last) for state, (first, last) in told.items()}
    own = [o for v in weighed.voices for o in v.observations if o.fluent == weighed.fluent]
    return pile.count(o.claim for o in own if any(supports(o, state, days) for state, days in since.items()))


def is_told_enough(pile: Pile, weighed: Weighed) -> bool:
    """Whether enough origins tell the state for the pile itself to raise it, counted against those that speak of it.

    Asked for, a state is answered whoever tells it.
    """
    behind = behind_it(pile, weighed).possible
    if weighed.status.assessment.origins_possible == 0 or behind < RAISED_BY:
        return False
    own = (o for v in weighed.voices for o in v.observations if o.fluent == weighed.fluent)
    reports = {pile.by_id[o.claim].report for o in own}
    kind = kind_of(weighed.status.site)
    if weighed.fluent.party == SHELTERED and weighed.state == "absent" and kind in {"town", "wide"}:
        return behind >= A_TOWN_EMPTIED
    return behind >= (RAISED_SHARE_WIDE if kind == "wide" else RAISED_SHARE) * len(reports)


def is_a_matter(weighed: Weighed) -> bool:
    """Whether a reader would ask: of a party with a name of its own, at a place with one that is not the party's."""
    status = weighed.status
    if not is_called(status.site):
        return False
    if weighed.fluent.aspect != "presence" or status.actor is None:
        return True
    own = set(words(status.actor))
    is_the_place = own <= set(words(status.site.name)) | {kind_of(status.site)}
    return not is_anybody(status.actor) and not is_the_place
