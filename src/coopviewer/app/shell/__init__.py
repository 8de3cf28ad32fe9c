"""Controllers of the window: appearance, language, tabs, menus, status bar, session, references, keys, guide, about."""
