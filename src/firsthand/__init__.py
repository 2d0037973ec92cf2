"""firsthand: what was reported about a place, who said it, and how sure one may be."""

from __future__ import annotations

__version__ = "0.1.0"
