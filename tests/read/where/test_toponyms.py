from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.core.evidence import Span
from firsthand.core.parse import Entity, Parse, Sentence, Token
from firsthand.read.gazetteer.gazetteer import gazetteer
from firsthand.read.where.toponyms import NATIONALITY, event_places, resolved, toponyms


def parse(text, *entities):
    return Parse(sentences=(Sentence(start=0, end=len(text), tokens=()),), entities=entities)


def places(text, *entities):
    return {place.place.name: place.place for place in toponyms(text, parse(text, *entities), gazetteer())}


def test_town_airport_and_side_of_a_country_are_three_places():
    text = "Qamishli is calm. At Qamishli airport flags flew. Patrols went on in northeastern Syria."
    found = places(text)
    assert set(found) == {"Qamishli", "Qamishli airport", "northeastern Syria"}
    assert len({place.ref for place in found.values()}) == 3
    assert found["Qamishli airport"].ref == "icao:OSKL"
    assert found["northeastern Syria"].radius_m > 100_000


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("Jets left Khmeimim air base.", "Khmeimim air base", 35.40, 35.95),
        ("Jets left Hmeimim.", "Hmeimim", 35.40, 35.95),
        ("Clashes in Qamishlo, Syria.", "Qamishlo", 37.05, 41.23),
        ("Clashes near Deir Ezzor.", "Deir Ezzor", 35.34, 40.14),
        ("Shells fell on Tal Tamr.", "Tal Tamr", 36.66, 40.37),
        ("Troops entered Robotyne.", "Robotyne", 47.45, 35.84),
        ("Fighting in the Donbas goes on.", "Donbas", 48.3, 38.2),
        ("Aid reached Darfur.", "Darfur", 13.0, 25.0),
    ],
)
def test_names_of_the_wars_are_known_in_their_spellings(text, name, lat, lon):
    place = places(text)[name]
    assert place.lat == pytest.approx(lat, abs=0.3)
    assert place.lon == pytest.approx(lon, abs=0.3)


def test_what_stands_behind_the_comma_decides():
    assert places("They met in Paris, Texas.")["Paris"].within == "US"
    assert places("They met in Paris, France.")["Paris"].within == "FR"
    assert places("A fire in Fresno, Calif. was put out.")["Calif."].ref == "geonames:5332921"


def test_the_other_places_of_the_text_decide():
    text = "Tripoli was quiet. Fighters from Misrata and Zawiya met in Benghazi."
    assert places(text)["Tripoli"].within == "LY"
    text = "Tripoli was quiet. Fighters from Sidon and Baalbek met in Beirut."
    assert places(text)["Tripoli"].within == "LB"


def test_a_distance_and_a_direction_move_the_point():
    found = places("A convoy was hit 40 kilometres (25 miles) north of Agadez, Niger.")
    place = found["40 kilometres (25 miles) north of Agadez"]
    assert place.lat == pytest.approx(16.97 + 0.36, abs=0.05)
    assert place.kind == "area"


def test_a_bank_of_a_river_is_the_rivers_and_not_the_towns():
    place = places("They hold the west bank of the Dnipro.")["west bank of the Dnipro"]
    assert place.kind == "area"
    assert place.radius_m > 100_000


def test_a_site_that_the_gazetteer_lacks_lies_somewhere_in_its_town():
    found = places("A shell hit the prison in Idlib and the market.")
    place = found["prison in Idlib"]
    assert place.kind == "prison"
    assert place.ref != places("Idlib")["Idlib"].ref
    assert place.radius_m >= 5_000


def test_province_and_town_of_one_name_differ():
    found = places("In Idlib province all is quiet, in Idlib city it is not.")
    assert found["Idlib province"].kind == "region"
    assert found["Idlib"].kind == "town"


def test_persons_papers_and_nationalities_are_no_places():
    assert places("Paris Hilton told the Washington Post so.") == {}
    assert places("Russian troops met Syrian officers.") == {}
    text = "Jordan said so."
    assert places(text, Entity(start=0, end=6, type="PERSON")) == {}


