"""Which status answers first where the question leaves it open: the best told one, not the most disputed."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.core.lineage import OriginCount
from firsthand.weigh.focus import Focus
from firsthand.weigh.folding import is_anybody, words
from firsthand.weigh.grades import supports
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import is_called, kind_of
from firsthand.weigh.status import Weighed

NOT_SHOWN = 0.5  # what an origin that is not shown independent counts
EVEN = 0.5  # from here on the pile rather tells the state than leaves it open


def led(pile: Pile, statuses: Sequence[Weighed], about: Focus) -> list[Weighed]:
    """Return the statuses, what is asked for first, of others the best told.

    Best told is a state that is at least as likely as not and that some voice tells outright of this very site; of
    several the one with most behind it: its probability times its origins. Then a change comes before what lasted all
    along, and what more reports tell before what few do.

    Cost: O(n log n) in the statuses, O(m) in their claims.
    """
    exact = [w for w in statuses if w.fluent == about.exact]
    asked = [w for w in statuses if w.fluent != about.exact and about.fits(w.fluent)]
    others = [w for w in statuses if w.fluent != about.exact and not about.fits(w.fluent)]

    def rank(weighed: Weighed) -> tuple[bool, float, bool, int]:
        own = [o for v in weighed.voices for o in v.observations if o.fluent == weighed.fluent]
        behind = behind_it(pile, weighed)
        p = weighed.status.assessment.probability
        is_open = p < EVEN or not behind.possible or not is_a_matter(weighed)
        backing = p * (behind.shown + NOT_SHOWN * (behind.possible - behind.shown))
        has_changed = len(weighed.status.spans) > 1
        reports = {pile.by_id[o.claim].report for o in own}
        return (is_open, -backing, not has_changed, -len(reports))

    return [*exact, *sorted(asked, key=rank), *sorted(others, key=rank)]


def behind_it(pile: Pile, weighed: Weighed) -> OriginCount:
    """Count the origins that tell the state outright of this very site, not of its parts or of what is around it."""
    since = weighed.status.spans[-1].since
    own = (o for v in weighed.voices for o in v.observations if o.fluent == weighed.fluent)
    return pile.count(o.claim for o in own if supports(o, weighed.state, since))


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
