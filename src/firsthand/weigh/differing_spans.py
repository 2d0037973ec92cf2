"""Since when they have been there, or how long it has been besieged: told in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from firsthand.core.claim import Claim
from firsthand.weigh.days import number
from firsthand.weigh.differences import Difference, clearest, distinct
from firsthand.weigh.differing_events import difference, known_agents, sites_of
from firsthand.weigh.phrases import are, with_article
from firsthand.weigh.pile import Pile
from firsthand.weigh.sites import Sites, at_or_in

LONG_AGO_DAYS = 300  # a presence that began later than this before its report is news, not history
APART_SHARE = 0.02  # of the longer time: two years' difference of sixty are told, as are days of weeks
APART_DAYS = 4  # two sieges of "nearly a week" and of six days are one
LASTING = frozenset({"be-present", "hold", "operate"})
COMING = frozenset({"arrive", "deploy", "seize"})
_SIEGE = re.compile(r"\b(?:besieg\w*|siege)\b", re.IGNORECASE)
_UNITS: Mapping[str, int] = {"day": 1, "week": 7, "month": 30}
_NUMBERS = "a one two three four five six seven eight nine ten"
_IN_WORDS = {word: max(n, 1) for n, word in enumerate(_NUMBERS.split())} | {"an": 1}
_HOW_LONG = re.compile(
    rf"\b(?P<n>\d+|{'|'.join(_IN_WORDS)})[ -](?:consecutive |straight |whole )?(?P<unit>day|week|month)s?\b"
    r"(?:[ -]long)?(?P<is_siege> siege)?",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\bfor (?:nearly |almost |about |around |over |more than |some |the past |at least )?$", re.IGNORECASE
)
Lasting = tuple[str, str, str]
"""`stay` or `siege`, key of the site, of the party where one is known."""
Began = tuple[int, int, Claim]
"""First and last day on which it may have begun."""


def of_spans(pile: Pile, places: Sites) -> Iterator[Difference]:
    """Yield two beginnings told of one long presence or siege.

    Cost: O(k^2) in the distinct beginnings told of one party at one site.
    """
    told: dict[Lasting, list[Began]] = defaultdict(list)
    for claim in pile.claims:
        for key, began in lasting_by(pile, claim, places):
            told[key].append(began)
    for key, rows in told.items():
        yield from of_one_span(pile, key, rows, places)


def lasting_by(pile: Pile, claim: Claim, places: Sites) -> Iterator[tuple[Lasting, Began]]:
    """Yield since when a claim has somebody there, or somewhere besieged."""
    published = pile.published(claim)
    if not claim.is_fact_like or published is None:
        return
    if claim.mention.kind == "attack":
        days = _besieged(claim.quote.text)
        last = number(published)
        for site in sorted(sites_of(claim, places)) if days else ():
            yield ("siege", site, ""), (last - days, last - days, claim)
        return
    years = _years(claim) if claim.mention.kind in LASTING | COMING else None
    if years is None or number(published) - years[1] < LONG_AGO_DAYS:
        return
    for site in sorted(sites_of(claim, places)):
        for party in sorted(known_agents(claim)):
            yield ("stay", site, party), (*years, claim)


def _years(claim: Claim) -> tuple[int, int] | None:
    """Return the first and last day of the beginning that a claim's own words give."""
    when = claim.when
    if when is None or when.begin_earliest is None or claim.when_basis not in {None, "words"}:
        return None
    last = when.begin_latest or when.begin_earliest
    return number(when.begin_earliest), number(last)


def _besieged(text: str) -> int:
    """Return for how many days a text has a place besieged; 0 where it does not tell."""
    if _SIEGE.search(text) is None:
        return 0
    for m in _HOW_LONG.finditer(text):
        if m["is_siege"] or _FOR.search(text[: m.start()]):
            n = _IN_WORDS.get(m["n"].casefold()) or int(m["n"])
            return n * _UNITS[m["unit"].casefold()]
    return 0


def of_one_span(pile: Pile, key: Lasting, rows: Sequence[Began], places: Sites) -> Iterator[Difference]:
    """Yield the beginnings told of one presence or siege that lie apart; of an arrival and a presence both may hold."""
    place, what = places.by_key[key[1]].place, key[0]
    began: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for first, last, claim in rows:
        began[first, last].append(claim)
    for x, y in combinations(sorted(began), 2):
        last = max(number(day) for c in (*began[x], *began[y]) if (day := pile.published(c)))
        if y[0] - x[1] <= max(APART_DAYS, APART_SHARE * (last - x[0])):
            continue
        pairs = ((a, b) for a in clearest(pile, began[x]) for b in clearest(pile, began[y]))
        pair = next((found for a, b in pairs if (found := distinct(pile, [a], [b])) is not None), None)
        if pair is None:
            continue
        a, b, altered = pair
        coming = [c.mention.kind in COMING for c in (a, b)]
        site = with_article(place.name)
        matter = f"how long {site} was besieged"
        if what == "stay":
            who = next((p.name for p in b.participants if p.role == "agent"), "they")
            matter = f"since when {with_article(who)} {'were' if are(who) == 'are' else 'was'} {at_or_in(place)} {site}"
        yield difference(
            pile,
            (began[x], began[y]),
            (a, b),
            kind="scope" if coming[0] != coming[1] else "drift" if altered else "conflict",
            about=f"{matter}: {_told(x, what, a, pile)} or {_told(y, what, b, pile)}",
            places=places,
            topic=" ".join(key),
        )


def _told(began: tuple[int, int], what: str, claim: Claim, pile: Pile) -> str:
    published = pile.published(claim) or ""
    if what == "siege":
        return f"{number(published) - began[0]} days by {published}"
    when = claim.when
    return ((when.begin_earliest if when else None) or "")[:4]
