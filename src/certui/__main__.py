"""``python -m certui`` and the command ``certui``."""

from __future__ import annotations

import sys

from certui import cli


def main() -> int:
    """Run certui on the command line's arguments; answers the exit status."""
    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
