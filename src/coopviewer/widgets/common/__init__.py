"""Widgets and drawing that know no feature: theme, icons, chips, lists, dialogs."""
