"""Measures the import of tables of synthetic projects from outside: ``python3 dev.py bench sheets [--pauses] [ROWS]``.

A spreadsheet (XLSX) of 100,000 rows is imported in a process of its own; measured are its processor time and memory.
Then the same is read and guessed as the window does before an import. ``--pauses`` is that of ``bench importing``. Exit
status 1 where a bound is missed.
"""

import random
import sys
import tempfile
from pathlib import Path

from importing import MOST_PAUSE, longest_pause, measure
from xlsxwriter import Workbook

ROWS = 100_000
MOST_SECONDS, MOST_MEBIBYTES = 60.0, 600.0
_COUNTRIES = ("Niger", "Mali", "Tchad; Niger", "Kenya", "Bosnia and Herzegovina", "Democratic Republic of the Congo")
_HEADINGS = ("Project ID", "Title", "Country", "Amount (EUR)", "Start", "End", "Funder")
_PREVIEW = """
import sys
from pathlib import Path
from coopviewer import paths
from coopviewer.authoring.importing.sheet.preview import preview_sheet
from coopviewer.authoring.importing.standards import StandardFolders
folders = StandardFolders(paths.data_folder() / "source", paths.resource_folder())
assert not preview_sheet(Path(sys.argv[1]), folders, lambda: False).questions
"""


def write_table(path: Path, rows: int) -> None:
    """Write a table of projects, the same for the same number of rows."""
    chance = random.Random(18)
    with Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Projects")
        sheet.write_row(0, 0, _HEADINGS)
        for number in range(1, rows + 1):
            start = f"{chance.randrange(2010, 2024)}-{chance.randrange(1, 13):02}-01"
            country, funder = chance.choice(_COUNTRIES), f"Agency {chance.randrange(50)}"
            amount, end = chance.randrange(10_000, 9_000_000), f"{chance.randrange(2024, 2030)}-12-31"
            row = (f"P-{number:06}", f"Project number {number}", country, amount, start, end, funder)
            sheet.write_row(number, 0, row)


def main(arguments: list[str]) -> int:
    """Measure with as many rows as the argument says, and return 1 where a bound is missed."""
    numbers = [int(each) for each in arguments if each != "--pauses"]
    rows = numbers[0] if numbers else ROWS
    with tempfile.TemporaryDirectory() as folder:
        file, target = Path(folder, "projects.xlsx"), Path(folder, "new.db")
        write_table(file, rows)
        seen = measure("-c", _PREVIEW, str(file))
        taken = measure("-m", "coopviewer", "import", "sheet", str(file), "-o", str(target), "--quiet")
        size = target.stat().st_size / rows / 1000
        pause = longest_pause(file, target) if "--pauses" in arguments else 0.0
    print(f"{rows:,} rows       processor       MiB    kB a row")
    print(f"previewed      {seen.processor:8.1f} s  {seen.memory:8.0f}")
    print(f"imported       {taken.processor:8.1f} s  {taken.memory:8.0f}  {size:10.1f}")
    is_missed = taken.processor > MOST_SECONDS * rows / ROWS or taken.memory > MOST_MEBIBYTES
    return int(is_missed or pause > MOST_PAUSE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
