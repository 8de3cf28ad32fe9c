"""What a run over a folder of pages says it did."""

from pathlib import Path

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.markdown_folder.renewal import Renewal, renewal_report


@pytest.mark.parametrize(
    ("done", "said", "listed"),
    [
        (Renewal(), "0 pages were written into notes.", []),
        (Renewal(written=1), "1 page was written into notes.", []),
        (Renewal(written=2, unchanged=1), "2 pages were written into notes. 1 page is unchanged.", []),
        (Renewal(left=["a.md"]), "0 pages were written into notes.", ["1 page was left as it is", "  a.md"]),
        (
            Renewal(3, 4, ["a.md", "b.md"], ["c.md"]),
            "3 pages were written into notes. 4 pages are unchanged.",
            ["2 pages were left as they are", "  a.md", "  b.md", "1 page is of an entry", "  c.md"],
        ),
        (
            Renewal(gone=["c.md", "d.md"]),
            "0 pages were written into notes.",
            ["2 pages are of entries", "  c.md", "  d.md"],
        ),
    ],
)
def test_a_run_says_what_was_written_left_and_gone(done: Renewal, said: str, listed: list[str]) -> None:
    sentence, lines = renewal_report(done, Path("notes"), ENGLISH)
    assert sentence == said
    found = lines.splitlines()
    assert len(found) == len(listed)
    assert all(line.startswith(begin) for line, begin in zip(found, listed, strict=True))
