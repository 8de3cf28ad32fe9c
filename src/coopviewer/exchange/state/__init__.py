"""Files of the program's own state: session, saved searches, known references, compared editions, and locks."""
