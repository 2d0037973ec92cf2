"""What sides do with one another besides deeds: who was told, who learned, who met, which hour was kept secret."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.data.outlets import outlets
from firsthand.data.words import cues, voice_words
from firsthand.read.reading import Reading
from firsthand.read.tree.tree import Tree
from firsthand.read.what.mention import Mention

_DEALINGS = cues("dealings")
_NO_PARTY = frozenset(
    {"you", "him", "her", "it", "them", "itself", "himself", "herself", "themselves", "one"}
)  # "staff had informed him of it" is how the speaker knows
_BIDS = frozenset({"must", "need", "should"})
_NOT = frozenset({"not", "n't", "never", "without"})
_SPEAKERS = frozenset({"i", "me", "us", "we"})
_NEAR = 3  # words before a verb in which its negation stands


def is_news_to_some(tree: Tree, mention: Mention) -> bool:
    """Whether it tells that somebody was told or found out, which is a happening besides what they were told."""
    if mention.kind != "statement" or mention.form == "noun":
        return False
    return tree.lemmas[mention.token] in _DEALINGS["tells"] | _DEALINGS["learns"] | _DEALINGS["speaks"]


def is_no_occasion(tree: Tree, mention: Mention) -> bool:
    """Whether somebody attends something else than talks or a ceremony: `attended classes`."""
    attended = mention.kind == "statement" and tree.lemmas[mention.token] == "attend"
    return attended and not any(tree.lemmas[k] in _DEALINGS["talks"] for k in mention.roles.get("object", ()))


def is_talks(tree: Tree, mention: Mention) -> bool:
    """Whether it tells of talks that were held, not of words that were said."""
    talks = mention.kind == "statement" and mention.form == "noun"
    return talks and tree.lemmas[mention.token] in _DEALINGS["talks"]


def is_dealt(tree: Tree, mention: Mention) -> bool:
    """Whether a side that is not named did it: `officials were briefed`, `the last talks took place in May`."""
    if mention.kind != "statement" or is_talks(tree, mention):
        return mention.kind == "statement"
    known = _DEALINGS["tells"] | {"withhold", "leave", "keep"} | _DEALINGS["shares"]
    return tree.lemmas[mention.token] in known and tree.is_passive(mention.token)


def is_of_two(tree: Tree, mention: Mention) -> bool:
    """Whether the other side need not be named for a side to have dealt: it talks, or keeps something to itself."""
    return mention.kind == "statement" and tree.lemmas[mention.token] not in _DEALINGS["tells"]


def is_talked_twice(tree: Tree, mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether its sentence tells of the talks before: `held a ceremony`, `the talks and the meeting ended`."""
    return is_talks(tree, mention) and any(
        m.kind == mention.kind and (m.token == mention.predicate or (is_talks(tree, m) and m.token < mention.token))
        for m in others
    )


def is_for_the_public(reading: Reading, mention: Mention) -> bool:
    """Whether it is only how something is said: to the press, to all, or to a body of the speaker's own side.

    `Told reporters`, `I can tell you`, `told the BBC`, `told parliament`. To tell is a happening where the hearer
    was told (`officials were told`) or is another side (`told his counterpart`); to notify or to brief always is.
    """
    tree, i = reading.trees[mention.sentence], mention.token
    hearers = [k for role in ("object", "recipient") for k in mention.roles.get(role, ())]
    if _is_put_in(tree, i):
        return True
    denied = bool(_NOT.intersection(tree.lower[max(0, i - _NEAR) : i]))
    if tree.lower[i] == "aware" and not denied:
        return True  # "we are aware of the concerns"
    if any(_is_public(reading, mention.sentence, k, denied=denied) for k in hearers):
        return True
    if tree.lemmas[i] in _DEALINGS["learns"]:
        return any(_is_outlet(reading, mention.sentence, k) for k in mention.roles.get("agent", ()))  # "AFP learned"
    if tree.lemmas[i] not in _DEALINGS["speaks"] or tree.is_passive(i) or denied:
        return False
    return not any(tree.lemmas[at] in _DEALINGS["others"] for k in hearers for at in tree.subtree(k))


def is_aim(tree: Tree, mention: Mention) -> bool:
    """Whether a dealing is only what something is for: `ran to meet us`, `helped to train them`."""
    i = mention.token
    bare = mention.kind == "statement" and mention.form == "verb" and i > 0 and tree.lower[i - 1] == "to"
    return bare and tree.upos[i - 1] == "PART" and tree.rel(i) in {"xcomp", "advcl", "acl", "obl"}


