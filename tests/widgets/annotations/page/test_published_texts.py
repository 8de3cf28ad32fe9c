"""Each text of an imported activity can be selected on its page, and is found there again."""

from datetime import date
from pathlib import Path

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.fact_texts import texts_of
from coopviewer.domain.reference.pages import EntryPage, facts_of
from coopviewer.rendering.document.document import Field
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.widgets.annotations.page.anchor_locations import ranges_of, selectors_in_range
from coopviewer.widgets.page.field_index import FieldIndex
from tests.activity_values import WELL, write_imported


def test_each_text_of_an_activity_can_be_annotated(qapp: QApplication, tmp_path: Path) -> None:
    store = ReferenceStore(write_imported(tmp_path / "wells.db"))
    page = store.page(parse_address(WELL))
    assert isinstance(page, EntryPage)
    facts = {fact.id: fact for fact in facts_of(page)}
    fields: list[Field] = []
    document = QTextDocument()
    laid_out = lay_out_whole(page, store.edition, date(2022, 1, 1), ENGLISH)
    document.setHtml(write_html(laid_out, fields=fields))
    index = FieldIndex(document, fields)
    assert index.missing == []
    titles = {ref.id: ref.title for ref in page.lookup.refs.values()}
    found = selectors_in_range(index, 0, document.characterCount() - 1, facts.get, titles)
    assert {(each.fact_id, each.exact) for each in found} >= {
        (fact.id, text) for fact in page.record.facts for text in texts_of(fact).values()
    }
    for selector in found:
        assert ranges_of(index, selector, {selector.field: selector.exact})
    store.close()
