"""The wheel and the source archive: installed by pip into new environments, they run."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from devtools.packing import DIST, ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built() -> tuple[Path, Path]:
    subprocess.run([sys.executable, str(ROOT / "dev.py"), "package", "wheel"], check=True)
    [wheel], [source] = DIST.glob("coopviewer-*.whl"), DIST.glob("coopviewer-*.tar.gz")
    return wheel, source


@pytest.mark.parametrize("kind", [0, 1], ids=["wheel", "sdist"])
def test_an_installation_by_pip_runs(built, kind, tmp_path):
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = [scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, built[kind]], check=True, cwd=tmp_path)
    program, home = scripts / "coopviewer", {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    shown = subprocess.run([program, "show", "country/XK"], capture_output=True, encoding="utf-8", check=True, cwd="/")
    assert "Kosovo*" in shown.stdout
    done = subprocess.run(
        [program, "--smoke", tmp_path / "smoke"], capture_output=True, encoding="utf-8", check=False, cwd="/", env=home
    )
    assert done.returncode == 0, done.stdout + done.stderr
