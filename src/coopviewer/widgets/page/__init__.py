"""The page: its view with pictures and marks, the find bar, the card of a fact, and windows on attached documents."""
