"""Tool tips of texts that come from elsewhere: Qt reads a tip as HTML as soon as it looks like some."""

from html import escape


def plain_tip(text: str) -> str:
    """Write a text as a tool tip that shows it as it stands, lines included; without ``<`` it is shown so anyway."""
    return f'<p style="white-space:pre-wrap">{escape(text)}</p>' if "<" in text else text
