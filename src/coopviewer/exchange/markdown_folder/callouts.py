"""The user's annotations as callouts: quotations whose first line names their kind, as Obsidian shows them."""

from collections.abc import Callable, Iterable

from coopviewer.domain.annotations.annotation import Annotation, Motivation
from coopviewer.domain.annotations.edits import quoted_tag
from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.exchange.annotations.text import author_and_times, heading_of, paragraphs
from coopviewer.rendering.document.clean_text import clean
from coopviewer.rendering.document.markdown import escape_inline

_KINDS = {
    Motivation.HIGHLIGHTING: "quote",
    Motivation.QUESTIONING: "question",
    Motivation.LINKING: "info",
    Motivation.BOOKMARKING: "abstract",
}
_USUAL = "note"

Linked = Callable[[str], str]
"""Returns a link to the page of an entry, given its id; its title or id alone if it has no page."""


def callout(annotation: Annotation, linked: Linked, tr: Translate) -> str:
    """Return an annotation as a callout, a quotation whose first line names its kind, its author and times.

    The first line is such as ``> [!note] Note · Ann · 25 Nov 2026, 23:17 UTC``; all lines begin with ``>``.
    Below are the quoted passage, the linked entry, the note, and the tags, each only if there is one. Markdown in them
    is escaped. ``linked`` makes the link to the entry that a link annotation leads to. No line feed follows.
    """
    head = escape_inline(_line(f"{heading_of(annotation, tr)} · {author_and_times(annotation, tr)}"))
    parts = [f"[!{_KINDS.get(annotation.motivation, _USUAL)}] {head}"]
    if annotation.quotation.strip():
        parts.append(_quoted(paragraphs(clean(annotation.quotation))))
    if annotation.target_entry_id is not None:
        parts.append(f"→ {linked(annotation.target_entry_id)}")
    if annotation.body.strip():
        parts.append(paragraphs(clean(annotation.body)))
    if annotation.tags:
        tags = tr("Tags: {0}").format(tr.listed(map(quoted_tag, annotation.tags)))
        parts.append(escape_inline(_line(tags)))
    return _quoted("\n\n".join(parts))


def callouts(annotations: Iterable[Annotation], linked: Linked, tr: Translate) -> str:
    """Return annotations, in their order, as callouts under a heading of level 2; empty without annotations.

    No line feed follows.
    """
    written = [callout(each, linked, tr) for each in annotations]
    return "\n\n".join((f"## {escape_inline(tr('Annotations'))}", *written)) if written else ""


def warning(words: str) -> str:
    """Return a sentence as a callout in one line, ``> [!warning] …``; Markdown in the sentence is escaped."""
    return f"> [!warning] {escape_inline(_line(words))}"


def elsewhere(annotations: Iterable[Annotation], linked: Linked, tr: Translate) -> str:
    """Return annotations, in their order, on things without a page in the folder, as callouts under a heading.

    All of ``annotations`` are written, so each must be on such a thing, as on a source. Above each callout is the
    address of what is annotated, such as ``coop:source/…``. Empty without annotations.
    """
    written = [f"{escape_inline(SCHEME + each.entry_id)}\n\n{callout(each, linked, tr)}" for each in annotations]
    return "\n\n".join((f"## {escape_inline(tr('Annotations on other pages'))}", *written)) if written else ""


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _line(text: str) -> str:
    return " ".join(clean(text).split())
