"""Where the frozen program starts."""

import os
import sys

# PyInstaller's loader searches its own folder for libraries first; programs that this one starts must not.
if sys.platform.startswith("linux"):
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = before

from coopviewer.__main__ import main

sys.exit(main())
