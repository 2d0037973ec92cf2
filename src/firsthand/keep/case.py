"""A case folder: the shelf of one pile of reports."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from firsthand.core.codec import encode, plain
from firsthand.core.errors import BrokenBlob, CaseInUse, CaseNotWritable, Problem
from firsthand.core.evidence import Capture, Id
from firsthand.core.review import Review
from firsthand.keep.blobs import Blobs, write_whole
from firsthand.keep.index import Index
from firsthand.keep.ledger import Entry, EntryKind, Ledger

LEDGER = "ledger.jsonl"
REVIEWS = "reviews.jsonl"
DERIVED = ("brief.json", "brief.html", "brief.md", "claims.jsonl")


class Case:
    """A folder with `ledger.jsonl, blobs/, index.sqlite, reviews.jsonl` and the briefs; mode 0700.

    Made where there is none. Blobs are written before the ledger names them, and both are only ever added to, so a run
    may be killed at any moment: what the ledger names is there, and the next run adds what is missing.
    """

    def __init__(self, folder: Path) -> None:
        """Open or make a case.

        Raises:
            CaseNotWritable: The folder cannot be made.
            BrokenChain: The ledger was altered.
        """
        self.folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
            (folder / "blobs").mkdir(mode=0o700, exist_ok=True)
        except OSError as fault:
            raise CaseNotWritable(str(folder), fault.strerror or "unknown fault") from fault
        self.blobs = Blobs(folder=folder / "blobs")
        self.ledger = Ledger(folder / LEDGER)

    @classmethod
    def at(cls, folder: Path) -> Case:
        """Open a case that must be there.

        Raises:
            CaseNotWritable: There is no case in the folder.
            BrokenChain: The ledger was altered.
        """
        if not (folder / LEDGER).exists():
            raise CaseNotWritable(str(folder), "no ledger.jsonl, so no case")
        return cls(folder)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other runs from writing while this one does; the lock goes with the process, however it ends.

        Raises:
            CaseInUse: Another run holds it.
            CaseNotWritable: The folder cannot be written.
        """
        try:
            handle = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as fault:
            raise CaseNotWritable(str(self.folder), fault.strerror or "unknown fault") from fault
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            os.close(handle)
            raise CaseInUse(str(self.folder)) from fault
        try:
            self.ledger = Ledger(self.folder / LEDGER)
            self.blobs.sweep()
            for part in (*self.folder.glob(".part-*"), *self.folder.glob("runs/*/.part-*")):
                part.unlink(missing_ok=True)
            yield
        finally:
            os.close(handle)

    def captures(self) -> tuple[Capture, ...]:
        """Return all captures, oldest first, less those that were forgotten."""
        kept: list[Capture] = []
        for entry in self.ledger:
            if entry.kind == "capture":
                kept.append(msgspec.convert(entry.record, Capture))
            elif entry.kind == "forget":
                kept = [capture for capture in kept if capture.body != entry.record["body"]]
        return tuple(kept)

    def forgotten(self) -> frozenset[Id]:
        """Return the ids of the reports that were forgotten: they are not taken in again."""
        return frozenset(Id(entry.record["report"]) for entry in self.ledger if entry.kind == "forget")

    def add(self, gathered: Sequence[tuple[Capture, bytes]], *, at: str) -> tuple[Capture, ...]:
        """Keep captures with their bytes.

        The same bytes at the same path or url add nothing, nor do bytes that were forgotten.

        Returns:
            The captures that were new.
        """
        latest = {(capture.url, capture.path): capture.body for capture in self.captures()}
        gone = {entry.record["body"] for entry in self.ledger if entry.kind == "forget"}
        new: list[Capture] = []
        for capture, body in gathered:
            if latest.get((capture.url, capture.path)) == capture.body or capture.body in gone:
                continue
            self.blobs.put(body)
            latest[capture.url, capture.path] = capture.body
            new.append(capture)
        self.ledger.append(Entry(kind="capture", at=at, by="gather", record=plain(capture)) for capture in new)
        return tuple(new)

    def index(self, reading: str) -> Index:
        """Open the derived index for what one reading found."""
        return Index(self.folder / "index.sqlite", reading)

    def reviews(self) -> tuple[Review, ...]:
        """Return what people decided, oldest first."""
        return tuple(
            msgspec.convert(entry.record, Review, strict=False) for entry in self.ledger if entry.kind == "review"
        )

    def add_review(self, review: Review) -> None:
        """Keep a person's verdict: in the ledger, and readable in reviews.jsonl."""
        self.ledger.append([Entry(kind="review", at=review.at, by=f"desk/{review.by}", record=plain(review))])
        self.write(REVIEWS, "".join(encode(one) + "\n" for one in self.reviews()).encode("utf-8"))

    def note(self, kind: EntryKind, record: dict[str, Any], *, at: str, by: str) -> None:
        """Add an entry to the ledger that neither captures nor decides: that a copy was shared, and what of it."""
        self.ledger.append([Entry(kind=kind, at=at, by=by, record=record)])

    def write(self, name: str, body: bytes) -> Path:
        """Write a derived file of the case whole, unless it has these bytes already.

        Raises:
            CaseNotWritable: It cannot be written.
        """
        path = self.folder / name
        try:
            for folder in (path.parent.parent, path.parent):
                folder.mkdir(mode=0o700, exist_ok=True)
            if not path.exists() or path.read_bytes() != body:
                write_whole(path, body)
        except OSError as fault:
            raise CaseNotWritable(str(path), fault.strerror or "unknown fault") from fault
        return path

    def brief(self) -> dict[str, Any]:
        """Return the last brief.

        Raises:
            ValueError: There is none, or it is no JSON.
        """
        try:
            found: dict[str, Any] = json.loads((self.folder / "brief.json").read_bytes())
        except OSError as fault:
            raise ValueError(fault.strerror) from fault
        return found

    def runs(self) -> tuple[Path, ...]:
        """Return the kept briefs of earlier runs, oldest first."""
        found = [path for path in (self.folder / "runs").glob("*/brief.json") if path.parent.name.isdigit()]
        return tuple(sorted(found, key=lambda path: int(path.parent.name)))

    def keep_run(self, brief: bytes) -> Path:
        """Keep a brief under the next number; the same bytes as the last are not kept twice."""
        runs = self.runs()
        if runs and runs[-1].read_bytes() == brief:
            return runs[-1]
        number = int(runs[-1].parent.name) + 1 if runs else 1
        return self.write(f"runs/{number}/brief.json", brief)

    def forget(self, report: Id, capture: Capture, *, at: str, by: str, why: str) -> None:
        """Remove the bytes that a report came from, and every brief that holds its words; leave a tombstone."""
        record = {"report": report, "body": capture.body, "row": capture.row, "why": why}
        self.ledger.append([Entry(kind="forget", at=at, by=by, record=record)])
        self.blobs.remove(capture.body)
        for run in self.runs():
            if report.encode("ascii") in run.read_bytes():
                run.unlink()
                run.parent.rmdir()
        for name in DERIVED:
            (self.folder / name).unlink(missing_ok=True)

    def faults(self) -> tuple[Problem, ...]:
        """Check every blob that the ledger names against its hash."""
        found: list[Problem] = []
        for capture in self.captures():
            try:
                self.blobs.get(capture.body)
            except BrokenBlob as fault:
                what, _, remedy = str(fault).partition("; ")
                subject = capture.path or capture.url or capture.body
                found.append(Problem(subject=subject, stage="keep", severity="error", what=what, remedy=remedy))
        return tuple(found)
