"""The main window, its actions, tool bar, tabs and panes."""
