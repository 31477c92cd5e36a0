"""Writes of proposals: one module for each thing that people do together."""
