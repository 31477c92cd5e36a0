"""Makers of rows for tests: plain functions, and a small cast (Alice, Bob, Chloé)."""
