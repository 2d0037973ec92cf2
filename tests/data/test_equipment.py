"""Equipment by family and variant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.data.equipment import equipment


@pytest.mark.parametrize(
    ("text", "family", "variant"),
    [
        ("an Il-76MD", "Il-76", "Il-76MD"),
        ("an IL 76", "Il-76", None),
        ("T-90M tanks", "T-90", "T-90M"),
        ("Leopard 2A4 tanks", "Leopard 2A4", None),
        ("a Mi-8AMTSh", "Mi-8", "Mi-8AMTSh"),
        ("an S-300PMU", "S-300", "S-300PMU"),
    ],
)
def test_a_name_gives_family_and_variant(text, family, variant):
    ((start, end, item),) = equipment(text)
    assert (item.family, item.variant) == (family, variant)
    assert text[start:end].replace(" ", "-") in {
        variant,
        item.family,
        text.split()[-1].replace(" ", "-"),
        "IL-76",
        "Leopard-2A4",
    }


@pytest.mark.parametrize("text", ["July 76", "the team of 12", "M4 motorway sign", "A-level"])
def test_what_is_no_equipment_is_left_alone(text):
    assert equipment(text) == ()


@given(st.text(max_size=80))
def test_spans_lie_in_the_text(text):
    for start, end, _ in equipment(text):
        assert 0 <= start < end <= len(text)
