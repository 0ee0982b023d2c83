"""What the driver, and the reader of its keys, lean on."""

from __future__ import annotations

import contextlib

from textual.drivers.linux_driver import LinuxDriver

from certui.terminal.privates import OF_THE_MOUSE

# Where it is gone, nobody asks for it: see LEANT_ON.
with contextlib.suppress(ImportError):
    from textual._xterm_parser import XTermParser as XTermParser


class DriverHooks(LinuxDriver):
    """A driver whose way of reading keys can be replaced."""

    def read_keys(self) -> None:
        """Read keys until there are no more, in a thread."""
        super()._run_input_thread()

    def _run_input_thread(self) -> None:
        self.read_keys()


def parser_after(earlier: XTermParser) -> XTermParser:
    """A parser that knows of the mouse what an earlier one did, and nothing else."""
    parser = XTermParser()
    for name in OF_THE_MOUSE:
        setattr(parser, name, getattr(earlier, name))
    return parser
