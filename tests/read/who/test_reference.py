"""Who is meant by words without a name: for each passage, the known actors behind one event."""

import pytest

from evals.claims import read


def claim_at(text, words):
    """Return the claim whose trigger lies in `words`."""
    claims = read([{"id": "who", "text": text, "published": "2026-01-27", "outlet": "a regional daily"}])[0]
    start = text.rindex(words)
    found = [c for c in claims if start <= c.mention.trigger.start < start + len(words)]
    assert found, f"no claim at {words!r}: {[c.mention.trigger.of(text) for c in claims]}"
    return found[0]


def refs_of(text, words, role="agent"):
    return {x.ref for x in claim_at(text, words).participants if x.role == role}


BESIDE = [
    ("The depot was vacated on Monday by the peacekeeping mission MONUSCO.", "vacated", "actor:monusco"),
    ("The peacekeepers of the force known as UNIFIL left the post at Naqoura on Monday.", "left", "actor:unifil"),
]


@pytest.mark.parametrize(("text", "words", "ref"), BESIDE)
def test_a_name_beside_a_noun_names_it(text, words, ref):
    assert ref in refs_of(text, words)


def test_a_mission_is_the_one_that_the_report_names():
    text = "MINUSCA has 40 posts in the country, the United Nations said. The Mission withdrew from Bria on Friday."
    assert refs_of(text, "withdrew") == {"actor:minusca"}


def test_peacekeepers_are_those_that_the_report_names_and_no_worlds_default():
    text = "Russian peacekeepers arrived in Lachin in 2020. The peacekeepers left Lachin on Friday."
    assert refs_of(text, "left") != {"actor:un-peacekeepers"}
    text = "MONUSCO said that the road to Beni was open. Peacekeepers left Beni on Friday."
    assert refs_of(text, "left") == {"actor:monusco"}


def test_an_army_is_never_a_mission():
    text = "MINUSCA left Bria on Friday. Nobody saw the army arrive in Bria."
    assert "actor:minusca" not in refs_of(text, "arrive")


def test_a_body_of_the_united_nations_is_no_movement():
    text = "Hamas held the hospital, the World Health Organization said. The UN agency visited the hospital on Friday."
    assert refs_of(text, "visited") == {"actor:who"}


def test_bare_troops_are_those_of_the_ministry_that_speaks():
    text = "Russia's defence ministry says the retreat of troops from Snihurivka is complete."
    assert "actor:russian-forces" in refs_of(text, "retreat")


def test_we_is_the_body_that_the_speaker_belongs_to():
    text = '"We left Beni this morning," a source in the MONUSCO mission told reporters.'
    assert refs_of(text, "left") == {"actor:monusco"}


def test_we_of_a_nameless_blogger_is_nobody_known():
    text = '"We left the town this morning," a blogger with many readers said.'
    assert refs_of(text, "left") <= {None}


def test_a_bare_noun_takes_its_fuller_naming():
    text = "A joint UN assessment team reached Kadugli on Sunday. The team left Kadugli after an hour."
    assert claim_at(text, "left").participants[0].ref == "actor:un"


def test_another_noun_takes_up_nothing():
    text = "A joint UN assessment team reached Kadugli on Sunday. The drivers left Kadugli after an hour."
    assert claim_at(text, "left").participants[0].ref is None


@pytest.mark.parametrize("name", ["M23 rebels", "the M23 rebel group", "M23 fighters", "the M23 movement", "M23"])
def test_a_movement_is_one_actor_whatever_noun_stands_behind_its_name(name):
    assert refs_of(f"In January {name} captured the town of Masisi.", "captured") == {"actor:m23"}


def test_coup_leaders_are_those_of_the_country():
    text = "French troops left a base in Niger, a year after military coup leaders told them to leave."
    assert refs_of(text, "told") == {"actor:niger"}


def test_its_troops_are_those_of_the_state_that_withdraws_them():
    text = "Ukraine's defence minister said it would take Russia a week to withdraw its troops from Kherson."
    assert "actor:russian-forces" in refs_of(text, "withdraw")


def test_who_had_coordination_with_a_side_is_who_says_so():
    text = "The Pentagon said there had been coordination with Afghan leaders about the base at Bagram."
    assert refs_of(text, "coordination") == {"actor:pentagon"}


def test_it_is_never_a_minister():
    text = "Defence Minister Oleksiy Reznikov said Russia had 40,000 troops and that it still had forces in Kherson."
    claim = claim_at(text, "had forces")
    assert not any("Reznikov" in x.name for x in claim.participants)


def test_a_noun_in_marks_of_distance_keeps_its_owner():
    text = (
        'Russian "peacekeepers" left the village of Dadivank on Monday. The so-called peacekeepers left Khojaly later.'
    )
    assert refs_of(text, "left Khojaly") == {"actor:russian-peacekeepers"}


