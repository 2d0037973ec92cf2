"""Names without the nouns around them: what is left of `Ménaka region`, `territory of Abyei`, `Khutavank Monastery`."""

from __future__ import annotations

from firsthand.read.where.fold import fold
from firsthand.read.where.words import words


def bare(name: str) -> tuple[str, str | None]:
    """Return a name without the nouns that lead and end it, and the kind that they speak of, if any.

    The name stays as it is where nothing else is left, or nothing stands around it.
    """
    lexicon = words()
    parts = name.split()
    kind: str | None = None
    while len(parts) > 1 and (low := fold(parts[-1])) and (low in lexicon.kinds or low in lexicon.modifiers):
        kind = kind or lexicon.kinds.get(low)
        parts.pop()
    low_parts = [fold(part) for part in parts]
    at = low_parts.index("of") + 1 if "of" in low_parts[:-1] else 0
    lead = low_parts[:at]
    if lead and all(not low or low in lexicon.shares or low in lexicon.kinds or low in lexicon.around for low in lead):
        kind = kind or next((lexicon.kinds[low] for low in reversed(lead) if low in lexicon.kinds), None)
        parts = parts[at:]
    while len(parts) > 1 and (not (low := fold(parts[0])) or low in _LEADS):
        parts = parts[1:]
    return " ".join(parts).removesuffix("'s").removesuffix("\u2019s"), kind


_LEADS = frozenset({"all", "former", "entire", "whole", "greater", "central", "downtown"})
