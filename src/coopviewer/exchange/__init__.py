"""Files that enter and leave: imports, exports, team folders, and the program's own state. Qt-free."""
