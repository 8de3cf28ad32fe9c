"""What ``dev.py`` is made of: the standard library alone, since nothing is installed yet where it runs."""
