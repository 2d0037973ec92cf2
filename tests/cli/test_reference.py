from __future__ import annotations

import sys
from pathlib import Path

import pytest

from firsthand.cli import app

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


def test_the_reference_is_what_the_commands_say_of_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["firsthand"])  # however the tests were started
    assert REFERENCE.read_text("utf-8") == app.generate_docs(), "run `make reference`"
