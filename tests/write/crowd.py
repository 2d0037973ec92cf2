"""A brief of any size, grown from the example: for what must hold with a thousand reports."""

from __future__ import annotations

import copy
import hashlib
from typing import Any

ROWS = ("reports", "claims", "origins", "events")


def crowd(brief: dict[str, Any], reports: int) -> dict[str, Any]:
    """Return the brief repeated with fresh ids until it has so many reports; pairs and statuses stay as they are."""
    out = copy.deepcopy(brief)
    times = -(-reports // len(brief["reports"]))
    for n in range(1, times):
        for table in ROWS:
            out[table] += [_renamed(row, n) for row in copy.deepcopy(brief[table])]
    out["reports"] = out["reports"][:reports]
    kept = {r["id"] for r in out["reports"]}
    out["claims"] = [c for c in out["claims"] if c["report"] in kept]
    return out


def _renamed(value: Any, n: int) -> Any:
    if isinstance(value, str):
        kind, colon, digits = value.partition(":")
        if colon and len(digits) == 20 and kind in {"report", "claim", "origin", "event"}:
            return f"{kind}:{hashlib.sha256(f'{value}{n}'.encode()).hexdigest()[:20]}"
        return value
    if isinstance(value, list):
        return [_renamed(item, n) for item in value]
    if isinstance(value, dict):
        return {key: _renamed(item, n) for key, item in value.items()}
    return value
