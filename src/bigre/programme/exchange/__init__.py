"""Readers and writers of the field's files: a file becomes a `Gathering`, an edition becomes a file."""
