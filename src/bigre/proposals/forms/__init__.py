"""What the pages of proposals and of the call ask."""
