"""What a start needs around the window: first paint, idle imports, garbage, the single instance, defects."""
