"""The style sheet of a page on paper, in the subset that Qt's rich text supports, in dots of the printer."""

from coopviewer.rendering.document.screen_style import PageStyle
from coopviewer.rendering.document.web_style import OWN_LIGHT

_TEXT = 10.0  # points
_ABOVE = {2: 1.7, 3: 1.0, 4: 1.0, 5: 1.0, 6: 1.0}  # space above a heading by its level, in multiples of the text size


def paper_text_size(resolution: int) -> int:
    """Return the size of plain text on paper, 10 points, in dots; ``resolution`` is the printer's, in dots per inch."""
    return round(_TEXT * resolution / 72)


def space_above(level: int, size: int) -> int:
    """Return the space above a heading of ``level`` (1 to 6) in dots of the printer; 0 for a title (level 1).

    ``size`` is that of plain text, in dots too. For a block that is no heading, ``level`` is 0 and the space is 0.
    """
    return round(_ABOVE.get(level, 0) * size)


def space_below_item(size: int) -> int:
    """Return the space below an item of a list in dots of the printer; ``size`` is that of plain text, in dots too."""
    return size // 3


def paper_style_sheet(look: PageStyle) -> str:
    """Return the style sheet for paper; ``look.size`` is in dots of the printer.

    Links look like other text, so ``look.link`` is not used; nor is ``look.age``.
    """
    size = look.size
    start, end = ("right", "left") if look.right_to_left else ("left", "right")
    return f"""
        body {{ color: {look.text}; font-size: {size}px; }}
        p, li, h4, h5, h6 {{ line-height: {look.line_height}%; }}
        p {{ margin-top: 0px; margin-bottom: {size // 2}px; }}
        a {{ color: {look.text}; text-decoration: none; }}
        h1 {{ font-size: {round(size * 1.9)}px; font-weight: 600; margin-top: 0px; margin-bottom: {size // 2}px; }}
        h2 {{ font-size: {round(size * 1.3)}px; font-weight: 600; margin-top: {space_above(2, size)}px;
              margin-bottom: {size // 2}px; }}
        h3 {{ font-size: {size}px; font-weight: 600; margin-top: {space_above(3, size)}px;
              margin-bottom: {size // 4}px; }}
        h4, h5, h6 {{ font-size: {size}px; font-weight: 600; margin-top: {space_above(4, size)}px;
              margin-bottom: {size // 5}px; }}
        .cover {{ color: {look.soft}; margin-top: {size * 8}px; margin-bottom: 0px; }}
        .cover-line {{ margin-bottom: {size // 4}px; }}
        .contents-2, .contents-3 {{ margin-bottom: {size // 4}px; }}
        .contents-3 {{ margin-{start}: {size * 2}px; }}
        {_tables(look)}
        .eyebrow {{ color: {look.soft}; margin-bottom: 0px; }}
        .soft, .label, .note, .gone {{ color: {look.soft}; font-weight: 400; }}
        .basis {{ color: {look.soft}; font-size: {round(size * 0.9)}px; font-weight: 400; }}
        .strong, .added {{ font-weight: 600; }} .gone {{ text-decoration: line-through; }}
        .lead {{ font-size: {round(size * 1.1)}px; margin-bottom: {size}px; }}
        .names {{ margin-bottom: {size}px; }}
        .mark {{ color: {look.soft}; font-size: {size}px; font-weight: 400; }}
        .picture {{ line-height: 100%; margin-top: {size}px; margin-bottom: {size // 3}px; }}
        .locator {{ color: {look.soft}; font-size: {round(size * 0.9)}px; margin-bottom: 0px; }}
        .bar {{ line-height: 100%; margin-top: {size}px; margin-bottom: 0px; }}
        .foot {{ color: {look.soft}; font-size: {round(size * 0.9)}px; }}
        .foot td {{ padding-{end}: {round(size * 0.8)}px; }}
        p.foot {{ margin-top: {size}px; }}
        ol, ul {{ margin-top: 0px; margin-bottom: {size // 2}px; -qt-list-indent: 1; }}
        li {{ margin-bottom: {space_below_item(size)}px; }}
        .small, .small-soft, .small-strong {{ font-size: {round(size * 0.9)}px; }}
        .small-soft {{ color: {look.soft}; }}
        .small-strong {{ font-weight: 600; }}
        .fact {{ margin-bottom: {size // 5}px; }}
    """


def _tables(look: PageStyle) -> str:
    size, line = look.size, max(look.size // 16, 1)
    start, end = ("right", "left") if look.right_to_left else ("left", "right")
    return f"""
        .own td, .box td {{ background-color: {look.note}; padding: {size // 3}px {size}px {size // 3}px {size}px; }}
        .own td {{ border-{start}: {size // 3}px solid {OWN_LIGHT["own"]}; }}
        table {{ margin-top: 0px; margin-bottom: {size // 3}px; }}
        .facts td, td.row, .span {{ border-bottom: {line}px solid {look.line}; padding-top: {size // 4}px;
              padding-bottom: {size // 4}px; }}
        td, th {{ padding-{end}: {size // 2}px; }}
        th {{ color: {look.soft}; font-weight: 400; text-align: left; font-size: {round(size * 0.9)}px;
              border-bottom: {line}px solid {look.soft}; padding-bottom: {size // 4}px; vertical-align: bottom; }}
        td.row, td.span {{ font-size: {round(size * 0.9)}px; vertical-align: middle; }}
        .strip th {{ border-bottom: 0px; padding-bottom: 0px; }}
        td.column {{ padding-{end}: {size}px; }}
    """
