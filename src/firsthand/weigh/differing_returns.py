"""Who left a place and came back to it, and who is still told to be in a place that others are told to have taken."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from firsthand.core.claim import Claim
from firsthand.core.spacetime import Place
from firsthand.weigh.days import Window, day, number, window
from firsthand.weigh.differences import NARROW_DAYS, Difference, clearest, is_one_report, is_one_voice
from firsthand.weigh.differing_events import difference, is_of_more, known_agents, sites_of
from firsthand.weigh.differing_states import STILL, is_taken
from firsthand.weigh.observations import is_some
from firsthand.weigh.phrases import on_day, with_article
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites, at_or_in, kind_of

SOON_DAYS = 7  # who comes back later than this has come anew
STILL_DAYS = 3  # who is there later than this after it was taken may have taken it back
GOING = frozenset({"withdraw", "evacuate"})
COMING = frozenset({"seize", "arrive"})
STAYING = frozenset({"be-present", "hold"})
_AGAIN = re.compile(
    r"\b(?:again|re-?(?:enter|storm|occup|took|tak|captur|invad|raid)\w*|(?:came|went|moved|go|come|gone) back"
    r"|once more|(?:for )?a second time)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(r"\b(?:parts?|pockets?|some|several|neighbou?rhoods?|outskirts|edges?)\b", re.IGNORECASE)
Kept = tuple[str, str]
"""`moves` or `holders`, key of the site."""


def of_returns(pile: Pile, places: Sites) -> Iterator[Difference]:
    """Yield departures with the return that overtook them, and takings with who is still there.

    Cost: O(k^2) in the claims that tell of one site.
    """
    told: dict[Kept, list[Claim]] = defaultdict(list)
    for claim in pile.claims:
        for key in moving_by(claim, places):
            told[key].append(claim)
    for key, claims in told.items():
        yield from of_one_site(pile, key, claims, places)


def moving_by(claim: Claim, places: Sites) -> Iterator[Kept]:
    """Yield the sites of which a claim tells who left, came back, took them or stays; of a part, also the whole."""
    kind = claim.mention.kind
    if not claim.is_fact_like or kind not in GOING | COMING | STAYING or not known_agents(claim):
        return
    if kind in GOING and (claim.mention.phase not in {"whole", "ends"} or is_of_more(claim)):
        return
    if kind in COMING and kind != "seize" and not _AGAIN.search(claim.quote.text):
        return
    sites = sites_of(claim, places)
    if kind in GOING | COMING:
        yield from (("moves", site) for site in sorted(sites))
    if kind in STAYING | {"seize"}:
        within = (places.by_key[s].place.within for s in sites if kind in STAYING)
        around = {w for w in within if w is not None and w in places.by_key}
        yield from (("holders", site) for site in sorted(sites | around))


def of_one_site(pile: Pile, key: Kept, claims: Sequence[Claim], places: Sites) -> Iterator[Difference]:
    """Yield what does not go together of one site."""
    if kind_of(places.by_key[key[1]].place) == "wide":
        return
    ordered = clearest(pile, claims)
    if key[0] == "moves":
        left = [c for c in ordered if c.mention.kind in GOING]
        back = [c for c in ordered if c.mention.kind in COMING and _AGAIN.search(c.quote.text)]
        telling = {c.report for c in back}  # who tells of the return too does not deny it
        pairs = ((a, b) for a in left for b in back if is_one_report(a, b) or a.report not in telling)
        found = [f for a, b in pairs if (f := _returned(pile, key, a, b, places)) is not None]
    else:
        place = places.by_key[key[1]].place
        taken = [c for c in ordered if c.mention.kind == "seize" and _is_taken(c, place)]
        there = [c for c in ordered if c.mention.kind == "hold" or _stays_on(c)]
        found = [f for a in taken for b in there if (f := _stays(pile, key, a, b, places)) is not None]
    yield from found


def _is_taken(claim: Claim, place: Place) -> bool:
    return any(is_taken(claim, place, p) for p in claim.participants if p.role == "agent")


def _stays_on(claim: Claim) -> bool:
    return claim.mention.kind == "be-present" and STILL.search(claim.quote.text) is not None


def _returned(pile: Pile, key: Kept, left: Claim, back: Claim, places: Sites) -> Difference | None:
    if not known_agents(left) & known_agents(back):
        return None
    v, w = _of_now(pile, left), _of_now(pile, back)
    if v is None or w is None or not 0 <= w.end_last - v.end_last <= SOON_DAYS:
        return None
    is_told_as_one = is_one_report(left, back) or is_one_voice(pile, left, back)
    who, site = _who(left), with_article(places.by_key[key[1]].place.name)
    return difference(
        pile,
        ([left], [back]),
        (left, back),
        kind="update" if is_told_as_one or w.begin_first > v.end_last else "conflict",
        about=f"{who}: gone from {site}, or back by {on_day(day(w.end_last))}",
        places=places,
        days=(v.begin_first, w.end_last),
        more=1.0,
        topic=f"returns {key[1]}",
    )


def _stays(pile: Pile, key: Kept, taken: Claim, there: Claim, places: Sites) -> Difference | None:
    takers, holders = known_agents(taken), known_agents(there)
    if takers & holders or is_one_voice(pile, taken, there):
        return None
    v, w = _of_now(pile, taken), _of_now(pile, there)
    if v is None or w is None or not 0 <= w.end_last - v.end_last <= STILL_DAYS:
        return None
    place = places.by_key[key[1]].place
    is_of_part = key[1] not in sites_of(there, places) or is_some(there) or bool(_PART_OF.search(there.quote.text))
    who = _who(there)
    return difference(
        pile,
        ([taken], [there]),
        (taken, there),
        kind="scope" if is_of_part else "conflict",
        about=f"{with_article(place.name)} taken by {_who(taken)}, or {who} still {at_or_in(place)} it",
        places=places,
        days=(v.begin_first, w.end_last),
        topic=f"holders {key[1]}",
    )


def _of_now(pile: Pile, claim: Claim) -> Window | None:
    """Return the days of a claim if they are few; of what is told without a day, that of its report."""
    found, published = window(claim, pile.published(claim)), pile.published(claim)
    if found is None or published is None:
        return None
    if found.is_open or not found.dated:
        at = min(found.end_last, number(published))
        return Window(begin_first=at, begin_last=at, end_first=at, end_last=at)
    return found if found.width <= NARROW_DAYS else None


def _who(claim: Claim) -> str:
    return with_article(next(p.name for p in claim.participants if p.role == "agent"))
