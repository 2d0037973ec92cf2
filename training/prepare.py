"""Corpora -> documents with labels, split into what is trained on and what is held out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.loaders import certainty, entities, polnear, treebank
from training import windows

if TYPE_CHECKING:
    from pathlib import Path

    from training.windows import Document

NEWSWIRE_DEV, RE3D_DEV = 0.08, 0.15
"""Shares held out by document; the split is by the hash of the name (evals.loaders.entities.is_dev)."""


MIXES = {
    "first": {"ewt": 1 / 2, "gum": 1 / 3, "re3d": 2, "uw": 1 / 3, "newswire": 1 / 4, "polnear": 1 / 3},
    "second": {"ewt": 1 / 2, "gum": 1 / 3, "re3d": 4, "uw": 1 / 3, "newswire": 1, "polnear": 1 / 6},
}
"""Passes a round of each corpus: in a run from the base model, and in one that goes on from such a run's weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Documents to train on, passes a round (a whole number or one part in so many), least and most pieces a window."""

    documents: list[Document]
    passes: float
    sizes: tuple[int, int]


def corpora(data: Path, *, open_only: bool, mix: str = "first") -> tuple[dict[str, Corpus], tuple[str, ...]]:
    """Read every corpus; returns them by name, and the names of the dependency relations.

    With `open_only`, those with no stated licence (PolNeAR, the worldwide newswire) are left out. `mix` names one of
    MIXES.
    """
    trees = [*treebank.ewt(data / "syntax/ewt/train.conllu")]
    more = [*treebank.gum(data / "syntax/gum/train")]
    names = sorted({word.deprel for text in trees for tree in text.trees for word in tree.words})
    relations = {name: number for number, name in enumerate(names)}
    sure = {" ".join(s.words): s for s in certainty.sentences(data / "certainty/uds_ih2/train.jsonl")}
    own = [*certainty.sentences(data / "certainty/uw/train.jsonl")]
    own += certainty.sentences(data / "certainty/meantime/train.jsonl")
    war = [text for text in entities.re3d(data / "entities/re3d-half") if text.part not in entities.CLOSED_FOLDERS]
    passes = MIXES[mix]
    found = {
        "ewt": Corpus(
            documents=[windows.of_trees(t, relations, sure) for t in trees], passes=passes["ewt"], sizes=(40, 128),
        ),
        "gum": Corpus(
            documents=[windows.of_trees(t, relations, {}) for t in more], passes=passes["gum"], sizes=(40, 128),
        ),
        "re3d": Corpus(
            documents=[windows.of_mentions(t) for t in war if not entities.is_dev(t.name, RE3D_DEV)],
            passes=passes["re3d"], sizes=(64, 128),
        ),
        "uw": Corpus(
            documents=[windows.of_certainty(s, spaced=bool(n % 2)) for n, s in enumerate(own)],
            passes=passes["uw"], sizes=(128, 128),
        ),
    }  # fmt: skip
    if not open_only:
        wire = [t for t in entities.newswire(data / "entities/worldwide-newswire")
                if not entities.is_dev(t.name, NEWSWIRE_DEV)]  # fmt: skip
        articles = polnear.articles(data / "attribution/polnear/train")
        found["newswire"] = Corpus(
            documents=[windows.of_mentions(t) for t in wire], passes=passes["newswire"], sizes=(64, 160)
        )
        found["polnear"] = Corpus(
            documents=[windows.of_article(a) for a in articles], passes=passes["polnear"], sizes=(96, 160)
        )
    return found, tuple(names)