def as_bidding(tree: Tree, mention: Mention) -> Mention:
    """Return what somebody was told to do or need not do as an order: `were told they need not leave`."""
    if mention.kind != "statement" or tree.lemmas[mention.token] != "tell":
        return mention
    told = [k for at in tree.kids(mention.token, "ccomp") for k in (at, *tree.kids(at, "aux"))]
    to_do = [k for at in tree.kids(mention.token, "xcomp") for k in tree.kids(at, "mark") if tree.lower[k] == "to"]
    return replace(mention, kind="order") if to_do or any(tree.lemmas[k] in _BIDS for k in told) else mention


def _is_put_in(tree: Tree, i: int) -> bool:
    """Whether a clause only says how something is known: `they are, officials were told, to leave`."""
    subject = tree.surface_subject(i)
    chunk = tree.chunk_at[subject] if subject is not None else None
    opens = chunk is not None and chunk.start > 0 and tree.words[chunk.start - 1] == ","
    return tree.rel(i) == "parataxis" or (opens and tree.words[i + 1 : i + 2] == [","])


def _is_public(reading: Reading, s: int, k: int, *, denied: bool) -> bool:
    """Whether a hearer is the press, all, or the speaker of what is told: `we were informed that`."""
    tree = reading.trees[s]
    phrase = tree.noun_phrase(k)
    if tree.lower[k] in _SPEAKERS:
        return not denied  # "we were not informed" is no way to say something
    if tree.lower[k] in _NO_PARTY or (_DEALINGS["press"] | voice_words()["own"]) & {tree.lemmas[at] for at in phrase}:
        return True
    return _is_outlet(reading, s, k)


def _is_outlet(reading: Reading, s: int, k: int) -> bool:
    tree = reading.trees[s]
    phrase = tree.noun_phrase(k)
    names = (tree.span(phrase).of(reading.text), *(tree.words[at] for at in phrase if tree.upos[at] == "PROPN"))
    return any(outlets().match(name=name) is not None for name in names)


def is_kept_quiet(tree: Tree, mention: Mention) -> bool:
    """Whether a word says without a negation that something was not told: `left secret`, `withheld`, `gave no date`."""
    i = mention.token
    if _is_secret(tree, i) or tree.lemmas[i] == "withhold":
        return True
    return any(_is_none(tree, i, k) for k in mention.roles.get("object", ()))


def _is_secret(tree: Tree, i: int) -> bool:
    return any(tree.lower[k] in _DEALINGS["secret"] for k in tree.kids(i, "xcomp"))


def undisclosed(s: int, tree: Tree, i: int) -> Iterator[Mention]:
    """Find an hour that was not made known: `the precise hour was left secret`, `we did not go into the exact hour`.

    Args:
        s: Index of the sentence.
        tree: Its tree.
        i: The token that may be the verb.
    """
    if tree.upos[i] != "VERB":
        return
    kept = _is_secret(tree, i) or tree.lemmas[i] == "withhold"
    untold = tree.lemmas[i] in _DEALINGS["shares"] and _NOT.intersection(tree.lower[max(0, i - _NEAR) : i])
    named = [*tree.kids(i, "obj", "nsubj:pass", "obl"), tree.undergoer(i)]
    hour = next((k for k in named if k is not None and _is_of_a_move(tree, k)), None)
    if hour is None or not (kept or untold or _is_none(tree, i, hour)):
        return
    doer = tree.doer(i)
    roles = {"object": (hour,)} | ({"agent": (doer,)} if doer is not None and doer != hour else {})
    yield Mention(kind="statement", sentence=s, token=i, tokens=(i,), predicate=i, form="verb", roles=roles)


def _is_none(tree: Tree, i: int, k: int) -> bool:
    """Whether no hour is given: `gave no date`."""
    return tree.lemmas[i] in _DEALINGS["shares"] and any(tree.lower[at] == "no" for at in tree.kids(k, "det"))


def _is_of_a_move(tree: Tree, k: int) -> bool:
    """Whether a noun is the hour or the plan of something: `the exact hour`, `details of the withdrawal`."""
    return tree.lemmas[k] in _DEALINGS["timings"] and any(tree.rel(at) in {"det", "amod"} for at in tree.kids_of[k])
