"""The article that the project was born from, restated: each of its claims with voice and stance."""

from functools import cache

import pytest

from evals.claims import read

TEXT = (
    "Quarters where Russian soldiers had lived at Qamishli airport were deserted on 26 January, a video "
    "shows. The video was published by Al-Monitor, whose journalists entered the base that afternoon. A "
    "Russian flag was still flying on the control tower, the same video shows.\n\n"
    "Another video, posted a day earlier, shows military equipment being loaded beside an Il-76MD "
    "transport aircraft.\n\n"
    "Two sources said that a gradual withdrawal of Russian forces from the airport began last week. Some "
    "of the soldiers are expected to move to the Hmeimim air base and others to return to Russia, "
    "according to the same sources.\n\n"
    "A Syrian security source said separately that military equipment and heavy weapons had been moved "
    "from Qamishli to Hmeimim over the past two days.\n\n"
    "Russian troops have used the base at Qamishli since 2019. Earlier this month, Syrian government "
    "forces entered territory held by the Syrian Democratic Forces.\n\n"
    "The Russian defence ministry declined to comment.\n\n"
    "On 21 January, Syrian authorities announced that they planned to demand that Russian forces leave "
    "Qamishli airport.\n\n"
    "If it is complete, the withdrawal would mean the end of Russia's foothold in the north-east of "
    "Syria."
)
EXPECTED = [
    ("be-absent", "deserted", "asserted", ["video"], "2026-01-26"),
    ("arrive", "entered the base", "asserted", [], "2026-01-26"),
    ("be-present", "flying", "asserted", ["video"], "2026-01-26"),
    ("transfer", "loaded", "asserted", ["video"], None),
    ("withdraw", "withdrawal of Russian forces", "asserted", ["anonymous"], "2026-01-19"),
    ("arrive", "move to the Hmeimim", "expected", ["anonymous"], None),
    ("arrive", "return to Russia", "expected", ["anonymous"], None),
    ("transfer", "moved from Qamishli", "asserted", ["anonymous"], "2026-01-25"),
    ("be-present", "used the base", "asserted", [], "2019-01-01"),
    ("arrive", "entered territory", "asserted", [], "2026-01-01"),
    ("hold", "held by", "asserted", [], None),
    ("decline-comment", "declined to comment", "asserted", [], None),
    ("demand", "demand that", "planned", ["official"], "2026-01-21"),
    ("lose", "end of Russia", "conditional", [], None),
]


@cache
def claims():
    row = {"id": "golden", "text": TEXT, "published": "2026-01-27", "outlet": "a defence magazine"}
    return read([row])[0]


def claim_at(kind, words):
    start = TEXT.index(words)
    found = [c for c in claims() if c.mention.kind == kind and start <= c.mention.trigger.start < start + len(words)]
    assert found, f"no {kind} at {words!r}"
    return found[0]


@pytest.mark.parametrize(("kind", "words", "stance", "voices", "day"), EXPECTED)
def test_a_claim_is_found_with_its_voice_and_stance(kind, words, stance, voices, day):
    claim = claim_at(kind, words)
    assert claim.shown_stance == stance
    assert [source.kind for source in claim.attribution] == voices
    if day:
        assert claim.when is not None
        assert claim.when.first_day == day


def test_the_two_sources_are_counted_and_are_the_same_ones_again():
    first, again = claim_at("withdraw", "withdrawal of Russian"), claim_at("arrive", "move to the Hmeimim")
    assert (first.attribution[0].count_low, first.attribution[0].count_high) == (2, 2)
    assert first.attribution[0].name == again.attribution[0].name


def test_the_security_source_is_another_voice():
    assert (
        claim_at("transfer", "moved from Qamishli").attribution[0].name
        != claim_at("withdraw", "withdrawal of").attribution[0].name
    )


def test_the_aircraft_is_known_by_family_and_variant_and_is_no_town():
    assert all(location.place.name != "Il" for claim in claims() for location in claim.locations)


def test_what_moved_has_both_ends():
    roles = {location.role: location.place.name for location in claim_at("transfer", "moved from Qamishli").locations}
    assert roles == {"from": "Qamishli", "to": "Hmeimim"}


def test_nothing_else_is_claimed():
    assert len(claims()) == len(EXPECTED)
