"""The main window: its actions, menus, toolbar, tabs, side panes and status bar, and the dialogs of guide and files."""
