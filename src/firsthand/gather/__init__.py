"""World -> Capture + bytes. For now files and folders; the only room that will ever touch the network."""

from __future__ import annotations

from firsthand.gather.files import captures

__all__ = ["captures"]