def test_nationalities_are_places_for_those_who_ask():
    text = "Russian troops left."
    (found,) = toponyms(text, parse(text), gazetteer(), with_demonyms=True)
    assert found.place.within == "RU"


def test_words_of_nationality_are_told_from_places():
    text = "A European envoy met Kenyan doctors in Nairobi."
    kinds = {one.place.name: one.place.kind for one in toponyms(text, parse(text), gazetteer(), with_demonyms=True)}
    assert kinds == {"European": NATIONALITY, "Kenyan": NATIONALITY, "Nairobi": "town"}


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("He was held by Carthage Police on Monday.", "Carthage", "ORG"),
        ("A Camden man was hurt.", "Camden", "PERSON"),
        ("MANASSAS -- Two men were charged.", "MANASSAS", "PERSON"),
        ("They were seen in Hayes.", "Hayes", "PERSON"),
        ("Shells fell, and residents of El Obeid fled.", "El Obeid", "PERSON"),
        ("Clashes were heard near Abou Kamal in Syria.", "Abou Kamal", "PERSON"),
        ("They dug in near Muse.", "Muse", "PLACE"),
    ],
)
def test_what_touches_a_name_tells_a_town_though_the_reader_took_it_for_another(text, name, type_):
    start = text.index(name)
    entity = Entity(start=start, end=start + len(name), type=type_)
    assert name in places(text, entity)


def test_a_name_that_a_reader_cut_in_two_is_whole():
    text = "People fled from Maaret al-Nouman in Syria."
    cut = Entity(start=text.index("Maaret"), end=text.index(" al-Nouman"), type="PLACE")
    assert "Maaret al-Nouman" in places(text, cut)
    text = "People fled from Tal Abiad in Syria."
    cut = Entity(start=text.index("Tal"), end=text.index(" Abiad"), type="PLACE")
    assert places(text, cut)["Tal Abiad"].within == "SY"


def test_a_road_named_after_a_town_is_not_that_town():
    text = "Shells fell on the Castello Road near Aleppo."
    road = Entity(start=text.index("Castello"), end=text.index(" near"), type="PLACE")
    found = places(text, road)
    assert "Castello" not in found
    assert found["Castello Road"].within == "SY"


def test_of_nested_names_that_the_reader_gave_one_is_taken():
    text = "Shells fell south of Al-Shadadi city on Monday."
    spans = [("south of Al-Shadadi city", "PLACE"), ("Al-Shadadi", "PLACE"), ("Shadadi", "PLACE")]
    entities = [Entity(start=text.index(words), end=text.index(words) + len(words), type=kind) for words, kind in spans]
    assert len(toponyms(text, parse(text, *entities), gazetteer())) == 1


def test_a_newspaper_is_not_its_town():
    text = "The Carthage Courier reported it."
    assert places(text, Entity(start=4, end=20, type="ORG")) == {}


@pytest.mark.parametrize(
    ("text", "body", "names"),
    [
        ("The Toronto Transit Commission met.", "Toronto Transit Commission", {"Toronto"}),
        ("The Central Bank of Iran denied it.", "Central Bank of Iran", {"Iran"}),
        ("The Communist Party of Vietnam denied it.", "Communist Party of Vietnam", {"Vietnam"}),
    ],
)
def test_a_body_is_named_after_its_place(text, body, names):
    start = text.index(body)
    assert places(text, Entity(start=start, end=start + len(body), type="ORG")).keys() == names


def test_two_places_that_the_reader_took_for_one_are_two():
    text = "The Moscow-Kyiv train was stopped."
    assert places(text, Entity(start=4, end=15, type="PLACE")).keys() == {"Moscow", "Kyiv"}


def test_a_member_of_parliament_brings_the_state():
    text = "Senator Lee Hart, D-N.J., spoke."
    found = toponyms(text, parse(text), gazetteer())
    assert [(one.place.within, one.place.kind) for one in found] == [("US", "region")]


