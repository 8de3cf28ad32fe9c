"""Which build this is: what was written beside the program when it was packed."""

from coopviewer import paths


def build_words() -> str:
    """Say when, from what and for what the program was packed; empty where it runs from its source."""
    try:
        return paths.build_file().read_text(encoding="utf-8").strip()
    except OSError:
        return ""
