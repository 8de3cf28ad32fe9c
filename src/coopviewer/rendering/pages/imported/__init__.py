"""The parts of pages that only imported references have."""
