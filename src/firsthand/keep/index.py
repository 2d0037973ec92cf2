"""A SQLite index of a case: derived from blobs and ledger, thrown away and rebuilt whenever it does not fit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from firsthand.core.claim import Claim
from firsthand.core.codec import decode, encode
from firsthand.core.evidence import Id, Report

FORMAT = 2
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE readings (report TEXT NOT NULL, reading TEXT NOT NULL, PRIMARY KEY (report, reading)) WITHOUT ROWID;
CREATE TABLE claims (id TEXT PRIMARY KEY, report TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL,
                     record TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX claims_by_report ON claims (report, place);
CREATE TABLE reports (id TEXT PRIMARY KEY, outlet TEXT, published TEXT, title TEXT, text TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (report UNINDEXED, title, text, tokenize = "unicode61 remove_diacritics 2");
"""


class Index:
    """What can be looked up fast: the claims read so far (so that a second run reads only what is new), and words.

    `reading` names what read them; claims of another reading are not used.
    """

    def __init__(self, path: Path, reading: str) -> None:
        self.path = path
        self.reading = reading
        self._base = self._opened()

    def _opened(self) -> sqlite3.Connection:
        try:
            base = self._connected()
            found = dict(base.execute("SELECT key, value FROM meta"))
            if found == {"format": str(FORMAT), "reading": self.reading}:
                return base
            base.close()
        except sqlite3.DatabaseError:
            pass
        for name in (self.path, *self.path.parent.glob(f"{self.path.name}-*")):
            name.unlink(missing_ok=True)
        base = self._connected()
        with base:
            base.executescript(_TABLES)
            rows = [("format", str(FORMAT)), ("reading", self.reading)]
            base.executemany("INSERT INTO meta VALUES (?, ?)", rows)
        return base

    def _connected(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path)
        self.path.chmod(0o600)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        return base

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def claims(
        self, reports: Sequence[Id], days: Mapping[Id, str] = MappingProxyType({})
    ) -> dict[Id, tuple[Claim, ...]]:
        """Return the claims of those reports that were read before, by report, in the order of the text.

        Args:
            reports: Whose claims.
            days: The day that an undated report is to be read as of; one that was read as of another is left out.
        """
        known: dict[Id, tuple[Claim, ...]] = {}
        for report in reports:
            filed = (report, self._reading(report, days))
            if self._base.execute("SELECT 1 FROM readings WHERE report = ? AND reading = ?", filed).fetchone():
                rows = self._base.execute("SELECT record FROM claims WHERE report = ? ORDER BY place", (report,))
                known[report] = tuple(decode(row[0], Claim) for row in rows)
        return known

    def _reading(self, report: Id, days: Mapping[Id, str]) -> str:
        return f"{self.reading} as of {days[report]}" if report in days else self.reading

    def add(
        self, readings: Iterable[tuple[Report, Sequence[Claim]]], days: Mapping[Id, str] = MappingProxyType({})
    ) -> None:
        """File the claims and words of reports in one transaction; what is there already is replaced."""
        with self._base as base:
            for report, claims in readings:
                self._drop(report.id)
                base.execute("INSERT INTO readings VALUES (?, ?)", (report.id, self._reading(report.id, days)))
                row = (report.id, report.outlet, report.published, report.title, report.text)
                base.execute("INSERT INTO reports VALUES (?, ?, ?, ?, ?)", row)
                base.execute("INSERT INTO words VALUES (?, ?, ?)", (report.id, report.title, report.text))
                base.executemany(
                    "INSERT OR REPLACE INTO claims VALUES (?, ?, ?, ?, ?)",
                    [(c.id, report.id, place, c.mention.kind, encode(c)) for place, c in enumerate(claims)],
                )

    def drop(self, reports: Iterable[Id]) -> None:
        """Take reports out, so that no byte of theirs is left in the file."""
        with self._base:
            for report in reports:
                self._drop(report)
            self._base.execute(
                "INSERT INTO words (words) VALUES ('optimize')"
            )  # deleted words stay in the tree till then
        self._base.execute("VACUUM")
        self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _drop(self, report: Id) -> None:
        for table, column in (("readings", "report"), ("claims", "report"), ("reports", "id"), ("words", "report")):
            self._base.execute(f"DELETE FROM {table} WHERE {column} = ?", (report,))  # noqa: S608  # constants

    def find(self, words: str, most: int = 20) -> tuple[tuple[Id, str], ...]:
        """Return up to `most` reports that hold all words, best first, each with a snippet."""
        quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        if not quoted:
            return ()
        rows = self._base.execute(
            "SELECT report, snippet(words, 2, '[', ']', ' ... ', 24) FROM words WHERE words MATCH ? "
            "ORDER BY rank, report LIMIT ?",
            (quoted, most),
        )
        return tuple((Id(report), snippet) for report, snippet in rows)

    def content(self) -> tuple[tuple[str, ...], ...]:
        """Return every row in a fixed order, for comparing an index with one that was built anew."""
        rows: list[tuple[str, ...]] = []
        for table in ("readings", "claims", "reports"):
            rows += [(table, *map(str, row)) for row in self._base.execute(f"SELECT * FROM {table} ORDER BY 1")]  # noqa: S608  # constants
        return tuple(rows)
