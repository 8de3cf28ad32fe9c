"""The parts of ``dev.py``; they use only the standard library, since they run before anything is installed."""