def test_the_peacekeepers_are_those_that_were_its_own_before():
    text = "Russia confirmed the withdrawal of its peacekeepers from Karabakh. The peacekeepers left Khojaly on Monday."
    assert refs_of(text, "left Khojaly") == {"actor:russian-peacekeepers"}


def test_men_and_things_are_those_of_the_contingent_that_has_them():
    text = "The withdrawal of the manpower, weapons and equipment of Russia's contingent from Khojaly is complete."
    assert refs_of(text, "withdrawal") == {"actor:russian-forces"}


def test_those_from_somewhere_keep_their_state():
    text = "Russian soldiers from Karabakh left Khojaly on Monday."
    assert refs_of(text, "left") == {"actor:russian-forces"}


def test_a_word_of_an_actors_own_name_is_no_second_side():
    text = "The Kurdish-led Syrian Democratic Forces still control the area around Qamishli."
    assert refs_of(text, "control") == {"actor:sdf"}


def test_a_name_does_not_run_over_the_line_of_a_byline():
    text = "By Reuters\nM23 rebels entered the city of Goma on Monday. Two witnesses said so."
    assert [x.name for x in claim_at(text, "entered").participants if x.role == "agent"] == ["M23 rebels"]


def test_all_of_which_takes_up_the_list_before_it():
    text = "A reporter saw Russian flags, cargo and radars at the base on Monday, all of which were absent on Tuesday."
    assert not any("which" in x.name for x in claim_at(text, "absent").participants)


def test_he_is_the_man_whose_name_has_several_words():
    text = "The hospital staff deny it. Mahmoud Abu Auf told reporters by phone after he left the hospital."
    assert [x.name for x in claim_at(text, "left").participants if x.role == "agent"] == ["Mahmoud Abu Auf"]


def test_an_it_that_means_nothing_is_no_city():
    text = (
        "Officials feared an ambush in Kherson city. Military analysts had also predicted it would take Russia's "
        "military at least a week to complete the withdrawal."
    )
    assert not any("Kherson" in x.name for x in claim_at(text, "withdrawal").participants)


def test_a_withdrawal_of_nobody_is_of_the_only_one_that_withdraws():
    text = "MINUSMA left Kidal on Tuesday. The exit from Mali was unprecedented, officials said of the exit from Gao."
    for claim in read([{"id": "who", "text": text, "published": "2026-01-27", "outlet": "a daily"}])[0]:
        assert {x.ref for x in claim.participants if x.role == "agent"} <= {"actor:minusma"}


def test_an_accord_with_one_side_is_the_mover_s():
    text = "Russian troops left Gao airport on Monday. All was done in coordination with the Malian and US sides."
    assert refs_of(text, "coordination") == {"actor:russian-forces"}


@pytest.mark.parametrize("noun", ["militants", "terrorists", "jihadists"])
def test_irregulars_are_never_an_army(noun):
    text = f"The Syrian army said on Monday that the {noun} left the village of Tal Rifaat."
    assert refs_of(text, "left") == {None}


def test_the_group_is_a_movement_and_no_coalition():
    text = "The US-led coalition fought Islamic State in Raqqa for months. The group left Raqqa in October."
    assert refs_of(text, "left") == {"actor:islamic-state"}


def test_two_forces_are_nobodys_army():
    text = "The Syrian army is near the town of Hasakah. The two forces left Hasakah on Monday."
    assert refs_of(text, "left") == {None}


def test_what_is_destroyed_is_not_taken_to_be_the_doers():
    text = "The Syrian army attacked the gunmen near Suwayda on Monday, destroying their weapons."
    claim = claim_at(text, "destroying")
    assert not any(x.ref == "actor:syrian-army" for x in claim.participants if x.role == "object")


def test_his_wife_is_no_state():
    text = "The American left the town of Reno on Monday. His wife left Reno on Tuesday."
    assert refs_of(text, "left Reno") == {None}


def test_the_enemies_of_a_side_are_not_that_side():
    text = "Islamic State was in the town of Tabqa. The town was retaken by its enemies in May."
    assert "actor:islamic-state" not in refs_of(text, "retaken")


def test_a_state_s_military_is_not_its_proxy():
    text = "Turkey is preparing. It sent its military into the town of Afrin on Monday."
    assert "actor:sna" not in {x.ref for x in claim_at(text, "sent").participants}


def test_police_are_no_army():
    text = "French soldiers stood by in Nice. The driver was killed by the police in Nice on Thursday."
    assert not any(x.ref == "actor:french-forces" for x in claim_at(text, "killed").participants)


def test_a_name_that_opens_with_a_common_noun_is_a_name():
    text = "The Syrian army is in Harasta. The town of Douma is controlled by the Army of Islam."
    assert "actor:syrian-army" not in refs_of(text, "controlled")


