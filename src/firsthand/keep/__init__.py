"""Capture and Review -> shelf: a case folder that holds what was captured and what people decided, for ever."""

from __future__ import annotations

from firsthand.keep.case import Case

__all__ = ["Case"]
