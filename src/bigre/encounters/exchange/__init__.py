"""Files that go out: place cards and lists of tables."""
