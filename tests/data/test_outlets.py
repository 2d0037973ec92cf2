from firsthand.data.outlets import outlets


def test_an_outlet_is_found_by_any_of_its_names() -> None:
    table = outlets()
    assert {row.ref for name in ("AP", "the associated press", "AP News") if (row := table.match(name=name))} == {
        "outlet:ap"
    }


def test_a_second_name_an_edition_and_a_domain_ending_do_not_hide_the_outlet() -> None:
    table = outlets()
    names = {"MENAFN / Ukrinform": "menafn", "Kurdistan24 Arabic": "kurdistan24", "Antiwar": "antiwar"}
    for name, slug in names.items():
        row = table.match(name=name)
        assert row is not None
        assert row.ref == f"outlet:{slug}"


def test_an_address_counts_with_its_subdomains_and_not_by_its_ending_alone() -> None:
    table = outlets()
    row = table.match(url="https://english.pravda.ru/news/world/1/")
    assert row is not None
    assert row.ref == "outlet:pravda-ru"
    assert table.match(url="https://notreuters.com/a") is None
    assert table.match(name="Nobody's Gazette", url=None) is None


def test_names_in_a_text_are_found_in_every_script_with_their_places() -> None:
    text = "As Reuters said; قال لوكالة فرانس برس; сообщает агентство Рейтерс; the AP. No APs, no reuters."
    found = [(span.of(text), row.ref) for span, row in outlets().named_in(text)]
    assert [ref for _, ref in found] == ["outlet:reuters", "outlet:afp", "outlet:reuters", "outlet:ap"]
    assert found[1][0] == "وكالة فرانس برس"


def test_words_that_are_names_too_are_not_looked_for_in_a_text() -> None:
    assert list(outlets().named_in("Time and the Independent Metro in the MENA region, on X")) == []


def test_state_media_have_a_side_and_satire_has_a_genre() -> None:
    table = outlets()
    assert table.rows["outlet:tass"].side == "actor:russia"
    assert table.rows["outlet:the-onion"].genre == "satire"
    assert table.rows["outlet:reuters"].side is None
