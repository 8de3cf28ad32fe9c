"""The item model of an overview's table."""
