"""Optimisation for gatherings: problems in, results out; no Django, no files outside the command line."""
