"""Who got it from whom: Derivation, Origin, Independence, and the one function that counts origins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from firsthand.core.claim import Source
from firsthand.core.evidence import Id, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


DerivationKind = Literal["same-text", "rewritten", "credited", "same-voice", "same-footage", "habitual"]
"""`habitual`: the outlet prints that agency as a rule, and nothing in the report shows it; such a one joins nothing."""
Verdict = Literal["shown", "not-established", "shown-dependent"]

MOST_STEPS = 2_000  # of the search for a largest set; the piles seen so far need fewer than 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One reason for a derivation or an independence, and how much it weighs (log-odds; 0 = only told)."""

    name: str
    weight: float
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """That one report goes back to another, or to a named upstream that is not in the pile (prov:wasDerivedFrom)."""

    copy: Id
    source: Id | None
    """The report it derives from; None where only the upstream's name is known."""
    name: str | None = None
    """The upstream's name, e.g. `Reuters`; given whenever it is not in the pile."""
    kind: DerivationKind
    share: float
    """Part of the copy's content that comes from the source, 0 to 1."""
    proof: tuple[Quote, ...] = ()
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A voice at a time: who saw or said it, and through whom it was first carried."""

    id: Id
    root: Id
    """The earliest claim of it in the pile."""
    voice: Source
    via: str | None = None
    """The outlet or agency that first carried it, as far as known."""
    claims: tuple[Id, ...] = ()
    reports: tuple[Id, ...] = ()
    """Every report that carries it, also those in which no claim of it was read (another language, other words)."""
    side: str | None = None
    """The command, government or owner that it speaks for; None = none known."""
    said_on: str | None = None
    """Day, YYYY-MM-DD."""
    independence: Verdict = "not-established"
    """Against all other origins of the pile together: `shown` if from every other that bears on the same event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """The day that an undated report is read as of, so that its relative times resolve; no evidence of its own."""

    report: Id
    day: str
    """YYYY-MM-DD; that of `like`, or one near it that the report itself names."""
    like: Id
    """Of the dated reports of about that day the one whose words it shares most of."""
    likeness: float
    """Cosine of their words by rarity, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence:
    """What is known of one pair of origins, `a` < `b`, and why."""

    a: Id
    b: Id
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCount:
    """How many origins stand behind some claims."""

    shown: int
    """Size of the largest set found in which every pair is shown independent; at least 1 where there is any origin."""
    possible: int
    """Origins left when of each pair shown dependent only one counts."""
    sides: int
    """Different sides among them; an origin with no known side counts for itself."""
    origins: tuple[Id, ...] = ()


WithdrawalKind = Literal["retracted", "corrected", "dropped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That a newsroom no longer holds an account of its own: nothing is deleted, and every copy of it is marked."""

    report: Id
    """Whose account it was."""
    by: Id
    """The later report, of the same newsroom, that says so, or the later version that does not tell it any more."""
    kind: WithdrawalKind
    proof: tuple[Quote, ...] = ()
    """The words that withdraw or correct it; none for what was dropped."""
    reports: tuple[Id, ...] = ()
    """Who still carries it: that report, its copies, and those in which a claim of it stands."""
    claims: tuple[Id, ...] = ()
    """Every claim, in any of them, that goes back to the account; weighed as if it had not been made."""
    origins: tuple[Id, ...] = ()
    """The voices behind those claims, as that newsroom heard them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """All that trace found: derivations between reports, origins of claims, and what is known of their pairs."""

    derivations: tuple[Derivation, ...] = ()
    origins: tuple[Origin, ...] = ()
    pairs: tuple[Independence, ...] = ()
    """Only the pairs that bear on one event or place; a pair that is not listed is `not-established`."""
    withdrawals: tuple[Withdrawal, ...] = ()
    """What newsrooms withdrew, corrected or dropped, followed into every copy."""


def origin_count(lineage: Lineage, claims: Iterable[Id]) -> OriginCount:
    """Count the origins behind some claims, failing closed: what is not shown independent does not count as shown.

    Args:
        lineage: What `trace` found.
        claims: Ids in any order; unknown ones count for nothing.

    Returns:
        `shown <= possible <= len(origins)`.

    Cost: O(k^2) steps in the k origins behind the claims for most piles, on integers of k bits; at most `MOST_STEPS`
    steps of a search that is exponential at worst.
    Source: the largest set in which all pairs are shown; docs/explain/independence.md.
    """
    wanted = set(claims)
    behind = [origin for origin in lineage.origins if wanted.intersection(origin.claims)]
    ids = sorted(origin.id for origin in behind)
    known = set(ids)
    told = [pair for pair in lineage.pairs if pair.a in known and pair.b in known]
    shown = _largest(ids, [(p.a, p.b) for p in told if p.verdict == "shown"], joined=True)
    possible = _largest(ids, [(p.a, p.b) for p in told if p.verdict == "shown-dependent"], joined=False)
    kept = {origin.id: origin for origin in behind}
    sides = {kept[i].side or i for i in possible}
    return OriginCount(shown=len(shown), possible=len(possible), sides=len(sides), origins=tuple(ids))


def _largest(ids: Sequence[Id], pairs: Sequence[tuple[Id, Id]], *, joined: bool) -> list[Id]:
    """Return a largest set of ids of which every pair fits.

    Pairs fit that are given (`joined`) or that are not given. Sets are the bits of integers, in the order of the pick.
    Exact within `MOST_STEPS`, so that one fitting pair fewer never makes it larger; beyond that, the largest found.

    Source: maximum clique with a colour bound, Tomita and Seki 2003.
    """
    met: dict[Id, set[Id]] = {a: set() for a in ids}
    for a, b in pairs:
        met[a].add(b)
        met[b].add(a)
    order = sorted(ids, key=lambda a: (-len(met[a]) if joined else len(met[a]), a))
    place = {a: n for n, a in enumerate(order)}
    every = (1 << len(order)) - 1
    fits = []
    for n, a in enumerate(order):
        given = sum(1 << place[b] for b in met[a])
        fits.append((given if joined else every & ~given) & ~(1 << n))
    best: list[int] = []
    steps = 0

    def grow(picked: list[int], left: int) -> None:
        nonlocal best, steps
        steps += 1
        if len(picked) > len(best):
            best = picked
        for n, classes in reversed(_classes(left, fits)):
            if steps > MOST_STEPS or len(picked) + classes <= len(best):
                return
            grow([*picked, n], left & fits[n])
            left &= ~(1 << n)

    grow([], every)
    return [order[n] for n in sorted(best)]


def _classes(left: int, fits: Sequence[int]) -> list[tuple[int, int]]:
    """Return each bit with how many classes of bits that do not fit one another hold it and all before it."""
    found: list[tuple[int, int]] = []
    classes = 0
    while left:
        classes += 1
        free = left
        while free:
            n = (free & -free).bit_length() - 1
            found.append((n, classes))
            left &= ~(1 << n)
            free &= ~(1 << n) & ~fits[n]
    return found
