"""An offline reference on international cooperation in border management."""

__version__ = "0.1.0"
