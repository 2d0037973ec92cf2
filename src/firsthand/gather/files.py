"""Files and folders -> captures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from firsthand.core.errors import NotRead, PathNotFound
from firsthand.core.evidence import Capture

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".ndjson": "application/x-ndjson",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
    ".eml": "message/rfc822",
}
"""What each ending is read as."""

MOST_BYTES = 2_000_000_000
"""A file beyond this is refused unread: its hash alone would take long, and no report is that large."""


def captures(inputs: Iterable[Path]) -> Iterator[tuple[Capture, bytes] | NotRead]:
    """Get the bytes of every file named, and of every readable file in the folders named, in the order of their paths.

    A folder that is itself a case (it holds a ledger) is passed over below the top, as are hidden files. A file with an
    ending that is not known is refused by name, whether it was named itself or stands in a folder.

    Args:
        inputs: Files and folders, in any mix; the same file is taken once.

    Returns:
        One capture after another with its bytes, or what could not be read and why.

    Raises:
        PathNotFound: An input does not exist. Raised at once, before anything is read.
    """
    roots = list(inputs)
    for root in roots:
        if not root.exists():
            raise PathNotFound(str(root))
    return _captures(roots)


def _captures(roots: list[Path]) -> Iterator[tuple[Capture, bytes] | NotRead]:
    seen: set[Path] = set()
    for root in roots:
        for path in _files(root):
            resolved = path.resolve()
            if resolved not in seen:
                seen.add(resolved)
                yield _capture(path)


def _files(root: Path) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        return
    for path in sorted(root.iterdir(), key=lambda path: path.name):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not (path / "ledger.jsonl").exists():
                yield from _files(path)
        else:
            yield path


def _capture(path: Path) -> tuple[Capture, bytes] | NotRead:
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        known = ", ".join(sorted(MEDIA_TYPES))
        return NotRead(
            file=str(path),
            row=None,
            why=f"files ending in {path.suffix or '(nothing)'} are not read",
            remedy=f"save it as one of {known}",
        )
    try:
        if path.stat().st_size > MOST_BYTES:
            return NotRead(file=str(path), row=None, why="larger than 2 GB", remedy="split the file")
        body = path.read_bytes()
    except OSError as fault:
        return NotRead(
            file=str(path),
            row=None,
            why=f"cannot be opened ({fault.strerror})",
            remedy="check the file and its permissions",
        )
    if not body.strip():
        return NotRead(file=str(path), row=None, why="empty", remedy="save the report again")
    return Capture(body=hashlib.sha256(body).hexdigest(), media_type=media_type, path=str(path)), body
