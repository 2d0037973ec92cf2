"""What kind of voice it is: monitors, newsrooms known by what they do, orders that are their giver's own word."""

import pytest

from evals.claims import read


def claims_of(text):
    return read([{"id": "kinds", "text": text, "published": "2026-01-27", "outlet": "a regional daily"}])[0]


def chain_of(text, words):
    start = text.index(words)
    found = [c for c in claims_of(text) if start <= c.mention.trigger.start < start + len(words)]
    return [(source.kind, source.name) for source in found[0].attribution]


KINDS = [
    (
        "Ten men were killed, the Syrian Observatory for Human Rights said.",
        "killed",
        [("official", "Syrian Observatory for Human Rights")],
    ),
    ("The garrison has left Derna, Azvestiya.az reported.", "left", [("outlet", "Azvestiya.az")]),
    (
        "The army will leave Derna in days, Mussadat writes, citing its own sources.",
        "leave",
        [("anonymous", "own sources"), ("outlet", "Mussadat")],
    ),
    (
        "The garrison has left Derna.\nThis was reported by Alnews, Reuters and Benews.",
        "left",
        [("agency", "Alnews, Reuters and Benews")],
    ),
    (
        "Ann Cole, in a scathing speech to parliament held while it rained, said the envoy had left Derna.",
        "left",
        [("named-person", "Ann Cole")],
    ),
    ("Witness Tony Molina said he saw bodies lying in the street.", "lying", [("named-person", "Witness Tony Molina")]),
    ("It is accurate to say that the army has left Derna.", "left", []),
    ("Thousands are expected to see in the year at the gate where troops are stationed.", "stationed", []),
    ("Ten men were killed in Derna, a monitor said.", "killed", [("official", "monitor")]),
    ("She said ten men were killed in Derna.", "killed", [("unknown", "")]),
]
AFTERS = [
    ("Troops entered the depot on Monday, two cooks said, hours after rebels seized the port.", "seized", []),
    (
        "The army has left its last camp, the ministry said Monday, more than a year after the junta closed it.",
        "closed",
        [],
    ),
    ("The fleet, the ministry said, left Derna after it had closed the depot.", "closed", [("official", "ministry")]),
]
ORDERS = [
    (
        "The UN agency called for “the release of all the doctors in Derna”.",
        [("official", "UN agency")],
    ),
    (
        "Defence Minister Omar Saleh ordered the withdrawal of his troops from Derna on May 9.",
        [("official", "Defence Minister Omar Saleh")],
    ),
    ("The junta ordered the mission to leave Derna.", []),
    ("The junta ordered the mission to leave Derna within three months, calling it “a failure”.", []),
]
TOPS = [
    "By AFP\nLibyan troops on Monday left the depot in Derna, officials said.",
    "27 January 2025 - 10:34 By Reuters\nLibyan troops on Monday left the depot in Derna, officials said.",
    "Ann Cole and Jon Berg\nLibyan troops on Monday left the depot in Derna, officials said.",
]


@pytest.mark.parametrize(("text", "words", "chain"), KINDS)
def test_a_voice_has_the_kind_of_what_it_is(text, words, chain):
    assert chain_of(text, words) == chain


@pytest.mark.parametrize(("text", "chain"), ORDERS)
def test_an_order_by_a_named_person_in_office_is_his_own_word(text, chain):
    assert chain_of(text, "called for" if "called" in text else "ordered") == chain


@pytest.mark.parametrize(("text", "words", "chain"), AFTERS)
def test_what_a_statement_came_after_is_not_stated_in_it(text, words, chain):
    assert chain_of(text, words) == chain


@pytest.mark.parametrize("text", TOPS)
def test_a_byline_above_the_first_sentence_is_no_part_of_the_quote(text):
    assert [c.quote.text for c in claims_of(text)] == [text[text.index("Libyan") :]]


def test_a_line_broken_by_its_width_is_kept_whole():
    text = "The depot is being handed to the Libyan army as\nits forces face the rebels in Derna."
    assert claims_of(text)[0].quote.text == text


SLIPS = [
    ("The regime continues to show disregard for the civilians trapped in Derna.", "trapped", []),
    ("Three cooks were reported injured as a shell fell in Derna, according to a source.", "injured", ["source"]),
    (
        (
            "It was raised in court, as cited by Medusa. He gave no details.\n\n"
            'In March, Libya asked the "peacekeepers" who have been stationed at the port to leave.'
        ),
        "stationed",
        [],
    ),
    (
        (
            "“Please stay where you are,” said one flyer, which was thrown from the air. There were few takers. "
            "“The Turks are taking over a land that isn’t theirs,” said a SDF spokesman."
        ),
        "taking over",
        ["SDF spokesman"],
    ),
    ("The minister complained of the method of counting US troops in Derna.", "troops", ["minister"]),
    (
        (
            "The Sun wrote on Monday that the CIA had told its partners that Cole was killed in a raid. It said "
            "her son had been killed alongside her."
        ),
        "killed alongside",
        ["Sun"],
    ),
    ("The words have been used by Kurdish groups to claim that the army had left Derna.", "left", ["Kurdish groups"]),
    ("The army is making headway against rebels who are seeing the noose tighten in the areas they hold.", "hold", []),
    ("All the staff will be withdrawn from Derna in a day, per Reuters.", "withdrawn", ["Reuters"]),
    (
        "Jack Cole told a broadcaster he did not believe in help. He travelled to Derna in 2014 and is held in prison.",
        "travelled",
        [],
    ),
    (
        "Omar Saleh spoke. “It would be better,” he added. He said 800 to 900 men were held in Derna.",
        "held",
        ["Omar Saleh"],
    ),
    (
        (
            "The U.S. Department of Defense announced an exit. According to the New York Times, the camp is empty. "
            "The exit was agreed, and the newspaper indicated that few soldiers will remain at the embassy."
        ),
        "remain",
        ["New York Times"],
    ),
]


@pytest.mark.parametrize(("text", "words", "names"), SLIPS)
def test_a_voice_is_not_taken_from_beside(text, words, names):
    start = text.index(words)
    found = [c for c in claims_of(text) if start <= c.mention.trigger.start < start + len(words)]
    assert [source.name for claim in found[:1] for source in claim.attribution] == names
