"""Bytes filed under their SHA-256, written once and never altered."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from firsthand.core.errors import BrokenBlob


def sha256(body: bytes) -> str:
    """Return the SHA-256 of bytes, 64 hexadecimal digits."""
    return hashlib.sha256(body).hexdigest()


def write_whole(path: Path, body: bytes, *, durable: bool = True) -> None:
    """Write a file so that it is there whole or not at all, whenever the run is killed.

    A neighbouring temporary file takes the bytes and then the name; mode 0600.

    Raises:
        OSError: The folder cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(body)
            if durable:
                part.flush()
                os.fsync(part.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True, kw_only=True)
class Blobs:
    """A folder of blobs, `ab/abcdef...`, by the first two digits of the hash."""

    folder: Path

    def path(self, digest: str) -> Path:
        """Return where a blob is filed, whether it is there or not."""
        return self.folder / digest[:2] / digest

    def put(self, body: bytes) -> str:
        """File bytes and return their hash; bytes that are there already are not written again."""
        digest = sha256(body)
        path = self.path(digest)
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(path, body, durable=False)
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes of a hash.

        Raises:
            BrokenBlob: They are missing, or no longer have this hash.
        """
        path = self.path(digest)
        try:
            body = path.read_bytes()
        except OSError as fault:
            raise BrokenBlob(str(path)) from fault
        if sha256(body) != digest:
            raise BrokenBlob(str(path))
        return body

    def remove(self, digest: str) -> None:
        """Remove a blob for good; only `forget` does this."""
        self.path(digest).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what a killed run left half-written."""
        for part in self.folder.glob("*/.part-*"):
            part.unlink(missing_ok=True)
