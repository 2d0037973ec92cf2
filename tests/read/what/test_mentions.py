"""Which words become claims, of which kind and phase: constructions one by one, in sentences of our own."""

import pytest

from evals.claims import read

FOUND = [
    ("The hospital in Wau is under complete siege.", "siege", "attack/continues"),
    ("There are no basic supplies like water at the hospital in Wau.", "supplies", "be-absent/continues"),
    ("At least 20 people were killed in Wau and 40 others injured.", "injured", "casualties/whole"),
    ("The hospital in Wau received 56 bodies on Friday.", "received", "casualties/whole"),
    ("Among the dead in Wau were three nurses.", "dead", "casualties/whole"),
    ("No casualties were reported in Wau.", "casualties", "casualties/whole"),
    ("Five people are missing in Wau.", "missing", "casualties/whole"),
    ("The number of dead in Wau rose to 51.", "number", "casualties/whole"),
    ("The basement of the hospital in Wau was packed with wounded.", "packed", "be-present/continues"),
    ("The camp in Wau is home to 70,000 people.", "home", "be-present/continues"),
    ("Power was restored to the hospital in Wau on Friday.", "restored", "reopen/whole"),
    ("The convoy to Wau was forced to return.", "return", "withdraw/whole"),
    ("The evacuation of patients was suspended in Wau.", "suspended", "evacuate/whole"),
    (
        "The Wau clinic, the town's oldest, which treats all, stopped working, the agency said.",
        "stopped",
        "operate/ends",
    ),
    ("The outskirts of Wau witnessed heavy shelling on Friday.", "shelling", "attack/whole"),
    ("A team sent to bring fuel was barred from entering the hospital in Wau.", "entering", "arrive/whole"),
    ("Footage shows gunmen running into the hospital in Wau.", "running", "arrive/whole"),
    ("A convoy trying to bring supplies came under fire in Wau.", "came", "attack/whole"),
    ("Several bombs were dropping 50 metres from the hospital in Wau, a nurse said.", "dropping", "attack/whole"),
    ("The fuel ran out at the hospital in Wau on Friday.", "ran out", "be-absent/continues"),
    ("The cuts at the hospital in Wau are due to the depletion of fuel.", "depletion", "be-absent/continues"),
    ("There is no electricity at the hospital in Wau.", "electricity", "be-absent/continues"),
    ("The wounded at the hospital in Wau are without water.", "water", "be-absent/continues"),
    ("No soldiers were hurt in Wau, the army said.", "hurt", "casualties/whole"),
    ("The death toll in Wau rose to at least 112 on Sunday.", "toll", "casualties/whole"),
    ("Shells hit the market in Wau, bringing the toll to 40.", "toll", "casualties/whole"),
    ("The hospital in Wau is not functioning.", "functioning", "close/continues"),
    ("The hospital in Wau can no longer provide care.", "provide", "close/continues"),
    ("More than 500 patients were inside when the raid on Wau began.", "inside", "be-present/continues"),
    ("There are still 259 wounded in the hospital in Wau.", "wounded", "be-present/continues"),
    ("The militants had operated from the hospital in Wau throughout.", "operated", "be-present/whole"),
    ("The trucks were turned back at a checkpoint near Wau.", "turned back", "withdraw/whole"),
    ("Only 12 trucks were allowed in.", "allowed in", "arrive/whole"),
    ("No fuel has entered since October.", "entered", "arrive/whole"),
    ("Ambulances could not reach the wounded in Wau.", "reach", "arrive/whole"),
    ("The hospital in Wau was on fire on Friday night.", "fire", "damage/whole"),
    ("The army facilitated the evacuation of patients from Wau.", "evacuation", "evacuate/whole"),
    ("The cell had opened fire at the soldiers in Wau.", "opened fire", "attack/whole"),
    ("The Danish military left Camp Bastion on Monday, two officials said.", "left", "withdraw/whole"),
    (
        "The process of withdrawal of the Kenyan contingent from the port of Kismayo has begun.",
        "withdrawal",
        "withdraw/begins",
    ),
    (
        "The ministry confirmed the completion of the withdrawal of its troops from the base at Zinder.",
        "withdrawal",
        "withdraw/ends",
    ),
    ("The governor confirmed that the marines are leaving the island of Lamu.", "leaving", "withdraw/continues"),
    ("The Chadian soldiers, who had waited for days, left the barracks in Abeche on Friday.", "left", "withdraw/whole"),
    ("No military equipment was left on the airfield at Zinder, the ministry said.", "left", "be-absent/continues"),
    ("Many soldiers were unable to leave the town of Kidal, a resident said.", "leave", "be-present/continues"),
    ("There were no casualties in the village of Kona, the army said.", "casualties", "casualties/whole"),
    ("The army did not notify the mayor of Gao before the move.", "notify", "statement/whole"),
    ("Dutch soldiers evacuated the hospital in Tarin Kowt on Sunday.", "evacuated", "evacuate/whole"),
    ("Heavy fighting has intensified in the city of Kassala, residents said.", "fighting", "clash/whole"),
    ("The rebels took full control of the 4th Brigade command in Goz Beida.", "took", "seize/whole"),
    ("The siege of Kassala has lasted 14 months.", "siege", "attack/whole"),
    ("The hospital in Wau is no longer functional, the doctors said.", "functional", "close/continues"),
    ("The army put the hospital in Wau out of service, the ministry said.", "put", "close/whole"),
    ("The clinic in Wau, which was full by then, hosted 300 health workers.", "hosted", "be-present/continues"),
    ("Around 300 nurses were treating 450 patients at the hospital in Wau.", "treating", "be-present/continues"),
    ("Ethiopian special forces are operating inside the Baidoa hospital.", "operating", "be-present/continues"),
    ("Footage shows rebel fighters celebrating at the barracks in Baidoa.", "celebrating", "be-present/continues"),
    ("Some 400,000 people are crammed into tent camps in Adre.", "crammed", "be-present/continues"),
    ("Not a single soldier of the brigade remained at the plant in Baidoa.", "remained", "be-absent/continues"),
    ("No Ethiopian troops are left on the island.", "left", "be-absent/continues"),
    ("The army retreated because of the killing of civilians.", "retreated", "withdraw/whole"),
    ("The guards in the tower have begun to leave under the new order.", "leave", "withdraw/begins"),
    ("More than 60% of the population of Kutum has fled, according to the agency.", "fled", "withdraw/whole"),
    ("Footage showed civilians fleeing through the western side of Kutum.", "fleeing", "withdraw/whole"),
    ("An eyewitness said Kutum saw mass displacement of residents.", "displacement", "withdraw/whole"),
    ("Kenya said it had driven the Ugandan forces out of Busia.", "driven", "withdraw/whole"),
    ("The paramilitary force has ousted the army from its last stronghold in Kutum.", "ousted", "lose/whole"),
    ("The rebels inflicted heavy losses on government troops in Kutum.", "losses", "casualties/whole"),
    ("The fighting claimed the lives of several people in Kutum.", "claimed", "casualties/whole"),
    ("Several patients lost their lives in the hospital in Wau.", "lost", "casualties/whole"),
    ("Ethiopian troops besieged the hospital in Wau for nearly a week.", "besieged", "attack/continues"),
    ("Telephone and internet services have been cut off in Kutum since Sunday.", "cut off", "close/whole"),
    ("The Kenyan military threatened further action at the hospital in Wau.", "threatened", "attack/whole"),
    ("Kenya used Harpoon missiles in the assault on Lamu Island.", "used", "attack/whole"),
    ("Two drones were launched at the port of Lamu.", "launched", "attack/whole"),
    ("Ugandan forces push to envelop the town of Kutum.", "envelop", "attack/continues"),
    ("The enemy carried out more than twenty airborne sorties over Lamu.", "sorties", "attack/whole"),
    ("The rebels have taken over the army division in Kutum.", "taken over", "seize/whole"),
    ("The hospital in Wau has no power and no oxygen.", "has", "be-absent/continues"),
    ("The national flag had returned to the island of Lamu by Monday.", "returned", "be-present/whole"),
    ("No Ugandan soldiers on Lamu Island any more.", "soldiers", "be-absent/continues"),
    ("The clinic in Wau is one of the last functioning hospitals of the region.", "one", "operate/continues"),
    ("The capture of Wau gives the GNA control over all towns of the coast.", "gives", "seize/whole"),
    ("Kenya accuses the militants of using hospitals in Wau as cover.", "using", "be-present/continues"),
    ('Uganda\'s forces had converted the site in Wau into a "military barracks".', "converted", "seize/whole"),
    ("The brigade's forces are standing firm in Kutum.", "standing firm", "be-present/continues"),
    ("The Ugandan army lost a helicopter over the island of Lamu.", "lost", "damage/whole"),
    ("The island of Lamu has returned to Kenyan jurisdiction.", "returned", "hold/begins"),
    ("The Kenyans had no intention of returning their forces to Lamu.", "returning", "deploy/whole"),
    ("The Kenyan command said it controls (the town) with its guns.", "controls", "hold/continues"),
    ("Eight patients in Wau died due to the lack of power and oxygen.", "lack", "be-absent/continues"),
    ("A fire shut off the oxygen at the clinic in Wau.", "shut off", "close/whole"),
    ("Ugandan troops searched the hospital in Wau on Sunday.", "searched", "be-present/continues"),
    (
        "Hundreds of people were seen making their way out of the hospital in Wau.",
        "making their way out of",
        "withdraw/whole",
    ),
    ("The Bria clinic, the town's largest, stopped working last week after a raid.", "stopped", "operate/ends"),
    ("No one landed on the island.", "landed", "arrive/whole"),
    ("Some people left to escape the fighting in Wau.", "left", "withdraw/whole"),
    ("The troops have turned the hospital in Wau into a military barracks.", "turned", "seize/whole"),
    ("The commander said he had approved the withdrawal.", "approved", "agree/whole"),
    ("Hanin Saleh, 27, who was sheltering at the clinic in Wau, was hurt.", "sheltering", "be-present/continues"),
    ("The war has killed tens of thousands in Wau.", "killed", "casualties/whole"),
]
NOT_FOUND = [
    ("An old wound on the fighter in Wau had reopened, medics said.", "reopen"),
    ("A resident of Kafranbel asked not to be named for fear of reprisals.", "demand"),
    ("They have not abandoned us and we cannot abandon them, he said in Afrin.", "be-present"),
    ("The arrangement brought the fight for the city of Raqqa to a close.", "transfer"),
    ("The troops left Wau under a deal with the rebels.", "agree"),
    ("The party said that it held both Ankara and Moscow accountable in Afrin.", "hold"),
    ("Resistance from militants in Mayadeen collapsed on Saturday.", "damage"),
    ("He reiterated a message that he gave to the council this week in Geneva.", "hand-over"),
    ("The president insisted on Wednesday that the army was calm in Sochi.", "demand"),
    ("The soldiers worked to clear mines and explosives in Raqqa.", "transfer"),
    ("The doctors sent a press statement from Wau to the agency.", "transfer"),
    ("The takeover of the base came after days of talks in Juba.", "arrive"),
    ("The army left Herat in the dead of night.", "casualties"),
    ("It would take Ethiopia at least a week to withdraw its troops from Baidoa.", "seize"),
    ("A spokesman refused to acknowledge the retreat from Gao.", "refuse"),
    ("The company said it had run out of words in Nairobi.", "operate"),
    ("The minister decided to leave office in Accra.", "withdraw"),
    ("His lawyers may take the minister to court in Lagos.", "transfer"),
    ("The president demanded to know who was in Juba.", "demand"),
    ("Danish soldiers disembark from a helicopter at Camp Bastion on March 12, 2009.", "arrive"),
    ("The withdrawal was intended to show that the army wants talks in Juba.", "plan"),
    ("The moment those forces are withdrawn from Wau, their allies will be alone.", "withdraw"),
]


