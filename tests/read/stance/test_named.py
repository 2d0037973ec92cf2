"""Events that are only named or carried by an `-ing`: what stands before and above them says how they are held."""

import pytest

from evals.claims import read


def stances(text, words):
    claims = read([{"id": "named", "text": text, "published": "2026-01-27", "outlet": "a regional daily"}])[0]
    start = text.index(words)
    return [c.shown_stance for c in claims if start <= c.mention.trigger.start < start + len(words)]


ADJECTIVES = [
    ("The rebels have probably left the town of Karsa, the army said.", "left", ["possible"]),
    ("The planned withdrawal of Danish troops from Karsa worries residents.", "withdrawal", ["planned"]),
    ("The possible withdrawal of Danish troops from Karsa alarmed the mayor.", "withdrawal", ["possible"]),
    ("The imminent departure of the French force from Gao leaves a gap.", "departure", ["expected"]),
    ("Residents spoke of the expected evacuation of the hospital in Karsa.", "evacuation", ["expected"]),
    ("The proposed handover of the base at Karsa to the navy angered the council.", "handover", ["planned"]),
    ("The planned withdrawal of Danish troops from Karsa began on Monday.", "withdrawal", ["asserted"]),
    ("The court opened a file on alleged attacks by the rebels on a clinic in Gao.", "attacks", ["possible"]),
    ("A promised seizure of the town of Karsa by the rebels draws near.", "seizure", ["planned"]),
    ("The sudden withdrawal of Danish troops from Karsa alarmed the mayor.", "withdrawal", ["asserted"]),
    ("The announced withdrawal of the mission from Gao pleased the junta.", "withdrawal", ["planned"]),
]
GOVERNORS = [
    (
        "Denmark is preparing for a full and rapid withdrawal of troops from Gao, the channel reports.",
        "withdrawal",
        ["planned"],
    ),
    ("The president is very committed to withdrawing troops from Gao.", "withdrawing", ["planned"]),
    ("The families do not plan on leaving Gao.", "leaving", ["denied"]),
    ("The army is bent on capturing the town of Karsa.", "capturing", ["planned"]),
    ("The rebels were on the verge of capturing Karsa.", "capturing", ["expected"]),
    ("The two states held talks about transferring prisoners from Karsa to Gao.", "transferring", []),
    ("Norway remains opposed to sending its soldiers to Gao.", "sending", []),
    ("Aid should be contingent on the withdrawal of the army from Gao.", "withdrawal", []),
    ("The minister did all in his power to prevent the rebels entering Gao.", "entering", []),
    ("The town fears what happens once Danish forces leave Gao.", "leave", ["expected"]),
    ("Families must be protected from raids once the Danish troops leave Gao.", "leave", ["expected"]),
    ("Soldiers took down the flag once the Danish troops left Gao.", "left", ["asserted"]),
    (
        "Denmark wants to do everything possible to protect its allies, all while withdrawing its troops from Gao.",
        "withdrawing",
        [],
    ),
    ("A panel will look into it when the rebels take control of Karsa next month.", "take control", ["expected"]),
    ("The general warned of the prospect of a withdrawal of troops from Gao.", "withdrawal", ["possible"]),
    ("The envoy stated there was a risk of rebel forces capturing the city of Karsa.", "capturing", ["possible"]),
    ("Officials fear the possibility of the army leaving Gao.", "leaving", ["possible"]),
    ("The plan aims to curb the militia by forcing the withdrawal of its units from Gao.", "withdrawal", ["planned"]),
]
MADE = [
    (
        "The army on Monday forced hundreds of families who were sheltering in the Berg clinic to leave.",
        "to leave",
        ["asserted"],
    ),
    (
        "Two sources said the rebels attacked from the north, forcing army troops and their allies to retreat to Gao.",
        "retreat",
        ["asserted"],
    ),
    ("Shelling compelled the last of the nurses to leave Karsa Hospital.", "to leave", ["asserted"]),
    ("The floods may force the army to leave Gao.", "leave", ["possible"]),
    ("The army wants to force the rebels to leave Gao.", "leave", []),
    (
        "The army said it had completed its work, ensuring the hospital in Gao continued to function.",
        "function",
        ["asserted"],
    ),
    ("The army will ensure that the hospital in Gao continues to function.", "function", ["planned"]),
]
FALSE_TALK = [
    (
        "A misleading campaign spreads panic by suggesting that the loss of a post means the fall of Karsa, she said.",
        "fall",
        ["denied"],
    ),
    ("He called it disinformation that the army had left Gao.", "left", ["denied"]),
]
HEADLINES = [
    ("Denmark says it will leave Gao base", "leave", ["planned"]),
    ("Danish troops set to leave Gao base", "leave", ["planned"]),
    ("Danish troops leave Gao base", "leave", ["asserted"]),
    ("Danish troops about to leave Gao base", "leave", ["planned"]),
    ("Trump's decision to withdraw the troops from Gao shocked allies.", "withdraw", ["planned"]),
    ("Hansen's order to withdraw troops from Gao shocked allies.", "withdraw", []),
    (
        "The withdrawal of US troops from Gao, announced by Hansen against the wishes of his generals, alarmed allies.",
        "withdrawal",
        ["planned"],
    ),
]


@pytest.mark.parametrize(("text", "words", "held"), ADJECTIVES + GOVERNORS + MADE + FALSE_TALK + HEADLINES)
def test_what_stands_before_and_above_a_named_event_says_how_it_is_held(text, words, held):
    assert stances(text, words) == held
