"""How long it takes to write a brief of many reports, how large its page is, and when a browser first paints it.

    python benchmarks/bench_write.py BRIEF.json [--reports 1000]

The brief is repeated with fresh ids until it has so many reports; times are CPU seconds of this process. The browser
(Chromium by Playwright) is asked for its own `first-contentful-paint`, from disk, in a window of 1400 by 900.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from firsthand.write.page import page
from firsthand.write.prose import markdown
from firsthand.write.share import share
from firsthand.write.support import unsupported
from tests.write.crowd import crowd


def seconds(act: Callable[[], object]) -> float:
    """Return the CPU seconds that an act takes."""
    start = time.process_time()
    act()
    return time.process_time() - start


def first_paint(text: str) -> float | None:
    """Return the milliseconds until the page is first painted, None where there is no browser."""
    path = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
    if path is None:
        return None
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # needed here alone

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        file = Path(folder, "brief.html")
        file.write_text(text, "utf-8")
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1400, "height": 900})
        tab.goto(file.as_uri())
        tab.wait_for_timeout(500)
        painted = tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
        browser.close()
        return float(painted) if painted is not None else None


def main() -> None:
    """Measure, and print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("brief", type=Path)
    parser.add_argument("--reports", type=int, default=1000)
    args = parser.parse_args()
    brief = json.loads(args.brief.read_text("utf-8"))
    brief = crowd(brief, args.reports) if args.reports > len(brief["reports"]) else brief
    text = page(brief)
    told = {
        "reports": len(brief["reports"]),
        "claims": len(brief["claims"]),
        "page_seconds": round(seconds(lambda: page(brief)), 2),
        "prose_seconds": round(seconds(lambda: markdown(brief)), 2),
        "check_seconds": round(seconds(lambda: unsupported(brief)), 2),
        "share_seconds": round(seconds(lambda: share(brief)), 2),
        "page_megabytes": round(len(text.encode()) / 1e6, 2),
        "first_paint_ms": first_paint(text),
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
