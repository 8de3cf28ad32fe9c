"""The composition root: creates the parts of the window and connects them; only it knows who listens to whom."""
