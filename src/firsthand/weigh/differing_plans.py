"""What was planned or foreseen for other days than those on which it was done."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from firsthand.core.claim import Claim
from firsthand.core.spacetime import DATE_LENGTH
from firsthand.data.kind_words import noun
from firsthand.weigh.days import Window, day, number, window
from firsthand.weigh.differences import Difference, clearest, is_one_report, narrow, origins_of, spoken
from firsthand.weigh.differing_events import ONCE, difference, is_of_more, is_of_one, meet, sites_of
from firsthand.weigh.phrases import between, with_article
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites

PLAN_DAYS = 45  # a plan that allows more days than this is missed by none; what is done so long after it is another act
DUE_DAYS = 3  # what was due later than this had been planned before it was done
SHARP_DAYS = 2  # a deed whose words allow more days keeps no plan and misses none if another has its day
AWAITED = frozenset({"arrive"})
"""Kinds that happen often, but of which one is awaited: of one party only."""
ONE_ACT = {"evacuate": "withdraw"}
"""Kinds that one plan may name and another word tell as done."""
_TAKES = re.compile(
    r"\b(?:take|takes|taking|need|needs|require|requires)\b[^.;]{0,40}?"
    r"\b(?:at least|no less than|more than|a minimum of) "
    r"(?P<n>an?|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten) (?P<unit>day|week|month)s?\b",
    re.IGNORECASE,
)
"""How long at least a departure is said to take: it cannot be over before."""
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5} | {
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_UNITS = {"day": 1, "week": 7, "month": 30}
_DONE = frozenset({"whole", "ends"})
PLANNED = frozenset({"planned", "expected"})
LEFT_OPEN = "possible"
OF_PLANS = PLANNED | {LEFT_OPEN}
"""Stances of what a deed may miss or settle."""


def of_plans(pile: Pile, places: Sites) -> Iterator[Difference]:
    """Yield each plan or forecast with the nearest deed on a day that it did not allow, of one kind, site and party.

    Printed before it was done it was overtaken; printed when others told it as done, it cannot hold with them.

    Cost: O(p d) in the plans and the deeds of one kind at one site.
    """
    done = _deeds(pile, places)
    for claim in pile.claims:
        if claim.mention.kind not in ONCE | AWAITED:
            continue
        deeds = [deed for site in sorted(sites_of(claim, places)) for deed in done[_act(claim), site]]
        found: Difference | None = None
        if (planned := _planned(pile, claim)) is not None:
            found = _missed(pile, (claim, planned), deeds, places)
        elif claim.stance == LEFT_OPEN and claim.polarity == "affirmed" and claim.mention.kind in ONCE:
            found = _settled(pile, claim, deeds, places)
        if found is not None:
            yield found


def _deeds(pile: Pile, places: Sites) -> Mapping[tuple[str, str], list[tuple[Claim, Window]]]:
    """Return what is told as done, with its days, by act and site."""
    done: dict[tuple[str, str], list[tuple[Claim, Window]]] = defaultdict(list)
    for claim in pile.claims:
        is_a_deed = claim.mention.kind in ONCE | AWAITED and claim.mention.phase in _DONE and not is_of_more(claim)
        if not is_a_deed or not claim.is_fact_like or _planned(pile, claim) is not None:
            continue
        days = narrow(pile, claim) or window(claim, pile.published(claim))
        if days is not None:
            for site in sites_of(claim, places):
                done[_act(claim), site].append((claim, days))
    return done


def _settled(pile: Pile, open_one: Claim, deeds: list[tuple[Claim, Window]], places: Sites) -> Difference | None:
    """Return what one voice left open with who later tells it as done."""
    published = pile.published(open_one)
    if published is None:
        return None
    first = number(published)
    later = [
        (c, w)
        for c, w in deeds
        if first <= w.end_last <= first + PLAN_DAYS and is_of_one(open_one, c) and meet(open_one, c, places)
    ]
    later = [(c, w) for c, w in later if not is_one_report(open_one, c) and (pile.published(c) or "") >= published]
    if not later:
        return None
    days = {c.id: w for c, w in later}
    deed = clearest(pile, (c for c, _ in later))[0]
    site = with_article(next(iter(deed.locations)).place.name)
    return difference(
        pile,
        ([open_one], [c for c, _ in later]),
        (open_one, deed),
        kind="update",
        about=f"the {noun(deed.mention.kind)} at {site}: left open on {between(published, published)}, told as done "
        f"{_done(days[deed.id])}",
        places=places,
        days=(first, days[deed.id].end_last),
        topic=f"left open {_act(deed)} {site}",
    )


def _act(claim: Claim) -> str:
    return ONE_ACT.get(claim.mention.kind, claim.mention.kind)


def _missed(
    pile: Pile, planned: tuple[Claim, Window], deeds: list[tuple[Claim, Window]], places: Sites
) -> Difference | None:
    """Return the difference of a plan from the deed that most tell, the nearest of such.

    None where a deed kept it, or none is known.
    """
    plan, told = planned
    kept = _TAKES.search(plan.quote.text) is not None or not _is_a_deadline(plan, pile.published(plan))
    apart: list[tuple[bool, int, str, Claim, Window]] = []
    for claim, w in deeds:
        if not (is_of_one(plan, claim) and meet(plan, claim, places)) or is_one_report(plan, claim):
            continue
        early, late = told.begin_first - w.end_last, w.begin_first - told.end_last
        is_vague = w.width > SHARP_DAYS
        if early <= 0 and late <= 0 and not is_vague:
            return None
        if (early > 0 and kept) or (w.dated and late > 0):
            apart.append((is_vague, max(early, late), claim.id, claim, w))
    apart = [one for one in apart if one[1] <= PLAN_DAYS]
    if not apart:
        return None
    by_day: dict[int, list[Claim]] = defaultdict(list)
    for *_, c, w in apart:
        by_day[w.end_last].append(c)
    backed = {d: len(origins_of(pile, told_on)) for d, told_on in by_day.items()}
    _, gap, _, claim, w = min(apart, key=lambda a: (a[0], -backed[a[-1].end_last], a[1], spoken(pile, a[3]), a[2]))
    still_due = _is_still_due(pile, plan, told, w)
    site = with_article(next(iter(claim.locations)).place.name)
    return difference(
        pile,
        ([plan], [c for _, g, _, c, _ in apart if g == gap]),
        (plan, claim),
        kind="conflict" if still_due else "update",
        about=f"the {noun(claim.mention.kind)} at {site}: {_stance(plan)} for "
        f"{between(day(told.begin_first), day(told.end_last))}, told as done {_done(w)}",
        places=places,
        days=(min(told.begin_first, w.begin_first), max(told.end_last, w.end_last)),
    )


def _is_still_due(pile: Pile, plan: Claim, told: Window, done: Window) -> bool:
    """Whether it was printed as ahead when others told it as done; on that day itself, only if due within days."""
    printed, gap = pile.published(plan) or "", told.begin_first - done.end_last
    return gap > 0 and (printed > day(done.end_last) or (printed == day(done.end_last) and gap <= DUE_DAYS))


def _is_a_deadline(plan: Claim, published: str | None) -> bool:
    """Whether only a last day is planned, or all days from the report's own on: what is done before it keeps it."""
    when = plan.when
    return when is not None and (when.begin_latest is None or (when.begin_earliest or "")[:DATE_LENGTH] == published)


