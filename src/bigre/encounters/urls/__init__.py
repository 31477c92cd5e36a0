"""Addresses of this context: one's own openness, introductions and tables of an edition, and cooperations."""
