"""Dialogs for export, import, backups and closing."""
