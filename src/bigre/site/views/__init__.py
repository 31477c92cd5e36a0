"""Pages that read several contexts at once."""
