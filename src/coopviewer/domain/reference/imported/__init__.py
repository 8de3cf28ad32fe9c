"""Values of imported activities: their dates, what their pages have besides, and sources that disagree."""
