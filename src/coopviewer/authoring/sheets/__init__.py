"""Curated files as a folder of sheets: CSV or spreadsheets with one heading row each."""
