"""The main window: actions, menus, toolbar, tabs, side panes, status bar, the guide, and the known references."""
