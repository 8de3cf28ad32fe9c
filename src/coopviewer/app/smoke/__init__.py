"""The self-test that --smoke runs in a real window."""
