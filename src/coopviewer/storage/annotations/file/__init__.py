"""The annotations file itself: schema, creation, opening, checks, copies."""
