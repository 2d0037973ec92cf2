"""Trees by hand: who does what in passives, relative clauses, control and coordination."""

from hypothesis import given
from hypothesis import strategies as st

from firsthand.core.parse import Sentence, Token
from firsthand.read.tree.tree import Tree


def tree(*rows):
    """Build a tree from `form/lemma/UPOS/head/relation` rows."""
    text, tokens = "", []
    for row in rows:
        form, lemma, upos, head, relation = row.split("/")
        start = len(text) + (1 if text else 0)
        text = f"{text} {form}" if text else form
        tokens.append(
            Token(start=start, end=start + len(form), lemma=lemma, upos=upos, head=int(head), deprel=relation)
        )
    return Tree(Sentence(start=0, end=len(text), tokens=tuple(tokens)), text)


PASSIVE = tree(
    "Posts/post/NOUN/2/nsubj:pass", "were/be/AUX/2/aux:pass", "seized/seize/VERB/-1/root", "by/by/ADP/4/case",
    "rebels/rebel/NOUN/2/obl:agent",
)  # fmt: skip
CONTROL = tree(
    "Troops/troop/NOUN/1/nsubj", "began/begin/VERB/-1/root", "leaving/leave/VERB/1/xcomp", "the/the/DET/4/det",
    "camp/camp/NOUN/2/obj", "in/in/ADP/6/case", "Kindu/Kindu/PROPN/4/nmod",
)  # fmt: skip
RELATIVE = tree(
    "The/the/DET/1/det", "office/office/NOUN/5/nsubj", "which/which/PRON/3/nsubj", "closed/close/VERB/1/acl:relcl",
    "has/have/AUX/5/aux", "reopened/reopen/VERB/-1/root",
)  # fmt: skip
BROKEN = tree(
    "Police/police/NOUN/3/nmod", "closed/close/VERB/-1/root", "the/the/DET/3/det", "market/market/NOUN/0/nmod",
)  # fmt: skip


def test_a_passive_has_its_doer_in_the_by_phrase():
    assert PASSIVE.is_passive(2)
    assert (PASSIVE.doer(2), PASSIVE.undergoer(2)) == (4, 0)


def test_a_controlled_verb_takes_the_subject_of_its_governor():
    assert (CONTROL.doer(2), CONTROL.undergoer(2)) == (0, 4)


def test_a_relative_clause_tells_of_the_noun_before_it():
    assert RELATIVE.doer(3) == 1


def test_what_stands_beside_a_verb_is_believed_before_a_wrong_tree():
    assert (BROKEN.doer(1), BROKEN.undergoer(1)) == (0, 3)


def test_a_name_has_no_leading_article():
    assert CONTROL.span(CONTROL.noun_phrase(4)).of(CONTROL.text) == "camp in Kindu"


def test_phrases_are_found_by_word_class_alone():
    assert CONTROL.phrases(2) == [("in", 6)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["NOUN", "VERB", "ADP", "DET", "PRON", "AUX"]),
            st.integers(-1, 9),
            st.sampled_from(["nsubj", "obj", "conj", "xcomp", "acl:relcl", "advcl", "root", "case"]),
        ),
        min_size=1,
        max_size=10,
    )
)
def test_any_tree_can_be_walked(rows):
    made = tree(
        *[f"w{i}/w/{upos}/{head if head < len(rows) else -1}/{rel}" for i, (upos, head, rel) in enumerate(rows)]
    )
    for i in range(len(made)):
        made.doer(i), made.undergoer(i), made.clause(i), made.phrases(i)
        assert i in made.subtree(i)
        assert i in made.noun_phrase(i)
