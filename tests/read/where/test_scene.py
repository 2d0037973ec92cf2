"""Where an event took place when its own words name no place: for each passage, the places of one event."""

import pytest

from evals.claims import read


def places_of(text, words, title=""):
    """Return the names of the places of the claim whose trigger lies in `words`."""
    row = {"id": "where", "text": text, "published": "2026-01-27", "outlet": "a regional daily", "title": title}
    claims = read([row])[0]
    start = text.rindex(words)
    found = [c for c in claims if start <= c.mention.trigger.start < start + len(words)]
    assert found, f"no claim at {words!r}: {[c.mention.trigger.of(text) for c in claims]}"
    return [x.place.name for x in found[0].locations]


LEAVING_IT_ALL = [
    "The French army left Tessalit airfield in Mali. The full withdrawal of the French will be complete in December.",
    "The French army left Tessalit airfield in Mali. It will complete its withdrawal by December.",
]


@pytest.mark.parametrize("text", LEAVING_IT_ALL)
def test_a_full_withdrawal_still_to_come_is_from_the_country(text):
    assert places_of(text, "withdrawal") == ["Mali"]


def test_a_full_withdrawal_from_a_place_is_from_there():
    text = "The French army was in Mali. The full withdrawal from Tessalit will be over by December."
    assert places_of(text, "withdrawal") == ["Tessalit"]


def test_rulers_who_tell_foreigners_to_leave_mean_the_country():
    text = "The French army left Tessalit airfield in Mali, months after the ruling junta told it to leave."
    assert places_of(text, "told") == ["Mali"]


def test_an_order_is_about_the_place_that_it_names():
    text = "In Mali the junta told French soldiers to leave the airfield at Tessalit."
    assert places_of(text, "told") == ["airfield at Tessalit"]


def test_those_posted_somewhere_are_to_remain_there():
    text = "In Niamey all was quiet, and the soldiers stationed at the camp in Agadez remain until Friday."
    assert places_of(text, "remain") == ["camp in Agadez"]


def test_the_town_of_writing_is_not_the_scene():
    text = (
        "Rebels take a camp in the town of Ber\n\n"
        "Bamako, (AFP / A Daily - 31st Oct, 2023) Rebels entered the town of Ber on Monday. They occupied the camp."
    )
    assert "Bamako" not in places_of(text, "occupied")


def test_a_base_of_another_sort_is_another_base():
    text = "Soldiers left a small base in Niger on Friday. It forces troops to abandon the critical drone base."
    assert places_of(text, "abandon") == ["critical drone base"]


def test_a_bank_is_placed_by_the_name_that_follows():
    text = "In Zakitne a rocket fell. The retreat of troops from the west bank of the river near Kherson is complete."
    assert "Zakitne" not in places_of(text, "retreat")


def test_a_camp_is_where_its_clause_says():
    text = "Rebels in northern Mali took a camp just vacated by the UN in the strategic town of Kidal."
    assert places_of(text, "vacated") == ["camp in Kidal"]


def test_the_region_is_the_last_one_named():
    text = "Russia left Qamishli airport in northeastern Syria. Government forces then seized control of the region."
    assert places_of(text, "seized") == ["northeastern Syria"]


def test_a_turn_of_phrase_is_no_place():
    text = "The army left Agadez, in line with its plans."
    assert places_of(text, "left") == ["Agadez"]


def test_an_organisation_named_after_a_country_is_no_place():
    text = "The sick were brought out of Nasser Hospital in Khan Younis with the Palestinian Red Crescent on Monday."
    assert "Palestinian Red Crescent" not in places_of(text, "brought out")


def test_rulers_are_of_the_country_told_of_and_not_of_that_of_the_dateline():
    text = "DAKAR, Senegal (AP) -- French troops left Gao in Mali. The junta told them to leave."
    assert places_of(text, "told") == ["Mali"]


