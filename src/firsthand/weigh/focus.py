"""What an answer is about: the site, the party and the aspect that options or the question name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from firsthand.core.errors import NoMatch
from firsthand.core.event import Aspect
from firsthand.weigh.named import party_named, site_named
from firsthand.weigh.observations import Fluent
from firsthand.weigh.options import Options
from firsthand.weigh.parties import SHELTERED, Party, is_sheltered
from firsthand.weigh.questions import Question
from firsthand.weigh.sites import Site, Sites

_ASPECTS: Mapping[str, Aspect] = {
    "presence": "presence",
    "end": "presence",
    "control": "control",
    "operation": "operation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What the answer is about, as far as anything tells."""

    site: Site | None = None
    party: Party | None = None
    aspect: Aspect | None = None

    def fits(self, fluent: Fluent) -> bool:
        """Whether a fluent is what is asked about."""
        if self.site is None and self.party is None and self.aspect is None:
            return False
        right_site = self.site is None or fluent.site == self.site.key
        right_party = self.party is None or fluent.aspect != "presence" or fluent.party == self.party.key
        return right_site and right_party and (self.aspect is None or fluent.aspect == self.aspect)

    @property
    def exact(self) -> Fluent | None:
        """The one presence that is asked about, whether or not any claim speaks of it."""
        if self.site is None or self.party is None or self.aspect not in {None, "presence"}:
            return None
        return Fluent(aspect="presence", party=self.party.key, site=self.site.key)


def focus(options: Options, asked: Question | None, places: Sites, actors: Mapping[str, Party]) -> Focus:
    """Return what the answer is about; the options come before the names in the question.

    Raises:
        NoMatch: `site` or `actor` of the options names nothing in the pile; a name in the question may.
    """
    site = site_named(options.site, places) if options.site else None
    party = party_named(options.actor, actors) if options.actor else None
    if asked is not None and site is None and asked.site:
        site = _site_or_none(asked.site, places)
    if asked is not None and party is None and asked.party:
        party = _party_or_none(asked.party, actors)
    return Focus(site=site, party=party, aspect=_ASPECTS.get(asked.asks) if asked else None)


def as_asked(options: Options, about: Focus, actors: Mapping[str, Party]) -> Mapping[str, Party]:
    """Return the parties with people under no arms called as the user calls them, not by the word most used."""
    party = about.party
    if party is None or party.key != SHELTERED or not options.actor or not is_sheltered(options.actor):
        return actors
    return MappingProxyType({**actors, SHELTERED: replace(party, name=options.actor.strip())})


def _site_or_none(name: str, places: Sites) -> Site | None:
    try:
        return site_named(name, places)
    except NoMatch:
        return None


def _party_or_none(name: str, actors: Mapping[str, Party]) -> Party | None:
    try:
        return party_named(name, actors)
    except NoMatch:
        return None
