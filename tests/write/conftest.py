"""The brief that all tests of `write` draw, and a browser where one is installed."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "look: opens the page in a headless browser; skipped where there is none")


@pytest.fixture(scope="session")
def _qamishli() -> dict[str, Any]:
    return json.loads((Path(__file__).parent / "qamishli.brief.json").read_text("utf-8"))


@pytest.fixture
def brief(_qamishli: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(_qamishli)


@pytest.fixture
def empty(brief: dict[str, Any]) -> dict[str, Any]:
    lists = [key for key, value in brief.items() if isinstance(value, list)]
    nothing = {key: [] for key in lists}
    answer = brief["answer"] | {
        "state": "unknown", "probability": 0.5, "words": "roughly even chance", "confidence": "low", "since": None,
        "sentence": "The pile holds no claim that answers this.", "grounds": [], "would_change": [], "not_known": [],
        "print_safe": None, "next_check": None, "about": None,
    }  # fmt: skip
    counts = {key: 0 for key in brief["counts"] if key != "languages_not_read"} | {"languages_not_read": {}}
    return brief | nothing | {"answer": answer, "counts": counts}


@pytest.fixture(scope="session")
def browser(_qamishli: dict[str, Any]) -> Iterator[Any]:
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium here; install one (apt-get install chromium) to look at the page")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()
