"""A command line that runs in this process, and small piles to run it on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from firsthand.cli import run

LEFT = (
    "Russian forces left Qamishli airport on Monday, two Syrian sources told Reuters. A Russian flag was still flying."
)


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def firsthand(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def call(*words: object) -> Ran:
        capsys.readouterr()
        status = run([str(word) for word in words])
        shown = capsys.readouterr()
        return Ran(status, shown.out, shown.err)

    return call


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """A folder of three reports, one of them undated."""
    folder = tmp_path / "pile"
    folder.mkdir()
    for number, (outlet, day) in enumerate([("LBC Group", "2026-01-26"), ("Okaz", "2026-01-27"), ("Sabah", None)]):
        fields = {
            "outlet": outlet,
            "published": day,
            "text": f"{LEFT} Report {number}.",
            "url": f"https://x.example/{number}",
        }
        (folder / f"{number}.json").write_text(json.dumps(fields), "utf-8")
    return folder


def brief_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "brief.json").read_bytes())
    return found
