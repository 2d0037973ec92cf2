"""Who speaks: relatives, passives and lists give the one who is meant; what cannot speak is no voice."""

import pytest

from evals.claims import read


def chain_of(text, words):
    """Return kinds and names behind the claim whose trigger lies in `words`."""
    claims = read([{"id": "speaker", "text": text, "published": "2026-01-27", "outlet": "a regional daily"}])[0]
    start = text.index(words)
    found = [c for c in claims if start <= c.mention.trigger.start < start + len(words)]
    assert found, f"no claim at {words!r}: {[c.mention.trigger.of(text) for c in claims]}"
    return [(source.kind, source.name) for source in found[0].attribution]


RELATIVES = [
    (
        (
            "Two teams toured one depot by the harbour on Monday and met local gunmen who said the Turks had begun "
            "moving their tanks out last week."
        ),
        "moving their tanks",
        [("anonymous", "local gunmen")],
    ),
    (
        "The city is now under the control of advancing forces who expect the rest of Derna to be taken by June.",
        "taken",
        [("official", "forces")],
    ),
    (
        "The finding has angered the families of divers lost in the war, who say their sons died in a raid.",
        "died",
        [("anonymous", "families of divers")],
    ),
    (
        (
            "That fits a separate account from a source in the Libyan security services, who said that heavy arms had "
            "been moved to Sfax."
        ),
        "moved",
        [("anonymous", "source in the Libyan security services")],
    ),
]
PASSIVES = [
    (
        (
            "This account was echoed by Amadou Keita, the head of the rebel front, stating that the airport is now "
            "under their control."
        ),
        "control",
        [("official", "Amadou Keita")],
    ),
]
LISTS = [
    (
        "The harbour fell into the hands of the rebels, according to diplomatic and security sources in Tunis.",
        "fell",
        [("anonymous", "security sources in Tunis")],
    ),
    (
        (
            "The raid led to orders for the evacuation of the patients, while parts of the clinic were said to be "
            "ablaze, according to officials from the health ministry."
        ),
        "orders",
        [("anonymous", "officials from the health ministry")],
    ),
]
MUTE = [
    ("Both armies have drawn closer, as shown by border clashes in which a drone was shot down.", "shot down", []),
    ("It was a turn in the war on the sect which has seen it lose vast stretches of desert since May.", "lose", []),
    ("The prince sees himself as a king whose army guards the pass.", "guards", []),
    ("The sect, which was the first to claim the attacks in Tunis and Sfax, was silent.", "attacks", []),
    ("A plumber by trade, he campaigned against the junta that ruled Chad for two years.", "ruled", []),
]


@pytest.mark.parametrize(("text", "words", "chain"), RELATIVES)
def test_a_relative_pronoun_is_the_noun_that_it_stands_for(text, words, chain):
    assert chain_of(text, words) == chain


@pytest.mark.parametrize(("text", "words", "chain"), PASSIVES)
def test_who_confirmed_goes_on_speaking_in_the_participle(text, words, chain):
    assert chain_of(text, words) == chain


@pytest.mark.parametrize(("text", "words", "chain"), LISTS)
def test_a_lead_that_closes_the_sentence_names_all_its_sources_and_covers_all_of_it(text, words, chain):
    assert chain_of(text, words)[:1] == chain


@pytest.mark.parametrize(("text", "words", "chain"), MUTE)
def test_what_cannot_speak_is_no_voice(text, words, chain):
    assert chain_of(text, words) == chain


def test_figures_that_show_something_are_a_document():
    text = "Official figures show that 20 sailors were injured in the blast."
    assert chain_of(text, "injured") == [("document", "Official figures")]


def test_killed_rivals_claim_no_lives_aloud():
    text = (
        'Military sources announced a truce. "The farms saw fighting among the rivals which have claimed the lives of '
        'many men," they added. "The commander was killed by the rivals," they went on to say.'
    )
    assert chain_of(text, "killed") == [("anonymous", "Military sources")]


GOES_BACK = [
    (
        (
            "The soldiers left their camp in Sfax on Monday night.\nThis was announced in a joint communique by "
            "authorities of both countries."
        ),
        "left",
        [("official", "authorities of both countries")],
    ),
    (
        "The last convoy has left the camp.\nThis was reported by TASS.",
        "left",
        [("agency", "TASS")],
    ),
    (
        "The garrison has left Derna, Colonel Berg said. This was reported by TASS.",
        "left",
        [("official", "Colonel Berg"), ("agency", "TASS")],
    ),
    (
        '"The troops will leave the base by June. Both armies want it so," the communique elaborated.',
        "leave",
        [("official", "communique")],
    ),
    (
        "The UN mission said that it had seen Derna. It affirmed that the army had left the town.",
        "left",
        [("official", "UN mission")],
    ),
]
GROUPS = [
    (
        (
            "The fleet left Derna by night, Libyan military officials said. “We heard it at dawn,” General Omar Saleh, "
            "the port's new commander, said."
        ),
        "left",
        [("official", "Libyan military officials")],
    ),
    (
        (
            "The fleet left Derna by night, Libyan military officials said. They spoke on condition of anonymity. "
            "“We heard it at dawn,” General Omar Saleh said."
        ),
        "left",
        [("anonymous", "Libyan military officials")],
    ),
    (
        "The fleet left Derna by night, Libyan military officials said.",
        "left",
        [("anonymous", "Libyan military officials")],
    ),
    (
        "The fleet left Derna by night, Libyan officials said. “We saw it,” U.S. General Ann Cole said.",
        "left",
        [("anonymous", "Libyan officials")],
    ),
]
LATER = [
    (
        "A diver was killed in Derna, his mother has said. His mother, Ann Cole, told a newspaper that she wept.",
        "killed",
        [("named-person", "Ann Cole")],
    ),
]


@pytest.mark.parametrize(("text", "words", "chain"), GOES_BACK)
def test_a_voice_that_points_back_covers_what_it_points_at(text, words, chain):
    assert chain_of(text, words) == chain


@pytest.mark.parametrize(("text", "words", "chain"), GROUPS)
def test_officials_are_official_where_one_of_their_side_speaks_by_name(text, words, chain):
    assert chain_of(text, words) == chain


@pytest.mark.parametrize(("text", "words", "chain"), LATER)
def test_who_is_named_later_is_that_name(text, words, chain):
    assert chain_of(text, words) == chain


def test_a_quotation_that_a_line_breaks_is_one_speakers():
    text = '"The troops will leave the base by June.\nBoth armies want it so," the communique elaborated.'
    assert chain_of(text, "leave") == [("official", "communique")]
    text = '"The troops will leave the base by June.\n\nBoth armies want it so.\n\nA "grey" convoy came, a mayor said.'
    assert chain_of(text, "leave") == []


def test_a_name_and_an_office_between_commas_speak_whatever_the_tree_says():
    text = (
        "Libyan forces are continuing their attack at Derna, Rear Adm. Omar Saleh, a military spokesperson, said in a "
        "statement. The fleet left Derna by night, Libyan officials said."
    )
    assert chain_of(text, "attack") == [("official", "Rear Adm. Omar Saleh")]
    assert chain_of(text, "left") == [("official", "Libyan officials")]
