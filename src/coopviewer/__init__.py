"""An offline reference on international cooperation."""

__version__ = "0.1.0"
