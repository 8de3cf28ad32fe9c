"""Reads tables from text files and workbooks, and refuses those that are larger than an import allows."""