def test_of_two_sites_a_noun_means_the_one_that_has_it_in_its_name():
    text = (
        "Troops are leaving Qamishli Airport for Khmeimim Air Base. "
        "The first stage involved two aircraft moving heavy equipment from the airport to the base."
    )
    assert places_of(text, "moving") == ["Qamishli Airport", "Khmeimim Air Base"]


def test_two_bases_left_at_once_are_two_places():
    text = "The general is leading the withdrawal from the small base in Niamey and from the larger base in Agadez."
    assert len(places_of(text, "withdrawal")) == 2


def test_rulers_order_foreigners_out_of_a_country_named_only_as_theirs():
    text = "In northern Mali the camps are empty. In June, Mali's military junta ordered the UN force to leave."
    assert places_of(text, "ordered") == ["Mali"]


def test_what_is_done_in_coordination_is_where_it_is_done():
    text = "Russian troops left Gao airport on Monday. All was done in coordination with the Malian and US sides."
    assert places_of(text, "coordination") == ["Gao airport"]


def test_the_territory_of_a_land_is_that_land():
    text = "Russian soldiers left the territory of Azerbaijan on Monday."
    assert places_of(text, "left") == ["Azerbaijan"]


def test_nobody_leaves_from_where_they_only_go():
    text = (
        "The evacuation of Qamishli airport began on Monday, when heavy equipment was loaded into planes bound for the "
        "Khmeimim air base. The last contingent was taken out today."
    )
    assert places_of(text, "loaded") == ["Qamishli airport"]
    assert places_of(text, "taken") == ["Qamishli airport"]


def test_a_goal_behind_a_noun_is_not_where_it_comes_from():
    text = (
        "Russian forces are moved from Qamishli airport to the Khmeimim air base. "
        "First, two cargo planes flew heavy equipment from the airport to Khmeimim."
    )
    assert places_of(text, "flew") == ["Qamishli airport", "Khmeimim"]


def test_a_name_between_commas_places_its_noun():
    text = "The operation has ended and the territory, Lamu, has returned to Kenyan jurisdiction."
    assert places_of(text, "returned") == ["Lamu"]


def test_a_visit_to_a_state_is_not_at_the_scene():
    text = "Russian forces left Qamishli airport on Tuesday. President Ahmed al-Sharaa visited Russia last October."
    assert not any("airport" in place for place in places_of(text, "visited"))


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Rebels seized Homs city on Saturday.", "seized", "Homs"),
        ("Insurgents entered the centre of Homs.", "entered", "Homs"),
        ("The group and its allies now control Homs city.", "control", "Homs"),
        ("Soldiers entered the outskirts of Homs.", "entered", "the outskirts of Homs"),
    ],
)
def test_a_city_with_its_noun_and_its_middle_are_the_city(text, words, name):
    assert places_of(text, words) == [name]


def test_a_town_named_in_passing_is_not_where_it_goes_on():
    text = (
        "Russian troops shelled Avdiivka on Friday. Avdiivka is Russia's largest gain since it took Bakhmut in May. "
        "Three people were killed."
    )
    assert places_of(text, "killed") == ["Avdiivka"]


def test_an_embassy_is_no_base():
    text = "Soldiers at the embassy in Niamey in Niger were told to stay. Troops will leave a base in August."
    assert "embassy" not in " ".join(places_of(text, "leave"))


def test_who_attacks_is_no_place():
    assert "Luk" not in places_of("A constable in Hong Kong was attacked by Luk on Monday.", "attacked")


def test_a_quarter_without_a_name_lies_in_the_town_told_of():
    text = "Air strikes hit Aleppo on Sunday. Around 32 civilians were killed in a rebel-held district."
    row = {"id": "where", "text": text, "published": "2026-01-27", "outlet": "a regional daily", "title": ""}
    claim = next(c for c in read([row])[0] if c.mention.kind == "casualties")
    assert claim.locations[0].place.lat == pytest.approx(36.2, abs=0.1)
