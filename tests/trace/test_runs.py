from __future__ import annotations

from firsthand.core.lineage import Derivation
from firsthand.trace import lineage
from tests.trace.test_lineage_of_piles import report

WIRE = (
    "HOFRA (Reuters) - Soldiers of the mission left the camp at Hofra on Monday. "
    "The departure ends the largest deployment of foreign engineers since the flood of 1997 in that valley. "
    "Two lorries stayed behind. (Reuters)"
)
REST = (
    "Shops in the town stayed shut while clerks counted what was left, a visitor wrote in a long letter home. "
    "Nobody was seen at the gate, and the river was high after a week of rain. "
    "Farmers bring their hay in and wait, as they do every year when the first snow is near and roads are closed. "
    "Letters come twice a week by bus, and whoever expects one stands at the stop with an umbrella and a purse. "
    "The doctor sees patients on Thursdays in the back room of the bakery, where it is warm. "
    "An orchestra of pensioners plays in the mill on Sundays and takes its audience home by tractor when it snows. "
    "The school has a new roof that the parents paid for with the money from two harvests of plums and walnuts. "
)
WORDS = "the largest deployment of foreign engineers since the flood of 1997 in that valley"
HIDING = REST + f"With them ends {WORDS}, and the bridge stays unguarded through a winter that old people call hard."


def of(copy_id: str, found: tuple[Derivation, ...]) -> list[Derivation]:
    return [derivation for derivation in found if derivation.copy == copy_id]


def test_ten_words_in_a_row_of_an_agencys_story_show_the_agency_behind_a_report_that_names_nobody() -> None:
    wire, hiding = report(WIRE, outlet="Valley Mirror"), report(HIDING, outlet="Hill Courier")
    (found,) = of(hiding.id, lineage((wire, hiding), ()).derivations)
    assert (found.name, found.kind) == ("Reuters", "rewritten")
    assert [quote.text.split()[0] for quote in found.proof] == ["ends", "ends"]


def test_words_in_a_row_inside_quotation_marks_may_have_been_heard() -> None:
    wire = report(WIRE.replace(WORDS, f'"{WORDS}"'), outlet="Valley Mirror")
    hiding = report(HIDING.replace(WORDS, f'"{WORDS}"'), outlet="Hill Courier")
    assert of(hiding.id, lineage((wire, hiding), ()).derivations) == []


def test_a_long_name_is_no_run_of_words() -> None:
    name = "the Ministry of National Defence of the Republic of Upper Hofra"
    wire = report(f"HOFRA (Reuters) - A clerk of {name} was seen. (Reuters)", outlet="Valley Mirror")
    hiding = report(f"{REST} A door of {name} was painted green.", outlet="Hill Courier")
    assert of(hiding.id, lineage((wire, hiding), ()).derivations) == []


def test_the_name_of_an_agency_behind_the_last_sentence_is_a_sign_off() -> None:
    signed = report("Soldiers of the mission left the camp at Hofra on Monday. REUTERS", outlet="Valley Mirror")
    (found,) = lineage((signed,), ()).derivations
    assert (found.name, found.kind, found.share) == ("Reuters", "credited", 1.0)


def test_the_name_of_an_agency_that_ends_a_sentence_is_no_sign_off() -> None:
    told = report(f"{REST} One of them had once worked at the office of Reuters.", outlet="Valley Mirror")
    assert lineage((told,), ()).derivations == ()


def test_a_report_that_has_words_in_a_row_of_a_bodys_release_derives_from_the_release() -> None:
    text = WIRE.replace("(Reuters)", "").replace(" - ", " ")
    release = report(text, outlet="allAfrica / MINUSMA")
    hiding = report(HIDING, outlet="Hill Courier")
    (found,) = of(hiding.id, lineage((release, hiding), ()).derivations)
    assert found.source == release.id
    assert of(release.id, lineage((release, hiding), ()).derivations) == []


def test_a_later_version_of_one_agencys_story_is_the_same_text() -> None:
    first = report(
        "The mission said on Monday that its troops had left the camp at Hofra after nine years. "
        "Eleven lorries loaded with tents rolled past the old cemetery before noon. (Reuters)",
        outlet="Valley Mirror",
    )
    later = report(
        "Troops of the mission had left the camp at Hofra after nine years, the mission said on Monday. "
        "Eleven lorries loaded with tents rolled past the old cemetery before noon. "
        "Children ran behind the last of them as far as the mill and then turned back. "
        "A flag that had hung over the gate since spring was folded and taken away. "
        "The governor had asked for more time, and the market was closed for the day. (Reuters)",
        outlet="Hill Courier",
    )
    kinds = {derivation.kind for derivation in lineage((first, later), ()).derivations if derivation.source}
    assert kinds == {"same-text"}
