from __future__ import annotations

import numpy as np

from firsthand.read.reader.chains import Stretch
from firsthand.read.reader.links import REACH, distance, link_scores, links
from firsthand.read.reader.weights import Weights

KINDS = ("O", *(f"{mark}-{role}" for role in ("Source", "Cue", "Content") for mark in "BIES"))


def weights() -> Weights:
    """A link head that prefers near cues."""
    table = np.zeros((24, 192), dtype=np.float32)
    table[:, 0] = [(10 - n % 12) / 2 for n in range(24)]
    arrays = {
        "link_distance.weight": table,
        "link.weight": np.eye(1, 192, dtype=np.float32),
        "link.bias": np.zeros(1, dtype=np.float32),
    }
    return Weights(
        session=None,  # type: ignore[arg-type]
        speller=None,  # type: ignore[arg-type]
        columns={},
        kinds={"attribution": KINDS},
        relations=(),
        arrays=arrays,
        longest=160,
    )


def path(marks: dict[int, str], size: int) -> np.ndarray:
    return np.array([KINDS.index(marks.get(n, "O")) for n in range(size)])


def test_near_words_have_buckets_of_their_own() -> None:
    assert distance(np.array([0, 1, 3, 4, 5, 8, 160, -1, -160])).tolist() == [0, 1, 3, 4, 4, 6, 11, 13, 23]


def test_each_span_goes_to_the_cue_that_fits_best() -> None:
    tags = path({0: "S-Source", 1: "S-Cue", 2: "B-Content", 3: "E-Content", 9: "S-Source", 10: "S-Cue"}, 12)
    first, second = links(weights(), tags, np.zeros((12, 768), dtype=np.float32))
    assert (first.source, first.content) == ([Stretch(0, 0, "Source")], [Stretch(2, 3, "Content")])
    assert second.source == [Stretch(9, 9, "Source")]


def test_a_cue_without_a_source_may_share_one() -> None:
    tags = path({0: "S-Source", 1: "S-Cue", 3: "S-Cue"}, 5)
    assert [link.source for link in links(weights(), tags, np.zeros((5, 768), dtype=np.float32))] == [
        [Stretch(0, 0, "Source")],
        [Stretch(0, 0, "Source")],
    ]


def test_spans_without_any_cue_are_dropped() -> None:
    assert links(weights(), path({0: "S-Source"}, 2), np.zeros((2, 768), dtype=np.float32)) == []


def test_a_cue_out_of_reach_is_no_choice() -> None:
    size = 2 * REACH
    scores = link_scores(
        weights(),
        np.zeros((size, 768), dtype=np.float32),
        [Stretch(0, 0, "Source")],
        [Stretch(size - 1, size - 1, "Cue")],
    )
    assert np.isneginf(scores).all()
