"""Plants a fault into a copy of the packages, and lets tests run with it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[3]
SOURCE = ROOT / "src"
PACKAGES = ("coopviewer", "coopviewer_relay")
_PATIENCE = 300  # seconds


class Fault(NamedTuple):
    """A piece of a module below ``src``, and what is written in its place."""

    module: str
    right: str
    wrong: str

    def __str__(self) -> str:
        return f"{Path(self.module).stem}-{self.right[:30]}"


def check_that_it_can_be_planted(fault: Fault) -> None:
    """Check that the module has the piece once, and is still Python with the fault, unless it is of another kind."""
    text = (SOURCE / fault.module).read_text(encoding="utf-8")
    assert text.count(fault.right) == 1, f"{fault.right} is {text.count(fault.right)} times in {fault.module}"
    if fault.module.endswith(".py"):
        compile(text.replace(fault.right, fault.wrong), fault.module, "exec")


def is_noticed(fault: Fault, folder: Path, tests: Sequence[str], *options: str) -> bool:
    """Return whether tests fail with a fault; an example that fails is not made shorter."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", f"--basetemp={folder / 'tests'}"]
    ended = subprocess.run(
        [*command, "--hypothesis-profile=quick-to-fail", *options, *tests],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(_planted(fault, folder)), *_path()))},
        capture_output=True,
        timeout=_PATIENCE,
        check=False,
    )
    assert ended.returncode in (0, 1), ended.stdout.decode()[-2_000:]  # 1: some test failed, and not the run itself
    return ended.returncode == 1


def _path() -> list[str]:
    return [each for each in [os.environ.get("PYTHONPATH")] if each]


def _planted(fault: Fault, folder: Path) -> Path:
    """Copy the packages with a fault, and return the folder that they are imported from."""
    for package in PACKAGES:
        shutil.copytree(SOURCE / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    module = folder / fault.module
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace(fault.right, fault.wrong), encoding="utf-8")
    return folder