def test_a_place_that_only_the_reader_saw_stands_by_its_neighbour_without_a_reference():
    text = "Shells fell on Umm Zarqoun near Aleppo."
    found = places(text, Entity(start=15, end=26, type="PLACE"))
    assert found["Umm Zarqoun"].ref is None
    assert found["Umm Zarqoun"].radius_m >= 30_000


def test_every_resolution_says_why():
    text = "They met in Paris, Texas."
    first = toponyms(text, parse(text), gazetteer())[0]
    assert "held by what follows" in first.candidates[0].why
    assert first.candidates[0].score >= first.candidates[1].score
    assert len(first.candidates) <= 5


def test_given_mentions_are_all_answered_in_their_order():
    text = "Syrian officers left Homs for Nowherestan."
    spans = [Span(start=0, end=6), Span(start=21, end=25), Span(start=30, end=41)]
    found = resolved(text, spans, parse(text), gazetteer())
    assert [(place.start, place.end) for place in found] == [(span.start, span.end) for span in spans]
    assert found[0].place.within == "SY"


def test_an_empty_text_names_nothing():
    assert toponyms("", Parse(), gazetteer()) == ()
    assert resolved("", [], Parse(), gazetteer()) == ()


TREE = "Rebels captured Homs after leaving Aleppo."


def tokens(*rows):
    at, made = 0, []
    for word, upos, head, deprel in rows:
        start = TREE.index(word, at)
        made.append(Token(start=start, end=start + len(word), lemma=word.lower(), upos=upos, head=head, deprel=deprel))
        at = start + len(word)
    return tuple(made)


def test_an_event_takes_the_place_that_hangs_on_it():
    sentence = Sentence(start=0, end=len(TREE), tokens=tokens(
        ("Rebels", "NOUN", 1, "nsubj"), ("captured", "VERB", -1, "root"), ("Homs", "PROPN", 1, "obj"),
        ("after", "SCONJ", 4, "mark"), ("leaving", "VERB", 1, "advcl"), ("Aleppo", "PROPN", 4, "obj"),
    ))  # fmt: skip
    seen = Parse(sentences=(sentence,))
    named = toponyms(TREE, seen, gazetteer())
    assert event_places(Span(start=7, end=15), TREE, seen, named)[0].place.name == "Homs"
    assert event_places(Span(start=27, end=34), TREE, seen, named)[0].place.name == "Aleppo"


def test_without_a_tree_the_nearest_name_is_the_events():
    text = "Rebels captured Homs. Others left Aleppo."
    seen = Parse(sentences=(Sentence(start=0, end=21, tokens=()), Sentence(start=21, end=41, tokens=())))
    named = toponyms(text, seen, gazetteer())
    assert [place.place.name for place in event_places(Span(start=7, end=15), text, seen, named)] == ["Homs"]
    assert event_places(Span(start=900, end=901), text, seen, named) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ABab éЖقs.,-'’ \n0kmof", max_size=60))
def test_any_text_gives_ordered_places_whose_spans_lie_in_it(text):
    found = toponyms(text, parse(text), gazetteer())
    for before, after in pairwise(found):
        assert before.end <= after.start
    assert all(0 <= place.start < place.end <= len(text) for place in found)


def test_an_airfield_in_a_land_is_its_town_s_and_one_in_another_town_is_its_own():
    text = "Troops left Qamishli military airfield in northeastern Syria."
    assert places(text)["Qamishli military airfield"].ref == "icao:OSKL"
    text = "Jets left Qamishli airfield in Damascus."
    assert places(text)["Qamishli airfield"].ref != "icao:OSKL"


@pytest.mark.parametrize(
    ("text", "entity", "name"),
    [
        ("They left the former unrecognised republic of Nagorno-Karabakh.", (10, 62), "Nagorno-Karabakh"),
        ("Columns left the territory of Azerbaijan.", (13, 40), "Azerbaijan"),
        ("All of Darfur is closed.", (0, 13), "Darfur"),
    ],
)
def test_words_of_ground_and_share_leave_the_name(text, entity, name):
    found = places(text, Entity(start=entity[0], end=entity[1], type="PLACE"))
    assert set(found) == {name}
    assert found[name].lat is not None


