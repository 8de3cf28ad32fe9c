"""Files of the program's own state: session and saved searches."""
