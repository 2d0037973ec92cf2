from __future__ import annotations

from firsthand.core.spacetime import Place
from tests.weigh.piles import PileOf, said

NAMES = (
    "Port Sudan",
    "Atbara",
    "Shendi",
    "Kosti",
    "Rabak",
    "Sennar",
    "Kassala",
    "Gedaref",
    "Dongola",
    "Merowe",
    "Halfa",
)


def _many(times: int = 1) -> list:
    towns = [Place(name=name, lat=10.0 + n, lon=32.0, kind="town", ref=f"geonames:{n}") for n, name in enumerate(NAMES)]
    return [
        said(
            f"{name} {k}", "attack", "2026-01-26", place=town, words=f"A market in {name} was shelled, source {k} said."
        )
        for name, town in zip(NAMES, towns, strict=True)
        for k in range(times + (name == "Kosti"))
    ]


def test_a_pile_on_many_matters_says_so_and_names_the_places_that_most_tell_of() -> None:
    left = said("a", "withdraw", "2026-01-26", phase="ends")
    pile = PileOf([left, *_many()])
    first = pile.judged(site=None, actor=None).answers[0]
    assert first.sentence.startswith("These 13 reports tell of many matters, most of all of Kosti")
    assert (first.state, first.about, first.since) == ("unknown", None, None)
    quotes = {c.id: c.quote.text for c in pile.claims}
    assert "Kosti" in quotes[first.grounds[0]]


def test_what_enough_of_the_reports_tell_leads_though_nothing_is_asked() -> None:
    left = [said(v, "withdraw", "2026-01-26", phase="ends") for v in "abc"]
    answers = PileOf([*left, *_many()]).judged(site=None, actor=None).answers
    assert answers[0].question == "Have Russian forces left Qamishli airport?"


def test_what_is_asked_is_answered_however_few_tell_of_it() -> None:
    left = said("a", "withdraw", "2026-01-26", phase="ends")
    asked = "Have Russian forces left Qamishli airport?"
    answers = PileOf([left, *_many(2)]).judged(question=asked).answers
    assert answers[0].question == asked
    assert answers[0].state == "absent"
