"""Workbooks written by another program, LibreOffice: those kept here, and those that this machine writes."""

import shutil
import subprocess
from pathlib import Path

import pytest

FORMATS = {".xls": "xls:MS Excel 97", ".ods": "ods:calc8", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}


def kept(name: str, folder: Path) -> Path:
    """Copy a workbook that LibreOffice 7.4 wrote into a folder, and return its path."""
    return Path(shutil.copy(Path(__file__).parent / "written" / name, folder))


def written_here(source: Path, suffix: str) -> Path:
    """Let LibreOffice write a workbook again in one of the FORMATS; skips the test where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed here")
    made = source.parent / "made"
    home = f"-env:UserInstallation={(source.parent / 'home').as_uri()}"
    command = [program, home, "--headless", "--convert-to", FORMATS[suffix], "--outdir", made, source]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    file = made / f"{source.stem}{suffix}"
    if not file.exists():
        pytest.skip("LibreOffice has no Calc here")
    return file
