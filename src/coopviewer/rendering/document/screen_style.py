"""The style sheet of a page on the screen.

The rules are unusual because Qt supports no padding on paragraphs, no percent or em font sizes and no ``:nth-child``.
Qt itself mirrors ``text-align: left`` where text runs from right to left.
"""

from typing import NamedTuple


class PageStyle(NamedTuple):
    """The parameters of the style sheet of a page.

    ``text``, ``soft``, ``link``, ``line``, ``note``, ``age``: colours, as ``#rrggbb``. ``line`` is for rules, ``note``
    for the background of boxed text, ``age`` for the sentence on the age of the content (empty: as ``soft``).
    ``size``: the size of plain text in pixels, on paper in dots of the printer.
    ``line_height``: the distance of lines, in percent of the height of the text.
    ``right_to_left``: the page is read from right to left.
    """

    text: str
    soft: str
    link: str
    line: str
    note: str
    size: int
    line_height: int = 140
    right_to_left: bool = False
    age: str = ""


def style_sheet(look: PageStyle) -> str:
    """Return the style sheet for the screen.

    Its classes are styles of texts, roles of paragraphs, and names that ``write_html`` uses for parts of tables,
    pictures and bars.
    """
    size = look.size
    large = round(size * 1.35)
    start, end = ("right", "left") if look.right_to_left else ("left", "right")
    return f"""
        body {{ color: {look.text}; font-size: {size}px; }}
        p, li, td, th {{ line-height: {look.line_height}%; }}
        p {{ margin-top: 0px; margin-bottom: {size // 2}px; }}
        a {{ color: {look.link}; text-decoration: none; }}
        h1 {{ font-size: {size * 2 - 2}px; font-weight: 600; margin-top: 2px; margin-bottom: {size // 2}px; }}
        h2 {{ font-size: {large}px; font-weight: 600; margin-top: {size * 2}px; margin-bottom: {size - 4}px; }}
        h3 {{ font-size: {size}px; font-weight: 600; margin-top: {size}px; margin-bottom: {size // 4}px; }}
        .eyebrow, .cover {{ color: {look.soft}; margin-bottom: 0px; }}
        .soft, .label, .note, .gone {{ color: {look.soft}; }} .gone {{ text-decoration: line-through; }}
        .basis {{ color: {look.soft}; font-size: {size - 1}px; font-weight: 400; }}
        .strong {{ font-weight: 600; }} .added {{ font-weight: 600; text-decoration: underline; }}
        .lead {{ font-size: {size + 1}px; margin-bottom: {size}px; }}
        .names {{ margin-bottom: {size}px; }}
        .mark {{ color: {look.soft}; font-size: {size}px; }}
        .picture {{ line-height: 100%; margin-top: {size // 2}px; margin-bottom: {size // 3}px; }}
        .locator {{ color: {look.soft}; font-size: {size - 2}px; margin-bottom: 0px; }}
        .bar {{ line-height: 100%; margin-bottom: 0px; }}
        ol, ul {{ margin-top: 0px; margin-bottom: {size // 2}px; -qt-list-indent: 1; }}
        li {{ margin-bottom: {size // 3}px; }}
        table {{ margin-top: {size // 2}px; margin-bottom: {size // 2}px; }}
        td, th {{ padding-{end}: {size * 2}px; padding-bottom: {size // 2}px; padding-top: 2px; }}
        th {{ color: {look.soft}; font-weight: 400; text-align: left; border-bottom: 1px solid {look.line}; }}
        .titled th {{ font-size: {large}px; font-weight: 600; padding-bottom: {size // 2}px; }}
        td.row {{ border-bottom: 1px solid {look.line}; padding-top: {size // 2}px; }}
        .age {{ color: {look.age or look.soft}; }}
        td.span {{ border-bottom: 1px solid {look.line}; padding-top: 0px; padding-bottom: 0px; padding-{end}: 6px;
            vertical-align: middle; }}
        .strip th {{ border-bottom: 0px; font-size: {size}px; font-weight: 400; padding-{end}: 6px; padding-bottom: 0px;
            vertical-align: bottom; }}
        td.column {{ padding-{end}: {size * 3}px; }}
        .contents-3 {{ margin-{start}: {size * 2}px; }}
        .box td, .own td {{ background-color: {look.note}; padding: {size // 2}px {size}px {size // 2}px {size}px; }}
        table.columns {{ margin-top: {size}px; }}
        .entry, .cover-line, .contents-2, .contents-3 {{ margin-bottom: 2px; }}
        .foot {{ font-size: {size - 1}px; }}
    """
