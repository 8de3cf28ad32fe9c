"""Helpers for references and annotations files: locks, network drives, application ids, holding back Ctrl+C."""
