"""The composition root: creates every object of the window and connects them; only it knows who listens to whom."""
