"""Where the frozen program starts."""

import os
import sys

if sys.platform.startswith("linux"):
    # PyInstaller's loader searches its own folder for libraries first; programs that this one starts must not
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = before
    # Qt looks for its plugins beside its libraries, which the loader finds through links in another folder
    os.environ["QT_PLUGIN_PATH"] = os.path.join(sys._MEIPASS, "PySide6", "Qt", "plugins")  # noqa: PTH118  (no pathlib yet)

if sys.stdout is None or sys.stderr is None:  # the program with a window has neither on Windows
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  (to the end)

from coopviewer.__main__ import main

sys.exit(main())
