"""Where a state votes, sets up commissions and opens inquiries: at home."""

from evals.claims import read


def places(text):
    row = {"id": "x", "text": text, "outlet": "a daily", "published": "2024-05-05", "claims": []}
    return [[x.place.name for x in c.locations] for c in read([row])[0] if c.mention.kind == "statement"]


def test_a_state_votes_in_its_own_country():
    text = "French troops left the base at Abeche on Thursday. Chad holds elections on Sunday. Chad is at peace."
    assert places(text) == [["Chad"]]


def test_a_ceremony_stays_at_the_place_that_its_words_name():
    assert places("Chad held a ceremony in Abeche on Sunday.") == [["Abeche"]]


def test_people_meet_anywhere_unless_their_words_say_where():
    text = "Rebels hold the town of Wau. The army chief met their leaders in October."
    assert places(text) == [[]]
