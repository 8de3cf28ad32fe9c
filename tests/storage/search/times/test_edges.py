"""The starts and ends that a reference states, and the year that is the example for a filter on them."""

from contextlib import closing
from pathlib import Path

import pytest

from coopviewer.domain.search.query import Facet
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.reference.opening import open_reference
from coopviewer.storage.search.store import ReferenceSearch
from coopviewer.storage.search.times.edges import usual_year
from tests.imported_values import CLINIC, ROADS, SCHOOL, WELLS, milestone
from tests.reference_values import dataset, ref


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        ([(WELLS, "planned", "2019"), (WELLS, "actual", "2020")], "2020"),  # the planned date is superseded
        ([(WELLS, "planned", "2019"), (ROADS, "actual", "2020"), (SCHOOL, "planned", "2019")], "2019"),
        ([(WELLS, "actual", "2021-03"), (ROADS, "actual", "2020"), (SCHOOL, "actual", "2020-01-01")], "2020"),
        ([(WELLS, "actual", "2021"), (ROADS, "actual", "2020")], "2020"),  # the earliest of those with as many
        ([], None),
    ],
)
@pytest.mark.parametrize(("facet", "edge"), [(Facet.STARTS, "start"), (Facet.ENDS, "end")])
def test_the_usual_year_is_one_that_the_filter_finds(
    tmp_path: Path, facet: Facet, edge: str, dates: list[tuple[str, str, str]], year: str | None
) -> None:
    facts = [milestone(entry_id, f"{edge}-{kind}", day) for entry_id, kind, day in dates]
    other = milestone(CLINIC, "end-actual" if edge == "start" else "start-actual", "1999")
    entries = [ref(each, each) for each in (WELLS, ROADS, SCHOOL, CLINIC)]
    write_reference(dataset(*facts, other, entries=entries), tmp_path / "dates.db")
    with closing(open_reference(tmp_path / "dates.db")) as connection:
        assert usual_year(connection, facet) == year
    if year is not None:
        with closing(ReferenceSearch(tmp_path / "dates.db")) as search:
            assert search.search(parse_query(f"{facet}:{year}")).hits
