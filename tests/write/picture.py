"""Make docs/pictures/brief.png, the picture of the README, from a brief.

    python tests/write/picture.py brief/brief.json

Needs Chromium, and Python's playwright (extra `dev`).
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from firsthand.write.page import page

TARGET = Path(__file__).parents[2] / "docs/pictures/brief.png"
WIDTH, MOST_HEIGHT = 1280, 2300


def main() -> None:
    """Open the page as an editor would, and take its top down to the end of the strip."""
    brief = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    path = next(found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        file = Path(folder) / "brief.html"
        file.write_text(page(brief), "utf-8")
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": WIDTH, "height": 1000}, color_scheme="light")
        tab.goto(file.as_uri())
        tab.evaluate("document.querySelector('#theme').remove()")
        box = tab.locator("#days > .legend").bounding_box() or {"y": 0, "height": MOST_HEIGHT}
        height = min(box["y"] + box["height"] + 24, MOST_HEIGHT)
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=TARGET, full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
        browser.close()
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")  # noqa: T201


if __name__ == "__main__":
    main()