def test_called_names_are_nobody_where_two_movements_are_named():
    text = "Hezbollah and the Free Syrian Army are in Arsal. The jihadists left Arsal on Monday."
    assert refs_of(text, "left") == {None}


def test_the_most_special_name_of_a_description_wins():
    text = "Sudan's paramilitary Rapid Support Forces took Kutum on Sunday. The paramilitary force entered Kabkabiya."
    assert refs_of(text, "took") == refs_of(text, "entered") == {"actor:rsf"}


def test_a_rebel_force_of_a_country_is_not_its_army():
    text = "A Chadian rebel force entered the town of Faya on Monday."
    assert "actor:chadian-army" not in refs_of(text, "entered")


def test_it_is_the_army_whose_chief_speaks():
    text = "The Sudanese army chief said that it had withdrawn from Kutum following an RSF siege."
    assert refs_of(text, "withdrawn") == {"actor:sudanese-army"}


def test_units_without_a_name_are_those_of_the_army_that_moves_them():
    text = "On 18 February, the Ukrainian Defence Forces completed the withdrawal of units from Izium."
    assert refs_of(text, "withdrawal") == {"actor:ukrainian-forces"}


def test_who_drives_others_out_is_not_the_one_that_leaves():
    text = "Ukraine said it had driven the Russian forces out of Izium."
    assert refs_of(text, "driven") == {"actor:russian-forces"}


def test_its_peacekeepers_are_the_state_s_peacekeepers():
    text = "Russia has confirmed the withdrawal of its peacekeepers from Karabakh."
    assert refs_of(text, "withdrawal") == {"actor:russian-peacekeepers"}


def test_a_people_that_shelters_is_no_state():
    text = "Palestinians sheltering in the hospital have begun to leave under an order."
    assert refs_of(text, "leave") == {None}


def test_the_rest_are_of_those_who_are_spoken_of():
    text = "Afghan forces came to Bagram. The looters ran. They were stopped and the rest have left Bagram, he said."
    assert refs_of(text, "left") != {"actor:afghan-forces"}


def test_what_is_burnt_is_a_building_and_no_ministry():
    text = "The health ministry spoke of the hospital in Wau. The forces are inside the hospital and are burning it."
    assert not any(x.name.endswith("ministry") for x in claim_at(text, "burning").participants)


def test_soldiers_from_the_army_are_the_army_s():
    text = "Fighting went on in Kutum and Nyala in Sudan. Thousands of soldiers from the army left Kutum on Monday."
    assert refs_of(text, "left Kutum") == {"actor:sudanese-army"}


def test_the_forces_of_a_man_are_no_state_s():
    text = "South Sudan's army was in Juba. The forces of Riek Machar entered Bentiu on Tuesday."
    assert refs_of(text, "entered Bentiu") == {None}


TAKEN_UP = [
    (
        "France began withdrawing soldiers from Abeche on Friday, the country's defence ministry said.",
        "withdrawing",
        {"actor:france"},
        "agent",
    ),
    (
        "The US handed over its last base in Niger to the country's authorities on Monday.",
        "handed over",
        {"actor:niger"},
        "recipient",
    ),
    (
        "Ukrainian President Taras Bilyk spoke after his military chief said he was withdrawing troops from Lyman.",
        "withdrawing",
        {"actor:ukraine"},
        "agent",
    ),
    (
        "Russian troops came in May. Turkey was silent at first. It sent troops to Manbij on Monday.",
        "sent",
        {"actor:turkish-forces"},
        "object",
    ),
    (
        "The Israeli army entered Khan Younis on Monday. As troops searched the hospital, nobody left.",
        "searched",
        {"actor:idf"},
        "agent",
    ),
]


@pytest.mark.parametrize(("text", "words", "refs", "role"), TAKEN_UP)
def test_whose_men_are_is_told_by_who_moves_them(text, words, refs, role):
    assert refs_of(text, words, role) == refs


def test_troops_of_an_unknown_mover_are_nobody_s():
    text = "Mr Dolan spoke with the Turkish president and decided to withdraw troops from Manbij."
    assert "actor:turkish-forces" not in refs_of(text, "withdraw troops") | refs_of(text, "withdraw troops", "object")


def test_those_forces_are_the_ones_that_the_sentence_names():
    text = "Kurdish forces held Kobani. Syrian government troops came to Manbij and those forces seized Tabqa."
    assert refs_of(text, "seized Tabqa") == {"actor:syrian-army"}


def test_a_government_of_a_country_that_is_not_told_of_just_here_stays_open():
    text = "Fighting went on in Mogadishu and Baidoa in Somalia. It was hot. " * 2
    text += "A reporter came from Togo. She told Togo's story. The government closed the airport there."
    assert "actor:somalia" not in refs_of(text, "closed")


