"""Worker processes for what is not trusted: files are parsed and texts read there, under limits, without the store."""
