from __future__ import annotations

from firsthand.data.site_words import site_words


def test_every_word_for_an_airfield_is_one_that_its_name_may_carry_and_that_a_user_may_call_it_by() -> None:
    known = site_words()
    assert known.field <= known.field_carried
    assert all(known.kind_asked[word] == "field" for word in known.field)


def test_a_users_word_means_one_kind_of_site() -> None:
    assert {"field", "hospital", "town", "wide"} == set(site_words().kind_asked.values())
