"""The search: flat arrays, compiled moves, and their twin in plain Python."""
