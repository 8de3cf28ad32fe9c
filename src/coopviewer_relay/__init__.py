"""The relay of team folders: mirrors one to PostgreSQL and back, as a program of its own.

It shares ``coopviewer.domain`` and ``coopviewer.exchange`` with the window, which itself opens no network connection.
``docs/relay.md`` says how it is set up.
"""
