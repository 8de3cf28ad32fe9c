"""Reading what the overviews show, what lists that are written as tables have, and what briefs are about."""
