"""The API's operations, the feeds, and the pages where people manage their keys."""
