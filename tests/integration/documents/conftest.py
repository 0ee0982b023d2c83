"""What the tests of this folder share: a renderer, golden files, readers that others wrote."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest

from certui.documents.renderer import DocumentRenderer

if TYPE_CHECKING:
    from collections.abc import Callable

_GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A centre's own folder of templates, empty."""
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


@pytest.fixture
def renderer(templates: Path) -> DocumentRenderer:
    """A renderer that looks in that folder first."""
    return DocumentRenderer(templates)


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares a text with a golden file; ``UPDATE_GOLDEN=1`` writes it anew."""

    def compare(name: str, text: str) -> None:
        path = _GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(text, "utf-8", newline="")
        with path.open(encoding="utf-8", newline="") as file:
            assert text == file.read()

    return compare


@pytest.fixture
def pdftotext(tmp_path: Path) -> Callable[[bytes], str]:
    """Poppler's reader, which shares nothing with what wrote the file."""
    program = shutil.which("pdftotext")
    if program is None:
        # Told in the summary of every run; the reader in pdf_reading.py has the same checks.
        pytest.skip("NOT CHECKED BY POPPLER: pdftotext is missing (apt-get install poppler-utils)")

    def reading(content: bytes) -> str:
        path = tmp_path / "read.pdf"
        path.write_bytes(content)
        asked = [program, "-layout", "-enc", "UTF-8", str(path), "-"]
        return subprocess.run(asked, check=True, capture_output=True, text=True).stdout

    return reading


@dataclass(frozen=True)
class Picture:
    """A page as a printer is sent it: grey, one byte a dot, line by line."""

    width: int
    dots: bytes

    def lines(self) -> list[bytes]:
        """From the top."""
        return [self.dots[at : at + self.width] for at in range(0, len(self.dots), self.width)]


@pytest.fixture
def printed() -> Callable[[bytes, int], Picture]:
    """The first page in grey, by PDFium, at so many dots an inch."""

    def drawing(content: bytes, dots: int) -> Picture:
        with contextlib.closing(pdfium.PdfDocument(content)) as document:
            drawn = document[0].render(scale=dots / 72, grayscale=True)
            lines = bytes(drawn.buffer)
            starts = range(0, drawn.height * drawn.stride, drawn.stride)
            return Picture(drawn.width, b"".join(lines[at : at + drawn.width] for at in starts))

    return drawing
