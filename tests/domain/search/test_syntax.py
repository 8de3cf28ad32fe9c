"""The query language: parts, faults, and a query's text that parses to the query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.search.names import VALUES, known_values
from coopviewer.domain.search.query import Facet, SearchFilter, SearchQuery, SearchTerm
from coopviewer.domain.search.syntax import MOST_PARTS, FaultKind, parse_query

PIECES = (
    *(
        "region:",
        "kind:",
        "goal:",
        "active:",
        "grant:",
        "regoin:",
        "project",
        "Kosovo*",
        '"',
        '""',
        "-",
        "--",
        ",",
        "(",
    ),
    *(
        ":",
        "a",
        "2019",
        "2019-07",
        "..",
        ">4m",
        "3,4",
        "million",
        "€",
        " ",
        "\t",
        "\0",
        "\ud800",
        "d'Ivoire",
        "é",
        "x-y",
    ),
)
QUERIES = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("risk analysis", ("risk", "analysis")),
        ('"risk  analysis"', ('"risk analysis"',)),
        ("-word", ("-word",)),
        ("--word", ("-word",)),
        ("- word", ("word",)),
        ('-"a phrase"', ('-"a phrase"',)),
        ('say ""hello""', ("say", "hello")),
        ('"a ""quoted"" word"', ('"a ""quoted"" word"',)),
        ("Africa - Frontex", ("Africa", "Frontex")),
        ("Guinea-Bissau", ("Guinea-Bissau",)),
        ("(Kosovo*)", ("Kosovo",)),
        ("d'Ivoire", ("d'Ivoire",)),
        ("niger niger", ("niger",)),
        ("12:30", ("12:30",)),
        ("https://example.org", ("https://example.org",)),
        ("kind:Projects", ("kind:project",)),
        ("KIND:project", ("kind:project",)),
        ("kind:fora,countries", ("kind:forum", "kind:country")),
        ("type:organization", ("kind:organisation",)),
        ('kind:"funding instrument"', ("kind:funding-instrument",)),
        ("funding_instrument:IPA", ("instrument:IPA",)),
        ('region:"Western Balkans",Africa', ('region:"Western Balkans"', "region:Africa")),
        ("region:Africa,", ("region:Africa",)),
        ("-region:Africa,Turkey", ("-region:Africa", "-region:Turkey")),
        ("country:Kosovo*", ("country:Kosovo*",)),
        ("year:2019", ("active:2019",)),
        ("active:2018/2020", ("active:2018..2020",)),
        ("grant:>4000000", ("grant:>4m",)),
        ("grant:3,4 million", ("grant:3.4m",)),
        ("grant:>= 4m", ("4m",)),
        ("grant:€500.000", ("grant:500k",)),
        ("grant:2m,4m", ("grant:2m", "grant:4m")),
        ("grant:2m..4,5m", ("grant:2m..4.5m",)),
        ("grant:=1.125", ("grant:1125",)),  # a point before three digits parts thousands
        ("", ()),
        ("a", ("a",)),
        ("-a", ("-a",)),
        ("-", ()),
        ("--", ()),
        ("-kind:", ()),
        ("(-a", ("a",)),
        ("***", ()),
        ('""', ()),
        ('"***" x', ("x",)),
        ('a"b c"d', ("a", '"b c"', "d")),
        ("kind:project kind:project", ("kind:project",)),
        ('region:"a""b"', ('region:"a""b"',)),
        ("region:,Africa", ("region:Africa",)),
        ("region:Africa,,Turkey", ("region:Africa", "region:Turkey")),
        ('region:Africa,"Western Balkans" x', ("region:Africa", 'region:"Western Balkans"', "x")),
        ("region: Africa", ("Africa",)),
        ("region:Africa:x", ("region:Africa:x",)),
        ("colour:blue", ("colour", "blue")),
        ("-colour:blue", ("-colour", "-blue")),
        ("regoin:Africa,Turkey x", ("x",)),
        ('regoin:"Western Balkans","b c" x', ("x",)),
        ("regoin: x", ("x",)),
        ("(region:Africa)", ("region", "Africa")),
        ("-(region:Africa)", ("-region", "-Africa")),
        ("(12:30)", ("12:30",)),
        ("((region:***:Africa", ("region", "Africa")),
        ("-region:Africa", ("-region:Africa",)),
        ("grant:3,4", ("grant:3.4000",)),
        ("grant:3,4,5m", ()),
        ("grant:2m, 4m", ("grant:2m", "4m")),
        ("grant:4 thousandfold", ("grant:4", "thousandfold")),
        ("grant:4  MIO x", ("grant:4", "MIO", "x")),
        ('grant:"4 million"', ("grant:4m",)),
        ("has:notes,bookmark", ("has:note", "has:bookmark")),
        ("basis:STATED", ("basis:stated",)),
        ('kind:"Funding_Instruments"', ("kind:funding-instrument",)),
        ("tag:#verify", ("tag:verify",)),
        ("tag:***", ("tag:***",)),
        ("active:2018..", ("active:2018..",)),
        ("active:/2018", ("active:..2018",)),
        ("a\0b", ("a", "b")),
        ("a\ud800b", ("a\ufffdb",)),
    ],
)
def test_a_text_is_parsed_to_these_parts(text: str, parts: tuple[str, ...]) -> None:
    assert tuple(map(str, parse_query(text).query.parts)) == parts


@pytest.mark.parametrize(
    ("text", "kind", "found", "suggestion"),
    [
        ('niger "afic', FaultKind.UNCLOSED, '"', None),
        ("regoin:Africa", FaultKind.UNKNOWN_FACET, "regoin", "region"),
        ("colour:blue", FaultKind.UNKNOWN_FACET, "colour", None),
        ("niger region:", FaultKind.NO_VALUE, "region:", None),
        ('region:"  "', FaultKind.NO_VALUE, 'region:"  "', None),
        ("kind:projct", FaultKind.UNKNOWN_VALUE, "projct", "project"),
        ("basis:guessed", FaultKind.UNKNOWN_VALUE, "guessed", None),
        ("region:***", FaultKind.UNKNOWN_VALUE, "***", None),
        ("active:2019-13", FaultKind.BAD_PERIOD, "2019-13", None),
        ("active:2020..2018", FaultKind.BAD_PERIOD, "2020..2018", None),
        ("active:..", FaultKind.BAD_PERIOD, "..", None),
        ("active:٢٠١٩", FaultKind.BAD_PERIOD, "٢٠١٩", None),
        ("paid:2019-07", FaultKind.BAD_YEARS, "2019-07", None),
        ("budget:>4m", FaultKind.BAD_YEARS, ">4m", None),
        ("budget:2020..2018", FaultKind.BAD_YEARS, "2020..2018", None),
        ("paid:..", FaultKind.BAD_YEARS, "..", None),
        ("grant:lots", FaultKind.BAD_SUM, "lots", None),
        ("grant:4m..2m", FaultKind.BAD_SUM, "4m..2m", None),
        ("grant:1,2,3m", FaultKind.BAD_SUM, "1,2,3m", None),
        (f"grant:{'9' * 40}", FaultKind.BAD_SUM, "9" * 40, None),
        ("kind:project,projct", FaultKind.UNKNOWN_VALUE, "projct", "project"),
        ("—", FaultKind.NOTHING, "—", None),
        ("-regoin:Africa", FaultKind.UNKNOWN_FACET, "regoin", "region"),
        ("regoin:Africa,Turkey", FaultKind.UNKNOWN_FACET, "regoin", "region"),
        ("niger region:,", FaultKind.NO_VALUE, "region:,", None),
        ("region:,, x", FaultKind.NO_VALUE, "region:,,", None),
        ("-region: x", FaultKind.NO_VALUE, "region:", None),
        ("region:Africa,***", FaultKind.UNKNOWN_VALUE, "***", None),
        ("has:nots", FaultKind.UNKNOWN_VALUE, "nots", "note"),
        ("basis:STATD", FaultKind.UNKNOWN_VALUE, "STATD", "stated"),
        ("tag:#", FaultKind.UNKNOWN_VALUE, "#", None),
        ('kind:"proj ect"', FaultKind.UNKNOWN_VALUE, '"proj ect"', "project"),
        ('x "', FaultKind.UNCLOSED, '"', None),
        ('niger region:"Western Balkans', FaultKind.UNCLOSED, '"', None),
        ('"a""', FaultKind.UNCLOSED, '"', None),
        ("  ***  ", FaultKind.NOTHING, "  ***  ", None),
    ],
)
def test_a_fault_has_its_position(text: str, kind: FaultKind, found: str, suggestion: str | None) -> None:
    (fault,) = parse_query(text).faults
    assert fault.kind is kind
    assert text[fault.position : fault.position + fault.length] == found
    assert fault.found == found
    assert fault.suggestion == suggestion


def test_a_fault_names_the_facet_whose_value_is_wrong() -> None:
    for text, facet in (
        ("kind:projct", Facet.KIND), ("region:", Facet.REGION), ("active:soon", Facet.ACTIVE), ("regoin:x", None),
        ('kind:"project', None),
    ):  # fmt: skip
        (fault,) = parse_query(text).faults
        assert fault.facet is facet


@pytest.mark.parametrize("facet", Facet)
def test_every_facet_is_recognised_by_its_name_in_any_case(facet: Facet) -> None:
    value = {Facet.KIND: "project", Facet.ACTIVE: "2019", Facet.GRANT: "4", Facet.BASIS: "stated", Facet.HAS: "note"}
    value |= {Facet.ARRANGEMENT: "listed", Facet.PROJECTS: "none", Facet.STATUS: "ended"}
    value |= {Facet.STARTS: "2019", Facet.ENDS: "2018..2019"}
    value |= {
        Facet.ROLE: "funding",
        Facet.MARKER: "gender",
        Facet.CURRENCY: "EUR",
        Facet.PAID: "2019",
        Facet.BUDGET: "2018..2019",
    }
    for name in (facet.value, facet.value.upper()):
        assert parse_query(f"{name}:{value.get(facet, 'x')}").query.filters[0].facet is facet


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("arrangement:yes", "arrangement:listed"), ("arrangement:NO", "arrangement:not-listed"),
        ('arrangement:"not stated"', "arrangement:not-stated"), ("working-arrangement:listed", "arrangement:listed"),
        ("arrangement:not_listed", "arrangement:not-listed"), ("-arrangement:yes", "-arrangement:listed"),
        ("projects:0", "projects:none"), ("projects:1,2+", "projects:one projects:two-or-more"),
        ("has:projects", "has:project"), ("-has:working-arrangement", "-has:arrangement"), ("has:notes", "has:note"),
        ("has:beneficiaries", "has:country"), ("status:ongoing", "status:under-way"), ("status:over", "status:ended"),
        ("project:AFIC", "project:AFIC"), ('project:"EU4BorderSecurity"', "project:EU4BorderSecurity"),
    ],
)  # fmt: skip
def test_values_have_other_names(text: str, canonical: str) -> None:
    parsed = parse_query(text)
    assert str(parsed.query) == canonical
    assert not parsed.faults


@pytest.mark.parametrize("facet", VALUES)
def test_every_known_value_is_read_as_itself(facet: Facet) -> None:
    for value in known_values(facet):
        assert parse_query(f"{facet}:{value}").query.parts == (SearchFilter(facet, value),)


def test_a_name_far_from_every_facet_is_searched_as_words() -> None:
    parsed = parse_query("zzz:a")
    assert parsed.query.parts == (SearchTerm("zzz"), SearchTerm("a"))
    assert [fault.suggestion for fault in parsed.faults] == [None]
    long = parse_query("projects" * 1000 + ":a")
    assert [fault.suggestion for fault in long.faults] == [None]


def test_valid_parts_beside_a_fault_are_searched() -> None:
    parsed = parse_query('kind:projct region:Africa active:soon "risk analysis')
    assert str(parsed.query) == 'region:Africa "risk analysis"'
    assert [fault.kind for fault in parsed.faults] == ["unknown-value", "bad-period", "unclosed"]


def test_the_number_of_parts_is_limited() -> None:
    parsed = parse_query(" ".join(f"w{number}" for number in range(MOST_PARTS + 5)))
    assert len(parsed.query.parts) == MOST_PARTS
    assert [fault.found for fault in parsed.faults] == ["w32 w33 w34 w35 w36"]


@pytest.mark.parametrize(
    ("before", "parted", "after"), [("", " ", " "), ("region:", ",", ""), ("region:", ",", ","), ("(y:", ":", ")")]
)
def test_parts_up_to_the_limit_are_used_and_further_ones_are_a_fault(before: str, parted: str, after: str) -> None:
    names = [f"x{number}" for number in range(MOST_PARTS - before.count("y"))]
    allowed = parse_query(f"{before}{parted.join(names)}{after}")
    assert len(allowed.query.parts) == MOST_PARTS
    assert not allowed.faults
    more = parse_query(f"{before}{parted.join([*names, 'over', 'and'])}{after}")
    assert more.query == allowed.query == parse_query(str(more.query)).query
    assert [(fault.kind, fault.found) for fault in more.faults] == [(FaultKind.TOO_MANY, f"over{parted}and{after}")]


def test_parts_are_added_and_removed_one_by_one() -> None:
    africa, turkey = SearchFilter(Facet.REGION, "Africa"), SearchFilter(Facet.REGION, "Turkey")
    query = parse_query("risk region:Africa,Turkey").query
    assert query.without_part(africa) == SearchQuery((SearchTerm("risk"), turkey))
    assert query.without_part(africa).with_part(africa).with_part(africa).parts == (SearchTerm("risk"), turkey, africa)
    assert query.of_facet(Facet.REGION) == (africa, turkey)
    assert query.terms == (SearchTerm("risk"),)


@given(QUERIES)
def test_every_text_parses_to_a_query_that_is_written_and_parsed_unchanged(text: str) -> None:
    parsed = parse_query(text)
    again = parse_query(str(parsed.query))
    assert again.query == parsed.query
    assert not again.faults
    assert all(0 <= fault.position < len(text) for fault in parsed.faults)
    assert all(0 < fault.length <= len(text) - fault.position for fault in parsed.faults)


@given(st.from_type(SearchTerm), st.text(min_size=1, max_size=20))
def test_a_filter_of_any_name_can_be_written_and_read(term: SearchTerm, name: str) -> None:
    value = " ".join(name.replace("\0", " ").encode("utf-8", "replace").decode().split())
    written = SearchFilter(Facet.REGION, value, excluded=term.excluded)
    parsed = parse_query(str(written))
    assert parsed.query.parts == ((written,) if not parsed.faults else ())


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("0«", 'region:"0«"'),
        ("x“y", 'region:"x“y"'),
        ("»x«", 'region:"»x«"'),
        ("\u2018x’", 'region:"\u2018x’"'),
        ("d’Ivoire", "region:d’Ivoire"),
        ("x»", "region:x»"),
    ],
)
def test_a_value_with_a_mark_that_begins_a_phrase_is_written_in_straight_marks(value: str, written: str) -> None:
    assert str(SearchFilter(Facet.REGION, value)) == written
    parsed = parse_query(written)
    assert (parsed.query.parts, parsed.faults) == ((SearchFilter(Facet.REGION, value),), ())


def test_quotation_marks_in_a_tag_are_doubled() -> None:
    written = SearchFilter(Facet.TAG, '"quo"ted')
    assert str(written) == 'tag:"""quo""ted"'
    assert parse_query(str(written)).query.parts == (written,)


def test_a_text_without_anything_to_search_is_a_fault() -> None:
    assert [fault.kind for fault in parse_query("\0").faults] == [FaultKind.NOTHING]
    assert not parse_query(" \t").faults


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("kind:planet", True),
        ("kind:planet niger", True),
        ("kind:planet,project", False),
        ("kind:planet region:africa", True),
        ("kind:planet,project region:africa", False),
        ("kind:", False),
        ("niger", False),
    ],
)
def test_a_query_finds_nothing_if_all_values_of_a_facet_are_invalid(text: str, lacks: bool) -> None:
    assert parse_query(text).lacks_a_value is lacks
