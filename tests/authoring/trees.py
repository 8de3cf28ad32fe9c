"""Small folders of curated files for tests."""

import shutil
from pathlib import Path

BASE_TREE = Path(__file__).parent / "base_tree"


def copy_tree(folder: Path) -> Path:
    """Copy the small folder without faults into ``folder`` and return its path."""
    return Path(shutil.copytree(BASE_TREE, folder / "source"))


def change(path: Path, old: str | None, new: str) -> None:
    """Replace the only occurrence of ``old``, or append ``new`` if ``old`` is None."""
    text = path.read_text(encoding="utf-8")
    if old is None:
        path.write_text(text + new, encoding="utf-8")
        return
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