def claims(text):
    return read([{"id": "own", "text": text, "published": "2024-05-08", "outlet": "a regional daily"}])[0]


@pytest.mark.parametrize(("text", "trigger", "kind"), FOUND)
def test_an_act_is_a_claim_of_its_kind_and_phase(text, trigger, kind):
    found = {c.mention.trigger.of(text): f"{c.mention.kind}/{c.mention.phase}" for c in claims(text)}
    assert found.get(trigger) == kind


@pytest.mark.parametrize(("text", "kind"), NOT_FOUND)
def test_figures_of_speech_waits_and_hypotheses_are_no_claims(text, kind):
    assert kind not in {c.mention.kind for c in claims(text)}


def test_a_move_dated_by_itself_is_told_once():
    text = "The marines left Lamu by night, and the mayor noticed it two hours after they left."
    assert [c.mention.kind for c in claims(text)].count("withdraw") == 1


def test_a_participle_gives_a_move_its_goal():
    found = claims("A convoy of peacekeepers left the camp at Gao on Tuesday, heading for Bamako.")
    (move,) = [c for c in found if c.mention.kind in {"withdraw", "arrive"}]
    assert {x.role for x in move.locations} == {"from", "to"}


def test_an_accord_names_both_sides():
    found = claims("The Kenyans left the port of Kismayo in coordination with the Somali army.")
    (accord,) = [c for c in found if c.mention.kind == "agree"]
    assert {x.role for x in accord.participants} >= {"agent", "recipient"}


def test_who_stands_in_front_of_a_gate_is_at_the_gate():
    text = "Footage shows rebel fighters celebrating in front of the gate of the barracks in Baidoa."
    (stay,) = [c for c in claims(text) if c.mention.kind == "be-present"]
    assert "front" not in {x.place.name for x in stay.locations}


def test_a_move_that_somebody_calls_something_is_told_again():
    text = "Ugandan forces left Lamu Island on Thursday. The minister described the retreat as a gesture of goodwill."
    moves = [c for c in claims(text) if c.mention.kind == "withdraw"]
    assert [c.mention.trigger.of(text) for c in moves] == ["left", "retreat"]
    assert moves[0].locations[0].place == moves[1].locations[0].place