def test_a_nationality_s_territory_is_the_country():
    text = "Columns crossed into Azerbaijani territory as Azerbaijani troops looked on."
    first, second = toponyms(text, parse(text), gazetteer(), with_demonyms=True)
    assert first.place.kind == "country"
    assert second.place.kind == NATIONALITY


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The living quarters near Homs stood empty.", "The living quarters"),
        ("They pushed the Kurds out of Afrin.", "Kurds"),
        ("Of 407 districts in Helmand many fell.", "407 districts"),
        ("Columns left Khankendi, News.Az reports.", "Az"),
    ],
)
def test_a_noun_a_people_and_a_web_address_are_no_places(text, entity):
    start = text.index(entity)
    given_entity = Entity(start=start, end=start + len(entity), type="PLACE")
    found = toponyms(text, parse(text, given_entity), gazetteer())
    assert all(place.start >= start + len(entity) or place.end <= start for place in found)


def test_a_numbered_base_keeps_its_number():
    text = 'Crews cleared the 101st Air Base in Niamey and Air Base "201" near Agadez.'
    found = places(
        text, Entity(start=text.index("101st"), end=32, type="FACILITY"),
        Entity(start=text.index('Air Base "'), end=text.index(' "201"'), type="FACILITY"),
    )  # fmt: skip
    assert {"101st Air Base", 'Air Base "201"'} <= set(found)


def test_a_name_is_not_cut_where_the_whole_is_known():
    text = "They left the hospital in the southern Gaza city of Khan Younis."
    whole, first = "the southern Gaza city of Khan Younis", "Khan"
    entities = [
        Entity(start=text.index(part), end=text.index(part) + len(part), type="PLACE") for part in (whole, first)
    ]
    found = places(text, *entities)
    assert found["Khan Younis"].within == "PS"
    assert "Khan" not in found


@pytest.mark.parametrize("body", ["Hamas", "UN", "Xinhua", "Hezbollah"])
def test_a_body_that_some_town_is_called_by_is_no_place(body):
    text = f"The {body} spoke of Rafah."
    entity = Entity(start=4, end=4 + len(body), type="PLACE")
    assert set(places(text, entity)) == {"Rafah"}


def test_a_new_line_ends_a_name_before_its_article():
    assert set(places("Convoys left northern Mali\nThe army followed.")) == {"northern Mali"}


def test_the_nouns_around_a_name_are_no_part_of_it():
    names = ["Ménaka region", "Menaka", "the territory of Abyei", "Abyei"]
    found = [resolved(name, [Span(start=0, end=len(name))], parse(name), gazetteer())[0].place for name in names]
    assert found[0].within == found[1].within == "ML"
    assert found[2].lat == found[3].lat


def test_one_unknown_site_under_two_names_is_one_place():
    text = "They left Quordavast Monastery in Kalbajar. Police guard Quordavast now."
    entities = [
        Entity(start=text.index(name), end=text.index(name) + len(name), type=kind)
        for name, kind in (("Quordavast Monastery", "FACILITY"), ("Quordavast now", "PLACE"))
    ]
    entities[1] = Entity(start=entities[1].start, end=entities[1].end - len(" now"), type="PLACE")
    found = places(text, *entities)
    assert found["Quordavast Monastery"].ref == found["Quordavast"].ref
    assert found["Quordavast"].ref is not None


def test_a_site_may_be_told_by_its_first_name_alone():
    text = "Patients left Nasser Hospital in Khan Younis. Eight at Nasser had died."
    entities = [
        Entity(start=text.index("Nasser"), end=text.index(" in Khan"), type="FACILITY"),
        Entity(start=text.index("Nasser had"), end=text.index(" had died"), type="PLACE"),
    ]
    found = places(text, *entities)
    assert found["Nasser"].ref == found["Nasser Hospital"].ref
