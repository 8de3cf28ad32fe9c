"""What is left of a file when some of its annotations are not imported, and the preview of the others."""

from dataclasses import replace

from coopviewer.domain.annotations.exchange import ReadAnnotations
from coopviewer.domain.annotations.import_choice import without
from coopviewer.domain.annotations.versions.version import make_version
from tests.annotated import ME, annotation

ONE, TWO = annotation("a", "Check."), annotation("b", "Read.")


def test_what_is_left_out_is_neither_an_annotation_nor_a_version() -> None:
    versions = tuple(make_version(each, ME) for each in (ONE, TWO))
    read = ReadAnnotations((ONE, TWO), (), None, 2, versions)
    left = without(read, frozenset({"a"}))
    assert left == replace(read, annotations=(TWO,), versions=versions[1:])
    assert without(read, frozenset()) == read
