from __future__ import annotations

import subprocess
import sys

import firsthand


def test_the_exported_names_are_pinned() -> None:
    assert firsthand.__all__ == sorted(firsthand.__all__)
    assert len(firsthand.__all__) == 32
    assert all(hasattr(firsthand, name) for name in firsthand.__all__)


def test_importing_the_package_brings_no_model_and_no_numbers() -> None:
    program = (
        "import sys, firsthand; print([m for m in ('numpy', 'onnxruntime', 'lxml', 'sqlite3') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
