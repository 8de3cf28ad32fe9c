"""The entries to which the filter of an overview limits it: what it says of projects limits their countries too."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from coopviewer import paths
from coopviewer.storage.overviews.reader import OverviewReader


@pytest.fixture(scope="module")
def reader() -> Iterator[OverviewReader]:
    with closing(OverviewReader(paths.reference_file())) as opened:
        yield opened


def of_kind(reader: OverviewReader, text: str, kind: str) -> int:
    return sum(id_.startswith(f"{kind}/") for id_ in reader.matching(text) or ())


@pytest.mark.parametrize(
    ("text", "projects", "countries"),
    [
        ("partner:IOM", 2, 13), ("active:2019", 3, 40), ("active:2015 partner:IOM", 1, 6), ("project:AFIC", 1, 33),
        ("-partner:IOM", 2, 36), ("arrangement:listed", 0, 18), ("arrangement:listed projects:none", 0, 3),
        ("arrangement:listed partner:UNHCR", 0, 7), ("kind:project partner:IOM", 2, 0), ("Niger", 1, 2), ("2014", 1, 0),
    ],
)  # fmt: skip
def test_a_filter_limits_projects_and_countries(
    reader: OverviewReader, text: str, projects: int, countries: int
) -> None:
    assert (of_kind(reader, text, "project"), of_kind(reader, text, "country")) == (projects, countries)


def test_no_filter_limits_nothing(reader: OverviewReader) -> None:
    assert reader.matching("") is None
