"""The page: view, input, find bar, fact card, timeframe bar."""
