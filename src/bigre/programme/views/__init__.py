"""Pages and feeds of the programme."""
