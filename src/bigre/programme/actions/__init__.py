"""Writes of the programme, one module per concept."""
