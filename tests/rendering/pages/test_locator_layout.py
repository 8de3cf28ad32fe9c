"""The small map of a page: which countries it fills, what it says, and beside which blocks it is."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.entries import CountryCodes, Location
from coopviewer.domain.reference.vocabulary import CodeStatus, StatementKind
from coopviewer.rendering.document.document import Block, Columns, Heading, Locator, Paragraph, RunIn, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.locator_layout import locator_of, with_locator
from tests.reference_values import ref, statement
from tests.rendering.reference_samples import TODAY, entry_page, record, words

NIGER, KOSOVO = {"country/NE": "NER"}, {"country/XK": "XK"}
NOTE = statement("country/XK", "A note.", StatementKind.LEGAL_NOTE)
TITLE, COUNTRIES, GOALS = (Heading(level, (Text(text),)) for level, text in ((1, "T"), (2, "Countries"), (2, "Goals")))
LIST, TEXT, GOAL = RunIn(((Text("Niger"),),)), Paragraph((Text("text"),)), Paragraph((Text("goal"),))


def context_of(
    entry_id: str, named: dict[str, str] | None = None, around: dict[str, str] | None = None, *, has_map: bool = True
) -> Context:
    page = entry_page(record(entry_id), refs=(ref("country/XK", "Kosovo*", "*"),), legal_notes=(NOTE,))
    location = Location(named or {}, around or {}) if has_map else None
    return Context(page._replace(location=location), TODAY, set(), ENGLISH)


def said(entry_id: str, named: int, around: int = 0) -> str:
    """Return what the map of an entry says."""
    counts = {"a": named, "b": around}
    countries, others = ({f"country/{key}{at}": f"{key}{at}" for at in range(n)} for key, n in counts.items())
    locator = locator_of(context_of(entry_id, countries, others))
    assert locator is not None
    assert (len(locator.named), len(locator.around)) == (named, around)
    return words(locator.lines[0])


@pytest.mark.parametrize(
    ("entry_id", "named", "around", "words"),
    [
        ("region/a", 1, 0, "Map: 1 country in this region."),
        ("region/a", 2, 0, "Map: the 2 countries in this region."),
        ("project/a", 1, 0, "Map: 1 beneficiary country."),
        ("project/a", 3, 1, "Map: the 3 beneficiary countries."),
        (
            *("project/a", 0, 2),
            "Map: the project’s region. The source names no beneficiary country, so none is coloured.",
        ),
        ("network/a", 1, 0, "Map: 1 member."),
        ("network/a", 2, 0, "Map: the 2 members."),
        ("network/a", 0, 1, "Map: the network’s region. The source names no member, so no country is coloured."),
    ],
)
def test_a_map_says_what_its_countries_are(entry_id: str, named: int, around: int, words: str) -> None:
    assert said(entry_id, named, around) == words


def test_countries_are_named_by_their_shapes_and_the_boundaries_have_a_note() -> None:
    locator = locator_of(context_of("network/a", {**NIGER, **KOSOVO}, {"country/ML": "MLI"}))
    assert locator is not None
    assert (locator.named, locator.around) == (("NER", "XKX"), ("MLI",))
    assert words(locator.lines[1]).startswith("The boundaries and names on this map")


@pytest.mark.parametrize(("alpha2", "alpha3", "shape"), [("NE", "NER", "NER"), ("XK", None, "XKX")])
def test_the_map_of_a_country_fills_it_alone(alpha2: str, alpha3: str | None, shape: str) -> None:
    codes = CountryCodes(f"country/{alpha2}", alpha2, alpha3, None, CodeStatus.OFFICIAL)
    page = entry_page(record(ref(f"country/{alpha2}", "The country"), codes=codes))
    locator = locator_of(Context(page, TODAY, set(), ENGLISH))
    assert locator is not None
    assert (locator.named, locator.around) == ((shape,), ())
    assert words(locator.lines[0]) == "Map: The country."


def test_an_entry_without_countries_has_no_map_and_its_page_is_unchanged() -> None:
    blocks: list[Block] = [TITLE, COUNTRIES, LIST]
    for context in (context_of("region/a"), context_of("region/a", has_map=False)):
        assert locator_of(context) is None
        assert with_locator(context, blocks) == blocks


def maps_in(blocks: list[Block]) -> list[Block]:
    """Return blocks with each small map without its content, to compare where it is."""
    return [Locator((), (), ()) if isinstance(block, Locator) else block for block in blocks]


def test_the_map_is_beside_the_list_of_countries_and_all_up_to_the_next_heading() -> None:
    before, beside, *after = with_locator(
        context_of("project/a", NIGER), [TEXT, COUNTRIES, LIST, TEXT, GOALS, GOAL, LIST]
    )
    assert before == TEXT
    assert isinstance(beside, Columns)
    assert beside.main == (COUNTRIES, LIST, TEXT)
    assert [type(block) for block in beside.side] == [Locator]
    assert after == [GOALS, GOAL, LIST]


def test_at_the_end_of_a_page_the_map_is_beside_all_that_is_left() -> None:
    (beside,) = with_locator(context_of("project/a", NIGER), [COUNTRIES, LIST, TEXT])
    assert isinstance(beside, Columns)
    assert beside.main == (COUNTRIES, LIST, TEXT)


def test_a_map_of_no_named_country_is_above_the_first_heading() -> None:
    context = context_of("project/a", {}, NIGER)
    assert maps_in(with_locator(context, [TEXT, COUNTRIES, LIST])) == [TEXT, Locator((), (), ()), COUNTRIES, LIST]


@pytest.mark.parametrize(
    "blocks",
    [[TEXT, GOALS, GOAL], [LIST, GOALS, GOAL], [TEXT, LIST, GOALS]],
    ids=["no list", "a list at the beginning", "a list without a heading"],
)
def test_without_a_list_under_a_heading_the_map_is_above_the_first_heading(blocks: list[Block]) -> None:
    found = maps_in(with_locator(context_of("project/a", NIGER), blocks))
    at = blocks.index(GOALS)
    assert found == [*blocks[:at], Locator((), (), ()), *blocks[at:]]


def test_without_any_heading_the_map_is_last() -> None:
    assert maps_in(with_locator(context_of("project/a", NIGER), [TEXT])) == [TEXT, Locator((), (), ())]


@pytest.mark.parametrize(("named", "around"), [(KOSOVO, {}), ({}, KOSOVO), ({**NIGER, **KOSOVO}, {})])
def test_the_note_on_a_marked_country_is_below_a_map_that_shows_it(
    named: dict[str, str], around: dict[str, str]
) -> None:
    _, note, *_ = with_locator(context_of("region/a", named, around), [GOALS])
    assert isinstance(note, Paragraph)
    assert words(note.line).startswith("* Kosovo*: A note.")
    assert len(with_locator(context_of("region/a", NIGER), [GOALS])) == 2
