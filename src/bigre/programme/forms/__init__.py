"""Forms of the programme, one module per page."""
