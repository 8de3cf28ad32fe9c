"""Layout of the texts of an activity by language: that of the interface first, the others folded."""

from collections.abc import Iterable

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Name, Statement
from coopviewer.domain.reference.vocabulary import StatementKind
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Field,
    Fold,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Paragraph,
    Text,
)
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.activity_words import language_words
from coopviewer.rendering.pages.imported.gap_lines import gap

_KINDS = (
    *(StatementKind.DESCRIPTION, StatementKind.GOAL, StatementKind.TARGET_GROUP, StatementKind.ACHIEVEMENT),
    *(StatementKind.FORM, StatementKind.PRINCIPLE, StatementKind.CONDITION),
)
_CUT_AT = (500, 1_000, 2_000, 4_000)
"""Lengths at which publishers' systems cut texts."""
_ENDS = ".!?…:;)]”»\"'。؟"


def title_lines(context: Context) -> list[Block]:
    """Return the titles of the entry but the one at the top of its page, each with its language, as one paragraph.

    Empty if there are no others.
    """
    tr, title = context.tr, context.record.ref.title
    names = [name for name in context.record.of_type(Name) if name.text != title]
    if not names:
        return []
    line: Line = ()
    for name in names:
        separator: Line = (Text(" · "),) if line else ()
        label = Text(f"{language_words(name.language, tr)}: ", SOFT)
        line = (*line, *separator, label, Field(name.id, name.text), *context.marks.after(name))
    return [Paragraph(line, "names")]


def text_blocks(context: Context) -> list[Block]:
    """Lay out the texts of an activity, such as its goals: each kind under a heading, in one language.

    It is the interface's language if any text of the kind is in it, or else English, or else that of its languages that
    comes first among the texts of all kinds. The texts in other languages follow at the end, a fold for each language,
    whose key is ``link_schemes.LANGUAGE`` followed by the tag of the language. For a missing description or goal the
    page says *not stated*, but only if other activities have one.
    """
    record, blocks = context.record, list[Block]()
    languages = _languages([each for kind in _KINDS for each in record.statements(kind)], context.tr)
    shown: list[str] = []
    for kind in _KINDS:
        statements = record.statements(kind)
        if not statements:
            blocks += _gap(context, kind)
            continue
        spoken = {statement.language for statement in statements}
        tag = next(each for each in languages if each in spoken)
        here = [statement for statement in statements if statement.language == tag]
        shown += [statement.id for statement in here]
        blocks += [Heading(2, (Text(_title(kind, context.tr)),), f"{kind}s"), *_statements(context, kind, here)]
    left = [each for kind in _KINDS for each in record.statements(kind) if each.id not in shown]
    if not left:
        return blocks
    # a heading of their own: they are not of the last kind of text alone
    title = Heading(2, (Text(context.tr("Texts in other languages")),), "languages")
    return [*blocks, title, *(block for tag in _languages(left, context.tr) for block in _folded(context, tag, left))]


def _gap(context: Context, kind: StatementKind) -> list[Block]:
    """Return *not stated* under the heading of a kind of text, if it is a usual one and other activities have it."""
    if kind not in (StatementKind.DESCRIPTION, StatementKind.GOAL) or not context.gaps.may_be_stated(
        f"statement/{kind}"
    ):
        return []
    lines = gap(context, f"statement/{kind}")
    return [Heading(2, (Text(_title(kind, context.tr)),), f"{kind}s"), *map(Paragraph, lines)]


def _statements(context: Context, kind: StatementKind, statements: list[Statement]) -> list[Block]:
    if kind is StatementKind.GOAL and len(statements) > 1:
        return [Items(tuple(_line(context, each) for each in statements), ordered=True)]
    return [Paragraph(_line(context, each)) for each in statements]


def _line(context: Context, statement: Statement) -> Line:
    line = context.statement(statement)
    if not is_cut(statement.text):
        return line
    remark = context.tr("This text stops after {n} characters: the publisher may have cut it.")
    number = context.tr.number(len(statement.text))
    return (*line, Text(f" {remark.format(n=number)}", SOFT))


def is_cut(text: str) -> bool:
    """Return whether a text seems cut off: it has 500, 1,000, 2,000 or 4,000 characters, and no sentence ends there.

    Systems in which activities are written limit texts to such lengths.
    """
    return len(text) in _CUT_AT and text[-1] not in _ENDS


def _folded(context: Context, tag: str, statements: list[Statement]) -> list[Block]:
    """Return the texts in one further language as a fold, each with its kind when it is open."""
    tr, key = context.tr, f"{schemes.LANGUAGE}{tag}"
    unfolded = key in context.unfolded
    own = [each for each in statements if each.language == tag]
    title = tr.plural("{language}: {n} text", "{language}: {n} texts", len(own), language=language_words(tag, tr))
    blocks: list[Block] = [Paragraph((Fold(title, key, unfolded),))]
    if unfolded:
        facts = tuple(KeyFact(_title(each.kind, tr), (_line(context, each),)) for each in own)
        blocks.append(KeyFacts(facts, columns=1))
    return blocks


def _languages(statements: Iterable[Statement], tr: Translate) -> list[str]:
    """Return the languages of statements: that of the interface, English, then the others in their order."""
    found = dict.fromkeys(statement.language for statement in statements)
    first = [tag for tag in dict.fromkeys((tr.code, "en")) if tag in found]
    return [*first, *(tag for tag in found if tag not in first)]


def _title(kind: StatementKind, tr: Translate) -> str:
    return {
        StatementKind.DESCRIPTION: tr("Description"),
        StatementKind.GOAL: tr("Goals"),
        StatementKind.TARGET_GROUP: tr("Target groups"),
        StatementKind.ACHIEVEMENT: tr("Achievements"),
        StatementKind.FORM: tr("Forms of cooperation"),
        StatementKind.PRINCIPLE: tr("Principles"),
        StatementKind.CONDITION: tr("Conditions"),
    }[kind]
