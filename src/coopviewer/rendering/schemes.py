"""The addresses inside a page that are no ``coop:`` addresses: what a page says to the widget that shows it."""

MARK = "mark:"
"""A source mark: ``mark:3`` leads to footnote 3."""
FOLD = "fold:"
"""A fold: ``fold:project/afic`` shows or hides what belongs to the entry."""
BAR = "timeframe:"
"""A picture: ``timeframe:2017/2023`` is drawn by the widget."""
