"""Imports Qt as the program does: import this before any module of coopviewer.

PySide6 reads the source of each module that is imported after it, and keeps it: 0.1 to 0.2 ms and some kB each. The
program turns that off (``app/launch/qt_import.py``), so a benchmark of its memory or its first uses must do so too.
"""

import PySide6.QtWidgets  # noqa: F401

from coopviewer.app.launch.qt_import import stop_reading_sources

stop_reading_sources()
