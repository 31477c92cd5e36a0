"""Reads of proposals that start from the person who asks."""
