"""The parts of the engine that are used: certui's own, or Textual's where a name is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certui.terminal.privates import Part, missing

__all__ = [
    "CrashTold",
    "OrderedKeysApp",
    "Painted",
    "PaintedApp",
    "ShortWay",
    "TerminalDriver",
]

if TYPE_CHECKING or not missing(Part.KEYS):
    from certui.terminal.keys import OrderedKeysApp
else:
    from certui.terminal.plain import OrderedKeysApp

if TYPE_CHECKING or not missing(Part.FRAMES):
    from certui.terminal.frames import Painted, PaintedApp
else:
    from certui.terminal.plain import Painted, PaintedApp

if TYPE_CHECKING or not missing(Part.DRIVER):
    from certui.terminal.driver import TerminalDriver
else:
    from certui.terminal.plain import LinuxDriver as TerminalDriver

if TYPE_CHECKING or not missing(Part.FIELD):
    from certui.terminal.field import ShortWay
else:
    from certui.terminal.plain import ShortWay

if TYPE_CHECKING or not missing(Part.CRASH):
    from certui.terminal.crash import CrashTold
else:
    from certui.terminal.plain import CrashTold
