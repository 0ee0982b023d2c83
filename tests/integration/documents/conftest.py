"""What the tests of this folder share: a renderer, golden files, the reader of poppler."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

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
