from coopviewer.authoring.importing.report import MOST_FOUND, MOST_REMEMBERED, ImportReporter
from coopviewer.domain.reference.imports import ImportNote, ImportSeverity

KEPT, MENDED = ImportSeverity.KEPT, ImportSeverity.MENDED


def test_notes_are_numbered_over_all_files_and_handed_on():
    taken: list[ImportNote] = []
    report = ImportReporter(taken.append)
    report.begin_file("a.xml")
    report.note(MENDED, "iati.language", "EN", "en", line=3, entry_id="project/x")
    report.begin_file("b.xml")
    report.note(KEPT, "iati.no-version", "", "", line=None)
    assert taken == [
        ImportNote(1, MENDED, "a.xml", 3, "project/x", "iati.language", "EN", "en"),
        ImportNote(2, KEPT, "b.xml", None, None, "iati.no-version", "", ""),
    ]
    assert report.first == taken
    assert (report.count, report.severities) == (2, {MENDED: 1, KEPT: 1})


def test_what_is_said_once_is_said_once_a_file():
    report = ImportReporter()
    for name in ("a.xml", "b.xml"):
        report.begin_file(name)
        for line in (4, 9):
            report.note_once(MENDED, "iati.language", "EN", "en", line=line)
        report.note_once(MENDED, "iati.language", "ENG", "en", line=10)
    assert [(note.file, note.line, note.found) for note in report.first] == [
        *(("a.xml", 4, "EN"), ("a.xml", 10, "ENG")),
        *(("b.xml", 4, "EN"), ("b.xml", 10, "ENG")),
    ]


def test_a_note_repeats_the_beginning_of_a_long_text_in_one_line():
    report = ImportReporter()
    report.note(KEPT, "iati.date", "about\n\t2011", "x" * MOST_FOUND, line=1)
    report.note(KEPT, "iati.date", "word " * 100_000, "x" * (MOST_FOUND + 1), line=1)
    short, long = report.first
    assert (short.found, short.done) == ("about 2011", "x" * MOST_FOUND)
    assert len(long.found) == len(long.done) == MOST_FOUND
    assert long.found.startswith("word word")
    assert long.done.endswith("…")


def test_a_report_keeps_the_first_notes_and_counts_all():
    report = ImportReporter()
    for line in range(1, 5_001):
        report.note(KEPT, "iati.date", "x", "", line=line)
    assert (report.count, report.kinds) == (5_000, {(KEPT, "iati.date"): 5_000})
    assert [note.line for note in report.first] == list(range(1, len(report.first) + 1))
    assert len(report.first) < 1_000


def test_what_is_noted_once_takes_bounded_memory():
    report = ImportReporter()
    report.begin_file("a.xml")
    for number in range(MOST_REMEMBERED + 3):
        report.note_once(KEPT, "unknown-element", f"e{number}", "", line=number + 1)
    for number in (0, MOST_REMEMBERED + 2):
        report.note_once(KEPT, "unknown-element", f"e{number}", "", line=1)
    assert report.count == MOST_REMEMBERED + 4
