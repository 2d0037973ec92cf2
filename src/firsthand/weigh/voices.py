"""How far a voice is to be believed before anything of its record is known."""

from __future__ import annotations

from firsthand.core.claim import Claim, Source, SourceKind

# Probability that such a voice knows what it speaks of; set on the two development cases and on simulated worlds
# (calibration error flat within 0.07 of each).
KNOWS: dict[SourceKind, float] = {
    "own-observation": 0.95,
    "video": 0.92,
    "document": 0.92,
    "named-person": 0.84,
    "official": 0.80,
    "anonymous": 0.75,
    "agency": 0.75,
    "outlet": 0.65,
    "unknown": 0.50,
}
DIRECT: frozenset[SourceKind] = frozenset({"own-observation", "video", "document"})
READ_RIGHT = (
    0.92  # share of claims whose kind and phase the reader gets right where it finds them (docs/explain/limits)
)
A_HOP = 0.93  # each further mouth that words pass through
DENIES_OWN_LOSS = 0.7  # an office's denial of what would harm its own side: it serves itself
AGAINST_INTEREST = 1.12  # an office's admission of a loss of its own side
CLAIMS_OTHERS_LOSS = 0.9  # an office's word that the other side lost or left
_HALF_CERTAIN = 1.5  # on the reader's scale of -3 to 3
_MOST = 0.97


def reliability(claim: Claim, voice: Source, *, own_side: bool | None, is_loss: bool) -> float:
    """Return the probability that the claim's content comes from knowledge, 0 to 1.

    Args:
        claim: As read.
        voice: Its origin's voice.
        own_side: Whether the voice speaks for the party that the claim is about; None = not known.
        is_loss: Whether the claim tells of that party's going, losing or closing.
    """
    share = KNOWS[voice.kind] * READ_RIGHT * A_HOP ** max(0, len(claim.attribution) - 1)
    if claim.certainty is not None and abs(claim.certainty) < _HALF_CERTAIN:
        share *= 0.85 + 0.1 * abs(claim.certainty)
    if voice.kind == "official" and is_loss and own_side is not None:
        if own_side:
            share *= DENIES_OWN_LOSS if claim.polarity == "negated" else AGAINST_INTEREST
        elif claim.polarity == "affirmed":
            share *= CLAIMS_OTHERS_LOSS
    return min(_MOST, share)
