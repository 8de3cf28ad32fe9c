"""Files of the program's own state: session, saved searches, attached documents."""
