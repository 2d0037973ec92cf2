"""Sites and parties that grow with the pile: the same as those of the whole pile."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from types import MappingProxyType

from firsthand.core.claim import Claim
from firsthand.core.evidence import Id
from firsthand.core.spacetime import Place
from firsthand.weigh.grown_claims import Changed
from firsthand.weigh.linked import Named
from firsthand.weigh.observations import places_of
from firsthand.weigh.parties import Party, acts, force_name, party_key, party_of
from firsthand.weigh.sites import Site, Sites, fullness, site_of, sites_of


class GrownSites:
    """The sites of a pile, kept so that claims can be put in and taken out."""

    def __init__(self) -> None:
        """Begin with no site."""
        self._called: dict[Named, Counter[Place]] = {}
        self._claims: dict[Named, set[Id]] = defaultdict(set)
        self._distinct: dict[Named, Place] = {}
        self._mentions: Counter[Named] = Counter()
        self.sites = Sites(by_key=MappingProxyType({}), key_of=MappingProxyType({}))

    def changed(self, found: Changed) -> set[Id]:
        """Take in what changed; return the claims at a site that is another now, or known by another place.

        Cost: that of grouping the distinct places anew if there is a new one, else of the sites that are named.
        """
        touched: set[Named] = set()
        for claim in found.out.values():
            touched |= self._counted(claim, -1)
        for claim in found.come.values():
            touched |= self._counted(claim, 1)
        was = self.sites
        others_known = [self._fullest(key) for key in touched]  # every one of them is brought up to date
        if any(others_known):
            self.sites = sites_of(self._distinct, self._mentions)
        else:
            self.sites = self._with_mentions(touched)
        now = self.sites
        moved = {k for k, site in was.by_key.items() if k not in now.by_key or now.by_key[k].place != site.place}
        others = (
            (n for n, key in was.key_of.items() if key in moved or now.key_of.get(n) != key)
            if moved or was.key_of.keys() != now.key_of.keys()
            else ()
        )
        return {claim for n in others for claim in self._claims[n]}

    def _counted(self, claim: Claim, more: int) -> set[Named]:
        named = set()
        for place in places_of(claim):
            if not place.name.strip():
                continue
            key = (place.name, place.ref)
            named.add(key)
            self._called.setdefault(key, Counter())[place] += more
            self._mentions[key] += more
        for key in named:
            (self._claims[key].add if more > 0 else self._claims[key].discard)(claim.id)
        return named

    def _fullest(self, key: Named) -> bool:
        """Take the fullest of the places of one name; return whether it is another than before."""
        left = [place for place, n in self._called[key].items() if n > 0]
        old = self._distinct.get(key)
        if not left:
            del self._called[key], self._mentions[key]
            self._distinct.pop(key, None)
            return old is not None
        if len(left) < len(self._called[key]):
            self._called[key] = Counter({place: self._called[key][place] for place in left})
        self._distinct[key] = left[0] if len(left) == 1 else max(left, key=fullness)
        return old != self._distinct[key]

    def _with_mentions(self, touched: set[Named]) -> Sites:
        if not touched:
            return self.sites
        keys = {self.sites.key_of[n] for n in touched}
        groups: dict[str, list[Named]] = {key: [] for key in keys}
        for named, key in self.sites.key_of.items():
            if key in groups:
                groups[key].append(named)
        by_key: dict[str, Site] = dict(self.sites.by_key)
        for key, group in groups.items():
            group.sort(key=lambda n: (n[0], n[1] or ""))
            by_key[key] = site_of([self._distinct[n] for n in group], self._mentions)
        return Sites(by_key=MappingProxyType(by_key), key_of=self.sites.key_of)


class GrownParties:
    """The parties of a pile by key, kept likewise."""

    def __init__(self) -> None:
        """Begin with no party."""
        self._names: dict[str, Counter[str]] = defaultdict(Counter)
        self._forces: dict[str, Counter[str]] = defaultdict(Counter)
        self._acting: Counter[str] = Counter()
        self.parties: dict[str, Party] = {}

    def changed(self, out: Iterable[Claim], come: Iterable[Claim]) -> None:
        """Take in claims. Cost: O(c) in them, and in the names of the parties that they name."""
        touched: set[str] = set()
        for more, claims in ((-1, out), (1, come)):
            for participant in (p for claim in claims for p in claim.participants if p.name.strip()):
                key = party_key(participant)
                touched.add(key)
                self._names[key][participant.name] += more
                self._acting[key] += more * acts(key, participant)
                if (force := force_name(participant.ref, participant.name)) is not None:
                    self._forces[key][force] += more
        for key in touched:
            names, forces = +self._names[key], +self._forces[key]
            self._names[key], self._forces[key] = names, forces
            if names:
                self.parties[key] = party_of(key, names, forces, is_actor=self._acting[key] > 0)
            else:
                self.parties.pop(key, None)
