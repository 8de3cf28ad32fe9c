"""What both databases need of the file system: locks, kinds of file systems, application ids."""
