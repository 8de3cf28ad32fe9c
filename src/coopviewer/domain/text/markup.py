"""Escaping of text for HTML, without the standard library's ``html``: it loads a table of 2,231 character names."""


def escape(text: str) -> str:
    """Return a text as HTML that shows it unchanged, also within an attribute in either kind of quotation marks."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#x27;")
