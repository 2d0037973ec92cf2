from __future__ import annotations

from pathlib import Path

from firsthand.cli import app

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


def test_the_reference_is_what_the_commands_say_of_themselves() -> None:
    assert REFERENCE.read_text("utf-8") == app.generate_docs(), "run `make reference`"
