"""Controllers of annotations, which connect widgets to services, and what creates them."""
