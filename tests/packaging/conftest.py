"""The packaged program, built if it is not up to date."""

import subprocess
import sys
from pathlib import Path

import pytest

from devtools.packing import DIST, ROOT, read_release


@pytest.fixture(scope="session")
def frozen() -> Path:
    """Return the frozen folder of this source, as ``dev.py package`` builds it."""
    folder, words = DIST / "coopviewer", read_release().description
    build = folder / "_internal" / "coopviewer" / "build.txt"
    if "-changed" in words or not build.is_file() or build.read_text(encoding="utf-8").strip() != words:
        subprocess.run([sys.executable, str(ROOT / "dev.py"), "package"], check=True)
    return folder
