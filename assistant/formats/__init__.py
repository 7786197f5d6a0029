"""A file's bytes to documents."""
