"""Every labelled passage, with the shipped reader; those that do not pass are strict expected failures.

The list is written by `python -m evals claims --data DIR --failing tests/probes/failing.tsv`.
"""

from functools import cache
from pathlib import Path

import pytest

from evals.claims import passages, read, report_of, score

PROBES = Path(__file__).resolve().parent.parent / "probes"
ROWS = {row["id"]: row for name in ("dev.jsonl", "own.jsonl") for row in passages(PROBES / name)}
FAILING = dict(line.split("\t") for line in (PROBES / "failing.tsv").read_text("utf-8").splitlines())


@cache
def found():
    return dict(zip(ROWS, read(list(ROWS.values())), strict=True))


def marked(key):
    why = FAILING.get(key)
    return pytest.param(key, marks=pytest.mark.xfail(reason=why, strict=True)) if why else key


@pytest.mark.parametrize("key", [marked(key) for key in ROWS])
def test_a_passage_gives_its_claims_and_no_others(key):
    tally = score([ROWS[key]], [found()[key]])
    assert tally.failing == {}


def test_quotes_stand_in_the_text_and_hold_their_triggers():
    for key, claims in found().items():
        for claim in claims:
            assert claim.quote.span.of(report_of(ROWS[key]).text) == claim.quote.text
            assert claim.quote.span.holds(claim.mention.trigger)


def test_nothing_that_is_not_held_to_be_so_is_returned_as_asserted():
    assert sum(score([ROWS[key]], [claims]).asserted_though_not for key, claims in found().items()) == 0


def test_ids_are_unique_within_a_report():
    for claims in found().values():
        assert len({claim.id for claim in claims}) == len(claims)


def test_the_lists_of_passages_hold_at_least_ten_of_our_own_a_class():
    counts = {}
    for key, row in ROWS.items():
        if key.startswith("o"):
            counts[row["class"]] = counts.get(row["class"], 0) + 1
    assert len(counts) == 13
    assert min(counts.values()) >= 10
