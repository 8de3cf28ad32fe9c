"""The Windows installer: compiled here, where it cannot be run."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from devtools.packing import ROOT

SCRIPT = ROOT / "packaging" / "windows" / "coopviewer.nsi"


def section(name: str) -> str:
    found = re.search(
        rf'^Section "{name}"$(.*?)^SectionEnd$', SCRIPT.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert found
    return found[1]


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is not here (Debian's nsis)")
def test_the_installer_compiles_without_a_warning(tmp_path: Path):
    folder = tmp_path / "coopviewer"
    (folder / "_internal").mkdir(parents=True)
    for name in ("coopviewer.exe", "coopviewer-console.exe", "_internal/python311.dll"):
        (folder / name).write_bytes(b"MZ of " + name.encode())
    icon = tmp_path / "coopviewer.ico"
    icon.write_bytes(_icon())
    target = tmp_path / "coopviewer-0.1.0.exe"
    defined = {"VERSION": "0.1.0", "FOLDER": folder, "ICON": icon, "OUTPUT": target}
    words = [f"-D{name}={value}" for name, value in defined.items()]
    done = subprocess.run(["makensis", "-WX", *words, SCRIPT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert target.read_bytes().startswith(b"MZ")


def _icon() -> bytes:
    """Return an icon of 16 × 16 transparent pixels in the format of Windows."""
    header = (40).to_bytes(4, "little") + (16).to_bytes(4, "little") + (32).to_bytes(4, "little")
    bitmap = header + b"\x01\x00\x20\x00" + bytes(24) + bytes(16 * 16 * 4) + bytes(16 * 4)
    return (
        b"\x00\x00\x01\x00\x01\x00\x10\x10\x00\x00\x01\x00\x20\x00"
        + len(bitmap).to_bytes(4, "little")
        + b"\x16\x00\x00\x00"
        + bitmap
    )


def test_the_installer_needs_no_administrator_and_changes_only_user_settings():
    text = SCRIPT.read_text(encoding="utf-8")
    assert "RequestExecutionLevel user" in text
    assert "HKLM" not in text
    assert "$LOCALAPPDATA\\Programs" in text


def test_the_uninstaller_removes_the_program_and_keeps_the_users_files():
    removed = section("Uninstall")
    assert re.findall(r'RMDir /r "(.*?)"', removed) == ["$INSTDIR\\_internal"]
    assert not re.search(r"(?:Delete|RMDir).*LOCALAPPDATA", removed)
    assert "are kept in $LOCALAPPDATA\\${NAME}" in removed
    written = set(re.findall(r'WriteReg\w+ HKCU "\$\{CLASSES\}\\([^"\\]+)', section("Program")))
    assert written == set(re.findall(r'DeleteRegKey HKCU "\$\{CLASSES\}\\([^"\\]+)"', removed))
