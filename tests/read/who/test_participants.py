"""How a participant is named: an office with the name that stands beside it."""

from evals.claims import read


def names(text):
    row = {"id": "x", "text": text, "outlet": "a daily", "published": "2024-05-05", "claims": []}
    return {x.name for c in read([row])[0] for x in c.participants if x.role == "agent"}


def test_an_office_is_named_with_the_name_beside_it():
    text = "The army's new commander, General Asad Karim, left the base at Wau on Monday."
    assert names(text) == {"army's new commander, General Asad Karim"}


def test_an_office_with_a_description_beside_it_stays_as_it_is():
    assert names("The commander, a native of Wau, left the base on Monday.") == {"commander"}
