"""The tree of errors, and Problem, the error that is a record.

    FirsthandError
    |- WrongInput            what was given cannot be used; the message names the remedy
    |  |- PathNotFound
    |  |- NoMatch            --site or --actor names nothing in the pile
    |  `- WrongSetting
    |- QuoteNotInReport      words that are not byte for byte in their report
    |- BrokenCase            the case folder cannot be trusted or written
    |  |- BrokenChain        a ledger entry does not follow from the one before it
    |  |- BrokenBlob         stored bytes do not have the hash that they are filed under
    |  |- CaseInUse          another run is writing to it
    |  `- CaseNotWritable
    `- BrokenData            a file of the package's own knowledge does not pass its check

Every message ends in the remedy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


class FirsthandError(Exception):
    """Anything that firsthand itself raises."""


class WrongInput(FirsthandError):
    """What was given cannot be used."""


class PathNotFound(WrongInput):
    """A path that was named does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: no such file or folder; check the spelling")


class NoMatch(WrongInput):
    """A site or actor that nothing in the pile matches."""

    def __init__(self, option: str, name: str, nearest: tuple[str, ...]) -> None:
        self.nearest = nearest
        known = f"the nearest in the pile: {', '.join(nearest)}" if nearest else "the pile names none"
        super().__init__(f"{option} {name!r} matches nothing; {known}")


class WrongSetting(WrongInput):
    """An option, a variable or a line of firsthand.toml has a value that cannot be used."""


class QuoteNotInReport(FirsthandError):
    """A quote does not stand in its report as given."""

    def __init__(self, *, report: str, start: int, end: int) -> None:
        super().__init__(f"{report}: no such words at {start}-{end}; read the report again, the quote is refused")


class BrokenCase(FirsthandError):
    """A case folder cannot be trusted or written."""


class BrokenChain(BrokenCase):
    """A ledger entry does not follow from the one before it."""

    def __init__(self, ledger: str, line: int, why: str) -> None:
        self.line = line
        super().__init__(f"{ledger}, line {line}: {why}; restore the ledger from a copy, it was altered after writing")


class BrokenBlob(BrokenCase):
    """Stored bytes do not have the hash that they are filed under."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path}: the stored bytes are missing or were altered; restore the file, or gather the source again"
        )


class CaseInUse(BrokenCase):
    """Another run holds the case folder's lock."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: another run is writing to this case; wait for it to end, or name another with -o")


class CaseNotWritable(BrokenCase):
    """The case folder cannot be made or written."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: cannot be written ({why}); name another folder with -o")


class BrokenData(FirsthandError):
    """A file of the package's own knowledge does not pass its check."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file}: {why}; mend the table, or install the package again")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something odd or unusable that a run met; the rest of the run goes on."""

    subject: str
    """File (with `#row`), url or record id."""
    stage: Literal["gather", "keep", "read", "trace", "weigh", "write"]
    severity: Literal["info", "warning", "error"]
    what: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead:
    """An input that gave nothing usable."""

    file: str
    row: int | None
    why: str
    remedy: str
