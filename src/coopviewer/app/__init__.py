"""The composition root: makes every object of the window and joins them; only here is it known who listens to whom."""
