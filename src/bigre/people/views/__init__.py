"""Pages where people tell who they are, and to whom."""
