"""Page-shaped reads of the programme, one module per page or concept."""
