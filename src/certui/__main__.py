"""``python -m certui`` and the command ``certui``."""

from __future__ import annotations

import sys

from certui import __version__


def main() -> int:
    """Run certui on the command line's arguments.

    Returns:
        The exit status: 0 done, 1 refused, 2 wrong usage.
    """
    if sys.argv[1:] in (["--version"], ["-V"]) and sys.stdout is not None:
        # Answered before anything is loaded: scripts ask for it.
        sys.stdout.write(f"certui {__version__}\n")
        return 0

    from certui import cli  # noqa: PLC0415 - see above

    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