def test_the_group_is_the_one_that_acts_where_two_are_named():
    text = "Hamas spoke. Hezbollah said that it had met Hamas in Beirut. The group attacked Metula on Monday."
    assert refs_of(text, "attacked") == {"actor:hezbollah"}


def test_a_reflexive_is_the_noun_beside_it():
    text = "The drone was of the militia itself, which shot down the drone on Monday."
    assert [x.name for x in claim_at(text, "shot down").participants if x.role == "agent"] == ["militia"]


def test_a_commander_in_chief_keeps_his_whole_title():
    text = "Ukrainian Armed Forces Commander-in-Chief Taras Bilyk decided to withdraw units from Lyman."
    assert refs_of(text, "withdraw units") == {"actor:ukrainian-forces"}


def test_a_team_that_another_led_acts_itself():
    text = "The World Health Organization said that a joint team it led entered the hospital in Wau."
    assert [x.name for x in claim_at(text, "entered").participants if x.role == "agent"] == ["joint team"]


def test_a_retreat_is_of_who_speaks_of_his_own():
    text = "The department sees no reason in Russia saying its retreat from Lyman was a gesture of goodwill."
    assert refs_of(text, "retreat") == {"actor:russia"}


def test_a_siege_is_of_the_only_side_told_to_attack_the_place():
    text = "Hezbollah attacked Metula on Monday. The siege of Metula has lasted for a month, a doctor said."
    assert refs_of(text, "siege") == {"actor:hezbollah"}
    text = "Hezbollah attacked Metula on Monday. The Israeli army attacked Metula. The siege of Metula lasts on."
    assert refs_of(text, "siege") == set()


def test_the_head_of_a_body_is_told_before_his_name():
    text = (
        "The clinic is shut, the head of the World Health Organization, Ada Bell, said, calling for access to the ward."
    )
    assert "actor:who" in refs_of(text, "calling")


def test_the_country_that_acts_is_the_one_told_of():
    text = "Chad's army was in Abeche and Faya in Chad. The country ended its defence agreement with Paris in November."
    assert refs_of(text, "ended") == {"actor:chad"}


def test_a_hand_over_is_of_both_who_left_together():
    text = "American soldiers and members of NATO forces left Bagram. The base was handed over to the Afghan army."
    assert refs_of(text, "handed over") == {"actor:us-forces", "actor:nato"}


def test_troops_withdrawn_from_a_country_are_not_that_country_s():
    text = "France has started the withdrawal of its troops from Chad, an officer said."
    assert refs_of(text, "withdrawal") == {"actor:french-forces"}


def test_a_people_before_another_s_forces_is_no_side():
    text = "The two men are being held by Syrian Kurdish forces in Hasakah."
    assert "actor:syrian-army" not in refs_of(text, "held")


def test_an_alliance_against_a_movement_is_not_that_movement():
    text = "Islamic State held Hajin. The alliance attacked Hajin on Monday."
    assert "actor:islamic-state" not in refs_of(text, "attacked")


HOSTILE = [
    (
        "Fighting went on in Khan Younis. Israel said it would go on. Occupation snipers shot at Nasser hospital.",
        "shot", "actor:idf",
    ),
    (
        "Russian troops were seen near Kherson in Ukraine. On Friday the occupiers left Lyman.",
        "left", "actor:russian-forces",
    ),
    ("Hamas fired at troops in Gaza City. The operatives fled the hospital.", "fled", "actor:hamas"),
    ("Clashes went on in Idlib and Aleppo. Regime forces bombed a market in Douma.", "bombed", "actor:syrian-army"),
    ("Officials from Mali left Gao on Friday.", "left", "actor:mali"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "ref"), HOSTILE)
def test_an_opponent_without_a_name_is_the_one_that_the_report_knows(text, words, ref):
    assert refs_of(text, words) == {ref}


def test_a_number_of_them_are_not_those_who_kill():
    text = "Israeli troops returned fire on Hamas fighters in Gaza City, killing 21 of them."
    assert refs_of(text, "killing", role="object") == {"actor:hamas"}


def test_rebels_are_not_a_movement_named_afterwards():
    text = "The rebels took ten villages near Aleppo. Hezbollah and the Syrian army fought in Homs."
    assert "actor:hezbollah" not in refs_of(text, "took")


def test_forces_told_by_a_clause_are_not_the_last_named_ones():
    text = "Saudi forces came to Syria, it was said. The forces stationed at the base in Taji left on Friday."
    assert "actor:saudi-forces" not in refs_of(text, "left")


def test_doctors_from_a_state_do_not_act_for_it():
    assert refs_of("Doctors from Russia left Gao on Friday.", "left") == {None}
