"""Texts on tables of projects."""
