"""Where the frozen program starts."""

import os
import sys
from pathlib import Path

# PyInstaller's loader searches its own folder for libraries first; programs that this one starts must not.
if sys.platform.startswith("linux"):
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = before

if sys.stdout is None or sys.stderr is None:  # the program with a window has neither on Windows
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (to the end)

from coopviewer.__main__ import main

sys.exit(main())
