"""`python -m firsthand` and the command `firsthand`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its status."""
    from firsthand.cli import run  # noqa: PLC0415  # so that importing the package stays light

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
