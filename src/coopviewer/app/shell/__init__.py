"""Controllers of the window itself: appearance, tabs, status bar, session, keys, guide, about."""
