from __future__ import annotations

from evals.trees import Node, scores


def node(start: int, end: int, head: int, deprel: str, *, opens: bool = False, upos: str = "X") -> Node:
    return Node(start=start, end=end, upos=upos, head=head, deprel=deprel, opens=opens)


GOLD = [node(0, 4, 1, "nsubj", opens=True), node(5, 9, -1, "root"), node(10, 12, 1, "obl:tmod")]


def test_a_perfect_parse_scores_in_full() -> None:
    found = scores(GOLD, GOLD)
    assert all(counts.f1 == 1 for counts in found.values())


def test_a_subtype_counts_only_in_its_own_score() -> None:
    found = scores(GOLD, [*GOLD[:2], node(10, 12, 1, "obl")])
    assert found["las"].f1 == 1
    assert found["las_subtypes"].right == 2


def test_a_head_is_right_if_it_is_the_same_word() -> None:
    cut = [GOLD[0], node(5, 9, -1, "root"), node(10, 11, 1, "obl"), node(11, 12, 2, "punct")]
    found = scores(GOLD, cut)
    assert found["words"].right == 2
    assert found["las"].right == 2
    assert (found["las"].found, found["las"].gold) == (4, 3)


def test_a_wrong_root_costs_both_words() -> None:
    found = scores(GOLD, [node(0, 4, -1, "root", opens=True), node(5, 9, 0, "obj"), GOLD[2]])
    assert found["uas"].right == 1


def test_sentences_are_stretches() -> None:
    other = [GOLD[0], node(5, 9, -1, "root", opens=True), GOLD[2]]
    assert scores(GOLD, other)["sentences"].right == 0
    assert scores(GOLD, GOLD)["sentences"].right == 1