def _done(w: Window) -> str:
    if w.dated and not w.is_open:
        return between(day(w.begin_first), day(w.end_last))
    return f"by {between(day(w.end_last), day(w.end_last))}"


def _planned(pile: Pile, plan: Claim) -> Window | None:
    """Return the days for which something was planned, if they lay ahead when it was printed and are few."""
    published = pile.published(plan)
    if plan.stance not in PLANNED or plan.polarity != "affirmed" or published is None:
        return None
    if (due := _due_after(plan, number(published))) is not None:
        return due
    found = window(plan, None)
    if found is None or not found.dated:
        return None
    if found.is_open and found.end_last >= number(published):  # due by a day: ahead from now on
        first = max(found.begin_first, number(published))
        found = replace(found, begin_first=first, begin_last=max(first, found.begin_last))
    return found if found.begin_first >= number(published) and found.width <= PLAN_DAYS else None


def _due_after(plan: Claim, published: int) -> Window | None:
    """Return the first days on which what is said to take so long can be over; None where no such time is told."""
    told = _TAKES.search(plan.quote.text)
    if told is None:
        return None
    n = _NUMBERS.get(told["n"].casefold()) or (int(told["n"]) if told["n"].isdigit() else None)
    if n is None:
        return None
    days = n * _UNITS[told["unit"].casefold()]
    first, last = published + days, published + PLAN_DAYS
    if days > PLAN_DAYS:
        return None
    return Window(begin_first=first, begin_last=last, end_first=first, end_last=last)


def _stance(claim: Claim) -> str:
    return "foreseen" if claim.stance == "expected" else "planned"
