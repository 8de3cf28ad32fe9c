"""Widgets and drawing functions shared by all features: theme, icons, chips, lists, dialogs."""
