"""Words about team folders."""
