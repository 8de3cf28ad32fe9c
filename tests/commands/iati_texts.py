"""Texts of IATI, imported by the verb as a user would."""

from pathlib import Path

from coopviewer.__main__ import main


def import_text(folder: Path, *texts: str) -> str:
    """Import texts of IATI, each as a file of its own; returns the path of the reference."""
    files = [folder / f"in{number}.xml" for number in range(1, len(texts) + 1)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    target = str(folder / "out.db")
    assert main(["import", "iati", *map(str, files), "-o", target, "--quiet"]) == 0
    return target
